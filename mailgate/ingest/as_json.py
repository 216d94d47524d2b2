"""A Letter as the JSON object that `mailgate parse` prints (design.md §11). The keys are a contract."""

from typing import Any

from mailgate.ingest.report.failure import hard
from mailgate.model.letter import Bounce, Forwarded, Letter


def as_json(letter: Letter) -> dict[str, Any]:
    """Plain values only. `from_email` is what is written, for people to see; `author` is null when nobody may be
    matched by it (threats T12-T14). `error` is null unless unreadable."""
    bounce = letter.bounce or Bounce()
    author = str(letter.from_address) if letter.from_address else None
    return {
        "from_email": author or letter.from_written or _of_whom(letter),
        "author": author,
        "from_name": letter.from_name,
        "subject": letter.subject,
        "to": list(letter.to),
        "cc": list(letter.cc),
        "text": letter.text,
        "html": letter.html,
        "reply_text": letter.reply_text,
        "is_auto_reply": letter.auto_reply,
        "no_auto_response": bool(letter.no_auto_response),
        "is_spam_marked": bool(letter.spam),
        "is_bounce": letter.bounce is not None,
        "bounce_recipients": list(bounce.recipients),
        "bounce_permanent": bounce.permanent,
        "bounce_status": list(bounce.statuses),
        "bounce_hard": hard(bounce.statuses, bounce.permanent) if letter.bounce else None,
        "is_feedback_report": bool(letter.feedback),
        "attachments": [
            {"filename": file.filename, "content_type": file.content_type, "size": file.size}
            for file in letter.attachments
        ],
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "message_id": letter.message_id,
        "effective_sender": letter.effective_sender or None,
        "forwarded": _forwarded(letter.forwarded),
        "quoted": letter.quoted,
        "oddities": list(letter.oddities),
        "error": letter.unreadable or None,
    }


def _of_whom(letter: Letter) -> str | None:
    """Of a letter whose From names no address at all: where it asks to be answered."""
    return None if "@" in letter.from_text else letter.effective_sender or None


def _forwarded(found: Forwarded | None) -> dict[str, str] | None:
    if found is None:
        return None
    return {"email": found.address, "name": found.name, "subject": found.subject, "date": found.date}
