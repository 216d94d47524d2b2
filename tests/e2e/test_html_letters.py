"""A stranger's HTML in a real browser: it is seen, it runs nothing, and it asks nobody (threats T36, T39, T40)."""

import base64
import smtplib
import zlib

from playwright.sync_api import Page, expect

from tests.e2e.served import Desk
from tests.e2e.test_pages import open_ticket


def png(red: int, green: int, blue: int) -> bytes:
    """A picture of one colour, 40 by 40."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = (b"\0" + bytes((red, green, blue)) * 40) * 40
    head = (40).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


BEACON = "http://127.0.0.1:9/beacon"  # any request to it fails the fixture
HTML = f"""
<html><head><title>No title</title><link rel="stylesheet" href="{BEACON}">
<link rel="preload" as="image" href="{BEACON}">
<style>@import "{BEACON}"; body {{ background: url({BEACON}) }}</style></head>
<body onload="alert(1)" background="{BEACON}">
<div style="display:none">A line that only machines read</div>
<table bgcolor="#dbe7f3" width="100%"><tr><td style="padding:12px;background:url({BEACON})"><h2>The proxy is down</h2>
<p>Since <b>9:12</b> nobody in the <i>Oak</i> office reaches the intranet. The lamp on the box is like this:
<img src="cid:lamp@oak.example" alt="lamp"></p>
<ul><li>restarted twice</li><li>cable changed</li></ul>
<p>Details are on <a href="https://oak.example/outage" ping="{BEACON}">our page</a>.</p></td></tr></table>
<img src="{BEACON}" srcset="{BEACON} 2x"><img src="//127.0.0.1:9/beacon">
<video poster="{BEACON}" src="{BEACON}"></video><svg><image href="{BEACON}"/></svg>
<iframe src="{BEACON}"></iframe><object data="{BEACON}"></object>
<script>alert(2); fetch("{BEACON}")</script><img src=x onerror="alert(3)">
<form action="{BEACON}"><input type="image" src="{BEACON}"></form><meta http-equiv="refresh" content="0;url={BEACON}">
</body></html>
"""


def send(desk: Desk, subject: str) -> None:
    lamp = base64.encodebytes(png(200, 30, 30)).decode().replace("\n", "\r\n")
    raw = (
        f"From: Ann Oak <ann@oak.example>\r\nTo: help@fern.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        "Message-ID: <html-letter@oak.example>\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\n"
        "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + HTML.replace("\n", "\r\n")
        + "\r\n--b\r\nContent-Type: image/png; name=lamp.png\r\nContent-ID: <lamp@oak.example>\r\n"
        "Content-Disposition: inline; filename=lamp.png\r\nContent-Transfer-Encoding: base64\r\n"
        f"\r\n{lamp}\r\n--b--\r\n"
    )
    with smtplib.SMTP("127.0.0.1", desk.smtp_port, timeout=20) as client:
        client.sendmail("ann@oak.example", ["help@fern.example"], raw.encode())


def test_html_is_seen_in_its_frame_and_asks_nobody(staff: Page, desk: Desk) -> None:
    send(desk, "the proxy is down")
    open_ticket(staff, desk, "the proxy is down")
    words = staff.locator("article .text").first
    expect(words).to_contain_text("The proxy is down")
    expect(words).not_to_contain_text("only machines read")
    staff.get_by_text("As it was sent (HTML)").click()
    frame = staff.frame_locator("article iframe")
    expect(frame.get_by_role("heading", name="The proxy is down")).to_be_visible()
    expect(frame.get_by_text("images were blocked.")).to_be_visible()
    lamp = frame.get_by_alt_text("lamp")
    assert lamp.evaluate("image => image.complete && image.naturalWidth") == 40
    assert frame.locator("script, iframe, form, video, svg, link, meta[http-equiv]").count() == 0
    assert staff.locator("article iframe").evaluate("frame => frame.contentDocument") is None  # another origin
    staff.wait_for_timeout(300)  # for a request or a dialog that should not come; the fixture looks at both
