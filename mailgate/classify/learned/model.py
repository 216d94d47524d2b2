"""The learned model as a value: train it, teach it further, ask it.

    model = train(examples)                                   # raises NotEnough, NotInstalled
    model = model.further([Example("Nejde net", "…", "outage", Said("many people", "outage"))], older)
    model.guess("Nejde net", "od rána", said)                 # Guess("outage", 0.93, …)

Two stages. Weights of pieces score each category by the words (`weights`). Their scores and how far the rule that spoke
can be believed (`trust`) become chances by a handful of numbers that are fitted on scores of letters that the weights
had not seen: so a chance of 0.9 is right nine times in ten. Nothing is stored and nothing random is used here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp
from typing import TYPE_CHECKING
from zlib import crc32

from mailgate.classify.learned.examples import FEWEST, Example, usable
from mailgate.classify.learned.trust import Trust
from mailgate.classify.learned.weights import fit, hashed, parts, teach
from mailgate.classify.learned.words import units_of
from mailgate.classify.together import Guess, Said

if TYPE_CHECKING:
    from typing import Any

    from mailgate.classify.learned.weights import Numbers

FOLDS = 5  #: parts that the calibration is measured on
MOST_WORDS = 4  #: of a reason
_HOLD = 1.0  #: how strongly the numbers of the calibration are held to their start: few examples move them little


@dataclass(frozen=True, slots=True)
class Scale:
    """How scores become chances: `words` and `rules` multiply the two, `bias` has a constant for each category."""

    words: float
    rules: float
    bias: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model. Never changes."""

    categories: tuple[str, ...]
    counts: tuple[int, ...]  #: examples of each category
    weights: "Numbers" = field(repr=False)  #: categories × pieces
    bias: "Numbers" = field(repr=False)
    trust: Trust = field(repr=False)
    scale: Scale = field(repr=False)

    @property
    def examples(self) -> int:
        """How many it has learnt from."""
        return sum(self.counts)

    def guess(self, subject: str, text: str, said: Said | None = None) -> Guess:
        """The chance of each category; `said` is what the rules say, None that they were not asked."""
        np = parts().np
        units = units_of(subject, text)
        each = hashed(([unit] for unit in units), whole=False)
        spoken = self.weights[:, each.indices] * each.data  # categories × pieces of the letter
        added = np.add.reduceat(spoken, each.indptr[:-1], axis=1)  # categories × units; no unit is without pieces
        length = float(np.linalg.norm(np.bincount(each.indices, each.data)))
        scores = added.sum(axis=1) / length + self.bias
        evidence = self.trust.evidence(said) if said else None
        chances = chances_of(scores.tolist(), evidence, self.scale)
        mean = added.mean(axis=0)
        words = {name: _words(units, row - mean) for name, row in zip(self.categories, added, strict=True)}
        heard = self.trust.heard(said) if said else 0
        return Guess(dict(zip(self.categories, chances, strict=True)), words, heard)

    def further(self, examples: Sequence[Example], rehearsed: Sequence[Example] = ()) -> "Model":
        """A model that has seen these, too; `rehearsed` are some that it has seen before, thrice as many.

        Without them it drifts to what came last. The order within both does not matter. This takes in what is new
        until the next training, which gains much more, knows new categories, and measures the chances again.
        """
        new = [example for example in examples if example.category in self.categories]
        if not new:
            return self
        mixed = [*new, *(example for example in rehearsed if example.category in self.categories)]
        mixed.sort(key=_shuffled)
        weights = self.weights.astype(float)
        places = [self.categories.index(example.category) for example in mixed]
        letters = hashed((units_of(example.subject, example.text) for example in mixed), whole=True)
        teach(weights, self.bias, letters, places)
        trust = Trust(self.categories, {rule: list(row) for rule, row in self.trust.seen.items()})
        _note(trust, new)
        more = Counter(example.category for example in new)
        counts = tuple(n + more[name] for n, name in zip(self.counts, self.categories, strict=True))
        weights, bias = _rounded(weights, self.bias)
        return replace(self, counts=counts, weights=weights, bias=bias, trust=trust)


def _shuffled(example: Example) -> tuple[int, str]:
    """An order that has nothing to do with time or category, and is always the same."""
    text = f"{example.category}\n{example.subject}\n{example.text}"
    return crc32(text.encode("utf-8", "replace")), text


def train(examples: Sequence[Example]) -> Model:
    """A model of these. Raises NotEnough, and NotInstalled without scikit-learn."""
    kept = usable(examples)
    categories = tuple(sorted({example.category for example in kept}))
    places = [categories.index(example.category) for example in kept]
    units = [tuple(units_of(example.subject, example.text)) for example in kept]
    letters = hashed(units, whole=True)
    weights, bias = _rounded(*fit(letters, places, len(categories)))
    trust = Trust(categories)
    _note(trust, kept)
    scale = _scaled(kept, letters, places, categories, _folds(units, places))
    counts = Counter(places)
    return Model(categories, tuple(counts[at] for at in range(len(categories))), weights, bias, trust, scale)


def chances_of(scores: Sequence[float], evidence: Sequence[float] | None, scale: Scale) -> list[float]:
    """Chances that sum to one."""
    said = evidence or [0.0] * len(scores)
    logits = [scale.words * s + scale.rules * e + b for s, e, b in zip(scores, said, scale.bias, strict=True)]
    highest = max(logits)
    powers = [exp(each - highest) for each in logits]
    return [power / sum(powers) for power in powers]


def _rounded(weights: "Numbers", bias: "Numbers") -> "tuple[Numbers, Numbers]":
    """As they are kept, so that a model says the same before and after."""
    np = parts().np
    return weights.astype(np.float16).astype(np.float32), bias.astype(float).round(6)


def _note(trust: Trust, examples: Sequence[Example]) -> None:
    for example in examples:
        if example.said is not None:
            trust.note(example.said, example.category)


def _words(units: Mapping[str, str], added: "Numbers") -> tuple[str, ...]:
    """The words that speak most for a category rather than for the others, most first."""
    sums: dict[str, float] = {}
    for shown, value in zip(units.values(), added.tolist(), strict=True):
        if any(map(str.isalpha, shown)):
            sums[shown] = sums.get(shown, 0.0) + value
    ranked = sorted((word for word, value in sums.items() if value > 0), key=lambda word: (-round(sums[word], 6), word))
    found: list[str] = []
    for word in ranked:  # "nikomu nejde" says what "nejde" would say again
        if not any(set(word.split()) & set(other.split()) for other in found):
            found.append(word)
    return tuple(found[:MOST_WORDS])


def _folds(units: Sequence[tuple[str, ...]], places: Sequence[int]) -> list[int]:
    """The part of each example: evenly by category, the very same letter never in two parts."""
    part: dict[tuple[int, tuple[str, ...]], int] = {}
    seen: Counter[int] = Counter()
    for key in zip(places, units, strict=True):
        if key not in part:
            part[key] = seen[key[0]] % FOLDS
            seen[key[0]] += 1
    return [part[key] for key in zip(places, units, strict=True)]


def _scaled(
    examples: Sequence[Example], letters: "Any", places: Sequence[int], categories: tuple[str, ...], parted: list[int]
) -> Scale:
    """The calibration: least surprise on letters of each part, scored by what the other parts teach."""
    np = parts().np
    folds = np.array(parted)
    where = np.array(places)
    scores, evidence = np.zeros((len(places), len(categories))), np.zeros((len(places), len(categories)))
    for fold in sorted(set(folds.tolist())):
        test, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(set(where[rest].tolist())) < len(categories):
            continue
        weights, bias = fit(letters[rest], where[rest], len(categories))
        scores[test] = letters[test] @ weights.T + bias
        trust = Trust(categories)
        _note(trust, [examples[at] for at in rest])
        for at in test:
            said = examples[at].said
            if said is not None:
                evidence[at] = trust.evidence(said)
    honest = np.array([example.said is not None for example in examples])
    use = honest if honest.sum() >= FEWEST else np.ones(len(places), bool)  # who knows the rules needs the words less
    return _least_surprise(scores[use], evidence[use], where[use])


def _least_surprise(scores: "Numbers", evidence: "Numbers", where: "Any") -> Scale:
    """The scale under which the true categories are likeliest; held to its start, so that it is always found."""
    np = parts().np
    count, categories = scores.shape
    start = np.concatenate(((1.0, 1.0), np.zeros(categories)))

    def surprise(at: "Numbers") -> "tuple[float, Numbers]":
        logits = at[0] * scores + at[1] * evidence + at[2:]
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        own = chances[np.arange(count), where]
        slope = chances.copy()
        slope[np.arange(count), where] -= 1
        pulls = np.concatenate((((slope * scores).sum(), (slope * evidence).sum()), slope.sum(axis=0)))
        away = at - start
        return float(-np.log(own + 1e-12).sum() + _HOLD * (away @ away)), pulls + 2 * _HOLD * away

    found = parts().optimize.minimize(surprise, start, jac=True, method="L-BFGS-B").x.round(4).tolist()
    return Scale(max(found[0], 0.0), max(found[1], 0.0), tuple(found[2:]))
