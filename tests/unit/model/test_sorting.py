"""Queues and tags as people write them, and what they narrow."""

import pytest

from mailgate.model.errors import WrongUse
from mailgate.model.sorting import ANY, Only, queue_named, tags_named
from mailgate.testing import a_ticket


def test_tags_stand_between_spaces_or_commas_each_once_in_small_letters() -> None:
    assert tags_named(" vpn, Site/Brno vpn,,\nq3-2026 ") == ("vpn", "site/brno", "q3-2026")
    assert tags_named(" , ") == ()
    assert tags_named("x" * 40) == ("x" * 40,)


@pytest.mark.parametrize("text", ["síť", "-x", "x" * 41, "a'b", "a\x00", 'a"b'])
def test_what_is_no_tag_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(WrongUse, match="is not the name of a tag: up to 40 of a-z"):
        tags_named(text)


def test_a_queue_is_one_name_or_everybodys() -> None:
    assert (queue_named(" Network "), queue_named("-")) == ("network", "")
    for text in ("", "two words", "x" * 65, "síť", "--"):
        with pytest.raises(WrongUse, match="is not the name of a queue"):
            queue_named(text)


def test_only_says_what_is_shown_and_nothing_shows_everything() -> None:
    one, none = a_ticket(queue="network", tags=("vpn", "brno")), a_ticket()
    assert Only.read("", " ") == ANY
    for queue, tag, fits in [
        ("", "", (True, True)),
        ("network", "", (True, False)),
        ("-", "", (False, True)),
        ("", "brno", (True, False)),
        ("Network", "VPN", (True, False)),
        ("-", "vpn", (False, False)),
        ("", "br", (False, False)),
    ]:
        only = Only.read(queue, tag)
        assert (only.fits(one), only.fits(none)) == fits, (queue, tag)
    with pytest.raises(WrongUse, match="one tag at a time: a or b"):
        Only.read("", "a b")
