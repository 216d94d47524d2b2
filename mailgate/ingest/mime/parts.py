"""What a part holds: its octets after transfer decoding, and its text.

    octets(part), size(part), text(part)      # parts come from `mime.read_tree`

What was strange on the way is noted on the part. Never raises.
"""

import re

from mailgate.ingest import charset
from mailgate.ingest.charset.names import codec_of
from mailgate.ingest.mime import transfer
from mailgate.ingest.mime.limits import TEXT_CUT
from mailgate.ingest.mime.tree import Part, open_letter

#: Octets of a text that are decoded; more is a file and not somebody's writing.
LONGEST_TEXT = 4_000_000
_META = re.compile(rb"<meta[^>]{1,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD_OF_HTML = 4000
_SAMPLE, _SMALL_SAMPLE = 8000, 500  #: octets that a guess at a charset looks at


def octets(part: Part) -> bytes:
    """The content after transfer decoding; what can be saved of it when it is damaged."""
    return _decoded(part, part.end)


def size(part: Part) -> int:
    """How many octets `octets` would give; a whole file is not decoded for that."""
    if part.transfer_encoding == "base64" and not part.children:
        known = transfer.size_of_base64(part.raw[part.body : part.end])
        if known is not None:
            return known
    return len(octets(part))


def _decoded(part: Part, end: int) -> bytes:
    data, encoding = part.raw[part.body : end], "" if part.children else part.transfer_encoding
    padded = data.count(b"=", 0, -4) if "64" in encoding else 0
    data, oddity = transfer.decode(data, encoding, part.budget.take("base64_pieces", padded) + 1 if padded else 0)
    if oddity and oddity not in part.oddities:
        part.oddities.append(oddity)
    return data


def text(part: Part) -> tuple[str, str]:
    """The part's content as text with plain line ends, and the charset's note. Of a letter that has more text than
    anybody writes the beginning."""
    if part.words is None:
        part.words = _text(part, part.body, part.end)
    return part.words


def outside(part: Part) -> str:
    """The words above, below and between the parts of a multipart."""
    return "\n\n".join(filter(None, (_text(part, *where)[0].strip() for where in part.outside)))


def _text(part: Part, start: int, end: int) -> tuple[str, str]:
    wanted = min(end - start, LONGEST_TEXT)
    had = part.budget.take("text_octets", wanted)
    if had < end - start:
        part.budget.notes[TEXT_CUT] = None
    data = _decoded(part, start + had) if start == part.body and not part.children else part.raw[start : start + had]
    sample = _SAMPLE if data.isascii() or part.budget.take("guesses", 1) else _SMALL_SAMPLE
    decoded, note = charset.decode(data, _charset(part, data), sample)
    if "\r" in decoded:
        decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    if not decoded.isascii():
        decoded = decoded.removeprefix("\ufeff").encode("utf-8", "replace").decode("utf-8")
    return decoded.replace("\0", ""), note


def _charset(part: Part, data: bytes) -> str:
    """As declared; HTML that the header says nothing of may say it itself."""
    declared = part.parameters.get("charset", "")
    if part.kind == "text/html" and not data.isascii() and codec_of(declared) in ("", "ascii"):
        found = _META.search(data, 0, _HEAD_OF_HTML)
        return found[1].decode("ascii") if found else declared
    return declared


def letter_inside(part: Part) -> Part | None:
    """The letter that a message part holds, decoded when it has to be (RFC 2046 §5.2.1 forbids it, senders do it)."""
    if part.children:
        return part.children[0]
    return open_letter(part, octets) if part.is_message else None
