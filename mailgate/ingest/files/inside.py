"""Files that a part holds inside itself, in a wrapper that mail programs of other houses cannot open.

    for number, file in enumerate(files_inside(part)): file.filename, file.kind, file.data

One wrapper each: uuencoded text, winmail.dat (TNEF), an opaque S/MIME signature. The number of a file is its place; it
is the same at every reading of the same octets. Never raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailgate.ingest.files.name import declared, filename, harmless
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, walk

if TYPE_CHECKING:
    from mailgate.ingest.files.tnef import Tnef

_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_MAYBE_TNEF = ("winmail.dat", "win.dat")
OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_UNKNOWN = "application/octet-stream"
DEEPEST = 2  #: wrappers in wrappers that are opened; each costs the whole of what it holds


@dataclass(frozen=True, slots=True)
class FileInside:
    """A file and its octets."""

    filename: str
    kind: str
    data: bytes
    cid: str = ""


def is_tnef(part: Part) -> bool:
    """Whether it is Outlook's wrapper, as far as its label says."""
    return part.kind in _TNEF or (part.kind == _UNKNOWN and declared(part).lower() in _MAYBE_TNEF)


def files_inside(part: Part, depth: int = 0) -> Iterator[FileInside]:
    """The files, in order. Nothing is opened for a part that is no wrapper, or that lies in `DEEPEST` others."""
    if depth >= DEEPEST:
        return
    if part.kind == "text/plain":
        yield from _uuencoded(part)
    elif is_tnef(part):
        yield from _tnef(part)
    elif part.kind in OPAQUE:
        yield from _signed(part, depth)


def _uuencoded(part: Part) -> Iterator[FileInside]:
    if part.raw.find(b"begin ", part.body, part.end) < 0:
        return
    from mailgate.ingest.files.uuencode import without_files

    for name, data in without_files(parts.text(part)[0])[1]:
        yield FileInside(harmless(name), _UNKNOWN, data)


def tnef_in(part: Part) -> "Tnef":
    """What a winmail.dat holds; read once, and empty where a letter has more of them than anybody sends."""
    from mailgate.ingest.files.tnef import Tnef, read_tnef

    if not isinstance(part.wrapped, Tnef):
        part.wrapped = read_tnef(parts.octets(part)) if part.budget.take("wrappers", 1) else Tnef()
    return part.wrapped


def _tnef(part: Part) -> Iterator[FileInside]:
    for file in tnef_in(part).files:
        yield FileInside(harmless(file.name), file.kind or _UNKNOWN, file.data, file.cid)


def _signed(part: Part, depth: int) -> Iterator[FileInside]:
    from mailgate.ingest.body.cms import entity_inside
    from mailgate.ingest.body.select import select

    root = entity_inside(part)
    if root is None:
        return
    words = select(root).indexes
    for index, inner in walk(root):
        if inner.children and not inner.is_message:
            continue
        if index not in words:
            cid = inner.fields["content-id"].strip("<> ")
            yield FileInside(filename(inner), inner.kind, parts.octets(inner), cid)
            yield from files_inside(inner, depth + 1)
