"""Values of settings: how each is written, and the sentence for one that is not. Pure; no field is here."""

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from mailgate.model.address import Address
from mailgate.model.errors import WrongUse

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


def _pager_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        usable = False
    if text and (not usable or not text.isascii() or any(each <= " " for each in text)):
        raise ValueError(f"{text!r} is not a web address like https://pager.example.org/in?key=1")
    if text and (parts.username or parts.fragment):
        raise ValueError(f"{text!r} may have no user and no fragment: a call is signed instead")
    if text and parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise ValueError(f"{text!r} must be https: only a pager on this machine is called without")
    return text


def _database_url(text: str) -> str:
    if text and not re.match(r"(sqlite:///|postgresql(\+psycopg)?://).", text):
        raise ValueError(f"{text!r} is not a database; write sqlite:///FILE or postgresql://user@host/name")
    return text


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


def _imap_folder(text: str) -> str:
    """The name of an IMAP folder; nothing that could end the command or mean many folders (threats T27)."""
    if not text.strip() or not text.isprintable() or set(text) & set('*%"\\') or len(text) > 255:
        raise ValueError(f"{text!r} is not the name of a folder")
    return text


def _after_fetching(text: str) -> str:
    if text in ("flag", "leave"):
        return text
    if not text.startswith("move:"):
        raise ValueError(f'{text!r} is not one of "flag", "leave", "move:FOLDER"')
    return f"move:{_imap_folder(text.removeprefix('move:'))}"


def _imap_flag(text: str) -> str:
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


def is_loopback(host: str) -> bool:
    """Whether this address or name is this machine and nobody else's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listens_on_loopback(listen: str) -> bool:
    """Whether only this machine can connect there."""
    return is_loopback(parse_listen(listen)[0])


#: What a section's field may be.
Listen = Annotated[str, AfterValidator(_listen)]
LmtpListen = Annotated[str, AfterValidator(_lmtp_listen)]
Networks = Annotated[tuple[str, ...], AfterValidator(_networks)]
WebAddress = Annotated[str, AfterValidator(_base_url)]
RelayUrl = Annotated[str, AfterValidator(_relay_url)]
PagerUrl = Annotated[str, AfterValidator(_pager_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
Nameservers = Annotated[tuple[str, ...], AfterValidator(_nameservers)]
Domains = Annotated[tuple[str, ...], AfterValidator(_domains)]
Folder = Annotated[str, AfterValidator(_imap_folder)]
After = Annotated[str, AfterValidator(_after_fetching)]
ImapFlag = Annotated[str, AfterValidator(_imap_flag)]
PlainLine = Annotated[str, AfterValidator(_plain_line)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
