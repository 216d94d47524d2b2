"""Who may be told is asked again when a letter leaves: every kind of letter × language × recipient (law 7)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from mailgate.desk import look
from mailgate.desk.recipients import may_not_be_told
from mailgate.model.event import UNANSWERED
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import Flag, State
from mailgate.outbound.kinds import KINDS, LANGUAGES
from mailgate.registry.disclosure import Discloses
from mailgate.testing import an_out_letter

from .conftest import ANN, Place

BILL, EVA, JUNE = "bill@customer.example", "eva@customer.example", "june@kestrel.example"
NEW, STRANGER, MALLORY = "new@customer.example", "sam@elsewhere.example", "mallory@evil.example"
ADA, BOB = "ada@desk.example", "bob@desk.example"
T, E, M, N, S = Discloses.TICKET, Discloses.ENTITLED, Discloses.MEMBER, Discloses.NOTHING, Discloses.STAFF
INVOICE = {"subject": "A question about the invoice", "text": "Why twice?\n"}


def removed(place: Place, address: str) -> None:
    with place.house.work() as work:
        for person in work.unit.people.by_address(address):
            work.unit.people.remove_membership(person.id, person.company.id)


def staff_left(place: Place, email: str) -> None:
    with place.house.work() as work:
        left = tuple(member for member in work.desk.staff if member.email != email)
        work.unit.setup.put(replace(work.desk, staff=left))


def rights_taken(place: Place, address: str) -> None:
    with place.house.work() as work:
        for person in work.unit.people.by_address(address):
            work.unit.people.save_person(replace(person, rights=frozenset()))


def nothing(place: Place) -> None:
    return None


@dataclass(frozen=True)
class Case:
    """Who writes how, who gets letters about it, and what happens between queueing and sending."""

    letter: dict[str, object]
    to: str
    told: frozenset[Discloses]  #: what may leave
    why: str  #: words of the reason of the rest, where the registry decides
    between: Callable[[Place], None] = nothing


CASES = {
    "the author with the right": Case({"sender": ANN}, ANN, frozenset({T, E, M, N}), ""),
    "the author without the right": Case(
        {"sender": ANN, **INVOICE}, ANN, frozenset({M, N}), "Ann Novakova lacks the right billing"
    ),
    "who is entitled in the author's place": Case({"sender": ANN, **INVOICE}, BILL, frozenset({T, E, M}), ""),
    "a contact without the right": Case({"sender": ANN}, BILL, frozenset({M}), "Bill Payer lacks the right technical"),
    "the author, whose right was taken": Case(
        {"sender": ANN},
        ANN,
        frozenset({M, N}),
        "Ann Novakova lacks the right technical",
        lambda place: rights_taken(place, ANN),
    ),
    "the author, who was removed": Case(
        {"sender": ANN}, ANN, frozenset({N}), f"{ANN} is no longer in the registry", lambda place: removed(place, ANN)
    ),
    "the author, not proven": Case(
        {"sender": ANN, "proof": "unproven"}, ANN, frozenset({N}), "the author is not proven yet"
    ),
    "a contact, while the author is not proven": Case(
        {"sender": ANN, "proof": "unproven"}, EVA, frozenset(), "the author is not proven yet"
    ),
    "a stranger, about their own ticket": Case({"sender": STRANGER}, STRANGER, frozenset({T, N}), "no customer"),
    "a contact, about a stranger's ticket": Case({"sender": STRANGER}, ANN, frozenset(), "no customer|is no party"),
    "a colleague, about their own ticket": Case(
        {"sender": NEW}, NEW, frozenset({N}), f"{NEW} is no longer in the registry"
    ),
    "a contact of another customer": Case(
        {"sender": ANN}, JUNE, frozenset(), "June Park is no longer a member of Customer s.r.o."
    ),
    "who stood in Cc": Case(
        {"sender": ANN, "headers": [("Cc", MALLORY)]}, MALLORY, frozenset(), f"{MALLORY} is no longer in the registry"
    ),
    "staff": Case({"sender": ANN}, ADA, frozenset({S}), f"{ADA} is no longer in the registry"),
    "staff who left": Case(
        {"sender": ANN}, BOB, frozenset(), f"{BOB} is no longer in the registry", lambda place: staff_left(place, BOB)
    ),
}
#: A page leaves only while nobody has the ticket: tests/unit/desk/test_ladder.py, test_pager.py.
ASKED_HERE = [effect for effect in KINDS if effect != "page"]
REFUSED_OTHERWISE = {N: "goes to the author alone", S: "is no longer on the staff"}


def queue(place: Place, *letters: OutLetter) -> None:
    """As it would stand in the outbox after the check of that time."""
    with place.house.work() as work:
        for letter in letters:
            assert work.unit.outbox.queue(letter)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_only_who_may_be_told_gets_a_letter(place: Place, case: Case, language: str) -> None:
    kept = place.mail(**case.letter)  # type: ignore[arg-type]
    assert kept.ticket_id == 1
    with place.house.work() as work:
        work.unit.outbox.cancel(1, list(KINDS), "not of this test")  # type: ignore[arg-type]
    waiting: list[str] = [*UNANSWERED]
    for state, effects in (
        (State.RESOLVED, [each for each in ASKED_HERE if each not in waiting]),
        (State.WAITING_CUSTOMER, waiting),
    ):
        with place.house.work() as work:  # so that the questions are asked, too
            work.unit.tickets.save(replace(place.ticket(), state=state, language=language))
        queue(place, *(an_out_letter(effect=effect, to=case.to, ticket_id=1, event_id=99) for effect in effects))
        if state is State.RESOLVED:
            case.between(place)
        place.deliver()
    mine = {letter.effect: letter for letter in place.outbox() if letter.event_id == 99}
    assert set(mine) == set(ASKED_HERE)
    for effect in ASKED_HERE:
        kind = KINDS[effect]
        state, said = mine[effect].state, mine[effect].answer
        if kind.discloses in case.told:
            assert (effect, state, said) == (effect, OutState.SENT, "250 2.0.0 kept")
        else:
            words = REFUSED_OTHERWISE.get(kind.discloses, case.why)
            assert (effect, state) == (effect, OutState.SUPPRESSED)
            assert any(word in said for word in words.split("|")), said
    assert len(place.relay.sent_to(case.to)) == sum(KINDS[effect].discloses in case.told for effect in ASKED_HERE)


def test_every_kind_is_refused_to_somebody_and_told_to_somebody() -> None:
    for kind in KINDS.values():
        assert any(kind.discloses in case.told for case in CASES.values())
        assert any(kind.discloses not in case.told for case in CASES.values())


# What follows when it may not leave.


def test_the_owner_and_the_page_learn_whose_right_is_missing(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "reply", text="The password is in the safe.")
    rights_taken(place, ANN)
    place.deliver()
    why = "Ann Novakova lacks the right technical"
    assert place.out("reply").answer == why
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= place.ticket().flags
    assert why in place.history()[-1].why
    assert place.out("staff_task").to == ADA
    with place.house.view() as work:
        rows = {row["effect"]: row for row in look.ticket(work, "MG-1")["outbound"]}
    assert (rows["reply"]["state"], rows["reply"]["answer"]) == ("suppressed", why)


def test_a_verification_that_may_not_be_told_starts_no_clock(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    removed(place, ANN)
    place.deliver()
    assert place.out("verify").answer == f"{ANN} is no longer in the registry"
    assert place.ticket().state is State.RESOLVED
    assert Flag.OWNER_TASK in place.ticket().flags
    assert place.later(hours=100) == []


def test_a_suppressed_neutral_letter_is_one_task_and_feeds_no_loop(place: Place) -> None:
    place.mail(STRANGER)
    place.act("MG-1", "take")
    place.deliver()
    queue(place, an_out_letter(effect="received_neutral", to=MALLORY, ticket_id=1, event_id=99))
    tried = len(place.relay.tried)
    for _ in range(5):
        place.later(minutes=20)
        place.deliver()
    assert sum("such a letter goes to the author alone" in entry.why for entry in place.history()) == 1
    assert place.effects().count("staff_task") == 1
    assert [sent.to for sent in place.relay.tried[tried:]] == [ADA], "the task itself, once"


def test_a_letter_to_a_colleague_who_left_is_recorded_and_calls_nobody(place: Place) -> None:
    place.mail()
    queue(place, an_out_letter(effect="staff_task", to=BOB, ticket_id=1, event_id=99))
    before = place.ticket()
    staff_left(place, BOB)
    place.deliver()
    letter = place.out("staff_task")
    assert (letter.state, letter.answer) == (OutState.SUPPRESSED, f"{BOB} is no longer on the staff")
    assert place.ticket() == before


def test_a_kind_of_letter_that_is_no_longer_written_stops_no_other(place: Place) -> None:
    place.mail()
    queue(place, an_out_letter(effect="horoscope", to=ANN, ticket_id=1, event_id=99))
    place.deliver()
    assert place.out("horoscope").state is OutState.FAILED
    assert place.out("received").state is OutState.SENT


def test_a_letter_that_may_be_told_again_can_be_sent_again(place: Place) -> None:
    from mailgate.desk.resend import resend

    place.mail()
    place.act("MG-1", "reply", text="It is the cable.")
    with place.house.view() as work:
        (ann,) = work.unit.people.by_address(ANN)
    rights_taken(place, ANN)
    place.deliver()
    resend(place.house, place.out("reply").id)
    place.deliver()
    assert place.out("reply").state is OutState.SUPPRESSED, "asked anew, and still no"
    with place.house.work() as work:
        work.unit.people.save_person(ann)
    resend(place.house, place.out("reply").id)
    place.deliver()
    assert place.out("reply").state is OutState.SENT


def test_the_question_changes_nothing(place: Place) -> None:
    place.mail()
    before = (place.ticket(), place.outbox())
    with place.house.view() as work:
        assert may_not_be_told(work, place.ticket(), "reply", ANN) == ""
        assert may_not_be_told(work, place.ticket(), "reply", MALLORY) == f"{MALLORY} is not in the registry"
    assert (place.ticket(), place.outbox()) == before


def test_a_question_that_is_no_longer_asked_is_not_sent(place: Place) -> None:
    """Of a row that outlived the question: a move of the ticket would have cancelled it."""
    place.mail()
    queue(place, an_out_letter(effect="verify", to=ANN, ticket_id=1, event_id=99))
    place.deliver()
    assert (place.out("verify").state, place.out("verify").answer) == (OutState.CANCELLED, "overtaken before it left")
    assert "verify" not in [letter.effect for letter in place.outbox() if letter.state is OutState.SENT]
