"""Desk time: the machine's clock, or one that was set for a test (`--now`)."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class RunningClock:
    """Starts at an instant and runs on with the machine; `forward` lets time pass."""

    start: datetime
    _since: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Aware, UTC."""
        return self.start + timedelta(seconds=time.monotonic() - self._since)

    def forward(self, by: timedelta) -> None:
        """Let time pass at once."""
        self.start += by


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Stands at one instant: a command that was given `--now` happens then, as a whole."""

    at: datetime

    def now(self) -> datetime:
        """Aware, UTC."""
        return self.at
