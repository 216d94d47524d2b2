"""Set the desk up: load its file, import and export the registry. All or nothing, every mistake at once."""

from collections.abc import Sequence
from dataclasses import replace as replace_fields

from mailgate.classify.rules import compile_when
from mailgate.desk.house import House, Work
from mailgate.model.errors import BadSetup
from mailgate.model.person import Company
from mailgate.registry.load import read_desk
from mailgate.registry.people_csv import Plan, plan, read_people, write_people
from mailgate.registry.setup import Desk, Fragment, merge


def load_desk(house: House, files: Sequence[tuple[str, str]]) -> Desk:
    """Upsert the desk's set-up from (file name, text) pairs. Raises BadSetup with file, line and column of each."""
    fragments: list[Fragment] = []
    findings: list[str] = []
    for name, text in files:
        try:
            fragments.append(read_desk(text, name))
        except BadSetup as cause:
            findings += cause.findings
    if findings:
        raise BadSetup(findings)
    with house.work() as work:
        desk = merge(work.desk, *fragments)
        _check_rules(desk)
        work.unit.setup.put(desk)
    return desk


def _check_rules(desk: Desk) -> None:
    findings: list[str] = []
    for rule in desk.rules:
        try:
            compile_when(rule.when, f"rule '{rule.name}'")
        except BadSetup as cause:
            findings += cause.findings
    if findings:
        raise BadSetup(findings)


def import_people(
    house: House, data: bytes, file_name: str, *, dry_run: bool, replace: bool = False, allow_shrink: bool = False
) -> tuple[Plan, str, str]:
    """Import customers and people: what changes, the encoding and the delimiter that were recognised."""
    file = read_people(data, file_name)
    with house.work() as work:
        companies, people = work.unit.people.companies(), work.unit.people.everybody()
        planned = plan(file, companies, people, replace=replace, allow_shrink=allow_shrink)
        if not dry_run:
            _apply(work, planned)
    return planned, file.encoding, file.delimiter


def _apply(work: Work, planned: Plan) -> None:
    saved: dict[str, Company] = {company.name: company for company in work.unit.people.companies()}
    for company in planned.companies:
        saved[company.name] = work.unit.people.save_company(company)
    ids: dict[str, int] = {}
    for person in planned.people:
        known = work.unit.people.by_address(person.addresses[0])
        person_id = person.id or ids.get(person.addresses[0]) or (known[0].id if known else 0)
        member = replace_fields(person, id=person_id, company=saved[person.company.name])
        ids[person.addresses[0]] = work.unit.people.save_person(member).id
    for person in planned.removed:
        work.unit.people.remove_membership(person.id, person.company.id)


def export_people(house: House) -> str:
    """The registry in the columns of its import."""
    with house.view() as work:
        return write_people(work.unit.people.everybody(), work.unit.people.companies())
