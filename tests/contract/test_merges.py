"""Merging over every store: what two do at the same moment ends as if one had come after the other."""

from mailgate.desk.act import act
from mailgate.desk.decide import drain
from mailgate.desk.receive import receive
from mailgate.model.errors import NotAllowed
from mailgate.model.ticket import State
from mailgate.testing import a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

ADA, BOB = "ada@desk.example", "bob@desk.example"


def a_desk(store, tickets):
    """A desk where Ann has opened so many tickets."""
    house = seed(a_house(store))
    for number in range(tickets):
        envelope = an_envelope(peer="127.0.0.1", received_at=house.clock.now())
        receive(house, envelope, a_letter(text=f"printer {number}"))
        drain(house)
    return house


def merging(house, part, whole, staff):
    """Merge; the state of the part, or why not."""

    def run():
        try:
            return act(house, part, "merge", staff, {"into": whole}).state
        except NotAllowed as cause:
            return str(cause)

    return run


def test_of_two_who_merge_crosswise_one_wins_and_no_circle_comes_of_it(store, together):
    house = a_desk(store, 2)
    ended = together(merging(house, "MG-1", "MG-2", ADA), merging(house, "MG-2", "MG-1", BOB))
    assert ended.count(State.MERGED) == 1
    assert [each for each in ended if "cannot become part of itself" in each]
    with store.reading() as unit:
        assert sorted(ticket.state for ticket in unit.tickets.find(None, 9)) == [State.FIRST_LINE, State.MERGED]


def test_a_reply_and_a_merge_at_the_same_moment_lose_no_words(store, together):
    house = a_desk(store, 2)
    letter = a_letter(subject="Re: [MG-1]", text="More words.")
    receive(house, an_envelope(peer="127.0.0.1", received_at=house.clock.now()), letter)
    together(merging(house, "MG-1", "MG-2", ADA), lambda: drain(house))
    with store.reading() as unit:
        kept = unit.letters.get(3)
        assert kept.fate == "reply"
        assert [said.text for said in unit.tickets.messages(kept.ticket_id)][-1] == "More words."
        assert unit.tickets.get(2).waiting_since is not None
