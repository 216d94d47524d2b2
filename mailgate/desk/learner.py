"""Who learns what letters are about, as the desk sees it, and the model that one process holds in memory.

    memory = Memory(learner)
    memory.look(unit)        # once a batch: is there a newer model?
    memory.guesser           # asked for each letter; None while there is none

`classify.learned` does the learning, and `app` introduces it: where it is not installed or switched off there is no
memory, and rules and people decide.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from mailgate.classify.phrases import MOST_TEXT
from mailgate.classify.together import Guess, Guesser, Said
from mailgate.desk.ports import Unit
from mailgate.model.errors import MailgateError
from mailgate.model.lesson import Example

_MOST_GUESSES = 256  #: that are remembered: more than any two batches have letters

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as bytes, with figures of its training for people."""

    body: bytes = field(repr=False)
    told: Mapping[str, Any] = field(default_factory=dict)


class Learner(Protocol):
    """Makes models. Slow: never asked for a training inside a transaction."""

    def train(self, examples: Sequence[Example]) -> Trained:
        """Raises NotEnough, NotInstalled."""

    def load(self, body: bytes) -> Guesser:
        """Raises BadModel, NotInstalled."""


class _Remembers:
    """The same model; what it guessed lately it does not work out again, and of a letter it holds what rules see."""

    def __init__(self, model: Guesser) -> None:
        self._guess = lru_cache(_MOST_GUESSES)(model.guess)

    def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
        """See the protocol."""
        return self._guess(subject[:MOST_TEXT], text[:MOST_TEXT], said)


class Memory:
    """The newest model. One thread may look while others ask: they get the one or the other."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self._held: tuple[datetime | None, Guesser | None] = (None, None)

    @property
    def guesser(self) -> Guesser | None:
        """What was found when it looked last."""
        return self._held[1]

    def look(self, unit: Unit) -> Guesser | None:
        """Load the newest model unless it is here already. One that cannot be read is none, and the log says so."""
        made_at = unit.lessons.model_made_at()
        if made_at != self._held[0]:
            self._held = made_at, self._read(unit)
        return self.guesser

    def _read(self, unit: Unit) -> Guesser | None:
        kept = unit.lessons.model()
        try:
            return _Remembers(self.learner.load(kept.body)) if kept else None
        except MailgateError as cause:
            log.error("the learned model is not used: %s", cause)
            return None
