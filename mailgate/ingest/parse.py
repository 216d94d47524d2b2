"""One raw letter in, one Letter out; the only reader of mail in the house (design.md §2 law 4).

    letter = read(raw, mail_from="")

Total: it raises nothing but MemoryError, costs bounded time, and says in `oddities` what was strange and in
`unreadable` why a letter was not read at all. It decides nothing about people or tickets.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailgate.ingest.author import addresses, author, effective_sender
from mailgate.ingest.automatic.judge import judge
from mailgate.ingest.automatic.spam import spam_mark
from mailgate.ingest.body.words import read_body
from mailgate.ingest.files.attachments import attachments
from mailgate.ingest.mime.headers import Fields, clean
from mailgate.ingest.mime.limits import DEFAULT, Limits, TooMuch
from mailgate.ingest.mime.tree import Part, read_tree, walk
from mailgate.ingest.reply.forward import forwarded
from mailgate.ingest.reply.reply import reply
from mailgate.ingest.report.complaint import read_complaint
from mailgate.ingest.report.report import read_report
from mailgate.model.letter import Forwarded, Letter

_ID = re.compile(r"<([^<>]{1,900})>")
_REFERENCES = 100  #: the last ones are kept; the nearest ancestors stand at the end
_ONCE = ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "content-type")


def read(raw: bytes, *, mail_from: str | None = None, limits: Limits = DEFAULT) -> Letter:
    """The letter that `raw` is. Never raises, but for MemoryError.

    `mail_from`: envelope sender, "" is the null sender, None is not known. What only the house knows of a letter is
    added afterwards by `ours.as_the_house_sees_it`.
    """
    try:
        return _read(raw, mail_from, limits)
    except TooMuch as limit:
        return Letter(unreadable=str(limit))
    except MemoryError:  # a failed reading, which may be tried again where there is more memory
        raise
    except Exception:  # RecursionError too; law 4: hostile bytes end in quarantine, never in a crash
        return Letter(unreadable="unreadable: a defect in the reader; the raw letter is kept")


def _read(raw: bytes, mail_from: str | None, limits: Limits) -> Letter:
    root = read_tree(raw, limits)
    fields = root.fields
    wrote, body = author(fields), read_body(root)
    message_id = next(iter(_ids(fields["message-id"])), "")
    judgement = judge(fields, author=wrote.address, mail_from=mail_from, text=body.text)
    bounce, feedback = read_report(root, body.text, wrote.text), read_complaint(root)
    report = "a delivery report" if bounce else f"a complaint report ({feedback})" if feedback else ""
    new = reply(body.plain, body.html, body.text, new_text=body.new_text, name=wrote.name)
    files = attachments(root, body.parts)
    date, date_oddity = _date(fields["date"])
    answered, passed_on = effective_sender(fields, wrote.written), forwarded(body.text, fields["subject"])
    proposals = (_stands_for(answered, wrote.written), _passed_on(passed_on))
    return Letter(
        from_address=wrote.address,
        from_name=wrote.name,
        from_text=wrote.text,
        from_written=wrote.written,
        effective_sender=answered,
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
        reply_text=new.new,
        quoted=new.quoted,
        own_cut=bool(new.own),
        forwarded=passed_on,
        attachments=files,
        automatic=judgement.automatic or report,
        auto_reply=judgement.auto_reply and not report,
        no_auto_response=judgement.no_auto_response or report,
        bounce=bounce,
        spam=spam_mark(fields),
        feedback=feedback,
        auth_results=tuple(map(clean, fields.undecoded("authentication-results"))),
        oddities=_oddities(root, fields, (wrote.oddity, date_oddity, *proposals, *body.oddities)),
        headers=tuple((name, value) for name, value in _decoded(fields)),
    )


def _stands_for(answered: str, written: str) -> str:
    """Proposals are for people to see; nobody is believed for them (threats T7)."""
    return f"to be answered to {answered}, by its Reply-To" if answered != written else ""


def _passed_on(found: Forwarded | None) -> str:
    return f"a forwarded letter; it says that {found.name or found.address} wrote it first" if found else ""


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


def _oddities(root: Part, fields: Fields, others: tuple[str, ...]) -> tuple[str, ...]:
    found = [text for text in others if text]
    if not fields.raw:
        found.append("no headers at all")
    names = [name for name, _ in fields.raw]
    found += [f"{names.count(name)} {name} headers" for name in _ONCE if names.count(name) > 1]
    if any(not value.isascii() for _, value in fields.raw):
        found.append("raw 8-bit letters in the headers")
    for _, part in walk(root):
        found += part.oddities
    found += root.budget.notes
    return tuple(dict.fromkeys(found))
