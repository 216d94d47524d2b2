"""Whole heads of letters that mean to be from somebody else, and what each is.

The kinds are those of threats T2, T7, T14, T23 and T51: several and odd From fields, fields that other programs take
for the author, control fields of ours, addresses that nobody writes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mailgate.model.letter import Fate
from mailgate.registry.standing import Ack
from tests.hostile.identity.house import (
    ALICE,
    COLLEAGUE,
    CONTACT,
    CONTACT_UNPROVEN,
    NOBODY,
    STRANGER,
    SUPPORT,
    UNREADABLE,
    Result,
)

A, X = b"From: Alice <alice@corp.example>\r\n", b"From: <x@evil.example>\r\n"
EVE = "x@evil.example"


def a_machine(result: Result) -> Result:
    """Recorded, never answered, opens nothing."""
    return replace(result, fate=Fate.AUTOMATIC, ack=Ack.NONE, told=())


@dataclass(frozen=True, slots=True)
class Head:
    """The fields above `house.REST`, and what comes of the letter."""

    fields: bytes
    identity: str | None
    result: Result
    vouched: str = "corp.example"  #: the domain that our MX says it comes from; "" when it says nothing
    envelope: Mapping[str, str] = field(default_factory=dict)


def _nobody(fields: bytes) -> Head:
    return Head(fields, None, NOBODY)


def _eve(fields: bytes) -> Head:
    """Eve's letter, truly from her server."""
    return Head(fields, EVE, STRANGER, "evil.example")


def _claimed(fields: bytes) -> Head:
    """From Alice as far as it goes, while our MX says that it comes from Eve's server."""
    return Head(fields, ALICE, CONTACT_UNPROVEN, "evil.example")


HEADS: dict[str, Head] = {
    # T14: several From fields, in every order.
    "two From, Alice first": _nobody(A + X),
    "two From, Alice last": _nobody(X + A),
    "two From, the same": _nobody(A + A),
    "three From": _nobody(X + A + X),
    "two From, far apart": _nobody(A + b"X-A: b\r\n" * 50 + X),
    "two From in other cases": _nobody(b"FROM: <alice@corp.example>\r\n" + b"fRoM: <x@evil.example>\r\n"),
    "an empty From first": _nobody(b"From:\r\n" + A),
    "an empty From last": _nobody(A + b"From: \r\n"),
    # From fields that are written so that only some see them.
    "From with a space before the colon": _nobody(b"From : <alice@corp.example>\r\n"),
    "From with a space, and a plain one": _nobody(b"From : <alice@corp.example>\r\n" + X),
    "a plain From, and one with a space": _nobody(X + b"From : <alice@corp.example>\r\n"),
    "From with a tab before the colon": _nobody(b"From\t: <alice@corp.example>\r\n" + X),
    "From with its colon on the next line": _nobody(b"From\r\n : <alice@corp.example>\r\n" + X),
    "From with nothing but its colon below": _nobody(b"From\r\n: <alice@corp.example>\r\n"),
    "a space before From on the first line": _nobody(b" From: <alice@corp.example>\r\n" + X),
    "NUL in the name": _nobody(b"From\0: <alice@corp.example>\r\n" + X),
    "a no-break space before the name": _nobody(b"\xc2\xa0From: <alice@corp.example>\r\n" + X),
    "a zero width space before the name": _nobody(b"\xe2\x80\x8bFrom: <alice@corp.example>\r\n" + X),
    "a full-width colon": _nobody("From： <alice@corp.example>\r\n".encode() + X),
    "a Cyrillic o in the name": _nobody("Fr\u043em: <alice@corp.example>\r\n".encode() + X),
    "a broken line between two From": _nobody(X + b"this is no field\r\n" + A),
    "no colon at all": _nobody(b"From <alice@corp.example>\r\nSender: x@evil.example\r\n"),
    # Line ends that are none for us, and are for others.
    "From behind a lone CR in From": _nobody(b"From: <x@evil.example>\rFrom: <alice@corp.example>\r\n"),
    "Alice, and Eve behind a lone CR": _nobody(b"From: <alice@corp.example>\rFrom: <x@evil.example>\r\n"),
    "Alice behind a lone CR in another field": _nobody(b"X-A: b\rFrom: <alice@corp.example>\r\n" + X),
    "Eve behind a lone CR in another field": _nobody(b"X-A: b\rfrom : <x@evil.example>\r\n" + A),
    "an early end of the head by lone CRs": _nobody(b"X-A: b\r\rFrom: <alice@corp.example>\r\n" + X),
    "the second From behind CR CR LF": _nobody(b"From: <x@evil.example>\r\r\nFrom: <alice@corp.example>\r\n"),
    "a second From that is folded into the first": _nobody(X.rstrip() + b"\r\n From: <alice@corp.example>\r\n"),
    # A folded line belongs to the field above it, and says nothing.
    "Alice in a fold of another field": _eve(b"X-A: b\r\n From: <alice@corp.example>\r\n" + X),
    "Eve in a fold of another field": _claimed(b"X-A: b\r\n\tFrom: <x@evil.example>\r\n" + A),
    # mbox separators are not From fields.
    "an mbox separator": Head(b"From alice@corp.example Mon Nov  2 08:00:00 2026\r\n" + X, EVE, NOBODY, ""),
    "a quoted mbox separator": Head(b">From alice@corp.example Mon Nov  2 08:00:00 2026\r\n" + X, EVE, NOBODY, ""),
    "an mbox separator further down": _nobody(b"X-A: b\r\nFrom alice@corp.example Mon Nov  2 08:00:00 2026\r\n" + X),
    "a From below the head only": Head(b"Subject: x\r\n\r\n" + A, None, NOBODY),
    "no From": _nobody(b"X-A: b\r\n"),
    # T7: nobody else is the author, neither beside a From nor without one.
    **{
        f"{name} beside From": _eve(f"{name}: Alice <{ALICE}>\r\n".encode() + X)
        for name in (
            "Sender",
            "Reply-To",
            "Resent-From",
            "Resent-Sender",
            "Return-Path",
            "Errors-To",
            "Disposition-Notification-To",
            "Envelope-From",
            "X-Envelope-From",
            "X-Original-From",
            "X-Original-Sender",
            "X-Google-Original-From",
            "X-From",
            "X-Sender",
            "X-Forwarded-For",
            "X-Apparently-From",
            "Apparently-From",
            "Author",
            "Original-From",
        )
    },
    **{
        f"{name} without From": _nobody(f"{name}: Alice <{ALICE}>\r\n".encode())
        for name in ("Sender", "Reply-To", "Resent-From", "Return-Path", "X-Original-From", "X-Sender", "Author")
    },
    "a list's From with Reply-To and X-Original-From": Head(
        b"Reply-To: <alice@corp.example>\r\nX-Original-From: <alice@corp.example>\r\nList-Id: <l.evil.example>\r\n" + X,
        EVE,
        replace(STRANGER, ack=Ack.NONE),
        "evil.example",
    ),
    "a Sender of Eve's": Head(b"Sender: <x@evil.example>\r\n" + A, ALICE, CONTACT),
    "answers to Eve": Head(b"Reply-To: <x@evil.example>\r\nErrors-To: <x@evil.example>\r\n" + A, ALICE, CONTACT),
    "copies to Eve": Head(b"Cc: <x@evil.example>\r\nBcc: <x@evil.example>\r\n" + A, ALICE, CONTACT),
    "sent on by Eve": Head(b"Resent-From: <x@evil.example>\r\nResent-To: <x@evil.example>\r\n" + A, ALICE, CONTACT),
    "a receipt for Eve": Head(b"Disposition-Notification-To: <x@evil.example>\r\n" + A, ALICE, CONTACT),
    # T51: control fields of ours from outside.
    **{
        f"our own {name}": _eve(f"{name}: {value}\r\n".encode() + X)
        for name, value in {
            "X-Mailgate-From": ALICE,
            "X-Mailgate-Author": ALICE,
            "X-Mailgate-Identity": ALICE,
            "X-Mailgate-Standing": "contact",
            "X-Mailgate-Proof": "proven",
            "X-Mailgate-Customer": "Corp Ltd.",
            "X-Mailgate-Ticket": "MG-1",
            "X-Mailgate-Fate": "reply",
            "X-Mailgate-State": "closed",
            "X-Mailgate-Signed-In": ALICE,
            "X-Mailgate-Cc": "y@evil.example",
            "X-Mailgate-Category": "fault",
        }.items()
    },
    "our own X-Mailgate-Proof on a spoof": _claimed(b"X-Mailgate-Proof: proven\r\nX-Mailgate-Trusted: yes\r\n" + A),
    # Without a word of our MX.
    "a plain spoof": Head(A, ALICE, CONTACT_UNPROVEN, ""),
    "a colleague, proven": Head(b"From: <new@corp.example>\r\n", "new@corp.example", COLLEAGUE),
    "a stranger of whom nothing is known": Head(X, EVE, NOBODY, ""),
    "one of our staff, from outside": Head(b"From: Ada First <ada@ours.example>\r\n", "ada@ours.example", NOBODY),
    # Nobody reads there (T1, T28).
    "the null sender": Head(A, ALICE, a_machine(CONTACT), envelope={"mail_from": ""}),
    "no-reply": Head(b"From: <no-reply@corp.example>\r\n", "no-reply@corp.example", a_machine(COLLEAGUE)),
    "a mail server": Head(
        b"From: <MAILER-DAEMON@corp.example>\r\n", "mailer-daemon@corp.example", a_machine(COLLEAGUE)
    ),
    "our own mailbox": Head(f"From: <{SUPPORT}>\r\n".encode(), SUPPORT, a_machine(NOBODY)),
    "our own mailbox, tagged": Head(
        b"From: <support+mg1@ours.example>\r\n", "support+mg1@ours.example", a_machine(NOBODY)
    ),
    "an answer by itself": Head(b"Auto-Submitted: auto-replied\r\n" + A, ALICE, a_machine(CONTACT)),
    # What cannot be read safely waits with its bytes.
    "a From of 70 KB": Head(b"From: " + b"a" * 70_000 + b" <alice@corp.example>\r\n", None, UNREADABLE),
    "1001 From fields": Head(A * 1001, None, UNREADABLE),
}
