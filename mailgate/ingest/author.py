"""Who claims to have written it: exactly one From with exactly one plain mailbox, or unknown (threats T7, T12-T14).

    author(fields) -> Author(address or None, name, text, oddity)

Reply-To, Sender and Resent-* never say who; an encoded word, a group, a comment inside the address, or any other
defect makes the author unknown. Never raises.
"""

import unicodedata
from dataclasses import dataclass

from mailgate.ingest.headers import Fields, clean, words
from mailgate.ingest.mailboxes import scan
from mailgate.model.address import Address


@dataclass(frozen=True, slots=True)
class Author:
    """The claimed author. `address` None means that nobody may be matched by it."""

    address: Address | None = None
    name: str = ""
    text: str = ""  #: as written, for people
    oddity: str = ""  #: why the address is unknown, or what is strange about the name


def author(fields: Fields) -> Author:
    """The author that the From fields claim."""
    raw = fields.undecoded("from")
    text = ", ".join(fields.all("from"))
    if not raw:
        return Author(text=text, oddity="there is no From")
    mailboxes, defect = scan(raw[0])
    name = clean(words(mailboxes[0].name)).strip("\"' ") if len(mailboxes) == 1 else ""
    problem = _problem(raw, len(mailboxes), defect)
    if problem:
        return Author(None, name, text, f"author unknown: {problem}")
    address = Address.read(mailboxes[0].spec)
    if address is None:
        return Author(None, name, text, "author unknown: From is not a plain mail address")
    return Author(address, name, text, _deceit(name, address))


def _problem(raw: tuple[str, ...], mailboxes: int, defect: str) -> str:
    if len(raw) != 1:
        return f"{len(raw)} From headers"
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\t" for letter in raw[0]) or "\ufffd" in raw[0]:
        return "control characters in From"
    if mailboxes != 1:
        return f"{mailboxes} addresses in From"
    return defect


def _deceit(name: str, address: Address) -> str:
    """A display name that is itself another address (threats T23)."""
    shown = Address.read(name.strip("<>() "))
    if shown and shown != address:
        return f"the name shows {shown}, the address is {address}"
    return ""


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
