"""Take one letter through the door and decide it at once, for `mailgate ingest` and the demo's scripts."""

from collections.abc import Sequence

from mailgate.desk.decide import drain
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.model.errors import UnknownThing
from mailgate.model.letter import Envelope, KeptLetter, WayIn


def ingest_file(house: House, raw: bytes, *, mailbox: str, mail_from: str, rcpts: Sequence[str]) -> KeptLetter:
    """Keep the bytes as given, then decide what is pending. Raises UnknownThing for a mailbox that is not ours."""
    return decide_now(house, keep_file(house, raw, mailbox=mailbox, mail_from=mail_from, rcpts=rcpts))


def keep_file(
    house: House, raw: bytes, *, mailbox: str, mail_from: str, rcpts: Sequence[str], way_in: WayIn = WayIn.FILE
) -> KeptLetter:
    """Only keep the bytes as given. Raises UnknownThing for a mailbox that is not ours, and Trouble."""
    with house.view() as work:
        if mailbox and work.desk.mailbox(mailbox) is None:
            known = ", ".join(each.address for each in work.desk.mailboxes) or "none: mailgate load FILE"
            raise UnknownThing(f"{mailbox} is no mailbox of ours; there are: {known}")
    envelope = Envelope(way_in, tuple(rcpts), house.clock.now(), mail_from=mail_from)
    kept, _ = receive(house, envelope, raw)
    return kept


def decide_now(house: House, kept: KeptLetter) -> KeptLetter:
    """Decide pending letters until this one has its fate, or nothing more can be done here."""
    while True:
        drained = drain(house)
        with house.view() as work:
            after = work.unit.letters.get(kept.id) or kept
        if after.fate is not None or not drained:
            return after
