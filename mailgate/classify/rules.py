"""The desk's rules, ready to be asked: `RuleBook.of([Spec(…)]).hits(facts)` says which of them speak, and why.

In order. A rule that stops (the usual) is the last that is heard; one that does not lets later ones fill what it left
open. A book is built once for a set-up and never changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mailgate.classify.conditions import ABSENT, Condition, compile_when
from mailgate.classify.phrases import Phrases
from mailgate.classify.seen import Facts, Look
from mailgate.model.errors import BadSetup
from mailgate.model.ticket import Priority


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    name: str
    when: str
    category: str = ""
    priority: Priority | None = None
    hold: str = ""  #: why the letter waits for a person; "" does not hold it
    stop: bool = True
    queue: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that spoke, and the words that made it speak."""

    rule: Rule
    words: tuple[str, ...]

    def __str__(self) -> str:
        words = [f"'{word}'" for word in self.words if word != ABSENT] or [ABSENT]
        return f"rule '{self.rule.name}' saw {', '.join(words)}"


class Sees(Protocol):
    """Whether a rule may speak here at all."""

    def __call__(self, rule: Rule, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Compiled rules and the one index of all their words."""

    rules: Sequence[tuple[Rule, Condition]] = ()
    phrases: Phrases = field(default_factory=Phrases)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleBook":
        """Raises BadSetup with every condition that cannot be read, by rule and place."""
        phrases, compiled = Phrases(), []
        bad: list[str] = []
        for rule in rules:
            try:
                compiled.append((rule, compile_when(rule.when, f"rule '{rule.name}'", phrases)))
            except BadSetup as cause:
                bad += cause.findings
        if bad:
            raise BadSetup(bad)
        return cls(tuple(compiled), phrases)

    def look(self, facts: Facts) -> Look:
        """The letter with everything that any rule would see in it."""
        return Look(facts, self.phrases.find(f"{facts.subject}\n{facts.text}"))

    def every(self, facts: Facts) -> list[Hit]:
        """All rules that would speak if they were asked, in order, whoever stops."""
        look = self.look(facts)
        return [Hit(rule, words) for rule, condition in self.rules if (words := condition(look))]

    def hits(self, facts: Facts, may: Sees = lambda rule: True) -> list[Hit]:
        """The rules that speak, up to the first that stops. Those that may not are passed over."""
        if not self.rules:
            return []
        look, found = self.look(facts), []
        for rule, condition in self.rules:
            words = condition(look) if may(rule) else ()
            if words:
                found.append(Hit(rule, words))
                if rule.stop:
                    break
        return found
