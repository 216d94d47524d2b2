"""The event that an answer raises."""

from mailgate.lifecycle.answer.rules import Answer
from mailgate.model.event import Event
from mailgate.model.ticket import ResultKind, State


def event_for(state: State, answer: Answer, *, addressee: bool, entitled: bool, result: ResultKind) -> Event:
    """The one event that a customer's letter raises (design.md §4).

    `addressee`: proven, and the verification letter went to them. `entitled`: proven, and may be told about it.
    Another entitled person's no counts; their yes is for the owner to look at.
    """
    if state is State.VERIFYING:
        if addressee and answer in (Answer.YES, Answer.THANKS):
            return Event.CONFIRMED
        if (addressee or entitled) and answer is Answer.NO:
            return Event.DISPUTED
        if addressee and answer is Answer.PARTLY and result is ResultKind.EXPECTATION:
            return Event.PARTLY_CONFIRMED
    return Event.CUSTOMER_WROTE
