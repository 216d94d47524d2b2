"""The bytes between DATA and the dot, in whatever chunks they come: where they end, and whether they are a letter.

    incoming = Incoming(most_bytes=…, most_line_bytes=…)
    while not incoming.feed(chunk): …
    raw = incoming.letter()        # or Refused; what came behind the end is incoming.rest

Only CRLF.CRLF ends a letter, and no other line end is allowed within (threats T8). What is refused is still read to
its end, in constant memory, so that the client hears why. Pure; each byte is looked at a fixed number of times.
"""

import re

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.words import Refused

_CRLF = b"\r\n"
_END = b"\r\n.\r\n"
_LONE = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_AMBIGUOUS = b"\r\r\n"  # CR CRLF . CRLF: another server may see no end there, and go on


class Incoming:
    """One letter that is being sent."""

    def __init__(self, *, most_bytes: int, most_line_bytes: int, normalise: bool = False) -> None:
        """`normalise`: a bare CR or LF becomes a line end instead of a reason to refuse."""
        self._most_bytes = most_bytes
        self._most_wire_bytes = most_bytes * 4 // 3 + 8  # a line of one dot has four bytes instead of three
        self._most_line = most_line_bytes
        self._normalise = normalise
        self._bytes = bytearray(_CRLF)  # as if a line had ended before, so that the first line is like all others
        self._line = len(_CRLF)  #: up to here, all lines are known to be short enough
        self._refusal = ""
        self.received = 0  #: bytes in all, for the log
        self.rest = b""  #: what came behind the end

    @property
    def held(self) -> int:
        """Bytes in memory."""
        return len(self._bytes)

    def feed(self, chunk: bytes) -> bool:
        """Take what came. True when the end is in it."""
        start = max(0, len(self._bytes) - len(_END) + 1)
        self._bytes += chunk
        self.received += len(chunk)
        end = self._bytes.find(_END, start)
        if end >= 0:
            self.rest = bytes(self._bytes[end + len(_END) :])
            del self._bytes[end + len(_CRLF) :]
        if not self._refusal:
            self._measure()
        if self._refusal:
            self._forget()
        return end >= 0

    def discard(self, refusal: str) -> None:
        """Keep nothing of it; once it has ended, it is refused so."""
        self._refusal = self._refusal or refusal
        self._forget()

    def letter(self) -> bytes:
        """The letter as it was meant: dots taken off (RFC 5321 §4.5.2). Raises Refused."""
        if self._bytes.endswith(_AMBIGUOUS):
            raise Refused(words.BARE_CR, final=True)  # what follows may have been part of this letter
        if self._refusal:
            raise Refused(self._refusal)
        self._bytes = self._bytes.replace(b"\r\n.", _CRLF)
        if len(self._bytes) - len(_CRLF) > self._most_bytes:
            raise Refused(words.TOO_BIG.format(bytes=self._most_bytes))
        if 0 in self._bytes:
            raise Refused(words.NUL)
        with memoryview(self._bytes) as view:
            raw = bytes(view[len(_CRLF) :])
        self._bytes.clear()
        return self._with_good_line_ends(raw)

    def _with_good_line_ends(self, raw: bytes) -> bytes:
        pairs = raw.count(_CRLF)
        lone_cr, lone_lf = raw.count(b"\r") - pairs, raw.count(b"\n") - pairs
        if not lone_cr and not lone_lf:
            return raw
        if not self._normalise:
            raise Refused(words.BARE_LF if lone_lf else words.BARE_CR)
        return _LONE.sub(_CRLF, raw)

    def _measure(self) -> None:
        """Refuse what is too big, and a line that is too long; looks at each line once."""
        if len(self._bytes) > self._most_wire_bytes:
            self._refusal = words.TOO_BIG.format(bytes=self._most_bytes)
            return
        furthest = self._most_line + len(_CRLF)
        while len(self._bytes) - self._line > furthest:
            at = self._bytes.rfind(_CRLF, self._line, self._line + furthest)
            if at < 0:
                self._refusal = words.LONG_LINE.format(bytes=self._most_line)
                return
            self._line = at + len(_CRLF)

    def _forget(self) -> None:
        """All but what the end may begin with."""
        del self._bytes[: -len(_END) + 1]
