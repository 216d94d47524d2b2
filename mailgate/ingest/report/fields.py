"""The groups of fields of a delivery status (RFC 3464 §2), well formed or not, wherever they stand.

    read_fields(text) -> list[Failure]          # every recipient that is named, delivered ones too

A new recipient begins at an empty line or where a recipient field comes again, so lost and stray empty lines do no
harm. Reads any text: the report's own part, a text part that holds the fields, a letter without parts.
"""

import re

from mailgate.ingest.report.failure import Failure

_FIELD = re.compile(
    r"^[ \t]{0,3}(final-recipient|original-recipient|x-actual-recipient|action|status|diagnostic-code|"
    r"x-supplementary-info|x400-supplementary-info|[a-z][a-z0-9-]{1,40})[ \t]{0,9}:[ \t]{0,99}(.{0,2000})",
    re.IGNORECASE,
)
_TYPE = re.compile(r"[a-z0-9-]{1,30}[ \t]{0,9};[ \t]{0,9}", re.IGNORECASE)
#: utf-8-address in its ASCII form, RFC 6533 §3.
_EMBEDDED = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient")
_VERDICT = ("action", "status", "diagnostic-code")
_LINES = 3000
_MOST = 200  #: recipients


def read_fields(text: str) -> list[Failure]:
    """Every recipient that the fields name, in order."""
    found: list[Failure] = []
    group: dict[str, str] = {}
    name = ""
    for line in text.split("\n", _LINES)[:_LINES]:
        if not line.strip():
            if any(field in group for field in _VERDICT) or not _names_somebody(group):
                _close(group, found)
            name = ""
        elif line[0] in " \t" and name:
            group[name] = f"{group[name]} {line.strip()[:1000]}"[:4000]
        elif field := _FIELD.match(line):
            name = field[1].lower()
            if name in _RECIPIENTS and (name in group or (name != "x-actual-recipient" and _is_whole(group))):
                _close(group, found)
            group.setdefault(name, field[2].strip())
    _close(group, found)
    return found


def _names_somebody(group: dict[str, str]) -> bool:
    return any(field in group for field in _RECIPIENTS)


def _is_whole(group: dict[str, str]) -> bool:
    return _names_somebody(group) and "action" in group and len(group.keys() & set(_VERDICT)) > 1


def _close(group: dict[str, str], found: list[Failure]) -> None:
    recipient = _recipient(group)
    says_nothing = found and not any(field in group for field in _VERDICT)  # a recipient field that came too late
    if recipient and not says_nothing and len(found) < _MOST:
        said = f"{group.get('diagnostic-code', '')} {group.get('x400-supplementary-info', '')}"
        found.append(
            Failure(
                recipient,
                group.get("action", "").partition("(")[0].partition(";")[0].strip().lower(),
                group.get("status", ""),
                _TYPE.sub("", said, count=1).strip(),
            )
        )
    group.clear()


def _recipient(group: dict[str, str]) -> str:
    """The address that the sender wrote, before what aliases made of it; one with an @ before one without."""
    given = [_address(group[name]) for name in _RECIPIENTS if group.get(name)]
    return next((address for address in given if "@" in address), next(filter(None, given), ""))


def _address(value: str) -> str:
    """The address without its type and brackets. A type may be missing, and may be the only thing there."""
    typed = _TYPE.match(value)
    bare = (value[typed.end() :] if typed else value).strip(" \t<>\"'")
    if _EMBEDDED.search(bare):
        bare = _EMBEDDED.sub(lambda found: _letter(int(found[1], 16)), bare)
    return bare.partition(" (")[0].strip(" \t<>\"'")[:320]


def _letter(code: int) -> str:
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
