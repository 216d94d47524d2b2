"""Text from HTML: what a reader sees, and nothing else. What programs mark as quoted stands in test_html_quote."""

import pytest

from mailgate.ingest.html.text import read_html, to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello <b>wor</b>ld", "Hello world"),
        ("<P>One</P><P>Two</P>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>Three", "One\nTwo\nThree"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br/><BR />Three", "One\nTwo\n\nThree"),
        ("<div>One<br></div><div>Two</div>", "One\nTwo"),
        ("a\n   b\t c", "a b c"),
        ("<h1>Title</h1>Text", "Title\n\nText"),
        ('<p class="MsoNormal">One</p><p class=MsoNormal>Two</p>', "One\nTwo"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Two</p>", "One\n\nTwo"),
        ('<p style="margin: 0">One</p><p style="margin:0;">Two</p>', "One\nTwo"),
        ('<p style="margin:0 0 16px">One</p><p>Two</p>', "One\n\nTwo"),
        ("<pre>one\n  two\n\n three</pre>four", "one\n  two\n\n three\n\nfour"),
        ('<div style="white-space: pre-wrap">one\n  two</div>', "one\n  two"),
        ("one<hr>two", "one\ntwo"),
        ("", ""),
        ("no tags at all", "no tags at all"),
    ],
)
def test_lines_break_where_a_reader_sees_them_break(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("Buy<ul><li>milk<li>bread</ul>now", "Buy\n\n- milk\n- bread\n\nnow"),
        ("<ol><li>One<li>Two</ol>", "1. One\n2. Two"),
        ('<ol start="7"><li>Seven</ol>', "7. Seven"),
        ("<ul><li>One<ol><li>Inner</ol><li>Two</ul>", "- One\n  1. Inner\n- Two"),
        ("<ul><li></li><li>Only</li></ul>", "- Only"),
        (
            "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span>"
            "</span><![endif]>Bread</p>",
            "- Bread",
        ),
    ],
)
def test_lists_keep_their_dots_and_numbers(html: str, text: str) -> None:
    assert to_text(html) == text


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def table(rows: str) -> str:
    return f"<table>{rows}</table>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (table(row("Order", "17") + row("Price", "20 EUR")), "Order  17\nPrice  20 EUR"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>after", "A  B\n1  2\nafter"),
        (table(row("<p>A</p>", "<p class=MsoNormal>B</p>", "&nbsp;", "C")), "A  B  C"),
        (table(row("<p>First</p><p>Second</p>", "Beside")), "First\n\nSecond\n\nBeside"),
        (table(row("Tel<br>Fax", "1<br>2")), "Tel\nFax\n1\n2"),
        (table(row("", "&nbsp;", "Words")), "Words"),
        (table(row("word " * 30, "text " * 30)), ("word " * 30).strip() + "\n" + ("text " * 30).strip()),
        (table(row(table(row("A", "B") + row("C", "D")), "Beside")), "A  B\nC  D\nBeside"),
        (table(row(table(row("A", "B")), "C")), "A  B  C"),
        ("<td>lost</td><td>cells</td>", "lost cells"),
    ],
)
def test_cells_stand_in_a_line_and_columns_of_a_layout_do_not(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="https://fern.example/start">our site</a>', "our site (https://fern.example/start)"),
        ('<a href="https://www.fern.example/">fern.example</a>', "fern.example"),
        (
            '<a href="https://fern.example/a?b=1&amp;c=2">https://fern.example/a?b=1&c=2</a>',
            "https://fern.example/a?b=1&c=2",
        ),
        ('<a href="https://fern.example/a?utm=1">www.fern.example</a>', "www.fern.example"),
        ('<a href="https://evil.example/">https://bank.example/</a>', "https://bank.example/ (https://evil.example/)"),
        (f'<a href="https://count.example/{"x" * 200}">Read on</a>', "Read on (https://count.example/…)"),
        ('<a href="mailto:ann@fern.example?subject=x">Ann</a>', "Ann <ann@fern.example>"),
        ('<a href="mailto:ann@fern.example">Ann@fern.example</a>', "Ann@fern.example"),
        ("<a href=https://fern.example/>ours</a> and on", "ours (https://fern.example/) and on"),
        ('<a href="#top">up</a> <a name="x">here</a> <a href="javascript:alert(1)">run</a>', "up here run"),
        ('<a href="https://fern.example/x"><img src=b.png alt="Order now"></a>', "Order now (https://fern.example/x)"),
        ('<a href="https://fern.example/x"><img src=b.png></a>', ""),
        ('<a href="https://fern.example/x"><div>words</div></a>', "words (https://fern.example/x)"),
    ],
)
def test_a_link_shows_its_target_when_its_words_do_not_tell_it(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('Good <img alt="😀" src="x"> day', "Good 😀 day"),
        ('Words <img alt="A picture of a fern">', "Words"),
        ('<img alt="Summer sale"><img alt="logo.png"><img alt="">', "[Summer sale]"),
        ('<img src="data:image/png;base64,iVBORw0KGgo=">Words', "Words"),
        ("<img src=\"data:image/svg+xml;utf8,<svg><text a='b'>no</text></svg>\" alt='a > b'>Words", "Words"),
    ],
)
def test_an_image_speaks_only_where_it_stands_for_words(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &eacute; &euro;", "<b> & é €"),
        ("it&#146;s &#147;so&#148;", "it’s “so”"),
        ("&nbsp tea&amp coffee &unknown; & &#; &#xD800; &#1234567890123;", "tea& coffee &unknown; & &#; � �"),
        ("5 < 6, <3, a <= b, <- here", "5 < 6, <3, a <= b, <- here"),
        ("Ann <ann@fern.example> wrote", "Ann <ann@fern.example> wrote"),
        ("see <https://fern.example/x>", "see <https://fern.example/x>"),
        ("a<!-- no > no <b>no</b> -->b<!-->c<!--->d", "abcd"),
        ("<!--[if mso]><p>Outlook</p><![endif]-->a<!--[if !mso]><!-->b<!--<![endif]--><![if !vml]>c<![endif]>", "abc"),
        ("<?xml version='1.0'?><!DOCTYPE html>a<o:p></o:p><v:shape/>b", "ab"),
        ("<style>p > a {}</style><script>if (a<b) {x = '<p>'}</script><title>T</title>ac", "ac"),
        ("<head><meta charset=x>a<body>b", "a\nb"),
        ("a<svg><text>no</text></svg><select><option>no</select>b", "ab"),
        ('<p title="a > b" class=\'c"\'>words', "words"),
        ("<p class=\"open>words</p> and 'on", "words\n\nand 'on"),
        ("a\0b\ud800c", "ab?c"),
        ("خانه\u200cها 👨\u200d👩 so\u00adft\u200b ly\u200c \u034f", "خانه\u200cها 👨\u200d👩 soft ly"),
        ("<b><i>a</b>b</i></div></td></nothing>c", "ab\nc"),
        ("a<noscript>b</noscript>", "ab"),
        ("<p style='display:none'><b>no</p>yes", "yes"),
        ("<span style='display:none'/>yes<o:p style='display:none' />too", "yestoo"),
        ("<script>never closed <p>words", ""),
        ("<p>words<!-- never closed <p>more", "words"),
    ],
)
def test_broken_html_is_read_as_a_browser_forgives_it(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        '<div style="display:none">secret</div>',
        "<div style='DISPLAY : none !important'>secret</div>",
        "<span style=display:none;>secret</span>",
        '<div style="max-height:0px;overflow:hidden">secret</div>',
        '<div style="height: 0; overflow-y: hidden">secret</div>',
        '<div style="opacity:0">secret</div>',
        '<span style="font-size:0px">secret</span>',
        '<span style="font-size:1px;line-height:1px">secret</span>',
        '<span style="visibility: hidden">secret</span>',
        '<p style="color:#FFF;background-color:#ffffff">secret</p>',
        '<td bgcolor="white" style="color: #ffffff">secret</td>',
        '<span style="color:transparent">secret</span>',
        '<span style="color:rgba(0, 0, 0, 0)">secret</span>',
        '<div style="text-indent:-9999px">secret</div>',
        '<div style="position:absolute; left:-5000px">secret</div>',
        "<div hidden>secret</div>",
        '<div style="display:none"><div style="display:block">secret</div>more</div>',
        '<p style="display:none">secret<p>',
        "<table><tr><td style='display:none'>secret<td></table>",
        '<div style="display:none;mso-hide:all"><div>a</div>secret</div>',
    ],
)
def test_hidden_words_are_left_out_and_said_to_be(html: str) -> None:
    found = read_html(f"{html}seen")
    assert found.text == "seen"
    assert found.hidden


@pytest.mark.parametrize(
    "html",
    [
        '<td style="font-size:0"><div style="font-size:14px">seen</div></td>',
        '<div style="visibility:hidden"><b style="visibility:visible">seen</b></div>',
        '<a style="mso-hide:all;color:#fff;background:#06c">seen</a>',
        '<td style="color:#fff;background:#fff url(hero.png);background-image:url(hero.png)">seen</td>',
        '<div style="text-decoration:none;opacity:0.9;font-size:10px;max-height:0">seen</div>',
        '<body style="display:none">seen</body>',
        '<div class="hidden" data-x="hidden" aria-hidden="true" style="overflow:hidden;border:none">seen</div>',
        '<div style="display:none">&nbsp;&#8203;\u034f &zwnj;</div>seen',
        '<div style="display:none"/>seen',
        "<style>.x{display:none}</style>seen",
        '<div style="text-indent:-18pt;margin-left:-9px">seen</div>',
    ],
)
def test_what_can_be_seen_is_not_taken_for_hidden(html: str) -> None:
    found = read_html(html)
    assert found.text == "seen"
    assert not found.hidden


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<textarea>no <b>it fails</textarea>c", "a\nno <b>it fails\nc"),
        ("a<TEXTAREA rows=2>open <i>b", "a\nopen <i>b"),
        ("a<textarea style='display:none'>x</textarea>c", "ac"),
    ],
)
def test_what_stands_in_a_text_area_is_shown_as_in_a_browser(html: str, text: str) -> None:
    assert to_text(html) == text
