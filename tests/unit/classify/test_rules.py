"""Conditions of rules: what they say of a text, and what is wrong with a condition that cannot be read."""

import time

import pytest

from mailgate.classify.rules import Rule, compile_when, first_hit
from mailgate.model.errors import BadSetup


def speaks(when: str, text: str) -> tuple[str, ...]:
    return compile_when(when, "rule 'x'")(text.casefold())


def test_any_of_the_words_makes_it_speak() -> None:
    assert speaks('words("outage", "is down")', "The shop IS  DOWN since nine") == ("is down",)
    assert speaks('words("outage", "is down")', "all quiet") == ()


@pytest.mark.parametrize("text", ["outages", "preoutage", "out age", "výpadekx"])
def test_a_part_of_a_word_is_not_the_word(text: str) -> None:
    assert speaks('words("outage", "výpadek")', text) == ()


@pytest.mark.parametrize("text", ["Výpadek!", "(výpadek)", "hlásím\nvýpadek", "VÝPADEK-sítě"])
def test_case_and_punctuation_do_not_hide_a_word(text: str) -> None:
    assert speaks('words("výpadek")', text) == ("výpadek",)


def test_and_or_not() -> None:
    when = 'words("printer") and (words("fire") or words("smoke")) and not words("test")'
    assert speaks(when, "printer smoke") == ("printer", "smoke", "none of the excluded words")
    assert speaks(when, "printer smoke test") == ()
    assert speaks(when, "smoke") == ()


def test_what_is_written_in_a_rule_is_never_a_pattern() -> None:
    assert speaks('words("a.c")', "abc") == ()
    assert speaks('words("c++")', "we use c++ here") == ("c++",)


@pytest.mark.parametrize(
    ("when", "where"),
    [
        ("words(", "column"),
        ("", "column"),
        ("__import__('os')", "column 1"),
        ('words("a") + words("b")', "column 1"),
        ('words("a") and text("b")', "column 16"),
        ("words()", "column 1"),
        ("words(1)", "column 1"),
        ('words("a", b="c")', "column 1"),
        ('words("  ")', "column 1"),
        ('words("a").x', "column 1"),
    ],
)
def test_anything_else_is_refused_with_its_place(when: str, where: str) -> None:
    with pytest.raises(BadSetup, match=f"^rule 'x', {where}"):
        compile_when(when, "rule 'x'")


def test_a_condition_without_end_is_refused() -> None:
    with pytest.raises(BadSetup, match="at most 2000 characters"):
        compile_when('words("' + "a" * 3000 + '")', "rule 'x'")


def test_the_first_rule_that_speaks_wins_and_says_by_which_words() -> None:
    rules = [Rule(name, compile_when(f'words("{word}")', name)) for name, word in (("a", "ink"), ("b", "paper"))]
    hit = first_hit(rules, "No paper", "and no ink")
    assert hit is not None
    assert (hit.rule.name, hit.words) == ("a", ("ink",))
    assert first_hit(rules, "No", "toner") is None


def test_a_long_text_costs_little() -> None:
    condition = compile_when('words("is down", "does not work", "výpadek")', "x")
    started = time.perf_counter()
    condition("is " * 300_000)
    assert time.perf_counter() - started < 1
