"""Ask about a sender once more, when the DNS did not answer while the letter was decided (design.md §3).

A better result only raises what was decided: the ticket's author is proven, a held letter is decided again. A worse one
is told to the owner. Nothing else changes, and it is asked only this once.
"""

import logging
from dataclasses import replace
from functools import partial

from mailgate.desk.house import House, Work
from mailgate.desk.land import prove_author
from mailgate.desk.move import ask_owner, remark
from mailgate.desk.read import Reading, proven, read
from mailgate.model.errors import ReadingFailed
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.ticket import Flag

BATCH = 8

log = logging.getLogger(__name__)


def prove_again(house: House, limit: int = BATCH) -> list[KeptLetter]:
    """Look up to `limit` letters up whose time has come; those that are proven now."""
    with house.view() as work:
        due = work.unit.letters.to_prove_again(work.now, limit)
        raws, desk = work.unit.letters.raws([kept.digest for kept in due]), work.desk
    for_letter = house.lookups()
    raised = []
    for kept, raw in zip(due, raws, strict=True):
        try:
            reading = proven(house, read(house, desk, kept, raw), for_letter())
        except ReadingFailed as cause:  # it was read before; a machine in need may fail where it did not
            log.warning("letter %d was not looked up again: %s", kept.id, cause)
            reading = None
        if house.settle(partial(_settle, letter_id=kept.id, reading=reading)):
            raised.append(kept)
    if raised:
        house.wake("letters")
        house.wake("outbox")
    return raised


def _settle(work: Work, *, letter_id: int, reading: Reading | None) -> bool:
    """Write down what was found, and raise what waited for it. False when it proved nothing, or somebody was faster."""
    kept = work.unit.letters.get(letter_id)
    if kept is None or kept.prove_again_at is None:
        return False
    found = f"looked up again: {reading.evidence}" if reading else "could not be looked up again"
    better = reading is not None and reading.proof is Proof.PROVEN
    reasons = [*kept.decision.get("reasons", []), found]
    proof = {"proof": Proof.PROVEN} if better else {}
    work.unit.letters.proven_again(replace(kept, decision={**kept.decision, **proof, "reasons": reasons}))
    if better:
        _raise(work, kept, found)
    elif reading is not None and reading.proof is Proof.FORGED:
        _warn(work, kept, found)
    return better


def _warn(work: Work, kept: KeptLetter, how: str) -> None:
    """Nothing was disclosed by it so far; whoever works on its ticket should know before they call anybody."""
    ticket = work.unit.tickets.get(kept.ticket_id) if kept.ticket_id else None
    if ticket is not None:
        ask_owner(work, ticket, f"the letter of {kept.author} is forged, as far as we can see now; {how}")


def _raise(work: Work, kept: KeptLetter, how: str) -> None:
    if kept.fate is Fate.HELD:
        work.unit.letters.retry(kept.id)
        return
    ticket = work.unit.tickets.get(kept.ticket_id) if kept.ticket_id else None
    if ticket is None:
        return
    if Flag.UNPROVEN in ticket.flags and ticket.requester == kept.author:
        prove_author(work, ticket, "mailgate", how)
    else:
        remark(work, ticket, "mailgate", f"{kept.author} is proven after all; {how}")
