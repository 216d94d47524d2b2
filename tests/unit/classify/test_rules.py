"""A book of rules: who is asked, in which order, and who ends it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.classify.phrases import Phrases, plain, words_in
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import Facts


def names(book: RuleBook, text: str) -> list[str]:
    return [hit.rule.name for hit in book.hits(Facts(text=text))]


BOOK = RuleBook.of(
    [Rule("a", 'words("ink")'), Rule("b", 'words("paper")', stop=False), Rule("c", 'words("paper", "ink*")')]
)


def test_the_first_rule_that_speaks_and_stops_is_the_last() -> None:
    assert names(BOOK, "No paper and no ink") == ["a"]
    assert names(BOOK, "No paper") == ["b", "c"]
    assert names(BOOK, "toner") == []


def test_a_rule_says_by_which_words_it_spoke() -> None:
    hit = BOOK.hits(Facts(subject="Inks", text="and more inks, INKJET"))[0]
    assert hit.words == ("inks",)
    assert str(hit) == "rule 'c' saw 'inks'"


def test_a_reason_names_no_words_as_seen_that_do_not_stand_there() -> None:
    book = RuleBook.of([Rule("a", 'words("ink") and not words("dry")'), Rule("b", 'not words("ink")')])
    assert str(book.hits(Facts(text="ink"))[0]) == "rule 'a' saw 'ink'"
    assert str(book.hits(Facts(text="paper"))[0]) == "rule 'b' saw none of the excluded words"


def test_rules_that_share_words_do_not_disturb_each_other() -> None:
    book = RuleBook.of([Rule("a", 'words("ink") and words("dry")'), Rule("b", 'words("ink")')])
    assert names(book, "ink") == ["b"]
    assert names(book, "dry ink") == ["a"]


def test_a_rehearsal_asks_every_rule() -> None:
    assert [hit.rule.name for hit in BOOK.every(Facts(text="paper, ink"))] == ["a", "b", "c"]


def test_a_rule_that_may_not_speak_is_passed_over() -> None:
    assert [hit.rule.name for hit in BOOK.hits(Facts(text="ink"), lambda rule: rule.name != "a")] == ["c"]


def test_words_that_cross_from_subject_to_text_are_one_phrase() -> None:
    book = RuleBook.of([Rule("a", 'words("server down")')])
    assert book.hits(Facts(subject="Server", text="down"))


_WRITTEN = (
    "server",
    "server is down",
    "can't print",
    "serv* down",
    "log* into*",
    "c++ code",
    "[warn",
    "foo-* bar",
    "a b a",
)
_TEXT = st.lists(
    st.sampled_from("server Server is down can't print login logging in into c++ code [warn foo-x bar a b ß É".split()),
    max_size=12,
)


@given(_TEXT, st.sampled_from([" ", "  ", "\n", "-", ", "]))
@settings(max_examples=300, deadline=None)
def test_what_is_found_is_what_a_plain_search_for_each_phrase_finds(words: list[str], between: str) -> None:
    phrases, text = Phrases(), between.join(words)
    wanted = {}
    for spelled in _WRITTEN:
        parts = (re.escape(part.rstrip("*")) + r"\w*" * part.endswith("*") for part in spelled.split())
        hit = re.search(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", plain(text))
        (number,) = phrases.add([spelled])
        if hit:
            wanted[number] = hit.start()
    assert {number: spotted.at for number, spotted in phrases.find(text).items()} == wanted


@given(st.text(max_size=200))
def test_words_are_the_same_whichever_way_they_are_found(text: str) -> None:
    assert words_in(text) == re.findall(r"\w+", text)
