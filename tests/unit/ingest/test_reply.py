"""Which of a letter's shapes is cut: its plain text, or the structure of its HTML."""

from mailgate.ingest.html.text import read_html
from mailgate.ingest.reply.quotes import Cut
from mailgate.ingest.reply.reply import reply

_GMAIL = (
    '<div dir="ltr">It prints.</div><br><div class="gmail_quote"><div>Am frühen Morgen, Desk:<br></div>'
    '<blockquote class="gmail_quote">Does it?</blockquote></div>'
)


def of_html_alone(html: str) -> Cut:
    page = read_html(html)
    return reply("", html, page.text, new_text=page.new_text)


def test_plain_text_is_cut_by_its_own_marks() -> None:
    plain = "It prints.\n\nOn 2 Nov 2026 at 09:40, Desk wrote:\n> Does it?"
    assert reply(plain, _GMAIL, plain).new == "It prints."


def test_html_tells_what_plain_text_does_not() -> None:
    plain = "It prints.\n\nsomething unheard of, Desk\n\nDoes it?"
    found = reply(plain, _GMAIL, plain)
    assert found.new == "It prints."
    assert "Does it?" in found.quoted


def test_the_lines_of_the_plain_text_stay_exact() -> None:
    plain = "Log:\n  a   1\n  b   2\n\nsomething unheard of, Desk\n\nDoes it?"
    html = '<p>Log: a 1 b 2</p><div class="gmail_quote"><blockquote>Does it?</blockquote></div>'
    assert reply(plain, html, plain) == Cut("Log:\n  a   1\n  b   2", "something unheard of, Desk\n\nDoes it?")


def test_answers_between_quotes_of_html_are_kept() -> None:
    html = '<blockquote type="cite">One?</blockquote><p>Yes.</p><blockquote type="cite">Two?</blockquote><p>No.</p>'
    found = of_html_alone(html)
    assert found.new.split() == ["Yes.", "No."]
    assert "One?" in found.quoted
    assert "Two?" in found.quoted


def test_html_alone_is_cut_by_its_structure() -> None:
    found = of_html_alone(_GMAIL)
    assert found.new == "It prints."
    assert "Does it?" in found.quoted
    assert "It prints." not in found.quoted


def test_html_without_marks_is_cut_by_its_words() -> None:
    html = "<p>It prints.</p><p>On 2 Nov 2026 at 09:40, Desk &lt;d@x.example&gt; wrote:</p><p>Does it?</p>"
    found = of_html_alone(html)
    assert found.new == "It prints."
    assert found.quoted.endswith("Does it?")


def test_html_that_is_only_a_quote_stays_whole() -> None:
    html = "<blockquote type=cite>Does it print?</blockquote>"
    text = read_html(html).text
    assert reply("", html, text) == Cut(text)


def test_a_new_letter_is_left_as_it_is() -> None:
    assert reply("Hello,\n\n  it is down.", "<p>Hello,</p><p>it is down.</p>", "Hello,\n\n  it is down.") == Cut(
        "Hello,\n\n  it is down."
    )


def test_html_that_says_something_else_than_the_plain_yes_is_own() -> None:
    found = reply("Yes", "<p>It is broken again, call me.</p>", "Yes")
    assert found.new == "Yes"
    assert found.own == "It is broken again, call me."


def test_html_that_says_the_same_has_no_own_words() -> None:
    plain = "Yes, thanks\n\nEva Nova\nFarm\n+420 777 111 222"
    html = f"<div>{plain.replace(chr(10), '<br>')}</div>"
    assert reply(plain, html, plain, name="Eva Nova").own == ""


def test_words_in_a_marked_signature_are_own() -> None:
    found = of_html_alone('<div>Thanks</div><div id="Signature"><p>Eva</p><p>Also call me about the invoice</p></div>')
    assert found.new == "Thanks"
    assert found.own == "Also call me about the invoice"
