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
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

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


def _no_lmtp(text: str) -> str:
    if text:
        raise ValueError("LMTP is not offered yet; leave it empty")
    return text


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


class Lmtp(_Section):
    listen: Annotated[str, AfterValidator(_no_lmtp)] = Field(default="", description="Not offered yet; must be empty.")


class Web(_Section):
    listen: Listen = Field(default="127.0.0.1:8080", description="host:port of the web pages; empty is off.")


class Relay(_Section):
    url: Annotated[str, AfterValidator(_relay_url)] = Field(
        default="file:outbox",
        description="Where letters go: smtp://, smtps:// or lmtp:// host:port, or file:DIR (one .eml each).",
    )


class Origin(_Section):
    verify: bool = Field(default=False, description="Check SPF, DKIM and DMARC here, as the MX.")
    trusted_authserv_ids: tuple[str, ...] = Field(
        default=(), description="Names of the servers whose topmost Authentication-Results is believed (RFC 8601)."
    )
    trust_loopback: bool = Field(
        default=False,
        description="Count every letter submitted from this machine as proven; needs a loopback listener.",
    )


class Worker(_Section):
    concurrency: int = Field(
        default=3,
        ge=3,
        le=64,
        description="Threads of one worker process: deciding, delivering and ringing have one each.",
    )


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
    web: Web = Field(default=Web(), description="Pages for staff and customers.")
    relay: Relay = Field(default=Relay(), description="Mail out.")
    origin: Origin = Field(default=Origin(), description="How sure it is who wrote a letter.")
    worker: Worker = Field(default=Worker(), description="Work behind the doors.")

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
    if settings.origin.trust_loopback and settings.smtp.listen and not _is_loopback(settings.smtp.listen):
        yield (
            f"{where(('origin', 'trust_loopback'))}: trust_loopback = true counts every letter submitted from this "
            f"machine as proven, so the listener must be on 127.0.0.1; smtp.listen is {settings.smtp.listen!r}"
        )


def _is_loopback(listen: str) -> bool:
    host = parse_listen(listen)[0]
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
    return settings.model_copy(update={"data_dir": data_dir, "database": database, "relay": relay})


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
