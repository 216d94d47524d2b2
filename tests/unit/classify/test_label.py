"""What a letter is about: the form, then the mailbox, then the rules, and always with the reason (law 12)."""

from mailgate.classify.label import Label, label
from mailgate.classify.rules import Rule, compile_when
from mailgate.model.ticket import Priority

RULES = [
    Rule("urgent ink", compile_when('words("ink")', "r"), "fault", Priority.P2),
    Rule("money", compile_when('words("invoice")', "r"), "billing"),
    Rule("loud", compile_when('words("help")', "r"), "", Priority.P1),
]
DEFAULTS = {"fault": Priority.P3, "billing": Priority.P4, "sales": None}


def labelled(text: str, *, form: str = "", mailbox: str = "") -> Label:
    return label(form_category=form, mailbox_category=mailbox, rules=RULES, defaults=DEFAULTS, subject="", text=text)


def test_the_form_knows_best_then_the_mailbox_then_the_rules() -> None:
    assert labelled("invoice", form="fault", mailbox="sales") == Label("fault", Priority.P3, "fault: its form says so")
    assert labelled("invoice", mailbox="fault").why == "fault: its mailbox says so"
    assert labelled("invoice") == Label("billing", Priority.P4, "rule 'money' saw 'invoice'")


def test_a_rule_may_set_another_priority_than_its_category() -> None:
    assert labelled("no ink").priority is Priority.P2


def test_without_category_or_priority_a_person_decides() -> None:
    assert labelled("hello") == Label("", None, "no rule fits: a person decides")
    assert not labelled("hello").certain
    assert not labelled("help").certain
    assert not labelled("x", form="sales").certain
    assert labelled("invoice").certain
