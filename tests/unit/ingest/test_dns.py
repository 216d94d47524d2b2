"""The DNS shell tells "there is none" from "no answer", never waits longer than it may, and remembers both."""

from types import SimpleNamespace

import dns.exception
import dns.name
import dns.resolver
import pytest

from mailgate.ingest.origin.dns import Dns
from mailgate.ingest.origin.dns_memory import Memory, Said
from mailgate.model.errors import Trouble


class Answering:
    """A resolver that says the same to everything, after `seconds` of the test's own time or at its limit."""

    def __init__(self, answer: Exception | int, seconds: float = 0.0) -> None:
        """`answer`: what is raised, or the TTL of "there is none"."""
        self.answer, self.seconds = answer, seconds
        self.time = 0.0
        self.limits: list[float] = []

    def resolve(self, *_: object, lifetime: float, **__: object) -> object:
        self.limits.append(lifetime)
        self.time += min(self.seconds, lifetime)
        if isinstance(self.answer, Exception):
            raise self.answer
        return SimpleNamespace(rrset=None, chaining_result=SimpleNamespace(minimum_ttl=self.answer))

    def dns(self) -> Dns:
        shell = Dns(letter_seconds=5.0, batch_seconds=60.0, machine_time=lambda: self.time)
        shell._resolver = self
        return shell


SILENT = dns.exception.Timeout
NONE = 3600


def test_a_name_that_cannot_be_one_has_no_records() -> None:
    assert Answering(dns.name.LabelTooLong()).dns().for_batch()()("x" * 70 + ".example") is None


@pytest.mark.parametrize("answer", [SILENT(), dns.resolver.NoNameservers(), OSError("no network")])
def test_no_answer_is_trouble(answer: Exception) -> None:
    lookup = Answering(answer).dns().for_batch()()
    with pytest.raises(Trouble, match=r"does not answer for name\.example"):
        lookup("name.example")


def test_all_questions_about_one_letter_share_its_five_seconds() -> None:
    slow = Answering(NONE, seconds=2.0)
    lookup = slow.dns().for_batch()()
    for number in range(3):
        assert lookup(f"name{number}.example") is None
    with pytest.raises(Trouble, match="used up"):
        lookup("name3.example")
    assert slow.limits == [3.0, 3.0, 1.0]


def test_the_next_letter_has_five_seconds_of_its_own() -> None:
    slow = Answering(NONE, seconds=2.5)
    for_letter = slow.dns().for_batch()
    for letter in range(2):
        lookup = for_letter()
        assert [lookup(f"name{letter}{number}.example") for number in range(2)] == [None, None]
    assert slow.limits == [3.0, 2.5] * 2


def test_one_dead_name_leaves_time_for_the_others() -> None:
    down = Answering(SILENT(), seconds=9.0)
    lookup = down.dns().for_batch()()
    for name in ("one.example", "two.example", "three.example"):
        with pytest.raises(Trouble):
            lookup(name)
    assert down.limits == [3.0, 2.0]


def test_a_batch_with_the_dns_down_ends_in_half_of_its_lease() -> None:
    down = Answering(SILENT(), seconds=9.0)
    shell = down.dns()
    for_letter = shell.for_batch()
    for number in range(32):
        lookup = for_letter()
        for question in range(3):
            with pytest.raises(Trouble):
                lookup(f"name{number}-{question}.example")
    assert down.time <= 60.0
    assert set(down.limits[4:]) == {0.5}, "a DNS that is silent is not waited for as long again"
    shell.for_batch()()  # the next batch has time of its own


def test_a_dns_that_answers_again_has_its_time_again() -> None:
    resolver = Answering(SILENT(), seconds=9.0)
    shell = resolver.dns()
    for number in range(4):
        with pytest.raises(Trouble):
            shell.for_batch()()(f"name{number}.example")
    resolver.answer, resolver.seconds = NONE, 0.1
    for number in range(5, 7):
        assert shell.for_batch()()(f"name{number}.example") is None
    assert resolver.limits == [3.0, 3.0, 3.0, 0.5, 0.5, 3.0]


def test_what_was_said_is_not_asked_again_while_it_holds() -> None:
    resolver = Answering(NONE)
    shell = resolver.dns()
    for name in ("name.example", "NAME.example."):
        assert shell.for_batch()()(name) is None
    assert len(resolver.limits) == 1
    assert shell.for_batch()()("name.example", "A") is None
    assert len(resolver.limits) == 2
    resolver.time += 301.0  # five minutes at most, whatever the TTL says
    assert shell.for_batch()()("name.example") is None
    assert len(resolver.limits) == 3


def test_a_failure_is_not_asked_again_for_half_a_minute() -> None:
    resolver = Answering(dns.resolver.NoNameservers())
    shell = resolver.dns()
    for wait in (0.0, 29.0, 2.0):
        resolver.time += wait
        with pytest.raises(Trouble, match="does not answer"):
            shell.for_batch()()("name.example")
    assert len(resolver.limits) == 2


def test_a_letter_that_has_no_time_left_leaves_no_failure_to_the_next() -> None:
    resolver = Answering(NONE, seconds=2.4)
    shell = resolver.dns()
    lookup = shell.for_batch()()
    lookup("one.example")
    lookup("two.example")
    resolver.answer, resolver.seconds = SILENT(), 9.0
    with pytest.raises(Trouble):
        lookup("name.example")
    resolver.answer = NONE
    assert shell.for_batch()()("name.example") is None


def test_the_memory_is_bounded_and_forgets_the_least_used() -> None:
    memory = Memory(most=2)
    for name in ("a", "b"):
        memory.put((name, "A"), Said((b"1",)), 60, 0.0)
    assert memory.get(("a", "A"), 1.0) == Said((b"1",))
    memory.put(("c", "A"), Said(), 60, 1.0)
    assert memory.get(("b", "A"), 1.0) is None
    assert memory.get(("a", "A"), 59.0) == Said((b"1",))
    assert memory.get(("a", "A"), 60.0) is None


def test_an_enormous_answer_and_one_without_time_are_not_remembered() -> None:
    memory = Memory()
    memory.put(("a", "TXT"), Said((b"x" * 9000,)), 60, 0.0)
    memory.put(("b", "TXT"), Said((b"x",)), 0, 0.0)
    assert memory.get(("a", "TXT"), 0.0) is None
    assert memory.get(("b", "TXT"), 0.0) is None
