"""What of a letter a model reads, and how far it believes rules. No library is needed for either."""

from math import isclose

import pytest

from mailgate.classify.learned.concepts import lines
from mailgate.classify.learned.examples import FEWEST, FEWEST_EACH, Example, usable
from mailgate.classify.learned.trust import Trust
from mailgate.classify.learned.words import MOST_TEXT, meanings, pieces, spelled, units_of
from mailgate.classify.together import Said
from mailgate.model.errors import NotEnough


@pytest.mark.parametrize(
    ("word", "as_spelled"),
    [
        ("Výpadek", "vypadek"),
        ("интернет", "internet"),
        ("Łącze", "lacze"),
        ("щё", "se"),
        ("INV-2026", "inv-0"),
        ("", ""),
    ],
)
def test_words_are_spelled_so_that_languages_meet(word: str, as_spelled: str) -> None:
    assert spelled(word) == as_spelled


def test_the_same_trouble_means_the_same_in_four_languages() -> None:
    said = [
        units_of("", text)
        for text in (
            "Nikomu nejde internet.",
            "Nikt nie ma: nie działa internet.",
            "Ни у кого не работает интернет.",
            "Nobody: internet not working.",
        )
    ]
    for units in said:
        assert {"@nobody", "@not", "@work", "@internet", "&not&work"} <= set(units)


def test_a_unit_remembers_how_it_first_stood_in_the_letter() -> None:
    units = units_of("Výpadek", "vypadek Nikomu NEJDE net")
    assert units["vypadek"] == "výpadek"
    assert units["&nobody&not"] == "nikomu nejde"


def test_a_question_mark_and_the_length_count() -> None:
    assert "?" in units_of("", "Proč?")
    assert "#3" in units_of("", "one two three")
    assert units_of("", "") == {"#1": ""}


def test_only_the_beginning_is_read() -> None:
    assert "late" not in units_of("", "x " * (MOST_TEXT // 2) + "late")
    assert len(units_of("", "nejde " * 100_000)) < 50


def test_pieces_of_a_word_are_three_and_four_characters_with_its_ends() -> None:
    assert pieces("net") == [" ne", "net", "et ", " net", "net "]
    assert set(pieces("@work")) == {"@work"}
    assert pieces("?") == [" ? ", " ? "]


def test_every_word_of_the_table_is_one_that_a_text_can_hold() -> None:
    for names, words in lines().items():
        assert names.split()
        for word in words:
            stem = word.removesuffix("*")
            assert stem.isalnum(), word
            assert len(stem) > 1, word
            assert set(names.split()) <= set(meanings(spelled(stem))), word


def test_a_rule_that_was_right_speaks_for_its_category() -> None:
    trust = Trust(("billing", "fault", "outage"))
    for category in ("billing", "fault", "outage") * 5:
        trust.note(Said(), category)
    new = trust.evidence(Said("new", "fault"))
    assert new.index(max(new)) == 1
    for _ in range(20):
        trust.note(Said("many", "fault"), "outage")
    learnt = trust.evidence(Said("many", "fault"))
    assert learnt.index(max(learnt)) == 2
    assert (trust.heard(Said("many", "fault")), trust.heard(Said("new", "fault"))) == (20, 0)


def test_silence_says_nothing_before_anything_is_known() -> None:
    assert all(isclose(each, 0, abs_tol=1e-9) for each in Trust(("a", "b")).evidence(Said()))
    assert all(isclose(each, 0, abs_tol=1e-9) for each in Trust(("a", "b")).evidence(Said("r", "never learnt")))


def test_the_order_of_letters_does_not_matter_to_trust() -> None:
    one, two = Trust(("a", "b")), Trust(("a", "b"))
    notes = [(Said("r", "a"), "a"), (Said("r", "a"), "b"), (Said("s", "b"), "b")]
    for said, category in notes:
        one.note(said, category)
    for said, category in reversed(notes):
        two.note(said, category)
    assert one.evidence(Said("r", "a")) == two.evidence(Said("r", "a"))


def some(count: int, category: str) -> list[Example]:
    return [Example("", f"text {number}", category) for number in range(count)]


def test_nothing_is_learnt_from_too_few() -> None:
    with pytest.raises(NotEnough, match=r"^49 usable examples in 2 categories .* it takes 50, and 5 in each of two"):
        usable([*some(FEWEST - 6, "a"), *some(FEWEST_EACH, "b")])
    with pytest.raises(NotEnough, match="100 usable examples in 1 categories"):
        usable([*some(100, "a"), *some(FEWEST_EACH - 1, "b")])
    with pytest.raises(NotEnough, match="0 usable"):
        usable([])


def test_a_category_with_too_few_is_left_out() -> None:
    kept = usable([*some(FEWEST, "a"), *some(FEWEST_EACH, "b"), *some(FEWEST_EACH - 1, "c"), *some(9, "")])
    assert {example.category for example in kept} == {"a", "b"}
