"""Who is known: companies by domain, people by any of their addresses, one row per membership."""

from dataclasses import replace

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.person import RegistryImport, Right, RightsChange
from mailgate.testing import MORNING, a_company, a_person, a_ticket


def save_company(store, **kw):
    with store.writing() as unit:
        return unit.people.save_company(a_company(**kw))


def save_person(store, **kw):
    with store.writing() as unit:
        return unit.people.save_person(a_person(**kw))


@pytest.fixture
def acme(store):
    return save_company(store, name="Acme", domains=("acme.example", "xn--acm-dma.example"))


@pytest.fixture
def beta(store):
    return save_company(store, name="Beta", domains=("beta.example",))


def by_address(store, address):
    with store.reading() as unit:
        return sorted(unit.people.by_address(address), key=lambda person: person.company.id)


def test_every_word_of_a_company_comes_back(store):
    company = a_company(
        name="Žluťoučký kůň, a. s.",
        domains=("b.example", "a.example"),
        sla="zlatá",
        oncall=True,
        verify_clock="business",
        notes="Звонить после 10",
        assets=("fw-2", "fw-1"),
    )
    with store.writing() as unit:
        saved = unit.people.save_company(company)
    assert saved == replace(company, id=saved.id)
    assert saved.id > 0
    with store.reading() as unit:
        assert unit.people.company(saved.id) == saved
        assert unit.people.companies() == [saved]


def test_a_company_is_found_by_any_of_its_domains_and_no_other(store, acme, beta):
    with store.reading() as unit:
        assert unit.people.company_of_domain("acme.example") == acme
        assert unit.people.company_of_domain("xn--acm-dma.example") == acme
        assert unit.people.company_of_domain("beta.example") == beta
        assert unit.people.company_of_domain("mail.acme.example") is None
        assert unit.people.company_of_domain("example") is None


def test_a_saved_company_is_updated_by_its_id(store, acme, beta):
    person = save_person(store, company=acme)
    changed = replace(acme, name="Acme Group", domains=("group.example",), assets=("fw-9",))
    with store.writing() as unit:
        assert unit.people.save_company(changed) == changed
    with store.reading() as unit:
        assert unit.people.company(acme.id) == changed
        assert unit.people.company_of_domain("acme.example") is None
        assert unit.people.company_of_domain("group.example") == changed
        assert {company.id for company in unit.people.companies()} == {acme.id, beta.id}
    assert by_address(store, person.address) == [replace(person, company=changed)]


def test_every_word_of_a_person_comes_back(store, acme):
    person = a_person(
        company=acme,
        name="Анна Košová",
        addresses=("ann@acme.example", "a.kosova@home.example"),
        rights=frozenset({Right.BILLING, Right.COMPANY_ADMIN}),
        phones=("+420 777 123 456", "112"),
        language="ru",
        salutation="paní Košová",
        prefers_direct_tech=True,
        vip=True,
        specialist="petr@desk.example",
    )
    with store.writing() as unit:
        saved = unit.people.save_person(person)
    assert saved == replace(person, id=saved.id)
    assert saved.id > 0
    assert by_address(store, "ann@acme.example") == [saved]


def test_a_person_is_found_by_any_address_and_no_other(store, acme):
    ann = save_person(store, company=acme, addresses=("ann@acme.example", "ann@home.example"))
    assert by_address(store, "ann@home.example") == [ann]
    assert by_address(store, "ann@acme.example") == [ann]
    assert by_address(store, "n@acme.example") == []
    assert by_address(store, "") == []


def test_two_memberships_are_one_person_with_rights_of_each(store, acme, beta):
    ann = save_person(store, company=acme, rights=frozenset({Right.BILLING}))
    with store.writing() as unit:
        also = unit.people.save_person(replace(ann, company=beta, rights=frozenset({Right.ORDER})))
    assert also.id == ann.id
    assert by_address(store, ann.address) == [ann, also]
    with store.reading() as unit:
        assert unit.people.members(acme.id) == [ann]
        assert unit.people.members(beta.id) == [also]


def test_a_saved_person_is_updated_by_id_in_every_membership(store, acme, beta):
    ann = save_person(store, company=acme, rights=frozenset({Right.BILLING}))
    changed = replace(
        ann, company=beta, name="Ann Nová", addresses=("ann@beta.example",), phones=("1",), rights=frozenset()
    )
    with store.writing() as unit:
        unit.people.save_person(changed)
    assert by_address(store, ann.address) == []
    assert by_address(store, "ann@beta.example") == [replace(changed, company=acme, rights=ann.rights), changed]


def test_a_membership_is_updated_and_not_doubled(store, acme):
    ann = save_person(store, company=acme, rights=frozenset({Right.BILLING}))
    changed = replace(ann, rights=frozenset({Right.SECURITY}))
    with store.writing() as unit:
        unit.people.save_person(changed)
    assert by_address(store, ann.address) == [changed]


def test_members_and_everybody_have_a_row_per_membership(store, acme, beta):
    ann = save_person(store, company=acme, addresses=("ann@acme.example",))
    bob = save_person(store, company=acme, addresses=("bob@acme.example",), name="Bob")
    with store.writing() as unit:
        unit.people.save_person(replace(ann, company=beta))
    with store.reading() as unit:
        assert {person.id for person in unit.people.members(acme.id)} == {ann.id, bob.id}
        rows = sorted((person.id, person.company.id) for person in unit.people.everybody())
        assert unit.people.members(404) == []
    assert rows == [(ann.id, acme.id), (ann.id, beta.id), (bob.id, acme.id)]


def test_a_person_stays_until_the_last_membership_goes(store, acme, beta):
    ann = save_person(store, company=acme)
    with store.writing() as unit:
        unit.people.save_person(replace(ann, company=beta))
        unit.people.remove_membership(ann.id, acme.id)
    assert [person.company for person in by_address(store, ann.address)] == [beta]
    with store.writing() as unit:
        unit.people.remove_membership(ann.id, beta.id)
    assert by_address(store, ann.address) == []
    with store.reading() as unit:
        assert unit.people.everybody() == []
        assert unit.people.company(beta.id) == beta


def test_the_address_of_somebody_who_went_is_free_again(store, acme):
    ann = save_person(store, company=acme)
    with store.writing() as unit:
        unit.people.remove_membership(ann.id, acme.id)
    again = save_person(store, company=acme, name="Another Ann")
    assert by_address(store, ann.address) == [again]


def test_who_is_not_there_is_nobody(store):
    with store.reading() as unit:
        assert unit.people.company(404) is None
        assert unit.people.company_of_domain("nowhere.example") is None
        assert unit.people.companies() == []
        assert unit.people.everybody() == []


def test_a_person_is_found_by_each_number_whatever_is_written(store, acme, beta):
    ann = save_person(store, company=acme, phones=("603 555 010", "112"), numbers=("+420603555010", "+74951234567"))
    bob = save_person(
        store, company=beta, name="Bob", addresses=("bob@beta.example",), phones=("x",), numbers=("+420603555010",)
    )
    with store.reading() as unit:
        assert {each.id for each in unit.people.by_phone("+420603555010")} == {ann.id, bob.id}
        assert unit.people.by_phone("+74951234567") == [ann]
        assert unit.people.by_phone("603 555 010") == []
        assert unit.people.by_phone("") == []


def test_the_number_of_somebody_who_went_or_gave_it_up_finds_nobody(store, acme):
    ann = save_person(store, company=acme, numbers=("+420603555010", "+420603555011"))
    with store.writing() as unit:
        unit.people.save_person(replace(ann, numbers=("+420603555011",)))
    with store.reading() as unit:
        assert unit.people.by_phone("+420603555010") == []
    with store.writing() as unit:
        unit.people.remove_membership(ann.id, acme.id)
    with store.reading() as unit:
        assert unit.people.by_phone("+420603555011") == []


def test_part_of_a_name_finds_without_case_and_marks(store, acme, beta):
    eva = save_person(store, company=acme, name="Eva  Nováková-Łoś", addresses=("eva@acme.example",))
    irina = save_person(store, company=beta, name="Ирина Соколова", addresses=("irina@beta.example",))
    with store.reading() as unit:
        for text in ("novak", "EVA nov", "los", "Łoś", "ACME"):
            assert unit.people.named(text, 9) == [eva], text
        assert unit.people.named("СОКОЛ", 9) == [irina]
        assert unit.people.named("a", 1) == [eva]
        for text in ("%", "_", "", " ", "\\", "a%a", "e_a", "nobody"):
            assert unit.people.named(text, 9) == [], text


def test_many_are_saved_at_once_and_the_new_with_one_first_address_are_one_person(store, acme, beta):
    address = "ann@acme.example"
    people = [
        a_person(company=acme, addresses=(address,), rights=frozenset({Right.BILLING})),
        a_person(company=beta, addresses=(address,), rights=frozenset({Right.ORDER})),
        a_person(company=acme, addresses=("bob@acme.example",), name="Bob"),
    ]
    with store.writing() as unit:
        saved = unit.people.save_people(people)
        assert [replace(each, id=0) for each in saved] == people
        assert saved[0].id == saved[1].id != saved[2].id
        assert unit.people.by_address(address) == saved[:2]
        assert unit.people.save_people([]) == unit.people.save_companies([]) == []


def test_addresses_and_domains_may_pass_from_one_to_another_in_one_step(store, acme, beta):
    ann = save_person(store, company=acme, addresses=("ann@acme.example", "desk@acme.example"))
    bob = save_person(store, company=acme, name="Bob", addresses=("bob@acme.example",))
    with store.writing() as unit:
        unit.people.save_people(
            [
                replace(bob, addresses=("bob@acme.example", "desk@acme.example")),
                replace(ann, addresses=("ann@acme.example",)),
            ]
        )
        unit.people.save_companies([replace(beta, domains=acme.domains), replace(acme, domains=beta.domains)])
    assert [each.id for each in by_address(store, "desk@acme.example")] == [bob.id]
    with store.reading() as unit:
        assert unit.people.company_of_domain("beta.example").id == acme.id


def test_what_is_somebody_elses_is_never_taken(store, acme, beta):
    ann = save_person(store, company=acme, addresses=("ann@acme.example",))
    bob = save_person(store, company=acme, name="Bob", addresses=("bob@acme.example",))
    for step in (
        lambda people: people.save_person(replace(bob, addresses=("bob@acme.example", "ann@acme.example"))),
        lambda people: people.save_person(a_person(company=beta, addresses=("ann@acme.example",))),
        lambda people: people.save_company(replace(beta, domains=("acme.example",))),
        lambda people: people.save_company(a_company(name="Acme", domains=())),
    ):
        with pytest.raises(Conflict), store.writing() as unit:
            step(unit.people)
    assert by_address(store, "ann@acme.example") == [ann]
    with store.reading() as unit:
        assert unit.people.company_of_domain("acme.example") == acme


def test_somebody_who_went_comes_back_with_the_same_id(store, acme):
    ann = save_person(store, company=acme, numbers=("+420603555010",))
    with store.writing() as unit:
        unit.people.remove_memberships([(ann.id, acme.id)])
    with store.writing() as unit:
        assert unit.people.save_people([ann]) == [ann]
    assert by_address(store, ann.address) == [ann]
    other = save_person(store, company=acme, name="Bob", addresses=("bob@acme.example",))
    assert other.id > ann.id


def test_a_company_goes_with_its_domains_unless_it_has_members(store, acme, beta):
    save_person(store, company=acme)
    with store.writing() as unit:
        unit.people.remove_companies([beta.id, 404])
    with store.reading() as unit:
        assert unit.people.companies() == [acme]
        assert unit.people.company_of_domain("beta.example") is None


def test_the_newest_ticket_of_each_company_is_known(store, acme, beta):
    with store.writing() as unit:
        unit.tickets.open(a_ticket(customer_id=acme.id))
        newest = unit.tickets.open(a_ticket(customer_id=acme.id, first_message_id="<2@x.example>"))
    with store.reading() as unit:
        assert unit.people.tickets_of([acme.id, beta.id]) == {acme.id: newest.id}
        assert unit.people.tickets_of([]) == {}


def test_the_history_of_rights_stays_when_the_person_goes(store, acme, beta):
    ann = save_person(store, company=acme)
    given = RightsChange(
        MORNING, "ada@desk.example", "asked on the phone", ann.address, ann.name, acme.id, "Acme", None, frozenset()
    )
    taken = replace(given, before=frozenset(), after=frozenset({Right.BILLING, Right.ORDER}))
    elsewhere = replace(given, company_id=beta.id, company="Beta", address="bob@beta.example", after=None)
    with store.writing() as unit:
        unit.people.add_rights_changes([given, taken])
        unit.people.add_rights_changes([elsewhere])
        unit.people.add_rights_changes([])
        unit.people.remove_membership(ann.id, acme.id)
    with store.reading() as unit:
        newest_first = [replace(each, id=0) for each in unit.people.rights_changes(9)]
        assert newest_first == [elsewhere, taken, given]
        assert [each.company for each in unit.people.rights_changes(1, company_id=acme.id)] == ["Acme"]
        assert len(unit.people.rights_changes(9, address=ann.address)) == 2
        assert unit.people.rights_changes(9, company_id=beta.id, address=ann.address) == []


def test_only_the_last_import_keeps_what_undoes_it(store):
    first = RegistryImport(MORNING, "ada@desk.example", "a.csv", "CP1250", {"created": 2}, {"people": [[1, None, "x"]]})
    with store.reading() as unit:
        assert unit.people.last_import() is None
    with store.writing() as unit:
        kept = unit.people.add_import(first)
        assert unit.people.last_import() == kept == replace(first, id=kept.id)
        newer = unit.people.add_import(replace(first, file_name="b.csv"))
    assert newer.id > kept.id
    with store.writing() as unit:
        unit.people.end_import(newer.id, MORNING)
        assert unit.people.last_import() == replace(newer, undo=None, undone_at=MORNING)
