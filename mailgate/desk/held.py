"""What staff do with a letter that waits for a person: release it into a ticket, discard it, or have it tried again.

A forged letter can be discarded, or released by a lead who has made sure by another way; its ticket starts unproven,
and nothing is disclosed to anybody by it. Any other released letter stays as proven as it was. What waits for a person
is first line's: a specialist of another line alone does not decide about it.
"""

from dataclasses import replace

from mailgate.desk.acts import LEADS
from mailgate.desk.decide import label_of, language_of, mailbox_of, read_kept, rules_of
from mailgate.desk.find import find_staff
from mailgate.desk.house import House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.land import open_ticket
from mailgate.ingest.pipeline import ask
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Staff


def release(house: House, letter_id: int, staff_email: str) -> Ticket:
    """Open a ticket for a held letter. Raises UnknownThing, NotAllowed, Conflict."""
    with house.view() as work:
        kept = _held(work, letter_id)
        raw, desk = work.unit.letters.raw(kept.digest), work.desk
    reading = read_kept(house, desk, kept, raw, house.lookups()())
    with house.work() as work:
        work.unit.serialise()
        staff = _decider(work, staff_email)
        if reading.proof is Proof.FORGED and staff.role not in LEADS:
            raise NotAllowed(f"letter {letter_id} is forged as far as we can see: only a lead may release it")
        mailbox = mailbox_of(desk, reading)
        proof = Proof.UNPROVEN if reading.proof is Proof.FORGED else reading.proof
        why = f"{staff.name} released it"
        intake = Intake(kept, reading.letter, proof, policy="accept", at_once=why).because(reading.evidence)
        answer = ask(intake, KnownHere(work))
        asked = answer.intake if isinstance(answer, Verdict) else answer
        if asked.outcome is None or asked.who is None:
            raise NotAllowed(f"letter {letter_id} cannot become a ticket: {kept.reason}; mailgate retry reads it again")
        asked = asked.because(f"released by {staff.name}")
        labelled = label_of(desk, reading, mailbox, rules_of(desk))
        language = language_of(desk, asked, mailbox)
        landed = open_ticket(work, asked, labelled, language, mailbox, asked.thread.ticket_id)
        work.unit.letters.refile(kept, Fate.TICKET, f"released by {staff.name}", landed.ticket.id)
    house.wake("outbox")
    return landed.ticket


def discard(house: House, letter_id: int, staff_email: str, reason: str) -> KeptLetter:
    """Not a request: it stays in the ledger with who decided so, and why. Raises UnknownThing, Conflict."""
    with house.work() as work:
        kept, staff = _held(work, letter_id), _decider(work, staff_email)
        why = f"discarded by {staff.name}: {reason}"
        work.unit.letters.refile(kept, Fate.REJECTED, why, None)
    return replace(kept, fate=Fate.REJECTED, reason=why)


def retry(house: House, letter_id: int, staff_email: str) -> KeptLetter:
    """Decide it again from its stored bytes, with no tries counted; a worker does that soon after.

    Raises UnknownThing, NotAllowed.
    """
    with house.work() as work:
        work.unit.serialise()  # nobody decides it between the look and the change: two of these would be two tickets
        _held(work, letter_id)
        _decider(work, staff_email)
        pending = work.unit.letters.retry(letter_id)
    house.wake("letters")
    return pending


def _decider(work: Work, email: str) -> Staff:
    """Somebody of first line, of no line in particular, or a lead. Raises UnknownThing, NotAllowed."""
    staff = find_staff(work, email)
    if staff.role not in LEADS and staff.lines and 1 not in staff.lines:
        raise NotAllowed("letters that wait for a person are decided by first line or a lead")
    return staff


def _held(work: Work, letter_id: int) -> KeptLetter:
    kept = work.unit.letters.get(letter_id)
    if kept is None:
        raise UnknownThing(f"there is no letter {letter_id}")
    if kept.fate not in (Fate.HELD, Fate.QUARANTINED):
        raise NotAllowed(f"letter {letter_id} is {kept.fate or 'pending'}: only held and quarantined ones wait for you")
    return kept
