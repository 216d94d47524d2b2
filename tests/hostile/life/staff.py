"""What colleagues do: every action of the tables, with keys good and bad, and letters that wait for a person.

Actions and keys are read from the tables of the desk: one that is new there is tried here by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from mailgate.desk import held
from mailgate.desk.act import ACTIONS, act, offered, preview
from mailgate.desk.deliver import deliver_all
from mailgate.desk.missing import names_of
from mailgate.desk.needs import CAUSES, KEYS
from mailgate.desk.points import SAYS
from mailgate.desk.resend import resend
from mailgate.desk.take_next import take_next
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Ticket
from tests.hostile.life.mail import AUTHORS
from tests.hostile.life.place import MOST, STAFF, Deed, Place
from tests.hostile.life.stores import firm


class Colleagues(Place):
    """The staff."""

    def act(
        self, which: int, one: int, fits: bool, staff: int, fill: str, word: int, worker: int, look_first: bool
    ) -> None:
        """Any action of the tables, mostly one that is offered, with keys that are enough, too few, or not its own."""
        ticket = self._ticket(which)
        if ticket is None:
            return
        known = (offered(ticket) if fits else []) or sorted(ACTIONS)
        action = known[one % len(known)]
        keys = self._keys(action, ticket, fill, word)
        if look_first:
            self._try("preview", lambda: preview(self.houses[worker], ticket.number, action, STAFF[staff], keys))
        self._act(ticket, action, staff, keys, worker)

    def solve(self, which: int, staff: int, cause: int, send: bool) -> None:
        """The straight way through the work: decide, take, resolve; each as far as it is allowed."""
        ticket = self._ticket(which)
        if ticket is None:
            return
        category = {"category": "fault", "priority": "P3"} if not ticket.category else {}
        self._act(ticket, "accept", staff, category)
        self._act(ticket, "take", staff, {})
        keys = self._keys("resolve", ticket, "all", 0) | {"cause": CAUSES[cause % len(CAUSES)]}
        del keys["result"]
        self._act(ticket, "resolve", staff, keys)
        if send:
            deliver_all(self.houses[0])

    def hand_over(self, which: int, staff: int, back: bool) -> None:
        """To second line, or back from there."""
        if ticket := self._ticket(which):
            keys = {"reason": "it is another fault"} if back else {"handover": "seen: no light; next: the power supply"}
            self._act(ticket, "return" if back else "escalate", staff, keys)

    def _act(self, ticket: Ticket, action: str, staff: int, keys: Mapping[str, str], worker: int = 0) -> None:
        self.deeds.append(Deed("act", STAFF[staff], action, ticket.number))
        self._try(action, lambda: act(self.houses[worker], ticket.number, action, STAFF[staff], keys))

    def _keys(self, action: str, ticket: Ticket, fill: str, word: int) -> dict[str, str]:
        keys = KEYS[action]
        optional = list(keys.optional)
        if keys.facts:
            optional += names_of(firm()[0], ticket)
        names = {
            "all": [*keys.required, *optional],
            "required": list(keys.required),
            "one more": [*keys.required, *optional[word % len(optional) :][:1]] if optional else list(keys.required),
            "one less": list(keys.required[1:]),
            "strange": [*keys.required, "colour"],
        }[fill]
        return {name: self._value(action, name, keys.choices.get(name, ()), word) for name in names}

    def _value(self, action: str, name: str, choices: Sequence[str], word: int) -> str:
        """Something that this key may be, or that looks like it; of a key that nobody here knows, any words."""
        tickets = [each.number for each in self.tickets()[:6]]
        desk, companies, _ = firm()
        until = self.clock.now() + timedelta(hours=30 * word - 20)
        found: Mapping[str, Sequence[str]] = {
            "to": (*STAFF, "nobody@desk.example", "") if action == "assign" else ("night", "shop"),
            "category": (*(each.id for each in desk.categories), "nothing"),
            "until": (until.isoformat(),),
            "into": (*tickets, "MG-999"),
            "of": (*tickets, "MG-999"),
            "by": AUTHORS,
            "minutes": ("15", "15", "15", "soon"),
            "customer": tuple(each.name for each in companies),
            "add": ("vip", "two words", "vip"),
            "remove": ("vip",),
            "missing": ("service", "yes"),
            "who": (*STAFF, "nobody@desk.example"),
            **dict.fromkeys(SAYS, ("all", "1", "2, 3")),
        }
        pool = choices or found.get(name, (f"words of {name}",))
        return pool[word % len(pool)]

    def take_next(self, staff: int, worker: int) -> None:
        self.deeds.append(Deed("act", STAFF[staff], "take"))
        self._try("take_next", lambda: take_next(self.houses[worker], STAFF[staff]))

    def decide_held(self, which: int, deed: str, staff: int) -> None:
        """A letter that waits for a person: let in, set aside, or read again."""
        kept = self._letter(which, Fate.HELD, Fate.QUARANTINED)
        if kept is None:
            return
        done: Mapping[str, Callable[[], Any]] = {
            "release": lambda: held.release(self.houses[0], kept.id, STAFF[staff]),
            "discard": lambda: held.discard(self.houses[0], kept.id, STAFF[staff], "advertising"),
            "retry": lambda: held.retry(self.houses[0], kept.id, STAFF[staff]),
        }
        self.deeds.append(Deed("held", STAFF[staff], deed, str(kept.id)))
        self._try(f"held {deed}", done[deed])

    def send_again(self, which: int) -> None:
        """A letter that failed is sent once more by hand: it is the same letter."""
        with self.houses[0].view() as work:
            found = work.unit.outbox.latest(OutState.FAILED, MOST)
        if found:
            letter = found[which % len(found)]
            if self._try("resend", lambda: resend(self.houses[0], letter.id)):
                self.may_leave_again[letter.message_id] += 1
