"""What came with the letter: every part that is not its text, by index, with a harmless name (threats T38).

    attachments(root, body_parts)       -> tuple of Attachment
    attachment_bytes(raw, part, inner)  -> the decoded octets of one of them

A part that holds files of its own (winmail.dat, uuencoded text, an opaque signature) is listed, and they are listed
after it with their number. Files are data and are never written, run or judged here.
"""

from collections.abc import Iterator, Set
from itertools import islice

from mailgate.ingest.files.inside import files_inside
from mailgate.ingest.files.name import filename
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.limits import TooMuch
from mailgate.ingest.mime.tree import Part, read_tree, walk
from mailgate.model.letter import Attachment

_MOST = 1000  #: files of one letter, those inside others included


def attachments(root: Part, body_parts: Set[int]) -> tuple[Attachment, ...]:
    """All leaf parts that are not among `body_parts` (indexes of mime.walk), and the files inside any part."""
    return tuple(islice(_all(root, body_parts), _MOST))


def _all(root: Part, body_parts: Set[int]) -> Iterator[Attachment]:
    for index, part in walk(root):
        if part.children and not part.is_message:
            continue
        if index not in body_parts:
            cid = part.fields["content-id"].strip("<> ")
            yield Attachment(filename(part), part.kind, parts.size(part), index, cid)
        if part.kind == "text/plain" and index not in body_parts:
            continue  # a file whose text may say anything
        for number, file in enumerate(files_inside(part)):
            yield Attachment(file.filename, file.kind, len(file.data), index, file.cid, number)


def attachment_bytes(raw: bytes, part: int, inner: int = -1) -> bytes:
    """The decoded octets of one part of a raw letter; empty when there is no such part. Never raises."""
    try:
        found = next((found for index, found in walk(read_tree(raw)) if index == part), None)
    except TooMuch:
        return b""
    if found is None:
        return b""
    if inner < 0:
        return parts.octets(found)
    return next((file.data for file in islice(files_inside(found), inner, inner + 1)), b"")
