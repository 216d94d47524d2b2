"""A mailbox for customers only says so to a proven stranger: in words, once a day, to nobody else (design.md §5)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mailgate.desk import decide, look
from mailgate.desk.held import discard
from mailgate.desk.refuse import refuse_in_words
from mailgate.ingest.verdict import Intake
from mailgate.model.letter import Fate, Letter, Proof, Standing
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.registry.standing import Ack, outcome
from mailgate.testing import Said, Sent, an_out_letter

from .conftest import ANN, Place
from .test_life import dsn

SAM, MEMBERS = "sam@elsewhere.example", "members@desk.example"
#: Words that people write with, and what they read then.
WORDS = {
    "en": ("Hello, the printer is not working and we cannot print today. Please help us.\n", "for our customers only"),
    "cs": ("Dobrý den, tiskárna dnes nefunguje. Prosím pomozte, děkuji.\n", "slouží jen našim zákazníkům"),
    "pl": ("Dzień dobry, drukarka dzisiaj nie działa. Proszę o pomoc, dziękuję.\n", "służy tylko naszym klientom"),
    "ru": ("Здравствуйте, у нас сегодня не работает принтер. Помогите, пожалуйста.\n", "только для наших клиентов"),
}


def refusals(place: Place) -> list[OutLetter]:
    """The letters of no ticket, oldest first."""
    with place.house.view() as work:
        return [out for out in reversed(work.unit.outbox.latest(None, 1000)) if out.ticket_id is None]


def sent_to_sam(place: Place) -> Sent:
    place.deliver()
    (sent,) = place.relay.sent_to(SAM)
    return sent


def body_of(sent: Sent) -> str:
    body = sent.message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("language", WORDS)
def test_a_stranger_is_told_in_their_language_whom_the_address_serves(place: Place, language: str) -> None:
    written, read = WORDS[language]
    kept = place.mail(SAM, to=MEMBERS, subject="", text=written)
    assert (kept.fate, kept.ticket_id, place.tickets()) == (Fate.REJECTED, None, [])
    sent = sent_to_sam(place)
    assert read in sent.message["Subject"]
    assert sent.message["Content-Language"] == language
    assert "Desk IT" in body_of(sent)
    assert "+420 222 000 111" in body_of(sent)


def test_words_that_tell_no_language_are_answered_in_that_of_the_mailbox(place: Place) -> None:
    place.mail(SAM, to=MEMBERS, subject="?", text="4711\n")
    assert sent_to_sam(place).message["Content-Language"] == "en"


def test_it_answers_the_letter_from_the_plain_mailbox_and_asks_for_no_bounce(place: Place) -> None:
    place.mail(SAM, to=MEMBERS, message_id="sams@elsewhere.example", headers=[("Reply-To", "eve@evil.example")])
    sent = sent_to_sam(place)
    message = sent.message
    assert (sent.envelope_from, message["From"], message["Reply-To"]) == ("", f"Desk IT <{MEMBERS}>", MEMBERS)
    assert message["In-Reply-To"] == message["References"] == "<sams@elsewhere.example>"
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert place.house.minter.ticket_of_message_id(message["Message-ID"]) == 0
    assert [each.to for each in place.relay.tried] == [SAM], "a Reply-To is nobody that we write to"


def test_it_carries_no_word_of_its_author_and_names_no_ticket(place: Place) -> None:
    place.mail(f"BUY NOW <{SAM}>", to=MEMBERS, subject="BUY NOW [MG-7]", text="BUY NOW\n")
    sent = sent_to_sam(place)
    text = f"{sent.message['Subject']} {body_of(sent)} {sent.message.get_body(('html',))}"
    assert "BUY" not in text
    assert "MG-" not in text
    assert "http://" not in text
    assert "https://" not in text


# To whom it goes, and how often.


@pytest.mark.parametrize(
    ("sender", "letter"),
    [
        (SAM, {"proof": "unproven"}),
        (SAM, {"proof": "forged"}),
        (SAM, {"auto_submitted": "auto-replied"}),
        (SAM, {"headers": [("Precedence", "bulk")]}),
        (SAM, {"headers": [("X-Auto-Response-Suppress", "All")]}),
        (SAM, {"headers": [("X-Spam-Flag", "YES")]}),
        (SAM, {"headers": [("List-Id", "<all.elsewhere.example>")]}),
        (SAM, {"headers": [("From", "eve@evil.example")]}),
        (SAM, {"to": "private@desk.example"}),
        ("no-reply@elsewhere.example", {}),
        ("MAILER-DAEMON@elsewhere.example", {}),
        ("support@desk.example", {}),
        ("new@customer.example", {}),
        (ANN, {}),
    ],
)
def test_nobody_else_is_refused(place: Place, sender: str, letter: dict[str, Any]) -> None:
    place.mail(sender, **{"to": MEMBERS, **letter})
    assert refusals(place) == []


def test_an_outage_is_a_ticket_and_its_author_is_not_refused(place: Place) -> None:
    kept = place.mail(SAM, to=MEMBERS, subject="Total outage!")
    assert kept.fate is Fate.TICKET
    assert place.deliver() == []


def test_who_has_a_letter_of_ours_in_hand_is_held_and_not_refused(place: Place) -> None:
    place.mail(ANN)
    place.deliver()
    kept = place.answer(place.out("received"), "I have the same.", SAM, to=MEMBERS)
    assert (kept.fate, refusals(place)) == (Fate.HELD, [])


@pytest.mark.parametrize(("ack", "written"), [(Ack.REFUSAL, 1), (Ack.NONE, 0)])
def test_only_what_the_mailbox_refuses_is_answered(place: Place, ack: Ack, written: int) -> None:
    """Whatever else may reject a letter one day says nothing to its author."""
    kept = place.mail(SAM, to=MEMBERS)
    before = len(refusals(place))
    decided = replace(outcome(Standing.STRANGER, Proof.PROVEN, True, "refuse"), ack=ack)
    with place.house.work() as work:
        mailbox = work.desk.mailbox(MEMBERS)
        assert mailbox
        intake = Intake(kept, Letter(), Proof.PROVEN, outcome=decided)
        refuse_in_words(work, intake, kept, mailbox, "en")
    assert len(refusals(place)) - before == written


def test_once_a_day_and_address(place: Place) -> None:
    for number in range(3):
        place.mail(SAM, to=MEMBERS, text=f"{number}\n")
        place.later(hours=7)
    place.mail("tom@elsewhere.example", to=MEMBERS)
    place.later(hours=4)
    place.mail(SAM, to=MEMBERS, text="the next day\n")
    sent, *stopped = [out for out in refusals(place) if out.to == SAM]
    assert [out.state for out in (sent, *stopped)] == [
        OutState.QUEUED,
        OutState.SUPPRESSED,
        OutState.SUPPRESSED,
        OutState.QUEUED,
    ]
    assert stopped[0].answer == "this stranger's address already got such an answer within a day"
    assert [out.state for out in refusals(place) if out.to != SAM] == [OutState.QUEUED]


def test_it_counts_among_the_automatic_answers_to_that_address(place: Place) -> None:
    place.mail(SAM, to=MEMBERS)
    with place.house.view() as work:
        count = work.unit.outbox.count_since(SAM, ["refused"], work.now - timedelta(hours=1))
    assert count == 1


def test_the_same_bytes_again_are_a_duplicate_and_answered_once(place: Place) -> None:
    fates = [place.mail(SAM, to=MEMBERS, message_id="one@elsewhere.example").fate for _ in range(2)]
    assert fates == [Fate.REJECTED, Fate.DUPLICATE]
    assert len(refusals(place)) == 1


def test_a_decision_that_is_tried_again_refuses_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter's fate and its refusal are one transaction."""
    real, tried = decide.decide, []

    def breaks_at_the_end(*args: Any) -> Any:
        tried.append(real(*args))
        if len(tried) < 3:
            raise RuntimeError("the machine is switched off")
        return tried[-1]

    monkeypatch.setattr(decide, "decide", breaks_at_the_end)
    kept = place.mail(SAM, to=MEMBERS)
    while kept.fate is None:
        assert refusals(place) == []
        decide.drain(place.house)
        kept = place.letter(kept.id)
    assert [out.params["letter"] for out in refusals(place)] == [kept.id]
    assert len(tried) == 3


# What becomes of it.


def test_staff_see_it_without_a_ticket(place: Place) -> None:
    place.mail(SAM, to=MEMBERS)
    place.deliver()
    with place.house.view() as work:
        (row,) = look.outbox(work)
    assert (row["ticket"], row["effect"], row["to"], row["state"]) == (None, "refused", SAM, "sent")


def test_it_is_tried_again_with_its_message_id_and_given_up_without_a_task(place: Place) -> None:
    place.mail(SAM, to=MEMBERS)
    place.relay.will_say(SAM, Said(451, "later"), Said(550, "no such user"))
    place.deliver()
    (waiting,) = refusals(place)
    assert (waiting.state, waiting.tries) == (OutState.QUEUED, 1)
    place.deliver()
    (failed,) = refusals(place)
    assert (failed.state, failed.answer) == (OutState.FAILED, "550 no such user")
    assert len({sent.message["Message-ID"] for sent in place.relay.tried}) == 1
    assert place.tickets() == []


def test_an_answer_to_it_is_a_letter_like_any_other(place: Place) -> None:
    place.mail(SAM, to=MEMBERS)
    place.deliver()
    kept = place.answer(refusals(place)[0], "But I have to.", SAM, to=MEMBERS)
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.REJECTED, None, "none")
    for sender, mailbox in ((SAM, "support@desk.example"), (ANN, MEMBERS)):
        kept = place.answer(refusals(place)[0], "And now?", sender, to=mailbox)
        ticket = place.ticket(kept.ticket_id)
        assert (kept.fate, ticket.requester, ticket.linked_id) == (Fate.TICKET, sender, None)


def test_a_report_about_it_belongs_to_no_ticket(place: Place) -> None:
    place.mail(SAM, to=MEMBERS)
    place.deliver()
    kept = place.bytes_in(dsn(place, refusals(place)[0]), "")
    assert (kept.fate, kept.ticket_id) == (Fate.BOUNCE, None)


@pytest.mark.parametrize(
    ("out", "state", "why"),
    [
        ({"to": "tom@elsewhere.example"}, OutState.SUPPRESSED, "tom@elsewhere.example is not the author"),
        ({"effect": "staff_task"}, OutState.SUPPRESSED, f"{SAM} is no longer on the staff"),
        ({"letter": 99}, OutState.CANCELLED, "what it is about is gone"),
        ({"letter": 2}, OutState.CANCELLED, "what it is about is gone"),
        ({"letter": 3}, OutState.CANCELLED, "what it is about is gone"),
    ],
)
def test_who_may_be_told_is_asked_again_of_the_ledger(
    place: Place, out: dict[str, Any], state: OutState, why: str
) -> None:
    """Whatever stands in the outbox: only the proven author of a letter that was rejected gets such a letter."""
    kept = place.mail(SAM, to=MEMBERS)
    assert place.mail(SAM, to="private@desk.example").fate is Fate.HELD
    unproven = place.mail(SAM, to=MEMBERS, proof="unproven")
    assert discard(place.house, unproven.id, "ada@desk.example", "an offer").fate is Fate.REJECTED
    params = {**refusals(place)[0].params, "letter": out.pop("letter", kept.id)}
    with place.house.work() as work:
        work.unit.outbox.queue(an_out_letter(**{"effect": "refused", "to": SAM, "params": params, **out}))
    place.deliver()
    last = refusals(place)[-1]
    assert (last.state, why in last.answer) == (state, True), last.answer
    assert len(place.relay.tried) == 1
