"""The door says the same to everybody: nobody learns whether an address is a customer's or a colleague's (T48)."""

import re
from collections.abc import Iterator

import pytest

from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

from .door import Door

#: A contact, an unknown address at a customer's domain, a stranger, one of the staff, a mailbox of ours, a bounce.
SENDERS = (
    "ann@customer.example",
    "new@customer.example",
    "sam@elsewhere.example",
    "ada@desk.example",
    "support@desk.example",
    "",
)
MAILBOXES = ("support@desk.example", "private@desk.example", "members@desk.example")


@pytest.fixture
def door() -> Iterator[Door]:
    with Door(seed(a_house())) as opened:
        yield opened


@pytest.mark.parametrize("way", ["SMTP", "LMTP"])
def test_a_known_and_an_unknown_sender_hear_the_same(door: Door, way: str) -> None:
    """Also at mailboxes that hold or refuse strangers: that is decided after the letter is kept (law 1)."""
    heard = set()
    for sender in SENDERS:
        with door.talk(way) as client:
            said = [client.say("LHLO client.example" if way == "LMTP" else "EHLO client.example")]
            for mailbox in MAILBOXES:
                for line in (f"MAIL FROM:<{sender}>", f"RCPT TO:<{mailbox}>", "DATA"):
                    said.append(client.say(line))
                said.append(client.say(f"From: <{sender}>", "Subject: printer", "", "It does not print.", "."))
            said += [client.say(f"VRFY {sender or 'postmaster'}"), client.say("QUIT")]
        heard.add(re.sub(r"letter \d+", "letter N", "\n".join(said)))
    assert len(heard) == 1, heard
    assert len(door.kept()) == len(SENDERS) * len(MAILBOXES)
    assert heard.pop().count("\n250 ") == 3 * len(MAILBOXES)


@pytest.mark.parametrize(
    "unknown",
    [("nobody@desk.example", "ada@desk.example", "sam@desk.example"), ("ann@customer.example", "x@y.example")],
)
def test_an_unknown_recipient_is_answered_alike_whoever_it_names(door: Door, unknown: tuple[str, ...]) -> None:
    """A colleague's own address is no mailbox; a customer's is somebody else's."""
    heard = set()
    for sender in SENDERS:
        for recipient in unknown:
            with door.talk() as client:
                client.say("EHLO client.example")
                client.say(f"MAIL FROM:<{sender}>")
                heard.add(client.say(f"RCPT TO:<{recipient}>"))
    assert len(heard) == 1, heard
    assert heard.pop().startswith("550 ")
