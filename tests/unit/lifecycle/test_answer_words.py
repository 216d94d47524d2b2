"""The tables of words: what every language must have, and mistakes that a table can hold."""

import pytest

from mailgate.lifecycle.answer.languages import LEXICONS, common, cs, de, en, pl, ru, sk, uk
from mailgate.lifecycle.answer.lexicon import fold, lexicon
from mailgate.lifecycle.answer.sense import Sense

TABLES = {"cs": cs, "sk": sk, "pl": pl, "ru": ru, "uk": uk, "en": en, "de": de, "common": common}
NEEDED = set(Sense) - {Sense.OK}  # which is the same everywhere


@pytest.mark.parametrize("code", [code for code in TABLES if code != "common"])
def test_every_language_has_words_of_every_sense(code: str) -> None:
    assert set(TABLES[code].WORDS) >= NEEDED


@pytest.mark.parametrize("code", TABLES)
def test_no_word_stands_twice(code: str) -> None:
    entries = [fold(entry) for listed in TABLES[code].WORDS.values() for entry in listed.split()]
    assert sorted({entry for entry in entries if entries.count(entry) > 1}) == []


@pytest.mark.parametrize("code", TABLES)
def test_stems_are_long_enough_and_phrases_begin_with_a_whole_word(code: str) -> None:
    entries = [fold(entry) for listed in TABLES[code].WORDS.values() for entry in listed.split()]
    assert [entry for entry in entries if "*" in entry.split("_")[0][:3]] == []
    assert [entry for entry in entries if "_" in entry and "*" in entry.split("_")[0]] == []
    assert [entry for entry in entries if "" in entry.split("_")] == []


def test_every_table_is_compiled() -> None:
    assert [one.code for one in LEXICONS] == [code for code in TABLES if code != "common"]


def test_the_longest_phrase_wins_and_then_the_word_and_then_the_longest_stem() -> None:
    small = lexicon("xx", {Sense.GOOD: "up up_and_run*", Sense.BAD: "up_and_down upset*", Sense.FILL: "ups*"})
    assert small.parse(["up", "and", "running"]) == [(3, (Sense.GOOD,))]
    assert small.parse(["up", "and", "down"]) == [(3, (Sense.BAD,))]
    assert small.parse(["up", "there"]) == [(1, (Sense.GOOD,)), (1, ())]
    assert small.parse(["upsetting", "upside"]) == [(1, (Sense.BAD,)), (1, (Sense.FILL,))]


def test_a_czech_verb_with_ne_is_its_contrary_where_the_verb_is_known() -> None:
    czech = next(one for one in LEXICONS if one.code == "cs")
    assert czech.parse([fold("Nefunguje")]) == [(1, (Sense.NOT, Sense.GOOD))]
    assert czech.parse(["nebeska"]) == [(1, ())]


def test_folding_keeps_letters_and_drops_marks() -> None:
    assert fold("Čeština") == "cestina"
    assert fold("działa") == "dziala"
    assert fold("läuft") == "laeuft"
    assert fold("всё") == fold("все")
    assert fold("don't") == "dont"
