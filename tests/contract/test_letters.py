"""Every letter is kept once, claimed by one, and has one fate."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain

import pytest

from mailgate.model.errors import Conflict, UnknownThing
from mailgate.model.letter import Envelope, Fate, WayIn
from mailgate.testing import MORNING, a_letter, a_ticket, an_envelope


def keep(store, number=1, **envelope):
    """Keep that many letters of different people with different words."""
    raws = [a_letter(sender=f"p{each}@customer.example", text=f"No. {each}") for each in range(number)]
    with store.writing() as unit:
        return [unit.letters.keep(an_envelope(**envelope), raw)[0] for raw in raws]


def claim(store, limit=10, lease_seconds=60.0):
    with store.writing() as unit:
        return unit.letters.claim(limit, lease_seconds)


def settle(store, letter, fate=Fate.HELD, **kw):
    with store.writing() as unit:
        unit.letters.settle(replace(letter, fate=fate, **kw))


def get(store, letter_id):
    with store.reading() as unit:
        return unit.letters.get(letter_id)


def open_ticket(store):
    with store.writing() as unit:
        return unit.tickets.open(a_ticket()).id


def test_a_kept_letter_has_its_bytes_digest_and_size(store):
    raw = a_letter(text="Příliš žluťoučký\n")
    with store.writing() as unit:
        letter, new = unit.letters.keep(an_envelope(), raw)
    assert new
    assert (letter.digest, letter.size) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert (letter.tries, letter.fence, letter.fate) == (0, 0, None)
    with store.reading() as unit:
        assert unit.letters.raw(letter.digest) == raw
        assert unit.letters.get(letter.id) == letter


def test_any_octets_come_back_as_they_were(store):
    raw = bytes(range(256)) * 3
    with store.writing() as unit:
        letter, _ = unit.letters.keep(an_envelope(), raw)
    with store.reading() as unit:
        assert unit.letters.raw(letter.digest) == raw


def test_every_word_of_the_envelope_comes_back(store):
    envelope = Envelope(
        way_in=WayIn.FORM,
        rcpts=("b@desk.example", "A@desk.example"),
        received_at=datetime(2026, 11, 2, 8, 0, 0, 123457, tzinfo=UTC),
        mail_from="Ann@Customer.example",
        peer="2001:db8::1",
        helo="[192.0.2.1]",
        tls=True,
        signed_in="ann@customer.example",
        form="заявка",
        key="k-1",
    )
    with store.writing() as unit:
        letter, _ = unit.letters.keep(envelope, b"x")
    assert get(store, letter.id).envelope == envelope


def test_an_instant_of_another_zone_comes_back_as_the_same_instant_in_utc(store):
    prague = datetime(2026, 11, 2, 9, tzinfo=timezone(timedelta(hours=1)))
    (letter,) = keep(store, received_at=prague)
    received = get(store, letter.id).envelope.received_at
    assert received == MORNING
    assert received.utcoffset() == timedelta(0)


def test_the_same_letter_twice_is_two_letters(store):
    with store.writing() as unit:
        first, _ = unit.letters.keep(an_envelope(), b"x")
        second, new = unit.letters.keep(an_envelope(), b"x")
    assert new
    assert first.id < second.id
    assert first.digest == second.digest


def test_a_form_key_that_was_seen_gives_the_earlier_letter(store):
    with store.writing() as unit:
        first, _ = unit.letters.keep(an_envelope(key="k"), b"one")
    with store.writing() as unit:
        second, new = unit.letters.keep(an_envelope(key="k"), b"two")
    assert not new
    assert second == first


def test_a_form_sent_by_four_at_once_is_one_letter(store, together):
    def send():
        with store.writing() as unit:
            letter, new = unit.letters.keep(an_envelope(key="k"), b"one")
            return letter.id, new

    answers = together(*[send] * 4)
    assert len({letter_id for letter_id, _ in answers}) == 1
    assert sum(new for _, new in answers) == 1


def test_the_same_bytes_from_four_at_once_are_four_letters(store, together):
    def send():
        with store.writing() as unit:
            return unit.letters.keep(an_envelope(), b"one")[0].id

    assert len(set(together(*[send] * 4))) == 4


def test_claims_come_in_order_of_arrival_up_to_the_limit(store):
    kept = keep(store, 5)
    assert [letter.id for letter in claim(store, 3)] == [letter.id for letter in kept[:3]]
    assert [letter.id for letter in claim(store, 3)] == [letter.id for letter in kept[3:]]


def test_a_claim_counts_a_try_and_grows_the_fence(store):
    (kept,) = keep(store)
    (claimed,) = claim(store)
    assert claimed == replace(kept, tries=1, fence=kept.fence + 1)
    assert get(store, kept.id) == claimed


def test_a_claimed_letter_is_nobody_elses(store):
    keep(store)
    assert claim(store)
    assert claim(store) == []


@pytest.mark.parametrize("lease_seconds", [0.0, -5.0])
def test_a_lease_that_ran_out_may_be_claimed_again_with_a_higher_fence(store, lease_seconds):
    keep(store)
    (first,) = claim(store, lease_seconds=lease_seconds)
    (second,) = claim(store)
    assert second.fence > first.fence
    assert second.tries == 2


def test_four_workers_at_once_never_claim_the_same_letter(store, together):
    kept = keep(store, 20)

    def work():
        mine = []
        while claimed := claim(store, 3):
            mine += [letter.id for letter in claimed]
        return mine

    assert sorted(chain(*together(*[work] * 4))) == [letter.id for letter in kept]


def test_a_settled_letter_has_its_fate_and_is_never_claimed_again(store):
    keep(store)
    ticket_id = open_ticket(store)
    (letter,) = claim(store, lease_seconds=0)
    settled = replace(
        letter,
        fate=Fate.TICKET,
        reason="новая",
        ticket_id=ticket_id,
        author="ann@customer.example",
        subject="Re: tři",
        decision={"standing": "contact", "reasons": ["adresa", {"DKIM": True}], "нет": None},
    )
    with store.writing() as unit:
        unit.letters.settle(settled)
    assert get(store, letter.id) == settled
    assert claim(store) == []


def test_a_settle_writes_nothing_of_how_the_letter_came(store):
    keep(store)
    (letter,) = claim(store)
    settle(store, letter, envelope=an_envelope(helo="other"), tries=9, size=1, digest="0" * 64)
    assert get(store, letter.id) == replace(letter, fate=Fate.HELD)


def test_an_older_claim_may_not_settle(store):
    keep(store)
    (older,) = claim(store, lease_seconds=0)
    (newer,) = claim(store)
    with pytest.raises(Conflict):
        settle(store, older)
    assert get(store, newer.id).fate is None
    settle(store, newer)
    assert get(store, newer.id).fate is Fate.HELD


def test_a_late_claim_that_nobody_took_over_may_settle(store):
    keep(store)
    (letter,) = claim(store, lease_seconds=0)
    settle(store, letter)
    assert get(store, letter.id).fate is Fate.HELD


def test_a_fate_is_given_once(store):
    keep(store)
    (letter,) = claim(store)
    settle(store, letter, Fate.HELD)
    with pytest.raises(Conflict):
        settle(store, letter, Fate.REJECTED)
    assert get(store, letter.id).fate is Fate.HELD


def test_a_letter_that_was_tried_before_is_claimed_alone(store):
    one, two, three = keep(store, 3)
    assert len(claim(store, lease_seconds=0)) == 3
    for alone in (one, two, three):
        (claimed,) = claim(store)
        assert (claimed.id, claimed.tries) == (alone.id, 2)
    assert claim(store) == []


def test_fresh_letters_are_claimed_before_those_that_were_tried(store):
    one, two, tried, last = keep(store, 4)
    claimed = claim(store)
    with store.writing() as unit:
        for letter in claimed:
            unit.letters.release(letter, "try 1 failed", counted=letter.id == tried.id)
    assert [letter.id for letter in claim(store)] == [one.id, two.id, last.id]
    with store.writing() as unit:
        fresh, _ = unit.letters.keep(an_envelope(), a_letter())
    assert [letter.id for letter in claim(store)] == [fresh.id]
    assert [letter.id for letter in claim(store)] == [tried.id]


def test_a_letter_whose_workers_die_stops_no_other_and_its_tries_tell_of_it(store):
    before, killer, after = keep(store, 3)
    assert len(claim(store, lease_seconds=0)) == 3
    settle(store, *claim(store))
    for tries in (2, 3, 4):
        (claimed,) = claim(store, lease_seconds=0)
        assert (claimed.id, claimed.tries) == (killer.id, tries)
    settle(store, claimed, Fate.QUARANTINED)
    (innocent,) = claim(store)
    assert (innocent.id, innocent.tries) == (after.id, 2)
    assert get(store, before.id).fate is Fate.HELD


def test_a_try_for_which_the_letter_is_not_to_blame_is_not_counted(store):
    keep(store, 2)
    claimed = claim(store)
    with store.writing() as unit:
        for letter in claimed:
            unit.letters.release(letter, "the database was away", counted=False)
            unit.letters.release(replace(letter, fence=letter.fence - 1), "late", counted=False)
    again = claim(store)
    assert [(letter.tries, letter.reason) for letter in again] == [(1, "the database was away")] * 2


def test_a_released_letter_may_be_claimed_at_once_and_its_tries_stay(store):
    keep(store)
    (letter,) = claim(store)
    with store.writing() as unit:
        unit.letters.release(letter, "no DNS")
    assert get(store, letter.id).reason == "no DNS"
    (again,) = claim(store)
    assert again.tries == 2


def test_an_older_claim_does_not_end_the_newer_one(store):
    keep(store)
    (older,) = claim(store, lease_seconds=0)
    (newer,) = claim(store)
    with suppress(Conflict), store.writing() as unit:
        unit.letters.release(older, "late")
    assert get(store, newer.id) == newer
    assert claim(store) == []


@pytest.mark.parametrize("fate", [Fate.HELD, Fate.QUARANTINED])
def test_a_person_refiles_a_letter_that_waits_for_one(store, fate):
    keep(store)
    ticket_id = open_ticket(store)
    (letter,) = claim(store)
    settle(store, letter, fate)
    with store.writing() as unit:
        unit.letters.refile(get(store, letter.id), Fate.REPLY, "by Petr", ticket_id)
    row = get(store, letter.id)
    assert (row.fate, row.reason, row.ticket_id) == (Fate.REPLY, "by Petr", ticket_id)


def test_two_people_do_not_refile_the_same_letter(store):
    keep(store)
    (letter,) = claim(store)
    settle(store, letter, Fate.HELD)
    seen = get(store, letter.id)
    with store.writing() as unit:
        unit.letters.refile(seen, Fate.REPLY, "by Petr", None)
    with suppress(Conflict), store.writing() as unit:
        unit.letters.refile(seen, Fate.REJECTED, "by Olga", None)
    assert get(store, letter.id).reason == "by Petr"


def test_a_retried_letter_is_pending_with_no_tries(store):
    keep(store)
    (letter,) = claim(store)
    settle(store, letter, Fate.QUARANTINED)
    with store.writing() as unit:
        again = unit.letters.retry(letter.id)
    assert (again.fate, again.tries) == (None, 0)
    assert get(store, letter.id) == again
    (claimed,) = claim(store)
    assert claimed.tries == 1
    assert claimed.fence > letter.fence


def test_a_claim_from_before_the_retry_may_not_settle(store):
    keep(store)
    (before,) = claim(store)
    settle(store, before, Fate.QUARANTINED)
    with store.writing() as unit:
        unit.letters.retry(before.id)
    claim(store)
    with pytest.raises(Conflict):
        settle(store, before)


def test_what_is_not_there_is_said_to_be_unknown(store):
    with pytest.raises(UnknownThing), store.writing() as unit:
        unit.letters.retry(404)
    with pytest.raises(UnknownThing), store.reading() as unit:
        unit.letters.raw("0" * 64)
    assert get(store, 404) is None


def three_alike(store, **later):
    """Two letters with the same bytes, an hour apart, then a third; the last two as told."""
    with store.writing() as unit:
        for hours in (0, 1, 2):
            envelope = an_envelope(received_at=MORNING + timedelta(hours=hours), **(later if hours else {}))
            yield unit.letters.keep(envelope, b"same")[0]


def test_the_first_same_letter_is_an_earlier_one_with_its_bytes_and_recipients(store):
    first, second, third = three_alike(store)
    with store.reading() as unit:
        assert unit.letters.first_same(third, MORNING).id == first.id
        assert unit.letters.first_same(second, MORNING).id == first.id
        assert unit.letters.first_same(first, MORNING) is None


def test_the_first_same_letter_was_received_since(store):
    _, second, third = three_alike(store)
    with store.reading() as unit:
        assert unit.letters.first_same(third, MORNING + timedelta(minutes=1)).id == second.id
        assert unit.letters.first_same(second, MORNING + timedelta(minutes=1)) is None


def test_the_first_same_letter_has_the_same_recipients(store):
    _, second, third = three_alike(store, rcpts=("sales@desk.example",))
    with store.reading() as unit:
        assert unit.letters.first_same(second, MORNING) is None
        assert unit.letters.first_same(third, MORNING).id == second.id


def test_the_first_same_letter_has_the_same_bytes(store):
    *_, last = keep(store, 2)
    with store.reading() as unit:
        assert unit.letters.first_same(last, MORNING) is None


def test_the_first_same_letter_is_no_duplicate(store):
    first, second, third = three_alike(store)
    (claimed,) = claim(store, 1)
    settle(store, claimed, Fate.DUPLICATE)
    with store.reading() as unit:
        assert unit.letters.first_same(third, MORNING).id == second.id
        assert unit.letters.first_same(second, MORNING) is None
    assert claimed.id == first.id


def test_a_message_id_stays_with_the_ticket_that_had_it_first(store):
    one, two = open_ticket(store), open_ticket(store)
    with store.writing() as unit:
        unit.letters.remember_ids(one, ["a@x", "b@x", "a@x"])
        unit.letters.remember_ids(two, ["b@x", "c@x"])
    with store.reading() as unit:
        assert [unit.letters.ticket_of_ids([each]) for each in ("a@x", "b@x", "c@x", "d@x")] == [one, one, two, None]


def test_the_first_known_message_id_names_the_ticket(store):
    one, two = open_ticket(store), open_ticket(store)
    with store.writing() as unit:
        unit.letters.remember_ids(one, ["a@x"])
        unit.letters.remember_ids(two, ["b@x"])
    with store.reading() as unit:
        assert unit.letters.ticket_of_ids(["unknown@x", "b@x", "a@x"]) == two
        assert unit.letters.ticket_of_ids(["a@x", "b@x"]) == one
        assert unit.letters.ticket_of_ids([]) is None


def test_a_message_id_may_be_longer_than_any_column(store):
    one, long = open_ticket(store), "x" * 5000 + "@x"
    with store.writing() as unit:
        unit.letters.remember_ids(one, [long, "a@x"])
    with store.reading() as unit:
        assert unit.letters.ticket_of_ids([long, "a@x"]) == one


def ledger(store):
    with store.reading() as unit:
        return unit.letters.ledger()


def test_an_empty_ledger_names_every_fate(store):
    empty = ledger(store)
    assert (empty.kept, empty.pending) == (0, 0)
    assert empty.fates == dict.fromkeys(Fate, 0)


def test_the_ledger_balances_after_each_fate(store):
    keep(store, len(Fate))
    for number, fate in enumerate(Fate, 1):
        settle(store, claim(store, 1)[0], fate)
        now = ledger(store)
        assert now.balanced
        assert now.fates[fate] == 1
        assert (now.kept, now.pending) == (len(Fate), len(Fate) - number)


def test_the_ledger_balances_after_claims_refilings_and_retries(store):
    keep(store, 3)
    held, tried, _ = claim(store)
    settle(store, held, Fate.HELD)
    settle(store, tried, Fate.QUARANTINED)
    with store.writing() as unit:
        unit.letters.refile(unit.letters.get(held.id), Fate.REJECTED, "spam", None)
        unit.letters.retry(tried.id)
    now = ledger(store)
    assert now.balanced
    assert (now.kept, now.pending, now.fates[Fate.REJECTED]) == (3, 2, 1)


def test_the_latest_letters_are_the_newest_first(store):
    kept = [letter.id for letter in keep(store, 4)]
    settle(store, claim(store, 1)[0], Fate.HELD)
    settle(store, claim(store, 1)[0], Fate.BOUNCE)

    def latest(*args, **kw):
        with store.reading() as unit:
            return [letter.id for letter in unit.letters.latest(*args, **kw)]

    assert latest(None, 10) == kept[::-1]
    assert latest(None, 2) == [kept[3], kept[2]]
    assert latest(Fate.HELD, 10) == [kept[0]]
    assert latest(Fate.ALERT, 10) == []
    assert latest(None, 10, pending=True) == [kept[3], kept[2]]


def test_the_oldest_letter_of_a_fate_says_how_long_it_has_waited(store):
    def oldest(fate):
        with store.reading() as unit:
            return unit.letters.oldest(fate)

    assert oldest(None) is None
    first, second = keep(store, 2)
    assert oldest(None) == first.envelope.received_at
    settle(store, claim(store, 1)[0], Fate.HELD)
    assert oldest(Fate.HELD) == first.envelope.received_at
    assert oldest(None) == second.envelope.received_at
    assert oldest(Fate.ALERT) is None


def test_more_message_ids_may_be_asked_for_than_a_query_takes(store):
    one = open_ticket(store)
    with store.writing() as unit:
        unit.letters.remember_ids(one, ["last@x"])
    with store.reading() as unit:
        assert unit.letters.ticket_of_ids([*(f"{number}@x" for number in range(70_000)), "last@x"]) == one


def test_security_items_are_the_held_letters_that_were_decided_to_be_some(store):
    decisions = [{"security": True}, {"security": False}, {}, {"security": True}, {"security": True}]
    fates = [Fate.HELD, Fate.HELD, Fate.HELD, Fate.AUTOMATIC, Fate.HELD]
    for hours, (fate, decision) in enumerate(zip(fates, decisions, strict=True)):
        keep(store, received_at=MORNING + timedelta(hours=hours))
        (letter,) = claim(store)
        settle(store, letter, fate, decision=decision)
    with store.reading() as unit:
        assert [letter.id for letter in unit.letters.security(10)] == [5, 1]
        assert [letter.id for letter in unit.letters.security(1)] == [5]
        assert unit.letters.security_waits() == (2, MORNING)


def test_a_security_item_that_a_person_decided_about_waits_no_more(store):
    keep(store)
    (letter,) = claim(store)
    settle(store, letter, Fate.HELD, decision={"security": True})
    with store.writing() as unit:
        assert unit.letters.security_waits() == (1, MORNING)
        unit.letters.refile(letter, Fate.REJECTED, "evil", None)
        assert unit.letters.security_waits() == (0, None)
        assert unit.letters.security(10) == []
