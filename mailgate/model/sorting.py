"""How a desk sorts its tickets besides their categories: each stands in one queue and may have tags.

Both are the desk's own names; rules, categories and people give them. `Only` narrows what is shown to some of them.
"""

import re
from dataclasses import dataclass

from mailgate.model.errors import WrongUse
from mailgate.model.ticket import Ticket

QUEUE = "[a-z0-9][a-z0-9_./-]{0,63}"
TAG = "[a-z0-9][a-z0-9_./-]{0,39}"
MOST_TAGS = 10  #: that one rule gives
MOST_OF_TICKET = 50  #: that people may give to one ticket
EVERYBODYS = "-"  #: how people write the queue that is everybody's; a ticket has "" there

_BETWEEN = re.compile(r"[\s,]+")


def queue_named(text: str) -> str:
    """The queue that people mean; "" is everybody's. Raises WrongUse."""
    if text.strip() == EVERYBODYS:
        return ""
    return _name(text.strip(), QUEUE, "queue", 64)


def tags_named(text: str) -> tuple[str, ...]:
    """The tags in a text, between spaces or commas, each once. Raises WrongUse."""
    return tuple(dict.fromkeys(_name(word, TAG, "tag", 40) for word in _BETWEEN.split(text) if word))


def _name(text: str, shape: str, what: str, longest: int) -> str:
    name = text.lower()
    if not re.fullmatch(shape, name):
        signs = f"up to {longest} of a-z, 0-9, _ . / - and a letter or digit first"
        raise WrongUse(f"{text[:80]!r} is not the name of a {what}: {signs}")
    return name


@dataclass(frozen=True, slots=True)
class Only:
    """Which tickets are shown, by queue and tag."""

    queue: str | None = None  #: "" is everybody's, None any
    tag: str = ""  #: "" is any

    @classmethod
    def read(cls, queue: str, tag: str) -> "Only":
        """As people write it, "" for any. Raises WrongUse."""
        tags = tags_named(tag)
        if len(tags) > 1:
            raise WrongUse(f"one tag at a time: {' or '.join(tags)}?")
        return cls(queue_named(queue) if queue.strip() else None, "".join(tags))

    def fits(self, ticket: Ticket) -> bool:
        """Whether this ticket is one of them."""
        return self.queue in (None, ticket.queue) and (not self.tag or self.tag in ticket.tags)


ANY = Only()
