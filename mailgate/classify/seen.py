"""What a rule may look at: the facts of one letter, and the names by which conditions call them.

`VARIABLES` is the whole list; `docs/howto/write-rules.md` explains it. Values only; nothing is looked up here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from mailgate.classify.language import detect
from mailgate.classify.phrases import Spotted

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Kind(Enum):
    """What kind of value a part of a condition is, in the words of its errors."""

    FLAG = "yes or no"
    TEXT = "a text"
    NUMBER = "a number"
    TEXTS = "a list of texts"


@dataclass(frozen=True, slots=True)
class Facts:
    """One letter as rules see it. What is not known is empty."""

    subject: str = ""
    text: str = ""  #: newly written words
    from_address: str = ""
    from_domain: str = ""
    to: tuple[str, ...] = ()
    has_attachment: bool = False
    size: int = 0  #: octets of the whole letter
    standing: str = ""  #: contact, colleague, stranger; "" is unknown
    proof: str = ""  #: proven, unproven, forged; "" is unknown
    rights: tuple[str, ...] = ()
    company: str = ""
    vip: bool = False  #: the registry marks the author, who is proven
    mailbox: str = ""
    form: str = ""
    at: datetime = _NEVER  #: when the letter came
    zone: str = "UTC"  #: the firm's

    @property
    def local(self) -> datetime:
        """When it came, on the firm's clocks."""
        return self.at.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Look:
    """A letter with the phrases that were spotted in it: what a condition is asked about."""

    facts: Facts
    spotted: Mapping[int, Spotted]


Value = Callable[[Look], Any]

#: name → (kind, how to read it)
VARIABLES: Mapping[str, tuple[Kind, Value]] = {
    "letter.subject": (Kind.TEXT, lambda look: look.facts.subject),
    "letter.text": (Kind.TEXT, lambda look: look.facts.text),
    "letter.from_address": (Kind.TEXT, lambda look: look.facts.from_address),
    "letter.from_domain": (Kind.TEXT, lambda look: look.facts.from_domain),
    "letter.to": (Kind.TEXTS, lambda look: look.facts.to),
    "letter.has_attachment": (Kind.FLAG, lambda look: look.facts.has_attachment),
    "letter.size": (Kind.NUMBER, lambda look: look.facts.size),
    "letter.language": (Kind.TEXT, lambda look: detect(f"{look.facts.subject}\n{look.facts.text}")),
    "person.standing": (Kind.TEXT, lambda look: look.facts.standing),
    "person.proof": (Kind.TEXT, lambda look: look.facts.proof),
    "person.rights": (Kind.TEXTS, lambda look: look.facts.rights),
    "person.company": (Kind.TEXT, lambda look: look.facts.company),
    "person.vip": (Kind.FLAG, lambda look: look.facts.vip),
    "mailbox": (Kind.TEXT, lambda look: look.facts.mailbox),
    "form": (Kind.TEXT, lambda look: look.facts.form),
    "time.hour": (Kind.NUMBER, lambda look: look.facts.local.hour),
    "time.weekday": (Kind.TEXT, lambda look: _DAYS[look.facts.local.weekday()]),
}
