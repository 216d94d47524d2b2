"""The parts of a parsed message: one depth-first walk, and the octets of a part after transfer decoding.

The index of a part in `walk` is what an Attachment remembers. Messages inside the message are one part and are not
entered: what they carry is theirs. Nothing here raises on a message that BytesParser made.
"""

import re
from collections.abc import Iterator
from email.errors import InvalidBase64LengthDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from mailgate.ingest import charset
from mailgate.ingest.headers import Fields, lenient_base64

_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+)", re.IGNORECASE)
_ENCODING = re.compile(r"[\s\"']*([a-z0-9-]+)", re.IGNORECASE)


def parse(raw: bytes) -> "Message[str, str]":
    """The message as the standard library reads it (compat32: full fidelity, no header classes)."""
    return BytesParser(policy=compat32).parsebytes(raw)


def walk(message: "Message[str, str]") -> Iterator[tuple[int, "Message[str, str]"]]:
    """Every part with its index, depth first, the message itself being 0."""
    waiting, index = [message], 0
    while waiting:
        part = waiting.pop()
        yield index, part
        index += 1
        if part.is_multipart() and not is_message(part):
            waiting.extend(reversed(children(part)))


def children(part: "Message[str, str]") -> list["Message[str, str]"]:
    """The direct parts of a multipart or message; none of a leaf."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def content_type(part: "Message[str, str]") -> str:
    """The type as declared, lower-case; text/plain when absent or nonsense (RFC 2045 §5.2)."""
    value = next((value for name, value in Fields(part).raw if name == "content-type"), "")
    found = _TYPE.match(value)
    return found[1].lower() if found else part.get_default_type() if not value else "text/plain"


def is_message(part: "Message[str, str]") -> bool:
    """Whether the part holds messages (message/rfc822, message/delivery-status …)."""
    return part.is_multipart() and content_type(part).startswith("message/")


def octets(part: "Message[str, str]") -> bytes:
    """The content after transfer decoding; what can be saved of it when it is damaged."""
    if part.is_multipart():
        return b"\n".join(_whole(child) for child in children(part))
    _plain_encoding_name(part)
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        return lenient_base64(data)
    return data


def _plain_encoding_name(part: "Message[str, str]") -> None:
    """`base64;` and the like would otherwise not be decoded at all."""
    value = Fields(part)["content-transfer-encoding"]
    found = _ENCODING.match(value)
    if found and found[1] != value:
        part.replace_header("content-transfer-encoding", found[1])


def _whole(message: "Message[str, str]") -> bytes:
    try:
        return message.as_bytes()
    except Exception:  # the generator raises on some broken trees; size and content are then unknown, not fatal
        return b""


def text(part: "Message[str, str]") -> tuple[str, str]:
    """The part's content as text with plain line ends, and the charset's note."""
    decoded, note = charset.decode(octets(part), parameter(part, "content-type", "charset"))
    plain = decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    return plain.encode("utf-8", "replace").decode("utf-8"), note


def parameter(part: "Message[str, str]", header: str, name: str) -> str:
    """A MIME parameter, RFC 2231 undone by hand (§3 continuations, §4 charsets); "" when absent."""
    return parameters(Fields(part).undecoded(header)).get(name, "")


_PARAMETER = re.compile(r";\s*([^\s=;\"]{1,100})\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"?|([^;]*))", re.DOTALL)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")


def parameters(values: tuple[str, ...]) -> dict[str, str]:
    """All parameters of the first value; names lower-case, RFC 2231 pieces joined in order and decoded."""
    if not values:
        return {}
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for found in _PARAMETER.finditer(values[0]):
        value = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3].strip()
        name, star, rest = found[1].lower().partition("*")
        number = rest.removesuffix("*")
        if star and (not number or (number.isdecimal() and len(number) < 4)):
            pieces.setdefault(name, {})[int(number or 0)] = (found[1].endswith("*"), value)
        else:
            plain.setdefault(name, value)
    return plain | {name: _joined(numbered) for name, numbered in pieces.items()}


def _joined(numbered: dict[int, tuple[bool, str]]) -> str:
    declared, data = "", b""
    for number, (extended, value) in sorted(numbered.items()):
        if extended and number == min(numbered) and value.count("'") >= 2:
            declared, _, value = value.split("'", 2)
        octets_ = value.encode("utf-8", "replace")
        data += _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), octets_) if extended else octets_
    return charset.decode(data, declared)[0]
