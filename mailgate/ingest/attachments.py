"""What came with the letter: every part that is not its text, by index, with a harmless name (threats T38).

    attachments(message, body_parts) -> tuple of Attachment
    attachment_bytes(raw, part)      -> the decoded octets of one of them

Files are data and are never written, opened or judged here.
"""

import unicodedata
from collections.abc import Set
from email.message import Message

from mailgate.ingest import parts
from mailgate.ingest.headers import Fields, clean, words
from mailgate.ingest.limits import too_much
from mailgate.model.letter import Attachment

_LONGEST = 200  #: letters of a file name that are kept


def attachments(message: "Message[str, str]", body_parts: Set[int]) -> tuple[Attachment, ...]:
    """All leaf parts that are not among `body_parts` (indexes of parts.walk)."""
    found = []
    for index, part in parts.walk(message):
        leaf = not part.is_multipart() or parts.is_message(part)
        if leaf and index not in body_parts:
            found.append(_attachment(index, part))
    return tuple(found)


def attachment_bytes(raw: bytes, part: int) -> bytes:
    """The decoded octets of one part of a raw letter; empty when there is no such part. Never raises."""
    if too_much(raw):
        return b""
    try:
        return next((parts.octets(found) for index, found in parts.walk(parts.parse(raw)) if index == part), b"")
    except Exception:  # total by law 4; the raw letter is still there for people
        return b""


def _attachment(index: int, part: "Message[str, str]") -> Attachment:
    kind = parts.content_type(part)
    cid = Fields(part)["content-id"].strip("<> ")
    return Attachment(filename(part), kind, len(parts.octets(part)), index, cid)


def filename(part: "Message[str, str]") -> str:
    """The declared name without path, controls or direction marks; "" when there is none."""
    declared = parts.parameter(part, "content-disposition", "filename") or parts.parameter(part, "content-type", "name")
    if not declared and parts.is_message(part):
        inner = next(iter(parts.children(part)), None)
        subject = Fields(inner)["subject"] if inner is not None else ""
        declared = f"{subject.replace('/', '-')}.eml" if subject else ""
    return harmless(declared)


def harmless(name: str) -> str:
    """A file name that is only a name: decoded, last path part, no control, bidi or invisible characters."""
    name = clean(words(name))
    name = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = name.replace("\\", "/").rpartition("/")[2].strip(" ")
    return "" if name.strip(".") == "" else name[-_LONGEST:]
