"""The composer: for each action its words, its fields, and whether the customer gets a letter of it. A table.

What must be filled in is said by `desk.needs`; here it only gets labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from mailgate.desk.needs import KEYS

Kind = Literal["line", "text", "number", "instant", "choice", "category", "colleague", "customer", "missing", "queue"]


@dataclass(frozen=True, slots=True)
class Field:
    """One input."""

    name: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    words: Mapping[str, str] | None = None  #: of a choice, by value


@dataclass(frozen=True, slots=True)
class Section:
    """One action's form."""

    action: str
    title: str
    fields: tuple[Field, ...]
    done: str  #: what is told afterwards
    mails: bool = False  #: the customer gets a letter: it is previewed first (law 14)
    more: bool = False  #: stands under "More"

    def required(self, name: str) -> bool:
        """Whether the action always needs this field."""
        return name in KEYS[self.action].required


_CAUSES = {
    "ours": "Ours",
    "equipment": "Equipment",
    "third_party": "A third party",
    "customer": "The customer",
    "not_reproducible": "Not reproducible",
    "unknown": "Unknown",
}
_RESULTS = {
    "": "As its category says",
    "binary": "Does it work? Yes / No",
    "expectation": "As expected? Yes / Partly / No",
}
PRIORITIES = {"P1": "P1 critical", "P2": "P2 high", "P3": "P3 normal", "P4": "P4 low"}
#: Why something is no request (`model.lesson.NO_REQUEST`).
KINDS_OF_NO_REQUEST = {
    "spam": "Spam",
    "newsletter": "A newsletter",
    "automatic": "An automatic message",
    "sales": "Somebody sells something",
}
#: What a ticket is held for (`needs.HOLD_KINDS`).
KINDS_OF_HOLD = {
    "other": "Something else",
    "appointment": "An appointment",
    "release": "A release",
    "supplier": "A supplier",
}
_REASON = Field("reason", "Reason")

SECTIONS: tuple[Section, ...] = (
    Section("reply", "Reply", (Field("text", "To the customer", "text"),), "The reply is on its way.", mails=True),
    Section(
        "ask",
        "Ask",
        (Field("text", "Your questions", "text"), Field("missing", "Missing facts", "missing")),
        "The questions are on their way.",
        mails=True,
    ),
    Section("note", "Note", (Field("text", "Internal note", "text", "Never leaves the house."),), "Noted."),
    Section(
        "escalate",
        "Handover",
        (
            Field("handover", "Symptoms, done so far, next question", "text"),
            Field("level", "To level", "choice", words={"2": "2", "3": "3"}),
            Field("reason", "Why without", hint="When there is nothing to hand over, or when facts are missing."),
        ),
        "Handed over to second line; the owner stays.",
    ),
    Section(
        "resolve",
        "Resolve",
        (
            Field("how", "How it was solved", hint="One line; the customer reads it."),
            Field("cause", "Cause", "choice", words=_CAUSES),
            Field("minutes", "Minutes spent", "number"),
            Field("result", "What the customer is asked", "choice", words=_RESULTS),
            Field("apology", "Apology", "line", "When the cause is ours."),
            Field("compensation", "Compensation", "line", "When the cause is ours: how they get it."),
            Field("check", "What was checked", "line", "Third party, customer, not reproducible."),
            Field("advice", "Advice", "line", "Third party, customer, not reproducible."),
            Field("evidence", "Evidence", "line", "When the cause is the customer's."),
            Field("prevention", "Prevention", "line", "So that it does not come back."),
        ),
        "Resolved; the verification letter is on its way.",
        mails=True,
    ),
    Section(
        "hold",
        "Hold",
        (
            Field("until", "Until", "instant"),
            Field("reason", "What it waits for", hint="The customer reads it."),
            Field("kind", "Kind", "choice", words=KINDS_OF_HOLD),
            Field("place", "Place", hint="Of an appointment; the customer gets an entry for the calendar."),
            Field("minutes", "Minutes", "number", "Of an appointment; else 60."),
        ),
        "On hold.",
        mails=True,
    ),
    Section("categorise", "Category", (Field("category", "Category", "category"), _REASON), "Category set.", more=True),
    Section(
        "prioritise",
        "Priority",
        (
            Field("priority", "Priority", "choice", words=PRIORITIES),
            _REASON,
            Field("terms", "Contract", "choice", words={"": "of the day on which it came", "today": "of today"}),
        ),
        "Priority set.",
        more=True,
    ),
    Section("assign", "Assign", (Field("to", "To", "colleague"),), "Assigned.", more=True),
    Section(
        "customer",
        "Customer",
        (Field("customer", "Which customer it is for", "customer", "The sender belongs to each of these."),),
        "It is that customer's ticket now.",
        more=True,
    ),
    Section("queue", "Queue", (Field("to", "Into which queue", "queue", "- is everybody's."),), "Moved.", more=True),
    Section(
        "tag",
        "Tags",
        (Field("add", "Add", hint="Words, with spaces between them."), Field("remove", "Remove")),
        "Tags set.",
        more=True,
    ),
    Section(
        "take-over",
        "Take over communication",
        (_REASON,),
        "You speak to the customer now, who is told so.",
        mails=True,
        more=True,
    ),
    Section(
        "give-back",
        "Give communication back",
        (_REASON,),
        "The owner speaks to the customer again, who is told so.",
        mails=True,
        more=True,
    ),
    Section("add-collaborator", "Add a collaborator", (Field("who", "Who", "colleague"),), "Added.", more=True),
    Section("remove-collaborator", "Remove a collaborator", (Field("who", "Who", "colleague"),), "Removed.", more=True),
    Section("return", "Return to first line", (_REASON,), "Returned to first line.", more=True),
    Section("resume", "Resume", (), "Resumed.", more=True),
    Section(
        "confirm",
        "Answer by phone",
        (
            Field("by", "Who said it (their address)"),
            Field("how", "How", "choice", words={"phone": "By phone"}),
            Field("answer", "What they said", "choice", words={"yes": "Yes", "no": "No", "partly": "Partly"}),
        ),
        "The answer is recorded; you vouch for it.",
        mails=True,
        more=True,
    ),
    Section("reopen", "Reopen", (_REASON,), "Reopened.", mails=True, more=True),
    Section("override-close", "Close without verification", (_REASON,), "Closed.", mails=True, more=True),
    Section(
        "merge",
        "Merge",
        (Field("into", "Into which ticket", hint="Its number, like MG-3. The author is told, if they may be."),),
        "Part of the other ticket now.",
        mails=True,
        more=True,
    ),
    Section(
        "not-request",
        "Not a request",
        (Field("kind", "What it is", "choice", words=KINDS_OF_NO_REQUEST), Field("reason", "Remark")),
        "Set aside as not a request.",
        more=True,
    ),
    Section("reject", "Reject for another reason", (_REASON,), "Set aside as not a request.", more=True),
)
#: Acts with a form of their own on a new ticket (`_triage.html.j2`).
TRIAGE = (
    Section("accept", "Accept", (), "Category and priority are set."),
    Section("duplicate", "Duplicate", (), "Part of the other ticket now.", mails=True),
)
DONE: dict[str, str] = {
    **{section.action: section.done for section in (*SECTIONS, *TRIAGE)},
    "take": "You have it.",
    "facts": "The facts are changed.",
    "vouch": "The sender counts as proven for this ticket; you vouch for it.",
}


def section_of(action: str) -> Section | None:
    """The form of an action."""
    return next((section for section in (*SECTIONS, *TRIAGE) if section.action == action), None)


def keys_of(typed: Mapping[str, str], zone: str) -> dict[str, str]:
    """What was typed, as the desk's keys: empty fields left out, a local instant with the firm's zone."""
    keys = {name: value for name, value in typed.items() if value.strip()}
    if "until" in keys:
        keys["until"] = _with_zone(keys["until"], zone)
    return keys


def _with_zone(text: str, zone: str) -> str:
    """`datetime-local` inputs know no zone. What is no instant stays as it is, for the desk to refuse."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).isoformat()
