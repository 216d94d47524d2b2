"""Which ticket a letter joins, and who may not join although it names one (design.md §6, threats T3-T6)."""

import pytest

from mailgate.desk.look import decided
from mailgate.model.letter import Fate, ThreadMethod

from .conftest import ANN, Place

EVA, STRANGER = "eva@customer.example", "sam@elsewhere.example"
JUNE = "june@kestrel.example"


def started(place: Place) -> str:
    """Ann's ticket with its acknowledgement sent; the Message-ID of that."""
    place.mail(message_id="first@customer.example")
    place.deliver()
    return place.out("received").message_id


def test_an_answer_to_our_letter_joins(place: Place) -> None:
    ours = started(place)
    kept = place.mail(text="More words.", in_reply_to=ours)
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.REPLY, 1, ThreadMethod.MINTED)
    assert [message.text for message in place.messages()] == ["It does not print.", "More words."]


def test_our_plus_address_joins_without_any_header(place: Place) -> None:
    started(place)
    plus = place.house.minter.reply_address(1, "support@desk.example")
    kept = place.mail(to=plus, text="More words.", message_id="")
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.REPLY, 1, ThreadMethod.PLUS_ADDRESS)


@pytest.mark.parametrize(
    ("letter", "method"),
    [
        ({"in_reply_to": "first@customer.example"}, ThreadMethod.STORED_ID),
        ({"references": ["unknown@x", "first@customer.example"]}, ThreadMethod.STORED_ID),
        ({"subject": "Odp: whatever [MG-1]"}, ThreadMethod.SUBJECT_TAG),
    ],
)
@pytest.mark.parametrize(("sender", "joins"), [(ANN, True), (EVA, True), (JUNE, False), (STRANGER, False)])
def test_a_stored_id_or_a_tag_joins_only_for_the_customers_people(
    place: Place, letter: dict[str, str], method: ThreadMethod, sender: str, joins: bool
) -> None:
    started(place)
    kept = place.mail(sender, text="Words of mine.", **letter)
    assert kept.decision["thread_method"] == method
    assert (kept.fate, kept.ticket_id) == ((Fate.REPLY, 1) if joins else (Fate.TICKET, 2))
    assert len(place.messages(1)) == (2 if joins else 1)
    if not joins:
        assert place.ticket(2).linked_id == 1, "one click joins it"


@pytest.mark.parametrize("proof", ["proven", "unproven"])
def test_a_valid_token_from_a_stranger_is_held(place: Place, proof: str) -> None:
    ours = started(place)
    plus = place.house.minter.reply_address(1, "support@desk.example")
    for letter in ({"in_reply_to": ours}, {"to": plus}):
        kept = place.mail(STRANGER, proof=proof, text=f"Let me in by {letter}.", **letter)
        assert kept.fate is Fate.HELD
        assert "no party" in kept.reason
    assert len(place.messages()) == 1
    assert len(place.tickets()) == 1


@pytest.mark.parametrize("letter", [{"in_reply_to": "OURS"}, {"subject": "[MG-1]"}, {"to": "PLUS"}])
def test_forged_never_joins(place: Place, letter: dict[str, str]) -> None:
    ours = started(place)
    names = {"OURS": ours, "PLUS": place.house.minter.reply_address(1, "support@desk.example")}
    kept = place.mail(proof="forged", text="Close it.", **{key: names.get(text, text) for key, text in letter.items()})
    assert kept.fate is Fate.HELD
    assert len(place.messages()) == 1


def test_a_tag_of_no_ticket_names_nothing(place: Place) -> None:
    kept = place.mail(subject="printer [MG-999]")
    assert (kept.fate, kept.decision["thread_method"]) == (Fate.TICKET, ThreadMethod.NONE)


def test_a_token_of_another_house_names_nothing(place: Place) -> None:
    from mailgate.model.ids import Minter

    started(place)
    theirs = Minter(b"t" * 32).message_id(1, "abcdef0123456789", "desk.example")
    assert place.mail(text="Hi.", in_reply_to=theirs).ticket_id == 2


def test_a_letter_adds_words_and_nothing_else(place: Place) -> None:
    """Law 8: no participant, no priority, no state by what stands in a header."""
    ours = started(place)
    before = place.ticket()
    headers = [("Cc", STRANGER), ("Reply-To", STRANGER), ("X-Priority", "1"), ("X-Mailgate-State", "closed")]
    place.mail(text="More.", in_reply_to=ours, headers=headers)
    after = place.ticket()
    assert (after.state, after.priority, after.requester) == (before.state, before.priority, before.requester)
    place.act("MG-1", "reply", text="Noted.")
    place.deliver()
    assert {sent.to for sent in place.relay.sent} == {ANN}


def test_the_row_of_a_letter_explains_itself(place: Place) -> None:
    kept = place.mail()
    with place.house.view() as work:
        row = decided(work, kept)
    assert (row["fate"], row["ticket"], row["state"], row["category"]) == ("ticket", "MG-1", "first_line", "fault")
    assert (row["priority"], row["language"], row["thread_method"]) == ("P3", "en", "none")
    reasons = " / ".join(row["reasons"])
    for told in ("mx.desk.example says dmarc=pass", "is a contact", "nothing in it names", "rule 'printers' saw"):
        assert told in reasons
