"""Which ticket a letter names, by which sign, and whether its author may join it (design.md §6)."""

from dataclasses import replace
from typing import Any

import pytest

from mailgate.ingest.threading import NO_THREAD, find_thread
from mailgate.model.address import Address
from mailgate.model.letter import Letter, ThreadMethod
from mailgate.testing import a_company, a_person

from .known_things import OURS, KnownThings

ANN = "ann@customer.example"
LETTER = Letter(from_address=Address.parse(ANN), message_id="new@customer.example")
COMPANY = a_company(id=3)
EVA = a_person(company=COMPANY, addresses=("eva@customer.example",))
ANN_HERSELF = a_person(id=EVA.id + 1, company=COMPANY, addresses=(ANN,))
MINTED = [OURS.message_id(number, "abcdef0123456789", "desk.example") for number in range(10)]
PLUS = [OURS.reply_address(number, "support@desk.example") for number in range(10)]
KNOWN = KnownThings(
    people=[EVA, ANN_HERSELF],
    tickets={number: {ANN} for number in (1, 2, 3, 4)},
    customers={1: 3},
    stored={"old@customer.example": 3},
    asked={MINTED[1]: (1, ANN)},
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
    thread = find_thread(letter, (), KNOWN, proven=True)
    assert (thread.ticket_id, thread.method, thread.joins) == (ticket, method, True)


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, in_reply_to=MINTED[5]),
        replace(LETTER, to=(PLUS[5],)),
        replace(LETTER, references=("merged@customer.example",)),
        replace(LETTER, subject="[MG-5]"),
    ],
)
@pytest.mark.parametrize(("parties", "joins"), [({ANN}, True), ({"bob@customer.example"}, False)])
def test_what_was_merged_leads_to_where_it_is_now_and_its_parties_count(
    letter: Letter, parties: set[str], joins: bool
) -> None:
    known = KnownThings(tickets={5: {ANN}, 1: parties}, stored={"merged@customer.example": 5}, merged={5: 1})
    thread = find_thread(letter, (), known, proven=True)
    assert (thread.ticket_id, thread.named, thread.joins) == (1, 5, joins)


def test_without_a_sign_there_is_no_thread() -> None:
    assert find_thread(LETTER, ("support@desk.example",), KNOWN, proven=True) == NO_THREAD
    assert find_thread(replace(LETTER, subject="Re: Re: Odp: printer"), (), KNOWN, proven=True) == NO_THREAD


def test_references_are_read_from_the_right() -> None:
    letter = replace(LETTER, references=(MINTED[1], MINTED[2]))
    assert find_thread(letter, (), KNOWN, proven=True).ticket_id == 2
    assert find_thread(replace(letter, in_reply_to=MINTED[3]), (), KNOWN, proven=True).ticket_id == 3


@pytest.mark.parametrize("where", ["to", "cc", "delivered_to", "rcpts"])
def test_the_plus_address_counts_wherever_it_stands(where: str) -> None:
    letter = LETTER if where == "rcpts" else replace(LETTER, **{where: (PLUS[2],)})
    rcpts = (PLUS[2],) if where == "rcpts" else ()
    assert find_thread(letter, rcpts, KNOWN, proven=True).ticket_id == 2


def test_a_sign_of_a_ticket_that_is_gone_gives_way_to_the_next() -> None:
    letter = replace(LETTER, in_reply_to=MINTED[9], subject="[MG-4]")
    assert find_thread(letter, (), KNOWN, proven=True).method is ThreadMethod.SUBJECT_TAG


def test_a_party_joins_and_anybody_else_does_not() -> None:
    other = replace(EVERYTHING, from_address=Address.parse("sam@elsewhere.example"))
    assert not find_thread(other, (), KNOWN, proven=True).joins
    nobody = replace(EVERYTHING, from_address=None)
    assert not find_thread(nobody, (), KNOWN, proven=True).joins


def test_who_has_no_certain_address_is_no_party_of_a_ticket_that_nobody_certain_opened() -> None:
    known = replace(KNOWN, tickets={1: {""}})
    nobody = Letter(from_address=None, in_reply_to=MINTED[1])
    assert not find_thread(nobody, (), known, proven=False).joins


@pytest.mark.parametrize(("ticket", "joins"), [(1, True), (2, False)])
def test_registered_people_of_the_ticket_s_customer_join(ticket: int, joins: bool) -> None:
    letter = Letter(from_address=Address.parse("eva@customer.example"), in_reply_to=MINTED[ticket])
    assert find_thread(letter, (), KNOWN, proven=True).joins is joins


def test_a_colleague_who_is_not_registered_is_an_outsider() -> None:
    letter = Letter(from_address=Address.parse("new@customer.example"), in_reply_to=MINTED[1], subject="[MG-1]")
    assert not find_thread(letter, (), KNOWN, proven=True).joins


#: Signs of ticket 1: those that only our letters carry, and those that others may know.
SURE_SIGNS: list[dict[str, Any]] = [{"in_reply_to": MINTED[1]}, {"to": (PLUS[1],)}]
WEAK_SIGNS: list[dict[str, Any]] = [{"in_reply_to": "seen@customer.example"}, {"subject": "[MG-1]"}]


@pytest.mark.parametrize("sign", WEAK_SIGNS)
def test_by_a_sign_that_others_may_know_only_a_proven_person_joins_unless_a_party(sign: dict[str, Any]) -> None:
    known = replace(KNOWN, stored={"seen@customer.example": 1})
    eva = replace(LETTER, from_address=Address.parse("eva@customer.example"), **sign)
    assert find_thread(eva, (), known, proven=True).joins
    assert not find_thread(eva, (), known, proven=False).joins
    assert find_thread(replace(LETTER, **sign), (), known, proven=False).joins, "Ann is a party"


@pytest.mark.parametrize("sign", SURE_SIGNS)
def test_by_a_sign_of_ours_a_person_of_the_customer_joins_unproven_too(sign: dict[str, Any]) -> None:
    eva = replace(LETTER, from_address=Address.parse("eva@customer.example"), **sign)
    assert find_thread(eva, (), KNOWN, proven=False).joins


def test_only_who_got_our_question_gives_a_receipt_by_answering_it() -> None:
    answer = replace(LETTER, in_reply_to=MINTED[1])
    assert find_thread(answer, (), KNOWN, proven=True).receipt
    assert not find_thread(replace(LETTER, in_reply_to=MINTED[2]), (), KNOWN, proven=True).receipt
    eva = replace(answer, from_address=Address.parse("eva@customer.example"))
    assert not find_thread(eva, (), KNOWN, proven=True).receipt
    elsewhere = replace(KNOWN, asked={MINTED[1]: (2, ANN)})
    assert not find_thread(answer, (), elsewhere, proven=True).receipt, "asked about another ticket"
    assert not find_thread(replace(answer, from_address=None), (), KNOWN, proven=True).receipt


def test_a_member_of_several_customers_joins_the_tickets_of_each() -> None:
    other = a_person(id=EVA.id, company=a_company(id=9, name="Another"), addresses=EVA.addresses)
    known = replace(KNOWN, people=[other, EVA])
    answer = Letter(from_address=Address.parse("eva@customer.example"), in_reply_to=MINTED[1])
    assert find_thread(answer, (), known, proven=True).joins


def test_a_registered_person_of_another_customer_is_an_outsider() -> None:
    june = a_person(company=a_company(id=9, name="Another"), addresses=("june@another.example",))
    letter = Letter(from_address=Address.parse("june@another.example"), in_reply_to=MINTED[1])
    assert not find_thread(letter, (), replace(KNOWN, people=[june]), proven=True).joins


def test_nobody_certain_joins_no_ticket_of_no_customer_either() -> None:
    known = replace(KNOWN, tickets={2: {""}})
    nobody = Letter(from_address=None, in_reply_to=MINTED[2])
    assert not find_thread(nobody, (), known, proven=False).joins
