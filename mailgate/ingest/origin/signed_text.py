"""A letter as dkimpy verifies it, within bounded time whatever the sender wrote (law 4; threats T18).

    text = SignedText(raw, lookup)               # raises Unsound
    text.tags(0);  text.why_bad(0)               # "" when the signature is good

dkimpy 1.1.8 takes time that grows with the square of a run of white space, and raises to whatever power a key's record
says. So the body is canonicalised here, and fields and keys beyond measure are not looked at; the tests compare both.
Imported when a letter has a signature, since it loads dkimpy, which reads the machine's clock for x= and t=.
"""

import logging
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import dkim

from mailgate.ingest.origin.alignment import plain
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.unsound import Unsound

_LONGEST = 16_384  #: octets of one signature field
_LONGEST_KEY = 4096  #: octets of a key's record
_SMALLEST, _LARGEST = 1024, 8192  #: bits of an RSA key
_LARGEST_EXPONENT = 2**32
_SPACE = re.compile(r"\s+")
_GAP = re.compile(rb"\s{100}")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_BARE_CR = re.compile(rb"\r(?!\n)")
_EMPTY_LINES = b"\r\n" * 4096
_FIELDS = (b"dkim-signature", b"arc-seal", b"arc-message-signature", b"arc-authentication-results")
_QUIET = logging.getLogger("mailgate.dkimpy")  #: what is wrong with strangers' signatures stands in the evidence
_QUIET.disabled = True
#: What dkimpy raises on strange signatures, besides its own errors. None of it is a pass.
_STRANGE = (dkim.DKIMException, ValueError, TypeError, LookupError, AssertionError, ArithmeticError)


class SignedText:
    """One letter and its signatures."""

    def __init__(self, raw: bytes, lookup: Lookup) -> None:
        """Raises Unsound when two readers would see two letters (threats T14), or the fields are beyond measure."""
        end = _HEADERS_END.search(raw)
        head = raw[: end.start()] if end else raw
        if _BARE_CR.search(head):
            raise Unsound("bare CR among the headers")
        try:
            self.headers: list[tuple[bytes, bytes]] = dkim.rfc822_parse(head)[0]
        except _STRANGE as cause:
            raise Unsound(f"headers that DKIM cannot read ({type(cause).__name__})") from None
        for name, value in self.headers:
            if name.lower() in _FIELDS and (len(value) > _LONGEST or _GAP.search(value)):
                raise Unsound(f"a field {_text(name)} of absurd length")
        self._raw, self._start = raw, end.end() if end else len(raw)
        self._lookup = lookup
        self._fields = [value for name, value in self.headers if name.lower() == b"dkim-signature"]

    def __len__(self) -> int:
        """How many DKIM-Signature fields there are."""
        return len(self._fields)

    def tags(self, index: int) -> dict[str, str]:
        """The tags as dkimpy reads them, so that nothing else is believed of the signature. Raises Unsound."""
        return tags_of(self._fields[index])

    def why_bad(self, index: int) -> str:
        """Why the signature is not good, or "". Raises Unsound, and Trouble when its key cannot be looked up."""
        try:
            return "" if _Signature(self).verify(index, self.key) else "does not verify"
        except dkim.ValidationError as cause:
            return "the text was changed" if str(cause).startswith("body hash") else f"does not verify: {cause}"[:120]
        except _STRANGE as cause:
            return f"does not verify ({type(cause).__name__})"

    def key(self, name: bytes, timeout: float = 0) -> bytes:
        """The record under `selector._domainkey.domain.`: the `dnsfunc` of dkimpy. Raises Unsound and Trouble."""
        texts = self._lookup(plain(_text(name))) or []
        record = next((text for text in texts if b"p=" in text), None)
        if record is None:
            raise Unsound("there is no such key")
        _look_at_key(name, record)
        return record

    @cached_property
    def simple(self) -> bytes:
        """The body, canonicalised (RFC 6376 §3.4.3): CRLF line ends, and none of the empty lines at its end."""
        return _ended(self._body())

    @cached_property
    def relaxed(self) -> bytes:
        """The body, canonicalised (§3.4.4): one space for each run of white space, none at the end of a line."""
        body = self._body().replace(b"\t", b" ")
        while b"  " in body:  # halves every run
            body = body.replace(b"  ", b" ")
        body = _ended(body.replace(b" \r\n", b"\r\n"))
        return b"" if body == b"\r\n" else body

    def _body(self) -> bytes:
        return self._raw[self._start :].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


class _Prepared:
    """Gives dkimpy a body that needs no more work: "simple" leaves it as it is."""

    def __init__(self, text: SignedText) -> None:
        super().__init__(None, logger=_QUIET, minkey=_SMALLEST)  # type: ignore[call-arg]
        self.headers, self._text = text.headers, text

    def verify_sig(self, sig: dict[bytes, bytes], include: list[bytes], field: Any, dnsfunc: Any) -> bool:
        headers, _, way = sig.get(b"c", b"simple/simple").partition(b"/")
        self.body = self._text.relaxed if way.strip() == b"relaxed" else self._text.simple
        if self.body:  # of an empty one "simple" would make a line
            sig = sig | {b"c": headers + b"/simple"}
        return bool(super().verify_sig(sig, include, field, dnsfunc))  # type: ignore[misc]


class _Signature(_Prepared, dkim.DKIM):  # type: ignore[misc]
    pass


class Chain(_Prepared, dkim.ARC):  # type: ignore[misc]
    """The ARC sets of a letter, as dkimpy verifies them."""

    def state(self) -> tuple[bytes, list[dict[str, bytes]], str]:
        """Whether the chain verifies (b"pass"), its sets with the newest first, and why. Raises Unsound, Trouble."""
        try:
            state, sets, why = self.verify(self._key)
        except _STRANGE as cause:
            raise Unsound(f"the chain cannot be read ({type(cause).__name__})") from None
        return state or b"fail", sets, why

    def _key(self, name: bytes, timeout: float = 0) -> bytes:
        try:
            return self._text.key(name)
        except Unsound:  # an older set may lose its key: which ones must be good is for dkimpy to say
            return b""


def tags_of(field: bytes) -> dict[str, str]:
    """The tags of a signature field as text, without white space. Raises Unsound."""
    try:
        found: Mapping[bytes, bytes] = dkim.parse_tag_value(field)
    except dkim.util.InvalidTagValueList:
        raise Unsound("tags that cannot be read") from None
    return {_text(name): _SPACE.sub("", _text(value)) for name, value in found.items()}


def _look_at_key(name: bytes, record: bytes) -> None:
    if len(record) > _LONGEST_KEY:
        raise Unsound("a key of absurd length")
    try:
        key, bits, kind, _ = dkim.evaluate_pk(name, record)
    except Exception as cause:  # many kinds, also of other libraries
        raise Unsound(f"the key cannot be read ({type(cause).__name__})") from None
    if kind == b"rsa" and (not _SMALLEST <= bits <= _LARGEST or key["publicExponent"] > _LARGEST_EXPONENT):
        raise Unsound(f"a key of {bits} bits")


def _ended(body: bytes) -> bytes:
    """With one line end at the end, however many there were."""
    end = len(body)
    while body.endswith(_EMPTY_LINES, 0, end):
        end -= len(_EMPTY_LINES)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end] + b"\r\n"


def _text(octets: bytes) -> str:
    return octets.decode("ascii", "replace")
