"""The rules as they are asked, with what people said of their answers; and how one of them is removed.

    rule_rows(work)              # in the order in which they are asked
    remove_rule(house, "vpn")

A rule is put or changed by loading a file that names it (`enrol.load_desk`).
"""

from dataclasses import replace

from mailgate.desk.house import House, Work
from mailgate.desk.look import Row
from mailgate.model.errors import UnknownThing
from mailgate.model.lesson import Score
from mailgate.registry.setup import Rule


def rule_rows(work: Work) -> list[Row]:
    """Each with `confirmed` and `corrected`: how often a person's category was the rule's own, and how often not."""
    scores = work.unit.lessons.scores()
    ordered = sorted(work.desk.rules, key=lambda rule: rule.order)
    return [_row(rule, scores.get(f"rule {rule.name}", Score())) for rule in ordered]


def _row(rule: Rule, score: Score) -> Row:
    return {
        "name": rule.name,
        "when": rule.when.strip().splitlines()[0] if rule.when.strip() else "",
        "sets": rule.set.model_dump(mode="json", exclude_defaults=True),
        "order": rule.order,
        "stop": rule.stop,
        "confirmed": score.right,
        "corrected": score.wrong,
    }


def remove_rule(house: House, name: str) -> int:
    """Take the rule of this name out of the desk's set-up; how many are left. Raises UnknownThing, naming them."""
    with house.work() as work:
        left = tuple(rule for rule in work.desk.rules if rule.name != name)
        if len(left) == len(work.desk.rules):
            known = ", ".join(rule.name for rule in work.desk.rules) or "none"
            raise UnknownThing(f"there is no rule {name!r}; there are: {known}")
        work.unit.setup.put(replace(work.desk, rules=left))
    return len(left)
