"""Export and import again: nothing changes, in either format, whatever people have typed."""

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.model.person import Company, Person, Right
from mailgate.registry.people_csv import WRITERS, plan, read_people
from mailgate.registry.phones import numbered

_LETTERS = string.ascii_letters + string.digits + " ,;'\"=+-@#\\/\t%[]{}.ěščřžłąęЖяй\u200b\x85\u2028"
_LINE = st.text(_LETTERS.replace("\t", "").replace("\x85", "").replace("\u2028", ""), max_size=20).map(str.strip)
_NAME = _LINE.filter(bool)
_NOTES = st.text(_LETTERS + "\n", max_size=40).map(str.strip)
_WORDS = st.lists(st.text(string.ascii_letters + "'=-+@", min_size=1, max_size=8), unique=True, max_size=3).map(tuple)
_PHONE = st.sampled_from(
    ["603 555 010", "+420603555011", "112", "112 555", "8 (495) 123-45-67", "603555012", "123456 789012"]
)


@st.composite
def registries(draw: st.DrawFn) -> tuple[list[Company], list[Person]]:
    """Companies with ids, and people of whom some belong to two."""
    names = draw(st.lists(_NAME, unique_by=lambda name: " ".join(name.split()).casefold(), min_size=1, max_size=3))
    companies = [
        Company(
            number,
            name,
            tuple(f"{label}{number}.example" for label in draw(st.lists(st.sampled_from("abc"), unique=True))),
            draw(_LINE),
            draw(st.booleans()),
            draw(st.sampled_from(["elapsed", "business"])),
            draw(_NOTES),
            draw(_WORDS),
        )
        for number, name in enumerate(names, 1)
    ]
    people = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        person = Person(
            number,
            companies[0],
            draw(_LINE),
            tuple(f"{label}{number}@x.example" for label in ("a", "b", "c")[: draw(st.integers(1, 3))]),
            phones=tuple(draw(st.lists(_PHONE, unique=True, max_size=3))),
            language=draw(st.sampled_from(["", "cs", "ru"])),
            salutation=draw(_LINE),
            prefers_direct_tech=draw(st.booleans()),
            vip=draw(st.booleans()),
            specialist=draw(st.sampled_from(["", "ada@desk.example"])),
        )
        for company in draw(st.lists(st.sampled_from(companies), unique_by=lambda each: each.id, min_size=1)):
            rights = draw(st.frozensets(st.sampled_from(Right)))
            people.append(numbered(replace(person, company=company, rights=rights), "CZ"))
    return companies, people


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=60, deadline=None)
@given(registry=registries())
def test_an_export_is_imported_without_a_change(form: str, registry: tuple[list[Company], list[Person]]) -> None:
    companies, people = registry
    file = read_people(WRITERS[form](people, companies).encode(), f"registry.{form}")
    again = plan(file, companies, people, replace=True, country="CZ")
    assert (again.created, again.changed, again.removed, again.removed_companies) == ((), (), (), ())
    assert sorted(again.companies, key=lambda each: each.id) == companies
    assert sorted(again.people, key=lambda each: (each.id, each.company.id)) == sorted(
        people, key=lambda each: (each.id, each.company.id)
    )


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=30, deadline=None)
@given(registry=registries())
def test_an_export_fills_an_empty_registry_with_the_same(
    form: str, registry: tuple[list[Company], list[Person]]
) -> None:
    companies, people = registry
    file = read_people(WRITERS[form](people, companies).encode(), f"registry.{form}")
    made = plan(file, [], [], country="CZ")
    assert [replace(each, id=0) for each in companies] == list(made.companies)
    assert {
        (each.address, each.company.name, each.rights, each.phones, each.salutation, each.vip) for each in people
    } == {
        (each.address, each.company.name, each.rights, each.phones, each.salutation, each.vip) for each in made.people
    }
