"""Ask about a sender once more, when the DNS did not answer while the letter was decided (design.md §3).

A better result only raises what was decided: the author of the ticket that the letter opened is proven, a held letter
is decided again. A worse one is written down, and told to the owner. Nothing else changes, and it is asked only once.
"""

import logging
from dataclasses import replace
from functools import partial
from typing import Any

from mailgate.desk.house import House, Work
from mailgate.desk.land import prove_author
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import ask_owner, remark
from mailgate.desk.read import Read, Reading, prove_each, read
from mailgate.model.errors import ReadingFailed
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.ticket import Flag, Ticket
from mailgate.registry.setup import Desk

BATCH = 32

log = logging.getLogger(__name__)


def prove_again(house: House, limit: int = BATCH) -> list[KeptLetter]:
    """Look up to `limit` letters up whose time has come; all of these, as they stood before."""
    with house.view() as work:
        due = work.unit.letters.to_prove_again(work.now, limit)
        raws, desk = work.unit.letters.raws([kept.digest for kept in due]), work.desk
    if not due:
        return []
    reads = [one for kept, raw in zip(due, raws, strict=True) if (one := _read(house, desk, kept, raw))]
    found = {reading.kept.id: reading for reading in prove_each(house, reads)}
    for kept in due:
        house.settle(partial(_settle, letter_id=kept.id, reading=found.get(kept.id)))
    house.wake("letters")
    house.wake("outbox")
    return due


def _read(house: House, desk: Desk, kept: KeptLetter, raw: bytes) -> Read | None:
    try:
        return read(house, desk, kept, raw)
    except ReadingFailed as cause:  # it was read before; a machine in need may fail where it did not
        log.warning("letter %d was not looked up again: %s", kept.id, cause)
        return None


def _settle(work: Work, *, letter_id: int, reading: Reading | None) -> None:
    """Write down what was found, and do what follows from it; nothing when somebody was faster."""
    kept = work.unit.letters.get(letter_id)
    if kept is None or kept.prove_again_at is None:
        return
    found = f"looked up again: {reading.evidence}" if reading else "could not be looked up again"
    proof = reading.proof if reading else Proof.UNPROVEN
    decision = {**kept.decision, **_noted(proof), "reasons": [*kept.decision.get("reasons", []), found]}
    work.unit.letters.proven_again(replace(kept, decision=decision))
    ticket = work.unit.tickets.get(kept.ticket_id) if kept.ticket_id else None
    if proof is Proof.PROVEN:
        _raise(work, kept, ticket, found)
    elif proof is Proof.FORGED and ticket:
        # Nothing was disclosed by it so far; whoever works on its ticket should know before they call anybody.
        ask_owner(work, ticket, f"the letter of {kept.author} is forged, as far as we can see now; {found}")


def _noted(proof: Proof) -> dict[str, Any]:
    """What changes in the decision; a forged letter that is held is a security item from now on."""
    if proof is Proof.UNPROVEN:
        return {}
    return {"proof": proof, "security": True} if proof is Proof.FORGED else {"proof": proof}


def _raise(work: Work, kept: KeptLetter, ticket: Ticket | None, how: str) -> None:
    """Only what opened a ticket says whose it is: later words of the same address may well say "that was not me"."""
    if kept.fate is Fate.HELD:
        work.unit.letters.retry(kept.id)
    elif ticket and kept.fate is Fate.TICKET and Flag.UNPROVEN in ticket.flags and ticket.requester == kept.author:
        prove_author(work, ticket, "mailgate", how)
        whole = where_it_is(work, ticket)  # what it was merged into has waited for the same proof
        if whole.id != ticket.id and Flag.UNPROVEN in whole.flags and whole.requester == kept.author:
            prove_author(work, whole, "mailgate", how)
    elif ticket:
        remark(work, ticket, "mailgate", f"{kept.author} is proven after all; {how}")
