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
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"  #: Persian and Indic words and emoji need them
#: Not seen although they count as letters, marks or signs: fillers, the grapheme joiner, empty Braille, Mongolian and
#: other variation selectors (Default_Ignorable_Code_Point of Unicode, and what looks like it).
_BLANK = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_DOTS = str.maketrans("\u3002\uff61", "..")  #: the full stops that NFKC leaves alone
#: Small letters of other alphabets that nobody tells from Latin ones; a domain of nothing else is a mask (UTS #39 §4).
_MASKS = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"  # Cyrillic
    "\u03bf\u03bd\u03b9\u0585\u057d\u0581"  # Greek, Armenian
)


def deceit(name: str, address: Address) -> str:
    """What deceives in the name, or in a domain of other letters; the worst first."""
    domain = _in_its_letters(address.domain)
    if name.isascii() and "@" not in name and domain is address.domain:
        return ""
    unseen = {letter for letter in name[:_LONGEST] if _is_hidden(letter)}
    visible = unicodedata.normalize("NFKC", "".join(letter for letter in name[:_LONGEST] if letter not in unseen))
    for shown in _ADDRESS.findall(visible.translate(_DOTS)):
        if shown.lower() != str(address):
            return f"the name shows {shown}, the address is {address}"
    if hidden := sorted(unseen.difference(_JOINERS)):
        return f"the name has invisible letters: {', '.join(f'U+{ord(letter):04X}' for letter in hidden[:5])}"
    alike = (*_mixed(f"{visible} {domain}"), *filter(_is_mask, domain.split(".")))
    return next((f"a word of letters that look alike: {word}" for word in alike), "")


def _is_mask(label: str) -> bool:
    return not label.isascii() and _MASKS.issuperset(letter for letter in label if letter.isalpha())


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or _BLANK.match(letter) is not None


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
