"""What staff should notice in a letter before they answer it (T2, T23, design.md §5): `noticed(work, intake)`.

Besides what the reader found strange: a Reply-To to somebody else, a display name of ours, and copies to people who
are no party. These are sentences for people and nothing else: nobody is added, believed or refused for them (law 8).
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from mailgate.desk.house import Work
from mailgate.ingest.deceit import deceit
from mailgate.ingest.verdict import Intake
from mailgate.model.address import Address
from mailgate.model.letter import Letter
from mailgate.model.person import Company
from mailgate.registry.setup import Desk

_MOST_NAMED = 5  #: in one sentence
_MOST_LOOKED_AT = 500  #: addresses of one letter; who copies to more of them is told by these


def noticed(work: Work, intake: Intake) -> list[str]:
    """Sentences for staff, those of the reader first. Asks the registry only when somebody foreign got a copy."""
    letter = intake.letter
    return [*letter.oddities, *_elsewhere(letter), *_name_of_ours(work.desk, letter), *_copies(work, intake)]


def _elsewhere(letter: Letter) -> Iterator[str]:
    """Reply-To is only where to answer, never who; answers of ours go to the author nevertheless."""
    if letter.reply_to and letter.from_address:
        known = (str(letter.from_address), letter.effective_sender)  # the reader has told of the latter
        asked = [address for address in letter.reply_to.split(", ") if address not in known]
        if asked:
            read = Address.read(asked[0])
            trick = deceit("", read) if read else ""
            yield f"its Reply-To is another address: {_named(asked)}" + (f" ({trick})" if trick else "")


def _name_of_ours(desk: Desk, letter: Letter) -> Iterator[str]:
    """Who writes under the name of the firm, of a mailbox or of a colleague, from an address that is none of ours."""
    name = " ".join(letter.from_name.split()).casefold()
    ours = (desk.firm.name, *(box.name for box in desk.mailboxes), *(member.name for member in desk.staff))
    found = next((each for each in ours if each.casefold() == name), "") if name else ""
    author = letter.from_address
    if found and not (author and (author.domain in _domains(desk) or desk.staff_member(str(author)))):
        yield f"it has the name of one of ours: {found}"


def _copies(work: Work, intake: Intake) -> Iterator[str]:
    """Whom it went to besides: neither ours, nor the author, nor a party, nor registered at the ticket's customer."""
    letter, author = intake.letter, str(intake.letter.from_address or "")
    written, ours = dict.fromkeys((*letter.to, *letter.cc)), _domains(work.desk)
    foreign = [each for each in islice(written, _MOST_LOOKED_AT) if each != author and _domain(each) not in ours]
    if not foreign:  # as with most letters
        return
    customer, parties = _whose(work, intake)
    people = work.unit.people.members(customer.id) if customer else ()
    party = parties.union((member.email for member in work.desk.staff), *(person.addresses for person in people))
    outsiders = [address for address in foreign if address not in party]
    theirs = frozenset(customer.domains) if customer else frozenset()
    unregistered = [address for address in outsiders if _domain(address) in theirs]
    others = [address for address in outsiders if _domain(address) not in theirs]
    if others:
        yield f"it went to outsiders as well: {_named(others)}"
    if unregistered and customer:
        yield f"it went to people who are not registered at {customer.name} as well: {_named(unregistered)}"


def _whose(work: Work, intake: Intake) -> tuple[Company | None, frozenset[str]]:
    """The customer of the ticket that it joins, else the author's, and who is a party already."""
    if not intake.thread.joins:
        return (intake.who.company if intake.who else None), frozenset()
    ticket = work.unit.tickets.get(intake.thread.ticket_id or 0)
    if ticket is None:
        return None, frozenset()
    company = work.unit.people.company(ticket.customer_id) if ticket.customer_id else None
    return company, work.unit.tickets.parties(ticket.id)


def _domains(desk: Desk) -> set[str]:
    """Whose addresses are all ours: aliases of a mailbox and colleagues who stand nowhere else."""
    return {_domain(box.address) for box in desk.mailboxes}


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _named(addresses: Sequence[str]) -> str:
    more = len(addresses) - _MOST_NAMED
    return ", ".join(addresses[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
