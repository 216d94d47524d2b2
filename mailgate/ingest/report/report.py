"""Delivery reports: who was not reached, for good or for now, and which letter it was (RFC 3464).

    read_report(root, text, sender) -> Bounce or None

Is it one (report.sender)? Then three readings, surest first: the fields of a delivery status, wherever they stand
(report.fields); the shapes that flufl.bounce knows (report.known); the prose (report.prose). The verdicts are made in
failure, the words stand in report.words. It proves nothing: whoever acts on it must first recognise the original
Message-ID (threats T59).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.headers import clean
from mailgate.ingest.mime.tree import Part, walk
from mailgate.ingest.report import failure, original, prose
from mailgate.ingest.report.failure import Failure
from mailgate.ingest.report.fields import read_fields
from mailgate.ingest.report.known import known_recipients
from mailgate.ingest.report.notice import read_notice
from mailgate.ingest.report.prose import Place
from mailgate.ingest.report.sender import Sender, has_null_sender, may_name_nobody, says, speaks_of_failure, who_wrote
from mailgate.ingest.report.words import DELAYED, FAILED
from mailgate.model.address import Address
from mailgate.model.letter import Bounce

_STATUS_KINDS = ("message/delivery-status", "message/global-delivery-status")
_DONE = ("delivered", "relayed", "expanded")  #: actions that are no failure (RFC 3464 §2.3.3)
_FIELDS = re.compile(r"^(?:final|original)-recipient[ \t]*+:", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@]{1,64}@[A-Za-z0-9.-]{1,253}")
_MOST = 200  #: recipients
_MOST_PARTS = 50  #: status parts that are read
_WORDS = 4000  #: letters that are kept with one of them
_TEXT = 100_000  #: letters of each text that are looked at
_HEAD = 4_000  #: letters in which a notice says what it is
#: How sure an address must stand, by who wrote it.
_TRUSTED = {Sender.PERSON: Place.LINE, Sender.PERHAPS: Place.SENTENCE}


def read_report(root: Part, text: str, sender: str) -> Bounce | None:
    """What the report says; None when the letter is no report of a failure or delay.

    `text`: the letter's plain text. `sender`: From as written. Never raises.
    """
    wrote = who_wrote(root, text, sender)
    if wrote is None:
        return None
    if wrote == Sender.MACHINE and (inner := _wrapped(root)):
        return read_report(inner, parts.text(inner)[0], inner.fields["from"] or sender)
    found = _failures(root, text[:_TEXT], wrote, may_name_nobody(root, sender))
    return _bounce(root, text, found) if found else None


def _bounce(root: Part, text: str, failures: list[Failure]) -> Bounce:
    named = {clean(str(Address.read(one.recipient) or one.recipient.lower())): one for one in failures}
    statuses = [parts.text(part)[0][:_TEXT] for part in _status_parts(root)]
    return Bounce(
        tuple(filter(None, named)),
        any(failure.permanent(one) for one in named.values()),
        tuple(code for one in named.values() if (code := failure.status(one))),
        original.message_id(root, (text[:_TEXT], *statuses)),
    )


def _failures(root: Part, text: str, wrote: Sender, nameless: bool) -> list[Failure]:
    """One failure for each recipient; none when everybody was reached or nobody is named."""
    above, below = prose.split("\n".join((text, *_other_texts(root, text))))
    listed = (one for part in _status_parts(root) for one in read_fields(parts.text(part)[0][:_TEXT]))
    named = list(islice(listed, _MOST))
    if not named and wrote == Sender.MACHINE and _FIELDS.search(above):
        named = read_fields(above)
    if named := named or read_notice(text):
        return _with_words([one for one in named if _is_failure(one)], above)
    if not speaks_of_failure(wrote, root.fields, above):
        return []
    recipients, for_now = _recipients(root, above, below, wrote)
    delayed = for_now or says(DELAYED, f"{root.fields['subject'][:300]}\n{above[:_HEAD]}")
    if nameless and not recipients and wrote == Sender.MACHINE and says(FAILED, root.fields["subject"][:300]):
        recipients = [""]  # it names nobody, and is a report all the same
    words = above if any(one in above.lower() for one in recipients) else f"{above}\n{below[:_HEAD]}"
    return prose.diagnoses(words, recipients, "delayed" if delayed else "")


def _is_failure(one: Failure) -> bool:
    return one.action not in _DONE and not (not one.action and one.status.strip().startswith("2"))


def _with_words(named: list[Failure], above: str) -> list[Failure]:
    """Where the fields do not say why, the prose beside them may."""
    if not above or all(failure.is_clear(one) for one in named):
        return named
    said = prose.diagnoses(above, [one.recipient.lower() for one in named], "")
    words = {one.recipient: one.diagnostic for one in said}
    return [
        one
        if failure.is_clear(one)
        else Failure(
            one.recipient, one.action, one.status, f"{one.diagnostic}\n{words[one.recipient.lower()]}"[:_WORDS]
        )
        for one in named
    ]


def _recipients(root: Part, above: str, below: str, wrote: Sender) -> tuple[list[str], bool]:
    """Who was not reached in a report without fields, and whether a known shape says that it is only for now."""
    fields = root.fields
    if named := _addresses(fields.all("x-failed-recipients")):
        return named, False
    seen = prose.addresses(above)
    own = frozenset(_addresses([value for name in ("from", "to", "cc", "sender") for value in fields.all(name)]))
    if wrote != Sender.PERSON:
        for_now, for_good = known_recipients(root)
        if known := [one for one in for_now + for_good if wrote == Sender.MACHINE or one not in own]:
            returned = [one for one in prose.addresses(below) if one.place <= Place.LINE]
            standing = {one.address for one in (*seen, *returned) if one.place != Place.NOTE}
            return [one for one in known if one in standing] or known, not for_good
    found = prose.best(seen, own)
    if not found or found[0].place >= Place.ANYWHERE:  # a report within a report
        found = [one for one in prose.addresses(below) if one.place == Place.MARKED] or found
    if wrote != Sender.MACHINE:
        named = [one.address for one in found if one.place <= _TRUSTED[wrote] and one.address not in own]
        quoted = original.recipients(root, below) if wrote == Sender.PERHAPS else []
        return named or [one for one in quoted if one not in own], False
    sure = found and (found[0].place < Place.ANYWHERE or _returns_something(root, above, below))
    return [one.address for one in found] if sure else original.recipients(root, below), False


def _returns_something(root: Part, above: str, below: str) -> bool:
    """Whether there is more to it than words: the letter, a code, the null sender."""
    returned = bool(below) or any(original.letters(root))
    return returned or bool(failure.codes(above[:_HEAD])) or has_null_sender(root.fields)


def _wrapped(root: Part) -> Part | None:
    """The report inside a letter of a gateway that only passed it on or added its footer."""
    inside = [child for child in root.children if child.is_message]
    others = [child for child in root.children if not child.is_message]
    if len(inside) != 1 or root.kind == "multipart/report" or any(one.kind != "text/plain" for one in others):
        return None
    inner = parts.letter_inside(inside[0])
    if inner is None or inner.kind != "multipart/report" or not _status_parts(inner):
        return None
    return None if any(says(FAILED, parts.text(one)[0][:_HEAD]) for one in others) else inner


def _status_parts(root: Part) -> list[Part]:
    return list(islice((part for _, part in walk(root) if part.kind in _STATUS_KINDS), _MOST_PARTS))


def _other_texts(root: Part, text: str) -> Iterator[str]:
    """Plain texts that are not in the letter's text: named like files, or outside of what people are shown."""
    for index, part in walk(root):
        if part.kind == "text/plain" and index < 20 and part.end - part.body < _TEXT and part is not root:
            words = parts.text(part)[0].strip()
            if words and words[:200] not in text:
                yield words


def _addresses(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word.lower() for value in values for word in _ADDRESS.findall(value[:5000])))
