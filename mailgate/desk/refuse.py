"""Refuse in words: a proven stranger who writes to a mailbox for customers only is told so (design.md §5).

    refuse_in_words(work, intake, kept, mailbox, language)   # in the transaction that rejects the letter
    ticket = stand_in(work, out)                             # when it leaves

The letter opens no ticket. Whatever asks for one, as the check, the budget and the composition do, gets a stand-in
that is never stored: its id 0 means no ticket, it belongs to no customer, and the proven author is its only party.
Whoever is not proven is never written to, since a refusal would reach whoever was pretended to be (T29).
"""

from collections.abc import Mapping
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.post import post
from mailgate.ingest.verdict import Intake
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import State, Ticket
from mailgate.registry.setup import Mailbox
from mailgate.registry.standing import Ack

REFUSED = "refused"


def refuse_in_words(work: Work, intake: Intake, kept: KeptLetter, mailbox: Mailbox, language: str) -> None:
    """Queue the refusal of a rejected letter, if there is one; within the budget, or suppressed with the reason.

    `kept` as it was settled in this transaction: both are there, or neither, so a decision that is tried again sends
    nothing twice.
    """
    letter = intake.letter
    if intake.outcome is None or intake.outcome.ack is not Ack.REFUSAL or letter.no_auto_response:
        return
    params = {"letter": kept.id, "mailbox": mailbox.address, "language": language, "answers": letter.message_id}
    about = _stand_in(kept, params)
    if about is not None:
        post(work, about, REFUSED, about.requester, 0, params)


def stand_in(work: Work, out: OutLetter) -> Ticket | None:
    """What a letter of no ticket is about, by the ledger as it is now; None when it answers none that was refused."""
    kept = work.unit.letters.get(out.params.get("letter", 0))
    return _stand_in(kept, out.params) if kept else None


def _stand_in(kept: KeptLetter, params: Mapping[str, Any]) -> Ticket | None:
    if kept.fate is not Fate.REJECTED or kept.decision.get("proof") != Proof.PROVEN:
        return None
    return Ticket(
        id=0,
        version=0,
        state=State.NEW,
        subject="",
        requester=kept.author,
        opened_at=kept.envelope.received_at,
        updated_at=kept.envelope.received_at,
        language=params.get("language", ""),
        mailbox=params.get("mailbox", ""),
        first_message_id=params.get("answers", ""),
    )
