"""Which ticket a letter names, by which sign, and whether its author may join it (design.md §6)."""

from dataclasses import replace

import pytest

from mailgate.ingest.threading import NO_THREAD, find_thread
from mailgate.model.address import Address
from mailgate.model.letter import Letter, Standing, ThreadMethod
from mailgate.registry.standing import Who
from mailgate.testing import a_company

from .known_things import OURS, KnownThings

ANN = "ann@customer.example"
LETTER = Letter(from_address=Address.parse(ANN), message_id="new@customer.example")
COMPANY = a_company(id=3)
STRANGER = Who(Standing.STRANGER)
MINTED = [OURS.message_id(number, "abcdef0123456789", "desk.example") for number in range(10)]
PLUS = [OURS.reply_address(number, "support@desk.example") for number in range(10)]
KNOWN = KnownThings(
    tickets={number: {ANN} for number in (1, 2, 3, 4)},
    customers={1: 3},
    stored={"old@customer.example": 3},
    sent={MINTED[1]: ANN},
)

#: Every sign at once, each for another ticket; those before it are taken off one by one.
EVERYTHING = replace(
    LETTER, in_reply_to=MINTED[1], references=("old@customer.example",), to=(PLUS[2],), subject="Re: x [MG-4]"
)


@pytest.mark.parametrize(
    ("letter", "ticket", "method"),
    [
        (EVERYTHING, 1, ThreadMethod.MINTED),
        (replace(EVERYTHING, in_reply_to=""), 2, ThreadMethod.PLUS_ADDRESS),
        (replace(EVERYTHING, in_reply_to="", to=()), 3, ThreadMethod.STORED_ID),
        (replace(EVERYTHING, in_reply_to="", to=(), references=()), 4, ThreadMethod.SUBJECT_TAG),
    ],
)
def test_the_surest_sign_decides(letter: Letter, ticket: int, method: ThreadMethod) -> None:
    thread = find_thread(letter, (), STRANGER, KNOWN)
    assert (thread.ticket_id, thread.method, thread.joins) == (ticket, method, True)


def test_without_a_sign_there_is_no_thread() -> None:
    assert find_thread(LETTER, ("support@desk.example",), STRANGER, KNOWN) == NO_THREAD
    assert find_thread(replace(LETTER, subject="Re: Re: Odp: printer"), (), STRANGER, KNOWN) == NO_THREAD


def test_references_are_read_from_the_right() -> None:
    letter = replace(LETTER, references=(MINTED[1], MINTED[2]))
    assert find_thread(letter, (), STRANGER, KNOWN).ticket_id == 2
    assert find_thread(replace(letter, in_reply_to=MINTED[3]), (), STRANGER, KNOWN).ticket_id == 3


@pytest.mark.parametrize("where", ["to", "cc", "delivered_to", "rcpts"])
def test_the_plus_address_counts_wherever_it_stands(where: str) -> None:
    letter = LETTER if where == "rcpts" else replace(LETTER, **{where: (PLUS[2],)})
    rcpts = (PLUS[2],) if where == "rcpts" else ()
    assert find_thread(letter, rcpts, STRANGER, KNOWN).ticket_id == 2


def test_a_sign_of_a_ticket_that_is_gone_gives_way_to_the_next() -> None:
    letter = replace(LETTER, in_reply_to=MINTED[9], subject="[MG-4]")
    assert find_thread(letter, (), STRANGER, KNOWN).method is ThreadMethod.SUBJECT_TAG


def test_a_party_joins_and_anybody_else_does_not() -> None:
    other = replace(EVERYTHING, from_address=Address.parse("sam@elsewhere.example"))
    assert not find_thread(other, (), STRANGER, KNOWN).joins
    nobody = replace(EVERYTHING, from_address=None)
    assert not find_thread(nobody, (), STRANGER, KNOWN).joins


@pytest.mark.parametrize(("ticket", "joins"), [(1, True), (2, False)])
def test_people_of_the_ticket_s_customer_join(ticket: int, joins: bool) -> None:
    letter = Letter(from_address=Address.parse("eva@customer.example"), in_reply_to=MINTED[ticket])
    thread = find_thread(letter, (), Who(Standing.CONTACT, company=COMPANY), KNOWN)
    assert thread.joins is joins


def test_only_who_got_our_letter_proves_anything_by_answering_it() -> None:
    answer = replace(LETTER, in_reply_to=MINTED[1])
    assert find_thread(answer, (), STRANGER, KNOWN).receipt
    assert not find_thread(replace(LETTER, in_reply_to=MINTED[2]), (), STRANGER, KNOWN).receipt
    eva = replace(answer, from_address=Address.parse("eva@customer.example"))
    assert not find_thread(eva, (), Who(Standing.CONTACT, company=COMPANY), KNOWN).receipt
    assert not find_thread(replace(answer, from_address=None), (), STRANGER, KNOWN).receipt
