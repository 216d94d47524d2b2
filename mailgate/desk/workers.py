"""Through whose hands a ticket went (S1-9): after the third change of worker, and each further one, the lead looks.

Counted is when another person becomes the worker. The first take is none, and a ticket that nobody works on for a while
has not changed hands until somebody else has it. Read from the history, where each change says who has it since.
"""

from collections.abc import Iterable
from dataclasses import replace

from mailgate.desk.house import Work
from mailgate.desk.move import Moved, remark
from mailgate.model.event import Event
from mailgate.model.ticket import Flag, HistoryEntry

WORKER = "worker"  #: the key of an entry's data; "" is nobody
_CHANGES_BEFORE_LEAD = 3
_MOST_NAMES = 8  #: are told, the last of them
_ORDINALS = {3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


def workers(history: Iterable[HistoryEntry]) -> list[str]:
    """Everybody who was the worker, in order; who got it back stands there again."""
    passed: list[str] = []
    for entry in history:
        now = _has_it_since(entry)
        if now and now != (passed[-1] if passed else ""):
            passed.append(now)
    return passed


def _has_it_since(entry: HistoryEntry) -> str:
    # Entries of before this was written down: whoever took it has it.
    return str(entry.data.get(WORKER, entry.by if entry.event == Event.TAKEN else ""))


def to_lead(work: Work, moved: Moved) -> Moved:
    """The same move, but on the lead's review list with a line of who had it, when it brought one change too many."""
    history = work.unit.tickets.history(moved.ticket.id)
    passed = workers(history)
    changes = len(passed) - 1
    before = workers(entry for entry in history if entry.id != moved.event_id)
    if changes < _CHANGES_BEFORE_LEAD or passed == before:
        return moved
    nth = _ORDINALS.get(changes, f"{changes}th")
    names = " → ".join(work.desk.name_of(email) for email in passed[-_MOST_NAMES:])
    flags = moved.ticket.flags | {Flag.LEAD_REVIEW}
    after = remark(work, moved.ticket, "mailgate", f"{nth} change of worker: {names}", flags=flags)
    return replace(moved, ticket=after)
