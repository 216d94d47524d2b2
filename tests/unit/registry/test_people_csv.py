"""The registry file: all or nothing, and every bad row with its reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person, Right
from mailgate.registry.people_csv import Plan, plan, read_people, write_people

EXAMPLE = (Path(__file__).parents[2] / "examples" / "customers.csv").read_bytes()
HEAD = "company;contact;emails;rights\n"


def planned(text: str, companies: tuple[Company, ...] = (), people: tuple[Person, ...] = (), **how: bool) -> Plan:
    return plan(read_people(text.encode(), "customers.csv"), companies, people, **how)


def findings_of(text: str | bytes, companies: tuple[Company, ...] = (), people: tuple[Person, ...] = ()) -> list[str]:
    with pytest.raises(BadSetup) as refused:
        plan(read_people(text if isinstance(text, bytes) else text.encode(), "customers.csv"), companies, people)
    return list(refused.value.findings)


def registry() -> tuple[tuple[Company, ...], tuple[Person, ...]]:
    """What the example becomes in a store, with ids."""
    first = plan(read_people(EXAMPLE, "customers.csv"), [], [])
    companies = {c.name: replace(c, id=number) for number, c in enumerate(first.companies, 1)}
    people = (replace(p, id=number, company=companies[p.company.name]) for number, p in enumerate(first.people, 1))
    return tuple(companies.values()), tuple(people)


def test_the_example_creates_companies_and_people() -> None:
    companies, people = registry()
    assert [(c.name, c.oncall, c.verify_clock) for c in companies] == [
        ("Młyn Sp. z o.o.", True, "elapsed"),
        ("Kestrel Ltd.", False, "business"),
    ]
    assert people[0].addresses == ("zofia@mlyn.example", "z.wrona@post.example")
    assert people[0].rights == {Right.TECHNICAL, Right.COMPANY_ADMIN}
    assert companies[1].assets == ("DNS-K",)


def test_importing_twice_changes_nothing() -> None:
    companies, people = registry()
    again = plan(read_people(EXAMPLE, "customers.csv"), companies, people)
    assert (again.created, again.changed, again.people) == ((), (), people)


def test_the_export_is_imported_without_a_change() -> None:
    companies, people = registry()
    companies = (replace(companies[0], notes="=1+1\nsecond line; with 'quotes'"), companies[1])
    people = tuple(replace(p, company=companies[p.company.id - 1]) for p in people)
    text = write_people(people, companies)
    assert "'=1+1" in text, "a spreadsheet would run the formula (T47)"
    assert planned(text, companies, people).people == people


def test_a_missing_column_changes_nothing_and_an_empty_person_cell_clears() -> None:
    companies, people = registry()
    after = planned("company,emails,rights\nKestrel Ltd.,june@kestrel.example,\n", companies, people)
    june = after.people[0]
    assert (june.id, june.name, june.specialist) == (people[2].id, "June Park", "ewa@alder.example")
    assert june.rights == frozenset()
    assert after.rights_removed == ("June Park <june@kestrel.example> at Kestrel Ltd.: technical",)


def test_an_empty_company_cell_changes_nothing_and_assets_are_added() -> None:
    companies, people = registry()
    text = "company;sla;oncall;assets\nMłyn Sp. z o.o.;;;VPS-8\n"
    assert planned(text, companies, people).companies == (replace(companies[0], assets=("VPS-7", "VPS-8")),)


def test_the_same_address_under_a_second_company_is_a_second_membership_with_its_own_rights() -> None:
    companies, people = registry()
    after = planned(f"{HEAD}Kestrel Ltd.;Adam Dudek;ADAM@mlyn.example;report\n", companies, people)
    assert after.people[0].id == people[1].id
    assert after.people[0].company.name == "Kestrel Ltd."
    assert after.people[0].rights == {Right.REPORT}
    assert after.rights_removed == ()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Kos;Al;a@b,c;", "row 2, column emails: 'a@b,c' is not one address"),
        ("Kos;Al;a@b.example\x00;", "is not one address"),
        ("Kos;Al;a@b.example;tehnical", "row 2, column rights: 'tehnical' is not a right; did you mean 'technical'?"),
        ("Kos;Al;;billing", "row 2, column emails: a person needs an address"),
        (";Al;a@b.example;", "row 2, column company: is empty"),
        ("=1+1;Al;a@b.example;", "row 2, column company: '=1+1' is a formula"),
        ("Kos;Al;a@b.example;;;extra", "row 2: 6 cells, but the header has 4"),
        ("Kos;Al;a@b.example;\nKos;Bo;A@B.example;", "row 3, column emails: 'a@b.example' is already in row 2"),
        ("Kos;Al;a@b.example;\nKos;Bo;b@b.example a@b.example;", "row 3, column emails: 'a@b.example' already belongs"),
    ],
)
def test_a_bad_row_is_named_with_its_reason(row: str, says: str) -> None:
    assert any(says in finding for finding in findings_of(f"{HEAD}{row}\n"))


def test_an_unknown_column_names_the_nearest() -> None:
    assert findings_of("company;email\nx;y\n") == [
        "customers.csv: row 1: unknown column 'email'; did you mean 'emails'?"
    ]


def test_two_rows_may_not_say_different_things_of_one_company() -> None:
    text = "company;sla\nKos;gold\nkos;basic\n"
    assert "row 3, column sla: 'basic' differs from 'gold' in row 2" in findings_of(text)[0]


def test_a_domain_of_another_company_is_refused() -> None:
    companies, people = registry()
    assert (
        "'mlyn.example' of Kos already belongs to Młyn"
        in findings_of("company;domains\nKos;mlyn.example\n", companies, people)[0]
    )


def test_at_most_fifty_findings_are_listed_and_the_rest_counted() -> None:
    found = findings_of(HEAD + "".join(f"Kos;P{n};bad{n};\n" for n in range(60)))
    assert len(found) == 51
    assert found[-1] == "and 10 more"


@pytest.mark.parametrize("data", [b"", b"\n", HEAD.encode(), b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert len(findings_of(data)) == 1


def test_the_encoding_is_utf_8_or_else_cp1250_and_is_reported() -> None:
    text = "company,contact,emails\r\nKůň,Žofie,z@kun.example\r\n"
    for encoding, name in (("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1250", "CP1250")):
        file = read_people(text.encode(encoding), "customers.csv")
        assert (file.encoding, file.delimiter, file.rows[0].values["company"]) == (name, ",", "Kůň")


def test_who_is_absent_stays_unless_the_file_replaces_the_registry() -> None:
    companies, people = registry()
    text = f"{HEAD}Kestrel Ltd.;June Park;june@kestrel.example;technical\n"
    assert planned(text, companies, people).removed == ()
    with pytest.raises(BadSetup, match="2 of 3 would be removed"):
        planned(text, companies, people, replace=True)
    after = planned(text, companies, people, replace=True, allow_shrink=True)
    assert after.removed == people[:2]
    assert after.removed_companies == companies[:1]
    assert "Adam Dudek <adam@mlyn.example> at Młyn Sp. z o.o.: billing" in after.rights_removed


def test_a_second_membership_leaves_the_person_as_known() -> None:
    companies, people = registry()
    row = "Kestrel Ltd.;zofia@mlyn.example z.wrona@post.example;report"
    after = planned(f"company;emails;rights\n{row}\n", companies, people)
    assert after.people[0] == replace(people[0], company=companies[1], rights=frozenset({Right.REPORT}))
    assert after.changed == ()
    row = "Kestrel Ltd.;zofia@mlyn.example;report"
    assert planned(f"company;emails;rights\n{row}\n", companies, people).changed == (
        "Zofia Wrona <zofia@mlyn.example> at Kestrel Ltd.: addresses: "
        "zofia@mlyn.example z.wrona@post.example → zofia@mlyn.example",
    )


def test_what_two_rows_say_of_one_person_adds_up_and_the_last_name_counts() -> None:
    head = "company;contact;emails;phones;language\n"
    text = f"{head}Kos;Eva;e@k.example e@l.example;603555010;cs\nSova;Eva M.;e@k.example;603555011;\n"
    after = planned(text)
    assert {(p.name, p.addresses, p.phones, p.language) for p in after.people} == {
        ("Eva M.", ("e@k.example", "e@l.example"), ("603555010", "603555011"), "cs")
    }
    assert after.notes[0] == (
        "customers.csv: row 3, column contact: 'Eva M.' differs from 'Eva' in row 2 of the same person; the last counts"
    )


def test_a_number_that_cannot_be_looked_up_is_kept_and_noted() -> None:
    text = "company;emails;phones\nKos;e@k.example;603 555 010, 112\n"
    after = plan(read_people(text.encode(), "c.csv"), [], [], country="CZ")
    assert (after.people[0].phones, after.people[0].numbers) == (("603 555 010", "112"), ("+420603555010",))
    assert [note.partition(" is no number of CZ")[0] for note in after.notes] == ["c.csv: row 2, column phones: '112'"]
    assert "'603 555 010' has no country code" in plan(read_people(text.encode(), "c.csv"), [], []).notes[0]


def test_utf_16_of_excel_is_read_and_without_its_mark_refused_in_words() -> None:
    text = "company\tcontact\temails\r\nKůň\tŽofie\tz@kun.example\r\n"
    file = read_people(text.encode("utf-16"), "customers.csv")
    assert (file.encoding, file.delimiter, file.rows[0].values["contact"]) == ("UTF-16", "\t", "Žofie")
    assert findings_of(text.encode("utf-16-le"))[0].endswith("no text at all; save the file as UTF-8")


def test_a_text_with_apostrophes_before_a_formula_comes_back_as_it_was() -> None:
    kos = Company(1, "'=1+1")
    eva = Person(1, kos, "''+x", ("e@k.example",))
    assert planned(write_people([eva], [kos]), (kos,), (eva,)).changed == ()


def test_a_company_that_is_no_longer_named_is_removed_once() -> None:
    companies, people = registry()
    text = f"{HEAD}Kestrel Ltd.;June Park;june@kestrel.example;technical\n"
    emptied = (replace(companies[0], domains=()), companies[1])
    after = planned(text, emptied, people[2:], replace=True)
    assert (after.removed, after.removed_companies, after.changes_nothing) == ((), (), True)


def test_a_further_membership_begins_without_the_rights_of_the_first() -> None:
    companies, people = registry()
    after = planned("company;emails\nKestrel Ltd.;zofia@mlyn.example\n", companies, people)
    assert people[0].rights
    assert (after.people[0].id, after.people[0].rights) == (people[0].id, frozenset())


@pytest.mark.parametrize("text", ["=1+1", "+420", "-x", "@x", "＝1", " =1", "'=1"])
def test_no_cell_of_the_export_runs_in_a_spreadsheet(text: str) -> None:
    kos = Company(1, text)
    row = write_people([Person(1, kos, text, ("e@k.example",))], [kos]).splitlines()[1]
    assert [cell for cell in row.split(";") if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []


def test_a_vip_is_marked_stays_without_the_column_and_is_cleared_by_an_empty_cell() -> None:
    kos = Company(1, "Kos")
    (eva,) = planned("company;emails;vip\nKos;eva@kos.example;ano\n").people
    assert eva.vip
    eva = replace(eva, id=3, company=kos)
    assert planned("company;emails\nKos;eva@kos.example\n", (kos,), (eva,)).people == (eva,)
    cleared = planned("company;emails;vip\nKos;eva@kos.example;\n", (kos,), (eva,))
    assert (cleared.people[0].vip, cleared.changed) == (
        False,
        ("eva@kos.example <eva@kos.example> at Kos: vip: yes → no",),
    )
    head, row = write_people([eva], [kos]).splitlines()
    assert (head.split(";")[-2], row.split(";")[-2]) == ("vip", "yes")
    (finding,) = findings_of("company;emails;vip\nKos;eva@kos.example;perhaps\n")
    assert finding.endswith("column vip: 'perhaps' is neither yes nor no")
