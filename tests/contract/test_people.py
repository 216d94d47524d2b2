"""Who is known: companies by domain, people by any of their addresses, one row per membership."""

from dataclasses import replace

import pytest

from mailgate.model.person import Right
from mailgate.testing import a_company, a_person


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
