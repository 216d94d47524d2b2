"""What a customer does on a page behind a signed link: answer the verification, or prove an address.

Opening a page changes nothing (law 9); `answer` is what its form posts. A link is bound to one purpose, ticket, person
and round; a spent or late one shows how things stand, never an error (threats T32, T33).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailgate.desk.house import House, Work
from mailgate.desk.land import prove_author
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import facts_of, in_window, move, reopened_often
from mailgate.desk.promises import first_answer_due, result_kind
from mailgate.desk.recipients import entitled_here
from mailgate.desk.speaker import speaker_of
from mailgate.lifecycle.answer import Answer, event_for, read_answer
from mailgate.model.event import Event
from mailgate.model.ids import Link, letter_mark
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, Flag, Message, MessageKind, ResultKind, State, Ticket

Said = Literal["yes", "partly", "no"]
_MOST_CHARACTERS = 5000
_BY_LINK = "signed link"  #: how such words are proven, in a message


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """All that the verification page shows; nothing else of the ticket leaves here."""

    number: str
    subject: str
    state: State
    how: str
    language: str
    firm: str
    phone: str
    zone: str
    expectation: bool  #: three answers instead of two
    asked: bool  #: an answer is still awaited on this link
    answered: bool  #: words came by it, and a person will look at them
    may_reopen: bool  #: closed, and the window is open
    closes_at: datetime | None
    answer_by: datetime | None  #: until when a person answers, after a no
    staff: str


def open_verify(house: House, token: str) -> VerifyPage | None:
    """What the page shows; None for a link that is not ours or is expired, or whose person may no longer be told."""
    with house.view() as work:
        opened = _opened_verify(work, token)
        return _page(work, *opened) if opened else None


def answer_verify(house: House, token: str, said: Said, comment: str = "") -> VerifyPage | None:
    """Take the answer. A yes with more than thanks in the comment asks the owner first; posting twice does nothing."""
    page = house.settle(lambda work: _answered(work, token, said, comment.strip()[:_MOST_CHARACTERS]))
    house.wake("outbox")
    return page


def _answered(work: Work, token: str, said: Said, words: str) -> VerifyPage | None:
    opened = _opened_verify(work, token)
    if opened is None:
        return None
    ticket, link = opened
    if _asked(work, ticket, link):
        ticket = _take_answer(work, ticket, link, said, words)
    elif said == "no" and _may_reopen(work, ticket, link):
        ticket = _reopen(work, ticket, link, words)
    return _page(work, ticket, link)


def open_prove(house: House, token: str) -> tuple[str, str, bool] | None:
    """(language, ticket number, already proven) for the page that proves an address; None for a bad link."""
    with house.view() as work:
        opened = _opened(work, token, "prove")
        if opened is None:
            return None
        ticket, link = opened
        return ticket.language, ticket.number, not _to_prove(work, ticket, link)


def answer_prove(house: House, token: str) -> str | None:
    """The address is proven for this ticket, and its full acknowledgement follows; the number, None for a bad link."""
    number = house.settle(lambda work: _proven(work, token))
    house.wake("outbox")
    return number


def _proven(work: Work, token: str) -> str | None:
    opened = _opened(work, token, "prove")
    if opened is None:
        return None
    ticket, link = opened
    if link.address != ticket.requester:
        return None
    for each in _to_prove(work, ticket, link):
        prove_author(work, each, each.requester, "used the link in our letter")
    return ticket.number


def _to_prove(work: Work, ticket: Ticket, link: Link) -> list[Ticket]:
    """What the link proves and is not proven yet: the ticket of its letter, and the one of the same author that it
    became part of meanwhile, where all that waits is told."""
    both = {each.id: each for each in (ticket, where_it_is(work, ticket))}
    return [each for each in both.values() if each.requester == link.address and Flag.UNPROVEN in each.flags]


def _opened(work: Work, token: str, purpose: str) -> tuple[Ticket, Link] | None:
    """The ticket of a link for this purpose; None when the link is not ours, for something else, or expired."""
    link = work.house.minter.open(token, purpose, work.now)
    ticket = work.unit.tickets.get(link.ticket_id) if link else None
    return (ticket, link) if ticket and link else None


def _opened_verify(work: Work, token: str) -> tuple[Ticket, Link] | None:
    """The same for the verification page, which discloses: only to a person who may be told now (law 7)."""
    opened = _opened(work, token, "verify")
    return opened if opened and entitled_here(work, opened[0], opened[1].address) else None


def _asked(work: Work, ticket: Ticket, link: Link) -> bool:
    """The question of the current round is open, and this person has not answered it yet."""
    sent_at = _carried(work, ticket, link)
    return ticket.state is State.VERIFYING and sent_at is not None and not _has_answered(work, ticket, link, sent_at)


def _may_reopen(work: Work, ticket: Ticket, link: Link) -> bool:
    closed = ticket.state is State.CLOSED and in_window(work, ticket)
    return closed and _carried(work, ticket, link) is not None


def _carried(work: Work, ticket: Ticket, link: Link) -> datetime | None:
    """When the letter of the current round that carries this link was sent to a person who may still be told.

    None for the link of any other letter: such a link shows nothing and does nothing.
    """
    if not entitled_here(work, ticket, link.address):
        return None
    return next(
        (
            letter.sent_at
            for letter in work.unit.outbox.of_ticket(ticket.id)
            if letter_mark(letter.message_id) == link.letter
            and letter.to == link.address
            and letter.state is OutState.SENT
            and letter.params.get("round") == ticket.verify_round
        ),
        None,
    )


def _has_answered(work: Work, ticket: Ticket, link: Link, since: datetime) -> bool:
    messages = work.unit.tickets.messages(ticket.id)
    return any(said.proof == _BY_LINK and said.author == link.address and said.at >= since for said in messages)


def _take_answer(work: Work, ticket: Ticket, link: Link, said: Said, words: str) -> Ticket:
    """The same reading as that of a letter: one answer raises one event."""
    answer = Answer(said)
    if words and answer is Answer.YES and read_answer(words)[0] not in (Answer.THANKS, Answer.YES):
        answer = Answer.OTHER
    event = event_for(ticket.state, answer, addressee=True, entitled=True, result=result_kind(ticket))
    if words or event is Event.CUSTOMER_WROTE:  # what leaves the question open is said once, with words or without
        _say(work, ticket, link.address, words or f"(answered {said} on the page, without words)")
    why = f"answered {said} on the page" + (", with words of their own" if words else "")
    facts = facts_of(ticket, may_answer=True, answer=answer, result=result_kind(ticket))
    return move(work, ticket, event, facts, by=link.address, why=why).ticket


def _reopen(work: Work, ticket: Ticket, link: Link, words: str) -> Ticket:
    _say(work, ticket, link.address, words or "(reopened on the page, without words)")
    facts = facts_of(ticket, may_answer=True, in_window=True, reopened_often=reopened_often(work, ticket))
    return move(work, ticket, Event.CUSTOMER_WROTE, facts, by=link.address, why="reopened on the page").ticket


def _say(work: Work, ticket: Ticket, address: str, words: str) -> None:
    message = Message(MessageKind.CUSTOMER, work.now, address, words, proof=_BY_LINK)
    work.unit.tickets.add_message(ticket.id, message)


def _page(work: Work, ticket: Ticket, link: Link) -> VerifyPage:
    clocks = {clock.kind: clock.due_at for clock in work.unit.clocks.of_ticket(ticket.id)}
    speaker = speaker_of(work, ticket)
    firm = work.desk.firm
    asked = _asked(work, ticket, link)
    verifying = ticket.state is State.VERIFYING
    open_again = ticket.state in (State.FIRST_LINE, State.SECOND_LINE)
    return VerifyPage(
        number=ticket.number,
        subject=ticket.subject,
        state=ticket.state,
        how=ticket.resolution.get("how", "") if _carried(work, ticket, link) else "",
        language=ticket.language,
        firm=firm.name,
        phone=firm.phone,
        zone=firm.zone,
        expectation=result_kind(ticket) is ResultKind.EXPECTATION,
        asked=asked,
        answered=verifying and not asked and _has_answered(work, ticket, link, ticket.opened_at),
        may_reopen=_may_reopen(work, ticket, link),
        closes_at=clocks.get(ClockKind.VERIFICATION),
        answer_by=first_answer_due(work, ticket, ticket.waiting_since or work.now) if open_again else None,
        staff=speaker.name if speaker else "",
    )
