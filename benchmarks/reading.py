"""What reading costs: `python benchmarks/reading.py DIR` and `python benchmarks/reading.py --bombs [--mb 20]`.

The first prints CPU milliseconds a letter for the `.eml` files in DIR (the best of five rounds), the second the
worst of the letters that were made to stall a reader, each in a process of its own. One JSON line; never a test.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import time
from pathlib import Path

from bombs import bombs

from mailgate.ingest.mime.tree import read_tree
from mailgate.ingest.parse import read


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--bombs", action="store_true")
    arguments.add_argument("--mb", type=int, default=20)
    given = arguments.parse_args()
    print(json.dumps(worst(given.mb) if given.bombs else everyday(given.folder)))


def everyday(folder: Path) -> dict[str, object]:
    """Mean over all letters, with the MIME tree alone beside it."""
    raws = [path.read_bytes() for path in sorted(folder.rglob("*.eml"))]
    tree, whole = (min(_cpu(step, raws) for _ in range(5)) for step in (read_tree, read))
    each = sorted(_cpu(read, [raw]) * len(raws) for raw in raws)
    return {
        "letters": len(raws),
        "cpu_ms_mean": round(whole * 1000, 3),
        "cpu_ms_median": round(statistics.median(each) / len(raws) * 1000, 3),
        "cpu_ms_tree_only": round(tree * 1000, 3),
        "slowest_ms": round(each[-1] / len(raws) * 1000, 1),
    }


def _cpu(step: object, raws: list[bytes]) -> float:
    assert callable(step)
    started = time.process_time()
    for raw in raws:
        step(raw)
    return (time.process_time() - started) / len(raws)


def worst(mb: int) -> dict[str, object]:
    """CPU seconds and peak memory of each bomb."""
    rows = {}
    for number, (name, _, quarantined) in enumerate(bombs(1000)):
        with multiprocessing.get_context("fork").Pool(1) as one:
            seconds, peak, reason = one.apply(_one, (number, mb * 1_000_000))
        rows[name] = (seconds, peak, reason, bool(reason) == quarantined)
    slowest = sorted(rows, key=lambda name: -rows[name][0])
    return {
        "bombs": len(rows),
        "mb": mb,
        "worst_cpu_s": rows[slowest[0]][0],
        "worst_peak_mb": max(row[1] for row in rows.values()),
        "not_as_expected": [name for name, row in rows.items() if not row[3]],
        "slowest": {name: rows[name][:3] for name in slowest[:8]},
    }


def _one(number: int, size: int) -> tuple[float, int, str]:
    raw = next(raw for index, (_, raw, _) in enumerate(bombs(size)) if index == number)
    started = time.process_time()
    reason = read(raw).unreadable
    return round(time.process_time() - started, 2), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, reason


if __name__ == "__main__":
    main()
