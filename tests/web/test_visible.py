"""What staff see of a stranger's names and subjects is all there is (threats T23)."""

import pytest

from mailgate.desk.held import release
from mailgate.testing import a_letter
from mailgate.web.visible import visible

from .conftest import EWA, World


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann", "Ann"),
        (None, ""),
        ("invoice\u202efdp.exe", "invoice[U+202E]fdp.exe"),
        ("c\u200beo", "c[U+200B]eo"),
        ("a\u200db", "a[U+200D]b"),
        ("\u2066x\u2069", "[U+2066]x[U+2069]"),
        ("a\u2028b\tc", "a[U+2028]b c"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("שלום", "שלום"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_its_number(text: str | None, shown: str) -> None:
    assert visible(text) == shown


def test_no_page_of_the_staff_shows_hidden_letters_of_names_and_subjects(world: World) -> None:
    number = world.mail(
        raw=a_letter(sender='"June\u202e" <june@kestrel.example>', subject="Site\u200bdown", text="Hi\n")
    )
    staff = world.colleague()
    for path in ("/q", f"/t/{number}", "/letters"):
        page = staff.get(path).text
        assert "\u202e" not in page
        assert "\u200b" not in page
        assert "Site[U+200B]down" in page


def test_of_an_unknown_author_the_whole_from_is_shown(world: World) -> None:
    raw = b"From: June Park <x@evil.example>, <y@evil.example>\r\nTo: help@alder.example\r\nSubject: s\r\n\r\nHi\r\n"
    world.mail(raw=raw)
    number = release(world.house, 1, EWA).number
    page = world.colleague().get(f"/t/{number}").text
    assert "Nobody certain; written: <bdi>June Park &lt;x@evil.example&gt;, &lt;y@evil.example&gt;</bdi>" in page
