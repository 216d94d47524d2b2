"""What a letter is about and how urgent: from the form, the mailbox, or rules and model, with the reason (law 12).

The priority is the rule's own, else impact × urgency where the letter speaks of them (`priority`), else the category's.

A label without a category is honest: the ticket stays in the classification queue until a person decides; a model adds
what it would propose.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mailgate.classify.priority import weigh
from mailgate.classify.rules import Hit, Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.classify.together import Decision, Guesser, Said, together
from mailgate.model.ticket import Priority


@dataclass(frozen=True, slots=True)
class Label:
    """Category ("" is undecided), priority, and why."""

    category: str = ""
    priority: Priority | None = None
    why: str = "no rule fits: a person decides"
    hold: str = ""  #: why the letter waits for a person; "" does not
    queue: str = ""  #: "" is everybody's
    tags: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = field(default=(), compare=False)  #: the rules that spoke
    confidence: float | None = field(default=None, compare=False)  #: the chance that a model gives it; None: not asked
    proposal: str = field(default="", compare=False)  #: a category for the person who decides; "" has none
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
    queues: Mapping[str, str] | None = None,
    model: Guesser | None = None,
) -> Label:
    """The label of a letter. `defaults` has each category's own priority, `kinds` its class, `queues` its
    queue, which counts where no rule names one.

    First the form, the mailbox, then the rules and the model together (`together`). Where form or mailbox name the
    category, only rules for that category, or for none, are asked, and no model. A rule that named another category
    than is decided sets neither priority nor queue. Where no rule names a priority, it is weighed from the words.
    """
    given = form_category or mailbox_category
    hits = rules.hits(facts, lambda rule: not given or rule.category in ("", given))
    reasons = [f"{given}: its {'form' if form_category else 'mailbox'} says so"] if given else []
    # The reason of a rule that repeats what was given would say nothing new.
    reasons += [str(hit) for hit in hits if not given or _says_more(hit.rule)]
    found = Decision(given) if given else _decided(hits, facts, kinds or {}, model)
    reasons += [found.why] if found.why else []
    if not reasons:
        return Label()
    category = found.category
    heard = [hit for hit in hits if hit.rule.category in ("", category)]
    priority = next((hit.rule.priority for hit in heard if hit.rule.priority), None)
    if priority is None and category:
        kind = (kinds or {}).get(category, "")
        weighed = weigh(kind, defaults.get(category), facts.subject, facts.text, vip=facts.vip)
        priority = weighed.priority
        reasons += [weighed.why] if weighed.why else []
    given_by = "form" if form_category else "mailbox"
    source = given_by if given else _whose(category or found.proposal, said_by(hits))
    return Label(
        category,
        priority,
        "; ".join(reasons),
        hold=_first(hits, lambda rule: rule.hold),
        queue=_first(heard, lambda rule: rule.queue) or (queues or {}).get(category, ""),
        tags=tuple(dict.fromkeys(tag for hit in hits for tag in hit.rule.tags)),
        hits=tuple(hits),
        confidence=found.confidence,
        proposal=found.proposal,
        source=source,
    )


def _says_more(rule: Rule) -> bool:
    """It sets something besides the category."""
    return bool(rule.priority or rule.hold or rule.queue or rule.tags)


def _whose(category: str, said: Said) -> str:
    """Where the model says what a rule had said, it is the rule's."""
    if not category:
        return ""
    return f"rule {said.rule}" if said.category == category else "model"


def said_by(hits: Sequence[Hit]) -> Said:
    """What the rules that spoke say: the first that names a category."""
    return next((Said(hit.rule.name, hit.rule.category) for hit in hits if hit.rule.category), Said())


def _decided(hits: Sequence[Hit], facts: Facts, kinds: Mapping[str, str], model: Guesser | None) -> Decision:
    said = said_by(hits)
    if model is None:
        return Decision(said.category)
    return together(said, model.guess(facts.subject, facts.text, said), kinds)


def _first(hits: Sequence[Hit], read: Callable[[Rule], str]) -> str:
    return next((value for hit in hits if (value := read(hit.rule))), "")
