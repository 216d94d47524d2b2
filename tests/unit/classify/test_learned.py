"""The learned model on a few dozen letters of our own. Only here scikit-learn is needed.

How right it is over a labelled set, `benchmarks/classify_learned.py` measures.
"""

import json
import sys
from functools import cache
from importlib.util import find_spec

import pytest

from mailgate.classify.label import label
from mailgate.classify.learned.blob import FORMAT, dump, load
from mailgate.classify.learned.examples import Example
from mailgate.classify.learned.model import MOST_WORDS, Model, train
from mailgate.classify.rules import RuleBook
from mailgate.classify.seen import Facts
from mailgate.classify.together import Said
from mailgate.model.errors import BadModel, NotInstalled
from mailgate.model.ticket import Priority

needs_learn = pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn is not installed: mailgate[learn]")

_BILL = (
    "Faktura za květen nedorazila.",
    "Please resend the invoice.",
    "Proszę o korektę faktury.",
    "Где счёт за июнь?",
)
_FAULT = ("Nejde mi myš.", "My screen stays black.", "Nie działa mi drukarka.", "У меня не включается ноутбук.")
_ALL = ("Nikomu nejde internet.", "Nobody can reach the server.", "Cała firma bez sieci.", "У всех лежит почта.")
_ENDS = ("", " Děkuji.", " Thanks, Eva", " Pozdrawiam", " С уважением, Анна")
MANY = Said("many people", "outage")


def letters() -> list[Example]:
    """Sixty letters of three categories; the rule of outages was right in all but one."""
    return [
        Example("", text + end, category, MANY if category == "outage" else Said())
        for end in _ENDS
        for category, texts in (("billing", _BILL), ("fault", _FAULT), ("outage", _ALL))
        for text in texts
    ]


@cache
def model() -> Model:
    return train(letters())


@needs_learn
def test_what_was_learnt_in_one_language_is_known_in_another() -> None:
    for text, category in (
        ("Prosím o opravu faktury.", "billing"),
        ("Не приходит счёт.", "billing"),
        ("Nikt nie ma internetu.", "outage"),
        ("Mně nejde tiskárna.", "fault"),
    ):
        assert model().guess("", text).best == category


@needs_learn
def test_chances_sum_to_one_and_the_words_come_from_the_letter() -> None:
    guess = model().guess("Faktura", "Kde je faktura za červen?")
    assert sum(guess.chances.values()) == pytest.approx(1)
    assert set(guess.chances) == {"billing", "fault", "outage"} == set(guess.words)
    assert guess.words["billing"][0] == "faktura"
    assert all(len(words) <= MOST_WORDS for words in guess.words.values())
    assert guess == model().guess("Faktura", "Kde je faktura za červen?")


@needs_learn
@pytest.mark.parametrize("text", ["", "\0", "?" * 10_000, "😀" * 50, "a" * 100_000, "\ud800", "# & @"])
def test_any_text_gets_a_guess(text: str) -> None:
    assert sum(model().guess(text, text).chances.values()) == pytest.approx(1)


@needs_learn
def test_a_rule_that_was_right_is_heard() -> None:
    silent, said = (model().guess("", "Dobrý den.", each) for each in (None, MANY))
    assert said.chances["outage"] > silent.chances["outage"]
    assert (silent.heard, said.heard) == (0, 20)


@needs_learn
def test_the_same_examples_give_the_same_bytes_and_bytes_the_same_model() -> None:
    blob = dump(model())
    assert blob == dump(train(letters()))
    assert dump(load(blob)) == blob
    assert load(blob).guess("", "Kde je faktura?", MANY) == model().guess("", "Kde je faktura?", MANY)
    assert load(blob).examples == 60
    assert len(blob) < 1_000_000


@needs_learn
def test_a_damaged_or_foreign_blob_is_refused_and_never_run() -> None:
    blob = dump(model())
    line, _, packed = blob[len(FORMAT) :].partition(b"\n")
    header = json.loads(line)

    def changed(**change: object) -> bytes:
        return FORMAT + json.dumps(header | change).encode() + b"\n" + packed

    for bad in (
        b"",
        b"\x80\x04cos\nsystem\n",
        blob[:-1],
        blob + b"x",
        blob[:-9] + b"z" + blob[-8:],
        FORMAT + b"[" * 100_000,
        changed(categories=["a"]),
        changed(counts=[1, 2]),
        changed(bias=[float("nan")] * 3),
        changed(bias=[10**400] * 3),
        changed(trust={"r": [1, 2, -3]}),
        changed(trust=7),
    ):
        with pytest.raises(BadModel, match="damaged: train it again"):
            load(bad)
    for other in (changed(features={"pieces": 8}), blob.replace(b"model 1", b"model 2", 1)):
        with pytest.raises(BadModel, match="another version"):
            load(other)


@needs_learn
def test_later_examples_are_learnt_in_any_order_and_the_model_before_stays() -> None:
    before = model().guess("", "Objednejte tonery.").chances
    later = [Example("", f"Objednejte tonery{end}", "billing", Said()) for end in _ENDS]
    taught, backwards = model().further(later, letters()), model().further(later[::-1], letters())
    assert dump(taught) == dump(backwards)
    assert taught.guess("", "Objednejte tonery.").chances["billing"] > before["billing"]
    assert (taught.examples, taught.trust.heard(Said())) == (65, 45)
    assert model().guess("", "Objednejte tonery.").chances == before
    assert taught.guess("", "Nikomu nejde internet.").best == "outage"


@needs_learn
def test_a_category_that_was_never_trained_waits_for_the_next_training() -> None:
    assert model().further([Example("", "x", "sales")]) is model()


@needs_learn
def test_two_categories_are_enough() -> None:
    pair = [example for example in letters() if example.category != "outage"] * 2
    assert train(pair).guess("", "Kde je faktura?").best == "billing"
    assert train(pair).further([Example("", "x", "fault")]).guess("", "Nejde myš").best == "fault"


@needs_learn
def test_a_label_takes_the_model_as_it_is() -> None:
    found = label(
        form_category="",
        mailbox_category="",
        rules=RuleBook(),
        defaults={"outage": Priority.P1},
        facts=Facts(text="Nikomu nejde internet."),
        kinds={"outage": "outage"},
        model=load(dump(model())),
    )
    assert (found.category, found.priority) == ("outage", Priority.P1)
    assert "nikomu" in found.why
    assert found.confidence is not None


def test_without_the_extra_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(NotInstalled, match=r"pip install 'mailgate\[learn\]'"):
        train(letters())
