"""A life as it can be compared between stores: everything but the ids, which are each store's own affair."""

import re
from collections.abc import Mapping
from typing import Any

from mailgate.model.ticket import Ticket
from tests.hostile.life.snapshot import Snapshot

_FIELDS = (
    "state subject requester customer category priority level language owner worker flags source mailbox reopen_count "
    "disputes verify_round resolution waiting_since late_since closed_at opened_at updated_at facts tags queue version"
).split()
_OUT = "effect to state tries due_at created_at sent_at answer".split()
_NUMBERED = re.compile(r"\b(MG-|letter )(\d+)")


def portrait(stands: Snapshot) -> dict[str, Any]:
    """Tickets by their order, each with its history, words, clocks and letters; and the letters that came."""
    order = {number: place for place, number in enumerate(sorted(stands.tickets), 1)}
    letters = {number: place for place, number in enumerate(sorted(stands.letters), 1)}

    def plain(text: str) -> str:
        known = {"MG-": order, "letter ": letters}
        return _NUMBERED.sub(lambda found: found[1] + str(known[found[1]].get(int(found[2]), found[2])), text)

    def drawn(ticket: Ticket) -> Mapping[str, Any]:
        number = ticket.id
        return {
            **{name: getattr(ticket, name) for name in _FIELDS},
            "linked": order.get(ticket.linked_id or 0),
            "merged_into": order.get(ticket.merged_into or 0),
            "history": [(e.at, e.by, e.event, e.source, e.dest, plain(e.why)) for e in stands.histories[number]],
            "words": [(said.kind, said.at, said.author, said.text, said.proof) for said in stands.threads[number]],
            "clocks": sorted((clock.kind, clock.due_at, clock.fence) for clock in stands.clocks[number]),
            "out": [tuple(getattr(each, name) for name in _OUT) for each in stands.out_of(number)],
        }

    return {
        **{f"MG-{place}": drawn(stands.tickets[number]) for number, place in order.items()},
        "letters": [
            (each.fate, plain(each.reason), each.author, order.get(each.ticket_id or 0), each.tries)
            for _, each in sorted(stands.letters.items())
        ],
    }
