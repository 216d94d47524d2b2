"""What is learnt from: letters with the category that a person decided or confirmed, and whether they are enough.

kept = usable(examples)     # those of categories with enough of them; raises NotEnough with the numbers
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mailgate.classify.together import Said
from mailgate.model.errors import NotEnough

FEWEST = 50  #: examples in all, below which nothing is learnt
FEWEST_EACH = 5  #: examples of a category, below which it is left out


@dataclass(frozen=True, slots=True)
class Example:
    """A letter and what it was about.

    `said` is what the rules said when it came; `Said()` is that none spoke. None is "not known", or "rules were written
    with this very letter in mind": how far rules can be believed is then not learnt from it.
    """

    subject: str
    text: str
    category: str
    said: Said | None = None


def usable(examples: Sequence[Example]) -> list[Example]:
    """The examples of categories that have enough, in their order. Raises NotEnough."""
    counts = Counter(example.category for example in examples if example.category)
    known = {category for category, count in counts.items() if count >= FEWEST_EACH}
    kept = [example for example in examples if example.category in known]
    if len(known) < 2 or len(kept) < FEWEST:
        raise NotEnough(
            f"{len(kept)} usable examples in {len(known)} categories are not enough to learn from: it takes {FEWEST}, "
            f"and {FEWEST_EACH} in each of two categories"
        )
    return kept
