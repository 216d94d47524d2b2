"""What can happen to a ticket (past tense) and what must follow (effects). The table in lifecycle joins the two."""

from enum import StrEnum


class Event(StrEnum):
    """What happened."""

    OPENED = "opened"
    CLASSIFIED = "classified"  #: category and priority are certain
    ASSIGNED = "assigned"
    TAKEN = "taken"
    ESCALATED = "escalated"  #: to second line; the owner stays
    RETURNED = "returned"  #: back to first line, with a reason
    TAKEN_OVER = "taken_over"  #: somebody speaks to the customer instead of the owner
    GIVEN_BACK = "given_back"  #: the owner speaks to the customer again
    REPLIED = "replied"  #: staff wrote to the customer
    NOTED = "noted"  #: staff wrote an internal note
    MITIGATED = "mitigated"  #: a workaround is in place; the cause is still worked on
    CUSTOMER_ASKED = "customer_asked"
    CUSTOMER_WROTE = "customer_wrote"
    HELD = "held"
    RESUMED = "resumed"
    RESOLUTION_PROPOSED = "resolution_proposed"
    VERIFICATION_SENT = "verification_sent"  #: the customer's server accepted the letter
    VERIFICATION_UNDELIVERED = "verification_undelivered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    PARTLY_CONFIRMED = "partly_confirmed"
    TIME_PASSED = "time_passed"  #: a clock rang
    CLOSED_BY_OVERRIDE = "closed_by_override"
    REOPENED = "reopened"
    MERGED = "merged"  #: became part of another ticket
    REJECTED = "rejected"
    ARCHIVED = "archived"


class Effect(StrEnum):
    """What must be done about it. Those of MAIL_EFFECTS name a template."""

    # letters to the customer
    RECEIVED = "received"
    TAKEN = "taken"
    TAKEN_OVER = "taken_over"  #: who speaks to the customer from now on; also when it is the owner again
    ASKED = "asked"
    ASKED_REMINDER = "asked_reminder"  #: the same questions again
    CLOSING_QUESTION = "closing_question"  #: no answer: is it still needed?
    REPLY = "reply"
    ON_HOLD = "on_hold"
    APPOINTMENT = "appointment"  #: the same for an agreed visit, with an invitation
    MITIGATED = "mitigated"  #: a workaround is in place; marks the ticket, and solves nothing
    VERIFY = "verify"  #: resolved, please verify; yes or no
    VERIFY_EXPECTATION = "verify_expectation"  #: is this what you expected; yes, partly or no
    REMINDER = "reminder"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"  #: to its author, if they may be told of both tickets
    DELAYED = "delayed"  #: nobody has taken a P1 in time: an honest apology
    # clocks
    START_FIRST_ANSWER = "start_first_answer"
    STOP_FIRST_ANSWER = "stop_first_answer"
    RECOUNT_FIRST_ANSWER = "recount_first_answer"  #: category or priority changed; only while the customer waits
    START_NEXT_UPDATE = "start_next_update"
    STOP_NEXT_UPDATE = "stop_next_update"
    START_RESOLUTION = "start_resolution"  #: counted from the opening, less the pauses; only where that time runs
    STOP_RESOLUTION = "stop_resolution"
    START_VERIFICATION = "start_verification"
    STOP_VERIFICATION = "stop_verification"
    START_HOLD = "start_hold"
    STOP_HOLD = "stop_hold"
    START_ASKED = "start_asked"  #: counted from now, anew with each word of staff; only while it waits for the customer
    STOP_ASKED = "stop_asked"
    START_TRIAGE = "start_triage"  #: counted from now, in open time; only while it is new
    STOP_TRIAGE = "stop_triage"
    START_ARCHIVE = "start_archive"
    STOP_ARCHIVE = "stop_archive"
    POSTPONE_ARCHIVE = "postpone_archive"  #: by a day; the reopen window stays as it was
    START_LADDER = "start_ladder"  #: where nobody has a P1 that is ours to work on; stops where that is no longer so
    STOP_LADDER = "stop_ladder"
    # marks and corrections
    CANCEL_VERIFICATION_LETTER = "cancel_verification_letter"
    CANCEL_LETTERS = "cancel_letters"  #: every queued one but the words of staff
    ASK_OWNER = "ask_owner"  #: a task for the owner
    ASK_LEAD = "ask_lead"  #: on the lead's review list
    MARK_BREACHED = "mark_breached"
    MARK_RECURRING = "mark_recurring"  #: and at least P2
    COUNT_DISPUTE = "count_dispute"
    COUNT_REOPEN = "count_reopen"
    OPEN_LINKED = "open_linked"  #: a new ticket that points back at this one
    PAGE = "page"  #: letters to those of us whose turn it is


MAIL_EFFECTS = frozenset(
    {
        Effect.RECEIVED,
        Effect.TAKEN,
        Effect.TAKEN_OVER,
        Effect.ASKED,
        Effect.ASKED_REMINDER,
        Effect.CLOSING_QUESTION,
        Effect.REPLY,
        Effect.ON_HOLD,
        Effect.APPOINTMENT,
        Effect.MITIGATED,
        Effect.VERIFY,
        Effect.VERIFY_EXPECTATION,
        Effect.REMINDER,
        Effect.CLOSED,
        Effect.REOPENED,
        Effect.MERGED,
        Effect.DELAYED,
    }
)

#: The letters that ask the customer whether it is solved, and those with the reminder of it.
VERIFICATIONS = (Effect.VERIFY, Effect.VERIFY_EXPECTATION)
QUESTIONS = (*VERIFICATIONS, Effect.REMINDER)
#: The letters that a customer gets who does not answer what staff asked.
UNANSWERED = (Effect.ASKED_REMINDER, Effect.CLOSING_QUESTION)
