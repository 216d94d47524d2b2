"""The sentence above a quoted letter: "On 2 Nov 2026 at 09:40, Eva <eva@farm.example> wrote:".

    find(lines, position, quoted) -> Introduction, when one ends at that line
    may_end(line) -> whether it is worth asking

Programs put the date first or the name first, break the sentence over lines, leave out the verb or the colon, and
translate it. So it is known by what it holds (a verb of writing, a date, a time, an address, the colon at its end) and
not by its shape. Linear: at most four lines of 400 letters are looked at. Never decides what becomes of the quote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailgate.ingest.reply.languages import LANGUAGES

_LINE = 400  #: letters of a line that are looked at
_BROKEN_OVER = 4  #: lines that the sentence may take
_WORDS = 45  #: words that it may have

_VERBS = frozenset(word for row in LANGUAGES.values() for word in row.wrote.split("|") if word)
#: Verbs of languages that put no spaces between words.
_JOINED_VERBS = tuple(word for word in _VERBS if word[0] >= "\u0e00")
_BEGINS = frozenset(word for row in LANGUAGES.values() for word in row.begins.split("|") if word)
_PUNCTUATION = "\"'“”„«»‹›:：.,;*_-–—<>[]| "
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_FROM = frozenset("from von от від from: via uživatel používateľ пользователь".split())
_DAY_HALVES = frozenset(("AM", "PM", "a.m", "p.m", "am", "pm", "at", "o", "v", "à", "um", "kl", "hodin", "Uhr"))
_AUXILIARIES = frozenset(("a", "ha", "hat", "har", "has", "het", "je"))
_NO_WORDS = frozenset(("", "je"))  #: Croatian: "napisao je:"
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2}(?!\d)|\d[年년]")
_TIME = re.compile(r"(?<![\d.])\d{1,2}[:.h：]\d\d(?!\d)")
_DAY = re.compile(r"(?<![\w.+-])\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,}|[^\W\d_]{3,}\.?\s\d{1,2},|\d{1,2}[日월]")
_ADDRESS = re.compile(
    r"[<(\[]\s?(?:mailto:)?[^\s<>()\[\]@]{1,64}@[^\s<>()\[\]@]{1,255}\s?(?:<mailto:[^<>]{1,320}>)?[>)\]]"
)
#: Gmail of old: "2016-03-03 17:21 GMT+01:00 Eva Nová".
_GMT = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d (?:\S+ ?){1,6}$")


_NONE, _WITH_QUOTE, _ALONE, _SURE = range(4)  #: proof that holds: never; above a quote; in its own paragraph; always


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the sentence holds."""

    address: "re.Match[str] | None"
    date: "re.Match[str] | None"
    time: "re.Match[str] | None"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where it stands, and what it says."""

    first: int  #: line where it begins
    last: int
    sure: bool  #: what follows is an older letter, even without quote marks
    sentence: str


def may_end(line: str) -> bool:
    """Whether an introduction could end with this stripped line. Cheap."""
    return line[-1] in ":：" or "@" in line or " GMT" in line or line.endswith(("-", "*", ": "))


def find(lines: Sequence[str], position: int, quoted: bool) -> Introduction | None:
    """The introduction whose last line is `position`. `quoted`: quote marks follow, so less proof is enough."""
    found: Introduction | None = None
    parts: list[str] = []
    for first in range(position, max(-1, position - _BROKEN_OVER), -1):
        line = lines[first][:_LINE].strip()
        if not line or (first < position and (line[0] in ">|" or len(line) > 160)):
            break
        parts.insert(0, line)
        sentence = _plain(" ".join(parts))
        proof = _proof(sentence, quoted)
        if not proof:
            continue
        begins = _begins_paragraph(lines, first)
        leads = _leads(line)
        if leads or (found is None and (first == position or begins)):
            sure = proof == _SURE or (proof == _ALONE and begins)
            if sure or quoted:
                found = Introduction(first, position, sure, sentence)
        if leads:
            break
    return found


def author(sentence: str) -> str:
    """The name and address in an introduction, as written; "" without an address."""
    address = _ADDRESS.search(sentence)
    if address is None:
        return ""
    name: list[str] = []
    for token in reversed(sentence[: address.start()].split()):
        bare = token.strip(_PUNCTUATION).casefold()
        if token[-1] in ",:" or any(map(str.isdigit, token)) or bare in _VERBS or bare in _FROM or len(name) > 6:
            break
        name.insert(0, token)
    return f"{' '.join(name)} {address[0]}".strip()


def _plain(sentence: str) -> str:
    """Without dashes around it and direction marks in it; Zoho leaves entities in its plain text."""
    if not sentence.isascii():
        sentence = sentence.translate(_DIRECTIONS)
    return sentence.strip("-*_ ").replace("&lt;", "<").replace("&gt;", ">")


def _proof(sentence: str, quoted: bool) -> int:
    """How surely this is an introduction."""
    address = _ADDRESS.search(sentence) if "@" in sentence else None
    dated = any(letter.isdigit() for letter in sentence)
    if not sentence or not (address or dated or quoted or " via " in sentence):
        return _NONE
    tokens = sentence.split()
    if len(tokens) > _WORDS:
        return _NONE
    date, time = (_DATE.search(sentence), _TIME.search(sentence)) if dated else (None, None)
    rest = _after_verb(sentence, tokens)
    if rest is None:
        return _without_verb(sentence, tokens, _Facts(address, date, time))
    return _with_verb(sentence, tokens, rest, _Facts(address, date, time))


def _with_verb(sentence: str, tokens: list[str], rest: list[str], facts: _Facts) -> int:
    colon = sentence[-1] in ":："
    timed = bool(facts.date or facts.time)
    placed = bool(facts.address) or _leads(sentence)
    if rest:
        sure = colon and timed and placed and _ends_well(rest)
        sure = sure and (bool(facts.address) or _is_name(rest) or _says_who(tokens))
        return _SURE if sure else _WITH_QUOTE if colon and len(rest) <= 12 else _NONE
    if timed and placed and (colon or (facts.address and facts.date and facts.time)):
        return _SURE if facts.address or _says_who(tokens) else _WITH_QUOTE
    known = facts.address or (" via " in sentence and len(tokens) <= 9)
    if known and colon and len(tokens) <= 15:
        return _SURE
    return _WITH_QUOTE if colon else _NONE


def _says_who(tokens: list[str]) -> bool:
    """Without an address: whether a person's name stands right before the verb, behind the date. "The server" and
    "root@srv1" are not."""
    name: list[str] = []
    for token in reversed(tokens):
        bare = token.strip(_PUNCTUATION)
        if not bare or bare.casefold() in _VERBS or (not name and bare in _AUXILIARIES):
            if name:
                break
            continue
        if any(map(str.isdigit, bare)) or bare in _DAY_HALVES or (token[-1] in ",:" and name):
            break
        name.insert(0, bare)
    if name == ["you"]:  # Eudora
        return True
    return 1 <= len(name) <= 6 and all(not word[0].islower() and "@" not in word for word in name)


def _without_verb(sentence: str, tokens: list[str], facts: _Facts) -> int:
    """Date, name and address alone, as Yandex, mail.ru and Gmail in some languages have it."""
    colon = sentence[-1] in ":："
    if facts.address and facts.date and len(tokens) <= 18 and not sentence[facts.address.end() :].strip(_PUNCTUATION):
        whole = facts.time or (colon and sentence[0].isdigit())
        named = _is_name(_between(sentence, facts.date, facts.time, facts.address))
        return _ALONE if whole and named and (colon or sentence[0].isdigit()) else _WITH_QUOTE
    if _GMT.fullmatch(sentence) and _is_name(tokens[3:]):
        return _ALONE
    return _WITH_QUOTE if colon and (facts.address or (facts.date and facts.time)) else _NONE


def _after_verb(sentence: str, tokens: list[str]) -> list[str] | None:
    """The words after the last verb of writing; None without one. What stands in brackets is no word."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].strip(_PUNCTUATION).casefold() in _VERBS:
            rest = [token for token in tokens[index + 1 :] if token.strip(_PUNCTUATION) not in _NO_WORDS]
            return [] if rest and rest[0].startswith("(") and "@" not in " ".join(rest) else rest
    bare = sentence.rstrip(_PUNCTUATION)
    return [] if _JOINED_VERBS and bare.endswith(_JOINED_VERBS) else None


def _ends_well(rest: list[str]) -> bool:
    """Whether what follows the verb is a name, an address or a date, and not the rest of a plain sentence."""
    text = " ".join(rest)
    return len(rest) <= 14 and ("@" in text or bool(_DATE.search(text) or _TIME.search(text)) or _is_name(rest))


def _is_name(tokens: list[str]) -> bool:
    words = [word for token in tokens if (word := token.strip(_PUNCTUATION))]
    return len(words) <= 6 and not any(word[0].islower() for word in words)


def _between(sentence: str, date: "re.Match[str]", time: "re.Match[str] | None", address: "re.Match[str]") -> list[str]:
    """The words between the date and the address: a name, or something that a log says."""
    start = max(date.end(), time.end() if time else 0)
    tokens = sentence[start : address.start()].split()
    return [token for token in tokens if len(token) > 2 and "@" not in token and token.casefold() not in _FROM]


def _leads(line: str) -> bool:
    """Whether the line begins as a date does: "On 2 Nov", "Dne 2. 11.", "tir. 18. apr.", "2026-11-02"."""
    start = line.lstrip(_PUNCTUATION)[:60]
    if not any(letter.isdigit() for letter in start):
        return False
    words = start.casefold().split(None, 2)
    if words[0] in _BEGINS or " ".join(words[:2]) in _BEGINS:
        return True
    early = start[:36].partition("@")[0]
    return bool(_DATE.search(early) or _TIME.search(early) or _DAY.search(early))


def _begins_paragraph(lines: Sequence[str], position: int) -> bool:
    above = lines[position - 1][:_LINE].strip() if position else ""
    return not above or above[0] in ">|"
