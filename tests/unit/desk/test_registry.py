"""The registry at work: one colleague added, files imported and taken back, the history of rights, who is calling."""

from dataclasses import replace

import pytest

from mailgate.desk.enrol import export_people, import_people, load_desk, undo_import
from mailgate.desk.house import House
from mailgate.desk.register import register
from mailgate.desk.rewrite import history_of_rights
from mailgate.desk.whois import whois
from mailgate.model.errors import BadSetup, NotAllowed, UnknownThing, WrongUse
from mailgate.model.person import Company, Person, Right
from mailgate.registry.people_undo import Change, Registry, record, undo
from mailgate.testing import a_ticket
from mailgate.testing.house import a_house
from mailgate.testing.seed import DESK

HEAD = "company;domains;contact;emails;phones;language;rights;assets\n"
FIRST = f"{HEAD}Kos;kos.example;Eva Malá;eva@kos.example;603 555 010;cs;billing technical;VPS-7\nSova;;;;;;;\n"
#: Changes every kind of thing, moves a domain and an address, adds and (with --replace) removes.
SECOND = f"""{HEAD}Kos;kos.example kos.test;Jan Kos;jan@kos.example eva.mala@post.example;603555011;cs;billing;VPS-8
Orel;orel.example;Petr Orel;petr@orel.example;;;order;
"""


@pytest.fixture
def house() -> House:
    made = a_house()
    load_desk(made, [("desk.toml", DESK)])
    load_desk(made, [("more.toml", '[firm]\nname = "Desk"\nzone = "Europe/Prague"\ncountry = "CZ"\n')])
    return made


def bring(house: House, text: str, **how: bool) -> int | None:
    return import_people(house, text.encode(), "customers.csv", dry_run=False, by="ada@desk.example", **how).number


def everything(house: House) -> tuple[list[Company], list[Person]]:
    with house.view() as work:
        people = sorted(work.unit.people.everybody(), key=lambda each: (each.id, each.company.id))
        return work.unit.people.companies(), people


def add(house: House, company: str, address: str, rights: frozenset[Right] = frozenset()) -> Person:
    with house.work() as work:
        found = next(each for each in work.unit.people.companies() if each.name == company)
        return register(
            work, found, address, " Jana\r\n\x07Nová ", rights, by="eva@kos.example", why="asked by a colleague"
        )


def history(house: House, **of: str) -> list[tuple[str, str, str, str, str]]:
    with house.view() as work:
        return [
            (each.address, each.company, said(each.before), said(each.after), each.why)
            for each in history_of_rights(work, 99, **of)
        ]


def said(rights: frozenset[Right] | None) -> str:
    return "-" if rights is None else " ".join(sorted(rights))


def test_a_colleague_is_added_with_rights_and_a_line_in_the_history(house: House) -> None:
    bring(house, FIRST)
    jana = add(house, "Kos", "Jana@KOS.example", frozenset({Right.ORDER}))
    assert (jana.name, jana.addresses, jana.company.name) == ("Jana Nová", ("jana@kos.example",), "Kos")
    with house.view() as work:
        assert work.unit.people.by_address("jana@kos.example") == [jana]
    assert history(house)[0] == ("jana@kos.example", "Kos", "-", "order", "asked by a colleague")


def test_somebody_elses_address_becomes_a_further_membership_with_its_own_rights(house: House) -> None:
    bring(house, FIRST)
    eva = add(house, "Sova", "eva@kos.example", frozenset({Right.REPORT}))
    assert (eva.name, eva.phones) == ("Eva Malá", ("603 555 010",))
    with house.view() as work:
        rights = {each.company.name: said(each.rights) for each in work.unit.people.by_address("eva@kos.example")}
    assert rights == {"Kos": "billing technical", "Sova": "report"}


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "'' is not one mail address"),
        ("jana", "'jana' is not one mail address"),
        ("jana@kos", "'jana@kos' is not one mail address"),
        ("jana@kos.example, jan@kos.example", "is not one mail address"),
        ("support@desk.example", "support@desk.example is an address of ours"),
        ("support+x@desk.example", "is an address of ours"),
        ("ada@desk.example", "is an address of ours"),
        ("EVA@kos.example", "eva@kos.example is already registered at Kos"),
    ],
)
def test_who_cannot_be_added_is_refused_in_words(house: House, address: str, says: str) -> None:
    bring(house, FIRST)
    before = everything(house), history(house)
    with pytest.raises(NotAllowed, match=says.replace("(", r"\(")):
        add(house, "Kos", address)
    assert (everything(house), history(house)) == before


def test_an_import_writes_the_history_of_every_right_it_changes(house: House) -> None:
    bring(house, FIRST)
    assert history(house) == [("eva@kos.example", "Kos", "-", "billing technical", "import 1 of customers.csv")]
    bring(house, f"{HEAD}Kos;;Eva Malá;eva@kos.example;603 555 010;cs;billing;\n")
    bring(house, SECOND, replace=True, allow_shrink=True)
    assert history(house, address="EVA@kos.example") == [
        ("eva@kos.example", "Kos", "billing", "-", "import 3 of customers.csv"),
        ("eva@kos.example", "Kos", "billing technical", "billing", "import 2 of customers.csv"),
        ("eva@kos.example", "Kos", "-", "billing technical", "import 1 of customers.csv"),
    ]
    assert [line[0] for line in history(house, company="orel")] == ["petr@orel.example"]
    with pytest.raises(UnknownThing, match="there is no company 'Nobody'"):
        history(house, company="Nobody")


def test_a_file_that_changes_no_right_writes_no_history_and_one_that_changes_nothing_has_no_number(
    house: House,
) -> None:
    bring(house, FIRST)
    assert bring(house, FIRST) is None
    assert bring(house, f"{HEAD}Kos;;Eva Nová;eva@kos.example;603 555 010;cs;billing technical;\n") == 2
    assert len(history(house)) == 1


@pytest.mark.parametrize("replaces", [False, True])
def test_undo_restores_exactly_what_was_there(house: House, replaces: bool) -> None:
    first = f"{FIRST}Kos;;Jan Kos;jan@kos.example;;;order;\nOrel Old;orel.example;Ota;eva.mala@post.example;;;;\n"
    second = SECOND if replaces else SECOND.replace(" eva.mala@post.example", "").replace("orel.example", "o.example")
    bring(house, first)
    add(house, "Sova", "jan@kos.example", frozenset({Right.REPORT}))
    before = everything(house)
    bring(house, second, replace=replaces, allow_shrink=replaces)
    assert everything(house) != before
    undone = undo_import(house, by="ada@desk.example")
    assert (undone.id, undone.file_name, undone.by) == (2, "customers.csv", "ada@desk.example")
    assert everything(house) == before
    with house.view() as work:
        assert [each.name for each in work.unit.people.by_phone("+420603555010")] == ["Eva Malá"]
        assert work.unit.people.by_phone("+420603555011") == []
    assert {why for *_, why in history(house) if "undone" in why} == {"import 2 of customers.csv was undone"}


def test_undo_of_the_first_import_leaves_an_empty_registry_and_the_history(house: House) -> None:
    bring(house, FIRST)
    undo_import(house)
    assert everything(house) == ([], [])
    assert [line[2:] for line in history(house)] == [
        ("billing technical", "-", "import 1 of customers.csv was undone"),
        ("-", "billing technical", "import 1 of customers.csv"),
    ]
    bring(house, FIRST)
    assert len(everything(house)[1]) == 1


def test_undo_is_refused_when_there_is_nothing_or_it_was_done(house: House) -> None:
    with pytest.raises(NotAllowed, match="nothing was imported yet"):
        undo_import(house)
    bring(house, FIRST)
    undo_import(house)
    with pytest.raises(NotAllowed, match=r"import 1 \(customers.csv\) was undone already"):
        undo_import(house)


def change(house: House, **fields: object) -> None:
    with house.work() as work:
        eva = work.unit.people.by_address("eva@kos.example")[0]
        work.unit.people.save_person(replace(eva, **fields))


@pytest.mark.parametrize(
    ("since", "named"),
    [
        (lambda house: change(house, salutation="paní Malá"), "Eva Malá;"),
        (lambda house: change(house, phones=("1",)), "Eva Malá;"),
        (lambda house: change(house, rights=frozenset()), "Eva Malá at Kos"),
        (lambda house: add(house, "Kos", "new@kos.example"), "Jana Nová at Kos"),
        (lambda house: add(house, "Sova", "eva@kos.example"), "Eva Malá at Sova"),
    ],
)
def test_undo_is_refused_when_something_was_changed_since(house: House, since, named: str) -> None:  # type: ignore[no-untyped-def]
    bring(house, FIRST)
    since(house)
    before = everything(house)
    with pytest.raises(NotAllowed, match=f"cannot be undone, since this was changed after it: .*{named}"):
        undo_import(house)
    assert everything(house) == before


def test_undo_is_refused_when_an_address_that_would_come_back_is_somebody_elses(house: House) -> None:
    bring(house, FIRST)
    bring(house, f"{HEAD}Sova;;Jan;jan@sova.example;;;;\n", replace=True, allow_shrink=True)
    add(house, "Sova", "eva@kos.example")
    with pytest.raises(NotAllowed, match=r"the address eva@kos\.example"):
        undo_import(house)


def test_a_change_that_the_import_did_not_touch_does_not_hinder(house: House) -> None:
    bring(house, FIRST)
    bring(house, f"{HEAD}Orel;;Petr Orel;petr@orel.example;;;order;\n")
    add(house, "Kos", "new@kos.example")
    undo_import(house)
    assert [each.name for each in everything(house)[0]] == ["Kos", "Sova"]


def test_a_bad_file_and_a_dry_run_change_nothing(house: House) -> None:
    bring(house, FIRST)
    before = everything(house)
    with pytest.raises(BadSetup):
        bring(house, f"{SECOND}Kos;;Bad;bad@;;;;\n")
    done = import_people(house, SECOND.encode("cp1250"), "c.csv", dry_run=True)
    assert (done.number, done.encoding, len(done.planned.created)) == (None, "UTF-8", 3)
    assert everything(house) == before


def test_a_company_that_is_replaced_away_loses_people_and_domains_and_stays_for_its_tickets(house: House) -> None:
    bring(house, FIRST)
    bring(house, f"{HEAD}Sova;;Jan;jan@sova.example;;;;\n", replace=True, allow_shrink=True)
    companies, people = everything(house)
    assert [(each.name, each.domains) for each in companies] == [("Kos", ()), ("Sova", ())]
    assert [each.name for each in people] == ["Jan"]


def test_an_export_of_either_format_is_imported_without_a_change(house: House) -> None:
    bring(house, FIRST)
    for form in ("csv", "toml"):
        text = export_people(house, form)
        assert import_people(house, text.encode(), f"x.{form}", dry_run=False).number is None
    with pytest.raises(WrongUse, match="there is no format 'xml'; there are csv, toml"):
        export_people(house, "xml")


def test_another_country_of_the_firm_reads_short_numbers_anew(house: House) -> None:
    bring(house, FIRST)
    load_desk(house, [("more.toml", '[firm]\nname = "Desk"\nzone = "Europe/Warsaw"\ncountry = "PL"\n')])
    with house.view() as work:
        assert work.unit.people.by_phone("+420603555010") == []
        assert [each.name for each in work.unit.people.by_phone("+48603555010")] == ["Eva Malá"]
    undo_import(house)
    assert everything(house) == ([], [])


@pytest.mark.parametrize(
    "text", ["603 555 010", "+420603555010", "00420 603 555 010", "Eva@KOS.example", "mala", "EVA M", " kos "]
)
def test_somebody_is_found_by_phone_address_and_part_of_a_name(house: House, text: str) -> None:
    bring(house, FIRST)
    with house.view() as work:
        assert [each.person.name for each in whois(work, text)] == ["Eva Malá"]


@pytest.mark.parametrize(
    "text", ["", "%", "603 555 011", "eva@kos", "eva@@kos.example", "\x00", "9" * 9999, "@", "Eve"]
)
def test_a_text_that_means_nobody_finds_nobody(house: House, text: str) -> None:
    bring(house, FIRST)
    with house.view() as work:
        assert whois(work, text) == []


def test_a_mailbox_of_ours_is_nobody_of_a_customer() -> None:
    house = a_house()
    load_desk(house, [("desk.toml", DESK)])
    rows = b"company;contact;emails\nNew Ltd.;Somebody;somebody@new.example\nNew Ltd.;Us;support@desk.example\n"
    with pytest.raises(BadSetup) as refused:
        import_people(house, rows, "new.csv", dry_run=True)
    (told,) = refused.value.findings
    assert told == (
        "new.csv: row 3, column emails: support@desk.example is a mailbox of ours and cannot be a customer's address"
    )


def test_undo_is_refused_for_a_customer_that_has_a_ticket_by_now(house: House) -> None:
    bring(house, FIRST)
    kos = next(each for each in everything(house)[0] if each.name == "Kos")
    with house.work() as work:
        work.unit.tickets.open(a_ticket(customer_id=kos.id))
    before = everything(house)
    with pytest.raises(NotAllowed, match="Kos has tickets, as MG-1"):
        undo_import(house)
    assert everything(house) == before


def test_undo_is_refused_when_a_domain_that_would_come_back_is_another_customers(house: House) -> None:
    bring(house, f"{FIRST}Orel;;Ota;ota@orel.example;;;;\n")
    all_of_it = {"replace": True, "allow_shrink": True}
    bring(house, f"{HEAD}Sova;;Jan;jan@sova.example;;;;\nOrel;;Ota;ota@orel.example;;;;\n", **all_of_it)
    orel = next(each for each in everything(house)[0] if each.name == "Orel")
    with house.work() as work:
        work.unit.people.save_company(replace(orel, domains=("kos.example",)))
    with pytest.raises(NotAllowed, match=r"the domain kos\.example"):
        undo_import(house)


def vip(house: House) -> bool:
    with house.view() as work:
        (eva,) = work.unit.people.by_address("eva@kos.example")
        return eva.vip


def test_a_vip_of_the_file_is_found_exported_and_taken_back(house: House) -> None:
    bring(house, FIRST)
    bring(house, "company;emails;vip\nKos;eva@kos.example;yes\n")
    assert vip(house)
    for form in ("csv", "toml"):
        text = export_people(house, form).encode()
        assert import_people(house, text, f"all.{form}", dry_run=False, by="ada@desk.example").number is None
    undo_import(house, by="ada@desk.example")
    assert not vip(house)
    bring(house, "company;emails;vip\nKos;eva@kos.example;yes\n")
    bring(house, "company;emails;vip\nKos;eva@kos.example;\n")
    undo_import(house, by="ada@desk.example")
    assert vip(house)


def test_an_import_of_a_time_without_vips_can_be_taken_back() -> None:
    kos = Company(1, "Kos")
    before = Registry.of([kos], [eva := Person(3, kos, "Eva", ("eva@kos.example",))])
    change = Change(people=(replace(eva, name="Eva Malá"),))
    kept = record(before, change)
    assert "vip" not in kept["people"][0][1]
    back, objections = undo(kept, before.with_changes(change))
    assert (back.people, objections) == ((eva,), [])
    marked = before.with_changes(Change(people=(replace(eva, name="Eva Malá", vip=True),)))
    assert undo(kept, marked)[1] == ["Eva Malá"], "somebody has worked on it since"
