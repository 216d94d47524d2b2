"""The sections of `mailgate.toml`: each field with its meaning, unit and default.

A section checks what it can see by itself; what two must agree on is checked in `settings`.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from mailgate.config.values import (
    NAME,
    After,
    DatabaseUrl,
    Domains,
    Folder,
    ImapFlag,
    Listen,
    LmtpListen,
    MailAddress,
    Nameservers,
    Networks,
    PagerUrl,
    PlainLine,
    RelayUrl,
    is_loopback,
)


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Database(Section):
    url: DatabaseUrl = Field(
        default="", description="sqlite:///FILE or postgresql://…; empty is sqlite in data_dir/mailgate.db."
    )


class Broker(Section):
    url: str = Field(default="memory://", description="Celery broker that wakes workers; memory:// inside one process.")


class Smtp(Section):
    listen: Listen = Field(default="127.0.0.1:8025", description="host:port on which mail is accepted; empty is off.")
    hostname: str = Field(default="", description="Name in the SMTP greeting; empty is the machine's own full name.")
    max_message_size_mb: int = Field(default=25, ge=1, le=1024, description="Largest accepted mail, in MiB.")
    max_recipients: int = Field(default=100, ge=1, le=10_000, description="Most recipients of one mail.")
    max_line_bytes: int = Field(default=100_000, ge=1000, le=10_000_000, description="Longest accepted line, in bytes.")
    tls_listen: Listen = Field(
        default="", description="host:port on which connections begin with TLS; needs a certificate; empty is off."
    )
    bare_line_ends: Literal["refuse", "normalise"] = Field(
        default="refuse", description="What becomes of a letter with a CR or LF alone: refuse, or normalise to CRLF."
    )
    max_command_bytes: int = Field(default=2048, ge=512, le=65_536, description="Longest accepted command, in bytes.")
    max_transactions: int = Field(default=1000, ge=1, le=1_000_000, description="Most mails on one connection.")
    max_connections: int = Field(
        default=800, ge=1, le=100_000, description="Most connections at once; each needs an open file."
    )
    max_connections_per_address: int = Field(
        default=50, ge=1, le=100_000, description="Most connections of one address (IPv6: /64) at once."
    )
    max_connections_per_minute: int = Field(
        default=300, ge=1, le=1_000_000, description="Most new connections of one address in a minute."
    )
    max_letters_per_minute: int = Field(
        default=600, ge=1, le=1_000_000, description="Most mails from one address in a minute."
    )
    unlimited_from: Networks = Field(
        default=("127.0.0.0/8", "::1/128"),
        description="Addresses and networks without limits per address, as servers of yours in front.",
    )
    proxy_from: Networks = Field(
        default=(), description="Addresses and networks that must send a PROXY header, and whose header is believed."
    )
    max_errors: int = Field(default=20, ge=1, le=10_000, description="Refused commands after which a client must go.")
    max_unknown_recipients: int = Field(
        default=20, ge=1, le=10_000, description="Unknown recipients after which a client must go; half: it is slowed."
    )
    idle_seconds: float = Field(
        default=60, gt=0, le=3600, description="Longest wait for a command, or for more of a mail."
    )
    data_seconds: float = Field(default=600, gt=0, le=86_400, description="Longest time for one mail to come in.")
    session_seconds: float = Field(default=3600, gt=0, le=86_400, description="Longest life of a connection.")
    max_in_flight_mb: int = Field(
        default=64, ge=1, le=65_536, description="Most MiB of mails that are coming in at once; then clients must wait."
    )
    min_free_disk_mb: int = Field(
        default=16, ge=0, le=10_000_000, description="Free MiB beside a SQLite database below which no mail is taken."
    )


class Lmtp(Section):
    listen: LmtpListen = Field(
        default="",
        description="host:port, or the path of a Unix socket, for LMTP; empty is off. Limits are those of smtp.",
    )
    socket_mode: str = Field(default="0660", pattern="^0?[0-7]{3}$", description="Rights of the Unix socket, in octal.")


class Tls(Section):
    certificate_file: str = Field(default="", description="PEM file with the certificate chain; empty is no TLS.")
    key_file: str = Field(default="", description="PEM file with its key, without a password.")


class Web(Section):
    listen: Listen = Field(default="127.0.0.1:8080", description="host:port of the web pages; empty is off.")


class Relay(Section):
    url: RelayUrl = Field(
        default="file:outbox",
        description="Where letters go: smtp://, smtps:// or lmtp:// host:port, or file:DIR (one .eml each).",
    )


class Pager(Section):
    """A second way to call colleagues, beside mail. The secret is read at each call, so that it may change."""

    url: PagerUrl = Field(
        default="", description="Calls are POSTed here as signed JSON; https, or http on this machine; empty is off."
    )
    secret: SecretStr = Field(default=SecretStr(""), description="Better in a file of its own: secret_file.")
    secret_file: str = Field(default="", description="File whose first line is the secret, whsec_ and base64.")
    timeout_seconds: float = Field(default=5, ge=0.1, le=30, description="Longest wait for the answer to a call.")

    @model_validator(mode="after")
    def _fits(self) -> "Pager":
        """A call that nobody can check is not made."""
        if self.url and bool(self.secret_file) == bool(self.secret.get_secret_value()):
            raise ValueError("give either secret_file or secret")
        return self


class Origin(Section):
    verify: bool = Field(default=False, description="Check SPF, DKIM and DMARC here, as the MX.")
    trusted_authserv_ids: tuple[str, ...] = Field(
        default=(), description="Names of the servers whose topmost Authentication-Results is believed (RFC 8601)."
    )
    trusted_from: Networks = Field(
        default=("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
        description="Addresses and networks of those servers: mail from elsewhere carries no results that count.",
    )
    trust_loopback: bool = Field(
        default=False,
        description="Count every letter submitted from this machine as proven; needs a loopback listener.",
    )
    arc_sealers: Domains = Field(
        default=(),
        description="Domains of lists and forwarders whose ARC seal is believed where own checks prove nothing.",
    )
    nameservers: Nameservers = Field(
        default=(), description="Resolvers for the checks, as address or address:port; empty is the system's."
    )


class Worker(Section):
    concurrency: int = Field(
        default=3,
        ge=3,
        le=64,
        description="Threads of one worker process: deciding, delivering and ringing have one each.",
    )


class Reader(Section):
    """What reading one letter may cost a worker; beyond it the letter is quarantined after three tries."""

    cpu_seconds: float = Field(default=2, ge=0.1, le=30, description="Most CPU time for reading one letter.")
    wall_seconds: float = Field(default=10, ge=0.1, le=30, description="Longest wait for one letter to be read.")
    memory_mb: int = Field(default=256, ge=16, le=65_536, description="Most memory for reading one letter, in MiB.")


class Learn(Section):
    """The model that learns from what people say of tickets."""

    enabled: bool = Field(
        default=True, description="Learn from what people say of tickets, and ask what was learnt; off: rules alone."
    )


class Imap(Section):
    """One IMAP account that letters are fetched from. Secrets are read at each login, so that they may change."""

    name: str = Field(pattern=f"^{NAME}$", description="What it is called here; another mailbox needs another name.")
    host: str = Field(pattern=r"^[A-Za-z0-9.:-]+$", description="The server.")
    port: int = Field(default=0, ge=0, le=65535, description="0 is 993 with implicit TLS, else 143.")
    tls: Literal["implicit", "starttls", "none"] = Field(
        default="implicit", description="implicit or starttls, both verified; none only on this machine."
    )
    ca_file: str = Field(default="", description="Certificates to trust instead of the system's (PEM).")
    user: PlainLine = Field(min_length=1, description="The name to log in with; with OAuth the address of the mailbox.")
    auth: Literal["password", "microsoft", "google"] = Field(
        default="password", description="password, or XOAUTH2 with a token of Microsoft 365 or Google."
    )
    password: SecretStr = Field(default=SecretStr(""), description="Better in a file of its own: password_file.")
    password_file: str = Field(default="", description="File whose first line is the password.")
    tenant: PlainLine = Field(default="", description="Microsoft: the directory (tenant) id.")
    client_id: PlainLine = Field(default="", description="Microsoft: the application (client) id.")
    client_secret_file: str = Field(default="", description="Microsoft: file whose first line is the client secret.")
    key_file: str = Field(default="", description="Google: the service account's key file (JSON).")
    mailbox: Folder = Field(default="INBOX", description="The folder to read.")
    address: MailAddress = Field(
        default="", description="Mailbox of ours that its letters came to; empty: as their headers say."
    )
    after: After = Field(
        default="flag", description='What is done to a letter that is kept: "flag", "move:FOLDER" or "leave".'
    )
    flag: ImapFlag = Field(default="\\Seen", description='The flag of after = "flag".')
    idle: bool = Field(default=True, description="Wait by IDLE where the server offers it.")
    idle_seconds: int = Field(default=240, ge=1, le=1500, description="IDLE is begun anew after this time.")
    poll_seconds: int = Field(default=60, ge=1, le=3600, description="Between two looks where there is no IDLE.")

    @model_validator(mode="after")
    def _fits(self) -> "Imap":
        """What is wrong between two keys of an account."""
        needs = {
            "password": ("password_file",),
            "microsoft": ("tenant", "client_id", "client_secret_file"),
            "google": ("key_file",),
        }
        missing = [name for name in needs[self.auth] if not getattr(self, name)]
        if self.auth == "password" and bool(self.password.get_secret_value()) != bool(missing):
            raise ValueError("give either password_file or password")
        if self.auth != "password" and missing:
            raise ValueError(f'auth = "{self.auth}" needs {", ".join(missing)}')
        if self.tls == "none" and not is_loopback(self.host):
            raise ValueError('tls = "none" is only for a server on this machine: the password would be read on its way')
        return self
