"""A ticket and everything that hangs on it: messages, history, clocks. Frozen; a change is a new value.

`state` is set only from what `lifecycle.advance()` returns, in `desk.move`, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from mailgate.model.fact import Fact


class State(StrEnum):
    """Where a ticket stands (design.md §4)."""

    NEW = "new"  #: kept and numbered; category or priority not yet certain
    FIRST_LINE = "first_line"  #: first line's to work on
    SECOND_LINE = "second_line"  #: a specialist works; first line still owns the contact
    WAITING_CUSTOMER = "waiting_customer"  #: we asked; the resolution clock is paused
    ON_HOLD = "on_hold"  #: waits for a known event, until a named instant
    RESOLVED = "resolved"  #: staff say it is solved; the verification letter is on its way
    VERIFYING = "verifying"  #: that letter was accepted; the window runs
    CLOSED = "closed"  #: confirmed, by silence, or by a named override
    ARCHIVED = "archived"  #: closed and past the reopen window; read-only
    MERGED = "merged"  #: became part of another ticket, and keeps its words and history
    REJECTED = "rejected"  #: was not a request


class Priority(StrEnum):
    """How urgent, from impact and urgency."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Flag(StrEnum):
    """A mark that asks a person to look. Each with the words staff read."""

    UNPROVEN = "unproven"  #: the author's address is not proven; nothing is disclosed
    STRANGER = "stranger"  #: the author is not in the registry
    COLLEAGUE = "colleague"  #: the author writes from a customer's domain but is not registered
    WHICH_CUSTOMER = "which_customer"  #: the author belongs to several customers; which one it is for is not certain
    NO_RIGHT = "no_right"  #: the author lacks the right that this category needs; those entitled are asked to approve
    APPROVED = "approved"  #: somebody entitled approved that author's request; answers still go to those entitled alone
    REFUSED = "refused"  #: somebody entitled at the customer says no to the request, or that its author is not theirs
    OWNER_TASK = "owner_task"  #: something waits for the owner; the last history entry says what
    LEAD_REVIEW = "lead_review"  #: on the lead's review list
    BREACHED = "breached"  #: a promised time has passed
    RECURRING = "recurring"  #: the trouble keeps coming back, or was not solved at first: prevention is asked for
    UNDELIVERED = "undelivered"  #: a letter of ours did not arrive
    MITIGATED = "mitigated"  #: a workaround is in place; the cause is not solved
    ABUSIVE = "abusive"  #: somebody is rude to staff; the thread is the lead's


class ResultKind(StrEnum):
    """What is asked of the customer when it is solved."""

    BINARY = "binary"  #: does it work? yes / no
    EXPECTATION = "expectation"  #: is this what you expected? yes / partly / no


class ClockKind(StrEnum):
    """What rings when a clock is due."""

    FIRST_ANSWER = "first_answer"  #: the promised first human answer
    NEXT_UPDATE = "next_update"  #: the promised next word of ours
    VERIFICATION = "verification"  #: silence closes
    RESOLUTION = "resolution"  #: the promised solution; stands still while it is not ours to work on
    REMINDER = "reminder"  #: one reminder for an expectation result
    HOLD = "hold"  #: the awaited event is due
    ARCHIVE = "archive"  #: the reopen window ends
    TRIAGE = "triage"  #: category and priority are to be decided by now (S2-5)
    ASKED = "asked"  #: the customer has not answered our questions (`desk.silence`)
    APPROVAL = "approval"  #: somebody is asked to approve, and has not answered
    LADDER = "ladder"  #: nobody has taken a P1: the next are told


class MessageKind(StrEnum):
    """Who speaks in a ticket's thread."""

    CUSTOMER = "customer"  #: a letter from outside
    REPLY = "reply"  #: staff to the customer
    NOTE = "note"  #: staff among themselves; never leaves
    AUTOMATIC = "automatic"  #: a machine's letter, recorded
    OUTSIDER = "outsider"  #: words of somebody who is no party and does not become one; staff put them here


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request of one customer."""

    id: int
    version: int  #: compare-and-set; the store raises Conflict when it is older than the row's
    state: State
    subject: str
    requester: str  #: canonical address of the author
    opened_at: datetime
    updated_at: datetime
    requester_name: str = ""
    customer_id: int | None = None
    customer: str = ""  #: the company's name; "" when it belongs to nobody
    category: str = ""  #: "" until classified
    priority: Priority | None = None
    level: int = 1  #: 1 first line, 2 or 3 second line
    language: str = "en"
    owner: str = ""  #: staff address; pilots it to the end, and speaks to the customer unless somebody took over
    worker: str = ""  #: staff address; acts now
    speaker: str = ""  #: staff address that took over communication; "" while the owner speaks
    collaborators: tuple[str, ...] = ()  #: staff addresses that work along, each once, in order
    flags: frozenset[Flag] = frozenset()
    source: str = "smtp"  #: the way in
    mailbox: str = ""  #: our address that it came to
    reopen_count: int = 0
    disputes: int = 0
    verify_round: int = 0  #: grows with each resolution; a link of an older round is spent
    resolution: Mapping[str, str] = field(default_factory=dict)  #: how, cause, minutes, result, …
    linked_id: int | None = None  #: the ticket that this one continues, or names without joining it
    merged_into: int | None = None  #: the ticket that this one became part of, when merged
    waiting_since: datetime | None = None  #: the oldest unanswered words of the customer
    late_since: datetime | None = None  #: when the first promise of now was broken; None when none is
    closed_at: datetime | None = None
    first_message_id: str = ""  #: of the customer's own first mail, for References
    # The contract as it stood when the ticket came; a later change of it counts when a person says so.
    sla: str | None = None  #: name of its SLA, "" is none; None was not written down: the customer's of today
    oncall: bool = False  #: the customer had on-call; counts together with `sla`
    facts: tuple[Fact, ...] = ()  #: what is known of the trouble
    tags: tuple[str, ...] = ()  #: words of the desk's own, each once, in order
    queue: str = ""  #: the part of the desk that it belongs to; "" is everybody's

    @property
    def number(self) -> str:
        """The number that people read and write."""
        return f"MG-{self.id}"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said in a ticket's thread."""

    kind: MessageKind
    at: datetime
    author: str  #: an address, or "mailgate"
    text: str
    author_name: str = ""
    letter_id: int | None = None
    message_id: str = ""  #: without angle brackets
    proof: str = ""  #: for a customer's: standing and proof, in one line
    quoted: str = ""  #: the cut part of a letter; nothing is ever deleted
    html: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the append-only history: who, when, from → to, why."""

    at: datetime
    by: str  #: staff address, customer address, or "mailgate: …"
    event: str
    source: str  #: state before; "" when the ticket was opened
    dest: str
    why: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as a row (design.md §8)."""

    ticket_id: int
    kind: ClockKind
    due_at: datetime
    #: The ticket's verify_round when it was started; of an older round it rings for nothing. Of the ladder: the history
    #: entry with which its run began.
    fence: int = 0
    id: int = 0
