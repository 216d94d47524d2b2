"""The HTML twin: the same words, safely."""

import re

import pytest

from mailgate.outbound.twin import twin


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://d.example/a.", "https://d.example/a"),
        ("(https://d.example/a)", "https://d.example/a"),
        ("https://d.example/a_(b), and", "https://d.example/a_(b)"),
        ("<https://d.example/a>", "https://d.example/a"),
        ('"http://d.example/?q=1;"', "http://d.example/?q=1"),
    ],
)
def test_an_address_is_linked_without_the_sentence_s_punctuation(text, url):
    assert re.findall(r'href="([^"]*)"', twin(text, "en")) == [url]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://d.example", "www.d.example", "data:text/html,x"])
def test_nothing_but_web_addresses_is_linked(text):
    assert "href" not in twin(text, "en")


def test_markup_is_shown_and_never_obeyed():
    html = twin('<script>alert("x")</script> <img src=https://t.example/p.gif onerror=y>', 'en"><b>')
    assert "<script" not in html
    assert "<img" not in html
    assert '<html lang="en&quot;&gt;&lt;b&gt;">' in html


def test_paragraphs_line_breaks_and_indentation_stay():
    html = twin("one\ntwo\n\n\nthree\n    four\n", "en")
    assert html.count("<p>") == 2
    assert "<p>one<br>\ntwo</p>" in html
    assert "three<br>\n&nbsp; &nbsp; four" in html
