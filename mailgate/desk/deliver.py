"""Carry out the outbox: compose, hand to the relay, write down what the server said.

Each letter is claimed, composed, sent outside of any transaction, and settled in one. A crash in between sends it
again with the same Message-ID. Whether the recipient may be told is asked again in the transaction that the letter is
composed in (law 7), and what may not leave ends as suppressed with the reason, as the owner's task. The verification
clock starts when the server has accepted that letter, not before. Nothing else hands letters to the relay,
or calls to the pager.
"""

import hashlib
import logging
from dataclasses import dataclass, replace

from mailgate.desk.compose import composed, deadline_of
from mailgate.desk.house import House, Work
from mailgate.desk.land import undelivered
from mailgate.desk.move import facts_of, move
from mailgate.desk.paging import page_call
from mailgate.desk.ports import Answer
from mailgate.desk.recipients import may_not_be_told
from mailgate.desk.refuse import stand_in
from mailgate.desk.unpicked import calls
from mailgate.model.errors import Conflict, MailgateError
from mailgate.model.event import QUESTIONS, UNANSWERED, VERIFICATIONS, Effect, Event
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import State, Ticket
from mailgate.outbound.kinds import KINDS
from mailgate.outbound.retry import next_attempt

BATCH = 32
LEASE_SECONDS = 300.0  #: longer than a dialogue of which every step runs into its time limit of 30 s
_EVERYTHING = 1_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A letter that may leave."""

    letter: OutLetter
    raw: bytes
    envelope_from: str
    promised: str  #: the end of the window that it prints; "" for other letters


def deliver(house: House, limit: int = BATCH) -> list[OutLetter]:
    """Try up to `limit` letters that are due, one after the other; each as it stands afterwards."""
    tried: list[OutLetter] = []
    while len(tried) < limit and (claimed := _claim(house)):
        tried.append(_deliver_one(house, claimed))
    return tried


def deliver_all(house: House) -> list[OutLetter]:
    """Try every queued letter once, whatever its backoff, and then those that follow from it."""
    with house.view() as work:
        waiting = reversed(work.unit.outbox.latest(OutState.QUEUED, _EVERYTHING))
        # One that was never tried and is not due yet was appointed for then, such as for the next shift.
        queued = [out.id for out in waiting if out.tries or out.due_at is None or out.due_at <= work.now]
    claimed = (_claim(house, only) for only in queued)
    tried = [_deliver_one(house, letter) for letter in claimed if letter]
    while batch := deliver(house):
        tried += batch
    return tried


def _claim(house: House, only: int | None = None) -> OutLetter | None:
    """One letter at a time: a slow relay may then take its time for each, and no lease ends before its letter left."""
    with house.work() as work:
        return next(iter(work.unit.outbox.claim(1, work.now, LEASE_SECONDS, only=only)), None)


def _deliver_one(house: House, letter: OutLetter) -> OutLetter:
    ready = _prepare(house, letter)
    if isinstance(ready, OutLetter):
        return _record(house, ready, None, "")
    name = f"{house.clock.now():%Y%m%dT%H%M%SZ}-{letter.id}"
    if letter.by_pager:
        return _record(house, letter, _call(house, ready), "")
    answer = house.relay.send(ready.raw, ready.envelope_from, letter.to, name)
    return _record(house, letter, answer, ready.promised)


def _call(house: House, ready: "_Ready") -> Answer:
    """By the pager, under a name that is the same at each try."""
    assert house.pager is not None, "looked at when it was prepared"
    name = hashlib.sha256(ready.letter.message_id.encode()).hexdigest()[:32]
    return house.pager.call(f"page_{name}", ready.raw, house.clock.now())


def _prepare(house: House, letter: OutLetter) -> "_Ready | OutLetter":
    """The composed letter, or the row as it ends without having left."""
    with house.view() as work:
        ticket = work.unit.tickets.get(letter.ticket_id) if letter.ticket_id else stand_in(work, letter)
        why = _overtaken(work, letter, ticket) if ticket else "what it is about is gone"
        if ticket is None or why:
            return replace(letter, state=OutState.CANCELLED, answer=why)
        try:
            return _checked(work, letter, ticket)
        except Exception as cause:  # a letter that cannot be written stops no other
            log.exception("letter out %d could not be written", letter.id)
            why = str(cause) if isinstance(cause, MailgateError) else type(cause).__name__
            return replace(letter, state=OutState.FAILED, answer=f"could not be written: {why}")


def _checked(work: Work, letter: OutLetter, ticket: Ticket) -> "_Ready | OutLetter":
    """Ask, and compose from the same rows: the unit answers for each person as it did to the question."""
    why = may_not_be_told(work, ticket, letter.effect, letter.person, was_allowed=True)
    if why:
        return replace(letter, state=OutState.SUPPRESSED, answer=why)
    ready = page_call(work, letter, ticket) if letter.by_pager else composed(work, letter, ticket)
    due = deadline_of(work, letter, ticket) if letter.effect in VERIFICATIONS else None
    return _Ready(letter, ready.raw, ready.envelope_from, due.isoformat() if due else "")


def _overtaken(work: Work, letter: OutLetter, ticket: Ticket) -> str:
    """A question that is no longer asked is not sent, and nobody is called for what somebody has."""
    if letter.effect == Effect.PAGE and not calls(ticket):
        return "overtaken before it left: nobody needs to be called any more"
    if letter.by_pager and work.house.pager is None:
        return "there is no [pager] in the settings any more"
    if letter.effect in UNANSWERED:
        return "" if ticket.state is State.WAITING_CUSTOMER else "overtaken before it left"
    if letter.effect not in QUESTIONS:
        return ""
    asked = ticket.state in (State.RESOLVED, State.VERIFYING)
    current = letter.params.get("round", ticket.verify_round) == ticket.verify_round
    return "" if asked and current else "overtaken before it left"


def _record(house: House, letter: OutLetter, answer: Answer | None, promised: str) -> OutLetter:
    """Write down how it ended, and move the ticket with it, in one transaction."""
    try:
        return house.settle(lambda work: _write_down(work, letter, answer, promised))
    except Conflict as cause:
        log.warning("letter out %d: %s; it stays claimed until its lease ends", letter.id, cause)
        return letter


def _write_down(work: Work, letter: OutLetter, answer: Answer | None, promised: str) -> OutLetter:
    after = _after(work, letter, answer)
    work.unit.outbox.settle(after)
    ticket = work.unit.tickets.get(letter.ticket_id or 0)
    if ticket is not None:
        _follow(work, after, ticket, promised)
    return after


def _after(work: Work, letter: OutLetter, answer: Answer | None) -> OutLetter:
    if answer is None:
        return letter
    said = f"{answer.code} {answer.text}"[:500]
    tried = replace(letter, tries=letter.tries + 1, answer=said)
    if answer.accepted:
        return replace(tried, state=OutState.SENT, sent_at=work.now, due_at=None)
    again = next_attempt(tried.tries, work.now) if answer.temporary else None
    return replace(tried, due_at=again) if again else replace(tried, state=OutState.FAILED, due_at=None)


def _follow(work: Work, letter: OutLetter, ticket: Ticket, promised: str) -> None:
    """What the end of a letter means for its ticket."""
    if letter.state is OutState.SENT and letter.effect in VERIFICATIONS and ticket.state is State.RESOLVED:
        why = f"accepted for {letter.to}: {letter.answer}"
        params = {"due": promised} if promised else {}
        move(work, ticket, Event.VERIFICATION_SENT, facts_of(ticket), by="mailgate", why=why, params=params)
    elif letter.state in (OutState.FAILED, OutState.SUPPRESSED) and not _to_staff(letter):
        undelivered(work, ticket, letter.message_id, letter.answer)


def _to_staff(letter: OutLetter) -> bool:
    """Such a letter that did not leave is recorded, and no task: a task is told by just such a letter."""
    kind = KINDS.get(letter.effect)
    return kind is not None and kind.to_staff
