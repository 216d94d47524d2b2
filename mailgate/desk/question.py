"""Which letter of ours does a reply answer directly, and may it say whether a ticket is solved?

    answered = answered_letter(work, letter)
    about_solution(work, ticket, answered)   # False: it never confirms or disputes, it is words on the ticket

The same "Yes" means another thing below another letter. It answers whether this ticket is solved only below that very
question of this ticket, or news about it, or words of staff that left after the question. Below a letter that asks
something else it answers that, or nothing; also when the ticket of that letter was merged into this one. A reply that
names no letter of ours is read as one to the ticket.
"""

from mailgate.desk.acknowledge import NOT_ENTITLED
from mailgate.desk.house import Work
from mailgate.desk.links import PURPOSES
from mailgate.lifecycle.answer import Answer
from mailgate.model.event import QUESTIONS, VERIFICATIONS, Effect
from mailgate.model.letter import Letter
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import State, Ticket

#: They ask nothing: words below them are words to the ticket. A kind that is not named here asks something of its own.
_NEWS = frozenset(
    {
        Effect.RECEIVED,
        NOT_ENTITLED,
        Effect.TAKEN,
        Effect.TAKEN_OVER,
        Effect.ON_HOLD,
        Effect.CLOSED,
        Effect.REOPENED,
        Effect.MERGED,
    }
)
_BY_STAFF = (Effect.REPLY, Effect.ASKED)  #: they may ask anything


def answered_letter(work: Work, letter: Letter) -> OutLetter | None:
    """The letter of ours that left and that this one directly replies to; one further up was answered before."""
    parent = letter.in_reply_to or (letter.references[-1] if letter.references else "")
    found = work.unit.outbox.by_message_id(parent) if parent else None
    return found if found and found.sent_at else None


def about_solution(work: Work, ticket: Ticket, answered: OutLetter | None) -> bool:
    """Whether words in reply to this letter of ours can answer whether `ticket` is solved."""
    if answered is None or answered.effect in _NEWS:
        return True
    if answered.effect in _BY_STAFF:
        return answered.id > _asked_by(work, ticket)
    return answered.effect in QUESTIONS and answered.ticket_id == ticket.id


def for_owner(ticket: Ticket, answered: OutLetter | None, answer: Answer, author: str) -> str:
    """What the owner must see to, when a reply answers a question that is not about a solution; "" for no such."""
    if answered and answered.effect == Effect.CLOSING_QUESTION and ticket.state is State.WAITING_CUSTOMER:
        return f"{author} says yes, it can be closed: please read, and decide" if answer is Answer.YES else ""
    if answered is None or answered.effect not in PURPOSES or answer is Answer.THANKS:
        return ""
    of_part = f" about MG-{answered.ticket_id}, which is part of this now" if answered.ticket_id != ticket.id else ""
    return f"{author} answers our letter '{answered.effect}'{of_part}"


def _asked_by(work: Work, ticket: Ticket) -> int:
    """The first letter of the current round that asks whether it is solved; 0 when there is none."""
    asking = (
        letter.id
        for letter in work.unit.outbox.of_ticket(ticket.id)
        if letter.effect in VERIFICATIONS and letter.params.get("round") == ticket.verify_round
    )
    return min(asking, default=0)
