"""The words of a held letter in a ticket that exists: they stand there, and their author gains nothing by it (T5)."""

import pytest

from mailgate.desk.join import release_into
from mailgate.model.errors import Conflict, NotAllowed, UnknownThing
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.ticket import Flag, MessageKind, State

from .conftest import ANN, Place

SAM = "sam@elsewhere.example"
ADA, BOB = "ada@desk.example", "bob@desk.example"


def held(place: Place, sender: str = SAM, **letter: str) -> KeptLetter:
    """A stranger answers our acknowledgement of Ann's ticket, which Ada has."""
    place.mail()
    place.deliver()
    place.act("MG-1", "take")
    words = {"text": "I have the same.", "message_id": "sams@elsewhere.example", **letter}
    kept = place.answer(place.out("received"), sender=sender, **words)
    assert kept.fate is Fate.HELD
    return kept


def test_the_words_stand_in_the_thread_with_who_wrote_them_and_how_sure_that_is(place: Place) -> None:
    kept = held(place)
    before = place.ticket()
    after = release_into(place.house, kept.id, "MG-1", ADA)
    said = place.messages()[-1]
    assert (said.kind, said.author, said.text) == (MessageKind.OUTSIDER, SAM, "I have the same.")
    assert (said.letter_id, said.proof) == (kept.id, "stranger, proven")
    assert (after.state, after.priority, after.requester) == (before.state, before.priority, ANN)
    assert place.history()[-1].why == f"Ada First added letter {kept.id} of {SAM}, who is no party"
    filed = place.letter(kept.id)
    assert (filed.fate, filed.ticket_id) == (Fate.REPLY, 1)
    assert filed.reason == "added to MG-1 by Ada First; its author is no party to it"


def test_their_author_is_no_party_by_that(place: Place) -> None:
    kept = held(place)
    release_into(place.house, kept.id, "MG-1", ADA)
    with place.house.view() as work:
        assert work.unit.tickets.parties(1) == {ANN}
    again = place.answer(place.out("received"), "And once more.", SAM)
    assert again.fate is Fate.HELD
    by_own_id = place.mail(SAM, text="To myself.", in_reply_to="sams@elsewhere.example")
    assert by_own_id.ticket_id != 1, "the Message-ID of an outsider leads nowhere"
    place.act("MG-1", "reply", text="It is the toner.")
    place.deliver()
    assert {sent.to for sent in place.relay.sent if "toner" in sent.raw.decode()} == {ANN}


def test_the_owner_learns_of_words_that_a_colleague_has_added(place: Place) -> None:
    kept = held(place)
    place.act("MG-1", "reply", text="We look into it.")
    assert Flag.OWNER_TASK not in place.ticket().flags
    release_into(place.house, kept.id, "MG-1", BOB)
    assert Flag.OWNER_TASK in place.ticket().flags
    assert "Bob Second added letter" in place.history()[-1].why


def test_they_go_where_a_merged_ticket_is_now(place: Place) -> None:
    kept = held(place)
    place.mail(subject="The printer again", text="Still nothing.")
    place.act("MG-1", "merge", into="MG-2")
    assert release_into(place.house, kept.id, "MG-1", ADA).number == "MG-2"
    assert place.messages(2)[-1].kind is MessageKind.OUTSIDER


def test_a_closed_ticket_takes_them_without_being_opened(place: Place) -> None:
    kept = held(place)
    place.act("MG-1", "override-close", reason="done")
    assert release_into(place.house, kept.id, "MG-1", BOB).state is State.CLOSED
    with place.house.view() as work:
        from mailgate.desk.look import open_tickets

        assert [row["number"] for row in open_tickets(work)] == ["MG-1"], "somebody has to look at them"


def test_a_forged_letter_joins_nothing_whoever_says_so(place: Place) -> None:
    kept = held(place, ANN, proof="forged")
    for staff in (ADA, "lea@desk.example"):
        with pytest.raises(NotAllowed, match="forged as far as we can see: it joins no ticket"):
            release_into(place.house, kept.id, "MG-1", staff)
    assert len(place.messages()) == 1
    assert place.letter(kept.id).fate is Fate.HELD


def test_only_held_letters_and_only_into_tickets_that_take_words(place: Place) -> None:
    kept = held(place)
    with pytest.raises(NotAllowed, match="letter 1 is ticket: only a held one"):
        release_into(place.house, 1, "MG-1", ADA)
    with pytest.raises(UnknownThing, match="there is no letter 99"):
        release_into(place.house, 99, "MG-1", ADA)
    with pytest.raises(UnknownThing, match="there is no ticket MG-99"):
        release_into(place.house, kept.id, "MG-99", ADA)
    with pytest.raises(UnknownThing, match="nobody on the staff"):
        release_into(place.house, kept.id, "MG-1", SAM)
    place.mail(subject="offer", text="Buy now.")
    place.act("MG-2", "reject", reason="spam")
    with pytest.raises(NotAllowed, match="MG-2 is rejected: it takes no more words"):
        release_into(place.house, kept.id, "MG-2", ADA)
    release_into(place.house, kept.id, "MG-1", ADA)
    with pytest.raises((NotAllowed, Conflict)):
        release_into(place.house, kept.id, "MG-1", ADA)
    assert len(place.messages()) == 2


def test_the_message_id_of_words_that_staff_have_added_names_no_ticket(place: Place) -> None:
    release_into(place.house, held(place).id, "MG-1", ADA)
    with place.house.view() as work:
        assert work.unit.letters.ticket_of_ids(["sams@elsewhere.example"]) is None
