"""What it costs to find out what a letter is about and how urgent: `python benchmarks/label_step.py DIR`.

CPU milliseconds a letter for the `.eml` files in DIR, median and p95: its language, its label (rules and priority, with
the seeded categories of `mailgate init`), the facts in its words, and the sum. Reading and proof are not counted, and
nobody is looked up. Of each letter the best of ROUNDS counts.

`--beside TREE` measures another checkout in turns with this one, in processes of their own, and tells the ratios: a
shared machine slows both alike. One JSON line; never a test.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from desk import FIRM, MAILBOX

from mailgate.app.init import seeded_categories
from mailgate.classify.facts import facts
from mailgate.classify.language import detect
from mailgate.desk.decide import language_of
from mailgate.desk.labelling import label_of
from mailgate.desk.read import Reading
from mailgate.ingest.parse import read
from mailgate.ingest.verdict import Intake
from mailgate.model.letter import Envelope, KeptLetter, Proof, WayIn
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
ROUNDS = 3
TURNS = 3  #: of each checkout

Step = Callable[[Reading], object]


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--beside", type=Path, help="another checkout, measured in turns")
    given = arguments.parse_args()
    print(json.dumps(beside(given.folder, given.beside) if given.beside else measured(given.folder)))


def measured(folder: Path) -> dict[str, Any]:
    """(median, p95) of each step and of their sum."""
    desk = merge(Desk.empty(), read_desk(FIRM, "desk.toml"), read_desk(seeded_categories(), "categories.toml"))
    readings = [arrived(path.read_bytes()) for path in sorted(folder.rglob("*.eml"))]
    spent = {name: each(step, readings) for name, step in steps(desk, readings).items()}
    spent["sum"] = [sum(parts) for parts in zip(*spent.values(), strict=True)]
    return {"letters": len(readings), **{name: told(times) for name, times in spent.items()}}


def arrived(raw: bytes) -> Reading:
    """A letter that was read, of a proven author."""
    envelope = Envelope(WayIn.SMTP, (MAILBOX,), NOW)
    return Reading(KeptLetter(0, envelope, "", len(raw)), read(raw), Proof.PROVEN, "")


def steps(desk: Desk, readings: Sequence[Reading]) -> Mapping[str, Step]:
    """In the order of a decision."""
    box = desk.mailboxes[0]
    spoken = {id(one): detect(f"{one.letter.subject}\n{one.letter.text}") for one in readings}
    return {
        "language_ms": lambda one: language_of(desk, Intake(one.kept, one.letter, one.proof), box),
        "label_ms": lambda one: label_of(desk, one, box, None),
        "facts_ms": lambda one: facts(one.letter.reply_text or one.letter.text, spoken[id(one)], NOW, desk.firm.zone),
    }


def each(step: Step, readings: Sequence[Reading]) -> list[float]:
    """Milliseconds of each letter, after a round that does not count."""
    rounds = [[_cpu_ms(step, one) for one in readings] for _ in range(ROUNDS + 1)]
    return [min(times) for times in zip(*rounds[1:], strict=True)]


def _cpu_ms(step: Step, one: Reading) -> float:
    started = time.process_time_ns()
    step(one)
    return (time.process_time_ns() - started) / 1e6


def told(times: list[float]) -> list[float]:
    """Median and p95."""
    return [round(median(times), 4), round(quantiles(times, n=20)[-1], 4)]


def beside(folder: Path, other: Path) -> dict[str, Any]:
    """The best turn of both, and this one's share of the other."""
    here = Path(__file__).parent.parent
    turns = [(_of(here, folder), _of(other, folder)) for _ in range(TURNS)]
    ours, theirs = (min(rows, key=lambda row: row["sum"][0]) for rows in zip(*turns, strict=True))
    shares = {name: round(ours[name][0] / theirs[name][0], 3) for name in ours if name != "letters"}
    return {"here": ours, "beside": theirs, "ratio_of_medians": shares}


def _of(tree: Path, folder: Path) -> dict[str, Any]:
    """What this program says of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    told = subprocess.run([sys.executable, __file__, folder], env=environment, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


if __name__ == "__main__":
    main()
