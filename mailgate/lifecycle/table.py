"""The life of a ticket, as a table.

Read TABLE from top to bottom and you know everything that a ticket can do. Nothing here runs: `machine.advance` walks
the table, and the desk carries out the effects it names in the same transaction. docs/lifecycle.md is drawn from this
file. A row never says why it was refused in code: REFUSALS has the sentences for people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from mailgate.lifecycle.answer import Answer
from mailgate.model.event import Effect, Event
from mailgate.model.ticket import ClockKind, ResultKind, State

START = "start"  #: where a ticket comes from that does not exist yet
DISPUTES_BEFORE_LEAD = 2  #: after so many, silence no longer closes and only a lead overrides (S4-9)


class Back(Enum):
    """A destination that depends on the ticket: the line whose work it is."""

    LINE = "its line"  #: second_line at level 2 and 3, else first_line; new while it is not classified


class Silence(Enum):
    """What a customer got who does not answer what we asked; of one ringing of the clock comes the next."""

    ASKED = "asked"  #: our questions alone
    REMINDED = "reminded"  #: the same questions again
    ASKED_TO_CLOSE = "asked_to_close"  #: whether it is still needed; nothing more is sent


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a guard may look at. The desk gathers it, so that guards stay pure."""

    classified: bool = False  #: category and priority are set
    level: int = 1
    urgent: bool = False  #: P1 or P2
    handed_over: bool = False  #: a handover, or a written reason for its absence
    spoken_for: bool = False  #: somebody speaks to the customer instead of the owner
    may_answer: bool = False  #: proven, and entitled to answer for this ticket
    answer: Answer = Answer.OTHER
    in_window: bool = False  #: closed, and the reopen window is open
    unanswered: bool = False  #: the customer spoke last
    reopened_often: bool = False  #: several times within a day: then a person decides
    by_silence: bool = False  #: it was closed because nobody answered
    disputes: int = 0
    lead: bool = False  #: the actor is a lead, director or admin
    result: ResultKind = ResultKind.BINARY
    clock: ClockKind | None = None  #: which clock rang
    late: bool = False  #: the promised answer is overdue, and the customer does not know it from us yet
    silence: Silence = Silence.ASKED  #: how far it has come, of a ticket that waits for the customer
    appointment: bool = False  #: it is held until an agreed appointment


Guard = Callable[[Facts], bool]


def classified(facts: Facts) -> bool:
    """Category and priority are set."""
    return facts.classified


def urgent(facts: Facts) -> bool:
    """P1 or P2: the customer reads who has taken it (S2-1)."""
    return facts.urgent


def handed_over(facts: Facts) -> bool:
    """There is a handover or a reason for its absence (S1-8)."""
    return facts.handed_over


def spoken_for(facts: Facts) -> bool:
    """Somebody took over communication from the owner (S3-12)."""
    return facts.spoken_for


def may_answer(facts: Facts) -> bool:
    """The words are proven to be those of somebody entitled to answer."""
    return facts.may_answer


def only_thanks(facts: Facts) -> bool:
    """Thanks and nothing else: never reopens (T31)."""
    return facts.answer is Answer.THANKS


def nothing_left(facts: Facts) -> bool:
    """It only agrees or thanks: what has ended stays so (T31)."""
    return facts.answer in (Answer.THANKS, Answer.YES)


def in_window(facts: Facts) -> bool:
    """The reopen window is open."""
    return facts.in_window


def unanswered(facts: Facts) -> bool:
    """The customer spoke last, and nobody has answered (S0-8)."""
    return facts.unanswered


def not_too_often(facts: Facts) -> bool:
    """It was not reopened several times within a day (T31)."""
    return not facts.reopened_often


def by_silence(facts: Facts) -> bool:
    """Nobody answered the verification."""
    return facts.by_silence


def expectation(facts: Facts) -> bool:
    """The result is not a matter of yes or no (S3-16)."""
    return facts.result is ResultKind.EXPECTATION


def silence_closes(facts: Facts) -> bool:
    """Fewer than two disputes so far (S4-9)."""
    return facts.disputes < DISPUTES_BEFORE_LEAD


def second_dispute(facts: Facts) -> bool:
    """This is at least the second time that the customer says no."""
    return facts.disputes + 1 >= DISPUTES_BEFORE_LEAD


def lead_or_few_disputes(facts: Facts) -> bool:
    """After two disputes only a lead closes without the customer's yes (S4-9)."""
    return facts.lead or facts.disputes < DISPUTES_BEFORE_LEAD


def late(facts: Facts) -> bool:
    """The ladder is at its top, the promised answer is overdue, and the customer has not read so yet (S0-4)."""
    return facts.late


def not_reminded(facts: Facts) -> bool:
    """The customer was not reminded of our questions yet."""
    return facts.silence is Silence.ASKED


def reminded(facts: Facts) -> bool:
    """The customer was reminded of our questions, and not asked yet whether it is still needed."""
    return facts.silence is Silence.REMINDED


def appointment(facts: Facts) -> bool:
    """It waits for an agreed appointment (S1-10)."""
    return facts.appointment


def _rang(kind: ClockKind) -> Guard:
    def guard(facts: Facts) -> bool:
        return facts.clock is kind

    guard.__name__ = f"{kind}_clock_rang"
    guard.__doc__ = f"The {kind} clock rang."
    return guard


(
    first_answer_rang,
    next_update_rang,
    resolution_rang,
    verification_rang,
    reminder_rang,
    hold_rang,
    approval_rang,
    triage_rang,
    ladder_rang,
    asked_rang,
) = (
    _rang(kind)
    for kind in (
        ClockKind.FIRST_ANSWER,
        ClockKind.NEXT_UPDATE,
        ClockKind.RESOLUTION,
        ClockKind.VERIFICATION,
        ClockKind.REMINDER,
        ClockKind.HOLD,
        ClockKind.APPROVAL,
        ClockKind.TRIAGE,
        ClockKind.LADDER,
        ClockKind.ASKED,
    )
)


@dataclass(frozen=True, slots=True)
class Move:
    """One row: when `event` happens in one of `sources` and all guards fit, go to `dest` and do `effects`."""

    event: Event
    sources: tuple[State | str, ...]
    dest: State | Back | None  #: None: stays where it is
    when: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()


S, E, F = State, Event, Effect
STAY = None
LINES = (S.FIRST_LINE, S.SECOND_LINE)
OPEN = (S.NEW, *LINES, S.WAITING_CUSTOMER, S.ON_HOLD)
PICKABLE = (*LINES, S.WAITING_CUSTOMER, S.ON_HOLD)
ASKABLE = (S.NEW, *LINES, S.WAITING_CUSTOMER)
IN_TOUCH = (*LINES, S.WAITING_CUSTOMER)
SOLVED = (S.RESOLVED, S.VERIFYING)
SOLVABLE = (*PICKABLE, S.VERIFYING)
ENDED = (S.CLOSED, S.ARCHIVED, S.MERGED, S.REJECTED)
ANSWERABLE = (*OPEN, *SOLVED, S.CLOSED)
WRITABLE = (*OPEN, *SOLVED, S.CLOSED, S.REJECTED)
STOP_CLOCKS = (
    F.STOP_FIRST_ANSWER,
    F.STOP_NEXT_UPDATE,
    F.STOP_RESOLUTION,
    F.STOP_VERIFICATION,
    F.STOP_HOLD,
    F.STOP_TRIAGE,
    F.STOP_ASKED,
    F.STOP_LADDER,
)
HOLDS = (
    F.START_HOLD,
    F.STOP_FIRST_ANSWER,
    F.STOP_NEXT_UPDATE,
    F.STOP_RESOLUTION,
    F.STOP_TRIAGE,
    F.STOP_ASKED,
    F.STOP_LADDER,
)
BEGINS = (F.RECEIVED, F.START_FIRST_ANSWER, F.START_RESOLUTION, F.START_LADDER)
COUNT_ANEW = (F.RECOUNT_FIRST_ANSWER, F.START_RESOLUTION, F.START_LADDER)
ANNOUNCED = (F.TAKEN_OVER, F.START_NEXT_UPDATE)
LATE = (F.MARK_BREACHED, F.ASK_OWNER, F.ASK_LEAD)
OWNER_HEARS = (F.START_FIRST_ANSWER, F.ASK_OWNER)
TO_LINE = (
    F.START_RESOLUTION,
    F.START_TRIAGE,
    F.START_LADDER,
)  #: each only where it runs
BACK_TO_WORK = (*OWNER_HEARS, *TO_LINE, F.STOP_VERIFICATION, F.CANCEL_VERIFICATION_LETTER)
AGAIN = (F.STOP_ARCHIVE, F.COUNT_REOPEN, F.MARK_RECURRING, F.REOPENED, F.ASK_LEAD)
ENDS = (*STOP_CLOCKS, F.CANCEL_VERIFICATION_LETTER, F.CLOSED, F.START_ARCHIVE)

# fmt: off
#: The first row whose event, source and guards all fit is the one taken.
TABLE: tuple[Move, ...] = (
    # A letter or a call begins it. Without category and priority it stands in the classification queue.
    Move(E.OPENED,     (START,),         S.FIRST_LINE,  (classified,),  BEGINS),
    Move(E.OPENED,     (START,),         S.NEW,         (),             (*BEGINS, F.START_TRIAGE)),
    Move(E.CLASSIFIED, (S.NEW,),         S.FIRST_LINE,  (classified,),  (*COUNT_ANEW, F.STOP_TRIAGE)),
    Move(E.CLASSIFIED, (*OPEN, *SOLVED), STAY,          (),             COUNT_ANEW),

    # Who works on it. Taking says so to the customer when it is urgent.
    Move(E.ASSIGNED,   OPEN,             STAY,          (),             (F.START_LADDER,)),
    Move(E.TAKEN,      LINES,            STAY,          (urgent,),      (F.TAKEN, F.START_NEXT_UPDATE, F.STOP_LADDER)),
    Move(E.TAKEN,      PICKABLE,         STAY),
    Move(E.ESCALATED,  LINES,            S.SECOND_LINE, (handed_over,), (F.START_NEXT_UPDATE, F.START_LADDER)),
    Move(E.RETURNED,   (S.SECOND_LINE,), S.FIRST_LINE,  (spoken_for,),  (*ANNOUNCED, F.START_LADDER)),
    Move(E.RETURNED,   (S.SECOND_LINE,), S.FIRST_LINE,  (),             (F.START_LADDER,)),

    # Who speaks to the customer. The owner stays the owner, and the customer reads the name.
    Move(E.TAKEN_OVER, IN_TOUCH,         STAY,          (),             ANNOUNCED),
    Move(E.TAKEN_OVER, (S.ON_HOLD,),     STAY,          (),             (F.TAKEN_OVER,)),
    Move(E.GIVEN_BACK, IN_TOUCH,         STAY,          (),             ANNOUNCED),
    Move(E.GIVEN_BACK, (S.ON_HOLD,),     STAY,          (),             (F.TAKEN_OVER,)),

    # What staff say.
    Move(E.REPLIED,    OPEN,             STAY,  (),
         (F.REPLY, F.STOP_FIRST_ANSWER, F.START_NEXT_UPDATE, F.START_ASKED, F.STOP_LADDER)),
    Move(E.REPLIED,    SOLVED,           STAY,  (),     (F.REPLY, F.STOP_FIRST_ANSWER, F.START_NEXT_UPDATE)),
    Move(E.REPLIED,    WRITABLE,         STAY,          (),             (F.REPLY, F.STOP_FIRST_ANSWER)),
    Move(E.NOTED,      WRITABLE,         STAY),
    Move(E.MITIGATED,  LINES,            STAY,  (),     (F.MITIGATED, F.STOP_FIRST_ANSWER, F.START_NEXT_UPDATE)),
    Move(E.CUSTOMER_ASKED, ASKABLE, S.WAITING_CUSTOMER, (),
         (F.ASKED, F.STOP_FIRST_ANSWER, F.START_NEXT_UPDATE, F.STOP_RESOLUTION, F.STOP_TRIAGE, F.START_ASKED,
          F.STOP_LADDER)),
    Move(E.HELD,       OPEN,             S.ON_HOLD,     (appointment,), (F.APPOINTMENT, *HOLDS)),
    Move(E.HELD,       OPEN,             S.ON_HOLD,     (),             (F.ON_HOLD, *HOLDS)),
    Move(E.RESUMED,    (S.ON_HOLD, S.WAITING_CUSTOMER), Back.LINE, (),
         (F.STOP_HOLD, F.STOP_ASKED, *TO_LINE)),

    # What the customer says. By now the letter is ours to keep, so no state may refuse CUSTOMER_WROTE:
    # each ends in a row without guards (test_no_state_refuses_a_letter).
    Move(E.CUSTOMER_WROTE, (S.NEW, *LINES),       STAY,      (),        (F.START_FIRST_ANSWER,)),
    Move(E.CUSTOMER_WROTE, (S.WAITING_CUSTOMER,), Back.LINE, (),        (*OWNER_HEARS, F.STOP_ASKED, *TO_LINE)),
    Move(E.CUSTOMER_WROTE, (S.ON_HOLD,),          STAY,      (),        OWNER_HEARS),
    Move(E.CUSTOMER_WROTE, SOLVED,                STAY,      (only_thanks,)),
    Move(E.CUSTOMER_WROTE, (S.RESOLVED,),         Back.LINE, (),        BACK_TO_WORK),
    Move(E.CUSTOMER_WROTE, (S.VERIFYING,),        STAY,      (),        (F.STOP_VERIFICATION, *OWNER_HEARS)),
    Move(E.CUSTOMER_WROTE, ENDED,                 STAY,      (nothing_left,)),
    Move(E.CUSTOMER_WROTE, (S.CLOSED,),           Back.LINE, (in_window, may_answer, not_too_often),
         (*BACK_TO_WORK, *AGAIN)),
    Move(E.CUSTOMER_WROTE, (S.CLOSED,),           STAY,      (in_window,), OWNER_HEARS),
    Move(E.CUSTOMER_WROTE, ENDED,                 STAY,      (),        (F.OPEN_LINKED,)),

    # Solved, as we believe. Only the customer's word, the window after an accepted letter, or a named override closes.
    Move(E.RESOLUTION_PROPOSED, SOLVABLE, S.RESOLVED, (expectation,),   (*STOP_CLOCKS, F.VERIFY_EXPECTATION)),
    Move(E.RESOLUTION_PROPOSED, SOLVABLE, S.RESOLVED, (),               (*STOP_CLOCKS, F.VERIFY)),
    Move(E.VERIFICATION_SENT, (S.RESOLVED,), S.VERIFYING, (),           (F.START_VERIFICATION,)),
    Move(E.VERIFICATION_UNDELIVERED, (S.RESOLVED,),  STAY,       (),    (F.ASK_OWNER,)),
    Move(E.VERIFICATION_UNDELIVERED, (S.VERIFYING,), S.RESOLVED, (),    (F.STOP_VERIFICATION, F.ASK_OWNER)),
    Move(E.VERIFICATION_UNDELIVERED, (S.CLOSED,), Back.LINE, (by_silence, in_window),
         (F.STOP_ARCHIVE, F.COUNT_REOPEN, *TO_LINE, F.ASK_OWNER, F.ASK_LEAD)),
    Move(E.CONFIRMED,        SOLVED, S.CLOSED,  (may_answer,),          ENDS),
    Move(E.DISPUTED,         SOLVED, Back.LINE, (may_answer, second_dispute),
         (*BACK_TO_WORK, F.COUNT_DISPUTE, *AGAIN)),
    Move(E.DISPUTED,         SOLVED, Back.LINE, (may_answer,),
         (*BACK_TO_WORK, F.COUNT_DISPUTE, F.COUNT_REOPEN, F.REOPENED, F.ASK_LEAD)),
    Move(E.PARTLY_CONFIRMED, SOLVED, Back.LINE, (may_answer,),
         (*BACK_TO_WORK, F.COUNT_REOPEN, F.REOPENED, F.ASK_LEAD)),

    # Clocks.
    Move(E.TIME_PASSED, ANSWERABLE,     STAY,      (first_answer_rang,), LATE),
    Move(E.TIME_PASSED, (S.NEW, *LINES), STAY,     (resolution_rang,),  LATE),
    Move(E.TIME_PASSED, OPEN,           STAY,      (next_update_rang,), (F.MARK_BREACHED, F.ASK_OWNER)),
    Move(E.TIME_PASSED, SOLVED,         STAY,      (next_update_rang,), (F.ASK_OWNER,)),
    Move(E.TIME_PASSED, (S.ON_HOLD,),   Back.LINE, (hold_rang,),        (F.ASK_OWNER, *TO_LINE)),
    Move(E.TIME_PASSED, (S.NEW,),       STAY,      (triage_rang,),      (F.ASK_LEAD,)),
    # Who does not answer is reminded, then asked whether it is still needed. This silence closes nothing. START_ASKED
    # stands first, so that a reminder that is still queued does not leave beside the question that follows it.
    Move(E.TIME_PASSED, (S.WAITING_CUSTOMER,), STAY, (asked_rang, not_reminded), (F.START_ASKED, F.ASKED_REMINDER)),
    Move(E.TIME_PASSED, (S.WAITING_CUSTOMER,), STAY, (asked_rang, reminded), (F.START_ASKED, F.CLOSING_QUESTION)),
    Move(E.TIME_PASSED, (S.WAITING_CUSTOMER,), STAY, (asked_rang,),     (F.ASK_OWNER,)),
    Move(E.TIME_PASSED, (*OPEN, *SOLVED), STAY,    (approval_rang,),    (F.ASK_OWNER,)),
    Move(E.TIME_PASSED, (S.NEW, *LINES), STAY,     (ladder_rang, late), (F.PAGE, F.DELAYED, F.START_LADDER)),
    Move(E.TIME_PASSED, (S.NEW, *LINES), STAY,     (ladder_rang,),      (F.PAGE, F.START_LADDER)),
    Move(E.TIME_PASSED, (S.VERIFYING,), STAY,      (reminder_rang,),    (F.REMINDER,)),
    Move(E.TIME_PASSED, (S.VERIFYING,), S.CLOSED,  (verification_rang, silence_closes), ENDS),
    Move(E.TIME_PASSED, (S.VERIFYING,), STAY,      (verification_rang,), (F.ASK_OWNER, F.ASK_LEAD)),
    Move(E.ARCHIVED,    (S.CLOSED,),    STAY,      (unanswered,),       (F.ASK_OWNER, F.ASK_LEAD, F.POSTPONE_ARCHIVE)),
    Move(E.ARCHIVED,    (S.CLOSED,),    S.ARCHIVED, (),                 STOP_CLOCKS),

    # Ends and new beginnings that a named person decides.
    Move(E.CLOSED_BY_OVERRIDE, (*OPEN, *SOLVED), S.CLOSED,  (lead_or_few_disputes,), ENDS),
    Move(E.REOPENED,   (*SOLVED, S.CLOSED),      Back.LINE, (),         (*BACK_TO_WORK, *AGAIN)),
    Move(E.MERGED,     ANSWERABLE,               S.MERGED,   (),
         (*STOP_CLOCKS, F.STOP_ARCHIVE, F.CANCEL_LETTERS, F.MERGED)),
    Move(E.REJECTED,   (S.NEW, S.FIRST_LINE),    S.REJECTED, (),        STOP_CLOCKS),
)
# fmt: on

#: What staff read when no row fits, for the cases that they will meet. The rest get a general sentence.
REFUSALS: dict[tuple[Event, State], str] = {
    (E.TAKEN, S.NEW): "it has no certain category and priority yet: categorise and prioritise it first",
    (E.ESCALATED, S.NEW): "it has no certain category and priority yet: categorise and prioritise it first",
    (E.RESOLUTION_PROPOSED, S.NEW): "it has no certain category and priority yet: categorise and prioritise it first",
    (E.ESCALATED, S.FIRST_LINE): "a handover (symptoms, done so far, next question) or a reason is missing",
    (E.TAKEN_OVER, S.NEW): "it has no certain category and priority yet: categorise and prioritise it first",
    (E.CLOSED_BY_OVERRIDE, S.VERIFYING): "the customer has said no twice: only a lead may close it now",
    (E.CLOSED_BY_OVERRIDE, S.FIRST_LINE): "the customer has said no twice: only a lead may close it now",
    (E.CLOSED_BY_OVERRIDE, S.SECOND_LINE): "the customer has said no twice: only a lead may close it now",
    (E.RESOLUTION_PROPOSED, S.RESOLVED): "it is resolved already and waits for its letter to be accepted",
    (E.CONFIRMED, S.VERIFYING): "only a proven person who may answer for this ticket can confirm it",
    (E.DISPUTED, S.VERIFYING): "only a proven person who may answer for this ticket can dispute it",
    (E.MERGED, S.MERGED): "it is part of another ticket already",
    (E.MERGED, S.ARCHIVED): "it is archived: nothing changes it any more",
    (E.MERGED, S.REJECTED): "it was set aside as not a request",
}
