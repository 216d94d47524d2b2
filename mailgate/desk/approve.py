"""The page behind the link of a request for approval: what it shows, and what its two buttons do.

    page = open_approve(house, token)               # GET: changes nothing, however often (law 9)
    page = answer_approve(house, token, "approve")  # POST: once

The link is bound to its purpose, ticket, person and letter. Late or spent, it shows how things stand (T32, T33).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from mailgate.desk.approval import Said, author_of, awaited, decide, decided, may_decide, right_of
from mailgate.desk.house import House, Work
from mailgate.desk.links import ANSWER_LIFE, APPROVAL_REQUEST, Opened, open_once, spend
from mailgate.desk.recipients import as_recipient
from mailgate.model.person import Right
from mailgate.model.ticket import Flag, Message, MessageKind

Situation = Literal["asked", "approved", "refused", "late", "settled"]
_BY_LINK = "signed link"  #: how words on a page are proven, in a message
_MOST_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class ApprovePage:
    """All that the approval page shows; of the ticket itself neither subject nor words."""

    number: str
    author: str  #: name and address, as the registry has them
    topic: Right
    opened_at: datetime
    language: str
    until: datetime  #: until when the link can be answered
    situation: Situation


def open_approve(house: House, token: str) -> ApprovePage | None:
    """What the page shows; None for a link that is not ours, or whose person is no longer entitled."""
    with house.view() as work:
        opened = _opened(work, token)
        return _page(work, opened) if opened else None


def answer_approve(house: House, token: str, said: Said, comment: str = "") -> ApprovePage | None:
    """Take the answer. A spent or late link changes nothing, and the page shows how things stand."""
    page = house.settle(lambda work: _answered(work, token, said, comment.strip()[:_MOST_CHARACTERS]))
    house.wake("outbox")
    return page


def _answered(work: Work, token: str, said: Said, words: str) -> ApprovePage | None:
    opened = _opened(work, token)
    if opened is None:
        return None
    ticket, right, by = opened.ticket, right_of(opened.letter), opened.link.address
    if _situation(work, opened, right) == "asked":
        spend(work, opened)
        if words:
            said_here = Message(MessageKind.CUSTOMER, work.now, by, words, proof=_BY_LINK)
            work.unit.tickets.add_message(ticket.id, said_here)
        how = f"by the {_BY_LINK}" + (", with words of their own" if words else "")
        opened = replace(opened, ticket=decide(work, ticket, right, by, said, how, words=bool(words)))
    return _page(work, opened)


def _opened(work: Work, token: str) -> Opened | None:
    """The link counts only for a person who is entitled now (T5)."""
    opened = open_once(work, token, APPROVAL_REQUEST)
    fits = opened and may_decide(work, opened.ticket, opened.link.address, right_of(opened.letter))
    return opened if fits else None


def _page(work: Work, opened: Opened) -> ApprovePage:
    ticket, right = opened.ticket, right_of(opened.letter)
    return ApprovePage(
        number=ticket.number,
        author=author_of(work, ticket),
        topic=right,
        opened_at=ticket.opened_at,
        language=as_recipient(work, ticket, opened.link.address).language,
        until=opened.letter.created_at + ANSWER_LIFE,
        situation=_situation(work, opened, right),
    )


def _situation(work: Work, opened: Opened, right: Right) -> Situation:
    mark = decided(work, opened.ticket, right)
    if mark is not None:
        return "approved" if mark is Flag.APPROVED else "refused"
    if not awaited(work, opened.ticket, right):
        return "settled"
    return "asked" if opened.answerable else "late"
