"""Which ticket a letter belongs to (design.md §6): by what surely is ours first, and never by words alone.

A minted Message-ID or a signed plus-address proves that the author saw a letter of ours, not who the author is:
joining also needs a party of the ticket or a registered person of its customer (threats T3-T6). Words of the past
make nobody a party to a customer's ticket who has left that customer since (T5). Anything less is a candidate that a
person may join.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mailgate.ingest.known import Known
from mailgate.model.ids import subject_tag
from mailgate.model.letter import Letter, ThreadMethod


@dataclass(frozen=True, slots=True)
class Thread:
    """The ticket, how it was found, and whether the author may join it."""

    ticket_id: int | None = None
    method: ThreadMethod = ThreadMethod.NONE
    joins: bool = False
    receipt: bool = False  #: answers the letter by which we asked this very author for proof of the address
    named: int | None = None  #: the ticket that stands in the letter, when it was merged into this one


NO_THREAD = Thread()
#: Signs that only somebody who saw a letter of ours can give; from an outsider they are a reason to look (T5).
SURE = (ThreadMethod.MINTED, ThreadMethod.PLUS_ADDRESS)


def find_thread(letter: Letter, rcpts: Sequence[str], known: Known, *, proven: bool) -> Thread:
    """The first method that names an existing ticket decides; what was merged leads to where it is now."""
    ids = [letter.in_reply_to, *reversed(letter.references)]
    ids = [message_id for message_id in dict.fromkeys(ids) if message_id]
    recipients = [*rcpts, *letter.to, *letter.cc, *letter.delivered_to]
    named = (
        (ThreadMethod.MINTED, next((found for one in ids if (found := known.ticket_of_message_id(one))), None)),
        (ThreadMethod.PLUS_ADDRESS, known.ticket_of_recipient(recipients)),
        (ThreadMethod.STORED_ID, known.ticket_of_stored_ids([*ids, letter.message_id]) if ids else None),
        (ThreadMethod.SUBJECT_TAG, subject_tag(letter.subject)),
    )
    for method, found in named:
        ticket_id = known.now_in(found) if found else 0
        if ticket_id and (parties := known.parties(ticket_id)):
            author = str(letter.from_address or "")
            customer = known.customer_of(ticket_id)
            registered = _of_customer(known, author, customer)
            asked = author in parties and any(known.asked_for_proof(one, ticket_id, author) for one in ids)
            stays = customer is None or registered or asked or known.never_registered(author, ticket_id)
            belongs = ((author != "" and author in parties) and stays) or (registered and (proven or method in SURE))
            receipt = belongs and asked
            return Thread(ticket_id, method, belongs, receipt, found if found != ticket_id else None)
    return NO_THREAD


def _of_customer(known: Known, author: str, customer_id: int | None) -> bool:
    """A registered person of the company that the ticket belongs to, maybe beside others; a colleague has no rights."""
    members = known.memberships(author) if author and customer_id is not None else ()
    return any(person.company.id == customer_id for person in members)
