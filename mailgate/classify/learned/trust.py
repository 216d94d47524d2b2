"""How far each rule can be believed: what the letters were about in which it was the first to speak.

    trust = Trust(("fault", "outage")); trust.note(Said("many people", "outage"), "outage")
    trust.evidence(Said("many people", "outage"))     # what its word adds to the score of each category

A rule without a past is believed like one that was right in `AT_FIRST` of `WEIGHT` letters. Counting is all there
is, so that the order of letters does not matter. Plain arithmetic; no library.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from mailgate.classify.together import Said

AT_FIRST = 0.8  #: how often a new rule is taken to be right
WEIGHT = 4.0  #: letters that this belief counts for


@dataclass(slots=True)
class Trust:
    """Counts by rule and category."""

    categories: Sequence[str]
    seen: dict[str, list[int]] = field(default_factory=dict)  #: rule ("" is silence) → letters of each category

    def note(self, said: Said, category: str) -> None:
        """A letter of which the rules said this was about `category`."""
        counts = self.seen.setdefault(said.rule, [0] * len(self.categories))
        counts[self.categories.index(category)] += 1

    def heard(self, said: Said) -> int:
        """Letters from which this rule is known."""
        return sum(self.seen.get(said.rule, ()))

    def evidence(self, said: Said) -> list[float]:
        """The logarithm of how much likelier each category is when the rules say this."""
        usual = self._usual()
        counts = self.seen.get(said.rule) or [0] * len(self.categories)
        before = self._before(said.category, usual)
        total = sum(counts) + WEIGHT
        return [log((n + WEIGHT * p) / total / q) for n, p, q in zip(counts, before, usual, strict=True)]

    def _usual(self) -> list[float]:
        """The share of each category in letters whose rules are known."""
        sums = [sum(column) + 1.0 for column in zip(*self.seen.values(), [0] * len(self.categories), strict=True)]
        return [each / sum(sums) for each in sums]

    def _before(self, says: str, usual: Sequence[float]) -> list[float]:
        if says not in self.categories:  # silence, or a category that was never learnt
            return list(usual)
        return [
            (AT_FIRST if name == says else 0.0) + (1 - AT_FIRST) * share
            for name, share in zip(self.categories, usual, strict=True)
        ]
