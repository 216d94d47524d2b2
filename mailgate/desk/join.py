"""Put the words of a held letter into a ticket that exists, without making its author a party (threats T5).

An outsider with a letter of ours in hand is held; whoever has looked at it may want the words where they belong. They
stand in the thread under their author's name and proof, and that is all: later letters of the same author are held
again, nothing is sent to them, and no Message-ID of theirs leads here. A forged letter never joins anything.
"""

from mailgate.desk.find import find_ticket
from mailgate.desk.held import decider, kept_letter
from mailgate.desk.house import House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.land import add_words
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import ask_owner, facts_of, move
from mailgate.desk.read import Reading, proven, read
from mailgate.ingest.pipeline import ask
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.lifecycle.table import ENDED
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Event
from mailgate.model.letter import Fate, KeptLetter, Proof
from mailgate.model.ticket import MessageKind, State, Ticket
from mailgate.registry.setup import Staff


def release_into(house: House, letter_id: int, number: str, staff_email: str) -> Ticket:
    """Add a held letter's words to the ticket with this number, or to what that one was merged into.

    The letter's fate is `reply`, with who decided so. Raises UnknownThing, NotAllowed, Conflict.
    """
    with house.view() as work:
        kept = _held(work, letter_id)
        raw, desk = work.unit.letters.raw(kept.digest), work.desk
    reading = proven(house, read(house, desk, kept, raw), house.lookups()())
    with house.work() as work:
        work.unit.serialise()
        staff, ticket = decider(work, staff_email), where_it_is(work, find_ticket(work, number))
        _may_be_added(reading, ticket)
        ticket = _added(work, reading, ticket, staff)
        why = f"added to {ticket.number} by {staff.name}; its author is no party to it"
        work.unit.letters.refile(kept, Fate.REPLY, why, ticket.id)
    house.wake("outbox")
    return ticket


def _held(work: Work, letter_id: int) -> KeptLetter:
    kept = kept_letter(work, letter_id)
    if kept.fate is not Fate.HELD:
        raise NotAllowed(f"letter {letter_id} is {kept.fate or 'pending'}: only a held one can be added to a ticket")
    return kept


def _may_be_added(reading: Reading, ticket: Ticket) -> None:
    """As it was decided or as it is read now: a DNS that is silent today does not lift what was found out."""
    if Proof.FORGED in (reading.proof, reading.kept.decision.get("proof")):
        raise NotAllowed(f"letter {reading.kept.id} is forged as far as we can see: it joins no ticket")
    if ticket.state in ENDED and ticket.state is not State.CLOSED:
        raise NotAllowed(f"{ticket.number} is {ticket.state}: it takes no more words; release the letter by itself")


def _added(work: Work, reading: Reading, ticket: Ticket, staff: Staff) -> Ticket:
    answer = ask(Intake(reading.kept, reading.letter, reading.proof), KnownHere(work))
    intake = answer.intake if isinstance(answer, Verdict) else answer
    author = str(reading.letter.from_address or reading.letter.from_text or "nobody certain")
    why = f"{staff.name} added letter {reading.kept.id} of {author}, who is no party"
    after = move(work, ticket, Event.NOTED, facts_of(ticket), by=staff.email, why=why).ticket
    add_words(work, after, intake, MessageKind.OUTSIDER)
    return after if after.owner == staff.email else ask_owner(work, after, why)
