"""A request for approval that nobody answers: looked at once a day, and after seven days the owner's task.

    overdue(work, ticket)   # when the approval clock rings; True: the time is over, let it pass

When none of those who were asked may decide any more, those who may now are asked in their place. Nobody is asked twice
about one right of one ticket, and nobody is reminded.
"""

from mailgate.desk.approval import LOOK_EVERY, ask_entitled, may_decide, requests, undecided
from mailgate.desk.house import Work
from mailgate.desk.links import ANSWER_LIFE
from mailgate.lifecycle.table import OPEN
from mailgate.model.ticket import Clock, ClockKind, Ticket


def overdue(work: Work, ticket: Ticket) -> bool:
    """Whether the time to answer is over. While it is not, and the question is open, the clock is started again."""
    right = undecided(work, ticket)
    if right is None:
        return False
    asked = requests(work, ticket, right)
    if ticket.state in OPEN and not any(may_decide(work, ticket, letter.to, right) for letter in asked):
        ask_entitled(work, ticket, right)
        return False
    until = max((letter.created_at for letter in asked), default=work.now) + ANSWER_LIFE
    if work.now >= until:
        return True
    look_again = min(work.now + LOOK_EVERY, until)
    work.unit.clocks.start(Clock(ticket.id, ClockKind.APPROVAL, look_again, ticket.verify_round))
    return False
