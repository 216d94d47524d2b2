"""What is wrong in a file of settings, one sentence per mistake: `desk.toml:2:1: unknown key 'nmae' in [firm]; …`.

The mistakes come as the plain dictionaries of pydantic's `ValidationError.errors()`, and the known keys are read off
a class that has pydantic's `model_fields`; pydantic itself is never imported here. Used by config and registry.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

from mailgate.model.errors import BadSetup
from mailgate.model.toml_lines import Path, Place, nearest, places

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(text: str, file_name: str) -> dict[str, Any]:
    """The content of a TOML text. Raises BadSetup with file, line and column when it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        at = _AT.search(str(cause))
        line, column = (at[1], at[2]) if at and at[1] else (text.count("\n") + 1, 1)
        raise BadSetup([f"{file_name}:{line}:{column}: not TOML: {_AT.sub('', str(cause))}"]) from cause


def in_file(text: str, file_name: str) -> Callable[[Path], str]:
    """A function that says `file:line:column` for a path in this TOML text."""
    found = places(text)
    return lambda path: at_place(file_name, nearest(found, path))


def at_place(file_name: str, place: Place) -> str:
    """`file:line:column`, as editors and compilers write it."""
    return f"{file_name}:{place.line}:{place.column}"


def sentences(errors: Iterable[Mapping[str, Any]], shape: type, where: Callable[[Path], str]) -> list[str]:
    """One sentence per error, each with its place (`where(path)`), what is wrong and how to mend it.

    `errors` have `type`, `loc`, `msg`, `input` and sometimes `ctx`; `shape` is the class that was to be filled.
    """
    return [f"{where(error['loc'])}: {_what(error, shape)}" for error in errors]


def _what(error: Mapping[str, Any], shape: type) -> str:
    *outer, last = error["loc"] or ("",)
    table, key = _table(outer), last if isinstance(last, str) else f"{outer[-1] if outer else ''}[{last}]"
    match error["type"]:
        case "extra_forbidden":
            return f"unknown key {last!r} in {table}{suggestion(str(last), known_keys(shape, outer))}"
        case "missing":
            return f"{table} needs the key {last!r}"
        case "literal_error" | "enum":
            return f"{key} = {error['input']!r} is not one of {error['ctx']['expected']}"
        case "value_error":
            return f"{key}: {error['ctx']['error']}"
        case _:
            return f"{key} = {error['input']!r}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def suggestion(wrong: str, known: Sequence[str]) -> str:
    """`; did you mean 'name'?`, or which ones there are when none is near."""
    close = difflib.get_close_matches(wrong.lower(), known, n=1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(known)}" if known else ""


def known_keys(shape: type, path: Sequence[str | int]) -> list[str]:
    """The keys that the table at `path` may have, as they are written in the file."""
    for part in path:
        if isinstance(part, str):
            field = next((f for name, f in _fields(shape).items() if part in (name, f.alias)), None)
            inner = _model_in(field.annotation) if field is not None else None
            if inner is None:
                return []
            shape = inner
    return [field.alias or name for name, field in _fields(shape).items()]


def _fields(shape: type) -> Mapping[str, Any]:
    fields: Mapping[str, Any] = getattr(shape, "model_fields", {})
    return fields


def _model_in(annotation: Any) -> type | None:
    """The class with `model_fields` inside `X`, `X | None`, `tuple[X, ...]`; None when there is none."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _table(path: Sequence[str | int]) -> str:
    """How the table is written: `[firm]`, `[[staff]]`, `[sla.p1]`."""
    name = ".".join(part for part in path if isinstance(part, str))
    if not name:
        return "the file"
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"
