"""Links that are answered once: signed when their letter is written, spent when their page is answered (T32, T33).

    once(work, letter)                                 # when the letter is queued
    opened = open_once(work, token, APPROVAL_REQUEST)  # None: not ours, for something else, or its letter never left
    if opened.answerable:
        spend(work, opened)                            # at most once, also for two at the same moment

The token itself is never stored, only its digest. It shows how things stand for longer than it can be answered.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from mailgate.desk.house import Work
from mailgate.model.errors import Conflict
from mailgate.model.ids import Link, letter_mark
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import Ticket

APPROVAL_REQUEST = "approval_request"
COLLEAGUE_WROTE = "colleague_wrote"
#: What the link of such a letter is good for, and nothing else.
PURPOSES = {APPROVAL_REQUEST: "approve", COLLEAGUE_WROTE: "colleague"}

LINK_LIFE = timedelta(days=90)  #: a link shows how things stand
ANSWER_LIFE = timedelta(days=7)  #: it can be answered


@dataclass(frozen=True, slots=True)
class Opened:
    """A link of ours that was opened, with its letter, which has left, and its ticket."""

    token: str
    link: Link
    letter: OutLetter
    ticket: Ticket
    answerable: bool  #: not spent, and its time has not passed


def seal(work: Work, purpose: str, letter: OutLetter) -> str:
    """The token for the link in a letter; the same letter always has the same."""
    expires = int((letter.created_at + LINK_LIFE).timestamp())
    link = Link(purpose, letter.ticket_id or 0, letter.to, letter_mark(letter.message_id), expires)
    return work.house.minter.seal(link)


def once(work: Work, letter: OutLetter) -> None:
    """Make the link of a queued letter answerable, once and for ANSWER_LIFE."""
    purpose = PURPOSES[letter.effect]
    work.unit.doors.add_token(_digest(seal(work, purpose, letter)), purpose, letter.to, work.now + ANSWER_LIFE)


def open_once(work: Work, token: str, effect: str) -> Opened | None:
    """The link of a letter of this effect that was sent to its very address; None for anything else.

    A bounce that came back takes nothing from it: whoever has the link did get the letter, maybe forwarded.
    """
    link = work.house.minter.open(token, PURPOSES[effect], work.now)
    if link is None:
        return None
    # Before all else: whatever is read after a spent token knows what was answered by it.
    answerable = work.unit.doors.peek_token(_digest(token), link.purpose, work.now) == link.address
    ticket = work.unit.tickets.get(link.ticket_id)
    if ticket is None:
        return None
    sent = (
        letter
        for letter in work.unit.outbox.of_ticket(ticket.id)
        if letter.effect == effect and letter.to == link.address and letter.sent_at
    )
    letter = next((each for each in sent if letter_mark(each.message_id) == link.letter), None)
    return Opened(token, link, letter, ticket, answerable) if letter else None


def spend(work: Work, opened: Opened) -> None:
    """Use up what was answerable. Raises Conflict when somebody did at this moment: look again at what is true now."""
    if work.unit.doors.take_token(_digest(opened.token), opened.link.purpose, work.now) != opened.link.address:
        raise Conflict(f"the link of {opened.link.address} to {opened.ticket.number} was answered at the same moment")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
