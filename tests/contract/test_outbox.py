"""A letter of ours is queued once, sent by one, and its fate is written by whoever holds it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.event import Effect
from mailgate.model.outgoing import OutState
from mailgate.testing import MORNING, a_ticket, an_out_letter

HOUR = timedelta(hours=1)


@pytest.fixture
def ticket_id(store):
    with store.writing() as unit:
        return unit.tickets.open(a_ticket()).id


def queue(store, **kw):
    with store.writing() as unit:
        return unit.outbox.queue(an_out_letter(**kw))


def claim(store, limit=10, now=MORNING, lease_seconds=60.0, **kw):
    with store.writing() as unit:
        return unit.outbox.claim(limit, now, lease_seconds, **kw)


def settle(store, letter, **kw):
    with store.writing() as unit:
        unit.outbox.settle(replace(letter, **kw))


def get(store, out_id):
    with store.reading() as unit:
        return unit.outbox.get(out_id)


def test_every_word_of_a_queued_letter_comes_back(store, ticket_id):
    exact = datetime(2026, 11, 2, 8, 0, 0, 123457, tzinfo=UTC)
    letter = an_out_letter(
        ticket_id=ticket_id,
        created_at=exact,
        params={"text": "Здравствуйте, ž\n", "list": [1, 2.5, None, True], "deep": {"a": {"b": "ё"}}},
        state=OutState.SUPPRESSED,
        due_at=exact + HOUR,
        tries=2,
        answer="budget: 3 in an hour",
        sent_at=exact - HOUR,
        event_id=17,
    )
    queued = queue(store, **{name: getattr(letter, name) for name in letter.__slots__})
    assert queued == replace(letter, id=queued.id)
    assert queued.id > 0
    assert get(store, queued.id) == queued


def test_a_letter_is_queued_once_per_ticket_event_recipient_and_effect(store, ticket_id):
    assert queue(store, ticket_id=ticket_id, event_id=1, message_id="1@desk.example")
    assert queue(store, ticket_id=ticket_id, event_id=1, message_id="2@desk.example") is None
    with store.reading() as unit:
        assert [letter.message_id for letter in unit.outbox.of_ticket(ticket_id)] == ["1@desk.example"]


def test_another_ticket_event_recipient_or_effect_is_another_letter(store, ticket_id):
    with store.writing() as unit:
        other = unit.tickets.open(a_ticket()).id
    slot = {"ticket_id": ticket_id, "event_id": 1, "to": "ann@x.example", "effect": "taken"}
    assert queue(store, **slot)
    for change in ({"ticket_id": other}, {"event_id": 2}, {"to": "bob@x.example"}, {"effect": "closed"}):
        assert queue(store, **slot | change), change


def test_letters_of_no_ticket_are_never_repeats(store):
    assert queue(store, effect="sign_in", message_id="1@desk.example")
    assert queue(store, effect="sign_in", message_id="2@desk.example")


def test_four_who_queue_the_same_letter_at_once_queue_it_once(store, ticket_id, together):
    def work(number):
        return lambda: queue(store, ticket_id=ticket_id, event_id=1, message_id=f"{number}@desk.example")

    assert sum(letter is not None for letter in together(*map(work, range(4)))) == 1


def test_due_letters_are_claimed_oldest_first_up_to_the_limit(store, ticket_id):
    ids = [queue(store, ticket_id=ticket_id, event_id=each).id for each in range(5)]
    assert [letter.id for letter in claim(store, 3)] == ids[:3]
    assert [letter.id for letter in claim(store, 3)] == ids[3:]


def test_a_claim_grows_the_fence_and_counts_no_try(store, ticket_id):
    queued = queue(store, ticket_id=ticket_id)
    (claimed,) = claim(store)
    assert claimed == replace(queued, fence=queued.fence + 1)


def test_only_due_letters_are_claimed_unless_one_is_asked_for_by_its_id(store, ticket_id):
    at_once = queue(store, ticket_id=ticket_id, event_id=1)
    past = queue(store, ticket_id=ticket_id, event_id=2, due_at=MORNING - HOUR)
    just = queue(store, ticket_id=ticket_id, event_id=3, due_at=MORNING)
    future = queue(store, ticket_id=ticket_id, event_id=4, due_at=MORNING + timedelta(microseconds=1))
    assert [letter.id for letter in claim(store)] == [at_once.id, past.id, just.id]
    assert [letter.id for letter in claim(store, only=future.id)] == [future.id]
    assert claim(store, only=future.id) == [], "it is claimed already"


def test_the_letter_that_is_asked_for_by_its_id_comes_alone_and_before_older_ones(store, ticket_id):
    older, wanted = [queue(store, ticket_id=ticket_id, event_id=each) for each in range(2)]
    assert [letter.id for letter in claim(store, only=wanted.id)] == [wanted.id]
    assert [letter.id for letter in claim(store)] == [older.id]
    assert claim(store, only=404) == []


@pytest.mark.parametrize("state", [state for state in OutState if state is not OutState.QUEUED])
def test_only_queued_letters_are_claimed(store, ticket_id, state):
    letter = queue(store, ticket_id=ticket_id, state=state)
    assert claim(store) == claim(store, only=letter.id) == []


@pytest.mark.parametrize("lease_seconds", [0.0, -5.0])
def test_a_lease_that_ran_out_may_be_claimed_again_with_a_higher_fence(store, ticket_id, lease_seconds):
    queue(store, ticket_id=ticket_id)
    (first,) = claim(store, lease_seconds=lease_seconds)
    (second,) = claim(store)
    assert second.fence > first.fence


def test_four_senders_at_once_never_claim_the_same_letter(store, ticket_id, together):
    ids = [queue(store, ticket_id=ticket_id, event_id=each).id for each in range(20)]

    def work():
        mine = []
        while claimed := claim(store, 3):
            mine += [letter.id for letter in claimed]
        return mine

    assert sorted(chain(*together(*[work] * 4))) == ids


def test_a_settled_letter_has_its_answer(store, ticket_id):
    queue(store, ticket_id=ticket_id)
    (letter,) = claim(store)
    change = {"state": OutState.SENT, "tries": 1, "answer": "250 2.0.0 přijato", "sent_at": MORNING + HOUR}
    settle(store, letter, **change)
    assert get(store, letter.id) == replace(letter, **change)
    assert claim(store) == claim(store, only=letter.id) == []


def test_a_settle_writes_nothing_but_how_it_went(store, ticket_id):
    queued = queue(store, ticket_id=ticket_id)
    (letter,) = claim(store)
    settle(store, letter, state=OutState.FAILED, to="eve@x.example", params={"a": 1}, message_id="other@desk.example")
    after = get(store, letter.id)
    assert (after.to, after.params, after.message_id) == (queued.to, queued.params, queued.message_id)
    assert after.state is OutState.FAILED


def test_a_letter_that_is_put_off_is_claimed_again_when_due_whatever_its_lease(store, ticket_id):
    queue(store, ticket_id=ticket_id)
    (letter,) = claim(store, lease_seconds=3600)
    settle(store, letter, tries=1, due_at=MORNING + HOUR, answer="451 later")
    assert claim(store) == []
    (again,) = claim(store, now=MORNING + HOUR)
    assert (again.tries, again.answer) == (1, "451 later")


def test_an_older_claim_may_not_settle(store, ticket_id):
    queue(store, ticket_id=ticket_id)
    (older,) = claim(store, lease_seconds=0)
    (newer,) = claim(store)
    with pytest.raises(Conflict):
        settle(store, older, state=OutState.FAILED)
    settle(store, newer, state=OutState.SENT)
    assert get(store, newer.id).state is OutState.SENT


def test_queued_letters_of_these_effects_are_cancelled_with_the_reason(store, ticket_id):
    with store.writing() as unit:
        other = unit.tickets.open(a_ticket()).id
    verify = queue(store, ticket_id=ticket_id, effect="verify")
    kept = [
        queue(store, ticket_id=ticket_id, effect="taken"),
        queue(store, ticket_id=ticket_id, effect="verify", event_id=9, state=OutState.SENT),
        queue(store, ticket_id=other, effect="verify"),
    ]
    with store.writing() as unit:
        assert unit.outbox.cancel(ticket_id, [Effect.VERIFY, Effect.REMINDER], "znovu otevřeno") == 1
    after = get(store, verify.id)
    assert (after.state, after.answer) == (OutState.CANCELLED, "znovu otevřeno")
    assert [get(store, letter.id) for letter in kept] == kept


def test_a_claimed_letter_is_not_cancelled(store, ticket_id):
    queue(store, ticket_id=ticket_id, effect="verify")
    (letter,) = claim(store)
    with store.writing() as unit:
        assert unit.outbox.cancel(ticket_id, [Effect.VERIFY], "late") == 0
    assert get(store, letter.id) == letter


def test_letters_of_a_ticket_come_oldest_first(store, ticket_id):
    ids = [queue(store, ticket_id=ticket_id, event_id=each).id for each in range(3)]
    queue(store, effect="sign_in")
    with store.reading() as unit:
        assert [letter.id for letter in unit.outbox.of_ticket(ticket_id)] == ids
        assert unit.outbox.of_ticket(404) == []


def test_a_letter_is_found_by_its_message_id(store, ticket_id):
    letter = queue(store, ticket_id=ticket_id, message_id="mg.1.abc@desk.example")
    with store.reading() as unit:
        assert unit.outbox.by_message_id("mg.1.abc@desk.example") == letter
        assert unit.outbox.by_message_id("mg.2.abc@desk.example") is None
        assert unit.outbox.get(404) is None


def test_the_latest_letters_are_the_newest_first(store, ticket_id):
    states = (OutState.QUEUED, OutState.SENT, OutState.QUEUED)
    ids = [queue(store, ticket_id=ticket_id, event_id=n, state=state).id for n, state in enumerate(states)]
    with store.reading() as unit:
        assert [letter.id for letter in unit.outbox.latest(None, 2)] == [ids[2], ids[1]]
        assert [letter.id for letter in unit.outbox.latest(OutState.QUEUED, 10)] == [ids[2], ids[0]]
        assert unit.outbox.latest(OutState.FAILED, 10) == []


def test_letters_to_an_address_are_counted_by_effect_instant_and_ticket(store, ticket_id):
    ann, bob = "ann@x.example", "bob@x.example"
    with store.writing() as unit:
        other = unit.tickets.open(a_ticket()).id
    for number, row in enumerate(
        (
            {"to": ann, "effect": "received", "state": OutState.QUEUED},
            {"to": ann, "effect": "received", "state": OutState.SENT, "ticket_id": other},
            {"to": ann, "effect": "taken", "state": OutState.SENT},
            {"to": ann, "effect": "taken", "state": OutState.SENT, "created_at": MORNING - HOUR},
            {"to": ann, "effect": "taken", "state": OutState.SUPPRESSED},
            {"to": ann, "effect": "taken", "state": OutState.CANCELLED},
            {"to": ann, "effect": "taken", "state": OutState.FAILED},
            {"to": bob, "effect": "taken", "state": OutState.SENT},
        )
    ):
        queue(store, **{"ticket_id": ticket_id, "event_id": number} | row)
    with store.reading() as unit:
        count = unit.outbox.count_since
        assert count(ann, None, MORNING - timedelta(minutes=1)) == 3
        assert count(ann, None, MORNING - 2 * HOUR) == 4
        assert count(ann, {"received"}, MORNING - timedelta(minutes=1)) == 2
        assert count(ann, ["received"], MORNING - timedelta(minutes=1), other) == 1
        assert count(ann, None, MORNING - timedelta(minutes=1), ticket_id) == 2
        assert count(ann, [], MORNING - timedelta(minutes=1)) == 0
        assert count(ann, None, MORNING + timedelta(minutes=1)) == 0


def test_the_oldest_queued_letter_says_how_long_the_outbox_has_waited(store, ticket_id):
    with store.reading() as unit:
        assert unit.outbox.oldest_queued() is None
    queue(store, ticket_id=ticket_id, event_id=1, state=OutState.SENT)
    queue(store, ticket_id=ticket_id, event_id=2, created_at=MORNING + HOUR)
    queue(store, ticket_id=ticket_id, event_id=3, created_at=MORNING + 2 * HOUR)
    with store.reading() as unit:
        assert unit.outbox.oldest_queued() == MORNING + HOUR


@pytest.mark.parametrize("state", [OutState.FAILED, OutState.SUPPRESSED])
def test_a_letter_that_ended_without_leaving_is_queued_again_as_the_same_letter(store, ticket_id, state):
    queued = queue(store, ticket_id=ticket_id)
    (letter,) = claim(store)
    settle(store, letter, state=state, tries=5, due_at=MORNING + HOUR, sent_at=MORNING, answer="550 full")
    with store.writing() as unit:
        again = unit.outbox.retry(letter.id)
    assert again == replace(queued, answer="550 full", fence=again.fence)
    assert again.fence > letter.fence
    assert get(store, letter.id) == again
    assert [claimed.id for claimed in claim(store)] == [letter.id]


def test_an_older_claim_may_not_settle_a_letter_that_was_queued_again(store, ticket_id):
    queue(store, ticket_id=ticket_id)
    (letter,) = claim(store)
    settle(store, letter, state=OutState.FAILED)
    with store.writing() as unit:
        unit.outbox.retry(letter.id)
    with pytest.raises(Conflict):
        settle(store, letter, state=OutState.SENT)


@pytest.mark.parametrize("state", [OutState.QUEUED, OutState.SENT, OutState.CANCELLED])
def test_no_other_letter_is_queued_again(store, ticket_id, state):
    letter = queue(store, ticket_id=ticket_id, state=state)
    with pytest.raises(Conflict), store.writing() as unit:
        unit.outbox.retry(letter.id)
    with pytest.raises(Conflict), store.writing() as unit:
        unit.outbox.retry(404)
    assert get(store, letter.id) == letter
