"""What staff write among themselves is in no letter: of no kind, in no language, whatever happens (S2-13)."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from mailgate.desk.compose import composed
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import MessageKind
from mailgate.outbound.kinds import KINDS, LANGUAGES
from mailgate.testing import MORNING, an_out_letter
from mailgate.testing.seed import DESK

from .conftest import ANN, Place, a_place

SECRET = "vermilion"
ADA = "ada@desk.example"
INSIDE = {"reason": SECRET}
#: What a letter of any kind may be given by those who queue it; never words of a note.
GIVEN = {"text": "Public words.", "staff": "Bob Second", "how": "A new driver.", "due": "2026-11-05T14:00:00+01:00"}


def in_all_parts(raw: bytes) -> str:
    """Headers and every text of a letter, decoded."""
    letter = message_from_bytes(raw, policy=policy.default)
    parts = [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {value}" for name, value in letter.items()), *parts])


def a_life() -> Place:
    """Ann's printer goes through everything, with the secret word wherever staff write among themselves."""
    place = a_place(DESK.replace('id = "fault"\n', 'id = "fault"\nchecklist = ["service"]\n'))
    place.mail(proof="unproven")
    place.act("MG-1", "vouch", how=SECRET)
    place.act("MG-1", "note", text=f"A note: {SECRET}")
    place.act("MG-1", "categorise", category="fault", **INSIDE)
    place.act("MG-1", "prioritise", priority="P1", **INSIDE)
    place.act("MG-1", "tag", add=SECRET)
    place.act("MG-1", "queue", to=SECRET)
    place.act("MG-1", "take")
    place.act("MG-1", "escalate", handover=f"Handed: {SECRET}", **INSIDE)
    place.act("MG-1", "take", "bob")
    place.act("MG-1", "take-over", "bob", **INSIDE)
    place.act("MG-1", "give-back", **INSIDE)
    place.act("MG-1", "take-over", "bob", **INSIDE)
    place.act("MG-1", "reply", "bob", text="We are at it.")
    place.deliver()
    place.answer(place.out("reply"), "I wait.\n\n> We are at it.")
    place.act("MG-1", "ask", "bob", missing="all")
    place.act("MG-1", "resume", "bob")
    place.later(hours=2)
    place.mail(subject="printer again", text="The other one.\n")
    place.act("MG-2", "take")
    place.act("MG-2", "note", text=f"Of the part: {SECRET}")
    place.act("MG-2", "merge", into="MG-1")
    place.act("MG-1", "return", "bob", **INSIDE)
    place.act("MG-1", "hold", until="2026-11-05T14:00:00+01:00", reason="a part comes")
    place.act("MG-1", "resume")
    place.resolve("MG-1", result="expectation")
    place.deliver()
    place.later(hours=24)
    place.deliver()
    place.answer(place.out("verify_expectation"), "No, it does not print.")
    place.act("MG-1", "override-close", "lea", **INSIDE)
    place.deliver()
    place.act("MG-1", "reopen", **INSIDE)
    place.resolve("MG-1", prevention="A new driver.")
    place.deliver()
    place.later(days=3)
    place.deliver()
    return place


@pytest.fixture(scope="module")
def life() -> Place:
    return a_life()


def test_the_story_has_the_word_in_notes_and_history_and_many_letters(life: Place) -> None:
    notes = [said for number in (1, 2) for said in life.messages(number) if said.kind is MessageKind.NOTE]
    assert len([said for said in notes if SECRET in said.text]) == 3
    assert len([entry for entry in life.history() if SECRET in entry.why]) >= 10
    kinds = {letter.effect for number in (1, 2) for letter in life.outbox(number) if letter.sent_at}
    assert kinds >= {"taken", "taken_over", "reply", "asked", "on_hold", "verify", "verify_expectation", "reminder"}
    assert kinds >= {"closed", "reopened", "merged", "staff_task"}


def test_no_letter_that_left_has_it(life: Place) -> None:
    assert [sent.to for sent in life.relay.sent if SECRET in in_all_parts(sent.raw)] == []


def letters(place: Place, effect: str) -> Iterator[OutLetter]:
    """Those of this kind that were queued, and one with everything that such a letter may be given."""
    yield from (each for number in (1, 2) for each in place.outbox(number) if each.effect == effect)
    to = ADA if KINDS[effect].to_staff else ANN
    yield an_out_letter(id=9999, effect=effect, to=to, ticket_id=1, created_at=MORNING, params=GIVEN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("effect", KINDS)
def test_no_kind_of_letter_has_it_in_any_language(life: Place, effect: str, language: str) -> None:
    with life.house.view() as work:
        for letter in letters(life, effect):
            ticket = replace(life.ticket(letter.ticket_id), language=language, customer_id=None)
            written = composed(work, letter, ticket)
            assert SECRET not in in_all_parts(written.raw)
            if not KINDS[effect].to_staff:
                assert f"Content-Language: {language}" in in_all_parts(written.raw)
