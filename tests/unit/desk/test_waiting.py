"""Letters that wait for a person make themselves heard."""

from mailgate.desk.health import findings, waiting
from mailgate.model.letter import Fate
from mailgate.model.ticket import Flag, State

from .conftest import Place

STRANGER = "sam@elsewhere.example"


def whats(place: Place) -> str:
    return "\n".join(f"{finding.level}: {finding.what}; {finding.fix}" for finding in findings(place.house))


def test_the_doctor_names_held_letters_with_the_age_of_the_oldest_and_where_to_look(place: Place) -> None:
    place.mail()
    assert "held" not in whats(place)
    for hours in (5, 50):
        place.mail(STRANGER, proof="unproven", text=f"{hours}\n")
        place.later(hours=hours)
    told = whats(place)
    assert "warning: 2 letters are held, the oldest for 2 days" in told
    assert "mailgate letter list --fate held" in told
    assert "Letters page" in told


def test_held_and_quarantined_letters_wait_and_no_others(place: Place) -> None:
    place.mail()
    place.mail(proof="forged", text="Evil")
    with place.house.view() as work:
        assert waiting(work) == 1


def test_an_outsiders_answer_that_is_held_is_told_on_its_ticket_and_changes_nothing_else(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.deliver()
    before, words, letters = place.ticket(), place.messages(), place.outbox()
    kept = place.answer(place.out("received"), "This is my new address.", STRANGER)
    assert (kept.fate, kept.ticket_id) == (Fate.HELD, None)
    after = place.ticket()
    assert after.flags == before.flags | {Flag.OWNER_TASK}
    assert (after.state, after.worker, after.waiting_since) == (State.FIRST_LINE, before.worker, before.waiting_since)
    assert place.history()[-1].why == f"a letter that answers this ticket is held: {STRANGER}"
    assert place.messages() == words
    assert place.outbox()[: len(letters)] == letters
    assert [letter.effect for letter in place.outbox()[len(letters) :]] == ["staff_task"]


def test_an_outsiders_answer_to_the_verification_stops_its_clock(place: Place) -> None:
    letter = place.verifying()
    kept = place.answer(letter, "No, it is still broken.", STRANGER)
    assert (kept.fate, place.ticket().state) == (Fate.HELD, State.VERIFYING)
    place.later(hours=25)
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags


def test_a_mere_tag_of_a_stranger_leaves_the_ticket_alone(place: Place) -> None:
    place.mail()
    place.deliver()
    before = place.ticket()
    place.mail(STRANGER, proof="unproven", subject="[MG-1] hello", text="Close it.\n")
    assert place.ticket() == before
