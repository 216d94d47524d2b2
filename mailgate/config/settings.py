"""Process settings: each field with its meaning, unit and default. The only reader of the environment.

`load_settings(path)` reads `mailgate.toml`, lets `MAILGATE_DATABASE__URL` and the like override it, and answers with
frozen Settings whose paths are absolute, or raises BadSetup with every mistake and its line. How the desk works
(mailboxes, staff, SLA …) is not here: that is loaded into the database (`mailgate load`).
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from mailgate.config.sections import (
    Broker,
    Database,
    Imap,
    Learn,
    Lmtp,
    Origin,
    Pager,
    Reader,
    Relay,
    Section,
    Smtp,
    Tls,
    Web,
    Worker,
)
from mailgate.config.values import WebAddress, listens_on_loopback
from mailgate.model.errors import BadSetup
from mailgate.model.toml_findings import in_file, known_keys, read_toml, sentences, suggestion
from mailgate.model.toml_lines import Path as TomlPath

DEFAULT_FILE = Path("mailgate.toml")
DEFAULT_DATA = Path("mailgate-data")

_PREFIX = "MAILGATE_"
_SQLITE = "sqlite:///"
_FILE = "file:"

Files = TypeVar("Files", bound=Section)


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
    base_url: WebAddress = Field(
        default="http://127.0.0.1:8080", description="Web address that links in letters begin with; no path."
    )
    database: Database = Field(default=Database(), description="The truth.")
    broker: Broker = Field(default=Broker(), description="What wakes the workers.")
    smtp: Smtp = Field(default=Smtp(), description="Mail in, by SMTP.")
    lmtp: Lmtp = Field(default=Lmtp(), description="Mail in, by LMTP.")
    tls: Tls = Field(default=Tls(), description="Certificate of SMTP and LMTP.")
    web: Web = Field(default=Web(), description="Pages for staff and customers.")
    relay: Relay = Field(default=Relay(), description="Mail out.")
    pager: Pager = Field(default=Pager(), description="A second way to call colleagues.")
    imap: tuple[Imap, ...] = Field(default=(), description="Mail in, fetched from IMAP accounts.")
    origin: Origin = Field(default=Origin(), description="How sure it is who wrote a letter.")
    worker: Worker = Field(default=Worker(), description="Work behind the doors.")
    reader: Reader = Field(default=Reader(), description="What reading one letter may cost.")
    learn: Learn = Field(default=Learn(), description="What mailgate learns.")

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
    if settings.origin.trust_loopback and settings.smtp.listen and not listens_on_loopback(settings.smtp.listen):
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
        if settings.origin.trust_loopback and listen and not listens_on_loopback(listen):
            yield (
                f"{where(('origin', 'trust_loopback'))}: trust_loopback = true needs loopback listeners; "
                f"{name} is {listen!r}"
            )


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
    pager = _with_absolute_files(settings.pager, base)
    changed = {"data_dir": data_dir, "database": database, "relay": relay, "imap": imap, "pager": pager, **doors}
    return settings.model_copy(update=changed)


def _doors_with_absolute_files(settings: Settings, base: Path) -> dict[str, Section]:
    tls = {name: str(base / Path(file).expanduser()) for name, file in settings.tls if file}
    listen = settings.lmtp.listen
    lmtp = {"listen": str(base / Path(listen).expanduser())} if "/" in listen else {}
    return {"tls": settings.tls.model_copy(update=tls), "lmtp": settings.lmtp.model_copy(update=lmtp)}


def _with_absolute_files(section: Files, base: Path) -> Files:
    files = {name: getattr(section, name) for name in type(section).model_fields if name.endswith("_file")}
    absolute = {name: str((base / Path(file).expanduser()).resolve()) for name, file in files.items() if file}
    return section.model_copy(update=absolute)


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
