"""How fast raw letters become committed tickets: `python benchmarks/intake.py DIR [--database URL]`.

DIR has `.eml` files in the order in which they came; their authors are registered first, each at a company of their
own. Prints one JSON line: rates per second, CPU milliseconds a letter, peak memory, fates. Never a test: rates of
different days do not compare, run two versions side by side.
"""

import argparse
import email.utils
import json
import resource
import tempfile
import time
from pathlib import Path

from desk import FIRM, MAILBOX

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.decide import drain
from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.ingest.parse import read
from mailgate.model.letter import Envelope, WayIn

DESK = (
    FIRM
    + """
[[category]]
id = "outage"
class = "outage"
priority = "p1"
[[rule]]
name = "outage words"
when = 'words("outage", "is down", "výpadek", "awaria", "не работает")'
set = { category = "outage" }
"""
)


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--database", default="", help="an empty database; default: SQLite in a temporary folder")
    given = arguments.parse_args()
    raws = [path.read_bytes() for path in sorted(given.folder.glob("*.eml"))]
    with tempfile.TemporaryDirectory() as folder:
        house = a_house(Path(folder), given.database, raws)
        print(json.dumps(measured(house, raws)))
        house.store.close()


def a_house(folder: Path, database: str, raws: list[bytes]) -> House:
    """A desk that knows every author and believes what is submitted on this machine."""
    lines = ["[origin]", "trust_loopback = true", *(["[database]", f'url = "{database}"'] if database else [])]
    settings = folder / "mailgate.toml"
    settings.write_text("\n".join(lines) + "\n")
    house = open_house(load_settings(settings))
    load_desk(house, [("desk.toml", DESK)])
    authors = sorted({str(author) for raw in raws if (author := read(raw).from_address)})
    rows = [f"Company {number};;Person {number};{author};technical" for number, author in enumerate(authors)]
    people = "\n".join(["company;domains;contact;emails;rights", *rows])
    import_people(house, people.encode(), "people.csv", dry_run=False)
    return house


def measured(house: House, raws: list[bytes]) -> dict[str, object]:
    """Keep all, then decide all."""
    started = time.perf_counter()
    for raw in raws:
        sender = email.utils.parseaddr(str(read(raw).from_address or ""))[1]
        receive(house, Envelope(WayIn.SMTP, (MAILBOX,), house.clock.now(), sender, "127.0.0.1"), raw)
    kept, cpu = time.perf_counter(), time.process_time()
    while drain(house):
        pass
    done, cpu = time.perf_counter(), time.process_time() - cpu
    with house.view() as work:
        ledger = work.unit.letters.ledger()
    return {
        "letters": len(raws),
        "decided_per_s": round(len(raws) / (done - kept)),
        "cpu_ms_per_letter": round(cpu * 1000 / len(raws), 2),
        "read_and_kept_per_s": round(len(raws) / (kept - started)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "balanced": ledger.balanced,
        "fates": {str(fate): count for fate, count in ledger.fates.items() if count},
    }


if __name__ == "__main__":
    main()
