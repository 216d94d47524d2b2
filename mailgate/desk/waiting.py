"""What a person sees of a letter before deciding about it: who, how sure, which ticket, why it waits, and its words.

    rows = waiting(work, look.letters' KeptLetters)      # for the page Letters, from the ledger alone
    view = opened(house, 12)                             # one letter with its text, read when somebody asks for it

Nothing here changes anything. A letter that could not be read safely is not read again for a page.
"""

from dataclasses import dataclass
from typing import Any

from mailgate.desk.house import House, Work
from mailgate.desk.look import Row, letter_row
from mailgate.desk.read import read
from mailgate.model.address import Address
from mailgate.model.errors import ReadingFailed, UnknownThing
from mailgate.model.letter import Fate, KeptLetter, Proof

MOST_TEXT = 6_000  #: characters of a letter's text that are shown; the raw bytes have the rest


@dataclass(frozen=True, slots=True)
class Opened:
    """One letter."""

    row: Row
    text: str
    cut: bool = False  #: there is more of the text
    unread: str = ""  #: why there is none


def waiting_row(work: Work, kept: KeptLetter) -> Row:
    """The row of the ledger, with what was found out about the letter (law 12).

    `address` is the canonical author or ""; `names` the ticket that it points to, with `by` which sign; `addable`
    whether the author can be added to the registry, `home` the customer whose domain it is, for the form.
    """
    found: Any = kept.decision
    address = Address.read(found.get("address", ""))
    reasons = list(found.get("reasons", []))
    home = work.unit.people.company_of_domain(address.domain) if address else None
    return {
        **letter_row(kept),
        "address": str(address or ""),
        "name": found.get("name", ""),
        "standing": found.get("standing"),
        "proof": found.get("proof"),
        "security": bool(found.get("security")) and kept.fate is Fate.HELD,
        "names": found.get("names"),
        "by": found.get("thread_method"),
        "evidence": reasons[0] if reasons else "",
        "reasons": reasons,
        "noticed": list(found.get("oddities", [])),
        "addable": _addable(work, kept, address),
        "home": home.name if home else "",
        "waits": kept.fate in (Fate.HELD, Fate.QUARANTINED),
    }


def opened(house: House, letter_id: int) -> Opened:
    """Raises UnknownThing, and Trouble when nothing can be read now."""
    with house.view() as work:
        kept = work.unit.letters.get(letter_id)
        if kept is None:
            raise UnknownThing(f"there is no letter {letter_id}")
        row, desk = waiting_row(work, kept), work.desk
        raw = work.unit.letters.raw(kept.digest)
    if kept.fate in (Fate.QUARANTINED, None):
        return Opened(row, "", unread=kept.reason or "nobody has read it yet")
    try:
        letter = read(house, desk, kept, raw).letter
    except ReadingFailed as cause:
        return Opened(row, "", unread=str(cause))
    text = (letter.text or letter.reply_text).strip()
    return Opened(row, text[:MOST_TEXT], len(text) > MOST_TEXT, "" if text else "it has no text")


def _addable(work: Work, kept: KeptLetter, address: Address | None) -> bool:
    """Of a certain author whom no customer has; never from a forged letter, whatever became of it (T2)."""
    if address is None or kept.fate not in (Fate.HELD, Fate.TICKET) or kept.decision.get("proof") == Proof.FORGED:
        return False
    ours = work.desk.is_ours(address) or work.desk.staff_member(str(address)) is not None
    return not ours and not work.unit.people.by_address(str(address))
