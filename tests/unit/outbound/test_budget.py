"""What stops a loop, and what is never stopped."""

import pytest

from mailgate.model.errors import UnknownThing
from mailgate.outbound.budget import Counts, allowed, automatic_address, never_answered
from mailgate.outbound.kinds import KINDS

ONCE_A_DAY = ["received_neutral", "form_received", "refused"]
COUNTED = ["received", *ONCE_A_DAY, "not_entitled", "approval_request", "colleague_wrote"]
NOT_COUNTED = ["taken", "taken_over", "on_hold", "appointment", "verify", "verify_expectation", "reminder", "closed"]
NOT_COUNTED += ["reopened", "merged", "asked_reminder", "closing_question", "delayed"]
ALWAYS = ["reply", "asked", "mitigated", "staff_task", "page"]


def test_each_kind_stands_in_exactly_one_class():
    assert sorted(COUNTED + NOT_COUNTED + ALWAYS) == sorted(KINDS)


@pytest.mark.parametrize("effect", KINDS)
def test_the_first_letter_leaves(effect):
    assert allowed(effect, Counts()) == ""


@pytest.mark.parametrize("effect", COUNTED)
def test_three_answers_an_hour_and_not_a_fourth(effect):
    assert allowed(effect, Counts(counted_last_hour=2)) == ""
    assert allowed(effect, Counts(counted_last_hour=3)) == "3 automatic answers went to this address within an hour"


@pytest.mark.parametrize("effect", COUNTED)
def test_one_of_a_kind_per_ticket_in_ten_minutes(effect):
    assert "less than ten minutes ago" in allowed(effect, Counts(same_kind_ticket_last_10min=1))


@pytest.mark.parametrize("effect", COUNTED)
def test_a_stranger_hears_the_neutral_words_once_a_day(effect):
    stopped = allowed(effect, Counts(neutral_last_day=1)) != ""
    assert stopped == (effect in ONCE_A_DAY)


@pytest.mark.parametrize("effect", NOT_COUNTED)
def test_letters_of_a_promised_clock_are_stopped_by_the_breaker_only(effect):
    busy = Counts(counted_last_hour=9, same_kind_ticket_last_10min=2, neutral_last_day=2, all_last_hour=9)
    assert allowed(effect, busy) == ""
    assert "a person must look" in allowed(effect, Counts(all_last_hour=10))


@pytest.mark.parametrize("effect", ALWAYS)
def test_what_a_person_wrote_or_a_colleague_needs_always_leaves(effect):
    assert allowed(effect, Counts(99, 99, 99, 99)) == ""


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownThing):
        allowed("nonsense", Counts())


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@x.example", "noreply@x.example", "No_Reply@x.example", "jira-noreply@x.example",
        "do.not.reply@x.example", "donotreply@x.example", "MAILER-DAEMON@x.example", "postmaster@x.example",
        "bounces+kos=pekarna@x.example", "noreply+123@x.example", "", "not an address", "<>",
    ],
)  # fmt: skip
def test_nobody_reads_behind(address):
    assert automatic_address(address)


@pytest.mark.parametrize("address", ["kos@x.example", "reply@x.example", "bouncer@x.example", "norbert@x.example"])
def test_somebody_reads_behind(address):
    assert not automatic_address(address)


def test_our_own_addresses_are_never_answered():
    own = {"support@linden.example"}
    assert never_answered("Support@Linden.example", own) == "this is an address of our own"
    assert never_answered("support+mg7-abc@linden.example", own) == "this is an address of our own"
    assert never_answered("no-reply@x.example", own) == "nobody reads behind this address"
    assert never_answered("kos@x.example", own) == ""
