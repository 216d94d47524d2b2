"""One raw letter in, one Letter out; the only reader of mail in the house (design.md §2 law 4).

    letter = read(raw, mail_from="", own=mailboxes.__contains__, our_ids=is_ours)

Total: it never raises, costs bounded time, and says in `oddities` what was strange and in `unreadable` why a letter was
not read at all. It decides nothing about people or tickets.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from mailgate.ingest import parts
from mailgate.ingest.attachments import attachments
from mailgate.ingest.author import addresses, author
from mailgate.ingest.automatic import judge
from mailgate.ingest.body import read_body
from mailgate.ingest.headers import Fields, clean
from mailgate.ingest.limits import DEFAULT, Limits, too_much
from mailgate.ingest.report import read_report
from mailgate.model.letter import Letter

_ID = re.compile(r"<([^<>]{1,900})>")
_REFERENCES = 100  #: the last ones are kept; the nearest ancestors stand at the end
_ONCE = ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "content-type")
#: Defects of the parser that staff should hear of (threats B14, B15).
_DEFECTS = {
    "NoBoundaryInMultipartDefect": "a multipart without its boundary",
    "StartBoundaryNotFoundDefect": "a multipart whose boundary never comes",
    "CloseBoundaryNotFoundDefect": "a multipart that is never closed",
    "InvalidBase64LengthDefect": "damaged base64",
    "InvalidBase64CharactersDefect": "damaged base64",
    "InvalidBase64PaddingDefect": "damaged base64",
    "MissingHeaderBodySeparatorDefect": "a broken line among the headers",
    "FirstHeaderLineIsContinuationDefect": "a broken line among the headers",
}


def never(_: str) -> bool:
    """The answer of a house that has no addresses and no letters of its own."""
    return False


def read(
    raw: bytes,
    *,
    mail_from: str | None = None,
    own: Callable[[str], bool] = never,
    our_ids: Callable[[str], bool] = never,
    limits: Limits = DEFAULT,
) -> Letter:
    """The letter that `raw` is. Never raises.

    `mail_from`: envelope sender, "" is the null sender, None is not known. `own(address)`: one of our mailboxes.
    `our_ids(message_id)`: a Message-ID that we minted.
    """
    try:
        unreadable = too_much(raw, limits)
        return Letter(unreadable=unreadable) if unreadable else _read(raw, mail_from, own, our_ids)
    except Exception as cause:  # RecursionError too; law 4: hostile bytes end in quarantine, never in a crash
        return Letter(unreadable=f"unreadable: {type(cause).__name__}")


def _read(raw: bytes, mail_from: str | None, own: Callable[[str], bool], our_ids: Callable[[str], bool]) -> Letter:
    message = parts.parse(raw)
    fields = Fields(message)
    wrote, body = author(fields), read_body(message)
    message_id = next(iter(_ids(fields["message-id"])), "")
    judgement = judge(
        fields, author=wrote.address, message_id=message_id, mail_from=mail_from, own=own, our_ids=our_ids
    )
    bounce = read_report(message, body.text, wrote.text)
    files = attachments(message, body.parts)
    date, date_oddity = _date(fields["date"])
    return Letter(
        from_address=wrote.address,
        from_name=wrote.name,
        from_text=wrote.text,
        reply_to=", ".join(addresses(fields.undecoded("reply-to"))),
        subject=fields["subject"],
        to=addresses(fields.undecoded("to")),
        cc=addresses(fields.undecoded("cc")),
        delivered_to=addresses(fields.undecoded("delivered-to") + fields.undecoded("x-original-to")),
        date=date,
        message_id=message_id,
        in_reply_to=next(iter(_ids(fields["in-reply-to"])), ""),
        references=tuple(_ids(" ".join(fields.all("references"))))[-_REFERENCES:],
        text=body.text,
        html=body.html,
        reply_text=body.reply_text,
        attachments=files,
        automatic=judgement.automatic or ("a delivery report" if bounce else ""),
        auto_reply=judgement.auto_reply and bounce is None,
        no_auto_response=judgement.no_auto_response or ("a delivery report" if bounce else ""),
        bounce=bounce,
        auth_results=tuple(map(clean, fields.undecoded("authentication-results"))),
        oddities=_oddities(message, fields, (wrote.oddity, date_oddity, *body.oddities)),
        headers=tuple((name, value) for name, value in _decoded(fields)),
    )


def _decoded(fields: Fields) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(name for name, _ in fields.raw)
    values = {name: iter(fields.all(name)) for name in names}
    return ((name, next(values[name])) for name, _ in fields.raw)


def _ids(value: str) -> list[str]:
    """Message-IDs without brackets (RFC 5322 §3.6.4); a bare word with an @ counts as one."""
    found = [clean(text) for text in _ID.findall(value)]
    return found or [word.strip("<>") for word in value.split() if "@" in word and len(word) < 900]


def _date(value: str) -> tuple[datetime | None, str]:
    """The sender's date in UTC; None and an oddity when it is nonsense (threats B17)."""
    if not value:
        return None, "no date"
    try:
        date = parsedate_to_datetime(value[:200])
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC), ""
    except Exception:  # TypeError, ValueError, OverflowError, IndexError by version of Python
        return None, f"the date is no date: {value[:60]}"


def _oddities(message: "Message[str, str]", fields: Fields, others: tuple[str, ...]) -> tuple[str, ...]:
    found = [text for text in others if text]
    if not fields.raw:
        found.append("no headers at all")
    names = [name for name, _ in fields.raw]
    found += [f"{names.count(name)} {name} headers" for name in _ONCE if names.count(name) > 1]
    if any(not value.isascii() for _, value in fields.raw):
        found.append("raw 8-bit letters in the headers")
    for _, part in parts.walk(message):
        found += [text for defect in part.defects if (text := _DEFECTS.get(type(defect).__name__))]
    return tuple(dict.fromkeys(found))
