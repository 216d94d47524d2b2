"""Machines' letters, one mark each (RFC 3834; threats T28)."""

import pytest

from mailgate.ingest.parse import read

#: header lines -> (a machine wrote it, it is an answer, no automatic answer may be sent)
MARKS = {
    "": (False, False, False),
    "Auto-Submitted: no": (False, False, False),
    "Auto-Submitted: auto-generated": (True, False, True),
    "Auto-Submitted: auto-replied (vacation)": (True, True, True),
    "X-Auto-Response-Suppress: All": (False, False, True),
    "X-Auto-Response-Suppress: OOF\r\nSubject: Automatic reply: hello": (True, True, True),
    "Subject: Automatic reply: hello": (False, False, False),
    "Precedence: bulk": (True, False, True),
    "Precedence: junk": (True, False, True),
    "Precedence: list": (False, False, True),
    "Precedence: auto_reply": (True, True, True),
    "List-Unsubscribe: <mailto:x@lists.example>": (False, False, True),
    "X-Autoreply: yes": (True, True, True),
    "X-Loop: a@b.example": (True, False, True),
    "Return-Path: <>": (True, False, True),
    "Return-Path: <a@b.example>": (False, False, False),
}


@pytest.mark.parametrize("marks", MARKS)
def test_each_mark_answers_both_questions(marks: str) -> None:
    found = read(f"From: a@b.example\r\n{marks}\r\n\r\nhello".replace("\r\n\r\n\r\n", "\r\n\r\n").encode())
    assert (bool(found.automatic), found.auto_reply, bool(found.no_auto_response)) == MARKS[marks]


@pytest.mark.parametrize("local", ["noreply", "no-reply", "do-not-reply", "MAILER-DAEMON", "postmaster", "no-reply+7"])
def test_robots_are_known_by_their_names(local: str) -> None:
    assert read(f"From: {local}@b.example\r\n\r\nhello".encode()).automatic


def test_the_null_envelope_sender_is_a_machine() -> None:
    assert read(b"From: a@b.example\r\n\r\nhello", mail_from="").automatic == "null envelope sender"
    assert read(b"From: a@b.example\r\n\r\nhello", mail_from="a@b.example").automatic == ""


def test_our_own_mail_is_never_a_persons() -> None:
    raw = b"From: support@desk.example\r\nMessage-ID: <mg.1@desk.example>\r\n\r\nhello"
    assert read(raw, own=lambda address: address == "support@desk.example").automatic == "our own address wrote it"
    assert read(raw, our_ids=lambda text: text == "mg.1@desk.example").automatic == "our own Message-ID"
    assert read(raw).automatic == ""
