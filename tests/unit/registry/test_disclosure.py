"""May this letter go to this address? Every kind of letter × every kind of recipient (law 7, S3-4, T1-T6)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mailgate.model.event import MAIL_EFFECTS
from mailgate.model.person import Company, Person, Right
from mailgate.outbound.kinds import KINDS, Kind
from mailgate.registry.disclosure import NOT_PROVEN, RULES, Discloses, Telling, refusal

KESTREL, OTHER = Company(1, "Kestrel Ltd."), Company(2, "Other s.r.o.")
JAN = Person(1, KESTREL, "Jan Kos", ("kos@kestrel.example", "jan@post.example"), frozenset({Right.TECHNICAL}))
BILL = Person(2, KESTREL, "Bill Payer", ("bill@kestrel.example",), frozenset({Right.BILLING}))
EVA = Person(3, KESTREL, "Eva Chief", ("eva@kestrel.example",), frozenset({Right.COMPANY_ADMIN}))
OTTO = Person(4, OTHER, "Otto Other", ("otto@other.example",), frozenset(Right))
JAN_THERE = replace(JAN, company=OTHER, rights=frozenset(Right))
NEW, STRANGER, MALLORY = "new@kestrel.example", "sam@elsewhere.example", "mallory@evil.example"
ADA, LEFT = "ada@desk.example", "left@desk.example"

#: A ticket of Jan's about something that needs the right `technical`, which he has.
OWN = Telling(
    JAN.address,
    Discloses.TICKET,
    JAN.address,
    customer_id=1,
    customer="Kestrel Ltd.",
    right=Right.TECHNICAL,
    known=(JAN,),
    members=(JAN, BILL, EVA),
)
BY_CUSTOMER = (Discloses.TICKET, Discloses.ENTITLED, Discloses.MEMBER)
T, E, M, N, S = Discloses.TICKET, Discloses.ENTITLED, Discloses.MEMBER, Discloses.NOTHING, Discloses.STAFF


def told_to(person: Person, **more: object) -> Telling:
    return replace(OWN, to=person.address, known=(person,), **more)


def told_at(address: str, **more: object) -> Telling:
    return replace(OWN, to=address, known=(), **more)


BILLING = {"right": Right.BILLING}
#: A proven stranger's own ticket: it belongs to no customer.
STRANGE = {"requester": STRANGER, "customer_id": None, "customer": "", "right": Right.TECHNICAL, "members": ()}
AUTHOR_ONLY = " is not the author: such a letter goes to the author alone"

#: What is asked; then the answer for a letter that discloses T, E, M and N. "" is yes.
DECISIONS: dict[str, tuple[Telling, str, str, str, str]] = {
    "the author, who has the right": (OWN, "", "", "", ""),
    "the author at another address of theirs": (
        replace(OWN, to="jan@post.example"),
        "",
        "",
        "",
        f"jan@post.example{AUTHOR_ONLY}",
    ),
    "the author, who lacks the right": (
        replace(OWN, **BILLING),
        "Jan Kos lacks the right billing",
        "Jan Kos lacks the right billing",
        "",
        "",
    ),
    "the author of a ticket that needs no right": (
        replace(OWN, right=None),
        "",
        "Jan Kos lacks the right company_admin, and is not the author",
        "",
        "",
    ),
    "who is entitled in the author's place": (
        told_to(BILL, **BILLING),
        "",
        "",
        "",
        f"bill@kestrel.example{AUTHOR_ONLY}",
    ),
    "a contact without the right": (
        told_to(BILL),
        "Bill Payer lacks the right technical",
        "Bill Payer lacks the right technical",
        "",
        f"bill@kestrel.example{AUTHOR_ONLY}",
    ),
    "the administrator, while somebody has the right": (
        told_to(EVA),
        "Eva Chief lacks the right technical",
        "Eva Chief lacks the right technical",
        "",
        f"eva@kestrel.example{AUTHOR_ONLY}",
    ),
    "the administrator, when nobody has the right": (
        told_to(EVA, right=Right.SECURITY),
        "",
        "",
        "",
        f"eva@kestrel.example{AUTHOR_ONLY}",
    ),
    "a contact, about what needs no right": (
        told_to(BILL, right=None),
        "Bill Payer lacks the right company_admin, and is not the author",
        "Bill Payer lacks the right company_admin, and is not the author",
        "",
        f"bill@kestrel.example{AUTHOR_ONLY}",
    ),
    "the author, who left the registry after it was queued": (
        told_at(JAN.address, was_allowed=True),
        "kos@kestrel.example is no longer in the registry",
        "kos@kestrel.example is no longer in the registry",
        "kos@kestrel.example is no longer in the registry",
        "",
    ),
    "the author, who went to another customer": (
        replace(OWN, known=(JAN_THERE,), was_allowed=True),
        "Jan Kos is no longer a member of Kestrel Ltd.",
        "Jan Kos is no longer a member of Kestrel Ltd.",
        "Jan Kos is no longer a member of Kestrel Ltd.",
        "",
    ),
    "a contact of another customer with every right": (
        told_to(OTTO),
        "Otto Other is not a member of Kestrel Ltd.",
        "Otto Other is not a member of Kestrel Ltd.",
        "Otto Other is not a member of Kestrel Ltd.",
        f"otto@other.example{AUTHOR_ONLY}",
    ),
    "a colleague who is not registered, about their own letter": (
        told_at(NEW, requester=NEW),
        f"{NEW} is not in the registry",
        f"{NEW} is not in the registry",
        f"{NEW} is not in the registry",
        "",
    ),
    "an outsider who stood in Cc": (
        told_at(MALLORY),
        f"{MALLORY} is not in the registry",
        f"{MALLORY} is not in the registry",
        f"{MALLORY} is not in the registry",
        f"{MALLORY}{AUTHOR_ONLY}",
    ),
    "the author, who is not proven yet": (replace(OWN, unproven=True), NOT_PROVEN, NOT_PROVEN, NOT_PROVEN, ""),
    "who is entitled, while the author is not proven": (
        told_to(BILL, unproven=True, **BILLING),
        NOT_PROVEN,
        NOT_PROVEN,
        NOT_PROVEN,
        f"bill@kestrel.example{AUTHOR_ONLY}",
    ),
    "a stranger, about their own ticket": (
        told_at(STRANGER, **STRANGE),
        "",
        "this ticket belongs to no customer: nobody is entitled to decide",
        f"{STRANGER} is no party: this ticket belongs to no customer",
        "",
    ),
    "an outsider, about a stranger's ticket": (
        told_at(MALLORY, **STRANGE),
        f"{MALLORY} is no party: this ticket belongs to its author alone",
        "this ticket belongs to no customer: nobody is entitled to decide",
        f"{MALLORY} is no party: this ticket belongs to no customer",
        f"{MALLORY}{AUTHOR_ONLY}",
    ),
    "nobody, about a ticket of nobody certain": (
        told_at("", **{**STRANGE, "requester": ""}),
        " is no party: this ticket belongs to its author alone",
        "this ticket belongs to no customer: nobody is entitled to decide",
        " is no party: this ticket belongs to no customer",
        AUTHOR_ONLY,
    ),
}


@pytest.mark.parametrize("discloses", [T, E, M, N])
@pytest.mark.parametrize("case", DECISIONS)
def test_who_may_be_told_what(case: str, discloses: Discloses) -> None:
    telling, *answers = DECISIONS[case]
    expected = dict(zip((T, E, M, N), answers, strict=True))
    assert refusal(replace(telling, discloses=discloses)) == expected[discloses]


@pytest.mark.parametrize("case", DECISIONS)
def test_no_customer_is_told_what_is_for_staff(case: str) -> None:
    telling = replace(DECISIONS[case][0], discloses=S, was_allowed=False)
    assert refusal(telling) == f"{telling.to} is not on the staff"


@pytest.mark.parametrize("discloses", [T, E, M, N])
def test_being_on_the_staff_opens_nothing_that_is_a_customers(discloses: Discloses) -> None:
    assert refusal(told_at(ADA, discloses=discloses, on_staff=True))


def test_staff_are_told_until_they_leave() -> None:
    assert refusal(told_at(ADA, discloses=S, on_staff=True)) == ""
    assert refusal(told_at(LEFT, discloses=S, was_allowed=True)) == f"{LEFT} is no longer on the staff"


def test_every_disclosure_has_its_rule() -> None:
    assert set(RULES) == set(Discloses)


# What each kind of letter discloses.

#: Written down a second time: whoever adds a kind says here, too, to whom it may go.
EXPECTED = {
    T: {
        "received",
        "taken",
        "taken_over",
        "asked",
        "asked_reminder",
        "closing_question",
        "reply",
        "on_hold",
        "appointment",
        "verify",
        "verify_expectation",
        "reminder",
        "closed",
        "reopened",
    },
    E: {"approval_request"},
    M: {"colleague_wrote"},
    N: {"received_neutral", "form_received", "refused", "not_entitled"},
    S: {"staff_task", "page"},
}


def test_a_kind_that_says_nothing_tells_about_the_ticket() -> None:
    assert Kind("brand_new").discloses is T


@pytest.mark.parametrize("discloses", Discloses)
def test_what_is_less_than_the_ticket_is_named_here(discloses: Discloses) -> None:
    found = {kind.effect for kind in KINDS.values() if kind.discloses is discloses}
    assert found == EXPECTED[discloses] if discloses is not T else found >= EXPECTED[T]


def test_every_effect_that_moves_a_ticket_tells_about_it() -> None:
    assert {KINDS[effect].discloses for effect in MAIL_EFFECTS} == {T}


def test_staff_letters_and_only_they_are_for_staff() -> None:
    assert {kind.effect for kind in KINDS.values() if kind.to_staff} == {
        kind.effect for kind in KINDS.values() if kind.discloses is S
    }


NARROWED: dict[str, Callable[[Telling], Telling]] = {
    "not proven": lambda telling: replace(telling, unproven=True),
    "without rights": lambda telling: replace(
        telling, known=[replace(each, rights=frozenset()) for each in telling.known], members=()
    ),
    "gone": lambda telling: replace(telling, known=()),
    "without the customer's people": lambda telling: replace(telling, members=()),
}


@pytest.mark.parametrize("less", NARROWED)
@pytest.mark.parametrize("discloses", BY_CUSTOMER)
def test_knowing_less_of_a_customer_never_opens_what_was_closed(discloses: Discloses, less: str) -> None:
    for telling, *_ in DECISIONS.values():
        asked = replace(telling, discloses=discloses)
        assert refusal(NARROWED[less](asked)) or not refusal(asked)


@pytest.mark.parametrize("discloses", BY_CUSTOMER)
def test_who_is_gone_is_told_nothing_of_a_customer(discloses: Discloses) -> None:
    for telling, *_ in DECISIONS.values():
        if telling.customer_id is not None:
            assert refusal(replace(telling, discloses=discloses, known=()))
