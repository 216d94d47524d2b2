"""A file comes in and is taken back, over every store: afterwards each row is what it was, with its id."""

from mailgate.desk.enrol import import_people, undo_import
from mailgate.testing.house import a_house

HEAD = "company;domains;contact;emails;phones;rights;assets\n"
BEFORE = f"""{HEAD}Kos;kos.example;Eva;eva@kos.example e@post.example;+420603555010;billing;VPS-1
Sova;sova.example;Eva;eva@kos.example;;report;
Sova;;Jan;jan@sova.example;+420603555011;;
"""
AFTER = f"""{HEAD}Kos;sova.example kos.test;Eva Malá;eva@kos.example;+420603555012;order;VPS-2
Orel;kos.example;Petr;petr@orel.example e@post.example;+420603555010;technical;
"""


def everything(house):
    with house.view() as work:
        people = work.unit.people.everybody()
        return work.unit.people.companies(), sorted(people, key=lambda each: (each.id, each.company.id))


def test_an_import_is_undone_to_the_last_row(store):
    house = a_house(store=store)
    import_people(house, BEFORE.encode(), "before.csv", dry_run=False)
    before = everything(house)
    done = import_people(house, AFTER.encode(), "after.csv", dry_run=False, replace=True, allow_shrink=True)
    with house.view() as work:
        assert [each.name for each in work.unit.people.by_phone("+420603555010")] == ["Petr"]
        assert [each.name for each in work.unit.people.by_address("e@post.example")] == ["Petr"]
        assert work.unit.people.company_of_domain("sova.example").name == "Kos"
        assert work.unit.people.by_address("jan@sova.example") == []
    assert (done.number, undo_import(house).id) == (2, 2)
    assert everything(house) == before
    with house.view() as work:
        lines = [(each.address, each.company, each.before, each.after) for each in work.unit.people.rights_changes(99)]
        assert work.unit.people.by_phone("+420603555012") == []
    done, undone = lines[4:8], lines[:4]
    assert sorted(map(repr, undone)) == sorted(repr((*who, after, before)) for *who, before, after in done)
