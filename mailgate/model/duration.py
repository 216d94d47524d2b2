"""A length of time as people write it: `30m`, `8h`, `2d`. What a day means depends on the calendar it counts on.

`Duration.parse("8h")`. Only `elapsed()` is decided here; open time is counted by `lifecycle.clocks`.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from mailgate.model.errors import WrongUse

Unit = Literal["m", "h", "d"]

_WRITTEN = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_UNITS: dict[Unit, timedelta] = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Duration:
    """So many minutes, hours or days; at least one."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """The duration that `text` is. Raises WrongUse with how to write one."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise WrongUse(f"{text[:40]!r} is not a duration; write minutes, hours or days as 30m, 8h or 2d")
        return cls(int(found[1]), cast(Unit, found[2]))

    def elapsed(self) -> timedelta:
        """Its length on the wall clock; a day is 24 hours."""
        return self.amount * _UNITS[self.unit]
