"""A reply in one language: clauses of words, each with the sense that the language gives it.

    heard = hear(cut(text), lexicon, names)     how many of the words the language knows
    heard.clauses()                             the rest, for the languages that know most

It knows names too: after a greeting, after a sign-off, and after "thanks," at the end. They say nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mailgate.lifecycle.answer.cut import Cut, Run
from mailgate.lifecycle.answer.lexicon import Lexicon
from mailgate.lifecycle.answer.sense import Sense

_MOST_NAMES = 4
_AFTER_GREETING = 2


@dataclass(slots=True)
class Word:
    """What one word or phrase says: no sense means unknown."""

    shown: str
    senses: tuple[Sense, ...]


@dataclass(slots=True)
class Clause:
    """Words between two marks, or up to a conjunction."""

    words: list[Word]
    opens: bool  #: begins a sentence
    asked: bool  #: its sentence ends in a question mark
    late_not: bool  #: in this language "not" follows its verb

    def senses(self) -> set[Sense]:
        return {sense for word in self.words for sense in word.senses}

    def shown(self) -> str:
        return " ".join(word.shown for word in self.words)

    def unknown(self) -> list[str]:
        return [word.shown for word in self.words if not word.senses]


@dataclass(frozen=True, slots=True)
class Heard:
    """A text in one language, not yet in clauses."""

    said: Cut
    language: Lexicon
    parsed: list[list[tuple[int, tuple[Sense, ...]]]]
    known: int  #: how many words the language knows, the author's names among them

    def clauses(self) -> list[Clause]:
        found = [
            clause
            for run, parsed in zip(self.said.runs, self.parsed, strict=True)
            for clause in _clauses(_words(run, parsed), run, self.language.late_not)
        ]
        joined = _joined(found)
        _name_the_names(joined)
        return joined


def hear(said: Cut, language: Lexicon, names: frozenset[str]) -> Heard:
    """Look the words up. `names` are folded words that say nothing, whatever else they mean."""
    parsed = [_named(run, language.parse(run.words), names) for run in said.runs]
    known = sum(long for run in parsed for long, senses in run if senses)
    return Heard(said, language, parsed, known)


def _named(
    run: Run, parsed: list[tuple[int, tuple[Sense, ...]]], names: frozenset[str]
) -> list[tuple[int, tuple[Sense, ...]]]:
    """Names and large numbers are FILL."""
    told = []
    at = 0
    for long, senses in parsed:
        quiet = long == 1 and (run.words[at] in names or (not senses and run.words[at].isdigit()))
        told.append((long, (Sense.FILL,) if quiet else senses))
        at += long
    return told


def _words(run: Run, parsed: list[tuple[int, tuple[Sense, ...]]]) -> list[Word]:
    words = []
    at = 0
    for long, senses in parsed:
        words.append(Word(" ".join(run.shown[at : at + long]), senses))
        at += long
    return words


def _clauses(words: list[Word], run: Run, late_not: bool) -> Iterator[Clause]:
    """Conjunctions part clauses; they stay with what follows them. Czech "v pořádku to ale není" is one."""
    clause = Clause([], run.opens, run.asked, late_not)
    for at, word in enumerate(words):
        enclitic = at == len(words) - 2 and Sense.NOT in words[at + 1].senses
        if clause.words and not enclitic and {Sense.AND, Sense.BUT} & set(word.senses):
            yield clause
            clause = Clause([], False, run.asked, late_not)
        clause.words.append(word)
    yield clause


def _joined(clauses: list[Clause]) -> list[Clause]:
    """ "I do not see, that it works" is one: what was denied before "that" is denied after it."""
    joined: list[Clause] = []
    for clause in clauses:
        if joined and not (clause.opens or clause.asked) and Sense.THAT in clause.words[0].senses:
            joined[-1].words += clause.words
        else:
            joined.append(clause)
    return joined


def _name_the_names(clauses: list[Clause]) -> None:
    """Unknown words that can only be names become FILL."""
    for clause in clauses:
        greeting = _behind(clause.words, Sense.HELLO)[:_AFTER_GREETING]
        _take_as_names([word for word in greeting if word.shown[:1].isupper()])
    leave = next((at for at, clause in enumerate(clauses) if Sense.BYE in clause.senses()), None)
    if leave is not None:
        _take_as_names(_behind([word for clause in clauses[leave:] for word in clause.words], Sense.BYE))
    elif len(clauses) > 1 and Sense.THANKS in clauses[-2].senses() and not clauses[-1].opens:
        _take_as_names(clauses[-1].words)


def _behind(words: list[Word], sense: Sense) -> list[Word]:
    return next((words[at + 1 :] for at, word in enumerate(words) if sense in word.senses), [])


def _take_as_names(words: list[Word]) -> None:
    unknown = [word for word in words if not word.senses]
    if len(unknown) <= _MOST_NAMES and all(word.shown[:1].isupper() for word in unknown):
        for word in unknown:
            word.senses = (Sense.FILL,)
