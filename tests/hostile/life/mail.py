"""What people write to us in a life: who they are, what they say, and the bytes of it."""

from mailgate.testing import a_letter

MX = "mx.desk.example"
#: Registered, then a colleague and strangers whom nobody registered, then addresses of our own.
AUTHORS = (
    "ann@customer.example",
    "june@kestrel.example",
    "bill@customer.example",
    "eva@customer.example",
    "dan@both.example",
    "zoe@customer.example",
    "stranger@elsewhere.example",
    "ada@desk.example",
    "support@desk.example",
)
#: What our MX found out about the sender; no line of it is "unproven".
RESULTS = {"proven": "dmarc=pass header.from={domain}", "forged": "dmarc=fail header.from={domain}", "unproven": ""}
MAILBOXES = ("support@desk.example", "private@desk.example", "members@desk.example")
SUBJECTS = (
    "The printer is dead",
    "Please help",
    "We move to another floor",
    "An offer, please",
    "The invoice is wrong",
    "An outage of everything",
)
#: What an answer says, and what that is; a "yes, but" is at most a "partly".
WORDS = (
    ("Yes, it works.", "yes"),
    ("No, it is still broken.", "no"),
    ("Thank you!", "thanks"),
    ("Ano, funguje to.", "yes"),
    ("Yes, but the scanner is still dead.", "but"),
    ("When will somebody come?", "other"),
    ("I forward this to you, see below.", "other"),
    ("", "other"),
)
AUTOMATIC = ("", "auto-replied", "auto-generated")


def written(sender: str, proof: str, to: str, **letter: str) -> bytes:
    """A letter with what our MX found out about its sender on top."""
    found = RESULTS[proof].format(domain=sender.rpartition("@")[2])
    return a_letter(sender=sender, to=to, authentication_results=f"{MX}; {found}" if found else "", **letter)


def report(to: str, message_id: str, status: str) -> bytes:
    """What a server sends back about a letter of ours (RFC 3464)."""
    lines = [
        "From: MAILER-DAEMON@mx.customer.example",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.customer.example",
        "",
        f"Final-Recipient: rfc822; {to}",
        f"Action: {'failed' if status.startswith('5') else 'delayed'}",
        f"Status: {status}",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{message_id}>",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()
