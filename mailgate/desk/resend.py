"""Send a letter of ours again that failed, or was stopped at the moment when it was to leave.

It is the same letter with the same Message-ID, and whoever may be told is asked about again when it leaves. What the
budget against mail loops held back never went into the queue and stays out of it (law 10).
"""

from mailgate.desk.house import House
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.outgoing import OutLetter, OutState


def resend(house: House, out_id: int) -> OutLetter:
    """Queue it again, due at once. Raises UnknownThing, NotAllowed, Conflict."""
    with house.work() as work:
        letter = work.unit.outbox.get(out_id)
        if letter is None:
            raise UnknownThing(f"there is no letter out {out_id}")
        if why_not := _why_not(letter):
            raise NotAllowed(why_not)
        again = work.unit.outbox.retry(out_id)
    house.wake("outbox")
    return again


def _why_not(letter: OutLetter) -> str:
    """Why it cannot go again; "" when it can."""
    never_claimed = letter.fence == 0
    if letter.state is OutState.SUPPRESSED and never_claimed:
        return f"letter out {letter.id} was not sent on purpose: {letter.answer}"
    if letter.state in (OutState.FAILED, OutState.SUPPRESSED):
        return ""
    return f"letter out {letter.id} is {letter.state}: only failed letters are sent again"
