"""Rules and the learned model decide together: `together(said, guess, kinds)` gives the category, or a proposal.

The model's chances already hold what the rule said and how often it was right (`learned/trust`), so that one number
counts: the chance. `THRESHOLDS` is the whole policy. Without a model the rules decide alone. A rule that the model has
met in fewer than `NEW_RULE` letters decides as it did without a model: whoever writes a rule sees it work at once.

To miss an outage is the worst mistake: what may be one becomes one, stands first in the queue, and a person looks.
Values only. This file knows no library and not how a model works.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

#: The least chance from which a category is decided without a person, measured by benchmarks/classify_learned.py.
THRESHOLDS = {
    "outage": 0.4,  #: all categories of the class outage together
    "agree": 0.55,  #: the likeliest category is the rule's
    "alone": 0.7,  #: no rule spoke
    "against": 0.75,  #: the rule named another one
}
CALM = 0.1  #: what is likelier than this to be an outage, yet is not decided to be one, is a person's to decide
_LONGEST_WORD = 40  #: characters of a reason
NEW_RULE = 5  #: letters of a rule, below which its word is not weighed


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules say: the first one that named a category. Both "" when none did."""

    rule: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model thinks: the chance of each category, and the words that speak for each."""

    chances: Mapping[str, float]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heard: int = 0  #: letters from which it knows the rule that spoke

    @property
    def best(self) -> str:
        """The likeliest category; of equals the first by name."""
        return min(self.chances, key=lambda name: (-self.chances[name], name))


class Guesser(Protocol):
    """A learned model, as much of it as a label needs."""

    def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
        """The chance of each category. Never raises, whatever the text."""
        ...


@dataclass(frozen=True, slots=True)
class Decision:
    """A category ("" leaves it to a person), the sentence why, and what is proposed where a person decides."""

    category: str
    why: str = ""
    confidence: float | None = None
    proposal: str = ""


def together(said: Said, guess: Guess, kinds: Mapping[str, str]) -> Decision:
    """What rules and model decide. `kinds` has the class of each category, to know what is an outage."""
    outages = [name for name in guess.chances if kinds.get(name) == "outage"]
    alarm = sum(guess.chances[name] for name in outages)
    if outages and alarm >= THRESHOLDS["outage"]:
        worst = min(outages, key=lambda name: (-guess.chances[name], name))
        return Decision(worst, _spoke(guess, worst, alarm, said), alarm)
    if said.category and guess.heard < NEW_RULE:
        return Decision(said.category)
    best, chance = guess.best, guess.chances[guess.best]
    how = "alone" if not said.category else "agree" if said.category == best else "against"
    if chance >= THRESHOLDS[how] and alarm <= CALM:
        return Decision(best, _spoke(guess, best, chance, said), chance)
    return Decision("", f"{_spoke(guess, best, chance, said)}: not sure enough, a person decides", chance, best)


def _spoke(guess: Guess, category: str, chance: float, said: Said) -> str:
    """`model: 'nejde', 'internet' speak for outage (0.93)`."""
    words = guess.words.get(category, ())
    listed = ", ".join(f"'{_short(word)}'" for word in words)
    verb = f"{listed} speaks" if len(words) == 1 else f"{listed} speak" if words else "the whole of it speaks"
    against = f", not for {said.category}" if said.category not in ("", category) else ""
    return f"model: {verb} for {category} ({chance:.2f}){against}"


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD - 1]}…"
