"""What a letter is about and how urgent: from the form, the mailbox, or the rules, with the reason (law 12).

The priority is the rule's own, else impact × urgency where the letter speaks of them (`priority`), else the category's.

A label without a category is honest: the ticket stays in the classification queue until a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailgate.classify.priority import weigh
from mailgate.classify.rules import Rule, first_hit
from mailgate.model.ticket import Priority


@dataclass(frozen=True, slots=True)
class Label:
    """Category ("" is undecided), priority, and why."""

    category: str = ""
    priority: Priority | None = None
    why: str = "no rule fits: a person decides"

    @property
    def certain(self) -> bool:
        """True when the ticket needs no classification by a person."""
        return bool(self.category) and self.priority is not None


def label(
    *,
    form_category: str,
    mailbox_category: str,
    rules: Sequence[Rule],
    defaults: Mapping[str, Priority | None],
    subject: str,
    text: str,
    kinds: Mapping[str, str] | None = None,
) -> Label:
    """The label of a letter. `defaults` has each category's own priority, `kinds` its class.

    First the form, the mailbox, the rules.
    """

    def weighed(category: str, why: str) -> Label:
        found = weigh((kinds or {}).get(category, ""), defaults.get(category), subject, text)
        return Label(category, found.priority, f"{why}; {found.why}" if found.why else why)

    for category, why in ((form_category, "its form says so"), (mailbox_category, "its mailbox says so")):
        if category:
            return weighed(category, f"{category}: {why}")
    hit = first_hit(rules, subject, text)
    if hit is None:
        return Label()
    category = hit.rule.category
    spoke = ", ".join(f"'{word}'" for word in hit.words)
    why = f"rule '{hit.rule.name}' saw {spoke}"
    return Label(category, hit.rule.priority, why) if hit.rule.priority or not category else weighed(category, why)
