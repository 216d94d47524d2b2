"""Which letter a report is about: its Message-ID, and to whom it went.

    message_id(root, texts) -> "id@host" or ""
    recipients(root, below) -> addresses of its To

Looked for in the returned letter, in its returned header, in what the report quotes, and last in the report's own
References. It proves nothing (threats T59).
"""

import re
from collections.abc import Iterable, Iterator

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.headers import clean
from mailgate.ingest.mime.tree import Part, walk

_HEADER_KINDS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers", "message/rfc822")
_MESSAGE_ID = re.compile(
    r"^[ \t>]{0,9}+(?:x-|original-|x-original-)?message-?id[ \t]{0,9}+:[ \t]{0,20}+(?:\r?\n[ \t]{1,9})?"
    r"<([^<>\s]{1,300})>",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_ID = re.compile(r"<([^<>\s]{1,300})>\s{0,9}$")
_TO = re.compile(r"^[ \t]{0,9}+to:([^\n]{1,300})", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@]{1,64}@[A-Za-z0-9.-]{1,253}")
_LOOKED_AT = 100_000  #: letters of each text


def message_id(root: Part, texts: Iterable[str]) -> str:
    """Without brackets, on one clean line; "" when it is not told. `texts`: what the report says."""
    return clean(_told(root, texts))


def _told(root: Part, texts: Iterable[str]) -> str:
    for inner in letters(root):
        if inner.fields["message-id"]:
            return inner.fields["message-id"].strip("<> ")
    for source in (_returned_headers(root), *texts):
        if found := _MESSAGE_ID.search(source):
            return found[1]
    fields = root.fields
    referred = _LAST_ID.search(fields["in-reply-to"][:1000]) or _LAST_ID.search(fields["references"][-1000:])
    return referred[1] if referred else ""


def recipients(root: Part, below: str) -> list[str]:
    """To whom it went, lower-case; for reports that name nobody. `below`: the returned letter as text."""
    quoted = _TO.search(f"{_returned_headers(root)}\n{below}"[:_LOOKED_AT])
    values = [inner.fields["to"] for inner in letters(root)] + ([quoted[1]] if quoted else [])
    found = _ADDRESS.findall(next(iter(values), "")[:2000])
    return list(dict.fromkeys(word.lower() for word in found[:20]))


def letters(root: Part) -> Iterator[Part]:
    """The letters that the report returns."""
    for _, part in walk(root):
        if part.is_message and part is not root and (inner := parts.letter_inside(part)):
            yield inner


def _returned_headers(root: Part) -> str:
    found = [
        parts.text(part)[0][:_LOOKED_AT] for _, part in walk(root) if part.kind in _HEADER_KINDS and not part.children
    ]
    return "\n".join(found)
