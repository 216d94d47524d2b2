"""The occasion of a letter: all that its words may draw on. Plain values that the desk has gathered and allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from mailgate.outbound.cleaned import lines, one_line
from mailgate.outbound.invitation import Appointment

LINKS = ("yes", "no", "partly", "prove", "approve", "register", "view")
EXTRA = ("apology", "compensation", "advice", "check", "prevention")


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that a template may look at; never an object of the store."""

    firm: str  #: "Linden IT s.r.o."
    mailbox: str  #: our address, e.g. support@linden.example
    mailbox_name: str  #: display name of our From
    reply_to: str  #: signed plus-address
    zone: str  #: IANA zone for every printed instant
    language: str  #: cs | pl | en | ru, already chosen
    number: str  #: "MG-1042"; "" when the letter is about no ticket
    subject: str = ""  #: the ticket's
    phone: str = ""  #: the number that this customer may call; "" when none
    greeting: str = ""  #: the registry's salutation; "" gives the neutral greeting
    deadline: datetime | None = None  #: the next promised instant
    staff: str = ""  #: display name of the person who acts or owns; "" means the team
    text: str = ""  #: staff's words: reply, question, reason of a hold, what a colleague should do
    asks: tuple[str, ...] = ()  #: names of the facts that are asked for
    own_questions: Mapping[str, str] = field(default_factory=dict)  #: by such a name, as the firm words it itself
    how: str = ""  #: how it was solved
    author: str = ""  #: whose request it is, as the registry names them; never a name that they gave themselves
    topic: str = ""  #: the right that the category needs, a value of Right
    opened_at: datetime | None = None  #: when the request came
    asked_at: datetime | None = None  #: when we asked what is not answered
    extra: Mapping[str, str] = field(default_factory=dict)  #: cause texts, keys of EXTRA
    links: Mapping[str, str] = field(default_factory=dict)  #: absolute URLs, keys of LINKS
    reopen_until: datetime | None = None
    since: datetime | None = None  #: how long nobody has taken it
    customer: str = ""  #: whose request it is; only for letters to colleagues
    priority: str = ""  #: the same
    lead: str = ""  #: display name of the lead who knows that we are late; "" when none could be told
    references: tuple[str, ...] = ()  #: Message-IDs without brackets: the customer's own first mail … the last
    in_reply_to: str = ""  #: Message-ID without brackets
    automatic: bool = False  #: no human act caused this letter
    appointment: Appointment | None = None  #: goes along as a file for the calendar


_SEVERAL_LINES = frozenset({"text", "how"})
_NOT_FOR_TEMPLATES = frozenset({"references", "in_reply_to", "automatic", "reply_to", "appointment"})


def values(occasion: Occasion) -> dict[str, Any]:
    """What the templates see: every text cleaned, every known link and extra present, "" where there is none."""
    seen: dict[str, Any] = {}
    for each in fields(occasion):
        value = getattr(occasion, each.name)
        if isinstance(value, str):
            value = lines(value) if each.name in _SEVERAL_LINES else one_line(value)
        if each.name not in _NOT_FOR_TEMPLATES:
            seen[each.name] = value
    agreed = occasion.appointment
    seen |= {
        "place": one_line(agreed.place) if agreed else "",
        "minutes": agreed.minutes if agreed else 0,
        "moved": bool(agreed and agreed.sequence),
    }
    seen["asks"] = tuple(one_line(name) for name in occasion.asks)
    seen["own_questions"] = {one_line(name): one_line(text) for name, text in occasion.own_questions.items()}
    seen["links"] = {key: one_line(occasion.links.get(key, ""), 2000) for key in LINKS}
    seen["extra"] = {key: lines(occasion.extra.get(key, "")) for key in EXTRA}
    return seen
