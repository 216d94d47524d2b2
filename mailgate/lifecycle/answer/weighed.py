"""A reply with its clauses judged once: what the rules ask of it."""

from dataclasses import dataclass
from functools import cached_property

from mailgate.lifecycle.answer.clause import Says, verdict
from mailgate.lifecycle.answer.cut import Cut
from mailgate.lifecycle.answer.sense import Sense, senses
from mailgate.lifecycle.answer.text import Clause, Word

S = Sense
_BEFORE_A_NO = senses("hello fill thanks sadly nice")
_ASKS = senses("ask if you wish unsure that")
_BEFORE_A_YES = senses("hello fill and nice")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with the words."""

    attachments: bool
    more: bool  #: words below that were cut off


class Weighed:
    """`clauses` are all of them, `told` those that are no question."""

    def __init__(self, said: Cut, clauses: list[Clause], beside: Beside) -> None:
        self.said = said
        self.clauses = clauses
        self.beside = beside
        self.told = [clause for at, clause in enumerate(clauses) if not clause.asked or _is_stated(clauses, at)]
        self.verdicts = [verdict(clause) for clause in self.told]
        self.stated = frozenset(sense for clause in self.told for sense in clause.senses())
        self.has = frozenset(sense for clause in clauses for sense in clause.senses())

    def any(self, *wanted: Sense) -> bool:
        return not self.has.isdisjoint(wanted)

    def first(self, *wanted: Sense) -> str:
        """The first word of one of these senses, as it stood; "" without."""
        words = (word for clause in self.clauses for word in clause.words)
        return next((word.shown for word in words if set(word.senses) & set(wanted)), "")

    def says(self, *wanted: Says) -> list[str]:
        """The words of the clauses with one of these verdicts."""
        return [spoke for says, spoke in self.verdicts if says in wanted]

    @cached_property
    def good(self) -> list[str]:
        return self.says(Says.GOOD)

    @cached_property
    def bad(self) -> list[str]:
        return self.says(Says.BAD)

    @cached_property
    def asks_whether(self) -> bool:
        """ "Solved? Not here": the first sentence asks with a word that says so."""
        first = self.clauses[0] if self.clauses else None
        return first is not None and first.asked and bool(first.senses() & {S.GOOD, S.DONE, S.OK})

    @cached_property
    def limit(self) -> str:
        """The first word of a limit that no "not" stands before: "nothing is missing" is none; "" without."""
        for clause in self.clauses:
            for word in clause.words:
                if S.NOT in word.senses:
                    break
                if S.LIMIT in word.senses:
                    return word.shown
        return ""

    @cached_property
    def unknown(self) -> list[str]:
        return [word for clause in self.clauses for word in clause.unknown()]

    @cached_property
    def plain_no(self) -> str:
        """The no that the text begins with, greetings aside; "" without."""
        for clause in self.told:
            if _is_no(clause):
                return next(word.shown for word in clause.words if S.NO in word.senses)
            if not clause.senses() <= _BEFORE_A_NO:
                break
        return ""

    @cached_property
    def noes(self) -> list[str]:
        return [clause.words[0].shown for clause in self.told if _is_no(clause)]

    @cached_property
    def yeses(self) -> list[str]:
        return [word.shown for clause in self.told for word in clause.words if S.YES in word.senses]

    @cached_property
    def clear_yeses(self) -> list[str]:
        """Those that open their clause: within one, "tak" is "so"."""
        openings = (_opening(clause) for clause in self.told)
        return [word.shown for word in openings if word and S.YES in word.senses]


def _is_stated(clauses: list[Clause], at: int) -> bool:
    """ "It does not work, what shall I do?" states and then asks: what stands before the last clause is no question."""
    clause = clauses[at]
    if clause.senses() & _ASKS or at + 1 == len(clauses):
        return False
    return not clauses[at + 1].opens and len(clauses[at + 1].words) > 1 and S.BUT not in clauses[at + 1].senses()


def _is_no(clause: Clause) -> bool:
    """The clause is a no and nothing else."""
    return S.NO in clause.senses() and all(set(word.senses) & {S.NO, S.AND, S.BUT} for word in clause.words)


def _opening(clause: Clause) -> Word | None:
    return next((word for word in clause.words if not word.senses or not _BEFORE_A_YES.issuperset(word.senses)), None)
