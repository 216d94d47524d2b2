"""Authentication-Results (RFC 8601) by one tolerant, linear reader.

    read_results(value) -> Results(authserv_id, methods)

Comments and quotes are undone; a missing version or authserv-id is accepted as missing. It believes nothing: whether
the authserv-id is one of ours to trust is decided in prove.py (threats T16).
"""

import re
from dataclasses import dataclass, field

_VERSIONED = re.compile(r"(\s*[A-Za-z0-9_-]{1,60})\s*/\s*\d{1,3}(?=\s*=)")  #: dkim/1=pass
_PAIR = re.compile(r"([A-Za-z0-9._-]{1,60})\s*=\s*([^\s;]{1,400})")
_VERSION = re.compile(r"\s+\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Method:
    """One `method=result property=value …`. All lower-case."""

    name: str  #: dkim, spf, dmarc, arc …
    result: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """One header. `authserv_id` is "" when it was left out."""

    authserv_id: str = ""
    methods: tuple[Method, ...] = ()

    def of(self, name: str) -> tuple[Method, ...]:
        """The results of one method, in order."""
        return tuple(method for method in self.methods if method.name == name)


def read_results(value: str) -> Results:
    """What one unfolded Authentication-Results value says. Never raises."""
    first, *rest = _statements(value) or [""]
    if "=" in first:
        first, rest = "", [first, *rest]
    authserv_id = _VERSION.sub("", first.strip()).strip().lower()
    return Results(authserv_id, tuple(method for text in rest if (method := _method(text))))


def _method(statement: str) -> Method | None:
    if "/" in statement:
        statement = _VERSIONED.sub(r"\1", statement)
    pairs = [(name.lower(), value.lower()) for name, value in _PAIR.findall(statement)]
    if not pairs:
        return None
    name, result = pairs[0]
    properties: dict[str, str] = {}
    for key, word in pairs[1:]:
        properties.setdefault(key, word)
    return Method(name, result, properties)


def _statements(value: str) -> list[str]:
    """The value split at `;`, comments removed, quotes opened. What is quoted can neither split nor pair."""
    statements, current, depth, quoting, escaped = [], [""], 0, False, False
    for letter in value:
        if escaped:
            escaped = False
        elif letter == "\\" and (quoting or depth):
            escaped = True
            continue
        elif letter == '"' and not depth:
            quoting = not quoting
            continue
        elif not quoting and letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
            current.append(" ")
            continue
        elif not quoting and not depth and letter == ";":
            statements.append("".join(current))
            current = []
            continue
        if not depth:
            current.append("_" if quoting and letter in " ;=\t" else letter)
    return [*statements, "".join(current)]
