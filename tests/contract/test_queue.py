"""The queue comes in the order of `lifecycle.queue.rank`, whatever changed the tickets, their clocks or the desk."""

import contextlib
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.lifecycle.queue import rank
from mailgate.model.errors import Conflict
from mailgate.model.queue import PROMISES, QueuePlace, View, Viewer, shows
from mailgate.model.sorting import Only
from mailgate.model.ticket import ClockKind, Flag, Priority, State
from mailgate.registry.setup import Category, Desk
from mailgate.testing import MORNING, a_clock, a_ticket

HOUR = timedelta(hours=1)
EWA, TOM = "ewa@desk.example", "tom@desk.example"
VIEWER = Viewer(MORNING + HOUR / 2, EWA, ("cs", "pl"))
CLASSES = {"down": "outage", "slow": "degradation", "how": "question"}


def desk_of(classes):
    return Desk(categories=tuple(Category(id=name, **{"class": kind}) for name, kind in classes.items()))


@pytest.fixture
def queued(store):
    with store.writing() as unit:
        unit.setup.put(desk_of(CLASSES))
    return store


def change(store, step):
    """`step(unit)` in a unit of its own; what it gives back."""
    with store.writing() as unit:
        return step(unit)


def opened(store, **kw):
    return change(store, lambda unit: unit.tickets.open(a_ticket(**kw)))


def started(store, ticket, minutes=60, kind=ClockKind.FIRST_ANSWER):
    clock = a_clock(ticket_id=ticket.id, kind=kind, due_at=MORNING + timedelta(minutes=minutes))
    change(store, lambda unit: unit.clocks.start(clock))
    return clock


def of_view(store, view=View.OPEN, viewer=VIEWER, limit=10_000, after=None):
    with store.reading() as unit:
        return [ticket.id for ticket, _ in unit.tickets.queue(view, viewer, limit, after)]


def places(store):
    with store.reading() as unit:
        return [at for _, at in unit.tickets.queue(View.OPEN, VIEWER, 10_000)]


def wanted(store, view, viewer=VIEWER):
    """The same from the plain rows and the pure order."""
    return [at.id for at in wanted_places(store, view, viewer)]


def wanted_places(store, view=View.OPEN, viewer=VIEWER):
    with store.reading() as unit:
        tickets, kinds = unit.tickets.find(None, 10_000), {each.id: each.kind for each in unit.setup.desk().categories}
        clocks = unit.clocks.of_tickets([ticket.id for ticket in tickets])
    due = {each: min((c.due_at for c in of if c.kind in PROMISES), default=None) for each, of in clocks.items()}
    ranks = {each.id: rank(each, kinds.get(each.category, ""), due.get(each.id)) for each in tickets}
    shown = [ticket.id for ticket in tickets if shows(view, ticket, ranks[ticket.id][1], viewer)]
    return [ranks[each][1] for each in sorted(shown, key=lambda each: ranks[each])]


class Life:
    """Random steps, as a desk takes them, always the same for a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def some(self):
        """Fields that decide about the place."""
        pick, perhaps = self.random.choice, lambda value: value if self.random.random() < 0.3 else None
        return {
            "state": pick([*State, State.NEW, State.FIRST_LINE, State.SECOND_LINE]),
            "category": pick(["", "gone", *CLASSES]),
            "priority": pick([None, *Priority]),
            "language": pick(["cs", "pl", "ru", "en"]),
            "owner": pick(["", EWA, TOM]),
            "worker": pick(["", EWA, TOM]),
            "opened_at": self.instant(),
            "waiting_since": perhaps(self.instant()),
            "late_since": perhaps(self.instant()),
            "flags": frozenset(perhaps({Flag.OWNER_TASK, Flag.UNPROVEN, Flag.RECURRING}) or ()),
        }

    def instant(self):
        """Few different ones, so that the later parts of the key decide as well."""
        return MORNING + timedelta(minutes=20 * self.random.randrange(-6, 7))

    def step(self, unit, ids):
        """One of all that may happen to a ticket."""
        pick, ticket = self.random.choice, unit.tickets.get(self.random.choice(ids))
        clock = a_clock(ticket_id=ticket.id, kind=pick([*ClockKind]), due_at=self.instant())
        deeds = (
            lambda: unit.tickets.save(replace(ticket, **self.some())),
            lambda: unit.clocks.start(clock),
            lambda: unit.clocks.stop(ticket.id, self.random.sample([*ClockKind], 3)),
            lambda: [unit.clocks.finish(each) for each in unit.clocks.of_ticket(ticket.id)[:1]],
            lambda: ids.append(unit.tickets.open(a_ticket(**self.some())).id),
        )
        pick(deeds)()


@pytest.mark.parametrize("seed", range(3))
def test_after_many_changes_every_view_has_the_pure_order(queued, seed):
    life = Life(seed)
    ids = change(queued, lambda unit: [unit.tickets.open(a_ticket(**life.some())).id for _ in range(60)])
    for turn in range(40):
        with queued.writing() as unit:
            for _ in range(8):
                life.step(unit, ids)
        if turn == 20:
            change(queued, lambda unit: unit.setup.put(desk_of(CLASSES | {"down": "question", "how": "outage"})))
    for view in View:
        assert of_view(queued, view) == wanted(queued, view), view
        assert of_view(queued, view), f"{view} had nothing to be compared"
    assert places(queued) == wanted_places(queued)


def test_who_changes_clocks_and_who_changes_the_ticket_at_once_leave_one_truth(queued, together):
    ids = [opened(queued).id for _ in range(2)]

    def again_and_again(seed):
        life = Life(seed)

        def run():
            for _ in range(25):
                with contextlib.suppress(Conflict):
                    change(queued, lambda unit: life.step(unit, list(ids)))

        return run

    together(*(again_and_again(seed) for seed in range(4)))
    assert places(queued) == wanted_places(queued)


def test_a_part_that_was_undone_leaves_no_trace_in_the_order(queued):
    one, other = opened(queued), opened(queued)

    def undone(unit):
        with unit.step():
            unit.clocks.start(a_clock(ticket_id=other.id))
            unit.tickets.save(replace(other, category="slow"))
            unit.setup.put(desk_of({"slow": "outage"}))
            raise RuntimeError

    with queued.writing() as unit:
        with pytest.raises(RuntimeError):
            undone(unit)
        assert unit.setup.desk() == desk_of(CLASSES)
        unit.clocks.start(a_clock(ticket_id=one.id, due_at=MORNING + HOUR))
    assert of_view(queued) == [one.id, other.id]
    started(queued, other, 30)
    assert of_view(queued) == [other.id, one.id]


def test_a_new_class_of_a_category_moves_its_tickets_at_once(queued):
    asked, slow = opened(queued, category="how"), opened(queued, category="slow")
    assert of_view(queued) == [slow.id, asked.id]
    with queued.writing() as unit:
        down = unit.tickets.open(a_ticket(category="how", state=State.WAITING_CUSTOMER))
        unit.setup.put(desk_of(CLASSES | {"how": "outage"}))
    assert of_view(queued) == [asked.id, slow.id, down.id]
    change(queued, lambda unit: unit.setup.put(desk_of({})))
    assert of_view(queued) == [asked.id, slow.id, down.id], "without categories by age"


def test_a_clock_moves_its_ticket_whenever_it_starts_stops_or_rings(queued):
    one, other = opened(queued), opened(queued)
    clock = started(queued, other)
    assert of_view(queued) == [other.id, one.id]
    change(queued, lambda unit: unit.clocks.finish(clock))
    assert of_view(queued) == [one.id, other.id]
    started(queued, other)
    change(queued, lambda unit: unit.clocks.stop(other.id, [ClockKind.FIRST_ANSWER]))
    assert of_view(queued) == [one.id, other.id]
    started(queued, other, kind=ClockKind.ARCHIVE)
    assert of_view(queued) == [one.id, other.id], "the archive clock promises nothing"


def test_the_page_behind_a_place_begins_where_the_last_one_ended(queued):
    life = Life(7)
    change(queued, lambda unit: [unit.tickets.open(a_ticket(**life.some())) for _ in range(40)])
    for view in (View.OPEN, View.MINE, View.BREACHING, View.LANGUAGE):
        seen, after = [], None
        while True:
            with queued.reading() as unit:
                page = unit.tickets.queue(view, VIEWER, 3, after)
            if not page:
                break
            assert len(page) <= 3
            seen += [ticket.id for ticket, _ in page]
            after = QueuePlace.read(str(page[-1][1]))
            assert after == page[-1][1]
        assert seen == wanted(queued, view)


def test_the_counts_are_those_of_the_rows_and_stop_where_they_are_told_to(queued):
    life = Life(8)
    change(queued, lambda unit: [unit.tickets.open(a_ticket(**life.some())) for _ in range(50)])
    with queued.reading() as unit:
        rows = {view: len(unit.tickets.queue(view, VIEWER, 100)) for view in View}
        assert unit.tickets.counts(VIEWER, 100) == rows
        assert unit.tickets.counts(VIEWER, 4) == {view: min(count, 4) for view, count in rows.items()}
        assert max(rows.values()) > 4


def test_who_is_nobody_has_no_tickets_and_no_language(queued):
    opened(queued, language="en")
    task = opened(queued, flags=frozenset({Flag.OWNER_TASK}))
    nobody = Viewer(MORNING)
    assert [of_view(queued, view, nobody) for view in (View.MINE, View.LANGUAGE)] == [[], []]
    assert of_view(queued, View.TASKS, nobody) == [task.id], "a task that nobody owns is everybody's"


def test_a_queue_and_a_tag_narrow_a_view_and_a_list(queued):
    life, some = Life(9), random.Random(9)
    fields = [
        {"queue": some.choice(["", "net", "net.x", "nét"]), "tags": tuple(some.sample(["a", "a_b", "axb", "a/b"], 2))}
        for _ in range(80)
    ]
    change(queued, lambda unit: [unit.tickets.open(a_ticket(**life.some(), **each)) for each in fields])
    onlys = [Only(queue, tag) for queue in (None, "", "net", "gone") for tag in ("", "a", "a_b", "a/b", 'a", "axb')]
    with queued.reading() as unit:
        for only in onlys:
            for view in (View.OPEN, View.MINE, View.BREACHING):
                whole = [(each, at) for each, at in unit.tickets.queue(view, VIEWER, 100) if only.fits(each)]
                assert unit.tickets.queue(view, VIEWER, 100, None, only) == whole, (view, only)
                behind = unit.tickets.queue(view, VIEWER, 100, whole[0][1], only) if whole else []
                assert behind == whole[1:]
            states = [State.NEW, State.CLOSED]
            assert unit.tickets.find(states, 100, only) == [e for e in unit.tickets.find(states, 100) if only.fits(e)]
        assert len(unit.tickets.find(None, 100, Only("net", "a_b"))) > 2
