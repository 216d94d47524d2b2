"""Which steps there are, and what may be chosen for each: `STEPS["write"]` has a strategy for every argument.

The same table makes the rules of the state machine and the programs that are taken over several stores. A choice that
comes first is the one that a failing example is cut down to.
"""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from tests.hostile.life.mail import AUTHORS, AUTOMATIC, MAILBOXES, SUBJECTS, WORDS
from tests.hostile.life.place import STAFF
from tests.hostile.life.world import SWEPT

Arguments = dict[str, st.SearchStrategy[Any]]
Step = tuple[str, dict[str, Any]]

#: A Monday morning, and the evenings before each change of the clocks in Prague.
BEGINNINGS = st.sampled_from(
    [
        datetime(2026, 11, 2, 8, tzinfo=UTC),
        datetime(2026, 10, 23, 15, tzinfo=UTC),
        datetime(2027, 3, 26, 15, tzinfo=UTC),
    ]
)


def _mostly(first: Any, *others: Any, times: int = 4) -> st.SearchStrategy[Any]:
    return st.sampled_from([*[first] * times, *others])


def _index(of: Any) -> st.SearchStrategy[int]:
    return st.integers(0, len(of) - 1)


_which = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 7])
_now = _mostly(True, False)
_proof = _mostly("proven", "unproven", "forged", times=5)
_staff = _index(STAFF)
_worker = st.integers(0, 1)
_auto = _mostly(0, *range(1, len(AUTOMATIC)), times=8)

STEPS: dict[str, Arguments] = {
    "write": {
        "who": st.sampled_from([0, 0, 0, *range(len(AUTHORS))]),
        "proof": _proof,
        "subject": _index(SUBJECTS),
        "to": _mostly(0, *range(1, len(MAILBOXES)), times=6),
        "auto": _auto,
        "now": _now,
    },
    "answer": {
        "which": _which,
        "who": _mostly(0, *range(1, len(AUTHORS) + 1), times=14),
        "proof": _proof,
        "words": _index(WORDS),
        "by": _mostly("reply", "address", "tag", times=4),
        "auto": _auto,
        "now": _now,
    },
    "repeat": {"which": _which, "now": _now},
    "bounce": {"which": _which, "status": _mostly("5.1.1", "4.2.0", times=3), "now": _now},
    "form": {"who": _index(AUTHORS), "signed_in": st.booleans(), "key": _mostly("", "k1", times=2)},
    "call": {"staff": _staff, "who": _index(AUTHORS), "urgency": st.integers(0, 3)},
    "act": {
        "which": _which,
        "one": st.integers(0, 40),
        "fits": _mostly(True, False),
        "staff": _staff,
        "fill": _mostly("all", "required", "required", "one more", "one less", "strange", times=3),
        "word": st.integers(0, 9),
        "worker": _worker,
        "look_first": _mostly(False, True),
    },
    "solve": {"which": _which, "staff": _staff, "cause": st.integers(0, 5), "send": _now},
    "hand_over": {"which": _which, "staff": _staff, "back": st.booleans()},
    "take_next": {"staff": _staff, "worker": _worker},
    "decide_held": {"which": _which, "deed": st.sampled_from(["release", "discard", "retry"]), "staff": _staff},
    "send_again": {"which": _which},
    "post": {
        "which": _which,
        "said": st.sampled_from(["yes", "no", "partly"]),
        "comment": _mostly(0, *range(len(WORDS)), times=8),
        "garbled": _mostly(False, True, times=9),
        "worker": _worker,
    },
    "scan": {},
    "time_passes": {"minutes": st.sampled_from([1, 30, 120, 1441, 1441, 1441, 4 * 1440, 8 * 1440, 35 * 1440])},
    "clock_goes_back": {"minutes": st.sampled_from([1, 90, 26 * 60])},
    "sweep": {"worker": _worker, "what": _mostly("everything", *SWEPT, times=8)},
    "relay_says": {
        "who": _mostly(0, *range(1, len(AUTHORS) + len(STAFF)), times=12),
        "codes": st.lists(st.sampled_from([250, 451, 550, 421]), min_size=1, max_size=3),
    },
    "recover": {},
}


#: How often each happens, beside one that is not named here and happens once.
OFTEN = {"answer": 4, "act": 8, "solve": 4, "post": 3, "time_passes": 4, "sweep": 3, "breaks": 3}


def one_of(*names: str) -> st.SearchStrategy[Step]:
    """One of these steps, with its arguments."""
    weighted = [name for name in names for _ in range(OFTEN.get(name, 1))]
    return st.sampled_from(weighted).flatmap(lambda name: st.tuples(st.just(name), st.fixed_dictionaries(STEPS[name])))


#: What two workers, or a worker and a page, do at the same moment.
AT_ONCE = one_of("sweep", "act", "post", "take_next")
STEPS["both"] = {"one": AT_ONCE, "other": AT_ONCE}
STEPS["breaks"] = {
    "after": st.integers(0, 40),
    "dies": st.booleans(),
    "step": one_of("sweep", "act", "post", "write", "answer", "solve", "recover", "take_next", "decide_held"),
}

ANY = one_of(*STEPS)
#: The same program over another store must do the same: threads never do.
REPEATABLE = one_of(*(name for name in STEPS if name != "both"))

_WRITTEN: Step = ("write", {"who": 0, "proof": "proven", "subject": 0, "to": 0, "auto": 0, "now": True})
_SOLVED: Step = ("solve", {"which": 0, "staff": 0, "cause": 5, "send": True})
_TAKEN: Step = ("take_next", {"staff": 0, "worker": 0})
_A_DAY: Step = ("time_passes", {"minutes": 1441})
_SWEPT: Step = ("sweep", {"worker": 0, "what": "everything"})
_MOVED: Step = ("write", {**_WRITTEN[1], "subject": 2})
#: Where a life begins: with nothing, or with what else would come about only seldom.
PRELUDES = st.sampled_from(
    [
        [],
        [_WRITTEN, _SOLVED],
        [_WRITTEN, _TAKEN, ("hand_over", {"which": 0, "staff": 0, "back": False})],
        [_WRITTEN, _WRITTEN, _SOLVED, _A_DAY, _SWEPT],
        [_MOVED, _SOLVED],
    ]
)
