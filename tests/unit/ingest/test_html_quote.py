"""What mail programs mark as quoted or as signature in HTML, one sample a program, and what must stay."""

import pytest

from mailgate.ingest.html.quote import is_introduction
from mailgate.ingest.html.text import read_html, to_text

ANSWER = "<div>It works again, thank you.</div>"
WORDS = "It works again, thank you."
INTRO = "On Mon, 6 Apr 2026 at 9:12, Ola Fern &lt;ola@fern.example&gt; wrote:"
FOREIGN = "Kirjoitti 6.4.2026 klo 9.12 Ola Fern (ola@fern.example):"  # of no language that any table of ours knows
OLD = "<p>Did the restart help?</p><p>Ola</p>"
LABELS = (
    "<b>Lähettäjä:</b> Ola Fern &lt;ola@fern.example&gt;<br><b>Lähetetty:</b> 6. huhtikuuta 2026 9.12<br>"
    "<b>Vastaanottaja:</b> Ann Oak<br><b>Aihe:</b> Restart"
)

PROGRAMS = {
    "Gmail": f'<div dir="ltr">{ANSWER}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
    f'class="gmail_attr">{INTRO}<br></div><blockquote class="gmail_quote" style="x">{OLD}</blockquote></div>',
    "Gmail, older": f'{ANSWER}<div class="gmail_extra"><br><div class="gmail_quote">{FOREIGN}<br><blockquote '
    f'class="gmail_quote">{OLD}</blockquote></div></div>',
    "Apple Mail": f'{ANSWER}<div><br><blockquote type="cite"><div>{FOREIGN}</div><br '
    f'class="Apple-interchange-newline"><div>{OLD}</div></blockquote></div>',
    "Apple Mail on a phone": f'{ANSWER}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent by phone</div>'
    f'<div dir="ltr"><br><blockquote type="cite">{FOREIGN}<br><br></blockquote></div><blockquote type="cite">{OLD}'
    "</blockquote>",
    "Thunderbird": f'{ANSWER}<div class="moz-cite-prefix">{FOREIGN}<br></div><blockquote type="cite" '
    f'cite="mid:x@fern.example">{OLD}</blockquote>',
    "Outlook": f"<div class=WordSection1>{ANSWER}<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:"
    f"3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{LABELS}</p></div></div>{OLD}</div>",
    "Outlook in another colour": f"{ANSWER}<div style='border:none;border-top:solid windowtext 1.0pt;padding:3.0pt 0in "
    f"0in 0in'><p class=MsoNormal>{LABELS}</p></div>{OLD}",
    "Outlook, rewritten": f'{ANSWER}<div style="border-right:none; border-top:1pt solid rgb(225, 225, 225); padding:'
    f'3pt 0cm 0cm">{LABELS}</div>{OLD}',
    "Outlook on a phone, rewritten": f'{ANSWER}<div style="padding: 3pt 0in 0in; border-width: 1pt medium medium;'
    f' border-style: solid none none;">{LABELS}</div>{OLD}',
    "Outlook without a line": f"{ANSWER}<p class=MsoNormal>{LABELS}<o:p></o:p></p><p class=MsoNormal>Old words</p>",
    "Outlook on the web": f'{ANSWER}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" '
    f'tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">{LABELS}</div>{OLD}',
    "Outlook on the web, quoted": f'{ANSWER}<hr tabindex="-1" style="display:inline-block; width:98%">{LABELS}{OLD}',
    "Outlook, new": f'{ANSWER}<div id="mail-editor-reference-message-container"><div>{LABELS}</div>{OLD}</div>',
    "Outlook on a phone": f'{ANSWER}<div id="ms-outlook-mobile-signature">Get it for phones</div><div '
    f'class="ms-outlook-mobile-reference-message">{LABELS}{OLD}</div>',
    "Outlook for Mac": f'{ANSWER}<span id="OLK_SRC_BODY_SECTION"><div>{LABELS}</div>{OLD}</span>',
    "Hotmail": f'{ANSWER}<div><hr id="stopSpelling">{LABELS}{OLD}</div>',
    "Windows Mail": f'{ANSWER}<div data-signatureblock="true">Ann</div><div style="padding-top: 5px; border-top-color: '
    f'rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;">{LABELS}</div>{OLD}',
    "Yahoo": f'{ANSWER}<div id="ydp1yahoo_quoted_2" class="yahoo_quoted"><div>{FOREIGN}</div><div>{OLD}</div></div>',
    "Yahoo, quoted": f'{ANSWER}<div class="ydpab12signature">Ann</div><div class="ydpab12yahoo_quoted">{OLD}</div>',
    "Proton": f'{ANSWER}<div class="protonmail_signature_block">Ann</div><div class="protonmail_quote">{INTRO}<br>'
    f'<blockquote class="protonmail_quote" type="cite">{OLD}</blockquote><br></div>',
    "Tuta": f'{ANSWER}<br>6. Apr. 2026, 09:12 by ola@fern.example:<br><blockquote '
    f'class="tutanota_quote">{OLD}</blockquote>',
    "Zimbra": f'{ANSWER}<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{LABELS}</div><div '
    f'data-marker="__QUOTED_TEXT__">{OLD}</div>',
    "Zoho": f'{ANSWER}<div class="zmail_extra_hr" style="border-top: 1px solid"></div><div class="zmail_extra" '
    f'data-zbluepencil-ignore="true"><div>---- {FOREIGN} ---</div><blockquote>{OLD}</blockquote></div>',
    "Yandex": f"{ANSWER}<div> </div><div>06.04.2026, 09:12, \"Ola\" &lt;ola@fern.example&gt;:</div>"
    f"<blockquote>{OLD}</blockquote>",
    "Mail.ru": f'{ANSWER}<blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px">Понедельник, '
    f"6 апреля 2026, 9:12 +03:00 от Ola &lt;ola@fern.example&gt;:<br><div>{OLD}</div></blockquote>",
    "Mail.ru, folded": f'{ANSWER}<div class="mail-quote-collapse"><blockquote>{OLD}</blockquote></div>',
    "Seznam": f"{ANSWER}<br><aside>---------- Původní e-mail ----------<br>Od: Ola<br>Datum: 6. 4. 2026</aside><br>"
    f'<blockquote data-email="ola@fern.example">{OLD}</blockquote>',
    "GMX": f'{ANSWER}<div name="quote" style="border-left:2px solid"><div>{LABELS}</div><div name="quoted-content">'
    f"{OLD}</div></div>",
    "Spark": f'<div name="messageBodySection">{ANSWER}</div><div name="messageSignatureSection">Ann</div><div '
    f'name="messageReplySection">{INTRO}<br><blockquote type="cite" class="spark_quote">{OLD}</blockquote></div>',
    "Airmail": f'{ANSWER}<div class="bloop_sign">Ann</div><p class="airmail_on">{INTRO}</p><blockquote type="cite" '
    f'class="clean_bq">{OLD}</blockquote>',
    "Mailspring": f'{ANSWER}<div class="gmail_quote_attribution">{INTRO}</div><blockquote class="gmail_quote">{OLD}'
    "</blockquote>",
    "Roundcube": f'{ANSWER}<p id="reply-intro">{FOREIGN}</p><blockquote type="cite">{OLD}</blockquote>'
    '<div id="_rc_sig">Ann</div>',
    "NetEase": f'{ANSWER}<p>At 2026-04-06 09:12:00, "Ola" &lt;ola@fern.example&gt; wrote:</p><blockquote '
    f'id="isReplyContent">{OLD}</blockquote>',
    "Alimail": f'{ANSWER}<blockquote><div class="alimail-quote">{OLD}</div></blockquote>',
    "Front": f'{ANSWER}<blockquote type="cite" class="front-blockquote">{INTRO}{OLD}</blockquote>',
    "Missive": f'{ANSWER}<div class="missive_quote">{INTRO}{OLD}</div>',
    "Freshdesk": f'{ANSWER}<div class="freshdesk_quote"><blockquote class="freshdesk_quote">{OLD}</blockquote></div>',
    "Samsung": f"{ANSWER}<div id=\"composer_signature\">Ann</div><!-- originalMessage --><div>{LABELS}</div>{OLD}",
    "Edison": f'{ANSWER}<div id="edo-original"><div><blockquote type="cite">{OLD}</blockquote></div></div>',
    "Gmail quoting Outlook": f'{ANSWER}<div id="m_12divRplyFwdMsg">{LABELS}</div>{OLD}',
    "any program, after its introduction": f"{ANSWER}<p>{FOREIGN}</p><blockquote>{OLD}</blockquote>",
    "any program, in two lines": f"{ANSWER}<p>Mon 6 Apr 2026, Ola Fern<br>&lt;ola@fern.example&gt; schrob:</p>"
    f"<blockquote>{OLD}</blockquote>",
    "any program, within": f"{ANSWER}<blockquote>{FOREIGN}<br>{OLD}</blockquote>",
    "Outlook Express": f"{ANSWER}<BLOCKQUOTE style='BORDER-LEFT: #000000 2px solid'><DIV>----- Original Message -----"
    f"</DIV><DIV>{LABELS}</DIV>{OLD}</BLOCKQUOTE>",
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_marks_as_quoted_is_not_new(program: str) -> None:
    found = read_html(PROGRAMS[program])
    assert found.new_text == WORDS
    assert len(found.text) > len(WORDS)


@pytest.mark.parametrize(
    "signature",
    [
        '<div class="gmail_signature" data-smartmail="gmail_signature">Ann Oak</div>',
        '<pre class="moz-signature" cols="72">-- \nAnn Oak</pre>',
        '<div id="Signature"><div>Ann Oak</div></div>',
        '<div id="x_Signature">Ann Oak</div>',
        '<div id="AppleMailSignature" dir="ltr">Ann Oak</div>',
        '<span class="-x-evo-signature">Ann Oak</span>',
        '<div class="k9mail-signature">Ann Oak</div>',
    ],
)
def test_a_marked_signature_is_not_new(signature: str) -> None:
    assert to_text(ANSWER + signature, quotes=False) == WORDS
    assert "Ann Oak" in to_text(ANSWER + signature)
    assert to_text(f"<p>Above</p>{signature}<p>Below</p>", quotes=False) == "Above\n\nBelow"


def test_answers_between_quoted_passages_stay() -> None:
    html = (
        f'<div class="gmail_quote"><div class="gmail_attr">{INTRO}</div><blockquote class="gmail_quote">One?'
        '</blockquote><div>Yes.</div><blockquote class="gmail_quote">Two?</blockquote><div>No.</div></div>'
        "<div>Ann</div>"
    )
    assert to_text(html, quotes=False) == "Yes.\n\nNo.\nAnn"
    html = f"<p>{INTRO}</p><blockquote>One?</blockquote><p>Yes.</p><blockquote>Two?</blockquote><p>No.</p>"
    assert to_text(html, quotes=False) == "Yes.\n\nNo."
    html = '<blockquote type="cite">One?</blockquote>Yes.<blockquote type="cite">Two?</blockquote>'
    assert to_text(html, quotes=False) == "Yes."


FORWARDED = (
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Přeposlaná zpráva ---------<br>Od: Ola</div>'
    "<br>The old words.<blockquote>Older words.</blockquote>The end of the old words.</div>"
)


def test_a_forwarded_letter_goes_only_when_there_are_words_above() -> None:
    assert to_text(f"<p>Please look.</p>{FORWARDED}", quotes=False) == "Please look."
    assert to_text(FORWARDED, quotes=False) == to_text(FORWARDED)
    assert "The end of the old words." in to_text(FORWARDED, quotes=False)
    signed = f'<div class="gmail_signature">Ann Oak</div>{FORWARDED}'
    assert to_text(signed, quotes=False) == to_text(signed)


@pytest.mark.parametrize(
    "html",
    [
        "<p>The page says:</p><blockquote>Error 500</blockquote><p>What now?</p>",
        "<p>My answer to question 2:</p><blockquote>indented</blockquote>",
        "<blockquote>Only indented words.</blockquote>",
        "<aside>By the way</aside><p>Words</p>",
        '<div style="border-top:1px solid #ccc;padding-top:8px">Words</div>',
        '<a href="https://fern.example/gmail_quote?id=divRplyFwdMsg">quote</a> and words',
        '<p class="quote-of-the-day">Words</p>',
        "<p><b>Name:</b> Ann<br><b>Mail:</b> ann@oak.example<br><b>Since:</b> 6.4.2026</p>",
        "<p class=MsoNormal><b>Where:</b> office<br><b>What:</b> printer<br><b>How:</b> noisy</p>",
        '<div style="font-family:&quot;Segoe UI&quot;">Words</div><hr width="98%">More',
        '<div class="gmail_default">Words</div><div class="design">More</div>',
    ],
)
def test_words_that_only_look_quoted_stay(html: str) -> None:
    found = read_html(html)
    assert found.new_text == found.text


def test_when_all_is_quoted_nothing_is_cut() -> None:
    html = f'<div class="gmail_quote">{INTRO}<blockquote class="gmail_quote">{OLD}</blockquote></div>'
    assert to_text(html, quotes=False) == to_text(html)
    html = '<div class="gmail_signature">Ann</div><blockquote type="cite">Old</blockquote>'
    assert to_text(html, quotes=False) == "Ann"


def test_a_quote_that_is_never_closed_reaches_to_the_end() -> None:
    assert to_text(f'{ANSWER}<blockquote type="cite"><p>Old', quotes=False) == WORDS
    assert to_text(f"{ANSWER}<p>{INTRO}</p><blockquote><div>Old", quotes=False) == WORDS


@pytest.mark.parametrize(
    ("line", "introduces"),
    [
        ("On 6 Apr 2026, at 09:12, Ola <ola@fern.example> wrote:", True),
        ("2026年4月6日 9:12，Ola 写道：", True),
        ("---- On Mon, 06 Apr 2026 Ola wrote ----", True),
        ("ola@fern.example skrev :", True),
        ("Here is what I did:", False),
        ("In 3 words:", False),
        ("We met on 6 April 2026 at 9:12.", False),
        ("", False),
        ("a@b " * 200 + ":", False),
    ],
)
def test_an_introduction_says_when_or_who_and_ends_in_a_colon(line: str, introduces: bool) -> None:
    assert is_introduction(line) is introduces


@pytest.mark.parametrize(
    "labels",
    [
        "<b>Name:</b> Petr<br><b>Mail:</b> petr@x.example<br><b>From:</b> 1.12.2026 10:00",
        "<b>Item:</b> laptop<br><b>Until:</b> 2026-12-01<br><b>From:</b> 10:00",
    ],
)
def test_a_form_of_bold_labels_is_no_older_letter(labels: str) -> None:
    html = f"<p class=MsoNormal>Please create:</p><p class=MsoNormal>{labels}</p><p class=MsoNormal>and call me</p>"
    assert "and call me" in to_text(html, quotes=False)
    assert "and call me" in to_text(html.replace("create:", "create it"), quotes=False)
