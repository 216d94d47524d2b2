"""Who gets into somebody else's ticket, and what of it reaches them: nobody, and nothing (threats T1-T6, T51, T59)."""

from dataclasses import replace

import pytest

from mailgate.desk.deliver import deliver_all
from mailgate.model.ids import Minter
from mailgate.model.letter import Fate, KeptLetter, ThreadMethod
from mailgate.model.ticket import MessageKind, Ticket
from mailgate.testing import a_letter
from tests.hostile.identity.house import ALICE, DORA, MX, SUPPORT, Place, a_place

EVE = "x@evil.example"
RESULTS = {"proven": "dmarc=pass", "forged": "dmarc=fail", "unproven": "dmarc=none"}


@pytest.fixture
def place() -> Place:
    """Alice has opened MG-1, and our acknowledgement has left."""
    place = a_place()
    opened = mail(place, ALICE, message_id="first@corp.example")
    assert (opened.fate, opened.ticket_id) == (Fate.TICKET, 1)
    deliver_all(place.house)
    return place


def mail(place: Place, sender: str, proof: str = "proven", **letter: object) -> KeptLetter:
    domain = sender.rpartition("@")[2].strip(">")
    results = f"{MX}; {RESULTS[proof]} header.from={domain}"
    mail_from = str(letter.pop("mail_from", "bounce@evil.example"))
    written = {"to": SUPPORT, **letter}
    raw = a_letter(sender=sender, authentication_results=results, **written)
    return place.letter(raw, mail_from=mail_from, rcpts=(written["to"],))


def plus(place: Place, ticket_id: int = 1) -> str:
    return place.house.minter.reply_address(ticket_id, SUPPORT)


def ours(place: Place) -> str:
    """The Message-ID of our acknowledgement."""
    with place.house.view() as work:
        return work.unit.outbox.of_ticket(1)[0].message_id


def words(place: Place) -> list[str]:
    """What customers have said in MG-1."""
    with place.house.view() as work:
        return [said.text for said in work.unit.tickets.messages(1) if said.kind is MessageKind.CUSTOMER]


def ticket(place: Place, ticket_id: int = 1) -> Ticket:
    with place.house.view() as work:
        found = work.unit.tickets.get(ticket_id)
    assert found is not None
    return found


def parties(place: Place) -> frozenset[str]:
    with place.house.view() as work:
        return work.unit.tickets.parties(1)


def untouched(place: Place) -> None:
    """MG-1 is Alice's alone, has her words alone, and only she reads what staff answer."""
    assert words(place) == ["It does not print."]
    assert parties(place) == {ALICE}
    assert place.answered_by_staff(1) == {ALICE}
    assert place.recipients() == {ALICE}


@pytest.mark.parametrize("sender", ["no-reply@svc.example", "Verify <noreply@svc.example>", "donotreply@corp.example"])
def test_a_verification_letter_of_another_service_reaches_no_customer(place: Place, sender: str) -> None:
    signs = (
        {"to": plus(place)},
        {"in_reply_to": ours(place)},
        {"references": ["first@corp.example"]},
        {"subject": "Verify your account [MG-1]"},
        {},
    )
    for sign in signs:
        kept = mail(place, sender, **{"subject": "Verify your account", "text": f"Your code is 4711, {sign}.", **sign})
        assert kept.fate is Fate.AUTOMATIC, sign
    untouched(place)


def test_a_service_that_writes_as_a_person_is_held_when_it_has_our_token(place: Place) -> None:
    kept = mail(place, "hello@svc.example", to=plus(place), text="Your code is 4711.")
    assert (kept.fate, kept.ticket_id) == (Fate.HELD, None)
    untouched(place)


@pytest.mark.parametrize("proof", ["proven", "unproven", "forged"])
def test_a_copy_makes_nobody_a_party(place: Place, proof: str) -> None:
    """The take-over of 2024: a spoofed owner, the ticket's address, and Eve in a copy."""
    for field in ("Cc", "Bcc", "Reply-To", "Resent-Cc", "Sender", "X-Mailgate-Cc"):
        kept = mail(place, ALICE, proof, to=plus(place), text=f"Adding Eve by {field}.", headers=[(field, EVE)])
        assert kept.fate is (Fate.HELD if proof == "forged" else Fate.REPLY)
    assert parties(place) == {ALICE}
    assert mail(place, EVE, to=plus(place), text="I was in the copy, you know.").fate is Fate.HELD
    assert place.answered_by_staff(1) == {ALICE}
    assert place.recipients() == {ALICE}


OLD_IDS = (
    "notify-17-3-x@ours.example",
    "mg.1@ours.example",
    "mg.1.abcdef@ours.example",
    "mg.1.abcdef.@ours.example",
    "mg.1.nonce00000000001." + "a" * 26 + "@ours.example",
    "MG-1@ours.example",
    "ticket-1@ours.example",
    "1@ours.example",
)
OLD_ADDRESSES = (
    "support+1@ours.example",
    "support+mg1@ours.example",
    "support+mg1-@ours.example",
    "support+MG-1@ours.example",
    "support+mg1-" + "a" * 26 + "@ours.example",
    "support+T1.token@ours.example",
    "mg1@ours.example",
)


@pytest.mark.parametrize("sender", [EVE, "ada@ours.example"])
def test_a_name_without_our_signature_names_no_ticket(place: Place, sender: str) -> None:
    letters = [{"in_reply_to": each, "references": [each]} for each in OLD_IDS] + [
        {"to": each} for each in OLD_ADDRESSES
    ]
    for letter in letters:
        kept = mail(place, sender, "unproven", text=f"Please close it, {letter}.", **letter)
        assert (kept.fate, kept.decision["thread_method"]) == (Fate.HELD, ThreadMethod.NONE), letter
    untouched(place)


def test_a_message_id_of_ours_with_anything_changed_names_no_ticket(place: Place) -> None:
    good = ours(place)
    number, nonce, tag = good.partition("@")[0].split(".")[1:]
    other = Minter(b"t" * 32).message_id(1, nonce, "ours.example")
    changed = [
        good.replace(f"mg.{number}.", "mg.2."),
        good.replace(nonce, "x" * len(nonce)),
        good.replace(tag, tag[:-1]),
    ]
    for number, message_id in enumerate([*changed, other, f"x{good}", f"{good}.evil.example@x"]):
        kept = mail(place, EVE, in_reply_to=message_id, text=f"Guess {number}.")
        assert kept.decision["thread_method"] == ThreadMethod.NONE, message_id
    assert words(place) == ["It does not print."]


def test_the_signed_address_of_another_ticket_is_of_that_ticket_only(place: Place) -> None:
    wrong = plus(place, 2).replace("+mg2-", "+mg1-")
    assert mail(place, ALICE, to=wrong, text="More.").decision["thread_method"] == ThreadMethod.NONE
    assert words(place) == ["It does not print."]


@pytest.mark.parametrize("proof", ["proven", "unproven", "forged"])
def test_a_good_token_in_other_hands_is_held(place: Place, proof: str) -> None:
    before = ticket(place)
    for sender in (EVE, "jan@kavárna.example", f'"{ALICE}" <{EVE}>', f"{ALICE}, {EVE}", "ada@ours.example"):
        for letter in ({"to": plus(place)}, {"in_reply_to": ours(place)}, {"references": [ours(place), "x@y.example"]}):
            kept = mail(place, sender, proof, text=f"Close it, by {letter}.", **letter)
            assert kept.fate is Fate.HELD, (sender, letter)
    assert (ticket(place).state, ticket(place).requester) == (before.state, ALICE)
    untouched(place)


def test_who_has_left_the_company_reads_nothing_more(place: Place) -> None:
    with place.house.work() as work:
        (person,) = work.unit.people.by_address(ALICE)
        work.unit.people.remove_membership(person.id, person.company.id)
    mail(place, ALICE, to=plus(place), text="And now?")
    assert place.answered_by_staff(1) == {DORA}


@pytest.mark.parametrize("sender", [EVE, "jan@kavárna.example"])
def test_a_number_in_the_subject_is_for_show(place: Place, sender: str) -> None:
    for subject in ("Re: [MG-1]", "[MG-1] [MG-1]", "[mg-1]", "[MG-00000001]", "Re: The printer is dead [MG-1]"):
        kept = mail(place, sender, subject=subject, text="What is the state?")
        assert kept.fate is Fate.TICKET
        assert kept.ticket_id != 1
    assert words(place) == ["It does not print."]
    assert place.answered_by_staff(1) == {ALICE}


def test_control_fields_of_ours_from_outside_move_nothing(place: Place) -> None:
    before = ticket(place)
    fields = {"State": "closed", "Ticket": "MG-1", "Proof": "proven", "Owner": EVE, "Priority": "P1", "Requester": EVE}
    kept = mail(
        place, ALICE, to=plus(place), text="More.", headers=[(f"X-Mailgate-{name}", v) for name, v in fields.items()]
    )
    assert kept.fate is Fate.REPLY
    after = ticket(place)
    same = {"version": before.version, "updated_at": before.updated_at}
    assert replace(after, **same) == before
    assert place.answered_by_staff(1) == {ALICE}


def test_a_report_that_nobody_of_ours_wrote_makes_its_writer_no_party(place: Place) -> None:
    report = (
        f"From: MAILER-DAEMON@evil.example\r\nTo: {plus(place)}\r\nSubject: failed\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; evil.example\r\n\r\nFinal-Recipient: rfc822; x@evil.example\r\nAction: failed\r\n"
        "Status: 5.1.1\r\n--b--\r\n"
    )
    kept = place.letter(report.encode(), rcpts=(plus(place),), mail_from="")
    assert kept.fate is Fate.BOUNCE
    untouched(place)
