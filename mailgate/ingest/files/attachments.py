"""What came with the letter: every part that is not its text, by index, with a harmless name (threats T38).

    attachments(root, body_parts)       -> tuple of Attachment
    attachment_bytes(raw, part, inner)  -> the decoded octets of one of them

A part that holds files of its own (winmail.dat, uuencoded text, an opaque signature) is listed, and they are listed
after it with their number. Files are data and are never written, run or judged here.
"""

from collections.abc import Iterator, Set
from itertools import islice

from mailgate.ingest.files.inside import FileInside, files_inside
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


class OpenLetter:
    """The files of one raw letter, for many questions: it is read once, and every wrapper in it opened once."""

    def __init__(self, raw: bytes) -> None:
        """Never raises; a letter that is too much to read has no files."""
        try:
            self._parts = [part for _, part in walk(read_tree(raw))]
        except TooMuch:
            self._parts = []
        self._inside: dict[int, list[FileInside]] = {}

    def octets(self, part: int, inner: int = -1) -> bytes | None:
        """The decoded octets of a part, or of a file inside it; None when there is no such file. Never raises."""
        if not 0 <= part < len(self._parts):
            return None
        if inner < 0:
            return parts.octets(self._parts[part])
        if part not in self._inside:
            self._inside[part] = list(islice(files_inside(self._parts[part]), _MOST))
        files = self._inside[part]
        return files[inner].data if inner < len(files) else None


class LastLetter:
    """`attachment_bytes` that keeps the letter open that it was asked about last: a page with its HTML asks for one
    picture after the other. `raw` must be the same object for that."""

    def __init__(self) -> None:
        self._last: tuple[bytes, OpenLetter] = (b"", OpenLetter(b""))

    def __call__(self, raw: bytes, part: int, inner: int = -1) -> bytes:
        """The octets; b"" when there is no such file. Never raises."""
        last = self._last  # another thread may put its own there meanwhile
        if last[0] is not raw:
            last = self._last = (raw, OpenLetter(raw))
        return last[1].octets(part, inner) or b""


def attachment_bytes(raw: bytes, part: int, inner: int = -1) -> bytes:
    """The decoded octets of one part of a raw letter; empty when there is no such part. Never raises."""
    return OpenLetter(raw).octets(part, inner) or b""
