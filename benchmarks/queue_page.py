"""How fast the queue's page is with very many open tickets: one page of each view, and the counts of all views.

    python benchmarks/queue_page.py DIR [--tickets 100000] [--database postgresql://…]

Prints one JSON line: milliseconds, best, median and p99 of 50 runs. `page_ms` is the slowest view's first page,
`deep_ms` a page in the middle of everything, `counts_ms` all counts in one statement; `both_ms` is what the web page
waits for. `of_…_ms` are first pages of one queue or tag; for a rare one everything that is open is looked at.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from mailgate.desk import queue
from mailgate.desk.house import House
from mailgate.model.queue import View, Viewer, is_queued, is_unpicked, place
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import Flag, Priority, State, Ticket
from mailgate.store.many import insert_all
from mailgate.store.open import open_store
from mailgate.store.tables import clock, ticket
from mailgate.store.tickets import _ticket_values
from mailgate.store.unit import SqlStore
from mailgate.testing import MORNING, a_ticket
from mailgate.testing.house import a_house

OPEN = (State.NEW, State.FIRST_LINE, State.SECOND_LINE, State.WAITING_CUSTOMER, State.ON_HOLD, State.VERIFYING)
WEIGHTS = (2, 50, 20, 15, 10, 3)
STAFF = [f"s{number}@desk.example" for number in range(40)]
AT_ONCE = 5000


def a_row(number: int, chance: random.Random) -> tuple[Ticket, str, object]:
    """A ticket as a busy desk has them, the class of its category, and its next promise."""
    (state,) = chance.choices(OPEN, WEIGHTS)
    opened = MORNING - timedelta(seconds=chance.randrange(40 * 86_400))
    late = MORNING - timedelta(minutes=chance.randrange(3000)) if chance.random() < 0.02 else None
    promised = MORNING + timedelta(minutes=chance.randrange(10_000)) if chance.random() < 0.7 else None
    one = a_ticket(
        id=number,
        version=1,
        state=state,
        subject=f"Ticket {number} about something",
        opened_at=opened,
        updated_at=opened,
        language=chance.choice(("cs", "pl", "ru", "en")),
        priority=chance.choice((*Priority, None)),
        owner=chance.choice(("", *STAFF)),
        worker=chance.choice(STAFF) if chance.random() < 0.7 else "",
        waiting_since=opened if chance.random() < 0.4 else None,
        late_since=late,
        flags=frozenset({Flag.OWNER_TASK} if chance.random() < 0.05 else ()) | ({Flag.BREACHED} if late else set()),
        queue="rare" if number % 5000 == 0 else ("", "network", "office", "shop")[number % 4],
        tags=("brno", "vpn") if number % 3 else (),
    )
    return one, chance.choices(("outage", "degradation", "request"), (1, 5, 94))[0], promised


def fill(store: SqlStore, tickets: int) -> None:
    """Rows at once, as the store would have written them; a twentieth more that are archived."""
    chance = random.Random(1)
    for start in range(1, tickets + tickets // 20 + 1, AT_ONCE):
        rows, clocks = [], []
        for number in range(start, start + AT_ONCE):
            one, kind, promised = a_row(number, chance)
            at = place(one, kind, promised)
            own = {"class_rank": at.class_rank, "queue_due": at.due, "unpicked": is_unpicked(one)}
            own["owner_task"] = Flag.OWNER_TASK in one.flags
            if number > tickets:
                own, promised = own | {"state": "archived", "class_rank": None, "queue_due": None}, None
            assert is_queued(one)
            rows.append(_ticket_values(one) | own)
            if promised:
                clocks.append({"ticket_id": number, "kind": "first_answer", "due_at": promised, "fence": 0})
        with store.exclusive() as connection:
            insert_all(connection, ticket, rows)
            insert_all(connection, clock, clocks)
    # What the database does by itself within minutes.
    vacuum = "VACUUM ANALYZE" if store.engine.dialect.name == "postgresql" else "ANALYZE"
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(vacuum))


def spent(step: Callable[[], object], runs: int = 50) -> list[float]:
    """Milliseconds of each run, after one that does not count."""
    step()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        step()
        times.append((time.perf_counter() - started) * 1000)
    return times


def told(times: list[float], digits: int = 1) -> list[float]:
    """Best, median and p99."""
    return [round(each, digits) for each in (min(times), median(times), quantiles(times, n=100)[98])]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("dir", type=Path)
    options.add_argument("--tickets", type=int, default=100_000)
    options.add_argument("--database", default="")
    given = options.parse_args()
    store = open_store(given.database or f"sqlite:///{given.dir / 'queue.db'}")
    fill(store, given.tickets)
    house, viewer = a_house(store=store), Viewer(MORNING + timedelta(minutes=30), STAFF[0], ("cs", "en"))
    with store.reading() as unit:
        (*_, (_, middle)) = unit.tickets.queue(View.OPEN, viewer, given.tickets // 2)

    def page(view: View, after: object = None, only: Only = ANY) -> Callable[[], object]:
        def step() -> object:
            with store.reading() as unit:
                return unit.tickets.queue(view, viewer, queue.PAGE + 1, after, only)

        return step

    def counts() -> object:
        with store.reading() as unit:
            return unit.tickets.counts(viewer, queue.MOST_COUNTED)

    def both(at: House = house) -> object:
        with at.view() as work:
            return queue.page(work, View.OPEN, viewer), queue.counts(work, viewer)

    pages = {view: told(spent(page(view))) for view in View}
    slowest = max(pages, key=lambda view: pages[view][1])
    figures = {
        "tickets": given.tickets,
        "database": store.engine.dialect.name,
        "page_ms": pages[slowest],
        "slowest_page": slowest,
        "deep_ms": told(spent(page(View.OPEN, middle))),
        "of_queue_ms": told(spent(page(View.OPEN, only=Only("network")))),
        "of_tag_ms": told(spent(page(View.OPEN, only=Only(tag="vpn")))),
        "of_rare_queue_ms": told(spent(page(View.OPEN, only=Only("rare")))),
        "of_unknown_tag_ms": told(spent(page(View.OPEN, only=Only(tag="gone")))),
        "counts_ms": told(spent(counts)),
        "both_ms": told(spent(both)),
        "counts": counts(),
    }
    store.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
