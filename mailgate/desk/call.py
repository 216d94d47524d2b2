"""A call that staff write down, in three fields: who, what, how urgent (S1-5).

    kept = take_call(house, "ewa@desk.example", "603 555 010", "No internet at the branch", "high")

It goes the way of every letter: kept first, labelled, acknowledged as if it had been written. Whoever took the call
vouches for a caller whom the registry knows; of anybody else nothing is believed but the address that they gave.
"""

from itertools import islice

from mailgate.classify.priority import Urgency, weigh
from mailgate.desk.acts import ACTIONS, Act
from mailgate.desk.find import find_staff, find_ticket
from mailgate.desk.house import House, Work
from mailgate.desk.ingest import decide_now
from mailgate.desk.receive import as_letter, receive
from mailgate.desk.whois import whois
from mailgate.lifecycle.machine import possible
from mailgate.model.address import Address
from mailgate.model.errors import UnknownThing, WrongUse
from mailgate.model.event import Event
from mailgate.model.letter import Envelope, KeptLetter, WayIn
from mailgate.model.person import Person
from mailgate.model.ticket import Ticket
from mailgate.registry.phones import country_of, e164
from mailgate.registry.setup import Form

URGENCIES = {each.name.lower(): each for each in Urgency}
_MOST_NAMED = 5
_FORM = Form(id="call", category="", fields=("message", "name"))


def take_call(
    house: House, staff_email: str, caller: str, what: str, urgency: str, *, category: str = "", name: str = ""
) -> KeptLetter:
    """The call as a decided letter. `caller` is an address, or a phone number that the registry knows.

    Raises UnknownThing for staff, caller or category, WrongUse for words or urgency; then nothing is kept.
    """
    with house.view() as work:
        staff = find_staff(work, staff_email)
        address, person = _who(work, caller)
        mailbox = next((each.address for each in work.desk.mailboxes), "")
        _check(work, what, urgency, category, mailbox)
    envelope = Envelope(
        WayIn.PHONE,
        (mailbox,),
        house.clock.now(),
        mail_from=staff.email,
        signed_in=address if person else "",
        form=_FORM.id,
    )
    fields = {"message": what, "name": person.name if person else name}
    kept, _ = receive(house, envelope, as_letter(_FORM, fields, (), envelope, address, house.nonce()))
    decided = decide_now(house, kept)
    if decided.ticket_id:
        number = decided.ticket_id
        house.settle(lambda work: _weighed(work, number, staff.email, URGENCIES[urgency], category))
    return decided


def _check(work: Work, what: str, urgency: str, category: str, mailbox: str) -> None:
    if not mailbox:
        raise UnknownThing("no mailbox is set up: mailgate load FILE")
    if not what.replace("\0", "").strip():
        raise WrongUse("what is missing: say in a few words what the call was about")
    if urgency not in URGENCIES:
        raise WrongUse(f"urgency is one of: {', '.join(URGENCIES)}")
    if category and work.desk.category(category) is None:
        known = ", ".join(each.id for each in work.desk.categories)
        raise UnknownThing(f"there is no category {category!r}; there are: {known}")


def _who(work: Work, caller: str) -> tuple[str, Person | None]:
    """The address of the caller, and who it is when the registry knows. Anybody may say a name: it proves nobody."""
    people = {each.person.id: each.person for each in whois(work, caller)} if caller.strip() else {}
    address = Address.read(caller) if "@" in caller else None
    if address is not None:
        return str(address), next(iter(people.values()), None)
    number = e164(caller, country_of(work.desk))
    called = [each for each in people.values() if number in each.numbers]
    if len(called) == 1:
        return called[0].address, called[0]
    if people:
        named = "; ".join(f"{each.name} <{each.address}>" for each in islice(people.values(), _MOST_NAMED))
        raise WrongUse(f"{caller!r} is no number of one person, give the address of the one: {named}")
    code = "" if number else " (if that is a number: with its country code, like +420601000111)"
    raise UnknownThing(
        f"the registry knows nobody by {caller!r}{code}: give the caller's mail address, or add them first"
    )


def _weighed(work: Work, number: int, staff_email: str, urgency: Urgency, category: str) -> Ticket:
    """How urgent it is, in the judgement of whoever took the call, and the category if they named one."""
    ticket = find_ticket(work, f"MG-{number}")
    if not possible(ticket.state, Event.CLASSIFIED):  # they spoke of a ticket that is over, and stays so
        return ticket
    staff, reason = find_staff(work, staff_email), "said on the phone"
    if category and category != ticket.category:
        keys = {"category": category, "reason": reason}
        ticket = ACTIONS["categorise"][1](Act(work, ticket, staff, keys))
    found = work.desk.category(ticket.category)
    words = work.unit.tickets.messages(number)[0].text
    kind, own = (found.kind, found.priority) if found else ("", None)
    weighed = weigh(kind, own, ticket.subject, words, said=urgency)
    keys = {"priority": str(weighed.priority), "reason": f"{reason}; {weighed.why}"}
    return ACTIONS["prioritise"][1](Act(work, ticket, staff, keys))
