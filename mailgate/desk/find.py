"""Find a ticket by its number and a colleague by address, or say in a sentence that there is none."""

from mailgate.desk.house import Work
from mailgate.model.errors import UnknownThing
from mailgate.model.ids import ticket_id
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Staff


def find_ticket(work: Work, number: str) -> Ticket:
    """The ticket of a number. Raises UnknownThing."""
    found = work.unit.tickets.get(ticket_id(number) or 0)
    if found is None:
        raise UnknownThing(f"there is no ticket {number}")
    return found


def find_staff(work: Work, email: str) -> Staff:
    """The staff member of an address. Raises UnknownThing, naming those that there are."""
    found = work.desk.staff_member(email)
    if found is None:
        known = ", ".join(member.email for member in work.desk.staff) or "nobody yet: mailgate load FILE"
        raise UnknownThing(f"nobody on the staff is {email}; there are: {known}")
    return found
