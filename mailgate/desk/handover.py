"""What goes to second line with a ticket: the handover, what is known, why it goes on without the rest (S3-10).

    handover_of(work, ticket, {"handover": "Prints blank pages. Changed the toner. The driver?"})

The facts are added as they stand, so nobody types them again. What the category's checklist wants and nobody told needs
a reason: an incomplete ticket is either asked about, or somebody says why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mailgate.desk.house import Work
from mailgate.desk.missing import missing_of
from mailgate.model.errors import WrongUse
from mailgate.model.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Handover:
    """The same words twice: as a line of the history, and as the note that the receiver reads."""

    why: str  #: "" when there is neither a handover nor a reason
    note: str


def handover_of(work: Work, ticket: Ticket, keys: Mapping[str, str]) -> Handover:
    """What is handed over. Raises WrongUse when facts are missing without a reason."""
    words, reason = keys.get("handover", ""), keys.get("reason", "")
    absent = ", ".join(missing_of(work, ticket))
    if absent and words and not reason:
        are, them = ("are", "them") if "," in absent else ("is", "it")
        raise WrongUse(
            f"escalate: reason is missing: {absent} {are} not known; ask for {them}, or say why it goes on without"
        )
    why = words or reason
    if absent and reason:
        without = f"without {absent}: {reason}" if words else f"without {absent}"
        why = f"{why} ({without})"
    elif words and reason:
        why = f"{why} ({reason})"
    known = [f"{fact.name}: {fact.value}" for fact in ticket.facts]
    return Handover(why, "\n".join((f"Handover: {why}", *known)))
