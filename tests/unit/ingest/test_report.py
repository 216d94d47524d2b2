"""Delivery reports and complaints: who was not reached, for good or for now, and which letters are no reports."""

from pathlib import Path

import pytest

from mailgate.ingest.mime.tree import read_tree
from mailgate.ingest.parse import read
from mailgate.ingest.report import known, report
from mailgate.ingest.report.complaint import read_complaint
from mailgate.ingest.report.failure import Failure, hard, permanent, status
from mailgate.model.letter import Bounce

LETTERS = Path(__file__).parents[2] / "letters"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"
REPORT = "Content-Type: multipart/report; report-type={}; boundary=b\n"


def bounce(sender: str, subject: str, body: str, more: str = "") -> Bounce | None:
    letter = f"From: {sender}\nTo: support@desk.example\nSubject: {subject}\n{more}\n{body}"
    return read(letter.encode()).bounce


def status_report(fields: str, more: str = "", kind: str = "message/delivery-status") -> Bounce | None:
    body = f"--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: {kind}\n{more}\n{fields}\n--b--\n"
    return bounce(DAEMON, "Undelivered Mail", body, REPORT.format("delivery-status"))


def test_fields_are_read_without_empty_lines_between_recipients() -> None:
    found = read((LETTERS / "bounce-without-empty-lines.eml").read_bytes()).bounce
    assert found == Bounce(
        ("eva@kavarna.example", "jan@kavarna.example"), True, ("5.2.2", "4.4.1"), "mg.12.asdf.tag@desk.example"
    )


@pytest.mark.parametrize(
    ("fields", "recipients", "statuses"),
    [
        ("Final-Recipient: rfc822; jan@a.example\nAction: failed\nStatus: 5.1.1", ["jan@a.example"], ["5.1.1"]),
        ("Final-Recipient: <jan@a.example>\nAction: failed\nStatus: 5.1.1", ["jan@a.example"], ["5.1.1"]),
        ("Original-Recipient: jan@a.example\nAction: failed\nStatus: 5.1.1", ["jan@a.example"], ["5.1.1"]),
        (
            "Original-Recipient: rfc822;jan@a.example\nFinal-Recipient: rfc822;j@b.example\nAction: failed\n"
            "Status: 5.1.1",
            ["jan@a.example"],
            ["5.1.1"],
        ),
        (
            "Final-Recipient: rfc822; jan\nX-Actual-Recipient: rfc822; jan@a.example\nAction: failed\nStatus: 5.1.1",
            ["jan@a.example"],
            ["5.1.1"],
        ),
        (
            "Final-Recipient: utf-8; ji\\x{159}ina@a.example\nAction: failed\nStatus: 5.6.7",
            ["jiřina@a.example"],
            ["5.6.7"],
        ),
        (
            "Final-Recipient: rfc822; jan@a.example\nAction: failed\nStatus: 5.1.1\n"
            "Original-Recipient: rfc822; j@b.example",
            ["jan@a.example"],
            ["5.1.1"],
        ),
        (
            "Final-Recipient: rfc822; jan@a.example\n\nAction: failed\nStatus: 5.1.1",
            ["jan@a.example"],
            ["5.1.1"],
        ),
        (
            "Final-Recipient: rfc822; jan@a.example\nAction: delivered\nStatus: 2.0.0\n\n"
            "Final-Recipient: rfc822; eva@a.example\nAction: failed\nStatus: 5.1.1",
            ["eva@a.example"],
            ["5.1.1"],
        ),
    ],
)
def test_odd_fields_still_name_who_was_not_reached(fields: str, recipients: list[str], statuses: list[str]) -> None:
    found = status_report(fields)
    assert found is not None
    assert (list(found.recipients), list(found.statuses)) == (recipients, statuses)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "delivered (to mailbox)"])
def test_a_notice_of_success_is_no_failure(action: str) -> None:
    assert status_report(f"Final-Recipient: rfc822; jan@a.example\nAction: {action}\nStatus: 2.1.5") is None


def test_fields_in_a_text_part_are_fields() -> None:
    found = status_report("Final-Recipient: rfc822; jan@a.example\nAction: failed\nStatus: 5.1.1", kind="text/plain")
    assert found is not None
    assert found.recipients == ("jan@a.example",)


def test_fields_may_be_in_base64() -> None:
    encoded = "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGphbkBhLmV4YW1wbGUKQWN0aW9uOiBmYWlsZWQKU3RhdHVzOiA1LjEuMQo="
    found = status_report(encoded, "Content-Transfer-Encoding: base64\n")
    assert found is not None
    assert found.statuses == ("5.1.1",)


def test_a_report_that_a_gateway_put_into_a_letter_is_found() -> None:
    inner = (
        f"From: {DAEMON}\nContent-Type: multipart/report; report-type=delivery-status; boundary=c\n\n--c\n"
        "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; jan@a.example\nAction: failed\n"
        "Status: 5.1.1\n--c--\n"
    )
    body = (
        f"--b\nContent-Type: message/rfc822\n\n{inner}\n--b\nContent-Type: text/plain\n\nThis is confidential.\n--b--\n"
    )
    found = bounce("postmaster@gw.example", "Failure", body, "Content-Type: multipart/mixed; boundary=b\n")
    assert found is not None
    assert found.recipients == ("jan@a.example",)
    assert bounce("jan@a.example", "What is this?", body, "Content-Type: multipart/mixed; boundary=b\n") is None


@pytest.mark.parametrize(
    ("sender", "subject", "body", "recipients", "for_good", "statuses"),
    [
        (
            DAEMON,
            "failure notice",
            "I could not help it.\n\n<jan@a.example>:\n1.2.3.4 does not like recipient.\n"
            "Remote host said: 550 sorry, no mailbox here by that name (#5.1.1)\n\n--- Below this line is a copy.\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            DAEMON,
            "Undelivered Mail Returned to Sender",
            "For help, please contact <postmaster@mx.example>\n\n<jan@a.example> (expanded from <j@b.example>): host\n"
            "    mx.a.example said: 552 5.2.2 full\n\n<eva@a.example>: host mx.a.example said: 550 5.1.1 who?\n",
            ["eva@a.example", "jan@a.example"],
            True,
            ["5.1.1", "5.2.2"],
        ),
        (
            DAEMON,
            "Warning: message delayed 24 hours",
            "Your letter has not yet been delivered to:\n\n  jan@a.example\n\nNo action is required on your part.\n",
            ["jan@a.example"],
            False,
            [],
        ),
        (
            "System Administrator <postmaster@a.example>",
            "Undeliverable: Hello",
            "Your message\n\n  To:      list@a.example\n  Subject: Hello\n\n"
            "did not reach the following recipient(s):\n\n"
            "jan@a.example on Fri, 20 Jul 2001 11:08:59 -0700\n    The recipient name is not recognized\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            "postmaster@a.example",
            "Message Delivery Failure",
            "The following could not be reached:\n\n\tRecipient: [SMTP:jan@a.example]\n"
            "\tReason: 550 Relaying denied\n\n"
            "Message headers follow:\n\nTo: <jan@a.example>, <eva@a.example>\n",
            ["jan@a.example"],
            True,
            ["5.7.1"],
        ),
        (
            "MDaemon@a.example",
            "Permanent Delivery Failure",
            "Failed address: jan@a.example\n\n--> RCPT To:<jan@a.example>\n<-- 452 4.2.2 mailbox full\n",
            ["jan@a.example"],
            False,
            ["4.2.2"],
        ),
        (
            "postmaster@a.example",
            "There was an error sending your mail",
            "SMTP Server <mx.a.example> rejected recipient <jan@a.example>\n  It responded: [550 5.1.1 User unknown]\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            "MAILER-DAEMON <>",
            "Mail delivery failed",
            "There was an error delivering your mail to <jan@a.example>.\n\nCould not deliver for 5 days. Giving up.\n",
            ["jan@a.example"],
            True,
            ["5.4.7"],
        ),
        (
            "mailer-daemon@web.example",
            "Unzustellbar: Ihre Anfrage",
            "Ihre Nachricht konnte nicht zugestellt werden:\n\njan@a.example:\nDas Postfach ist voll\n",
            ["jan@a.example"],
            True,
            ["5.2.2"],
        ),
        (
            "postmaster@posta.example",
            "Nedoručitelné: dotaz",
            "Vaši zprávu nelze doručit na tyto adresy:\n\n<jan@a.example>\n550 uživatel neexistuje\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            "postmaster@post.example",
            "メッセージを配信できません",
            "以下のアドレスへの送信に失敗しました。\njan@a.example\n\n550 No such user\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            "Mailer-Daemon@gw.example",
            "Message status - undeliverable",
            "The message that you sent was undeliverable to the following:\n\tjan (user not found)\n\n"
            "Original message follows:\n\nTo: jan@a.example\nMessage-ID: <m.2@desk.example>\n",
            ["jan@a.example"],
            True,
            ["5.1.1"],
        ),
        (
            DAEMON,
            "Mail delivery failed",
            "These could not be reached:\n\n  jan@a.example, eva@a.example\n\n550 no\n",
            ["eva@a.example", "jan@a.example"],
            True,
            [],
        ),
        (
            DAEMON,
            "Mail delivery failed",
            "Your letter could not be delivered to jan@a.example and eva@a.example, please write to help@a.example.\n",
            ["eva@a.example", "jan@a.example"],
            True,
            [],
        ),
        (DAEMON, "Undelivered Mail Returned to Sender", "It did not work out.\n", [], True, []),
    ],
)
def test_prose_tells_who_was_not_reached(
    sender: str, subject: str, body: str, recipients: list[str], for_good: bool, statuses: list[str]
) -> None:
    found = bounce(sender, subject, body)
    assert found is not None
    assert (sorted(found.recipients), found.permanent, sorted(found.statuses)) == (recipients, for_good, statuses)


def test_the_header_of_exim_names_the_recipients() -> None:
    found = bounce("robot@a.example", "Fehler", "Leider.\n", "X-Failed-Recipients: jan@a.example,\n eva@a.example\n")
    assert found is not None
    assert found.recipients == ("jan@a.example", "eva@a.example")


def test_a_sending_service_tells_in_json() -> None:
    body = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":'
        '"jan@a.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 no"}]}}\n'
    )
    found = bounce("Notices <no-reply@sns.example>", "Notification Message", body)
    assert found == Bounce(("jan@a.example",), True, ("5.1.1",))
    delivery = body.replace('"Bounce"', '"Delivery"')
    assert bounce("Notices <no-reply@sns.example>", "Notification Message", delivery) is None


@pytest.mark.parametrize(
    ("more", "body"),
    [
        (
            "",
            "<jan@a.example>: 550 no\n\n--- Below this line is a copy.\n\nMessage-ID: <m.1@desk.example>\n",
        ),
        ("", "<jan@a.example>: 550 no\n\nOriginal-Message-ID: <m.1@desk.example>\n"),
        ("In-Reply-To: <m.1@desk.example>\n", "<jan@a.example>: 550 no\n"),
    ],
)
def test_the_letter_that_did_not_arrive_is_found(more: str, body: str) -> None:
    found = bounce(DAEMON, "failure notice", body, more)
    assert found is not None
    assert found.original_message_id == "m.1@desk.example"


QUOTED = "\n\n<bob@b.example>: host mx.b.example said: 550 5.1.1 User unknown\n"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Mail problem", f"Hi, I got this: Delivery has failed to these recipients:{QUOTED}"),
        ("Mail delivery failed", f"The mail that I sent you came back, why?{QUOTED}"),
        ("Fwd: Undelivered Mail Returned to Sender", f"Your message could not be delivered to one or more{QUOTED}"),
        ("Unzustellbar", f"Guten Tag, wir bekommen immer: Ihre Nachricht konnte nicht zugestellt werden{QUOTED}"),
        ("Nedoručitelné", f"Dobrý den, vrátilo se mi toto: Vaši zprávu nelze doručit{QUOTED}"),
        ("Письмо не доставлено", f"Здравствуйте, пришло вот что: Ваше сообщение не может быть доставлено{QUOTED}"),
    ],
)
def test_a_person_who_quotes_a_report_writes_a_persons_letter(subject: str, body: str) -> None:
    assert bounce("Jan <jan@a.example>", subject, body) is None
    assert bounce("Jan <support@a.example>", subject, body) is None


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        ("System Administrator Bob <bob@a.example>", "server", f"The mail server rejects our mail.{QUOTED}Bob"),
        ("System Administrator <it@a.example>", "Delivery failed", f"Hello,\nwhat is this?{QUOTED}"),
        (
            "System Administrator <it@a.example>",
            "Delivery failed",
            "This is the third parcel that was not delivered to our office. Contact eva@a.example",
        ),
        ("Postmaster <postmaster@a.example>", "queue", f"Hi, disk full, mail to bob@b.example was rejected.{QUOTED}"),
        ("Postmaster <postmaster@a.example>", "Undeliverable", f"Dobrý den, poraďte prosím s tímto:{QUOTED}"),
        ("Postmaster <postmaster@a.example>", "Undeliverable", f"Can you tell us why?{QUOTED}"),
        ("Daemon Smith <daemon@a.example>", "mail", f"We see this all day.{QUOTED}"),
        ("Mail Delivery Team <mail.delivery@a.example>", "invoice failed", f"Your invoice was rejected.{QUOTED}"),
    ],
)
def test_who_keeps_the_mail_system_is_a_person_until_a_report_shows(sender: str, subject: str, body: str) -> None:
    found = read(f"From: {sender}\nTo: support@desk.example\nSubject: {subject}\n\n{body}".encode())
    assert found.bounce is None
    assert found.automatic == ""


@pytest.mark.parametrize(
    ("subject", "more", "body"),
    [
        ("Undeliverable: hello", "", f"It did not work.{QUOTED}"),
        ("hello", "Return-Path: <>\n", f"Hi, it could not be delivered.{QUOTED}"),
        ("hello", "Auto-Submitted: auto-replied\n", f"Hi, it could not be delivered.{QUOTED}"),
        ("Re: hello", "", "Error: no such user\n\n  RCPT TO: bob@b.example\n"),
        ("hello", "X-Failed-Recipients: bob@b.example\n", "Hi there"),
    ],
)
def test_a_keepers_address_with_a_sign_of_a_report_is_a_report(subject: str, more: str, body: str) -> None:
    found = bounce("System Administrator <postmaster@a.example>", subject, body, more)
    assert found is not None
    assert found.recipients == ("bob@b.example",)


def test_a_report_carries_no_control_characters() -> None:
    found = status_report(
        "Final-Recipient: rfc822; ja\x1b[31mn\x07@a.example\nAction: failed\nStatus: 5.1.1\n"
        "Original-Message-ID: <m\x1b.1\x08@desk.example>"
    )
    assert found is not None
    assert found.recipients == ("ja[31mn@a.example",)
    assert found.original_message_id == "m.1@desk.example"


@pytest.mark.parametrize(
    ("sender", "subject", "body", "more"),
    [
        (
            "Parcels <noreply@parcel.example>",
            "Delivery failed: your parcel",
            "Your parcel could not be delivered. Write to help@parcel.example.",
            "",
        ),
        (
            "Jan <jan@a.example>",
            "Re: Hello",
            "I have left. Your message was not delivered to anybody. Please write to eva@a.example instead.",
            "Return-Path: <>\nAuto-Submitted: auto-replied\n",
        ),
        (
            "Jan <jan@a.example>",
            "Automatic reply: Undeliverable",
            "Your message could not be delivered to jan@a.example",
            "Auto-Submitted: auto-replied\n",
        ),
        ("postmaster@a.example", "New mail rules", "From Monday on, forwards to bob@b.example are off.", ""),
        (
            "Jan <jan@a.example>",
            "Not read: Hello",
            "--b\n\nYour message was deleted without being read.\n--b\n"
            "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; jan@a.example\n--b--\n",
            REPORT.format("disposition-notification"),
        ),
    ],
)
def test_other_machines_send_no_delivery_reports(sender: str, subject: str, body: str, more: str) -> None:
    assert bounce(sender, subject, body, more) is None


@pytest.mark.parametrize(
    ("failure", "code", "for_good"),
    [
        (Failure("x", "failed", "5.0.0", "550 5.7.1 blocked"), "5.7.1", True),
        (Failure("x", "failed", "5.1.1", "550 5.7.1 listed"), "5.7.1", True),
        (Failure("x", "failed", "4.4.7", "450 4.7.1 try later"), "4.7.1", False),
        (Failure("x", "failed", "4.4.7", "554 4.4.7 expired <421 4.4.2 timed out>"), "4.4.2", False),
        (Failure("x", "failed", "5.0.0", "554 5.3.0 died\n503 5.5.1 need RCPT"), "5.3.0", True),
        (Failure("x", "failed", "", "550 who is that"), "", True),
        (Failure("x", "", "", "450 mailbox full"), "4.2.2", False),
        (Failure("x", "", "", "552 mailbox full"), "5.2.2", True),
        (Failure("x", "failed", "", "mailbox full"), "5.2.2", True),
        (Failure("x", "", "", "temporary problem: quota"), "4.2.2", False),
        (Failure("x", "delayed", "5.0.0", "550 no such user"), "5.1.1", False),
        (Failure("x", "failed", "5.0.0 (permanent failure)", ""), "5.0.0", True),
        (Failure("x", "failed", "", "from 10.5.1.1 with version 5.6.1.2"), "", True),
        (Failure("x", "", "", "after 450 seconds"), "", True),
    ],
)
def test_the_verdict_follows_the_surest_witness(failure: Failure, code: str, for_good: bool) -> None:
    assert permanent(failure) is for_good
    expected = code if failure.action != "delayed" else code.replace("5", "4", 1)
    assert status(failure) == expected


@pytest.mark.parametrize(
    ("words", "detail"),
    [
        ("550 User unknown", "1.1"),
        ("550 no such user here", "1.1"),
        ("550 Utilisateur inconnu", "1.1"),
        ("Host or domain name not found", "1.2"),
        ("550 mail.a.example does not exist", "1.2"),
        ("550 Domain of sender address does not exist", "1.8"),
        ("the domain returned Null MX", "1.10"),
        ("550 This account has been disabled", "2.1"),
        ("552 Over quota", "2.2"),
        ("552 Message size exceeds fixed maximum", "3.4"),
        ("554 Too many hops", "4.6"),
        ("Envelope expired", "4.7"),
        ("connect: Connection refused", "4.1"),
        ("554 Relay access denied", "7.1"),
        ("554 Your message looks like spam", "7.1"),
        ("550 fails DMARC", "7.26"),
        ("550 client has no reverse DNS", "7.25"),
    ],
)
def test_without_a_code_the_words_give_one(words: str, detail: str) -> None:
    assert status(Failure("x", "failed", "", words)) == f"5.{detail}"


def test_only_addresses_that_never_existed_are_hard() -> None:
    assert hard(("5.1.1",), True)
    assert hard(("5.2.2", "5.1.2"), True)
    assert not hard(("5.2.2", "5.7.1"), True)
    assert not hard(("5.1.1",), False)
    assert not hard((), None)


def test_complaints_tell_their_kind() -> None:
    raw = (LETTERS / "complaint-arf.eml").read_bytes()
    assert read_complaint(read_tree(raw)) == "abuse"
    assert read(raw).bounce is None
    assert read_complaint(read_tree(raw.replace(b"Feedback-Type: Abuse", b"X: y"))) == "other"
    assert read_complaint(read_tree((LETTERS / "bounce-rfc3464.eml").read_bytes())) == ""


def test_a_junk_mail_report_without_fields_is_a_complaint() -> None:
    head = b"Subject: complaint about message from 192.0.2.7\nContent-Type: multipart/mixed; boundary=b\n\n"
    body = b"--b\nContent-Type: message/rfc822\n\nFrom: support@desk.example\n\nHello\n--b--\n"
    assert read_complaint(read_tree(b"From: <staff@hotmail.com>\n" + head + body)) == "abuse"
    assert read_complaint(read_tree(b"From: <jan@a.example>\n" + head + body)) == ""
    assert read_complaint(read_tree(b"From: <staff@hotmail.com>\n" + head + b"--b\n\nHello\n--b--\n")) == ""


def test_a_sending_service_tells_of_complaints_in_json() -> None:
    head = b'From: no-reply@sns.example\n\n{"notificationType":"Complaint","complaint":{'
    assert read_complaint(read_tree(head + b'"complaintFeedbackType":"not-spam"}}')) == "not-spam"
    assert read_complaint(read_tree(head + b'"complainedRecipients":[]}}')) == "abuse"
    assert read_complaint(read_tree(head.replace(b"Complaint", b"Bounce") + b"}}")) == ""


def test_a_fault_of_the_library_is_no_fault_of_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ValueError("a detector's fault")

    monkeypatch.setattr(known, "_library", lambda: broken)
    assert known.known_recipients(read_tree(b"From: MAILER-DAEMON\n\n<jan@a.example>:\n")) == ((), ())
    found = bounce(DAEMON, "failure notice", "<jan@a.example>:\n550 no\n")
    assert found is not None
    assert found.recipients == ("jan@a.example",)


def test_the_library_knows_shapes_in_spite_of_odd_headers() -> None:
    body = b"This is a notice.\n\nFailed addresses follow:\n jan@a.example ... unknown host\nMessage text follows:\n"
    for sender in (b"From: <>\n", b"", b"From: \xe9 <MAILER-DAEMON@a.example>\n"):
        root = read_tree(sender + b"X-Mailer: \xff\n\n" + body)
        assert known.known_recipients(root) == ((), ("jan@a.example",))


def test_an_everyday_letter_is_not_looked_at_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_failures", lambda *_: pytest.fail("looked at"))
    assert bounce("Jan <jan@a.example>", "Re: Your message", "Hello,\n\nit works again.\n\nJan\n") is None
