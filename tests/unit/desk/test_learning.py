"""The life of the learned model: trained when there is something new, taken up by who decides, thrown away at will."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from mailgate.classify.together import Guess, Guesser, Said
from mailgate.desk.decide import drain
from mailgate.desk.learner import Memory, Trained
from mailgate.desk.learning import findings, forget, learn
from mailgate.desk.proposal import proposal_of
from mailgate.desk.receive import receive
from mailgate.model.errors import BadModel, NotAllowed, NotEnough
from mailgate.model.lesson import Example
from mailgate.model.ticket import State
from mailgate.testing import an_envelope

from .conftest import ANN, Place, written


@dataclass(frozen=True)
class Echo:
    """Guesses one category, as sure as it was told."""

    category: str
    chance: float

    def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
        return Guess({self.category: self.chance, "sales": 1 - self.chance}, {self.category: ("hm",)})


class Teacher:
    """Learns the newest category by heart; needs three examples."""

    def __init__(self) -> None:
        self.trained: list[Sequence[Example]] = []

    def train(self, examples: Sequence[Example]) -> Trained:
        if len(examples) < 3:
            raise NotEnough(f"{len(examples)} are not enough")
        self.trained.append(examples)
        return Trained(f"{examples[0].category} 0.6".encode(), {"examples": len(examples)})

    def load(self, body: bytes) -> Guesser:
        if body == b"broken":
            raise BadModel("this learned model is damaged: train it again")
        category, chance = body.decode().split()
        return Echo(category, float(chance))


@pytest.fixture
def teacher() -> Teacher:
    return Teacher()


@pytest.fixture
def place(place: Place, teacher: Teacher) -> Place:
    """The seeded house with somebody who learns."""
    return replace(place, house=replace(place.house, memory=Memory(teacher)))


def lessons(place: Place, count: int) -> None:
    """So many new tickets that a person says are faults."""
    before = len(place.tickets())
    for number in range(before, before + count):
        kept = place.mail(subject=f"Hello {number}", text=f"Hm {number}.\n")
        place.act(f"MG-{kept.ticket_id}", "categorise", category="fault")


def test_it_is_trained_when_there_is_enough_and_again_for_twenty_new_lessons(place: Place, teacher: Teacher) -> None:
    assert learn(place.house) is None
    lessons(place, 2)
    assert learn(place.house) is None, "too few is no error for the schedule"
    lessons(place, 1)
    made = learn(place.house)
    assert made is not None
    assert (made.lessons, made.made_at, dict(made.told)) == (3, place.clock.now(), {"examples": 3})
    lessons(place, 19)
    assert learn(place.house) is None
    lessons(place, 1)
    again = learn(place.house)
    assert again is not None
    assert (again.lessons, len(teacher.trained)) == (23, 2)


def test_it_is_trained_at_least_once_a_day(place: Place) -> None:
    lessons(place, 3)
    assert learn(place.house)
    place.clock.forward(timedelta(hours=23, minutes=59))
    assert learn(place.house) is None
    place.clock.forward(timedelta(minutes=1))
    assert learn(place.house)


def test_what_it_learned_is_proposed_with_the_next_batch_and_people_teach_it_by_that(place: Place) -> None:
    lessons(place, 3)
    learn(place.house)
    kept = place.mail(subject="Hello again", text="Hm.\n")
    ticket = place.ticket(kept.ticket_id)
    assert ticket.state is State.NEW
    with place.house.view() as work:
        proposed = proposal_of(work, ticket)
        assert proposed is not None
    assert (proposed.category, proposed.confidence, proposed.source) == ("fault", 0.6, "model")
    assert "'hm'" in proposed.why
    place.act(ticket.number, "accept")
    with place.house.view() as work:
        assert work.unit.lessons.scores()["model"].right == 1


def test_two_processes_take_up_the_same_model_and_forget_it_together(place: Place, teacher: Teacher) -> None:
    other = replace(place.house, memory=Memory(teacher))
    lessons(place, 3)
    learn(place.house)
    receive(other, an_envelope(), written(ANN, "proven", "support@desk.example", subject="x", text="Hm.\n"))
    drain(other)
    assert other.memory is not None
    assert other.memory.guesser is not None
    assert other.memory.guesser.guess("x", "y").best == "fault"
    forget(place.house)
    drain(other)
    receive(other, an_envelope(), written(ANN, "proven", "support@desk.example", subject="y", text="Hm.\n"))
    drain(other)
    assert other.memory.guesser is None


def test_no_transaction_waits_for_a_guess(place: Place, teacher: Teacher) -> None:
    asked: list[str] = []

    class Slow(Echo):
        def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
            with place.house.store.writing():  # raises where a unit is open already
                asked.append(subject)
            return super().guess(subject, text, said)

    teacher.load = lambda body: Slow("fault", 0.6)  # type: ignore[method-assign]
    lessons(place, 3)
    learn(place.house)
    for subject in ("one", "two"):
        envelope = an_envelope(rcpts=("support@desk.example",))
        receive(place.house, envelope, written(ANN, "proven", "support@desk.example", subject=subject, text="Hm.\n"))
    assert [kept.fate for kept in drain(place.house)] == ["ticket", "ticket"]
    assert asked == ["one", "two"], "each once"


def test_a_letter_at_which_the_model_fails_stops_no_other(place: Place, teacher: Teacher) -> None:
    class Falls(Echo):
        def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
            if subject == "one":
                raise RuntimeError
            return super().guess(subject, text, said)

    teacher.load = lambda body: Falls("fault", 0.6)  # type: ignore[method-assign]
    lessons(place, 3)
    learn(place.house)
    for subject in ("one", "two"):
        envelope = an_envelope(rcpts=("support@desk.example",))
        receive(place.house, envelope, written(ANN, "proven", "support@desk.example", subject=subject, text="Hm.\n"))
    assert [kept.subject for kept in drain(place.house)] == ["two"]


def test_the_memory_holds_no_more_of_a_letter_than_rules_see(place: Place, teacher: Teacher) -> None:
    lengths: list[int] = []

    class Measures(Echo):
        def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
            lengths.append(max(len(subject), len(text)))
            return super().guess(subject, text, said)

    teacher.load = lambda body: Measures("fault", 0.6)  # type: ignore[method-assign]
    lessons(place, 3)
    learn(place.house)
    place.mail(subject="long", text="word " * 100_000)
    assert lengths == [20_000]


def test_a_model_that_cannot_be_read_is_none_and_the_doctor_says_so(place: Place) -> None:
    lessons(place, 3)
    made = learn(place.house)
    assert made is not None
    with place.house.work() as work:
        work.unit.lessons.put_model(replace(made, body=b"broken", made_at=made.made_at + timedelta(seconds=1)))
    assert place.ticket(place.mail(subject="again", text="Hm.\n").ticket_id).state is State.NEW
    (told,) = findings(place.house, wanted=True)
    assert (told.level, "cannot be read" in told.what) == ("warning", True)


def test_without_anybody_who_learns_rules_and_people_decide(place: Place) -> None:
    without = replace(place.house, memory=None)
    assert learn(without) is None
    with pytest.raises(NotAllowed, match="switched off, or not installed"):
        learn(without, at_once=True)
    (told,) = findings(without, wanted=True)
    assert (told.level, told.fix) == ("info", "pip install 'mailgate[learn]'")
    assert findings(without, wanted=False) == []


def test_at_once_says_what_is_missing(place: Place) -> None:
    with pytest.raises(NotEnough, match="0 are not enough"):
        learn(place.house, at_once=True)
    assert findings(place.house, wanted=True) == []
    lessons(place, 3)
    assert learn(place.house, at_once=True)
    assert learn(place.house, at_once=True)
    (told,) = findings(place.house, wanted=True)
    assert told.what == "the learned model is 0 days old, 0 kB, of 3 lessons"
