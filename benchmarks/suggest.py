"""What a suggestion costs with very many open tickets and half a year of closed ones.

    python -m benchmarks.suggest DIR [--tickets 100000] [--database postgresql://…]

Prints one JSON line: milliseconds, best, median and p99 of 50 runs. `ties_ms` is the statement that counts what ties
all 40 colleagues to a ticket of the largest customer and category, a fifth of everything; `suggested_ms` is all that
`ticket show` does for it; `next_ms` is taking the next ticket.
"""

import argparse
import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.queue_page import STAFF, fill, spent, told
from mailgate.desk.suggest import suggested
from mailgate.desk.take_next import take_next
from mailgate.model.queue import View, Viewer
from mailgate.registry.setup import Calendar, Desk, Staff
from mailgate.store.open import open_store
from mailgate.store.unit import SqlStore
from mailgate.testing import MORNING
from mailgate.testing.house import a_house

#: By number of the ticket: a fifth is of the first customer and category; the archived ones were closed lately.
SPREAD = (
    "INSERT INTO company (id, name, sla, oncall, verify_clock, notes, assets)"
    " SELECT id, 'c' || id, '', {no}, 'elapsed', '', '[]' FROM ticket WHERE id <= 50",
    "UPDATE ticket SET customer_id = 1 + CASE WHEN id % 5 = 0 THEN 0 ELSE id % 50 END,"
    " category = 'c' || CASE WHEN id % 5 = 1 THEN 0 ELSE id % 12 END,"
    " requester = 'r' || (id % 900) || '@customer.example'",
    "UPDATE ticket SET class_rank = NULL, queue_due = NULL, unpicked = {no}, state = 'closed',"
    " closed_at = '2026-10-01 08:00:00{zone}' WHERE id > {open}",
)


def spread(store: SqlStore, tickets: int) -> None:
    """Customers, categories and authors, and what was closed."""
    postgres = store.engine.dialect.name == "postgresql"
    words = {"no": "false" if postgres else "0", "zone": "+00" if postgres else ".000000", "open": str(tickets)}
    with store.exclusive() as connection:
        for statement in SPREAD:
            connection.execute(text(statement.format(**words)))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if postgres else "ANALYZE"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("dir", type=Path)
    options.add_argument("--tickets", type=int, default=100_000)
    options.add_argument("--database", default="")
    given = options.parse_args()
    store = open_store(given.database or f"sqlite:///{given.dir / 'suggest.db'}")
    fill(store, 2 * given.tickets)
    spread(store, given.tickets)
    staff = tuple(Staff(email=each, name=each.title(), lines=(1, 2), shift="24x7") for each in STAFF)
    with store.writing() as unit:
        unit.setup.put(Desk(staff=staff, calendars=(Calendar(name="never", zone="UTC"),)))
    house = a_house(store=store)
    with house.view() as work:
        free = work.unit.tickets.queue(View.UNPICKED, Viewer(work.now), 2000)
        asked = next(ticket for ticket, _ in free if ticket.customer_id == 1 and ticket.category == "c0")

    def ties() -> object:
        with store.reading() as unit:
            return unit.tickets.work_of(asked, STAFF, MORNING - timedelta(days=180))

    def suggestion() -> object:
        with house.view() as work:
            return suggested(work, asked)

    figures = {
        "open": given.tickets,
        "closed": given.tickets,
        "database": store.engine.dialect.name,
        "ties_ms": told(spent(ties)),
        "suggested_ms": told(spent(suggestion)),
        "next_ms": told(spent(lambda: take_next(house, STAFF[0]))),
        "says": str(suggestion()),
    }
    store.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
