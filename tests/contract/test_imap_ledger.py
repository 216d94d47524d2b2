"""What was fetched from IMAP accounts: one holder, a cursor, and one row for each letter at its place."""

from dataclasses import replace

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.fetching import AccountState, Cursor, Fetched, FetchState, Place
from mailgate.testing import MORNING, an_envelope

BOX = ("support", "INBOX")
CURSOR = Cursor(*BOX, validity=7, generation=0, looks_from=5, certain_from=5, next_uid=9, since=1.5, modseq=3)


def claim(store, holder="a", seconds=60.0, over=""):
    with store.writing() as unit:
        return unit.fetching.claim("support", holder, seconds, over=over)


def prolong(store, lease, seconds=60.0):
    with store.writing() as unit:
        unit.fetching.prolong(lease, seconds)


def kept(store, raw=b"From: a@b.example\r\n\r\nhello\r\n"):
    with store.writing() as unit:
        return unit.letters.keep(an_envelope(), raw)[0]


def put(store, uid=5, *, validity=7, became=FetchState.KEPT, letter=None, mailbox="INBOX", stamp="1/2", digest=""):
    place = Place("support", mailbox, validity, uid)
    fetched = Fetched(place, became, stamp, letter.id if letter else None, digest or (letter.digest if letter else ""))
    with store.writing() as unit:
        unit.fetching.put(fetched)
    return fetched


def at(store, place):
    with store.reading() as unit:
        return unit.fetching.at(place)


def same(store, digest, validity=8, mailbox="INBOX"):
    with store.reading() as unit:
        return unit.fetching.same_bytes(Place("support", mailbox, validity, 1), digest)


def test_one_holder_has_the_account_until_it_lets_go(store):
    first = claim(store)
    assert claim(store, "b") is None
    with store.writing() as unit:
        unit.fetching.let_go(first)
    second = claim(store, "b")
    assert second is not None
    assert second.fence > first.fence


def test_a_lease_that_ended_is_the_next_ones(store):
    first = claim(store, seconds=0.0)
    assert claim(store, "b") is not None
    with pytest.raises(Conflict):
        prolong(store, first)


def test_a_lease_that_ended_goes_on_when_nobody_has_taken_it(store):
    first = claim(store, seconds=0.0)
    prolong(store, first)
    assert claim(store, "b") is None


def test_a_holder_that_is_gone_is_taken_over_from(store):
    first = claim(store)
    assert claim(store, "b", over="c") is None
    second = claim(store, "b", over="a")
    assert second is not None
    with pytest.raises(Conflict):
        prolong(store, first)
    with store.writing() as unit:
        unit.fetching.let_go(first)
    assert claim(store, "c") is None, "who was overtaken ends nobody's lease"


def test_nothing_of_a_unit_is_written_by_a_holder_that_was_overtaken(store):
    first = claim(store, seconds=0.0)
    claim(store, "b")

    def write_and_prolong():
        with store.writing() as unit:
            unit.fetching.put_cursor(CURSOR)
            unit.fetching.prolong(first, 60.0)

    with pytest.raises(Conflict):
        write_and_prolong()
    with store.reading() as unit:
        assert unit.fetching.cursor(*BOX) is None


def test_of_eight_who_claim_at_once_one_has_it(store, together):
    got = together(*[lambda name=name: claim(store, f"holder {name}") for name in range(8)])
    assert sum(lease is not None for lease in got) == 1


def test_a_cursor_is_as_it_was_put_last(store):
    with store.writing() as unit:
        unit.fetching.put_cursor(CURSOR)
        unit.fetching.put_cursor(replace(CURSOR, next_uid=2**33, modseq=2**62))
    with store.reading() as unit:
        assert unit.fetching.cursor(*BOX) == replace(CURSOR, next_uid=2**33, modseq=2**62)
        assert unit.fetching.cursor("support", "Other") is None


def test_a_place_has_one_row(store):
    letter = kept(store)
    fetched = put(store, letter=letter)
    assert at(store, fetched.place) == fetched
    put(store, letter=letter, became=FetchState.DONE)
    with store.reading() as unit:
        assert unit.fetching.at_all(*BOX, 7) == {5: replace(fetched, became=FetchState.DONE)}
        assert unit.fetching.at_all(*BOX, 8) == {}
        assert unit.fetching.at_all("other", "INBOX", 7) == {}


def test_letter_place_and_cursor_are_kept_together_or_not_at_all(store):
    def keep_and_fail():
        with store.writing() as unit:
            letter, _ = unit.letters.keep(an_envelope(), b"lost")
            unit.fetching.put(Fetched(Place(*BOX, 7, 5), FetchState.KEPT, "", letter.id, letter.digest))
            unit.fetching.put_cursor(CURSOR)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()
    with store.reading() as unit:
        assert unit.letters.ledger().kept == 0
        assert unit.fetching.at_all(*BOX, 7) == {}
        assert unit.fetching.cursor(*BOX) is None


def test_places_of_an_identity_that_was_given_up_are_free_again(store):
    letter = kept(store)
    put(store, letter=letter)
    with store.writing() as unit:
        unit.fetching.retire(*BOX, 7, 1)
    assert at(store, Place(*BOX, 7, 5)) is None
    assert at(store, Place(*BOX, -1, 5)).letter_id == letter.id
    other = kept(store, b"another letter")
    put(store, letter=other)
    with store.writing() as unit:
        unit.fetching.retire(*BOX, 7, 2)
    assert at(store, Place(*BOX, -2, 5)).letter_id == other.id


def test_bytes_are_known_again_under_another_identity_of_the_same_mailbox(store):
    letter = kept(store)
    put(store, letter=letter)
    assert same(store, letter.digest).letter_id == letter.id
    assert same(store, letter.digest, validity=7) is None, "two deliveries are two letters"
    assert same(store, letter.digest, mailbox="Other") is None
    assert same(store, "0" * 64) is None


def test_a_letter_that_failed_is_not_known_by_its_bytes(store):
    put(store, became=FetchState.FAILED, digest="f" * 64)
    assert same(store, "f" * 64) is None


def test_letters_are_found_by_what_became_of_them_the_lowest_uid_first(store):
    for uid, became in ((9, FetchState.KEPT), (5, FetchState.KEPT), (6, FetchState.DONE), (7, FetchState.FAILED)):
        put(store, uid, became=became)
    put(store, 1, validity=-1)
    with store.reading() as unit:
        found = unit.fetching.in_state(*BOX, 7, FetchState.KEPT, 10)
        assert [each.place.uid for each in found] == [5, 9]
        assert [each.place.uid for each in unit.fetching.in_state(*BOX, 7, FetchState.KEPT, 1)] == [5]
        assert unit.fetching.count("support", FetchState.KEPT) == 2
        assert unit.fetching.count("support", FetchState.OVERSIZE) == 0
        assert unit.fetching.count("other", FetchState.KEPT) == 0


def test_the_state_of_an_account_is_kept_and_its_holder_is_the_leases(store):
    with store.reading() as unit:
        assert unit.fetching.state("support") == AccountState("support")
    claim(store, "host:1")
    state = AccountState("support", "nobody", MORNING, None, "a report", "a trouble", MORNING, MORNING)
    with store.writing() as unit:
        unit.fetching.put_state(state)
    with store.reading() as unit:
        assert unit.fetching.state("support") == replace(state, holder="host:1")
    assert claim(store, "b") is None, "writing the state leaves the lease alone"
