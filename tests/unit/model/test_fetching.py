"""Where reading a mailbox begins, goes on, and begins anew."""

from dataclasses import replace

import pytest

from mailgate.model.fetching import Selected, began_anew, connected, restarted

SELECTED = Selected(validity=7, next_uid=51, modseq=9)
CURSOR = replace(connected("support", "INBOX", SELECTED, 1000.0), next_uid=60)


def test_a_connection_begins_with_the_next_letter() -> None:
    cursor = connected("support", "INBOX", SELECTED, 1000.0)
    assert (cursor.looks_from, cursor.certain_from, cursor.next_uid) == (51, 51, 51)
    assert (cursor.validity, cursor.generation, cursor.since, cursor.modseq) == (7, 0, 1000.0, 9)


@pytest.mark.parametrize(
    ("validity", "next_uid", "anew"),
    [(7, 60, False), (7, 70, False), (7, 59, True), (8, 60, True), (0, 60, True)],
)
def test_another_validity_none_at_all_or_a_uidnext_that_went_back_is_a_new_beginning(
    validity: int, next_uid: int, anew: bool
) -> None:
    assert began_anew(CURSOR, Selected(validity, next_uid)) is anew


def test_a_new_beginning_looks_at_everything_and_remembers_when_it_was_connected() -> None:
    after = restarted(CURSOR, Selected(8, 20, 3))
    assert (after.looks_from, after.next_uid, after.certain_from) == (1, 1, 20)
    assert (after.validity, after.generation, after.since, after.modseq) == (8, 1, 1000.0, 3)
    assert not began_anew(after, Selected(8, 20))
