"""Something a person should know about the installation, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `mailgate doctor`."""

    level: str  #: ok | info | warning | error
    what: str
    fix: str = ""
