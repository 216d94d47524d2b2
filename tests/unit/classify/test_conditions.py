"""Conditions of the desk's rules: when they speak, when they stay silent, and what a wrong one says."""

import pytest

from mailgate.classify.rules import Rule, compile_when, first_hit
from mailgate.model.errors import BadSetup


def hit(when: str, text: str) -> tuple[str, ...]:
    """The words that made a rule speak; () when it stays silent."""
    found = first_hit([Rule("it", compile_when(when, "rule 'it'"))], "", text)
    return found.words if found else ()


def test_a_word_speaks_in_any_case_and_names_itself() -> None:
    assert hit('words("faktura", "invoice")', "Prosím o FAKTURU, last Invoice is lost") == ("invoice",)


def test_a_word_inside_another_word_stays_silent() -> None:
    assert not hit('words("down")', "please download it")


def test_a_phrase_speaks_over_any_spacing() -> None:
    assert hit('words("is down")', "the line is\n  down again")
    assert not hit('words("is down")', "it is not down")


def test_and_needs_all_of_it() -> None:
    when = 'words("phone") and words("dead", "silent")'
    assert hit(when, "my phone is dead") == ("phone", "dead")
    assert not hit(when, "my phone is red")


def test_not_speaks_only_without_the_word() -> None:
    when = 'words("outage") and not words("planned")'
    assert hit(when, "an outage")
    assert not hit(when, "a planned outage")


def test_the_first_rule_that_fits_counts() -> None:
    rules = [Rule(name, compile_when(f'words("{word}")', name)) for name, word in (("a", "x"), ("b", "y"), ("c", "y"))]
    found = first_hit(rules, "y", "")
    assert found is not None
    assert found.rule.name == "b"


@pytest.mark.parametrize(
    "when",
    ['regex("a+")', "words()", "words(1)", 'words("a", key="b")', 'words("a"', "__import__('os')", "words", "x" * 2001],
)
def test_anything_else_is_refused_and_says_where(when: str) -> None:
    with pytest.raises(BadSetup, match="rule 'it'"):
        compile_when(when, "rule 'it'")
