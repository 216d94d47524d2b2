"""Process settings: each field with its meaning, unit and default. The only reader of the environment.

`load_settings(path)` reads `mailgate.toml`, lets `MAILGATE_DATABASE__URL` and the like override it, and answers with
frozen Settings whose paths are absolute, or raises BadSetup with every mistake and its line. How the desk works
(mailboxes, staff, SLA …) is not here: that is loaded into the database (`mailgate load`).
"""

import ipaddress
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from mailgate.model.address import Address
from mailgate.model.errors import BadSetup, WrongUse
from mailgate.model.toml_findings import in_file, known_keys, read_toml, sentences, suggestion
from mailgate.model.toml_lines import Path as TomlPath

DEFAULT_FILE = Path("mailgate.toml")
DEFAULT_DATA = Path("mailgate-data")

_PREFIX = "MAILGATE_"
_SQLITE = "sqlite:///"
_FILE = "file:"
_LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]*):(\d{1,5})")


def parse_listen(text: str) -> tuple[str, int]:
    """Host and port of `127.0.0.1:8025`, `[::1]:8025` or `:8025` (every address). Raises WrongUse."""
    found = _LISTEN.fullmatch(text.strip())
    if not found:
        raise WrongUse(f"{text!r} is not a host and a port like 127.0.0.1:8025")
    if int(found[2]) > 65535:
        raise WrongUse(f"{text!r}: there is no port {found[2]}; ports end at 65535")
    return found[1].strip("[]"), int(found[2])


def _listen(text: str) -> str:
    try:
        if text:
            parse_listen(text)
    except WrongUse as cause:
        raise ValueError(str(cause)) from cause
    return text


def _lmtp_listen(text: str) -> str:
    if "/" in text:  # a Unix socket
        return text
    if _listen(text) and parse_listen(text)[1] == 25:
        raise ValueError("port 25 is for SMTP; LMTP must not be there (RFC 2033 section 5)")
    return text


def _networks(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        try:
            ipaddress.ip_network(text)
        except ValueError as cause:
            raise ValueError(f"{text!r} is not an address like 192.0.2.7 or a network like 192.0.2.0/24") from cause
    return texts


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{text!r} is not a web address like https://help.example.org")
    if parts.username or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"{text!r} may have only scheme, host and port: links are built behind it")
    return f"{parts.scheme}://{parts.netloc}"


def _relay_url(text: str) -> str:
    if not re.match(r"file:.|(smtp|smtps|lmtp)://.", text):
        raise ValueError(f"{text!r} is not a relay; write smtp://host:587, smtps://, lmtp:// or file:DIR")
    return text


def _database_url(text: str) -> str:
    if text and not re.match(r"(sqlite:///|postgresql(\+psycopg)?://).", text):
        raise ValueError(f"{text!r} is not a database; write sqlite:///FILE or postgresql://user@host/name")
    return text


Listen = Annotated[str, AfterValidator(_listen)]
Networks = Annotated[tuple[str, ...], AfterValidator(_networks)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Database(_Section):
    url: Annotated[str, AfterValidator(_database_url)] = Field(
        default="", description="sqlite:///FILE or postgresql://…; empty is sqlite in data_dir/mailgate.db."
    )


class Broker(_Section):
    url: str = Field(default="memory://", description="Celery broker that wakes workers; memory:// inside one process.")


class Smtp(_Section):
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


class Lmtp(_Section):
    listen: Annotated[str, AfterValidator(_lmtp_listen)] = Field(
        default="",
        description="host:port, or the path of a Unix socket, for LMTP; empty is off. Limits are those of smtp.",
    )
    socket_mode: str = Field(default="0660", pattern="^0?[0-7]{3}$", description="Rights of the Unix socket, in octal.")


class Tls(_Section):
    certificate_file: str = Field(default="", description="PEM file with the certificate chain; empty is no TLS.")
    key_file: str = Field(default="", description="PEM file with its key, without a password.")


class Web(_Section):
    listen: Listen = Field(default="127.0.0.1:8080", description="host:port of the web pages; empty is off.")


class Relay(_Section):
    url: Annotated[str, AfterValidator(_relay_url)] = Field(
        default="file:outbox",
        description="Where letters go: smtp://, smtps:// or lmtp:// host:port, or file:DIR (one .eml each).",
    )


def parse_nameserver(text: str) -> tuple[str, int]:
    """Address and port of `192.0.2.53`, `127.0.0.1:5353`, `2001:db8::53` or `[::1]:5353`. Raises WrongUse."""
    found = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\]:(\d{1,5})|([0-9.]+):(\d{1,5})", text.strip())
    host, port = (found[1] or found[3], int(found[2] or found[4])) if found else (text.strip(), 53)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        raise WrongUse(f"{text!r} is not an address like 192.0.2.53, 127.0.0.1:5353 or [::1]:5353") from None
    if not 0 < port <= 65535:
        raise WrongUse(f"{text!r}: there is no port {port}; ports are 1 to 65535")
    return host, port


def _nameservers(texts: tuple[str, ...]) -> tuple[str, ...]:
    try:
        for text in texts:
            parse_nameserver(text)
    except WrongUse as cause:
        raise ValueError(str(cause)) from cause
    return texts


def _domains(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        if Address.read(f"a@{text}") is None:
            raise ValueError(f"{text!r} is not a domain like lists.example.org")
    return texts


class Origin(_Section):
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
    arc_sealers: Annotated[tuple[str, ...], AfterValidator(_domains)] = Field(
        default=(),
        description="Domains of lists and forwarders whose ARC seal is believed where own checks prove nothing.",
    )
    nameservers: Annotated[tuple[str, ...], AfterValidator(_nameservers)] = Field(
        default=(), description="Resolvers for the checks, as address or address:port; empty is the system's."
    )


class Worker(_Section):
    concurrency: int = Field(
        default=3,
        ge=3,
        le=64,
        description="Threads of one worker process: deciding, delivering and ringing have one each.",
    )


class Reader(_Section):
    """What reading one letter may cost a worker; beyond it the letter is quarantined after three tries."""

    cpu_seconds: float = Field(default=2, ge=0.1, le=30, description="Most CPU time for reading one letter.")
    wall_seconds: float = Field(default=10, ge=0.1, le=30, description="Longest wait for one letter to be read.")
    memory_mb: int = Field(default=256, ge=16, le=65_536, description="Most memory for reading one letter, in MiB.")


def _folder(text: str) -> str:
    """The name of an IMAP folder; nothing that could end the command or mean many folders (threats T27)."""
    if not text.strip() or not text.isprintable() or set(text) & set('*%"\\') or len(text) > 255:
        raise ValueError(f"{text!r} is not the name of a folder")
    return text


def _after(text: str) -> str:
    if text in ("flag", "leave"):
        return text
    if not text.startswith("move:"):
        raise ValueError(f'{text!r} is not one of "flag", "leave", "move:FOLDER"')
    return f"move:{_folder(text.removeprefix('move:'))}"


def _flag(text: str) -> str:
    if text not in ("\\Seen", "\\Flagged", "\\Answered") and not re.fullmatch(r"[$A-Za-z][A-Za-z0-9_.$-]{0,63}", text):
        raise ValueError(f"{text!r} is not \\Seen, \\Flagged, \\Answered or a keyword like $MailgateDone")
    return text


def _plain_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("it has a line end or another control character in it")
    return text


def _mail_address(text: str) -> str:
    if text and Address.read(text) is None:
        raise ValueError(f"{text!r} is not one mail address")
    return text


PlainLine = Annotated[str, AfterValidator(_plain_line)]
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


class Imap(_Section):
    """One IMAP account that letters are fetched from. Secrets are read at each login, so that they may change."""

    name: str = Field(pattern=f"^{_NAME}$", description="What it is called here; another mailbox needs another name.")
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
    mailbox: Annotated[str, AfterValidator(_folder)] = Field(default="INBOX", description="The folder to read.")
    address: Annotated[str, AfterValidator(_mail_address)] = Field(
        default="", description="Mailbox of ours that its letters came to; empty: as their headers say."
    )
    after: Annotated[str, AfterValidator(_after)] = Field(
        default="flag", description='What is done to a letter that is kept: "flag", "move:FOLDER" or "leave".'
    )
    flag: Annotated[str, AfterValidator(_flag)] = Field(default="\\Seen", description='The flag of after = "flag".')
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


class Settings(BaseSettings):
    """Everything a process must know before it starts. Made by `load_settings`."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Field(default=DEFAULT_DATA, description="Folder of everything mailgate keeps.")
    test_clock: bool = Field(default=False, description="Allows --now; never in production.")
    base_url: Annotated[str, AfterValidator(_base_url)] = Field(
        default="http://127.0.0.1:8080", description="Web address that links in letters begin with; no path."
    )
    database: Database = Field(default=Database(), description="The truth.")
    broker: Broker = Field(default=Broker(), description="What wakes the workers.")
    smtp: Smtp = Field(default=Smtp(), description="Mail in, by SMTP.")
    lmtp: Lmtp = Field(default=Lmtp(), description="Mail in, by LMTP.")
    tls: Tls = Field(default=Tls(), description="Certificate of SMTP and LMTP.")
    web: Web = Field(default=Web(), description="Pages for staff and customers.")
    relay: Relay = Field(default=Relay(), description="Mail out.")
    imap: tuple[Imap, ...] = Field(default=(), description="Mail in, fetched from IMAP accounts.")
    origin: Origin = Field(default=Origin(), description="How sure it is who wrote a letter.")
    worker: Worker = Field(default=Worker(), description="Work behind the doors.")
    reader: Reader = Field(default=Reader(), description="What reading one letter may cost.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment overrides the file, whose content are the arguments."""
        return env_settings, init_settings

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, absolute; None when the database is not SQLite."""
        url = self.database.url
        return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def load_settings(config: Path | None, data: Path | None = None) -> Settings:
    """The settings of this process. Raises BadSetup with every finding.

    `config`: the file named by the caller, which must exist; None means ./mailgate.toml when there is one, else the
    defaults. `data`: a data folder that replaces the configured one, together with a database file inside it.
    Relative paths count from the file's folder; without a file, data_dir from the working folder and the others from
    data_dir.
    """
    file = _file(config)
    text = _text(file) if file else ""
    content = read_toml(text, str(file))
    where = _where(in_file(text, str(file)))
    findings = [*_unknown_variables()]
    try:
        settings = Settings(**content)
    except ValidationError as cause:
        raise BadSetup([*findings, *sentences(cause.errors(), Settings, where)]) from cause
    except SettingsError as cause:  # a list or a section that is given as one variable, and is not JSON
        raise BadSetup([*findings, f'environment: {cause}; write JSON, a list as ["a", "b"]']) from cause
    findings += _cross_findings(settings, where)
    if findings:
        raise BadSetup(findings)
    return _with_absolute_paths(settings, file.resolve().parent if file else None, data)


def _file(config: Path | None) -> Path | None:
    if config is not None and not config.is_file():
        raise BadSetup([f"{config}: there is no such settings file"])
    return config or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadSetup([f"{file}: byte {cause.start + 1} is not UTF-8; save the file as UTF-8"]) from cause
    except OSError as cause:
        raise BadSetup([f"{file}: cannot be read: {cause.strerror}"]) from cause


def _where(in_toml: Callable[[TomlPath], str]) -> Callable[[TomlPath], str]:
    """Names the variable for a value that the environment set, else the line of the file."""
    variables = {name.upper(): name for name in os.environ}

    def where(path: TomlPath) -> str:
        names = (_PREFIX + "__".join(map(str, path[:length])).upper() for length in range(len(path), 0, -1))
        return next((variables[name] for name in names if name in variables), None) or in_toml(path)

    return where


def _unknown_variables() -> Iterator[str]:
    """Variables like MAILGATE_DATABSE__URL, that would silently do nothing. Others with our prefix may be anybody's."""
    sections = [name.upper() for name in known_keys(Settings, ())]
    for name in sorted(os.environ):
        section, nested, _ = name.upper().removeprefix(_PREFIX).partition("__")
        if name.upper().startswith(_PREFIX) and nested and section not in sections:
            near = suggestion(section.lower(), [known.lower() for known in sections])
            yield f"{name}: unknown section {section.lower()!r}{near}"


def _cross_findings(settings: Settings, where: Callable[[TomlPath], str]) -> Iterator[str]:
    """What is wrong between two settings that are right by themselves."""
    yield from _door_findings(settings, where)
    if settings.origin.trust_loopback and settings.smtp.listen and not _is_loopback(settings.smtp.listen):
        yield (
            f"{where(('origin', 'trust_loopback'))}: trust_loopback = true counts every letter submitted from this "
            f"machine as proven, so the listener must be on 127.0.0.1; smtp.listen is {settings.smtp.listen!r}"
        )
    names = [account.name for account in settings.imap]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield f"{where(('imap', number, 'name'))}: there are two IMAP accounts {name!r}"


def _door_findings(settings: Settings, where: Callable[[TomlPath], str]) -> Iterator[str]:
    smtp, lmtp, tls = settings.smtp, settings.lmtp, settings.tls
    if bool(tls.certificate_file) != bool(tls.key_file):
        yield f"{where(('tls',))}: certificate_file and key_file need each other"
    if smtp.tls_listen and not tls.certificate_file:
        yield f"{where(('smtp', 'tls_listen'))}: smtp.tls_listen needs tls.certificate_file and tls.key_file"
    if smtp.max_in_flight_mb < smtp.max_message_size_mb:
        yield (
            f"{where(('smtp', 'max_in_flight_mb'))}: smtp.max_in_flight_mb = {smtp.max_in_flight_mb} is below "
            f"smtp.max_message_size_mb = {smtp.max_message_size_mb}, so such a mail could never come in"
        )
    others = {"smtp.tls_listen": smtp.tls_listen, "lmtp.listen": "" if "/" in lmtp.listen else lmtp.listen}
    for name, listen in others.items():
        if settings.origin.trust_loopback and listen and not _is_loopback(listen):
            yield (
                f"{where(('origin', 'trust_loopback'))}: trust_loopback = true needs loopback listeners; "
                f"{name} is {listen!r}"
            )


def _is_loopback(listen: str) -> bool:
    return is_loopback(parse_listen(listen)[0])


def is_loopback(host: str) -> bool:
    """Whether this address or name is this machine and nobody else's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _with_absolute_paths(settings: Settings, folder: Path | None, data: Path | None) -> Settings:
    configured = ((folder or Path.cwd()) / settings.data_dir.expanduser()).resolve()
    data_dir = data.expanduser().resolve() if data else configured
    base = folder or data_dir
    database = settings.database.model_copy(
        update={"url": _absolute_database(settings.database.url, base, configured, data_dir)}
    )
    relay = settings.relay.model_copy(update={"url": _absolute(settings.relay.url, _FILE, base)})
    doors = _doors_with_absolute_files(settings, base)
    imap = tuple(_with_absolute_files(account, base) for account in settings.imap)
    changed = {"data_dir": data_dir, "database": database, "relay": relay, "imap": imap, **doors}
    return settings.model_copy(update=changed)


def _doors_with_absolute_files(settings: Settings, base: Path) -> dict[str, _Section]:
    tls = {name: str(base / Path(file).expanduser()) for name, file in settings.tls if file}
    listen = settings.lmtp.listen
    lmtp = {"listen": str(base / Path(listen).expanduser())} if "/" in listen else {}
    return {"tls": settings.tls.model_copy(update=tls), "lmtp": settings.lmtp.model_copy(update=lmtp)}


def _with_absolute_files(account: Imap, base: Path) -> Imap:
    files = {name: getattr(account, name) for name in Imap.model_fields if name.endswith("_file")}
    absolute = {name: str((base / Path(file).expanduser()).resolve()) for name, file in files.items() if file}
    return account.model_copy(update=absolute)


def _absolute_database(url: str, base: Path, configured: Path, data_dir: Path) -> str:
    """The URL with an absolute file, moved along when it lay in the configured data folder."""
    if not url:
        return f"{_SQLITE}{data_dir / 'mailgate.db'}"
    url = _absolute(url, _SQLITE, base)
    file = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and file.is_relative_to(configured):
        return f"{_SQLITE}{data_dir / file.relative_to(configured)}"
    return url


def _absolute(url: str, scheme: str, base: Path) -> str:
    return f"{scheme}{(base / url.removeprefix(scheme)).resolve()}" if url.startswith(scheme) else url
