"""What an invitation says, for letters that say nothing else (RFC 5545, RFC 6047).

    words(calendar) -> text of a few lines

Only the first event or task is looked at. The file itself stays an attachment. Linear, total.
"""

import re

_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(r"^([A-Z-]{1,40})(?:;[^:\n]{0,2000})?:([^\n]{0,20000})$", re.MULTILINE | re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_LOOKED_AT = 200_000
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")


def words(calendar: str) -> str:
    """Summary, times, place and description, one below the other."""
    text = _FOLD.sub("", calendar[:_LOOKED_AT])
    start = max(text.upper().find("BEGIN:VEVENT"), text.upper().find("BEGIN:VTODO"), 0)
    found: dict[str, str] = {}
    for line in _LINE.finditer(text, start):
        found.setdefault(line[1].upper(), _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], line[2]))
    times = " - ".join(filter(None, (_time(found.get(name, "")) for name in ("DTSTART", "DTEND"))))
    shown = (found.get("SUMMARY", ""), times, found.get("LOCATION", ""), found.get("DESCRIPTION", ""))
    return "\n".join(part.strip() for part in shown if part.strip())


def _time(value: str) -> str:
    found = _DATE.fullmatch(value.strip())
    if not found:
        return ""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day} {found[4]}:{found[5]}{' UTC' if found[6] else ''}" if found[4] else day
