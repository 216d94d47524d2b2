"""The registry as TOML: the same words as the table, errors with their line, and a way there and back."""

import pytest

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person, Right
from mailgate.registry.people_csv import PeopleFile, plan, read_people

KOS = """
[[company]]
company = "Kos s. r. o."
domains = ["kos.example", "kos.test"]
oncall = true
assets = "VPS-7 VPS-8"

[[company.person]]
contact = "Eva Malá"
emails = "eva@kos.example e.mala@post.example"
phones = ["603 555 010", "8 (495) 123-45-67"]
rights = ["billing", "technical"]

[[company.person]]
emails = ["jan@kos.example"]
prefers_direct_tech = true
vip = true

[[company]]
company = "Sova"
"""


def read(text: str) -> PeopleFile:
    return read_people(text.encode(), "customers.toml")


def findings_of(text: str) -> list[str]:
    with pytest.raises(BadSetup) as refused:
        plan(read(text), [], [])
    return list(refused.value.findings)


def test_companies_and_their_people_are_read() -> None:
    made = plan(read(KOS), [], [], country="CZ")
    kos, sova = made.companies
    assert (kos.domains, kos.oncall, kos.assets) == (("kos.example", "kos.test"), True, ("VPS-7", "VPS-8"))
    assert sova == Company(0, "Sova")
    eva, jan = made.people
    assert eva.addresses == ("eva@kos.example", "e.mala@post.example")
    assert (eva.phones, eva.numbers) == (("603 555 010", "8 (495) 123-45-67"), ("+420603555010", "+74951234567"))
    assert eva.rights == {Right.BILLING, Right.TECHNICAL}
    assert (jan.company, jan.prefers_direct_tech, jan.vip, eva.vip) == (kos, True, True, False)


def test_a_key_that_is_not_there_changes_nothing_and_an_empty_one_clears() -> None:
    kos = Company(7, "Kos", sla="gold")
    eva = Person(3, kos, "Eva", ("eva@kos.example",), frozenset({Right.BILLING}), language="cs", salutation="paní Malá")
    text = '[[company]]\ncompany = "Kos"\nsla = ""\n[[company.person]]\nemails = "eva@kos.example"\nsalutation = ""\n'
    made = plan(read(text), [kos], [eva])
    assert made.companies == (kos,)
    assert (made.people[0].language, made.people[0].salutation, made.people[0].rights) == ("cs", "", eva.rights)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[company]]\ncompany = "K"\ndomain = "k.example"\n', "c:3:1: unknown key 'domain' in [[company]]; did"),
        ('[[company]]\ncompany = "K"\n[[company.person]]\nemail = "a@k.example"\n', "c:4:1: unknown key 'email' in"),
        ('[[firm]]\nname = "K"\n', "c:1:1: unknown key 'firm' in the file"),
        ('[[company]]\nsla = "gold"\n', "c:1:1: [[company]] needs the key 'company'"),
        ('company = "K"\n', "c:1:1: company must be tables: write [[company]]"),
        ('[[company]]\ncompany = "K"\nperson = 3\n', "c:3:1: person must be tables: write [[company.person]]"),
        ('[[company]]\ncompany = 7\n', "c:2:1: company: 7 is not a text"),
        ('[[company]]\ncompany = "K"\noncall = 1\n', "c:3:1: oncall: 1 is not true or false"),
        ('[[company]]\ncompany = "K"\nassets = ["a b"]\n', "c:3:1: assets: 'a b' has a space in it"),
        ('[[company]]\ncompany = "K"\nassets = "web-1, db"\n', "c:3:1: assets: 'web-1,' begins or ends with a comma"),
        ('[[company]]\ncompany = "K"\ndomains = [""]\n', "c:3:1: domains: '' in the array is not a text"),
        (
            '[[company]]\ncompany = "K"\n[[company.person]]\nemails = ["a@k.example"]\nrights = ["biling"]\n',
            "c:5:1: rights: 'biling' is not a right; did you mean 'billing'?",
        ),
        (
            '[[company]]\ncompany = "K"\n' + '[[company.person]]\nemails = "a@k.example"\n' * 2,
            "c:6:1: emails: 'a@k.example' is already in line 3",
        ),
        ('[[company]]\ncompany = "K"\n[[company.person]]\ncontact = "A"\n', "c:3:1: emails: a person needs an address"),
        ('[[company]]\ncompany = "K\n', "c:2:13: not TOML"),
        ("", "c: it names nobody"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_the_nearest_key(text: str, says: str) -> None:
    assert any(says in found.replace("customers.toml", "c") for found in findings_of(text)), findings_of(text)


def test_every_mistake_is_told_at_once() -> None:
    assert len(findings_of('[[company]]\nname = "K"\n[[company]]\ncompany = "L"\noncall = 2\n')) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_known(encoding: str) -> None:
    assert len(read_people(KOS.encode(encoding), "c.toml").rows) == 4


def test_another_encoding_is_refused_with_the_line() -> None:
    with pytest.raises(BadSetup, match="line 2, byte 0xF9 is not UTF-8; save the file as UTF-8"):
        read_people('[[company]]\ncompany = "Kůň"\n'.encode("cp1250"), "c.toml")
