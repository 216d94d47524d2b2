"""How fast clocks are found and rung when very many tickets are open.

    python benchmarks/clocks.py DIR [--tickets 1000000] [--due 10000] [--database postgresql://…]

Every ticket waits for its verification; `--due` of them have waited long enough and are closed by silence. Prints one
JSON line: `idle_ms` is a sweep with nothing due, `find_ms` finding the next 100 (best, median, p99), `rung_per_second`
all that is due, with its state, history, notice and next clock, and `cpu_ms` of each.
"""

import argparse
import json
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from desk import FIRM, MAILBOX
from queue_page import spent, told
from sqlalchemy import func, select, text

from mailgate.desk.enrol import load_desk
from mailgate.desk.tick import ring, ring_all
from mailgate.model.ticket import State
from mailgate.store.many import insert_all
from mailgate.store.open import open_store
from mailgate.store.tables import clock, outbox, ticket
from mailgate.store.tickets import _ticket_values
from mailgate.store.unit import SqlStore
from mailgate.testing import MORNING, SetClock, a_ticket
from mailgate.testing.house import a_house

AT_ONCE = 5000


def fill(store: SqlStore, tickets: int, due: int) -> None:
    """Tickets that are verifying, the first `due` of them over their time, spread over the table."""
    every = max(tickets // due, 1)
    place = {"class_rank": 5, "queue_due": MORNING, "unpicked": False, "owner_task": False}
    for start in range(1, tickets + 1, AT_ONCE):
        rows, clocks = [], []
        for number in range(start, min(start + AT_ONCE, tickets + 1)):
            over = number % every == 0
            at = MORNING - timedelta(seconds=number % 3600) if over else MORNING + timedelta(hours=1, seconds=number)
            one = a_ticket(
                id=number,
                version=1,
                state=State.VERIFYING,
                requester=f"person{number}@customer.example",
                opened_at=MORNING - timedelta(days=2),
                updated_at=MORNING - timedelta(days=1),
                verify_round=1,
                category="",
                mailbox=MAILBOX,
                resolution={"how": "Replaced the cable.", "cause": "equipment", "minutes": "5"},
            )
            rows.append(_ticket_values(one) | place)
            clocks.append({"ticket_id": number, "kind": "verification", "due_at": at, "fence": 1})
        with store.exclusive() as connection:
            insert_all(connection, ticket, rows)
            insert_all(connection, clock, clocks)
    vacuum = "VACUUM ANALYZE" if store.engine.dialect.name == "postgresql" else "ANALYZE"
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(vacuum))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("dir", type=Path)
    options.add_argument("--tickets", type=int, default=1_000_000)
    options.add_argument("--due", type=int, default=10_000)
    options.add_argument("--database", default="")
    given = options.parse_args()
    store = open_store(given.database or f"sqlite:///{given.dir / 'clocks.db'}")
    fill(store, given.tickets, given.due)
    at = SetClock(MORNING - timedelta(hours=2))
    house = a_house(store=store, clock=at)
    load_desk(house, [("benchmark", FIRM)])

    def find() -> object:
        with store.reading() as unit:
            return unit.clocks.due(MORNING, 100)

    idle = told(spent(lambda: ring(house)), 3)
    at.set(MORNING)
    found = told(spent(find), 3)
    started, cpu = time.perf_counter(), time.process_time()
    rung = ring_all(house)
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    with store.exclusive() as connection:
        states = Counter(dict(connection.execute(select(ticket.c.state, func.count()).group_by(ticket.c.state)).all()))
        notices = connection.execute(select(func.count()).select_from(outbox)).scalar_one()
    assert (len(rung), states["closed"], notices) == (given.due, given.due, given.due), (len(rung), states, notices)
    figures = {
        "tickets": given.tickets,
        "database": store.engine.dialect.name,
        "idle_ms": idle,
        "find_ms": found,
        "rung": len(rung),
        "rung_per_second": round(len(rung) / wall),
        "cpu_ms": round(cpu * 1000 / len(rung), 2),
    }
    store.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
