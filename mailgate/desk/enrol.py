"""Set the desk up: load its file; import, undo, export the registry. All or nothing, every mistake at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from pathlib import PurePath

from mailgate.desk.house import House, Work
from mailgate.desk.labelling import check_rules
from mailgate.desk.rewrite import REGISTRY, carry_out, note, registry_now
from mailgate.model.errors import BadSetup, NotAllowed, WrongUse
from mailgate.model.person import Person, RegistryImport
from mailgate.registry.load import read_desk
from mailgate.registry.people_csv import WRITERS, PeopleFile, Plan, plan, read_people
from mailgate.registry.people_file import PeopleRow, refuse
from mailgate.registry.people_undo import Change, Registry, created_companies, listed, record, undo
from mailgate.registry.phones import country_of, numbered
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
        check_rules(desk, fragments)
        work.unit.setup.put(desk)
        if country_of(desk) != country_of(work.desk):
            _number_again(work, country_of(desk))
    return desk


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    planned: Plan
    encoding: str
    delimiter: str
    number: int | None  #: of the import; None when nothing was changed


def import_people(
    house: House,
    data: bytes,
    file_name: str,
    *,
    dry_run: bool,
    replace: bool = False,
    allow_shrink: bool = False,
    by: str = "command line",
) -> Imported:
    """Import customers and people from CSV or TOML: all or nothing, with its history of rights and its way back.

    Raises BadSetup with every mistake in the file.
    """
    file = read_people(data, file_name)
    with house.view() as work:
        refuse([finding for row in file.rows for finding in _ours(work, file, row)])
    with house.view() if dry_run else house.work() as work:
        if not dry_run:
            work.unit.serialise(REGISTRY)
        before = registry_now(work)
        planned = plan(
            file,
            list(before.companies.values()),
            list(before.members.values()),
            replace=replace,
            allow_shrink=allow_shrink,
            country=country_of(work.desk),
        )
        number = None if dry_run or planned.changes_nothing else _import(work, before, planned, file, by)
    return Imported(planned, file.encoding, file.delimiter, number)


def _ours(work: Work, file: PeopleFile, row: PeopleRow) -> Iterator[str]:
    """A mailbox of ours that is a customer would be written to, and would write to itself (threats T26)."""
    for address in row.values.get("emails") or ():
        if work.desk.is_ours(address):
            place = file.places.at(row.number, "emails")
            yield f"{place}: {address} is a mailbox of ours and cannot be a customer's address"


def _import(work: Work, before: Registry, planned: Plan, file: PeopleFile, by: str) -> int:
    done = carry_out(work, _change(before, planned))
    counts = {name: len(getattr(planned, name)) for name in ("created", "changed", "rights_removed", "removed")}
    name = PurePath(file.name).name
    kept = RegistryImport(work.now, by, name, file.encoding, counts, record(before, done))
    number = work.unit.people.add_import(kept).id
    note(work, before, done, by=by, why=f"import {number} of {name}")
    return number


def _change(before: Registry, planned: Plan) -> Change:
    """Only what differs from what is there."""
    emptied = (replace_fields(each, domains=()) for each in planned.removed_companies if each.domains)
    companies = (each for each in planned.companies if before.companies.get(each.id) != each)
    people = (each for each in planned.people if not _stands(before, each))
    return Change((*companies, *emptied), tuple(people), planned.removed)


def _stands(before: Registry, person: Person) -> bool:
    """Whether the membership is there as it shall be, whatever becomes of its company."""
    was = before.members.get((person.id, person.company.id))
    return was is not None and was == replace_fields(person, company=was.company)


def undo_import(house: House, *, by: str = "command line") -> RegistryImport:
    """Restore what was there before the last import, all or nothing; that import.

    Raises NotAllowed when there is none, when it was undone already, and when what it would restore was changed since.
    """
    with house.work() as work:
        work.unit.serialise(REGISTRY)
        now = registry_now(work)
        last = work.unit.people.last_import()
        if last is None:
            raise NotAllowed("nothing was imported yet, so there is nothing to undo")
        if last.undone_at or last.undo is None:
            when = f"{last.undone_at:%Y-%m-%d %H:%M} UTC" if last.undone_at else "before"
            raise NotAllowed(f"import {last.id} ({last.file_name}) was undone already: {when}")
        change, objections = undo(dict(last.undo), now)
        tickets = work.unit.people.tickets_of(created_companies(dict(last.undo)))
        objections += [f"{now.companies[each].name} has tickets, as MG-{newest}" for each, newest in tickets.items()]
        if objections:
            said = f"import {last.id} ({last.file_name}) cannot be undone, since this was changed after it"
            raise NotAllowed(f"{said}: {listed(objections)}; import a corrected file instead")
        country = country_of(work.desk)
        again = replace_fields(change, people=tuple(numbered(each, country) for each in change.people))
        done = carry_out(work, again)
        note(work, now, done, by=by, why=f"import {last.id} of {last.file_name} was undone")
        work.unit.people.end_import(last.id, work.now)
    return last


def export_people(house: House, form: str = "csv") -> str:
    """The registry as a file that its import reads without a change: "csv" or "toml". Raises WrongUse."""
    if form not in WRITERS:
        raise WrongUse(f"there is no format {form!r}; there are {', '.join(WRITERS)}")
    with house.view() as work:
        return WRITERS[form](work.unit.people.everybody(), work.unit.people.companies())


def _number_again(work: Work, country: str) -> None:
    """The firm is in another country: short forms of phone numbers are other numbers there."""
    work.unit.serialise(REGISTRY)
    now = registry_now(work)
    changed = [new for old in now.members.values() if (new := numbered(old, country)) != old]
    work.unit.people.save_people(changed)
