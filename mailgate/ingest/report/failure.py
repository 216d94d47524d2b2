"""One recipient that a delivery report names: which status code it comes to, and whether it is for good.

    status(failure) -> "5.1.1"          # or ""
    permanent(failure) -> True          # for good; False: for now

Several witnesses may contradict each other. What the refusing server said itself is believed before the reporting
MTA's own Status, and a code that says something before one that only says "other" (x.0.0) or "time is up" (x.4.7).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailgate.ingest.report.statuses import STATUS_BY_PHRASE
from mailgate.ingest.report.words import TEMPORARY

#: RFC 3463 §2; not a piece of an IP address or of a version number.
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d)\.(\d{1,3})(?![\d]|\.\d)")
#: The reply code at the head of a server's answer (RFC 5321 §4.2).
_REPLY = re.compile(
    r"(?:^|[\s:<\[(\"'=>#])([45])[0-5]\d(?=[\s\-\]:,.;)\"'>]|$)"
    r"(?! (?:bytes|octets|seconds|minutes|hours|days|kb|mb)\b)",
    re.IGNORECASE,
)
_SEQUENCE_ERRORS = ("5.5.1", "5.5.0")  #: "need RCPT": follows from the failure before it
_LOOKED_AT = 4000  #: letters of one diagnostic

#: Subject and detail of the codes after which no letter should go to that address again.
_HARD = ("1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "1.351", "4.4")


@dataclass(frozen=True, slots=True)
class Failure:
    """What is said of one recipient. Everything but the recipient may be missing."""

    recipient: str
    action: str = ""  #: RFC 3464 §2.3.3, lower-case
    status: str = ""  #: RFC 3464 §2.3.4, as given
    diagnostic: str = ""  #: the server's words


def codes(text: str) -> list[str]:
    """The enhanced status codes in a text, in order."""
    return [".".join(found.groups()) for found in _STATUS.finditer(text[:_LOOKED_AT])]


def status(failure: Failure) -> str:
    """The code that says most; derived from the reply code and the words when none is given (RFC 3463)."""
    given = codes(failure.diagnostic) + codes(failure.status)
    said = [code for code in given if not code.startswith("2") and _says_something(code)]
    first = next((code for code in said if code not in _SEQUENCE_ERRORS), "") or next(iter(said), "")
    return first or _derived(failure) or next((code for code in given if not code.startswith("2")), "")


def permanent(failure: Failure) -> bool:
    """Whether it is for good: the class of a code first (RFC 3463 §3.1), then what was done, then the words."""
    if failure.action == "delayed":
        return False
    stated = next(iter(sorted(_stated(failure), key=_says_something, reverse=True)), "")
    if stated:
        return stated[0] == "5"
    reply = _REPLY.search(failure.diagnostic[:_LOOKED_AT])
    if reply:
        return reply[1] == "5"
    return failure.action in ("failed", "error") or not _has(failure.diagnostic, TEMPORARY)


def hard(statuses: Iterable[str], for_good: bool | None) -> bool:
    """Whether nothing should ever be sent there again: there is no such mailbox or no such domain."""
    return bool(for_good) and any(code.startswith("5.") and code[2:] in _HARD for code in statuses)


def is_clear(failure: Failure) -> bool:
    """Whether the failure's own words say why."""
    code = status(failure)
    return bool(code) and _says_something(code)


def _says_something(code: str) -> bool:
    return not code.endswith(".0.0") and not code.endswith(".4.7")


def _stated(failure: Failure) -> list[str]:
    return [code for code in codes(failure.diagnostic) + codes(failure.status) if code[0] != "2"]


def _derived(failure: Failure) -> str:
    words = failure.diagnostic[:_LOOKED_AT].lower()
    detail = next((detail for detail, phrase in STATUS_BY_PHRASE if phrase.search(words)), "")
    return f"{'5' if permanent(failure) else '4'}.{detail}" if detail else ""


def _has(text: str, phrases: Iterable[str]) -> bool:
    lowered = text[:_LOOKED_AT].lower()
    return any(phrase in lowered for phrase in phrases)
