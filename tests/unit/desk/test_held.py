"""Letters that wait for a person: what they are told about them, and the author who is added to the registry (S3-3)."""

from datetime import timedelta

import pytest

from mailgate.desk.act import act
from mailgate.desk.decide import drain
from mailgate.desk.health import findings, status
from mailgate.desk.held import add_to_registry, discard, release
from mailgate.desk.newcomer import Registration, rights_of
from mailgate.desk.waiting import opened, waiting_row
from mailgate.model.errors import NotAllowed, UnknownThing, WrongUse
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.person import Person, Right
from mailgate.model.ticket import ClockKind, Flag, State

from .conftest import ANN, Place

NEW_HAND, STRANGER = "new@customer.example", "sam@elsewhere.example"
ADA, LEA = "ada@desk.example", "lea@desk.example"
CUSTOMER = Registration("customer S.R.O.")


def known(place: Place, address: str) -> list[Person]:
    with place.house.view() as work:
        return work.unit.people.by_address(address)


def row_of(place: Place, kept: KeptLetter) -> dict[str, object]:
    with place.house.view() as work:
        return waiting_row(work, kept)


# One act: into the registry, and a ticket of that customer.


def test_a_held_colleague_is_registered_and_the_ticket_is_the_customers_in_one_act(place: Place) -> None:
    kept = place.mail(f"Nora New <{NEW_HAND}>", proof="unproven")
    ticket = release(place.house, kept.id, ADA, CUSTOMER)
    (member,) = known(place, NEW_HAND)
    assert (member.company.name, member.name, member.rights) == ("Customer s.r.o.", "Nora New", CUSTOMER.rights)
    assert (ticket.customer, ticket.requester_name) == ("Customer s.r.o.", "Nora New")
    after = place.letter(kept.id)
    assert (after.fate, after.ticket_id) == (Fate.TICKET, ticket.id)
    assert after.reason == f"released by Ada First; {NEW_HAND} is in the registry of Customer s.r.o. now"
    assert after.reason.split("; ")[1] in place.history()[0].data["reasons"]


def test_to_be_registered_is_not_to_be_proven(place: Place) -> None:
    kept = place.mail(NEW_HAND, proof="unproven")
    ticket = release(place.house, kept.id, ADA, CUSTOMER)
    assert ticket.flags == {Flag.UNPROVEN}
    with pytest.raises(NotAllowed, match="not proven yet"):
        place.act(ticket.number, "reply", text="The server room is behind the kitchen.")
    place.deliver()
    assert place.effects() == ["received_neutral"]


def test_a_stranger_whom_a_mailbox_holds_is_registered_and_told_like_any_contact(place: Place) -> None:
    kept = place.mail(STRANGER, to="private@desk.example")
    assert kept.fate is Fate.HELD
    wanted = Registration("Kestrel Ltd.", "Sam  Hill\n", frozenset({Right.BILLING, Right.TECHNICAL}))
    ticket = release(place.house, kept.id, ADA, wanted)
    (member,) = known(place, STRANGER)
    assert (member.company.name, member.name, member.rights) == ("Kestrel Ltd.", "Sam Hill", wanted.rights)
    assert (ticket.customer, ticket.flags) == ("Kestrel Ltd.", frozenset())
    assert place.effects() == ["received"]


def test_the_next_letter_of_a_newcomer_is_a_contacts(place: Place) -> None:
    release(place.house, place.mail(NEW_HAND, proof="unproven").id, ADA, CUSTOMER)
    assert place.mail(NEW_HAND, text="Again.").decision["standing"] == "contact"


@pytest.mark.parametrize("sender", [NEW_HAND, STRANGER, ANN])
@pytest.mark.parametrize("staff", [ADA, LEA])
def test_nobody_is_registered_from_a_forged_letter(place: Place, sender: str, staff: str) -> None:
    kept = place.mail(sender, proof="forged")
    before = known(place, sender)
    with pytest.raises(NotAllowed, match=f"letter {kept.id} is forged as far as we can see: nobody is added"):
        add_to_registry(place.house, kept.id, staff, Registration("Kestrel Ltd."))
    assert known(place, sender) == before
    assert place.letter(kept.id) == kept


def test_a_forged_letter_that_a_lead_released_registers_nobody_either(place: Place) -> None:
    kept = place.mail(NEW_HAND, proof="forged")
    release(place.house, kept.id, LEA)
    with pytest.raises(NotAllowed, match="nobody is added to the registry from it"):
        add_to_registry(place.house, kept.id, LEA, CUSTOMER)
    assert known(place, NEW_HAND) == []


def test_two_authors_are_nobody_to_register(place: Place) -> None:
    kept = place.mail(NEW_HAND, headers=[("From", STRANGER)])
    with pytest.raises(NotAllowed, match="nobody certain wrote letter 1"):
        release(place.house, kept.id, ADA, CUSTOMER)
    assert place.letter(kept.id).fate is Fate.HELD
    assert not row_of(place, kept)["addable"]


@pytest.mark.parametrize(
    ("company", "told"),
    [
        ("Kestrle Ltd", "did you mean 'Kestrel Ltd.'"),
        ("Nobody", "mailgate registry import adds customers"),
        ("", "there is no customer ''"),
    ],
)
def test_an_unknown_customer_leaves_everything_as_it_was(place: Place, company: str, told: str) -> None:
    kept = place.mail(NEW_HAND, proof="unproven")
    with pytest.raises(UnknownThing, match=told):
        release(place.house, kept.id, ADA, Registration(company))
    assert (place.letter(kept.id).fate, place.tickets(), known(place, NEW_HAND)) == (Fate.HELD, [], [])


def test_a_release_that_fails_registers_nobody(place: Place) -> None:
    raw = b"From: new@customer.example\r\n" + b"X: y\r\n" * 2000 + b"\r\nHello\r\n"
    kept = place.bytes_in(raw)
    assert kept.fate is Fate.QUARANTINED
    with pytest.raises(NotAllowed):
        release(place.house, kept.id, ADA, CUSTOMER)
    assert known(place, NEW_HAND) == []


def test_a_ticket_of_an_unregistered_colleague_becomes_a_contacts(place: Place) -> None:
    kept = place.mail(NEW_HAND)
    assert place.ticket().flags == {Flag.COLLEAGUE}
    ticket = add_to_registry(place.house, kept.id, ADA, CUSTOMER)
    assert (ticket.id, ticket.flags, ticket.customer) == (1, frozenset(), "Customer s.r.o.")
    assert place.history()[-1].why == f"Ada First added {NEW_HAND} to the registry of Customer s.r.o."
    place.act("MG-1", "reply", text="Done.")
    place.deliver()
    assert place.out("reply").to == NEW_HAND


def test_a_ticket_of_a_stranger_becomes_the_customers_with_its_promise(place: Place) -> None:
    kept = place.mail(STRANGER)
    with place.house.work() as work:
        work.unit.clocks.stop(1, (ClockKind.FIRST_ANSWER,))
    ticket = add_to_registry(place.house, kept.id, ADA, Registration("Kestrel Ltd."))
    assert (ticket.customer, ticket.flags, ticket.state) == ("Kestrel Ltd.", frozenset(), State.FIRST_LINE)
    assert ClockKind.FIRST_ANSWER in place.clocks()


def test_a_ticket_of_another_customer_is_not_taken_over(place: Place) -> None:
    kept = place.mail(NEW_HAND)
    with pytest.raises(NotAllowed, match=r"MG-1 is a ticket of Customer s\.r\.o\."):
        add_to_registry(place.house, kept.id, ADA, Registration("Kestrel Ltd."))
    assert known(place, NEW_HAND) == []


def test_who_is_registered_there_already_is_not_added_again(place: Place) -> None:
    kept = place.mail()
    with pytest.raises(NotAllowed, match="already registered at Customer"):
        add_to_registry(place.house, kept.id, ADA, CUSTOMER)


def test_a_reply_registers_nobody_for_the_ticket_that_others_opened(place: Place) -> None:
    place.mail()
    kept = place.mail(text="More.", subject="[MG-1]")
    assert kept.fate is Fate.REPLY
    with pytest.raises(NotAllowed, match="only held and quarantined"):
        add_to_registry(place.house, kept.id, ADA, CUSTOMER)


def test_rights_are_words_with_spaces_or_commas() -> None:
    assert rights_of("technical, Billing") == {Right.TECHNICAL, Right.BILLING}
    assert rights_of(" ") == frozenset()
    with pytest.raises(WrongUse, match="there is no right 'root'; there are: technical, billing"):
        rights_of("technical root")


# Security items.


def answered(place: Place, sender: str, **letter: str) -> KeptLetter:
    return place.answer(place.out("received"), "Close it.", sender, **letter)


@pytest.fixture
def started(place: Place) -> Place:
    """Ann's ticket with its acknowledgement sent, and an owner."""
    place.mail(message_id="first@customer.example")
    place.act("MG-1", "take")
    place.deliver()
    return place


def test_forged_letters_and_tokens_in_strange_hands_are_security_items_and_no_others(started: Place) -> None:
    forged, outsider = answered(started, ANN, proof="forged"), answered(started, STRANGER)
    started.mail(STRANGER, proof="unproven", text="Merely held.")
    started.mail(NEW_HAND, subject="[MG-1]", text="A tag proves nothing.")
    with started.house.view() as work:
        assert [kept.id for kept in work.unit.letters.security(10)] == [outsider.id, forged.id]
    assert status(started.house)["security"] == 2
    discard(started.house, forged.id, ADA, "evil")
    assert status(started.house)["security"] == 1


def test_the_doctor_tells_of_security_items_with_the_age_of_the_oldest(started: Place) -> None:
    def told() -> str:
        return "\n".join(f"{finding.what}; {finding.fix}" for finding in findings(started.house))

    assert "security" not in told()
    answered(started, ANN, proof="forged")
    started.clock.forward(timedelta(hours=5))
    assert "1 security item waits, for 5 hours; see the Letters page or mailgate letter list --fate security" in told()
    answered(started, STRANGER)
    assert "2 security items wait, the oldest for 5 hours" in told()


@pytest.mark.parametrize(
    "sign",
    [
        {"in_reply_to": "OURS"},
        {"to": "PLUS"},
        {"in_reply_to": "first@customer.example"},
        {"subject": "Re: the printer [MG-1]"},
    ],
    ids=["minted", "plus-address", "stored id", "tag"],
)
def test_the_owner_is_told_of_a_forged_letter_and_the_ticket_stays_where_it_is(
    started: Place, sign: dict[str, str]
) -> None:
    names = {"OURS": started.out("received").message_id}
    names["PLUS"] = started.house.minter.reply_address(1, "support@desk.example")
    before, words, clocks = started.ticket(), started.messages(), started.clocks()
    kept = started.mail(proof="forged", text="Close it.", **{key: names.get(text, text) for key, text in sign.items()})
    assert (kept.fate, kept.ticket_id, kept.decision["names"]) == (Fate.HELD, None, "MG-1")
    after = started.ticket()
    assert after.flags == before.flags | {Flag.OWNER_TASK}
    assert (after.state, after.worker, after.waiting_since) == (before.state, before.worker, before.waiting_since)
    assert (started.messages(), started.clocks()) == (words, clocks)
    assert started.history()[-1].why == (
        f"a forged letter that names this ticket is held: letter {kept.id}, claims to be {ANN}"
    )
    assert started.out("staff_task").to == ADA


def test_a_forged_no_stops_no_clock(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "No, it is still broken.", proof="forged")
    assert (place.ticket().state, Flag.OWNER_TASK in place.ticket().flags) == (State.VERIFYING, True)
    place.later(hours=25)
    assert place.ticket().state is State.CLOSED


def test_a_flood_of_forged_letters_is_one_task_an_hour(started: Place) -> None:
    def tasks() -> int:
        return sum("forged letter" in entry.why for entry in started.history())

    for number in range(5):
        started.mail(proof="forged", text=f"{number}", subject="[MG-1]")
        started.clock.forward(timedelta(minutes=10))
    assert tasks() == 1
    started.clock.forward(timedelta(minutes=10))
    started.mail(proof="forged", text="later", subject="[MG-1]")
    assert tasks() == 2


def test_a_number_in_a_forged_subject_wakes_no_ticket_that_has_ended(started: Place) -> None:
    act(started.house, "MG-1", "reject", ADA, {"reason": "spam"})
    before = started.ticket()
    started.mail(proof="forged", text="Wake up", subject="[MG-1]")
    assert started.ticket() == before


# What people see.


def test_a_row_says_who_how_sure_where_it_points_and_why(started: Place) -> None:
    row = row_of(started, answered(started, f"Sam <{STRANGER}>", proof="unproven"))
    assert (row["address"], row["name"], row["standing"], row["proof"]) == (STRANGER, "Sam", "stranger", "unproven")
    assert (row["names"], row["by"], row["security"], row["waits"]) == ("MG-1", "minted", True, True)
    assert row["evidence"] == "nobody vouches for the sender"
    assert "no party" in str(row["reason"])
    assert (row["addable"], row["home"]) == (True, "")


def test_the_form_offers_the_customer_of_the_domain(place: Place) -> None:
    row = row_of(place, place.mail(NEW_HAND, proof="unproven"))
    assert (row["addable"], row["home"]) == (True, "Customer s.r.o.")


@pytest.mark.parametrize(
    ("sender", "proof"), [(ANN, "proven"), (ANN, "forged"), (NEW_HAND, "forged"), (STRANGER, "forged")]
)
def test_the_form_is_not_offered_for_contacts_and_forgeries(place: Place, sender: str, proof: str) -> None:
    assert not row_of(place, place.mail(sender, proof=proof))["addable"]


def test_a_letter_shows_its_words_and_of_long_ones_the_beginning(place: Place) -> None:
    short = opened(place.house, place.mail(STRANGER, proof="unproven", text="Let me in.\n").id)
    assert (short.text, short.cut, short.unread) == ("Let me in.", False, "")
    long = opened(place.house, place.mail(STRANGER, proof="unproven", text="word " * 5000).id)
    assert (len(long.text), long.cut) == (6000, True)


def test_what_could_not_be_read_safely_is_not_read_for_a_page(place: Place) -> None:
    kept = place.bytes_in(b"From: ann@customer.example\r\n" + b"X: y\r\n" * 2000 + b"\r\nHello\r\n")
    found = opened(place.house, kept.id)
    assert (found.text, found.unread) == ("", "limit: more than 1000 headers")
    with pytest.raises(UnknownThing):
        opened(place.house, 99)


# Outages come in at once, and not without end.


@pytest.mark.parametrize("sender", [NEW_HAND, STRANGER])
def test_an_unproven_outage_is_worked_at_once_and_nothing_is_told(place: Place, sender: str) -> None:
    kept = place.mail(sender, proof="unproven", subject="Total outage!")
    ticket = place.ticket(kept.ticket_id)
    assert (kept.fate, ticket.priority, Flag.UNPROVEN in ticket.flags) == (Fate.TICKET, "P1", True)
    assert place.deliver() == []
    with pytest.raises(NotAllowed, match="not proven yet"):
        place.act(ticket.number, "reply", text="The server is in room 4.")


def test_a_forged_outage_is_held(place: Place) -> None:
    kept = place.mail(NEW_HAND, proof="forged", subject="Total outage!")
    assert (kept.fate, place.tickets()) == (Fate.HELD, [])


@pytest.mark.parametrize("box", ["private", "members"])
def test_a_proven_strangers_outage_is_worked_also_where_strangers_are_not(place: Place, box: str) -> None:
    assert place.mail(STRANGER, to=f"{box}@desk.example", subject="An outage").fate is Fate.TICKET


def outage(place: Place, number: int, domain: str = "elsewhere.example") -> KeptLetter:
    return place.mail(f"p{number}@{domain}", proof="unproven", subject="Total outage!", text=f"No. {number}")


def test_five_outages_of_a_domain_come_in_within_an_hour_and_the_sixth_waits_for_a_person(place: Place) -> None:
    fates = [outage(place, number).fate for number in range(6)]
    assert fates == [Fate.TICKET] * 5 + [Fate.HELD]
    assert place.letter(6).reason == (
        "stranger, not proven; it reports an outage, but 5 such letters of elsewhere.example became tickets within the "
        "last hour"
    )
    assert place.letter(6).decision["reasons"]
    assert outage(place, 6, "another.example").fate is Fate.TICKET
    place.clock.forward(timedelta(hours=1))
    assert outage(place, 7).fate is Fate.TICKET


def test_those_who_may_open_a_ticket_anyway_are_neither_counted_nor_stopped(place: Place) -> None:
    for number in range(7):
        assert place.mail(subject="An outage", text=f"{number}").fate is Fate.TICKET
        assert place.mail(proof="unproven", subject="An outage", text=f"{number} again").fate is Fate.TICKET
    assert outage(place, 1, "customer.example").fate is Fate.TICKET


def test_the_limit_also_counts_within_one_batch(place: Place) -> None:
    from mailgate.desk.receive import receive
    from mailgate.testing import an_envelope

    from .conftest import written

    box = "support@desk.example"
    for number in range(8):
        raw = written(f"p{number}@elsewhere.example", "unproven", box, subject="An outage", text=f"No. {number}")
        receive(place.house, an_envelope(rcpts=(box,), received_at=place.clock.now()), raw)
    assert [kept.fate for kept in drain(place.house)] == [Fate.TICKET] * 5 + [Fate.HELD] * 3


def test_an_outage_over_the_limit_at_a_refusing_mailbox_is_held_and_not_rejected(place: Place) -> None:
    fates = [
        place.mail(STRANGER, to="members@desk.example", subject="An outage", text=f"{number}").fate
        for number in range(6)
    ]
    assert fates == [Fate.TICKET] * 5 + [Fate.HELD]


@pytest.mark.parametrize("proof", ["proven", "unproven", "forged"])
def test_a_services_sign_up_letter_to_a_tickets_own_address_is_seen_by_no_customer(started: Place, proof: str) -> None:
    """T1: whoever lets a service write to our address must not read its letter in a ticket."""
    words, tickets = started.messages(), len(started.tickets())
    plus = started.house.minter.reply_address(1, "support@desk.example")
    kept = started.mail(
        "no-reply@svc.example", proof=proof, to=plus, subject="Verify your account", text="Your code: 1"
    )
    assert kept.fate is Fate.AUTOMATIC
    assert (started.messages(), len(started.tickets())) == (words, tickets)


def test_a_newcomer_without_the_right_of_the_topic_has_somebody_asked(place: Place) -> None:
    kept = place.mail("sam@elsewhere.example", to="private@desk.example", subject="Your invoice", text="Which invoice?")
    register = Registration("Customer s.r.o.", "Sam Hill", frozenset({Right.TECHNICAL}))
    ticket = release(place.house, kept.id, "ada@desk.example", register)
    assert Flag.NO_RIGHT in place.ticket(ticket.id).flags
    assert place.out("approval_request", ticket.id).to == "bill@customer.example"


def test_a_flood_of_outages_under_invented_domains_ends_at_the_limit_for_all(place: Place) -> None:
    fates = [outage(place, number, f"invented{number}.example").fate for number in range(42)]
    assert fates == [Fate.TICKET] * 40 + [Fate.HELD] * 2
    assert "40 such letters in all became tickets" in place.letter(41).reason
    with place.house.view() as work:
        assert len((work.unit.notes.get("at_once") or "").split()) == 40
    place.clock.forward(timedelta(hours=1))
    assert outage(place, 99).fate is Fate.TICKET
    with place.house.view() as work:
        assert len((work.unit.notes.get("at_once") or "").split()) == 1


def test_only_a_lead_releases_a_forged_letter(place: Place) -> None:
    kept = place.mail(proof="forged")
    with pytest.raises(NotAllowed, match="is forged as far as we can see: only a lead may release it"):
        release(place.house, kept.id, ADA)
    assert place.letter(kept.id).fate is Fate.HELD
    assert release(place.house, kept.id, LEA).flags == {Flag.UNPROVEN}


def test_to_add_the_author_of_an_unproven_ticket_is_not_to_vouch_for_them(place: Place) -> None:
    kept = place.mail(NEW_HAND, proof="unproven", subject="Total outage!")
    assert place.ticket(kept.ticket_id).flags == {Flag.COLLEAGUE, Flag.UNPROVEN}
    assert add_to_registry(place.house, kept.id, ADA, CUSTOMER).flags == {Flag.UNPROVEN}
