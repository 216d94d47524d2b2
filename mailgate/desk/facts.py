"""What a customer's letter says of the trouble, as facts of its ticket (S3-6).

    added(ticket.facts, facts_of_letter(desk, letter, received_at, company))

`classify.facts` reads the words; here they get the names of the house, the customer's zone and assets, and a number
that can be dialled. Only newly written words count, and what staff wrote stays.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from mailgate.classify.facts import Fact as Said
from mailgate.classify.facts import Since, facts, headline
from mailgate.classify.facts.since import zone_of as zone_named
from mailgate.classify.facts.text import READ, Text, ready
from mailgate.classify.language import detect
from mailgate.model.calendar import ALWAYS
from mailgate.model.fact import NAMES, Fact
from mailgate.model.letter import Letter
from mailgate.model.person import Company
from mailgate.outbound.cleaned import one_line
from mailgate.registry.phones import country_of, e164
from mailgate.registry.setup import Desk

MOST = 12  #: facts of one name that a ticket takes from letters
MOST_VALUE = 300  #: characters of a value
MOST_SENTENCE = 400  #: and of a sentence

_RANK = {name: rank for rank, name in enumerate(NAMES)}


def facts_of_letter(desk: Desk, letter: Letter, received_at: datetime, company: Company | None) -> tuple[Fact, ...]:
    """What the newly written words say, in the order of NAMES. `company` is whose ticket it is, if that is known."""
    text = letter.reply_text or letter.text
    zone = zone_of(desk, company)
    said = facts(text, detect(f"{letter.subject}\n{text}"), received_at, zone)
    title = headline(letter.subject)
    phones = _dialled(desk, said.phones) if said.phones else ()
    found = [
        *(_services(company.assets, (letter.subject, text)) if company and company.assets else ()),
        *((_since(said.since, zone),) if said.since else ()),
        *_named("error", (*title.errors, *said.errors)),
        *_named("times", said.times),
        *_named("host", (*title.hosts, *said.hosts)),
        *_named("device", said.devices),
        *_named("tried", said.tried),
        *_named("urgent", said.urgent),
        *_named("phone", phones),
        *_named("question", said.questions),
    ]
    return added((), found)


def zone_of(desk: Desk, company: Company | None) -> str:
    """The zone in which a customer speaks of times: that of their SLA's calendar, else the firm's."""
    sla = desk.sla(desk.sla_name_for(company))
    calendar = desk.calendar(sla.calendar) if sla else None
    return calendar.zone if calendar and calendar.name != ALWAYS.name else desk.firm.zone


def added(kept: Sequence[Fact], said: Iterable[Fact]) -> tuple[Fact, ...]:
    """What is known with what a letter says besides: nothing is replaced, and nothing stands there twice.

    There is one beginning; the first that was told counts.
    """
    known = {(fact.name, fact.value) for fact in kept}
    count: dict[str, int] = {}
    for fact in kept:
        count[fact.name] = count.get(fact.name, 0) + 1
    more = []
    for fact in said:
        most = 1 if fact.name == "since" else MOST
        if (fact.name, fact.value) not in known and count.get(fact.name, 0) < most:
            known.add((fact.name, fact.value))
            count[fact.name] = count.get(fact.name, 0) + 1
            more.append(fact)
    return in_order((*kept, *more))


def in_order(some: Iterable[Fact]) -> tuple[Fact, ...]:
    """By NAMES, the desk's own names behind them; those of one name as they came."""
    return tuple(sorted(some, key=lambda fact: _RANK.get(fact.name, len(_RANK))))


def number_of(desk: Desk, written: str) -> str:
    """A phone number in the form in which it is looked up, or as it was written."""
    return e164(written, country_of(desk)) or one_line(written, MOST_VALUE)


def _dialled(desk: Desk, said: Sequence[Said]) -> tuple[Said, ...]:
    country = country_of(desk)
    return tuple(Said(e164(value, country) or value, sentence) for value, sentence in said)


def _since(found: Since, zone: str) -> Fact:
    local = found.instant.astimezone(zone_named(zone)).replace(second=0, microsecond=0)
    return Fact("since", local.isoformat(), _sentence(found.sentence, found.phrase), detail=str(found.precision))


def _named(name: str, said: Iterable[Said]) -> Iterator[Fact]:
    for value, sentence in said:
        yield Fact(name, _line(value, MOST_VALUE), _sentence(sentence, value))


def _sentence(sentence: str, value: str) -> str:
    """One line of it; from a long one the part around the value."""
    if len(sentence) > MOST_SENTENCE:
        begin = max(0, sentence.find(value) - MOST_SENTENCE // 2)
        sentence = ("…" if begin else "") + sentence[begin : begin + MOST_SENTENCE * 2]
    return _line(sentence, MOST_SENTENCE)


def _line(text: str, limit: int) -> str:
    """One line; most are already."""
    plain = text.isprintable() and "  " not in text and len(text) <= limit
    return text if plain else one_line(text, limit)


def _services(assets: Sequence[str], texts: Sequence[str]) -> Iterator[Fact]:
    """The customer's assets that the texts name as whole words: "web-1" does not stand in "web-12"."""
    small = _folded("\n\n".join(text[:READ] for text in texts))
    named = list(islice(_named_in(small, assets), MOST))
    read = [ready(text) for text in texts] if named else []
    for asset, pattern in named:
        yield Fact("service", asset, _sentence(_speaking(read, pattern), asset))


def _named_in(small: str, assets: Iterable[str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for asset in map(str.strip, assets):
        wanted = _folded(asset)
        if wanted and wanted in small and (pattern := _whole(wanted)).search(small):
            yield asset, pattern


def _speaking(texts: Iterable[Text], pattern: re.Pattern[str]) -> str:
    """The first sentence in which the pattern is found; "" where a sentence ends inside of it."""
    for read in texts:
        sentences = (read.written[begin:end].strip() for begin, end in read.sentences())
        if found := next((sentence for sentence in sentences if pattern.search(_folded(sentence))), ""):
            return found
    return ""


def _whole(word: str) -> re.Pattern[str]:
    """What joins names to longer ones (`-`, `.`, `@` inside a word) makes another name of it."""
    return re.compile(rf"(?<!\w)(?<!\w[-.@]){re.escape(word)}(?!\w)(?![-.@]\w)")


def _folded(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()
