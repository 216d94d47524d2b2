"""Who was not reached, in a report that is written for people: where addresses stand tells which ones are meant.

    above, below = split(text)                       # at the returned letter
    places = addresses(above)                        # every address, with how surely it is a failed one
    failures = diagnoses(above, chosen, delayed)     # each with the words that stand with it

An address that begins a line counts more than one within a sentence; one to write to for help does not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from mailgate.ingest.report.failure import Failure
from mailgate.ingest.report.words import BELOW, FAILED, MADE_FROM, NOT_THE_RECIPIENT, RECIPIENT_LABEL

LONGEST = 100_000  #: letters of a report that are looked at
_LINES = 1500
_LINE = 500  #: letters of one line
_MOST = 100  #: recipients
_MOST_SEEN = 500  #: addresses
_LOCAL = r"[^\s<>\"'()\[\],;:@|=/\\{}]"  #: what an address may begin with
_ADDRESS = re.compile(rf"(?<!{_LOCAL}){_LOCAL}(?:{_LOCAL}|[=/'{{}}]){{0,63}}+@[^\W_](?:[\w.-]{{0,251}}[^\W_])?")
_COMMAND = re.compile(r"\brcpt(?: to)?\b|\bto:\s{0,9}<?$", re.IGNORECASE)
#: Between two addresses of one list.
_JOINED = re.compile(r"[\s,;<>\"']{0,9}+(?:and|or|und|et|y|e|i|a|и)?[\s,;<>\"']{0,9}", re.IGNORECASE)


class Place(IntEnum):
    """How an address stands, surest first."""

    MARKED = 0  #: `<a@b.example>:` at the start of a line, or after "Failed recipient:"
    LINE = 1  #: it begins a line
    SENTENCE = 2  #: in a sentence that says "could not be delivered"
    COMMAND = 3  #: in RCPT TO of a dialogue
    ANYWHERE = 4
    NOTE = 5  #: "generated from", "expanded from": what it was before an alias


@dataclass(frozen=True, slots=True)
class Found:
    """An address, lower-case, and how it stands."""

    address: str
    place: Place


def split(text: str) -> tuple[str, str]:
    """What the report says, and the returned letter below it."""
    text = text[:LONGEST]
    cut = BELOW.search(text)
    while cut and not _has_words(text[: cut.start()]):
        cut = BELOW.search(text, cut.end())
    return (text[: cut.start()], text[cut.start() :]) if cut else (text, "")


def addresses(text: str) -> list[Found]:
    """Every address that may have failed, in order."""
    found: list[Found] = []
    before = ""
    for line in _lines(text):
        if "@" in line and len(found) < _MOST_SEEN:
            found += _in_line(line, before)
        before = line
    return found


def best(found: Iterable[Found], own: frozenset[str]) -> list[Found]:
    """Those that stand surest. `own`: addresses of the report's own header, which fail only when nothing else does."""
    listed = list(found)
    others = [one for one in listed if one.address not in own or one.place == Place.MARKED] or listed
    surest = min((one.place for one in others), default=Place.NOTE)
    return [one for one in others if one.place == surest][:_MOST]


def diagnoses(text: str, recipients: Iterable[str], action: str) -> list[Failure]:
    """One failure for each recipient, with the lines that begin where it is named. A single one gets every line, those
    first."""
    said: dict[str, list[str]] = {recipient: [] for recipient in recipients}
    for recipient in said if len(said) == 1 else ():
        at = text.rfind("\n", 0, max(0, text.lower().find(recipient))) + 1
        return [Failure(recipient, action, "", f"{text[at:LONGEST]}\n{text[:at]}")]
    current: list[str] | None = None
    for line in _lines(text):
        named = [address for found in _ADDRESS.finditer(line) if (address := found[0].lower()) in said]
        current = said[named[0]] if named else current
        if current is not None:
            current.append(line)
    return [Failure(recipient, action, "", "\n".join(lines)) for recipient, lines in said.items()]


def _lines(text: str) -> list[str]:
    return [line[:_LINE] for line in text.split("\n", _LINES)[:_LINES]]


def _in_line(line: str, before: str) -> Iterable[Found]:
    end, place = 0, None
    for found in _ADDRESS.finditer(line):
        context, end = line[end : found.start()], found.end()
        if place is not None and _JOINED.fullmatch(context):
            yield Found(found[0].lower(), place)
            continue
        first = not any(letter.isalpha() for letter in line[: found.start()])
        leading = f"{before.strip()[-60:]} " if first and before.strip()[-1:] not in (":", ".", "") else ""
        if NOT_THE_RECIPIENT.search(leading + context) and not MADE_FROM.search(context):
            place = None
            continue
        place = _place(line, context, first, end)
        yield Found(found[0].lower(), place)


def _place(line: str, context: str, first: bool, end: int) -> Place:
    after = line[end : end + 4]
    if MADE_FROM.search(context):
        return Place.NOTE
    if RECIPIENT_LABEL.search(context):
        return Place.MARKED
    if first and "<" in context and after[:2] in (">:", "> ", ">.", ">"):
        return Place.MARKED
    if first:
        return Place.LINE
    if _COMMAND.search(context):
        return Place.COMMAND
    sentence = (context.rpartition(". ")[2] + line[end:].partition(". ")[0]).lower()
    return Place.SENTENCE if any(phrase in sentence for phrase in FAILED) else Place.ANYWHERE


def _has_words(text: str) -> bool:
    return len(text.strip(" \t\n-=*_|#")) > 20
