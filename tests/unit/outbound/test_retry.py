"""Backoff, and what counts as which answer."""

from datetime import UTC, datetime, timedelta

import pytest

from mailgate.outbound.answer import Answer
from mailgate.outbound.retry import WAITS, next_attempt

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def test_the_first_retries_are_quick_and_later_ones_slow():
    waits = [next_attempt(tries, NOW) - NOW for tries in range(1, 10)]
    assert [wait // timedelta(minutes=1) for wait in waits] == [1, 2, 5, 15, 30, 60, 120, 240, 240]


def test_after_two_days_it_is_given_up():
    assert timedelta(hours=44) < sum(WAITS, timedelta()) <= timedelta(hours=48)
    assert next_attempt(len(WAITS), NOW) is not None
    assert next_attempt(len(WAITS) + 1, NOW) is None


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (250, "accepted"),
        (251, "accepted"),
        (421, "temporary"),
        (451, "temporary"),
        (354, "temporary"),
        (550, "permanent"),
    ],
)
def test_an_answer_means_exactly_one_thing(code, meaning):
    answer = Answer(code, "words")
    assert [name for name in ("accepted", "temporary", "permanent") if getattr(answer, name)] == [meaning]
