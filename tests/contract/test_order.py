"""In which order letters are claimed when several workers claim them, and who is waited for."""

from dataclasses import replace

import pytest

from mailgate.model.arrival import PATIENCE
from mailgate.model.letter import Fate
from mailgate.testing import MemoryStore, a_letter, an_envelope

ANN, EVA = "ann@customer.example", "eva@customer.example"


def keep(store, sender, message_id="", parent="", text=""):
    text = text or f"{sender} {message_id} {parent}"
    raw = a_letter(sender=sender, message_id=message_id, in_reply_to=parent, text=text)
    with store.writing() as unit:
        return unit.letters.keep(an_envelope(mail_from=sender), raw)[0].id


def claim(store, limit=10, lease_seconds=600.0):
    with store.writing() as unit:
        return unit.letters.claim(limit, lease_seconds)


def ids(letters):
    return [letter.id for letter in letters]


def settle(store, letters):
    with store.writing() as unit:
        for letter in letters:
            unit.letters.settle(replace(letter, fate=Fate.HELD))


def test_an_answer_waits_for_the_letter_that_another_worker_has(store):
    mail = keep(store, ANN, "mail@x")
    first = claim(store)
    answer, other = keep(store, EVA, parent="mail@x"), keep(store, "june@kestrel.example")
    assert ids(first) == [mail]
    assert ids(claim(store)) == [other]
    assert claim(store) == []
    settle(store, first)
    assert ids(claim(store)) == [answer]


def test_an_answer_that_came_first_is_claimed_after_its_letter(store):
    answer, mail = keep(store, EVA, parent="mail@x"), keep(store, ANN, "mail@x")
    assert ids(claim(store)) == [mail, answer]


def test_an_answer_that_came_first_waits_when_only_one_may_be_claimed(store):
    answer, mail = keep(store, EVA, parent="mail@x"), keep(store, ANN, "mail@x")
    first = claim(store, 1)
    assert ids(first) == [mail]
    assert claim(store, 1) == []
    settle(store, first)
    assert ids(claim(store, 1)) == [answer]


def test_letters_of_one_sender_are_in_one_workers_hands(store):
    kept = [keep(store, ANN, text=f"{number}") for number in range(4)]
    first = claim(store, 2)
    assert ids(first) == kept[:2]
    assert claim(store) == []
    settle(store, first)
    assert ids(claim(store)) == kept[2:]


def test_one_sender_with_many_letters_stops_no_other(store):
    many = [keep(store, ANN, text=f"{number}") for number in range(150)]
    assert ids(claim(store, 1)) == many[:1]
    other = keep(store, EVA)
    assert ids(claim(store)) == [other]


def test_what_was_freed_keeps_its_place_before_later_letters_of_its_sender(store):
    mail = keep(store, ANN)
    assert ids(claim(store)) == [mail]
    later, other = keep(store, ANN, text="later"), keep(store, EVA)
    with store.writing() as unit:
        unit.letters.free()
    assert ids(claim(store)) == [other]
    again = claim(store)
    assert ids(again) == [mail]
    settle(store, again)
    assert ids(claim(store)) == [later]


def test_what_failed_is_set_aside_and_later_letters_of_its_sender_go_first(store):
    bad = keep(store, ANN)
    with store.writing() as unit:
        (claimed,) = unit.letters.claim(1, 600)
        unit.letters.release(claimed, "could not be read")
    later = keep(store, ANN, text="later")
    assert ids(claim(store)) == [later]
    assert ids(claim(store)) == [bad]


def test_what_was_put_back_uncounted_keeps_its_place(store):
    kept = [keep(store, ANN, text=f"{number}") for number in range(3)]
    claimed = claim(store, 2)
    with store.writing() as unit:
        for letter in claimed:
            unit.letters.release(letter, "the database was away", counted=False)
    assert ids(claim(store)) == kept


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def timed(request, tmp_path):
    """A store whose machine time is set: `timed(seconds)` lets it pass."""
    from mailgate.store.open import open_store

    now = [1000.0]
    if request.param == "memory":
        store = MemoryStore(lambda: now[0])
    else:
        sqlite = f"sqlite:///{tmp_path / 'mailgate.db'}"
        url = sqlite if request.param == "sqlite" else request.getfixturevalue("migrated_postgres_url")
        store = open_store(url, machine_time=lambda: now[0])

    def passes(seconds):
        now[0] += seconds

    yield store, passes
    store.close()


def test_nobody_waits_longer_than_patience(timed):
    store, passes = timed
    keep(store, ANN, "mail@x")
    claim(store)
    answer, later = keep(store, EVA, parent="mail@x"), keep(store, ANN, text="later")
    passes(PATIENCE - 1)
    assert claim(store) == []
    passes(1)
    assert ids(claim(store)) == [answer, later]


def test_the_hands_of_a_worker_who_was_lost_are_waited_for_until_its_letter_is_claimed_again(timed):
    store, passes = timed
    mail = keep(store, ANN, "mail@x")
    claim(store, lease_seconds=10)
    answer = keep(store, EVA, parent="mail@x")
    passes(11)
    assert ids(claim(store)) == [mail], "the answer is fresh, but waits"
    passes(PATIENCE)
    assert ids(claim(store)) == [answer]
