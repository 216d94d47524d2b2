"""Decide the letters that were kept: claim, read, ask, land (design.md §3, order of a letter).

Reading and proof happen before the transaction; the transaction asks the questions again against what is true then,
moves the ticket, and gives the letter its fate. A letter that cannot be read, or that fails to land, is tried again
alone, three times in all, and then quarantined with its raw bytes: it never stops the others (threats P8).
"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from mailgate.classify.label import Label
from mailgate.classify.language import detect
from mailgate.desk.ahead import take_up
from mailgate.desk.flood import within_limit
from mailgate.desk.house import TRIES, House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.labelling import label_of, noted
from mailgate.desk.land import join, note_on_ticket, open_ticket
from mailgate.desk.notice import noticed
from mailgate.desk.read import Reading, prove_all, read_all
from mailgate.desk.refuse import refuse_in_words
from mailgate.ingest.pipeline import ask
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.errors import Conflict, MailgateError, ReadingFailed, Trouble
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.registry.setup import Desk, Mailbox

BATCH = 32
LEASE_SECONDS = 120.0
MOST_TRIES = 3  #: of a letter that cannot be read or decided
#: Of a letter whose worker never came back: more, since a machine that is switched off says nothing about the letter.
MOST_DEATHS = 10
DUPLICATE_WINDOW = timedelta(days=7)
LOOKED_UP_AGAIN_AFTER = timedelta(minutes=5)  #: when the DNS did not answer about the sender (design.md §3)
MOST_NAME = 200  #: characters of an author's name in the ledger
PROVEN = "last_proven"  #: names the note of when a sender was last proven

log = logging.getLogger(__name__)


def drain(house: House, limit: int = BATCH) -> list[KeptLetter]:
    """Decide up to `limit` pending letters; those that got a fate, in the order of their decision."""
    return _decide_batch(house, limit)[0]


def drain_some(house: House) -> bool:
    """Decide a batch; whether more may be waiting. A batch of which every proof is late is no reason to pause."""
    decided, late = _decide_batch(house, BATCH)
    return bool(decided or late)


def _decide_batch(house: House, limit: int) -> tuple[list[KeptLetter], int]:
    """Those that got a fate, and how many come late."""
    with house.store.writing() as unit:
        claimed = unit.letters.claim(limit, LEASE_SECONDS)
        raws = unit.letters.raws([kept.digest for kept in claimed])
    if not claimed:
        return [], 0
    if claimed[0].tries > MOST_DEATHS:  # then it was claimed alone
        return [_park(house, claimed[0], "every worker that tried to decide it has died or run out of time")], 0
    with house.view() as work:
        desk = work.desk
        if house.memory:
            house.memory.look(work.unit)
    batch = read_all(house, desk, claimed, raws)
    readings = prove_all(house, batch.read, lambda late: _land_late(house, late))
    decided = _land_all(house, readings) if readings else []
    for kept, cause in batch.failed:  # after the others, who have waited for them already
        decided += _after_failure(house, kept, cause)
    if batch.unread:
        _put_back(house, batch.unread, batch.why_unread)
    house.wake("outbox")
    return decided, len(batch.read) - len(readings)


def _land_late(house: House, readings: Sequence[Reading]) -> None:
    """Those whose proof took longer; from a thread of its own. What fails is tried again."""
    try:
        _land_all(house, readings)
    except Exception:  # their lease ends by itself
        log.exception("%d letters whose senders took long to prove did not land", len(readings))
    house.wake("outbox")
    house.wake("letters")  # some may have waited for these


def _land_all(house: House, readings: Sequence[Reading]) -> list[KeptLetter]:
    _guess_ahead(house, readings)
    try:
        return _land(house, readings)
    except Exception as cause:  # one of them is bad: find out which, without losing the others
        log.warning("a batch of %d letters did not land, trying one by one: %s", len(readings), type(cause).__name__)
        return _land_each(house, readings)


def _guess_ahead(house: House, readings: Sequence[Reading]) -> None:
    """A guess takes some milliseconds, which no transaction should wait for: the memory has it then.

    Whatever goes wrong here goes wrong again where it counts, for one letter alone.
    """
    if house.memory is None or house.memory.guesser is None:
        return
    try:
        with house.view() as work:
            for reading in readings:
                label_of(work.desk, reading, mailbox_of(work.desk, reading), KnownHere(work), house.memory)
    except Exception as cause:
        log.warning("%d letters were not looked at ahead: %s", len(readings), type(cause).__name__)


def _land(house: House, readings: Sequence[Reading]) -> list[KeptLetter]:
    with house.work() as work:
        take_up(work, [(reading.kept, reading.letter) for reading in readings])
        decided = [decide(work, reading) for reading in readings]
        if any(reading.proof is Proof.PROVEN for reading in readings):
            _note_proven(work)
    return decided


def _note_proven(work: Work) -> None:
    """To the minute: on PostgreSQL whoever writes this row holds up all others who land."""
    noted = work.unit.notes.get(PROVEN)
    if noted is None or abs(work.now - datetime.fromisoformat(noted)) >= timedelta(minutes=1):
        work.unit.notes.put(PROVEN, work.now.isoformat())


def _land_each(house: House, readings: Sequence[Reading]) -> list[KeptLetter]:
    """One by one. Trouble with two in a row is the database's: the rest waits for the next sweep."""
    decided: list[KeptLetter] = []
    troubled = False
    for number, reading in enumerate(readings):
        try:
            decided += _land_alone(house, reading)
            troubled = False
        except Trouble as cause:
            waiting = readings[number:] if troubled else [reading]
            _put_back(house, [each.kept for each in waiting], cause)
            if troubled:
                break
            troubled = True
    return decided


def _land_alone(house: House, reading: Reading) -> list[KeptLetter]:
    for _ in range(TRIES):
        try:
            return _land(house, [reading])
        except Conflict as cause:
            overtaken = cause  # somebody moved the ticket: decide again with what is true now
        except Trouble:
            raise
        except Exception as cause:
            log.exception("letter %d did not land", reading.kept.id)
            return _after_failure(house, reading.kept, cause)
    return _put_back(house, [reading.kept], overtaken)


def _put_back(house: House, claimed: Sequence[KeptLetter], cause: MailgateError) -> list[KeptLetter]:
    """The letters are not to blame: they wait for the next sweep, and their try is not counted."""
    log.warning("%d letters wait for the next sweep: %s", len(claimed), cause)
    with suppress(Trouble), house.store.writing() as unit:  # else their lease ends by itself
        for kept in claimed:
            unit.letters.release(kept, str(cause), counted=False)
    return []


def _after_failure(house: House, kept: KeptLetter, cause: Exception) -> list[KeptLetter]:
    why = str(cause) if isinstance(cause, MailgateError) else type(cause).__name__
    if kept.tries >= MOST_TRIES:
        what = "read" if isinstance(cause, ReadingFailed) else "decided"
        return [_park(house, kept, f"could not be {what} in {MOST_TRIES} tries: {why}")]
    with house.store.writing() as unit:
        unit.letters.release(kept, f"try {kept.tries} failed: {why}")
    return []


def _park(house: House, kept: KeptLetter, reason: str) -> KeptLetter:
    parked = replace(kept, fate=Fate.QUARANTINED, reason=reason)
    with house.store.writing() as unit:
        unit.letters.settle(parked)
    return parked


def decide(work: Work, reading: Reading) -> KeptLetter:
    """Give one letter its fate, with everything that follows from it."""
    kept = reading.kept
    same = work.unit.letters.first_same(kept, kept.envelope.received_at - DUPLICATE_WINDOW)
    if same is not None:
        return _settle(work, reading, Fate.DUPLICATE, f"the same bytes as letter {same.id}", same.ticket_id, {})
    mailbox = mailbox_of(work.desk, reading)
    known = KnownHere(work)
    labelled = label_of(work.desk, reading, mailbox, known, work.house.memory)
    intake = Intake(
        kept,
        reading.letter,
        reading.proof,
        policy=mailbox.unknown_senders if mailbox else "accept",
        at_once=at_once(work.desk, kept, labelled),
    ).because(reading.evidence)
    answer = held_by_rule(within_limit(work, ask(intake, known)), labelled)
    if isinstance(answer, Verdict):
        note_on_ticket(work, answer, reading.letter)
        found = facts(work, answer.intake, "") | _label_of_opener(answer.fate, labelled)
        settled = _settle(work, reading, answer.fate, answer.reason, answer.ticket_id, found)
        if mailbox and answer.fate is Fate.REJECTED:
            refuse_in_words(work, answer.intake, settled, mailbox, language_of(work.desk, answer.intake, mailbox))
        return settled
    language = language_of(work.desk, answer, mailbox)
    landed = join(work, answer, language) if answer.thread.joins else None
    if landed is not None and landed.continued and not (answer.outcome and answer.outcome.ticket):
        # A party to a ticket that has ended, who may not open a new one unseen.
        why = f"{landed.why}; unproven"
        return _settle(work, reading, Fate.HELD, why, landed.ticket.id, facts(work, answer, language))
    if landed is None or landed.continued:
        linked = landed.ticket.id if landed else answer.thread.ticket_id
        landed = open_ticket(work, answer, labelled, language, mailbox, linked)
    reasons = facts(work, answer.because(labelled.why) if landed.fate is Fate.TICKET else answer, language)
    reasons |= _label_of_opener(landed.fate, labelled)
    return _settle(work, reading, landed.fate, landed.why, landed.ticket.id, reasons)


def _label_of_opener(fate: Fate, labelled: Label) -> dict[str, object]:
    """The label, for the ledger, of a letter that opens a ticket or may do so yet."""
    return {"label": noted(labelled)} if fate in (Fate.TICKET, Fate.HELD) else {}


def _settle(
    work: Work, reading: Reading, fate: Fate, reason: str, ticket_id: int | None, decision: Mapping[str, object]
) -> KeptLetter:
    letter = reading.letter
    author = str(letter.from_address or letter.from_text)
    settled = replace(
        reading.kept,
        fate=fate,
        reason=reason,
        ticket_id=ticket_id,
        author=author,
        subject=letter.subject,
        decision=decision,
        prove_again_at=work.now + LOOKED_UP_AGAIN_AFTER if reading.temporary else None,
    )
    work.unit.letters.settle(settled)
    return settled


def facts(work: Work, intake: Intake, language: str) -> dict[str, object]:
    """What was found out about a letter, for people (law 12)."""
    return {
        "standing": intake.who.standing if intake.who else None,
        "proof": intake.proof,
        "thread_method": intake.thread.method,
        "language": language,
        "reasons": list(intake.reasons),
        "oddities": noticed(work, intake),
        "address": str(intake.letter.from_address or ""),
        "name": intake.letter.from_name[:MOST_NAME],
        "names": f"MG-{intake.thread.ticket_id}" if intake.thread.ticket_id else None,
        "security": intake.security,
    }


def mailbox_of(desk: Desk, reading: Reading) -> Mailbox | None:
    """Ours that the letter came to: by the envelope, else by its headers, else the first."""
    written = (*reading.kept.envelope.rcpts, *reading.letter.delivered_to, *reading.letter.to, *reading.letter.cc)
    found = (desk.mailbox(address) for address in written)
    return next((mailbox for mailbox in found if mailbox), desk.mailboxes[0] if desk.mailboxes else None)


def language_of(desk: Desk, intake: Intake, mailbox: Mailbox | None) -> str:
    """Person, else detected, else mailbox, else English (design.md §9); only languages that the firm writes."""
    # Who is not proven is answered in the language of the letter, known or not (threats T48).
    person = intake.who.person if intake.who and intake.proof is Proof.PROVEN else None
    if person and person.language in desk.firm.languages:
        return person.language
    text = f"{intake.letter.subject}\n{intake.letter.reply_text or intake.letter.text}"
    wanted = (detect(text), mailbox.language if mailbox else "")
    return next((language for language in wanted if language in desk.firm.languages), "en")


def held_by_rule(answer: Intake | Verdict, labelled: Label) -> Intake | Verdict:
    """A rule may hold what would open a ticket. What joins one has been let in before, and a form is always taken."""
    if isinstance(answer, Verdict) or not labelled.hold or answer.thread.joins or answer.kept.envelope.form:
        return answer
    return Verdict(Fate.HELD, labelled.hold, answer.because(labelled.why))


def at_once(desk: Desk, kept: KeptLetter, labelled: Label) -> str:
    """Why the letter is a ticket at once from anyone who is not forged; "" when it is not (design.md §5)."""
    if kept.envelope.form:
        return "a form always makes a ticket"
    category = desk.category(labelled.category)
    return "it reports an outage" if category and category.kind == "outage" else ""
