"""Files that stand uuencoded in the text of a letter (POSIX uuencode), as letters had them before MIME.

    text, files = without_files(text)        # files: (name, octets) in order

Only a whole block counts: `begin`, a mode, a name, lines of the right length, `end`. Anything else stays in the text.
Linear, total.
"""

import binascii
import re

_BEGIN = re.compile(r"^begin [0-7]{3,4} ?([^\n]{0,200})$", re.MULTILINE)
_FILES = 50  #: in one text


def without_files(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without its blocks, and what was in them."""
    if "begin " not in text:
        return text, []
    files: list[tuple[str, bytes]] = []
    kept: list[str] = []
    position = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < position or len(files) >= _FILES:
            continue
        data, end = _block(text, begin.end() + 1)
        if end:
            kept.append(text[position : begin.start()])
            files.append((begin[1].strip(), data))
            position = end
    return "".join([*kept, text[position:]]), files


def _block(text: str, position: int) -> tuple[bytes, int]:
    """The octets of the block whose lines begin at `position`, and where the text goes on; 0 when it is none."""
    found: list[bytes] = []
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position : min(stop, position + 200)].rstrip("\r")
        position = stop + 1
        if line.strip() == "end":
            return b"".join(found), min(position, len(text))
        octets = _line(line)
        if octets is None:
            return b"", 0
        found.append(octets)
    return b"", 0


def _line(line: str) -> bytes | None:
    """The octets of one line, or None when it is not uuencoded. Spaces at the end may have been cut off on the way."""
    if not line or not line.isascii():
        return b"" if not line.strip() else None
    count = (ord(line[0]) - 32) & 63
    length = 1 + (count + 2) // 3 * 4
    if not " " <= line[0] <= "`" or len(line) > length + 2:
        return None
    try:
        return binascii.a2b_uu(line[:length].ljust(length).encode("ascii"))
    except binascii.Error:
        return None
