"""What staff do with a letter that waits for a person: release it into a ticket, discard it, or have it tried again.

A forged letter can be discarded, or released by a lead who has made sure by another way; its ticket starts unproven,
and nothing is disclosed to anybody by it. Any other released letter stays as proven as it was. With the release its
author can be added to the registry (`newcomer`), never from a forged letter. What waits for a person is first line's: a
specialist of another line alone does not decide about it.
"""

from collections.abc import Sequence
from dataclasses import replace

from mailgate.desk.acts import LEADS
from mailgate.desk.decide import language_of, mailbox_of
from mailgate.desk.find import find_staff
from mailgate.desk.house import House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.labelling import label_of
from mailgate.desk.land import open_ticket
from mailgate.desk.newcomer import Registration, adopt, adopt_others, enrol, enrol_author
from mailgate.desk.read import Reading, proven, read
from mailgate.ingest.pipeline import ask
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Staff


def release(house: House, letter_id: int, staff_email: str, register: Registration | None = None) -> Ticket:
    """Open a ticket for a held letter; with `register` its author is a person of that customer first, and so it is the
    customer's ticket. All of it or nothing. Raises UnknownThing, NotAllowed, Conflict."""
    with house.view() as work:
        kept = _held(work, letter_id)
        raw, desk = work.unit.letters.raw(kept.digest), work.desk
    reading = proven(house, read(house, desk, kept, raw), house.lookups()())
    with house.work() as work:
        work.unit.serialise()
        staff = decider(work, staff_email)
        how = [f"released by {staff.name}"]
        if _forged(kept, reading.proof):
            _may_trust(kept, staff, register)
            reading = replace(reading, proof=Proof.UNPROVEN)
        if register:
            author = reading.letter.from_address
            member = enrol(work, author, reading.letter.from_name, register, staff, kept.id)
            adopt_others(work, str(author), member, staff)
            how.append(f"{member.address} is in the registry of {member.company.name} now")
        ticket = _opened(work, reading, staff, how)
        work.unit.letters.refile(kept, Fate.TICKET, "; ".join(how), ticket.id)
    house.wake("outbox")
    return ticket


def add_to_registry(house: House, letter_id: int, staff_email: str, register: Registration) -> Ticket:
    """The author becomes a person of a customer: of a held letter, which is released by that, or of one that opened a
    ticket already, which is that customer's then. Raises UnknownThing, NotAllowed, Conflict."""
    with house.view() as work:
        kept = kept_letter(work, letter_id)
    if kept.fate is not Fate.TICKET:
        return release(house, letter_id, staff_email, register)
    with house.work() as work:
        work.unit.serialise()
        staff, kept = decider(work, staff_email), kept_letter(work, letter_id)
        ticket = work.unit.tickets.get(kept.ticket_id or 0)
        if ticket is None or ticket.requester != kept.author:
            raise NotAllowed(f"letter {letter_id} did not open its ticket: add the author by the letter that did")
        if _forged(kept):
            _may_trust(kept, staff, register)
        member = enrol_author(work, ticket, register, staff, kept.id)
        return adopt(work, ticket, member, staff)


def _forged(kept: KeptLetter, proof: Proof | None = None) -> bool:
    """As it was decided or as it is read now: a DNS that is silent today does not lift what was found out."""
    return Proof.FORGED in (proof, kept.decision.get("proof"))


def _may_trust(kept: KeptLetter, staff: Staff, register: Registration | None) -> None:
    """What may be done with a forged letter. Raises NotAllowed."""
    if register:
        raise NotAllowed(f"letter {kept.id} is forged as far as we can see: nobody is added to the registry from it")
    if staff.role not in LEADS:
        raise NotAllowed(f"letter {kept.id} is forged as far as we can see: only a lead may release it")


def _opened(work: Work, reading: Reading, staff: Staff, how: Sequence[str]) -> Ticket:
    """The ticket of a letter that a person lets in."""
    desk, kept = work.desk, reading.kept
    mailbox = mailbox_of(desk, reading)
    why = f"{staff.name} released it"
    intake = Intake(kept, reading.letter, reading.proof, policy="accept", at_once=why).because(reading.evidence)
    known = KnownHere(work)
    answer = ask(intake, known)
    asked = answer.intake if isinstance(answer, Verdict) else answer
    if asked.outcome is None or asked.who is None:
        raise NotAllowed(f"letter {kept.id} cannot become a ticket: {kept.reason}; mailgate retry reads it again")
    for reason in how:
        asked = asked.because(reason)
    if work.house.memory:
        work.house.memory.look(work.unit)
    labelled = label_of(desk, reading, mailbox, known, work.house.memory)
    language = language_of(desk, asked, mailbox)
    return open_ticket(work, asked, labelled, language, mailbox, asked.thread.ticket_id).ticket


def discard(house: House, letter_id: int, staff_email: str, reason: str) -> KeptLetter:
    """Not a request: it stays in the ledger with who decided so, and why. Raises UnknownThing, Conflict."""
    with house.work() as work:
        kept, staff = _held(work, letter_id), decider(work, staff_email)
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
        decider(work, staff_email)
        pending = work.unit.letters.retry(letter_id)
    house.wake("letters")
    return pending


def decider(work: Work, email: str) -> Staff:
    """Somebody of first line, of no line in particular, or a lead. Raises UnknownThing, NotAllowed."""
    staff = find_staff(work, email)
    if staff.role not in LEADS and staff.lines and 1 not in staff.lines:
        raise NotAllowed("letters that wait for a person are decided by first line or a lead")
    return staff


def kept_letter(work: Work, letter_id: int) -> KeptLetter:
    """A letter of the ledger. Raises UnknownThing."""
    kept = work.unit.letters.get(letter_id)
    if kept is None:
        raise UnknownThing(f"there is no letter {letter_id}")
    return kept


def _held(work: Work, letter_id: int) -> KeptLetter:
    kept = kept_letter(work, letter_id)
    if kept.fate not in (Fate.HELD, Fate.QUARANTINED):
        raise NotAllowed(f"letter {letter_id} is {kept.fate or 'pending'}: only held and quarantined ones wait for you")
    return kept
