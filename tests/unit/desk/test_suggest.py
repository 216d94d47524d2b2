"""Who is suggested for a ticket, and the reason in words (S1-3)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mailgate.desk import look
from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.suggest import Asked, Candidate, choose
from mailgate.model.ticket import State
from mailgate.model.ties import Ties
from mailgate.registry.setup import Staff
from mailgate.testing import MORNING, a_ticket

ASKED = Asked(1, "cs", "vpn", "Jan Kučera", "Dvůr Bakery")


def one(
    name: str, *ties: int, lines: tuple[Any, ...] = (1,), languages: tuple[str, ...] = (), named: bool = False
) -> Candidate:
    """`ties` are those with the requester, with the customer, solved, open."""
    staff = Staff(email=f"{name.lower()}@desk.example", name=name, lines=lines, languages=languages)
    return Candidate(staff, Ties(*ties), named)


def chosen(*candidates: Candidate, asked: Asked = ASKED) -> tuple[str, str]:
    found = choose(candidates, asked)
    assert found is not None
    return found.name, found.why


def test_each_rule_goes_before_those_that_follow_it() -> None:
    least, solved, company = one("Ida", 0, 0, 0, 0), one("Jan", 0, 0, 9, 5), one("Kim", 0, 7, 3, 6)
    contact, named = one("Leo", 1015, 0, 0, 7), one("Max", 0, 0, 0, 8, named=True)
    assert chosen(least, solved, company, contact, named) == ("Max", "is named for Jan Kučera in the registry")
    assert chosen(least, solved, company, contact) == ("Leo", "has MG-1015 open with Jan Kučera")
    assert chosen(least, solved, company) == ("Kim", "has MG-7 open with Dvůr Bakery")
    assert chosen(least, solved) == ("Jan", "has solved 9 in vpn or for Dvůr Bakery in 180 days")
    assert chosen(least, one("Eva", 0, 0, 0, 1)) == ("Ida", "has nothing open")
    assert chosen(one("Eva", 0, 0, 0, 2), one("Ivo", 0, 0, 0, 1)) == ("Ivo", "has the fewest open, 1")


def test_who_knows_equally_well_is_told_apart_by_load_and_then_by_name() -> None:
    assert chosen(one("Zoe", 9, 0, 0, 3), one("Bob", 8, 0, 0, 4))[0] == "Zoe"
    assert chosen(one("Zoe", 9, 0, 0, 3), one("Bob", 8, 0, 0, 3))[0] == "Bob"
    assert chosen(one("Zoe", 0, 0, 6, 9), one("Bob", 0, 0, 5, 0))[0] == "Zoe", "the most solved"
    assert chosen(one("Zoe", 0, 0, 5, 1), one("Bob", 0, 0, 5, 2))[0] == "Zoe"
    assert chosen(one("Zoe"), one("Bob"))[0] == "Bob"


def test_whose_lines_do_not_reach_the_level_is_not_suggested() -> None:
    second = Asked(2, "cs")
    assert chosen(one("Ada", 7, lines=(1,)), one("Max", lines=(2,)), asked=second)[0] == "Max"
    assert choose([one("Ada", 7), one("Otto", lines=(), named=True)], second) is None
    assert chosen(one("Max", 0, 0, 0, 0, lines=(3,)), one("Lea", 0, 0, 0, 5, lines=(1, 2)), asked=second)[0] == "Lea"
    assert chosen(one("Max", 0, 0, 4, 9, lines=(3,)), one("Lea", lines=(1, 2)), asked=second)[0] == "Max"


def test_who_has_no_lines_takes_part_in_first_line() -> None:
    assert chosen(one("Otto", lines=())) == ("Otto", "is the only one on shift who could take it")


def test_who_speaks_the_language_goes_before_who_does_not_save_whom_the_registry_names() -> None:
    czech, russian = one("Ada", 0, 0, 0, 5, languages=("cs",)), one("Ivo", 7, 0, 0, 0, languages=("ru",))
    assert chosen(czech, russian) == ("Ada", "has the fewest open, 5")
    assert chosen(czech, one("Max", languages=("ru",), named=True))[0] == "Max"


def test_nobody_speaks_the_language_and_somebody_is_suggested_all_the_same() -> None:
    russian = one("Ivo", 7, languages=("ru",))
    assert chosen(russian) == ("Ivo", "has MG-7 open with Jan Kučera; nobody on shift speaks cs")
    assert chosen(one("Ivo", 7))[1] == "has MG-7 open with Jan Kučera", "nobody's languages are known"


@pytest.mark.parametrize(
    ("category", "customer", "words"),
    [("vpn", "", "in vpn"), ("", "Oak", "for Oak"), ("vpn", "Oak", "in vpn or for Oak")],
)
def test_what_was_solved_is_told_by_what_is_known(category: str, customer: str, words: str) -> None:
    asked = Asked(1, "cs", category, "Ann", customer)
    assert chosen(one("Ada", 0, 0, 3), asked=asked)[1] == f"has solved 3 {words} in 180 days"


def test_without_candidates_nobody_is_suggested() -> None:
    assert choose([], ASKED) is None


def shown(place: Any, number: str = "MG-1") -> tuple[Any, Any]:
    with place.house.view() as work:
        row = look.ticket(work, number)
    return row["suggested"], row["suggested_why"]


def opened(place: Any, **kw: Any) -> str:
    with place.house.work() as work:
        return str(work.unit.tickets.open(a_ticket(**kw)).number)


def test_a_ticket_shows_who_is_suggested_and_why(place: Any) -> None:
    place.mail()
    assert shown(place) == (
        {"staff": "ada@desk.example", "name": "Ada First", "why": "has nothing open"},
        None,
    )
    opened(place, requester="ann@customer.example", worker="lea@desk.example", state=State.FIRST_LINE)
    assert shown(place)[0]["why"] == "has MG-2 open with Ann Novakova"
    place.act("MG-1", "take", staff="bob")
    assert shown(place) == (None, None), "somebody works on it"


def test_what_was_solved_longer_ago_than_180_days_counts_no_more(place: Any) -> None:
    place.mail()
    category = place.ticket().category
    closed = {"state": State.CLOSED, "category": category, "worker": "lea@desk.example"}
    opened(place, **closed, closed_at=MORNING.replace(month=5, day=1))
    assert shown(place)[0]["name"] == "Ada First"
    opened(place, **closed, closed_at=MORNING.replace(month=6, day=1))
    assert shown(place)[0] == {
        "staff": "lea@desk.example",
        "name": "Lea Lead",
        "why": f"has solved 1 in {category} or for Customer s.r.o. in 180 days",
    }


def test_the_registrys_specialist_comes_first_while_on_shift(place: Any) -> None:
    people = b"company,contact,emails,specialist\nCustomer s.r.o.,Ann Novakova,ann@customer.example,bob@desk.example\n"
    import_people(place.house, people, "people.csv", dry_run=False)
    place.mail()
    assert shown(place)[0]["why"] == "is named for Ann Novakova in the registry"
    away = '[[staff]]\nemail = "bob@desk.example"\nname = "Bob Second"\nlines = [1, 2]\nshift = "weekday"\n'
    load_desk(place.house, [("desk.toml", away + "away = [2026-11-02]\n")])
    assert shown(place)[0]["name"] == "Ada First"


def test_off_shift_nobody_is_suggested_and_the_next_one_is_named(place: Any) -> None:
    place.clock.set(datetime(2026, 11, 6, 20, tzinfo=UTC))
    place.mail()
    assert shown(place) == (
        None,
        "nobody is on shift until 9 Nov 2026, 08:00 CET (Ada First, Bob Second, Lea Lead)",
    )
    place.act("MG-1", "take")
    assert place.ticket().worker == "ada@desk.example", "somebody who works is working"


def test_where_no_line_reaches_it_that_is_said(place: Any) -> None:
    number = opened(place, state=State.SECOND_LINE, level=3)
    assert shown(place, number) == (None, "nobody of line 3 has a shift")
