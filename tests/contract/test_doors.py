"""A token opens a door once, in time and for its purpose; a session lasts until it ends."""

from datetime import timedelta

from mailgate.testing import MORNING

SOON = MORNING + timedelta(minutes=15)
MOMENT = timedelta(seconds=1)
ANN, BOB = "ann@customer.example", "bob@customer.example"


def add_token(store, digest="d1", purpose="portal", subject=ANN):
    with store.writing() as unit:
        unit.doors.add_token(digest, purpose, subject, SOON)


def take(store, digest="d1", purpose="portal", now=MORNING):
    with store.writing() as unit:
        return unit.doors.take_token(digest, purpose, now)


def peek(store, digest="d1", purpose="portal", now=MORNING):
    with store.reading() as unit:
        return unit.doors.peek_token(digest, purpose, now)


def session(store, digest="s1", now=MORNING):
    with store.reading() as unit:
        return unit.doors.session(digest, now)


def test_a_token_is_spent_once(store):
    add_token(store)
    assert take(store) == ANN
    assert take(store) is None
    assert peek(store) is None


def test_a_look_at_a_token_does_not_spend_it(store):
    add_token(store)
    assert peek(store) == peek(store) == ANN
    assert take(store) == ANN


def test_a_token_opens_only_what_it_was_made_for(store):
    add_token(store)
    assert peek(store, purpose="staff") is None
    assert take(store, purpose="staff") is None
    assert take(store) == ANN


def test_an_unknown_token_is_nobodys(store):
    assert peek(store) is None
    assert take(store) is None


def test_an_expired_token_opens_nothing(store):
    add_token(store)
    assert peek(store, now=SOON + MOMENT) is None
    assert take(store, now=SOON + MOMENT) is None


def test_a_token_opens_until_it_expires(store):
    add_token(store)
    assert take(store, now=SOON - MOMENT) == ANN


def test_each_token_has_its_own_subject(store):
    add_token(store, "d1", subject=ANN)
    add_token(store, "d2", subject=BOB)
    assert take(store, "d2") == BOB
    assert take(store, "d1") == ANN


def test_four_who_spend_a_token_at_once_spend_it_once(store, together):
    add_token(store)
    assert sorted(together(*[lambda: take(store) or ""] * 4)) == ["", "", "", ANN]


def test_a_session_is_its_subjects_until_it_expires(store):
    with store.writing() as unit:
        unit.doors.open_session("s1", ANN, SOON)
        unit.doors.open_session("s2", BOB, SOON)
    assert session(store) == session(store) == ANN
    assert session(store, "s2", SOON - MOMENT) == BOB
    assert session(store, "s2", SOON + MOMENT) is None
    assert session(store, "s3") is None


def test_an_ended_session_is_nobodys_and_the_others_go_on(store):
    with store.writing() as unit:
        unit.doors.open_session("s1", ANN, SOON)
        unit.doors.open_session("s2", ANN, SOON)
    with store.writing() as unit:
        unit.doors.end_session("s1")
        unit.doors.end_session("never opened")
    assert session(store) is None
    assert session(store, "s2") == ANN
