"""Complaints about a letter of ours: feedback reports (ARF, RFC 5965) and what big providers send instead.

    read_complaint(root) -> "abuse"          # "" for any other letter

Only the kind is told. Whom it concerns stands in the returned letter, which is often redacted; it proves nothing.
"""

import re

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, walk

_KIND = re.compile(r"^feedback-type[ \t]*+:[ \t]*+([a-z][a-z-]{0,30})", re.IGNORECASE | re.MULTILINE)
#: Junk mail reports that are a bare letter in a letter; sender and subject together are their only mark.
_JUNK_MAIL_REPORT = (
    re.compile(r"\bstaff@(?:hotmail|outlook|live|msn)\.com\b", re.IGNORECASE),
    re.compile(r"complaint about message from ", re.IGNORECASE),
)
_NOTICE = re.compile(rb"\s{0,20}+\{\s{0,9}+\"(?:notification|event)Type\"\s{0,9}:\s{0,9}\"Complaint\"")
_NOTICE_KIND = re.compile(rb"\"complaintFeedbackType\"\s{0,9}:\s{0,9}\"([a-zA-Z-]{1,30})\"")
_LOOKED_AT = 20_000  #: letters or octets of a part
_PARTS = 20


def read_complaint(root: Part) -> str:
    """The Feedback-Type: abuse, fraud, virus, not-spam, opt-out, auth-failure, other …; "" for no complaint."""
    if not root.kind.startswith("multipart/"):
        return _notified(root)
    if root.kind == "multipart/report" or any(child.kind == "message/feedback-report" for child in root.children):
        return _feedback_type(root)
    sender, subject = _JUNK_MAIL_REPORT
    if subject.match(root.fields["subject"]) and sender.search(root.fields["from"][:300]):
        return "abuse" if any(child.is_message for child in root.children) else ""
    return ""


def _notified(root: Part) -> str:
    """What a sending service tells in JSON (Amazon SES through SNS)."""
    if not _NOTICE.match(root.raw, root.body):
        return ""
    found = _NOTICE_KIND.search(root.raw, root.body, root.body + _LOOKED_AT)
    return found[1].decode().lower() if found else "abuse"


def _feedback_type(root: Part) -> str:
    declared = root.parameters.get("report-type", "").lower() == "feedback-report"
    for index, part in walk(root):
        if index > _PARTS:
            break
        tells = part.kind == "message/feedback-report" or (declared and part.kind == "text/plain")
        if tells and (found := _KIND.search(parts.text(part)[0][:_LOOKED_AT])):
            return found[1].lower()
    return "other" if declared else ""
