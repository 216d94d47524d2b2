"""Who claims to have written it: exactly one From with exactly one plain mailbox, or unknown (threats T7, T12-T14).

    author(fields) -> Author(address or None, name, text, oddity)

Reply-To, Sender and Resent-* never say who; an encoded word, a group, a comment inside the address, or any other
defect makes the author unknown. Octets that are not UTF-8 (RFC 6532) are guessed for people's eyes and name nobody.
Never raises.
"""

import re
import unicodedata
from dataclasses import dataclass

from mailgate.ingest.deceit import deceit
from mailgate.ingest.mailboxes import Mailbox, scan
from mailgate.ingest.mime.headers import Fields, clean, words
from mailgate.model.address import Address

_AT = re.compile(r"(?<!\s)\s{0,9}@\s{0,9}")
#: A From behind a lone CR: readers that end lines there see another author than we do (threats T14).
_FROM_BEHIND_CR = re.compile(r"\r[ \t]{0,9}from[ \t]{0,9}:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """The claimed author. `address` None means that nobody may be matched by it."""

    address: Address | None = None
    name: str = ""
    text: str = ""  #: as written, for people
    written: str = ""  #: the address in it, as well as it can be made out; "" when it deceives
    oddity: str = ""  #: why the address is unknown, or what is strange about the name


def author(fields: Fields) -> Author:
    """The author that the From fields claim."""
    raw = fields.undecoded("from")
    text = ", ".join(fields.all("from"))
    if not raw:
        return Author(text=text, oddity="there is no From")
    mailboxes, defect = scan(raw[0])
    first = next((mailbox for mailbox in mailboxes if mailbox.spec), mailboxes[0] if mailboxes else Mailbox())
    name = clean(words(first.name)).strip("\"' ")
    written = _written(raw, first)
    problem = _problem(fields, raw, len(mailboxes), defect)
    if problem:
        return Author(None, name, text, written, f"author unknown: {problem}")
    address = Address.read(first.spec)
    if address is None:
        return Author(None, name, text, written, "author unknown: From is not a plain mail address")
    return Author(address, name, text, str(address), deceit(name, address))


def effective_sender(fields: Fields, written: str) -> str:
    """Whom a mailing list's rewritten From stands for ("Ann via List"): X-Original-From when Reply-To says the same,
    or Reply-To when there is no From; else who is written. For people who answer; never an identity (threats T7)."""
    answer = next(iter(addresses(fields.undecoded("reply-to"))), "")
    original = next(iter(addresses(fields.undecoded("x-original-from"))), "")
    return answer if answer and (answer == original or not written) else written


def _written(raw: tuple[str, ...], first: Mailbox) -> str:
    spec = next((word for word in _AT.sub("@", first.spec).split() if "@" in word), "")
    odd = len(raw) != 1 or "=?" in first.spec or first.spec.count("@") != 1 or not first.spec.isprintable()
    return "" if odd else spec.lower()


def _problem(fields: Fields, raw: tuple[str, ...], mailboxes: int, defect: str) -> str:
    if len(raw) != 1:
        return f"{len(raw)} From headers"
    if fields.oddities:
        return next(iter(fields.oddities))
    if not all(_is_utf8(value) for name, value in fields.raw if name == "from"):
        return "letters in From that are not UTF-8"
    if any(map(_is_control, raw[0])) or "\ufffd" in raw[0]:
        return "control characters in From"
    if any("\r" in value and _FROM_BEHIND_CR.search(value) for _, value in fields.raw):
        return "a From behind a lone carriage return"
    if mailboxes != 1:
        return f"{mailboxes} addresses in From"
    return defect


def _is_control(letter: str) -> bool:
    return not letter.isprintable() and letter != "\t" and unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")


def _is_utf8(value: str) -> bool:
    """Whether raw octets (surrogate-escaped) are UTF-8. In other charsets a quote may be half a letter, and who wrote
    it would depend on the charset that the sender names (threats T12)."""
    try:
        return value.isascii() or bool(value.encode("utf-8", "surrogateescape").decode("utf-8"))
    except UnicodeError:
        return False


def addresses(values: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of To, Cc and the like: canonical where they can be, else as written. For reading only."""
    found: dict[str, None] = {}
    for value in values:
        for mailbox in scan(value)[0]:
            address = Address.read(mailbox.spec)
            text = str(address) if address else clean(mailbox.spec)
            if "@" in text:
                found.setdefault(text)
    return tuple(found)
