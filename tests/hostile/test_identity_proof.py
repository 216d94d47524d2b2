"""How sure it is who wrote: results that others wrote, and those that we find out by ourselves (threats T15-T20)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.ingest.parse import read
from mailgate.registry.standing import Ack
from tests.hostile.identity.house import (
    ALICE,
    CONTACT_UNPROVEN,
    Found,
    Result,
    a_place,
    result_of,
    sent_in,
    vouched,
    with_from,
)
from tests.hostile.identity.vouching import EVES, OTHERS, OURS, VOUCHED, Names, checked

CHECKING = OriginPolicy(verify=True)


#: Each letter with the results on top → what comes of it.
TABLES: dict[str, dict[bytes, Result]] = {
    "who wrote the results": {
        f"{fields}\r\n".encode() + with_from("Alice <alice@corp.example>"): result for fields, result in VOUCHED.items()
    },
    "whose domain passed": {
        f"{OURS}; {said}\r\n".encode() + with_from(sender): result for (sender, said), result in OTHERS.items()
    },
}


@pytest.mark.parametrize("table", TABLES)
def test_only_our_server_is_believed_and_only_for_the_authors_domain(table: str) -> None:
    expected = {raw: replace(result, ack=Ack.NONE, told=()) for raw, result in TABLES[table].items()}
    kept = a_place().letters(expected)
    assert dict(zip(expected, map(result_of, kept), strict=True)) == expected


#: One letter for each result that there is.
EXAMPLES = {result: raw for table in TABLES.values() for raw, result in table.items()}


@pytest.mark.parametrize("result", EXAMPLES)
def test_what_leaves_follows_from_standing_and_proof(result: Result) -> None:
    expect(sent_in(EXAMPLES[result]), result)


@pytest.mark.parametrize("policy", [OriginPolicy(), OriginPolicy(trusted_authserv_ids=frozenset({"mx.other.example"}))])
def test_without_a_trusted_server_no_results_count(policy: OriginPolicy) -> None:
    raw = vouched(with_from("alice@corp.example"), "corp.example")
    expect(sent_in(raw, a_place(policy)), CONTACT_UNPROVEN)


@pytest.mark.parametrize("name", checked())
def test_our_own_check_proves_only_what_the_authors_domain_has_sent(name: str) -> None:
    case = checked()[name]
    place = a_place(CHECKING, dns=Names())
    place.clock.set(datetime.now(UTC))  # signatures have the machine's time
    expect(sent_in(case.raw, place, **case.envelope), case.result)


def test_a_signed_letter_that_comes_again_after_a_month_is_somebodys_copy() -> None:
    place = a_place(CHECKING, dns=Names())
    place.clock.set(datetime.now(UTC) + timedelta(days=30))
    found = sent_in(checked()["truly signed, by another way"].raw, place, **EVES)
    assert (found.result.proof, found.result.fate) == ("forged", "held")
    assert found.recipients == frozenset()


def expect(found: Found, result: Result) -> None:
    """The result, and that nothing left but what belongs to it."""
    assert found.result == result
    author = found.kept.author
    told = {author if each == "the author" else each for each in result.told}
    acknowledged = {author} if result.ack != "none" else set()
    assert found.recipients == told | acknowledged


def test_every_row_is_a_letter_that_can_be_read() -> None:
    for case in checked().values():
        assert read(case.raw).unreadable == ""
    assert str(read(checked()["a plain spoof"].raw).from_address) == ALICE
