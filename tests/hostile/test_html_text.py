"""Hostile and random input to what `tests/unit/ingest/test_html_text.py` is about: never an error, never much time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.ingest.html.text import read_html
from mailgate.ingest.html.tokens import MOST_TAGS, tokens

M = 100_000


HOSTILE = {
    "angles": "<" * M,
    "tags": "<div>" * (M // 5),
    "end tags": "</div>" * (M // 6),
    "end tags of nothing": "<div>" * (M // 10) + "</b>" * (M // 8),
    "paragraphs": "<p>" * (M // 3),
    "tables": "<table><tr><td>x" * (M // 16),
    "lists": "<ul><li>x" * (M // 9),
    "quotes": "<blockquote>x" * (M // 13),
    "introductions": "a@fern.example:<blockquote>" * (M // 27),
    "ampersands": "&" * M,
    "references": "&#" + "9" * M,
    "half references": "&abcdefghij" * (M // 11),
    "one attribute": '<a b="' + "x" * M + '">words</a>',
    "open attributes": '<a b="' * (M // 6),
    "open apostrophes": "<a b='\"" * (M // 7),
    "one style": '<div style="' + "a:b;" * (M // 4) + '">words',
    "styles": "".join(f'<i style="display:{n}">' for n in range(M // 28)),
    "comments": "<!--" * (M // 4),
    "titles": "<title>" * (M // 7),
    "spaces": " " * M,
    "lines": "<pre>" + "\n x" * (M // 3),
    "links": '<a href="http://x.example/">y' * (M // 29),
    "joiners": "\u200c\u034f" * (M // 2),
    "rules": "<hr tabindex=-1 " + "width:98" * (M // 8) + ">",
}


PIECES = """
< > </ <p> </p> <div <td> <tr> </table> <table> <li> <ul> <ol> </a> " ' & &# &nbsp; <!-- --> <![ ]> <style> </style>
<title> style="display:none" class="gmail_quote"> <blockquote> </blockquote> <pre> : @ <br/> <b> </b> -- <?x <hr>
<aside> a 10:00 <div\tid=divRplyFwdMsg> <div\tclass="gmail_quote"> <a\thref="http://x.example"> <img\talt="x">
\u200c \0 \ud800 \n
""".split(" ")


@pytest.mark.parametrize("name", HOSTILE)
def test_many_letters_of_anything_take_bounded_time(name: str) -> None:
    started = time.process_time()
    read_html(HOSTILE[name])
    assert time.process_time() - started < 0.5


def test_more_tags_than_are_read_are_said_to_be() -> None:
    found = read_html("<b>x" * (MOST_TAGS + 10))
    assert found.cut_short
    assert len(found.text) < MOST_TAGS
    assert not read_html("<b>x" * 10).cut_short


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_html_is_read_and_its_new_words_are_among_its_words(html: str) -> None:
    found = read_html(html)
    found.text.encode()
    letters = iter("".join(found.text.split()))
    assert all(letter in letters for letter in "".join(found.new_text.split())), "they stand there in this order"
    assert bool(found.new_text) == bool(found.text)


@given(st.text(alphabet="<>&\"'/! -ab=\n", max_size=200))
def test_tags_and_text_together_are_never_more_than_the_html(html: str) -> None:
    assert sum(len(tag) + len(attributes) + len(text) for tag, attributes, text in tokens(html)) <= len(html) + 1
