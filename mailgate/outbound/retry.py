"""When to try a letter again that the next server did not take: soon at first, then every four hours, for two days."""

from datetime import datetime, timedelta

#: The wait after the first failed attempt, after the second, and so on; together about two days.
#: RFC 5321 §4.5.4.1 asks for at least 30 minutes between tries: ours begin sooner, since greylisting and restarts of
#: a relay are over within minutes and a customer waits, and become slower than that.
WAITS = (
    *(timedelta(minutes=wait) for wait in (1, 2, 5, 15, 30, 60, 120)),
    *(timedelta(hours=4) for _ in range(11)),
)


def next_attempt(tries: int, now: datetime) -> datetime | None:
    """The instant of the next attempt after `tries` failed ones (1 or more), or None: give up and tell the owner."""
    return now + WAITS[tries - 1] if 1 <= tries <= len(WAITS) else None
