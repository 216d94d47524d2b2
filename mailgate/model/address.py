"""One mail address in one canonical form, or nothing.

`Address.read(text)` is total: anything odd is None, so that a strange spelling can never match a registered person
(threats T12, T13, T21). `Address.parse(text)` says what is wrong, for people who type addresses. Neither ever looks
at a display name: that is the parser's work.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mailgate.model.errors import BadAddress

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LONGEST = 320  #: characters of an address
_REMEMBERED = 2048  #: a letter asks for the same few addresses again and again, and so does the next one
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A canonical addr-spec (RFC 5322 §3.4.1): lower-case dot-atom local part and lower-case A-label domain."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @classmethod
    def read(cls, text: str) -> "Address | None":
        """The address that `text` is, or None for anything else. Never raises."""
        return _remembered(text) if len(text) <= _LONGEST else None

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address that `text` is. Raises BadAddress with what is wrong with it."""
        local, at, domain = text.strip(" ").rpartition("@")
        if not at or not local or not domain or len(text) > _LONGEST:
            raise BadAddress(f"{text[:80]!r} is not one mail address like name@example.org")
        if len(local) > 64 or not _LOCAL.fullmatch(local) or "=?" in local:
            raise BadAddress(f"{text[:80]!r}: the part before @ has characters or a length that no mail address has")
        return cls(local.lower(), _a_label(domain, text))

    def without_tag(self) -> "Address":
        """The same address with its `+tag` removed (RFC 5233); only for domains that opted in, and for our own."""
        return Address(self.local.partition("+")[0] or self.local, self.domain)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(text: str) -> Address | None:
    try:
        return Address.parse(text)
    except BadAddress:
        return None


def _a_label(domain: str, text: str) -> str:
    """The domain as lower-case A-labels (RFC 5890 §2.3.2.1), or BadAddress."""
    if any(dot in domain for dot in "。．｡"):  # full-width dots that IDNA would fold into "." (threats T21)
        raise BadAddress(f"{text[:80]!r} has a dot in its domain that is not an ordinary dot")
    try:
        plain = domain.lower() if domain.isascii() else _converted(domain)
    except UnicodeError as cause:
        raise BadAddress(f"{text[:80]!r}: {domain[:60]!r} is not a domain name") from cause
    labels = plain.split(".")
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress(f"{text[:80]!r}: {domain[:60]!r} is not a domain name")
    if labels[-1].isdecimal():  # no top-level domain is a number (RFC 3696 §2)
        raise BadAddress(f"{text[:80]!r}: {domain[:60]!r} is an IP address and not a domain name")
    if "xn--" in plain and not all(_stands_for_letters(label) for label in labels if label.startswith("xn--")):
        raise BadAddress(f"{text[:80]!r}: {domain[:60]!r} has a label in xn-- that stands for no letters")
    return plain


def _stands_for_letters(label: str) -> bool:
    """Whether an A-label can be read at all (RFC 5891 §5.4). Which letters IDNA allows changes with its version."""
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, IndexError):
        return False
    return not letters.isascii() and all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in letters)


def _converted(domain: str) -> str:
    """A name in other letters as A-labels. UnicodeError when the way there changes or drops any letter: soft hyphens,
    full-width letters and the Kelvin sign would end as the plain name of somebody else (threats T13, T21)."""
    odd = [letter for letter in domain if letter not in "-." and unicodedata.category(letter)[0] not in "LM"]
    if any(unicodedata.category(letter) != "Nd" for letter in odd) or unicodedata.normalize("NFKC", domain) != domain:
        raise UnicodeError("letters that only look like letters")
    plain = domain.encode("idna").lower()
    if plain.decode("idna") != domain.lower():
        raise UnicodeError("another name after conversion")
    return plain.decode("ascii")
