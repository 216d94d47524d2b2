"""Since when the trouble lasts, from the customer's words: `since(text, language, now, zone)`.

Three steps, the same for all languages: each word becomes a letter for its kind (`letters.py`); patterns over those
letters find the times that are named (`named.py`); here each time gets points for what stands around it ("od" before
it, "stopped" beside it, "it still worked then"), and the best is the answer, if it has enough. The conventions stand
in tests/labelled/README.md. Linear in the part that is read; never raises on a text, and says None rather than guess.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailgate.classify.facts.letters import Words, read
from mailgate.classify.facts.moment import Clock, Precision, Span
from mailgate.classify.facts.named import Time, joined, named, resolved
from mailgate.classify.facts.since_words import LANGUAGES, Language
from mailgate.classify.facts.text import Text, ready

ENOUGH = 1.5  #: points that the best must exceed
_CLAUSE = 40  #: words on either side of a time that may speak about it

_RANGE = re.compile(r"[AT]*X[AT]*[DWMEKtOondhPBg]")


#: End like a verb of the past, and are none.
_NO_VERB = frozenset(
    "mail email e-mail excel portal kabel tunel panel terminal label model html url detail total".split()
)


@dataclass(frozen=True, slots=True)
class Since:
    """When it began (UTC), how exactly that is known, the words that say so and the sentence they stand in."""

    instant: datetime
    precision: Precision
    phrase: str
    sentence: str


def since(text: str, language: str, now: datetime, zone: str) -> Since | None:
    """The beginning that the text names, or None. `now` is aware: when it was written; `zone` is the customer's."""
    return since_in(ready(text), language, now, zone)


def since_in(text: Text, language: str, now: datetime, zone: str) -> Since | None:
    """The same for a text that is ready; an unknown language ("") tries all of its script."""
    clock = Clock(now, zone_of(zone))
    for known in _tried(text, language):
        if found := _best(text, read(text, known), known, clock):
            return found
    return None


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # unknown to this machine, or no name at all
        return ZoneInfo("UTC")


def _tried(text: Text, language: str) -> list[Language]:
    if language in LANGUAGES:
        return [LANGUAGES[language]]
    cyrillic = re.search(r"[а-я]{3}", text.folded)
    return [LANGUAGES[name] for name in (("ru", "uk") if cyrillic else ("cs", "pl", "en", "de", "sk"))]


def _best(text: Text, words: Words, language: Language, clock: Clock) -> Since | None:
    best: tuple[float, Span, int, int] | None = None
    for time in joined(words, named(words, language, clock)):
        begin, points = _cue(words, time)
        if points is None:
            continue
        points += time.points + _around(
            words, time, language, clear=points > 0 or (time.span is not None and time.points >= 2)
        )
        if points > (best[0] if best else ENOUGH) and (span := resolved(time, clock)):
            best = (points, span, words.tokens[begin][3], words.tokens[time.end - 1][4])
    if best is None:
        return None
    _, span, first, last = best
    return Since(span.instant, span.precision, text.written[first:last], text.sentence(first))


def _cue(words: Words, time: Time) -> tuple[int, float | None]:
    """Where its phrase begins, and points for the word before it; None when that makes it no beginning."""
    begin = time.begin
    while words.kinds[begin - 1] in "ATu":
        begin -= 1
    before = words.kinds[begin - 1]
    if before == "X" or _RANGE.match(words.kinds, time.end):
        return begin, None
    if before in "fF" or "f" in words.kinds[time.begin : time.end]:
        return begin - (before in "fF"), 1.0 if before == "F" else 4.0
    return begin, 0.0


def _around(words: Words, time: Time, language: Language, *, clear: bool) -> float:
    """Points for the rest of its clause."""
    kinds = words.kinds
    first, last = max(0, time.begin - _CLAUSE), time.end + _CLAUSE
    begin = max(kinds.rfind(",", first, time.begin) + 1, kinds.rfind(".", first, time.begin) + 1, first)
    ends = [at for at in (kinds.find(",", time.end, last), kinds.find(".", time.end, last)) if at >= 0]
    clause = [token[2] for token in words.tokens[begin : min(ends, default=last)]]
    some = frozenset(clause)
    no = not some.isdisjoint(language.no)
    ended = [word for word in clause if word.endswith(language.past)]
    past = any(len(word) > 3 and word not in _NO_VERB for word in ended)
    began = 2 * (not some.isdisjoint(language.began)) or float(past)
    points = began + no
    if not clear:
        points -= 0 if points else 4
        points -= 4 * (not no and not some.isdisjoint(language.worked))
        points -= 4 * (not language.paper.isdisjoint(clause[: time.begin - begin]))
    points -= 3 * (not some.isdisjoint(language.told))
    if time.points < 4:
        points -= 6 * (not some.isdisjoint(language.future))
    return points
