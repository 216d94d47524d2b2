"""Does a display name make people believe in somebody else? (threats T23)

    deceit("Boss ceo@corp.example", address) -> "the name shows ceo@corp.example, the address is x@evil.example"

One sentence for staff, or "". It judges no identity: the address is what it is, whatever the name says. Linear.
"""

import re
import unicodedata
from collections.abc import Iterator

from mailgate.model.address import Address

_LONGEST = 1000  #: letters of a name that are looked at
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}+")
#: Alphabets whose letters pass for each other's.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_JOINERS = "\u200c\u200d"  #: Persian and Indic words and emoji need them


def deceit(name: str, address: Address) -> str:
    """What deceives in the name, or in a domain of other letters; the worst first."""
    domain = _in_its_letters(address.domain)
    if name.isascii() and "@" not in name and domain is address.domain:
        return ""
    hidden = {letter for letter in name[:_LONGEST] if _is_hidden(letter)}
    visible = unicodedata.normalize("NFKC", "".join(letter for letter in name[:_LONGEST] if letter not in hidden))
    for shown in _ADDRESS.findall(visible):
        if shown.lower() != str(address):
            return f"the name shows {shown}, the address is {address}"
    if hidden:
        return f"the name has invisible letters: {', '.join(f'U+{ord(letter):04X}' for letter in sorted(hidden)[:5])}"
    return next((f"a word of letters that look alike: {word}" for word in _mixed(f"{visible} {domain}")), "")


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" and letter not in _JOINERS


def _in_its_letters(domain: str) -> str:
    """The domain as it would be shown; the very same text when it has plain letters only."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _mixed(text: str) -> Iterator[str]:
    """Words in two alphabets at once (UTS #39 §5.1, for those alphabets that resemble each other)."""
    for word in re.split(r"[\W\d_]+", text):
        if not word.isascii() and len({script for letter in word if (script := _script(letter)) in _ALIKE}) > 1:
            yield word


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
