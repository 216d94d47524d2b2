"""Rules and the learned model decide together: by one table of thresholds, and always with a reason."""

from dataclasses import dataclass

import pytest

from mailgate.classify.label import Label, label
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.classify.together import CALM, NEW_RULE, THRESHOLDS, Decision, Guess, Said, together
from mailgate.model.ticket import Priority

KINDS = {"outage": "outage", "fault": "defect", "billing": "billing"}
WORDS = {"outage": ("nikomu nejde",), "fault": ("myš", "nejde")}
RULES = RuleBook.of(
    [
        Rule("night", 'words("night")', priority=Priority.P2, stop=False),
        Rule("money", 'words("invoice")', "billing", Priority.P1),
        Rule("odd", 'words("inheritance")', hold="looks like advance fee fraud", stop=False),
    ]
)


@dataclass(frozen=True)
class Knows:
    """A model that thinks the same of every letter."""

    thought: Guess

    def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
        return self.thought


def thought(*, heard: int = 100, **chances: float) -> Guess:
    return Guess(chances, WORDS, heard)


def labelled(text: str, guess: Guess | None, form: str = "") -> Label:
    return label(
        form_category=form,
        mailbox_category="",
        rules=RULES,
        defaults={"outage": Priority.P1, "fault": Priority.P3, "billing": Priority.P4},
        facts=Facts(text=text),
        kinds=KINDS,
        model=Knows(guess) if guess else None,
    )


def test_a_sure_model_decides_and_names_the_words() -> None:
    found = together(Said(), thought(fault=0.97, outage=0.01, billing=0.02), KINDS)
    assert found == Decision("fault", "model: 'myš', 'nejde' speak for fault (0.97)", 0.97)


def test_one_word_speaks_and_no_word_is_said_too() -> None:
    assert "'nikomu nejde' speaks for outage" in together(Said(), thought(fault=0.1, outage=0.9), KINDS).why
    assert "the whole of it speaks for billing" in together(Said(), thought(billing=0.99, fault=0.01), KINDS).why


def test_an_unsure_model_proposes_and_a_person_decides() -> None:
    found = together(Said(), thought(fault=0.45, billing=0.42, outage=0.13), KINDS)
    assert (found.category, found.proposal, found.confidence) == ("", "fault", 0.45)
    assert found.why.endswith("not sure enough, a person decides")


@pytest.mark.parametrize(
    ("how", "said"), [("alone", Said()), ("agree", Said("r", "fault")), ("against", Said("r", "billing"))]
)
def test_each_way_to_agree_has_its_threshold(how: str, said: Said) -> None:
    level = THRESHOLDS[how]
    assert together(said, thought(fault=level, billing=1 - level), KINDS).category == "fault"
    assert together(said, thought(fault=level - 0.001, billing=1.001 - level), KINDS).category == ""


def test_what_may_well_be_an_outage_is_one_though_something_else_is_likelier() -> None:
    level = THRESHOLDS["outage"]
    found = together(Said(), thought(fault=1 - level, outage=level), KINDS)
    assert level < 0.5
    assert (found.category, found.confidence) == ("outage", level)
    assert together(Said("r", "fault"), thought(heard=0, fault=1 - level, outage=level), KINDS).category == "outage"


def test_what_might_be_an_outage_is_left_to_a_person() -> None:
    might = thought(fault=0.999 - CALM, outage=CALM + 0.001)
    assert (together(Said(), might, KINDS).category, together(Said(), might, KINDS).proposal) == ("", "fault")
    assert together(Said(), thought(fault=1 - CALM, outage=CALM), KINDS).category == "fault"


def test_a_tree_of_outages_counts_as_one() -> None:
    kinds = {**KINDS, "outage/net": "outage"}
    half = THRESHOLDS["outage"] * 0.6
    guess = Guess({"outage": half, "outage/net": half + 0.01, "fault": 0.99 - 2 * half}, {}, 0)
    assert together(Said(), guess, kinds).category == "outage/net"


def test_a_rule_that_the_model_hardly_knows_decides_as_without_it() -> None:
    guess = thought(heard=NEW_RULE - 1, billing=0.1, fault=0.89, outage=0.01)
    assert together(Said("money", "billing"), guess, KINDS) == Decision("billing")
    known = thought(heard=NEW_RULE, billing=0.01, fault=0.98, outage=0.01)
    assert together(Said("money", "billing"), known, KINDS).category == "fault"


def test_of_equals_the_first_by_name_is_the_best() -> None:
    assert thought(fault=0.4, billing=0.4, outage=0.2).best == "billing"


def test_a_label_by_the_model_has_the_priority_of_its_category() -> None:
    found = labelled("hello", thought(fault=0.97, outage=0.01, billing=0.02))
    assert found == Label("fault", Priority.P3, "model: 'myš', 'nejde' speak for fault (0.97)")
    assert (found.confidence, found.proposal, found.certain) == (0.97, "", True)


def test_a_label_by_both_has_both_reasons_and_the_priority_of_the_rule() -> None:
    found = labelled("invoice at night", thought(billing=0.98, fault=0.01, outage=0.01))
    assert (found.category, found.priority) == ("billing", Priority.P2)
    assert found.why.startswith("rule 'night' saw 'night'; rule 'money' saw 'invoice'; model: ")


def test_a_rule_that_was_overruled_does_not_set_the_priority() -> None:
    found = labelled("invoice", thought(fault=0.98, billing=0.01, outage=0.01))
    assert (found.category, found.priority) == ("fault", Priority.P3)
    assert found.why == "rule 'money' saw 'invoice'; model: 'myš', 'nejde' speak for fault (0.98), not for billing"


def test_an_undecided_label_carries_the_proposal_and_the_hold_of_a_rule() -> None:
    found = labelled("inheritance", thought(fault=0.4, billing=0.35, outage=0.25 * THRESHOLDS["outage"]))
    assert (found.category, found.priority, found.proposal) == ("", None, "fault")
    assert found.hold == "looks like advance fee fraud"
    assert not found.certain


def test_a_form_knows_better_than_any_model() -> None:
    found = labelled("hello", thought(fault=0.99, outage=0.01), form="billing")
    assert (found.category, found.why, found.confidence) == ("billing", "billing: its form says so", None)


def test_without_a_model_rules_decide_alone() -> None:
    assert labelled("invoice", None) == Label("billing", Priority.P1, "rule 'money' saw 'invoice'")
    assert labelled("hello", None).confidence is None


def test_a_reason_shows_the_beginning_of_a_word_that_is_no_word() -> None:
    found = together(Said(), Guess({"vpn": 1.0}, {"vpn": ("a" * 1500,)}), {})
    assert found.why == f"model: '{'a' * 39}…' speaks for vpn (1.00)"
