"""Conditions of the desk's rules: when they speak, when they stay silent, and what a wrong one says."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from mailgate.classify.conditions import DEEPEST, LONGEST
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import VARIABLES, Facts
from mailgate.model.errors import BadSetup


def speaks(when: str, text: str = "", **facts: Any) -> tuple[str, ...]:
    """The words that make a rule speak; () when it stays silent."""
    hits = RuleBook.of([Rule("x", when)]).hits(Facts(text=text, **facts))
    return hits[0].words if hits else ()


def test_any_of_the_words_makes_it_speak_and_names_itself() -> None:
    assert speaks('words("outage", "is down")', "The shop IS  DOWN since nine") == ("is down",)
    assert speaks('words("outage", "is down")', "all quiet") == ()


@pytest.mark.parametrize("text", ["outages", "preoutage", "out age", "výpadekx"])
def test_a_part_of_a_word_is_not_the_word(text: str) -> None:
    assert speaks('words("outage", "výpadek")', text) == ()


@pytest.mark.parametrize("text", ["Výpadek!", "(výpadek)", "hlásím\nvýpadek", "VÝPADEK-sítě", "vy\u0301padek"])
def test_case_punctuation_and_spelling_do_not_hide_a_word(text: str) -> None:
    assert speaks('words("výpadek")', text) == ("výpadek",)


@pytest.mark.parametrize(
    ("when", "text", "shown"),
    [
        ('words("výpadek")', "mame vypadek", "vypadek"),
        ('words("vypadek")', "Máme VÝPADEK", "výpadek"),
        ('words("nie działa")', "nie dziala nic", "nie dziala"),
        ('words("счёт")', "пришёл счет", "счет"),
        ('words("can\'t")', "I can’t log in", "can’t"),
    ],
)
def test_marks_on_letters_do_not_count_on_either_side(when: str, text: str, shown: str) -> None:
    assert speaks(when, text) == (shown,)


@pytest.mark.parametrize(
    ("when", "text", "shown"),
    [
        ('words("výpad*")', "bez výpadků", "výpadků"),
        ('words("výpad*")', "vypad", "vypad"),
        ('words("nikomu nejd*")', "nikomu  nejdou telefony", "nikomu nejdou"),
        ('words("cel* poboč*")', "celé pobočce nejde net", "celé pobočce"),
        ('words("e-mail*")', "both e-mails bounced", "e-mails"),
    ],
)
def test_a_star_stands_for_any_ending(when: str, text: str, shown: str) -> None:
    assert speaks(when, text) == (shown,)


def test_a_star_is_no_beginning() -> None:
    assert not speaks('words("pad*")', "výpadek")
    assert not speaks('words("cel* poboč*")', "celá ta pobočka")


def test_a_phrase_speaks_over_any_spacing() -> None:
    assert speaks('words("is down")', "the line is\n  down again")
    assert not speaks('words("is down")', "it is not down")


def test_and_or_not() -> None:
    when = 'words("printer") and (words("fire") or words("smoke")) and not words("test")'
    assert speaks(when, "printer smoke") == ("printer", "smoke", "none of the excluded words")
    assert speaks(when, "printer smoke test") == ()
    assert speaks(when, "smoke") == ()


def test_a_condition_may_go_over_lines_with_remarks() -> None:
    when = 'words("ink",   # of printers\n      "toner")\nand not words("test")'
    assert speaks(when, "no toner")


def test_what_is_written_in_a_rule_is_never_a_pattern() -> None:
    assert speaks('words("a.c")', "abc") == ()
    assert speaks('words("c++")', "we use c++ here") == ("c++",)
    assert speaks('words("[alert]")', "an [ALERT] came") == ("[alert]",)
    assert speaks('words("+420 555")', "call +420 555!") == ("+420 555",)


def test_subject_looks_only_there() -> None:
    assert speaks('subject("problem")', "fine", subject="PROBLEM: disk") == ("problem",)
    assert not speaks('subject("problem")', "a problem", subject="Hello")


NIGHT = datetime(2026, 3, 7, 22, 30, tzinfo=UTC)  # Saturday 23:30 in Prague


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        ('letter.from_domain == "Kos.example"', {"from_domain": "kos.example"}),
        ('letter.from_domain in ["a.example", "kos.example"]', {"from_domain": "kos.example"}),
        ('"výpad" in letter.subject', {"subject": "Vypadek"}),
        ('"help@desk.example" in letter.to', {"to": ("help@desk.example",)}),
        ('letter.from_address != "x@kos.example"', {"from_address": "y@kos.example"}),
        ("letter.has_attachment", {"has_attachment": True}),
        ("not letter.has_attachment", {}),
        ("letter.size > 1000", {"size": 1001}),
        ("1000 <= letter.size < 2000", {"size": 1000}),
        ('letter.language == "cs"', {"text": "Dobrý den, od rána nám nejde internet, prosím o pomoc."}),
        ('"billing" in person.rights', {"rights": ("billing", "technical")}),
        ('"billing" not in person.rights', {"rights": ("technical",)}),
        ('person.standing == "contact" and person.proof == "proven"', {"standing": "contact", "proof": "proven"}),
        ('person.company == "Kos s. r. o."', {"company": "Kos s. r. o."}),
        ("person.vip", {"vip": True}),
        ('mailbox == "sales@desk.example"', {"mailbox": "sales@desk.example"}),
        ('form == "fault"', {"form": "fault"}),
        ("time.hour == 23", {"at": NIGHT, "zone": "Europe/Prague"}),
        ('time.weekday in ["sat", "sun"]', {"at": NIGHT, "zone": "Europe/Prague"}),
        ("true", {}),
    ],
)
def test_a_rule_may_ask_for_what_is_known_of_a_letter(when: str, facts: dict[str, Any]) -> None:
    assert speaks(when, **facts)
    assert not speaks(f"not ({when})", **facts)


def test_a_comparison_speaks_by_its_own_words() -> None:
    assert speaks("letter.size   > 10 and words('ink')", "ink", size=11) == ("letter.size > 10", "ink")
    assert speaks('form == "a" or form == "b"', form="b") == ('form == "b"',)


def test_every_name_can_be_asked_for() -> None:
    assert {name.partition(".")[0] for name in VARIABLES} == {"letter", "person", "mailbox", "form", "time"}
    for _, value in VARIABLES.values():
        value(RuleBook().look(Facts()))


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("words(", "column 6: write conditions like"),
        ("", "column 1: write"),
        ("__import__('os')", "column 1: only words"),
        ('words("a") + words("b")', "column 1: only words"),
        ('words("a") and text("b")', "column 16: only words"),
        ('words("á", "č") and text("b")', "column 21: only words"),
        ("words()", 'column 1: words takes texts in quotes: words("outage", "is down")'),
        ("words(1)", "column 1: words takes"),
        ('words("a", b="c")', "column 1: words takes"),
        ('words(*["a"])', "column 1: words takes"),
        ('words("  ")', "column 1: a word needs at least one letter"),
        ('words("vý*")', 'column 1: "vy*" fits too much: write at least 3 letters before the *'),
        ('words("a").x', "column 1: only words"),
        ('words("a") && words("b")', "write and, or, not in place of &&"),
        ('!words("a")', "write and, or, not in place of !"),
        ("words", "column 1: there is no 'words'"),
        ("letter.subjekt == 'x'", "column 1: there is no 'letter.subjekt'; did you mean 'letter.subject'?"),
        ("letter.subject", 'column 1: this is a text, not yes or no; compare it: letter.subject == "…"'),
        ("letter.subject > 'a'", "column 1: a text cannot be compared so with a text"),
        ("letter.size == 'a'", "column 1: a number cannot be compared so with a text"),
        ("letter.has_attachment == true", "column 26: there is no 'true'"),
        ("letter.size in [1, 2]", "column 16: a list holds texts in quotes"),
        ("letter.subject is letter.text", "a text cannot be compared so with a text"),
        ("letter.to.x == 'a'", "column 1: only names like letter.subject"),
        ('regex("a+")', "column 1: only words"),
        ('f"{1}" == form', "column 1: only names like letter.subject"),
        ("[x for x in letter.to]", "column 1: only words"),
        ("lambda: true", "column 1: only words"),
        ("(x := 1)", "column 2: only words"),
        ("true) or (true", "column"),
        ("true\x00", "column 1: "),
        ('words("a")\nand text("b")', "line 2, column 5: only words"),
        ('words("a"\nand\n', "line "),
    ],
)
def test_anything_else_is_refused_with_its_place_and_what_to_write(when: str, says: str) -> None:
    with pytest.raises(BadSetup) as caught:
        RuleBook.of([Rule("x", when)])
    assert str(caught.value).startswith("rule 'x', ")
    assert says in str(caught.value)
    assert len(caught.value.findings) == 1


def test_all_wrong_rules_are_told_at_once() -> None:
    with pytest.raises(BadSetup) as caught:
        RuleBook.of([Rule("a", "words()"), Rule("b", "true"), Rule("c", "nothing")])
    assert [finding[:8] for finding in caught.value.findings] == ["rule 'a'", "rule 'c'"]


def test_a_condition_without_end_is_refused() -> None:
    with pytest.raises(BadSetup, match=f"at most {LONGEST} characters"):
        speaks('words("' + "a" * LONGEST + '")')


@pytest.mark.parametrize(
    "when",
    [
        "not " * 4900 + "true",
        "(" * 5000 + "true" + ")" * 5000,
        "-" * 19_000 + "1",
        "letter" + ".a" * 9000,
        "not (" * (DEEPEST + 5) + "true" + ")" * (DEEPEST + 5),
        "[" * 9000,
        "form == " * 2000 + "1",
    ],
)
def test_a_condition_that_is_too_deep_is_refused_at_once(when: str) -> None:
    started = time.perf_counter()
    with pytest.raises(BadSetup):
        speaks(when)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "text",
    ["is " * 300_000, "is" + " " * 300_000 + "down" + "n" * 300_000, "does not " * 100_000, "výpad" * 200_000],
)
def test_a_hostile_text_costs_little(text: str) -> None:
    book = RuleBook.of([Rule("x", 'words("is down", "does not work", "výpad* výpad*", "++", "does* not* wor*")')])
    started = time.perf_counter()
    book.hits(Facts(text=text))
    assert time.perf_counter() - started < 0.5
