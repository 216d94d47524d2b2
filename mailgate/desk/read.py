"""Read claimed letters and ask who vouches for their senders: the slow part of a decision, outside any transaction.

    batch = read_all(house, desk, claimed, raws)      # bytes → letters, one after the other
    readings, late = prove_all(house, batch.read)     # letters → letters with their proof, side by side

A letter whose proof takes long (a DNS that does not answer) keeps no other waiting: it comes late, with those that
must not overtake it. Nothing here decides or writes anything.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mailgate.desk.house import House
from mailgate.ingest.automatic.ours import as_the_house_sees_it
from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.prove import prove
from mailgate.model.errors import ReadingFailed, Trouble
from mailgate.model.letter import Envelope, KeptLetter, Letter, Proof, WayIn
from mailgate.registry.setup import Desk

#: Of one batch: each may take as long as `reader.wall_seconds`, and the lease must last until the others have landed.
MOST_UNREAD = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A letter, read."""

    kept: KeptLetter
    raw: bytes
    letter: Letter


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter, read and with its proof, before anything is decided."""

    kept: KeptLetter
    letter: Letter
    proof: Proof
    evidence: str
    temporary: bool = False  #: the DNS did not answer; it may be asked once more


@dataclass(slots=True)
class Batch:
    """What became of the letters of one claim when they were read."""

    read: list[Read] = field(default_factory=list)
    failed: list[tuple[KeptLetter, ReadingFailed]] = field(default_factory=list)  #: a try that counts
    unread: Sequence[KeptLetter] = ()  #: not to blame, and not tried
    why_unread: Trouble = field(default_factory=lambda: Trouble("too many letters before it could not be read"))


def read_all(house: House, desk: Desk, claimed: Sequence[KeptLetter], raws: Sequence[bytes]) -> Batch:
    """Read in order. After MOST_UNREAD failures, or when nothing can be read, the rest waits for the next claim."""
    batch = Batch()
    for number, (kept, raw) in enumerate(zip(claimed, raws, strict=True)):
        if len(batch.failed) == MOST_UNREAD:
            batch.unread = claimed[number:]
            break
        try:
            batch.read.append(read(house, desk, kept, raw))
        except ReadingFailed as cause:
            log.warning("letter %d was not read: %s", kept.id, cause)
            batch.failed.append((kept, cause))
        except Trouble as cause:
            batch.unread, batch.why_unread = claimed[number:], cause
            break
    return batch


def read(house: House, desk: Desk, kept: KeptLetter, raw: bytes) -> Read:
    """One letter, as this house sees it. Raises ReadingFailed and Trouble as the house's reader does."""
    letter = as_the_house_sees_it(
        house.reader.read(raw, envelope_sender(kept.envelope)),
        own=desk.is_ours,
        our_ids=lambda message_id: house.minter.ticket_of_message_id(message_id) is not None,
    )
    return Read(kept, raw, letter)


def envelope_sender(envelope: Envelope) -> str | None:
    """MAIL FROM as the parser wants it: "" is the null sender, None is unknown (a file had no envelope)."""
    if envelope.mail_from == "<>":
        return ""
    had_none = envelope.way_in in (WayIn.FILE, WayIn.PIPE, WayIn.FORM, WayIn.IMAP) and not envelope.mail_from
    return None if had_none else envelope.mail_from


def proven(house: House, one: Read, lookup: Lookup | None) -> Reading:
    """The letter with its proof; the lookup bounds how long that takes. Never raises: what cannot be checked proves
    nothing."""
    try:
        finding = prove(one.letter, one.kept.envelope, one.raw, house.origin, lookup)
    except Exception as cause:  # a library that stumbles over a letter made for that
        log.exception("the sender of letter %d could not be checked", one.kept.id)
        finding = Finding(Proof.UNPROVEN, f"could not be checked: {type(cause).__name__}")
    return Reading(one.kept, one.letter, finding.proof, finding.evidence, finding.temporary)


def prove_all(house: House, reads: Sequence[Read], when_late: Callable[[list[Reading]], None]) -> list[Reading]:
    """Those whose proof is there at once; `when_late` is called with the others, from another thread, in order.

    With a late letter comes whatever must not overtake it: what its author wrote after it, and what answers it.
    """
    for_letter = house.lookups()
    jobs = [_job(house, one, for_letter()) for one in reads]
    found, late = house.prover.gather(jobs)
    if late is None:
        return [reading for reading in found if reading]
    waits = _behind(reads, {number for number, reading in enumerate(found) if reading is None})

    def go_on(rest: Sequence[Reading | None]) -> None:
        when_late([reading for number in sorted(waits) if (reading := found[number] or rest[number])])

    late.then(go_on)
    return [reading for number, reading in enumerate(found) if reading and number not in waits]


def prove_each(house: House, reads: Sequence[Read]) -> list[Reading]:
    """All of them, side by side; waits until the last is there."""
    for_letter = house.lookups()
    found, late = house.prover.gather([_job(house, one, for_letter()) for one in reads])
    pairs = zip(found, late.rest() if late else found, strict=True)
    return [reading for at_once, later in pairs if (reading := at_once or later)]


def _job(house: House, one: Read, lookup: Lookup | None) -> Callable[[], Reading]:
    return lambda: proven(house, one, lookup)


def _behind(reads: Sequence[Read], late: set[int]) -> set[int]:
    """The numbers of the late letters, and of those that would overtake one."""
    waits: set[int] = set()
    authors: set[str] = set()
    ids: set[str] = set()
    for number, one in enumerate(reads):
        letter, author = one.letter, str(one.letter.from_address or "")
        named = {letter.in_reply_to, *letter.references}
        if number in late or author in authors or named & ids:
            waits.add(number)
            authors |= {author} - {""}
            ids |= {letter.message_id} - {""}
    return waits
