"""Delivery reports: who was not reached, for good or for now, and which letter it was (RFC 3464).

    read_report(message, text, sender) -> Bounce or None

Reads multipart/report; for mailer-daemons that write prose it looks for addresses and status codes in the text. It
proves nothing: whoever acts on it must first recognise the original Message-ID (threats T59).
"""

import re
from email.message import Message

from mailgate.ingest import parts
from mailgate.ingest.headers import Fields
from mailgate.model.address import Address
from mailgate.model.letter import Bounce

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"(?:^|[\s:<\[(])([45]\d\d)[ -]")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
_MESSAGE_ID = re.compile(r"^Message-ID:\s{0,20}<([^<>\s]{1,300})>", re.IGNORECASE | re.MULTILINE)
_DAEMON = re.compile(r"\b(?:mailer[-_.]?daemon|postmaster|mail[-_. ]?delivery)", re.IGNORECASE)
_FAILED = re.compile(
    r"undeliver|not delivered|could not be delivered|delivery (?:has )?fail|failure notice|returned mail|"
    r"delivery status notification|nedoručiteln|nie można dostarczyć|недоставл",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delay|temporar|still trying|will (?:keep|continue|be retried)|no action is required", re.IGNORECASE
)
_ORIGINAL_BELOW = re.compile(
    r"^(?:-+ ?(?:this is a copy|original message|below this line|the header|returned)|Received:)", re.I | re.M
)
_LOOKED_AT = 20_000  #: letters of prose


def read_report(message: "Message[str, str]", text: str, sender: str) -> Bounce | None:
    """What the report says; None when the letter is no report of a failure or delay. `sender`: From as written."""
    for _, part in parts.walk(message):
        if parts.content_type(part) in ("message/delivery-status", "message/global-delivery-status"):
            return _structured(message, _blocks(part))
    if not _DAEMON.search(sender[:500]) or not _FAILED.search(f"{Fields(message)['subject'][:500]}\n{text[:2000]}"):
        return None
    return _prose(message, text[:_LOOKED_AT], sender)


def _blocks(part: "Message[str, str]") -> list[Fields]:
    """The groups of fields of a delivery status; also when the part was transfer-encoded and so not yet read."""
    if part.is_multipart():
        return [Fields(child) for child in parts.children(part)]
    return [Fields(parts.parse(block)) for block in re.split(rb"\r?\n\r?\n", parts.octets(part))[:200]]


def _structured(message: "Message[str, str]", blocks: list[Fields]) -> Bounce | None:
    recipients: list[str] = []
    verdicts: list[bool] = []
    status = ""
    for block in blocks:
        action = block["action"].partition("(")[0].strip().lower()
        recipient = (block["final-recipient"] or block["original-recipient"]).rpartition(";")[2].strip(" <>")
        if not recipient or action in ("delivered", "relayed", "expanded"):
            continue
        recipients.append(str(Address.read(recipient) or recipient))
        found = _STATUS.search(block["status"])
        code = found[1] if found else ""
        status = status or code
        if action or code:
            verdicts.append(not code.startswith("4") if action == "failed" else code.startswith("5") and not action)
    if not recipients:
        return None
    return Bounce(tuple(dict.fromkeys(recipients)), any(verdicts) if verdicts else None, status, _original(message))


def _original(message: "Message[str, str]") -> str:
    """The Message-ID of the returned letter or of its returned headers."""
    for _, part in parts.walk(message):
        kind = parts.content_type(part)
        if kind in ("message/rfc822", "message/global"):
            for inner in parts.children(part):
                return Fields(inner)["message-id"].strip("<> ")
        if kind in ("text/rfc822-headers", "message/rfc822", "message/global-headers"):
            found = _MESSAGE_ID.search(parts.text(part)[0])
            if found:
                return found[1]
    return ""


def _prose(message: "Message[str, str]", text: str, sender: str) -> Bounce:
    cut = _ORIGINAL_BELOW.search(text)
    above = text[: cut.start()] if cut else text
    named = [str(address) for found in _ADDRESS.findall(above) if (address := Address.read(found.strip(".-")))]
    ours = {found.lower() for value in (sender, *Fields(message).all("to")) for found in _ADDRESS.findall(value)}
    status, code = _STATUS.search(above), _CODE.search(above)
    digit = status[1][0] if status else code[1][0] if code else ""
    original = _original(message) or next(iter(_MESSAGE_ID.findall(text)), "")
    recipients = tuple(dict.fromkeys(name for name in named if name not in ours))[:50]
    return Bounce(
        recipients,
        digit == "5" if digit else None if _DELAYED.search(above) else True,
        status[1] if status else "",
        original,
    )
