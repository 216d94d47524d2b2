"""What is known of a trouble, in whose words, and where it stands: `Fact("since", "2026-11-19T08:00:00+01:00")`.

Read from letters, written by staff, or known to the registry. Which names there are says `NAMES`; a category's
checklist may ask for others of the desk's own (a serial number, a domain), which staff fill in.
"""

from dataclasses import dataclass

#: What is read from letters, in the order in which it is shown.
NAMES = ("service", "since", "error", "times", "host", "device", "tried", "urgent", "phone", "question")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known. A ticket may have several of one name; no two with the same value."""

    name: str
    value: str  #: as written; of `since` an instant, ISO 8601 with its offset
    sentence: str = ""  #: the customer's sentence that says so; "" where nobody said it in a letter
    by: str = ""  #: staff address that wrote or changed it, "registry", or "" for what was read
    detail: str = ""  #: of `since` the length of what was named: minute, hour, part, day, week, month
