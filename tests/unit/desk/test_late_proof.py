"""A DNS that does not answer holds up the letter that needs it, and whatever must not overtake that (design.md §3)."""

from dataclasses import dataclass, field, replace

from mailgate.desk.decide import drain, drain_some
from mailgate.desk.receive import receive
from mailgate.model.letter import Fate
from mailgate.testing import an_envelope

from .conftest import ANN, Place, written

BOB = "bob@customer.example"


@dataclass
class SlowAbout:
    """A prover that is late about the letters with these numbers in their batch."""

    late: set[int]
    held: list = field(default_factory=list)

    def gather(self, jobs):
        answers = [job() for job in jobs]
        self._rest = [answer if number in self.late else None for number, answer in enumerate(answers)]
        late, self.late = self.late, set()
        return [None if number in late else each for number, each in enumerate(answers)], self if late else None

    def then(self, go_on):
        self.held.append(lambda rest=self._rest: go_on(rest))

    def answer(self):
        """The DNS answers at last."""
        for go_on in self.held:
            go_on()


def slow(place: Place, *late: int) -> tuple[Place, SlowAbout]:
    prover = SlowAbout(set(late))
    return replace(place, house=replace(place.house, prover=prover)), prover


def kept(place: Place, sender: str, **letter: str) -> int:
    raw = written(sender, "proven", "support@desk.example", **letter)
    return receive(place.house, an_envelope(received_at=place.clock.now(), mail_from=sender), raw)[0].id


def test_letters_of_others_land_before_the_slow_one(place: Place) -> None:
    place, prover = slow(place, 0)
    first, second = kept(place, ANN), kept(place, "somebody@else.example")
    assert [each.id for each in drain(place.house)] == [second]
    assert place.letter(first).fate is None
    prover.answer()
    assert place.letter(first).fate is Fate.TICKET


def test_what_the_same_author_wrote_afterwards_waits_for_it(place: Place) -> None:
    place, prover = slow(place, 0)
    first, second = kept(place, ANN, subject="one"), kept(place, ANN, subject="two")
    assert drain(place.house) == []
    prover.answer()
    assert [place.letter(each).ticket_id for each in (first, second)] == [1, 2]


def test_what_answers_the_slow_letter_waits_for_it(place: Place) -> None:
    place, prover = slow(place, 0)
    first = kept(place, ANN, message_id="first@customer.example")
    reply = kept(place, BOB, in_reply_to="first@customer.example")
    assert drain(place.house) == []
    assert [place.letter(each).fate for each in (first, reply)] == [None, None]
    prover.answer()
    drain(place.house)
    assert place.letter(first).fate is Fate.TICKET
    assert place.ticket(place.letter(reply).ticket_id).linked_id == place.letter(first).ticket_id


def test_a_batch_that_is_late_as_a_whole_is_no_reason_to_pause(place: Place) -> None:
    place, prover = slow(place, 0)
    first = kept(place, ANN)
    assert drain_some(place.house)
    assert not drain_some(place.house)
    prover.answer()
    assert place.letter(first).fate is Fate.TICKET
