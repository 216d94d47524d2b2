"""What a letter is about, asked of the desk's set-up: `label_of(desk, reading, mailbox, who)`.

Shared by the decision, the release of a held letter and every rehearsal, so that all three say the same. The rules are
compiled once for a set-up. Writes nothing.
"""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from mailgate.classify.label import Label, label
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.desk.learner import Memory
from mailgate.desk.read import Reading
from mailgate.ingest.known import Known
from mailgate.model.errors import BadSetup
from mailgate.model.letter import Proof
from mailgate.model.ticket import Priority
from mailgate.registry.setup import Desk, Fragment, Mailbox
from mailgate.registry.setup import Rule as RuleItem
from mailgate.registry.standing import Who, stand

MOST_WORDS = 20  #: of one rule's hit that are kept with a letter

log = logging.getLogger(__name__)


def book_of(desk: Desk) -> RuleBook:
    """The desk's rules, ready to be asked. Never raises: a rule that cannot be read is left out, and the log says so.

    `load` refuses such rules; one that an older program took must not hold up every letter.
    """
    return _cached(desk.rules)


@lru_cache(maxsize=8)
def _cached(rules: tuple[RuleItem, ...]) -> RuleBook:
    """Every letter asks for it, and the rules hardly ever change; a book is a value, so one may serve all."""
    try:
        return _book(rules)
    except BadSetup:
        return _book(tuple(rule for rule in rules if _can_be_read(rule)))


def _can_be_read(rule: RuleItem) -> bool:
    try:
        _book((rule,))
    except BadSetup as cause:
        log.error("left out: %s", cause)
        return False
    return True


def _book(rules: tuple[RuleItem, ...]) -> RuleBook:
    return RuleBook.of(
        Rule(
            rule.name,
            rule.when,
            rule.set.category,
            rule.set.priority,
            rule.set.hold,
            rule.stop,
            rule.set.queue,
            rule.set.tags,
        )
        for rule in sorted(rules, key=lambda rule: rule.order)
    )


def check_rules(desk: Desk, fragments: Sequence[Fragment]) -> None:
    """Raises BadSetup with every condition that cannot be read, by its place in the file that names the rule last."""
    findings: list[str] = []
    for rule in desk.rules:
        try:
            _book((rule,))
        except BadSetup as cause:
            places = (fragment.where("rule", rule.name, ("when",)) for fragment in reversed(fragments))
            place = next((f"{place}: " for place in places if place), "")
            findings += [f"{place}{finding}" for finding in cause.findings]
    if findings:
        raise BadSetup(findings)


def label_of(
    desk: Desk, reading: Reading, mailbox: Mailbox | None, known: Known | None, memory: Memory | None = None
) -> Label:
    """What the letter is about. Without `known` its author's standing is unknown; `memory` may hold a model."""
    form = desk.form(reading.kept.envelope.form)
    return label(
        form_category=form.category if form else "",
        mailbox_category=mailbox.category if mailbox else "",
        rules=book_of(desk),
        defaults=desk.priorities,
        facts=facts_of_letter(desk, reading, mailbox, who_of(reading, known) if known else None),
        kinds=desk.kinds,
        queues=desk.queues,
        model=memory.guesser if memory else None,
    )


def noted(found: Label) -> dict[str, object]:
    """A label as the ledger keeps it, with each rule that spoke and its words."""
    return {
        "category": found.category,
        "priority": found.priority,
        "why": found.why,
        "hold": found.hold,
        "queue": found.queue,
        "tags": list(found.tags),
        "rules": [{"rule": hit.rule.name, "words": list(hit.words[:MOST_WORDS])} for hit in found.hits],
    }


def as_label(kept: Mapping[str, Any]) -> Label:
    """The label that was noted, without its rules: they may be others by now."""
    priority = kept.get("priority")
    return Label(
        kept["category"],
        Priority(priority) if priority else None,
        kept["why"],
        kept.get("hold", ""),
        kept.get("queue", ""),
        tuple(kept.get("tags", ())),
    )


def who_of(reading: Reading, known: Known) -> Who:
    """Whom the author's address belongs to; what the pipeline finds out, too."""
    author = reading.letter.from_address
    memberships = known.memberships(str(author)) if author else ()
    return stand(author, memberships, known.company_of_domain(author.domain) if author else None)


def facts_of_letter(desk: Desk, reading: Reading, mailbox: Mailbox | None, who: Who | None) -> Facts:
    """A letter as rules see it."""
    letter, kept = reading.letter, reading.kept
    author = letter.from_address
    return Facts(
        subject=letter.subject,
        text=letter.reply_text or letter.text,
        from_address=str(author or ""),
        from_domain=author.domain if author else "",
        to=_addressees(kept.envelope.rcpts, letter.to, letter.cc),
        has_attachment=bool(letter.attachments),
        size=kept.size,
        standing=who.standing if who else "",
        proof=reading.proof if who else "",
        rights=tuple(sorted(who.person.rights)) if who and who.person else (),
        company=who.company.name if who and who.company else "",
        # Anybody can write a VIP's address.
        vip=bool(who and who.person and who.person.vip) and reading.proof is Proof.PROVEN,
        mailbox=mailbox.address if mailbox else "",
        form=kept.envelope.form,
        at=kept.envelope.received_at,
        zone=desk.firm.zone,
    )


def _addressees(*lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address.lower() for addresses in lists for address in addresses))
