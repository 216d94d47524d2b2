"""Reads a `desk.toml`: `read_desk(text, "desk.toml")`. Takes the text, never opens a file, and changes nothing."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from mailgate.model.errors import BadSetup
from mailgate.model.toml_findings import in_file, read_toml, sentences
from mailgate.model.toml_lines import places
from mailgate.registry.setup import KINDS, DeskFile, Fragment, key_of


def read_desk(text: str, file_name: str) -> Fragment:
    """What one file sets up. Raises BadSetup with every mistake as `file:line:column: what and how to mend`."""
    content = _content(read_toml(text, file_name), text, file_name)
    fragment = Fragment(content, file_name, places(text))
    doubles = list(_doubles(fragment, text))
    if doubles:
        raise BadSetup(doubles)
    return fragment


def _content(raw: dict[str, Any], text: str, file_name: str) -> DeskFile:
    try:
        return DeskFile.model_validate(raw)
    except ValidationError as cause:
        raise BadSetup(sentences(cause.errors(), DeskFile, in_file(text, file_name))) from cause


def _doubles(fragment: Fragment, text: str) -> Iterator[str]:
    """Two items of one key in one file: which of them counts would be a guess."""
    where = in_file(text, fragment.file_name)
    for kind in (name for name, how in KINDS.items() if how.key):
        first: dict[str, int] = {}
        for index, item in enumerate(getattr(fragment.content, kind)):
            key = key_of(kind, item)
            if first.setdefault(key, index) != index:
                line = fragment.places[kind, first[key]].line
                yield f"{where((kind, index))}: {kind} {key!r} is already in line {line}; name it once"
