"""The quick looks that save work find everything that a look at the whole text finds."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailgate.classify.facts import facts, letters, says, signs
from mailgate.classify.facts.since import since_in
from mailgate.classify.facts.text import ready

LABELLED = Path(__file__).parents[2] / "labelled"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
#: What a pattern may find, in many shapes, among line ends.
ODD = (
    "0x80070005|ERR_FOO_BAR|ECONNREFUSED|SQLSTATE[42P01]|SocketException: bad|Error 500|4x za sebou|4 x|4x\n\n|pětkrát"
    "|podruhé\n"
    "|second time|twice|дважды|третий раз|+420 603 555 010|10.0.0.1:80|aa:bb:cc:dd:ee:ff|fe80::1|\\\\srv\\data$"
    "|web-12|mail.firma.cz|HP LaserJet 400|tp-link ac12|konica minolta c220|power-cycled|turned it off|neugestartet"
    "|urgent|at one,|since 5.|od tří|v pět.|since Monday at 9|forty-five minutes ago"
    "|п'ятницю|3. 11. 2026|14.30"
    "|\n|\n\n"
).split("|")


def texts() -> list[tuple[str, str]]:
    rows = [
        json.loads(line)
        for name in ("support", "since")
        for line in (LABELLED / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    odd = [(" ".join(ODD[at::step]), "") for step in (1, 2, 3, 5) for at in range(step)]
    alone = [(each, "") for each in (*ODD, "\n".join(ODD))]
    return [*((row["text"], row["language"]) for row in rows), *odd, *alone]


SIGNS = {
    "errors": (signs.errors, signs._CODE),
    "times": (signs.times, signs._TIMES),
    "hosts": (signs.hosts, signs._HOST),
    "devices": (signs.devices, signs._DEVICE),
}


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_is_found_on_whichever_line_it_stands(name: str) -> None:
    find, pattern = SIGNS[name]
    for text, _ in texts():
        read = ready(text)
        whole = read.written if name == "errors" else read.folded
        there, found = [match.start() for match in pattern.finditer(whole)], [at for _, at in find(read)]
        assert there == [at for at in found if name != "errors" or at in there], text


@pytest.mark.parametrize("question", ["tried", "urgent"])
def test_words_are_found_on_whichever_line_they_stand(question: str) -> None:
    for text, language in texts():
        read = ready(text)
        whole = [match.start() for match in says._pattern(question, language).finditer(read.folded)]
        assert [at for _, at in says._said(question, read, language)] == whole, text


def test_every_choice_of_words_has_a_part_that_always_stands_there() -> None:
    for question in ("tried", "urgent"):
        for language in ("cs", "sk", "pl", "ru", "uk", "en", "de", ""):
            assert all(len(needle) > 1 and needle.isalpha() for needle in says._needles(question, language))


def test_the_sentences_that_are_left_out_name_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [since_in(ready(text), language, NOW, "Europe/Prague") for text, language in texts()]
    monkeypatch.setattr(letters, "_naming", lambda text, language: text.sentences())
    assert quick == [since_in(ready(text), language, NOW, "Europe/Prague") for text, language in texts()]
    assert sum(found is not None for found in quick) > 100


def test_a_long_text_without_any_fact_has_none() -> None:
    assert facts("The quick brown fox.\n" * 500, "en", NOW, "Europe/Prague") == facts("", "en", NOW, "Europe/Prague")
