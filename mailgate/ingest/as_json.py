"""A Letter as the JSON object that `mailgate parse` prints (design.md §11). The keys are a contract."""

from typing import Any

from mailgate.model.letter import Bounce, Letter


def as_json(letter: Letter) -> dict[str, Any]:
    """Plain values only. `from_email` is null when the author is unknown; `error` is null unless unreadable."""
    bounce = letter.bounce or Bounce()
    sender = str(letter.from_address) if letter.from_address else None
    return {
        "from_email": sender,
        "from_name": letter.from_name,
        "subject": letter.subject,
        "to": list(letter.to),
        "cc": list(letter.cc),
        "text": letter.text,
        "html": letter.html,
        "reply_text": letter.reply_text,
        "is_auto_reply": letter.auto_reply,
        "no_auto_response": bool(letter.no_auto_response),
        "is_bounce": letter.bounce is not None,
        "bounce_recipients": list(bounce.recipients),
        "bounce_permanent": bounce.permanent,
        "bounce_status": [bounce.status] if bounce.status else [],
        "attachments": [
            {"filename": file.filename, "content_type": file.content_type, "size": file.size}
            for file in letter.attachments
        ],
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "message_id": letter.message_id,
        "effective_sender": letter.reply_to.partition(",")[0] or sender,
        "error": letter.unreadable or None,
    }
