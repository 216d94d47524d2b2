"""Introduce the learned model to the desk: `learner()` is None where what it needs is not installed."""

import importlib.util
from collections.abc import Sequence

from mailgate.classify.together import Guesser, Said
from mailgate.desk.learner import Learner, Trained
from mailgate.model.lesson import Example

_RULE = "rule "


class TextLearner:
    """`desk.learner.Learner` by `classify.learned`; its libraries are slow to load, so it is imported when used."""

    def train(self, examples: Sequence[Example]) -> Trained:
        """See the protocol."""
        from mailgate.classify.learned.blob import dump
        from mailgate.classify.learned.examples import Example as Letter
        from mailgate.classify.learned.model import train

        model = train([Letter(each.subject, each.text, each.category, said_then(each)) for each in examples])
        told = {"examples": model.examples, "categories": dict(zip(model.categories, model.counts, strict=True))}
        return Trained(dump(model), told)

    def load(self, body: bytes) -> Guesser:
        """See the protocol."""
        from mailgate.classify.learned.blob import load

        return load(body)


def said_then(example: Example) -> Said | None:
    """What the rules said when the letter came; None where a form, a mailbox or a model spoke and that is not known."""
    if example.source.startswith(_RULE):
        return Said(example.source.removeprefix(_RULE), example.proposed)
    return None if example.source else Said()


def installed() -> bool:
    """Whether the extra `learn` is there."""
    return importlib.util.find_spec("sklearn") is not None


def learner() -> Learner | None:
    """Who learns here."""
    return TextLearner() if installed() else None
