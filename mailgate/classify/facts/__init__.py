"""The facts of a letter, each with the sentence it stands in: `facts(text, language, now, zone)`.

Since when, which errors, how many times, which phone, host and device, what was tried, what is urgent, what is asked.
Only what the text says: nothing is looked up, nothing is decided. Pure, total and linear; a fact shows staff where to
look, so each can be checked against its sentence.

    since.py    the beginning: since_words.py (the words), letters.py and named.py (the times in a text),
                moment.py (the arithmetic)
    signs.py    what has a form: codes, numbers, names
    says.py     what is said in words
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from mailgate.classify.facts import says, signs
from mailgate.classify.facts.moment import Precision
from mailgate.classify.facts.since import Since, since, since_in
from mailgate.classify.facts.text import Text, ready

__all__ = ["Fact", "Facts", "Precision", "Since", "facts", "headline", "since"]

MANY = 12  #: facts of one kind, at most: a log that somebody pasted is no longer a fact


class Fact(NamedTuple):
    """What was found, as written, and its sentence."""

    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says; each in order of the text, without repeats."""

    since: Since | None = None
    errors: tuple[Fact, ...] = ()  #: codes and quoted messages
    times: tuple[Fact, ...] = ()  #: a number in digits, or "several"
    phones: tuple[Fact, ...] = ()  #: candidates; the registry knows which is a number
    hosts: tuple[Fact, ...] = ()  #: IP and MAC addresses, names of hosts, shares
    devices: tuple[Fact, ...] = ()  #: maker and model
    tried: tuple[Fact, ...] = ()  #: words that say it was done already
    urgent: tuple[Fact, ...] = ()  #: words of haste
    questions: tuple[Fact, ...] = ()  #: whole sentences


def facts(text: str, language: str, now: datetime, zone: str) -> Facts:
    """All of them. `language` is a code of detect() or ""; `now` is aware; `zone` the customer's, "Europe/Prague"."""
    read = ready(text)
    return Facts(
        since=since_in(read, language, now, zone),
        errors=_tied(read, signs.errors(read)),
        times=_tied(read, signs.times(read)),
        phones=_tied(read, signs.phones(read)),
        hosts=_tied(read, signs.hosts(read)),
        devices=_tied(read, signs.devices(read)),
        tried=_tied(read, says.tried(read, language)),
        urgent=_tied(read, says.urgent(read, language)),
        questions=_tied(read, says.questions(read, language)),
    )


def headline(subject: str) -> Facts:
    """What a subject says: errors and hosts. The rest is said in sentences."""
    read = ready(subject)
    return Facts(errors=_tied(read, signs.errors(read)), hosts=_tied(read, signs.hosts(read)))


def _tied(text: Text, found: Iterable[tuple[str, int]]) -> tuple[Fact, ...]:
    """The first places of each value, with their sentences."""
    first: dict[str, int] = {}
    for value, at in found:
        if len(first) == MANY:
            break
        first.setdefault(value, at)
    return tuple(Fact(value, text.sentence(at)) for value, at in sorted(first.items(), key=lambda pair: pair[1]))
