"""How fast a large registry is: import it, import it again, undo a file, and look people up by address and by phone.

    python benchmarks/registry.py DIR [--people 100000] [--database postgresql://…]

Prints one JSON line. Look-ups are each a unit of their own, as the first question of a letter or a call is.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from mailgate.desk.enrol import import_people, load_desk, undo_import
from mailgate.desk.whois import whois
from mailgate.store.open import open_store
from mailgate.testing.house import a_house

DESK = '[firm]\nname = "Desk"\nzone = "Europe/Prague"\ncountry = "CZ"\n'
HEAD = "company;domains;contact;emails;phones;language;rights\n"


def file_of(people: int) -> bytes:
    """Companies of ten people each, everybody with an address, a second one, and a phone."""
    rows = (
        f"Firm {n // 10};{f'firm{n // 10}.example' if n % 10 == 0 else ''};Person {n};p{n}@firm{n // 10}.example "
        f"p{n}@home.example;603 {n // 1000:03} {n % 1000:03};cs;technical billing\n"
        for n in range(people)
    )
    return (HEAD + "".join(rows)).encode()


def took(step: Callable[[], object]) -> float:
    started = time.perf_counter()
    step()
    return round(time.perf_counter() - started, 2)


def p99(look: Callable[[int], object], numbers: list[int]) -> float:
    """In milliseconds."""
    spent = []
    for number in numbers:
        started = time.perf_counter()
        assert look(number), number
        spent.append(time.perf_counter() - started)
    return round(quantiles(spent, n=100)[98] * 1000, 2)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("dir", type=Path)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--database", default="")
    given = options.parse_args()
    store = open_store(given.database or f"sqlite:///{given.dir / 'registry.db'}")
    house = a_house(store=store)
    load_desk(house, [("desk.toml", DESK)])
    data = file_of(given.people)
    figures = {
        "people": given.people,
        "import_s": took(lambda: import_people(house, data, "people.csv", dry_run=False)),
        "again_s": took(lambda: import_people(house, data, "people.csv", dry_run=False)),
    }
    numbers = random.Random(1).choices(range(given.people), k=1000)

    @contextmanager
    def people():
        with store.reading() as unit:
            yield unit.people

    def by_address(number: int) -> object:
        with people() as rows:
            return rows.by_address(f"p{number}@home.example")

    def by_phone(number: int) -> object:
        with people() as rows:
            return rows.by_phone(f"+420603{number:06}")

    def find(number: int) -> object:
        with house.view() as work:
            return whois(work, f"person {number}")

    figures["by_address_p99_ms"] = p99(by_address, numbers)
    figures["by_phone_p99_ms"] = p99(by_phone, numbers)
    figures["by_name_p99_ms"] = p99(find, numbers[:100])
    figures["undo_s"] = took(lambda: undo_import(house))
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    store.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
