"""The desk's set-up: read, checked, merged, kept."""

from datetime import date
from pathlib import Path

import pytest

from mailgate.model.calendar import ALWAYS
from mailgate.model.errors import BadSetup
from mailgate.model.person import Company
from mailgate.model.ticket import Priority
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, from_items, items, merge

TEXT = (Path(__file__).parents[2] / "examples" / "desk.toml").read_text(encoding="utf-8")
DESK = merge(Desk.empty(), read_desk(TEXT, "desk.toml"))


def findings_of(text: str) -> tuple[str, ...]:
    with pytest.raises(BadSetup) as refused:
        merge(Desk.empty(), read_desk(text, "desk.toml"))
    return refused.value.findings


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_mailbox_is_found_in_any_spelling_and_behind_a_tag() -> None:
    box = DESK.mailbox("HELP@Alder.example")
    assert box is not None
    assert box.address == "help@alder.example"
    assert DESK.mailbox("help+mg7-abc@alder.example") is box
    assert not DESK.is_ours("helper@alder.example")
    assert not DESK.is_ours("not an address")


def test_the_postmaster_of_our_domain_is_its_first_mailbox() -> None:
    assert DESK.mailbox("Postmaster@alder.example") is DESK.mailboxes[0]
    assert not DESK.is_ours("postmaster@elsewhere.example")


def test_the_calendar_24x7_always_exists() -> None:
    calendar = Desk.empty().calendar("24x7")
    assert calendar is not None
    assert calendar.work() == ALWAYS


def test_a_calendar_becomes_spans_by_weekday() -> None:
    calendar = DESK.calendar("office")
    assert calendar is not None
    work = calendar.work()
    assert [len(work.spans.get(day, ())) for day in range(7)] == [1, 1, 1, 1, 2, 0, 0]
    assert (work.zone, work.holidays, work.always) == ("Europe/Warsaw", "PL", False)
    assert work.closed == {date(2026, 12, 24), date(2026, 12, 31)}


def test_round_the_clock_of_one_priority_applies_only_with_oncall() -> None:
    names = {}
    for oncall in (True, False):
        calendar = DESK.target_calendar("basic", Priority.P1, oncall=oncall)
        names[oncall] = calendar and calendar.name
    assert names == {True: "24x7", False: "office"}
    assert DESK.target("basic", Priority.P2) is None
    assert DESK.target("none", Priority.P1) is None


def test_a_customer_without_its_own_sla_has_the_firms() -> None:
    assert DESK.sla_name_for(None) == "basic"
    assert DESK.sla_name_for(Company(1, "Kestrel")) == "basic"
    assert DESK.sla_name_for(Company(1, "Kestrel", sla="of an older file")) == "basic"


def test_loading_twice_changes_nothing() -> None:
    assert merge(DESK, read_desk(TEXT, "desk.toml")) == DESK


def test_what_a_file_does_not_name_stays() -> None:
    more = '[firm]\nname = "Alder"\nzone = "UTC"\n[[mailbox]]\naddress = "buy@alder.example"\n'
    desk = merge(DESK, read_desk(more, "more.toml"))
    assert (desk.firm.name, desk.firm.phone) == ("Alder", DESK.firm.phone)
    assert [box.address for box in desk.mailboxes] == ["help@alder.example", "buy@alder.example"]
    assert desk.staff == DESK.staff


def test_an_item_that_is_named_again_is_replaced_in_its_place() -> None:
    rule = '[[rule]]\nname = "first"\nwhen = "x"\nset = {}\n'
    money = '[[rule]]\nname = "money"\nwhen = "y"\nset = { priority = "p2" }\n'
    desk = merge(merge(DESK, read_desk(rule, "a.toml")), read_desk(money, "b.toml"))
    assert [(one.name, one.when) for one in desk.rules] == [("money", "y"), ("first", "x")]
    assert desk.rules[0].set.category == ""


def test_a_store_keeps_items_as_rows_in_any_order() -> None:
    assert from_items(reversed(items(DESK))) == DESK
    assert from_items([]) == Desk.empty()


def test_a_p1_is_answered_within_half_an_hour_unless_the_desk_says_more() -> None:
    plain = '[[sla]]\nname = "x"\ncalendar = "24x7"\n[sla.p1]\n'
    for written, length in (("", "30m"), ('first_answer = "1h"\n', "1h"), ('first_answer = "60m"\n', "60m")):
        target = merge(Desk.empty(), read_desk(plain + written, "desk.toml")).target("x", Priority.P1)
        assert target is not None
        assert str(target.first_answer) == length


def test_an_unknown_key_names_line_column_and_the_nearest_key() -> None:
    found = findings_of('[firm]\nnmae = "x"\nzone = "UTC"\n')
    assert "desk.toml:2:1: unknown key 'nmae' in [firm]; did you mean 'name'?" in found
    assert "desk.toml:1:1: [firm] needs the key 'name'" in found


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('role = "lead"', 'role = "boss"', "role = 'boss' is not one of 'agent', 'lead', 'director' or 'admin'"),
        ('first_answer = "30m"', 'first_answer = "30"', "write minutes, hours or days as 30m, 8h or 2d"),
        ('first_answer = "30m"', 'first_answer = "61m"', "61m is too long: a P1 is answered within 60m at most"),
        ('first_answer = "30m"', 'first_answer = "1d"', "1d is too long: a P1 is answered within 60m at most"),
        ('priority = "P3"', 'priority = "P5"', "'P1', 'P2', 'P3' or 'P4'"),
        ('address = "Help@alder', 'address = "a b@alder', "the part before @ has characters"),
        ('mon = ["09:00-17:00"]', 'mon = ["9-17"]', "'9-17' is not a span like 08:00-12:00"),
        ('tue = ["09:00-17:00"]', 'tue = ["17:00-09:00"]', "split a night at 24:00"),
        ('mon = ["09:00-17:00"]', 'mno = ["09:00-17:00"]', "in [calendar.spans]; did you mean 'mon'?"),
        ('class = "billing"', 'clas = "billing"', "unknown key 'clas' in [[category]]; did you mean 'class'?"),
        ('default_sla = "basic"', 'default_sla = "basik"', "there is no sla 'basik'; did you mean 'basic'?"),
        ('zone = "Europe/Warsaw"', 'zone = "Europe/Warsow"', "did you mean 'Europe/Warsaw'?"),
        ('holidays = "PL"', 'holidays = "XX"', "no holidays are known for 'XX'"),
        ('"2026-12-24"', '"24.12.2026"', "'24.12.2026' is not a day like 2026-12-24"),
        ('"2026-12-24"', '"2026-02-30"', "there is no day '2026-02-30' in the calendar"),
        ('"2026-12-24"', "20261224", "'20261224' is not a day like 2026-12-24"),
        ('"2026-12-24"', "2026-12-24T08:00:00", "is not a day like 2026-12-24"),
        ('{ category = "invoice" }', '{ category = "invoise" }', "no category 'invoise'; did you mean 'invoice'?"),
        ('shift = "office"', 'shift = "ofice"', "there is no calendar 'ofice'; did you mean 'office'?"),
        ('rota = ["tom@', 'rota = ["tim@', "there is no staff member 'tim@alder.example'"),
        ('name = "office"', 'name = "24x7"', "always exists and cannot be set up"),
    ],
)
def test_a_mistake_names_its_line_and_how_to_mend_it(right: str, wrong: str, says: str) -> None:
    text = TEXT.replace(right, wrong, 1)
    found = [finding for finding in findings_of(text) if says in finding]
    assert found
    assert any(finding.startswith(f"desk.toml:{line_of(text, wrong)}:") for finding in found)


def test_a_key_that_is_named_twice_is_refused() -> None:
    double = '\n[[form]]\nid = "contact"\ncategory = "outage"\n'
    line = line_of(TEXT, "[[form]]")
    assert f"form 'contact' is already in line {line}; name it once" in findings_of(TEXT + double)[0]


def test_files_that_need_each_other_are_merged_together() -> None:
    form = read_desk('[[form]]\nid = "f"\ncategory = "later"\n', "a.toml")
    category = read_desk('[[category]]\nid = "later"\nclass = "request"\n', "b.toml")
    assert merge(Desk.empty(), form, category).form("f") is not None
    with pytest.raises(BadSetup, match=r"a\.toml:3:1: there is no category 'later'"):
        merge(Desk.empty(), form)
