"""Before a batch of letters lands: keep others away from the same customers, and fetch together what will be asked.

Each letter is decided by itself, by the same rules alone or in a batch. What they ask of the house is fetched here for
all of them in a handful of questions; whatever was not foreseen is asked for when it is needed, and nothing changes.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from mailgate.desk.house import Work
from mailgate.desk.known import KnownHere
from mailgate.model.ids import subject_tag
from mailgate.model.letter import KeptLetter, Letter

LONGEST_BUDGET = timedelta(days=1)  #: that `desk.post` looks back for

#: A letter with its row in the ledger.
Arrived = tuple[KeptLetter, Letter]


def take_up(work: Work, arrived: Sequence[Arrived]) -> None:
    """From here to the end of the unit nobody else lands letters of the same customers or senders' domains."""
    unit, letters = work.unit, [letter for _, letter in arrived]
    authors = {letter.from_address for letter in letters if letter.from_address}
    addresses = {str(author) for author in authors}
    unit.people.foresee(addresses, {author.domain for author in authors})
    unit.serialise(*{name for letter in letters for name in _whose(work, letter)})
    unit.foresee(len(arrived))
    ids = {message_id for letter in letters for message_id in _message_ids(letter)}
    unit.letters.foresee([kept for kept, _ in arrived], ids)
    tickets = {id(letter): _tickets(work, kept, letter) for kept, letter in arrived}
    named = set().union(*tickets.values())
    unit.tickets.foresee(named)
    unit.outbox.foresee(addresses, work.now - LONGEST_BUDGET, named, ids)
    unit.people.foresee((), (), {one for letter in letters if tickets[id(letter)] for one in _customers(work, letter)})


def _whose(work: Work, letter: Letter) -> list[str]:
    """Of two letters with a name in common one lands after the other: the author's customers, else their domain."""
    customers = [f"customer {company}" for company in _customers(work, letter)]
    return customers or [f"domain {letter.from_address.domain if letter.from_address else ''}"]


def _customers(work: Work, letter: Letter) -> set[int]:
    if letter.from_address is None:
        return set()
    companies = {person.company.id for person in work.unit.people.by_address(str(letter.from_address))}
    of_domain = work.unit.people.company_of_domain(letter.from_address.domain)
    return companies | ({of_domain.id} if of_domain else set())


def _message_ids(letter: Letter) -> Iterable[str]:
    returned = letter.bounce.original_message_id if letter.bounce else ""
    return filter(None, (letter.message_id, letter.in_reply_to, *letter.references, returned))


def _tickets(work: Work, kept: KeptLetter, letter: Letter) -> set[int]:
    """Every ticket that anything in the letter names; the pipeline decides which one counts."""
    known, ids = KnownHere(work), list(_message_ids(letter))
    recipients = [*kept.envelope.rcpts, *letter.to, *letter.cc, *letter.delivered_to]
    minted = [known.ticket_of_message_id(each) for each in ids]
    stored = [known.ticket_of_stored_ids([each]) for each in ids]
    return set(filter(None, (*minted, *stored, known.ticket_of_recipient(recipients), subject_tag(letter.subject))))
