"""The DNS shell tells "there is none" from "no answer", and never waits longer than it may."""

import dns.exception
import dns.resolver
import pytest

from mailgate.ingest.origin.dns import Dns
from mailgate.model.errors import Trouble


class Answering:
    """A resolver that says the same to everything, after `seconds` of the test's own time or at its limit."""

    def __init__(self, answer: Exception, seconds: float = 0.0) -> None:
        self.answer, self.seconds = answer, seconds
        self.time = 0.0
        self.limits: list[float] = []

    def resolve(self, *_: object, lifetime: float, **__: object) -> object:
        self.limits.append(lifetime)
        self.time += min(self.seconds, lifetime)
        raise self.answer

    def dns(self) -> Dns:
        shell = Dns(letter_seconds=5.0, batch_seconds=60.0, machine_time=lambda: self.time)
        shell._resolver = self
        return shell


SILENT = dns.exception.Timeout
NOBODY = dns.resolver.NXDOMAIN


def test_a_name_that_does_not_exist_has_no_records() -> None:
    assert Answering(NOBODY()).dns().for_batch()()("name.example") is None


@pytest.mark.parametrize("answer", [SILENT(), dns.resolver.NoNameservers(), OSError("no network")])
def test_no_answer_is_trouble(answer: Exception) -> None:
    lookup = Answering(answer).dns().for_batch()()
    with pytest.raises(Trouble, match=r"does not answer for name\.example"):
        lookup("name.example")


def test_all_questions_about_one_letter_share_its_five_seconds() -> None:
    slow = Answering(NOBODY(), seconds=2.0)
    lookup = slow.dns().for_batch()()
    for number in range(3):
        assert lookup(f"name{number}.example") is None
    with pytest.raises(Trouble, match="used up"):
        lookup("name3.example")
    assert slow.limits == [5.0, 3.0, 1.0]


def test_the_next_letter_has_five_seconds_of_its_own() -> None:
    down = Answering(SILENT(), seconds=9.0)
    for_letter = down.dns().for_batch()
    for _ in range(2):
        with pytest.raises(Trouble, match="does not answer"):
            for_letter()("name.example")
    assert down.limits == [5.0, 5.0]


def test_a_batch_with_the_dns_down_ends_in_half_of_its_lease() -> None:
    down = Answering(SILENT(), seconds=9.0)
    shell = down.dns()
    for_letter = shell.for_batch()
    for _ in range(32):
        with pytest.raises(Trouble):
            for_letter()("name.example")
    assert down.time == 60.0
    with pytest.raises(Trouble, match="does not answer"):  # the next batch looks again
        shell.for_batch()()("name.example")
