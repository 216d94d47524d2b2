"""What the rules would say of a letter, with nothing written: for files, and for the letters of the ledger again.

    rehearse(work, desk, reading)              # one letter: Rehearsed
    for change in replay(house, desk, …): …    # only those that would be labelled otherwise

The desk may be another than the one that is set up: what a file would make of it (`would_be`). The same functions
decide as for a real letter; only reading units are opened here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailgate.classify.label import Label
from mailgate.classify.language import detect
from mailgate.classify.rules import Hit
from mailgate.desk.decide import mailbox_of
from mailgate.desk.facts import facts_of_letter as facts_said
from mailgate.desk.house import House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.labelling import as_label, book_of, check_rules, facts_of_letter, label_of, who_of
from mailgate.desk.learner import Memory
from mailgate.desk.read import Reading, read
from mailgate.model.errors import ReadingFailed, UnknownThing
from mailgate.model.fact import Fact
from mailgate.model.letter import Envelope, Fate, KeptLetter, Proof, WayIn
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge

#: Fates of letters that were labelled and acted upon; others join a ticket, or are a machine's.
LABELLED = (Fate.TICKET, Fate.HELD)
_AT_ONCE = 50  #: letters whose bytes are in memory


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would be decided about one letter, and why."""

    subject: str
    language: str  #: as detected; "" is not certain
    label: Label
    every: Sequence[Hit]  #: all rules that fit, also those that an earlier one keeps from being asked
    standing: str  #: "" is unknown
    unreadable: str = ""
    facts: Sequence[Fact] = ()  #: what its ticket would be opened with


@dataclass(frozen=True, slots=True)
class Change:
    """A letter of the ledger that would be labelled otherwise."""

    kept: KeptLetter
    was: Label  #: as it was decided then
    would_be: Label
    now: str  #: the category that its ticket has today, perhaps by a person; "" has none


@dataclass(slots=True)
class Count:
    """How far a replay came; filled while it runs."""

    letters: int = 0
    unread: int = 0


def would_be(desk: Desk, files: Sequence[tuple[str, str]]) -> Desk:
    """The desk after `mailgate load` of these (file name, text) pairs. Raises BadSetup as that would."""
    fragments = [read_desk(text, name) for name, text in files]
    merged = merge(desk, *fragments)
    check_rules(merged, fragments)
    return merged


def file_reading(house: House, desk: Desk, raw: bytes, mailbox: str) -> Reading:
    """A file as a letter that comes in now; nobody vouches for its author. Raises ReadingFailed, UnknownThing."""
    if mailbox and desk.mailbox(mailbox) is None:
        raise UnknownThing(f"{mailbox} is no mailbox of ours")
    envelope = Envelope(WayIn.FILE, (mailbox,) if mailbox else (), house.clock.now())
    one = read(house, desk, KeptLetter(0, envelope, "", len(raw)), raw)
    return Reading(one.kept, one.letter, Proof.UNPROVEN, "read from a file")


def rehearse(work: Work, desk: Desk, reading: Reading, *, with_registry: bool) -> Rehearsed:
    """What this desk would say of the letter. Without the registry its author's standing is unknown."""
    known = KnownHere(work) if with_registry else None
    mailbox, letter = mailbox_of(desk, reading), reading.letter
    who = who_of(reading, known) if known else None
    return Rehearsed(
        subject=letter.subject,
        language=detect(f"{letter.subject}\n{letter.reply_text or letter.text}"),
        label=label_of(desk, reading, mailbox, known, _memory(work)),
        every=book_of(desk).every(facts_of_letter(desk, reading, mailbox, who)),
        standing=who.standing if who else "",
        unreadable=letter.unreadable,
        facts=facts_said(desk, letter, reading.kept.envelope.received_at, who.company if who else None),
    )


def replay(house: House, desk: Desk, since: datetime | None, limit: int, count: Count) -> Iterator[Change]:
    """The differences among the newest `limit` letters of each fate, oldest first; `count` is filled in meanwhile."""
    with house.view() as work:
        found = [kept for fate in LABELLED for kept in work.unit.letters.latest(fate, limit)]
    letters = sorted(found, key=lambda kept: kept.id)
    wanted = [kept for kept in letters if since is None or kept.envelope.received_at >= since]
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _compare(house, desk, wanted[start : start + _AT_ONCE], count)


def _compare(house: House, desk: Desk, letters: Sequence[KeptLetter], count: Count) -> Iterator[Change]:
    with house.view() as work:
        raws, before = work.unit.letters.raws([kept.digest for kept in letters]), work.desk
    readings = [each for kept, raw in zip(letters, raws, strict=True) if (each := _again(house, before, kept, raw))]
    count.letters += len(letters)
    count.unread += len(letters) - len(readings)
    with house.view() as work:
        for reading in readings:
            change = _difference(work, desk, reading)
            if change:
                yield change


def _again(house: House, desk: Desk, kept: KeptLetter, raw: bytes) -> Reading | None:
    """The letter with the proof that was found then; None when it cannot be read."""
    try:
        letter = read(house, desk, kept, raw).letter
    except ReadingFailed:
        return None
    found = kept.decision.get("proof")
    return Reading(kept, letter, Proof(found) if found in list(Proof) else Proof.UNPROVEN, "as it was found then")


def _difference(work: Work, desk: Desk, reading: Reading) -> Change | None:
    kept, known = reading.kept, KnownHere(work)
    was = _decided(work, reading, known)
    new = label_of(desk, reading, mailbox_of(desk, reading), known, _memory(work))
    if _outcome(was) == _outcome(new):
        return None
    ticket = work.unit.tickets.get(kept.ticket_id) if kept.ticket_id else None
    return Change(kept, was, new, ticket.category if ticket else "")


def _decided(work: Work, reading: Reading, known: KnownHere) -> Label:
    """The label as it was given then; for a letter of a time that did not note it, by the rules of today."""
    noted = reading.kept.decision.get("label")
    if noted is None:
        return label_of(work.desk, reading, mailbox_of(work.desk, reading), known, _memory(work))
    return as_label(noted)


def _memory(work: Work) -> Memory | None:
    """With the newest model, as a worker would have it."""
    if work.house.memory:
        work.house.memory.look(work.unit)
    return work.house.memory


def _outcome(label: Label) -> tuple[object, ...]:
    return label.category, label.priority, label.hold, label.queue, label.tags
