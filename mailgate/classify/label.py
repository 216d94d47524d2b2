"""What a letter is about and how urgent: from the form, the mailbox, or the rules, with the reason (law 12).

The priority is the rule's own, else impact × urgency where the letter speaks of them (`priority`), else the category's.

A label without a category is honest: the ticket stays in the classification queue until a person decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mailgate.classify.priority import weigh
from mailgate.classify.rules import Hit, Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.model.ticket import Priority


@dataclass(frozen=True, slots=True)
class Label:
    """Category ("" is undecided), priority, and why."""

    category: str = ""
    priority: Priority | None = None
    why: str = "no rule fits: a person decides"
    hold: str = ""  #: why the letter waits for a person; "" does not
    hits: tuple[Hit, ...] = field(default=(), compare=False)  #: the rules that spoke
    confidence: float | None = field(default=None, compare=False)  #: of a guess, 0 to 1; None is no guess
    proposal: str = field(default="", compare=False)  #: a category that is not certain enough to be set
    source: str = field(default="", compare=False)  #: whose: "form", "mailbox", "rule NAME", "model"; "" nobody

    @property
    def certain(self) -> bool:
        """True when the ticket needs no classification by a person."""
        return bool(self.category) and self.priority is not None


def label(
    *,
    form_category: str,
    mailbox_category: str,
    rules: RuleBook,
    defaults: Mapping[str, Priority | None],
    facts: Facts,
    kinds: Mapping[str, str] | None = None,
) -> Label:
    """The label of a letter. `defaults` has each category's own priority, `kinds` its class.

    First the form, the mailbox, the rules. Where form or mailbox name the category, only rules for that category, or
    for none, are asked. Where no rule names a priority, it is weighed from the words.
    """
    given = form_category or mailbox_category
    hits = rules.hits(facts, lambda rule: not given or rule.category in ("", given))
    reasons = [f"{given}: its {'form' if form_category else 'mailbox'} says so"] if given else []
    # The reason of a rule that repeats what was given would say nothing new.
    reasons += [str(hit) for hit in hits if not given or hit.rule.priority or hit.rule.hold]
    if not reasons:
        return Label()
    category = given or _first(hits, lambda rule: rule.category)
    priority = next((hit.rule.priority for hit in hits if hit.rule.priority), None)
    if priority is None and category:
        found = weigh((kinds or {}).get(category, ""), defaults.get(category), facts.subject, facts.text)
        priority = found.priority
        reasons += [found.why] if found.why else []
    if given:
        source = "form" if form_category else "mailbox"
    else:
        source = _first(hits, lambda rule: rule.category and f"rule {rule.name}")
    hold = _first(hits, lambda rule: rule.hold)
    return Label(category, priority, "; ".join(reasons), hold, tuple(hits), source=source)


def _first(hits: Sequence[Hit], read: Callable[[Rule], str]) -> str:
    return next((value for hit in hits if (value := read(hit.rule))), "")
