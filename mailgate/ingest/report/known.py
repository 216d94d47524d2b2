"""The shapes of old and rare MTAs that flufl.bounce knows, asked only about what already looks like a report.

    known_recipients(root) -> (for now, for good)       # lower-case addresses

The library reads `email.message.Message` line by line, with patterns that are not made for hostile input: it gets a
bounded piece with short lines and plain headers. Whatever it raises means that it knows nothing.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from mailgate.ingest.mime.tree import Part

if TYPE_CHECKING:
    from email.message import Message

#: What its detectors look at.
_FIELDS = ("from", "to", "subject", "mime-version", "content-type", "content-transfer-encoding", "x-mailer")
_FIELD = 500  #: octets of one field
_BODY = 32_000
_LINES = 600
_LONG_LINE = re.compile(rb"([^\r\n]{160})[^\r\n]+")
_LONG_WORD = re.compile(rb"([^\s]{90})[^\s]+")


def known_recipients(root: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that failed for now, and those that failed for good. Never raises, but for MemoryError."""
    try:
        for_now, for_good = _library()(_message(root))
        return _plain(for_now), _plain(for_good)
    except MemoryError:  # the whole reading has failed, see `parse.read`
        raise
    except Exception:  # a detector's own fault is no reason not to read the letter
        return (), ()


@cache
def _library() -> "Callable[[Message], tuple[frozenset[bytes], frozenset[bytes]]]":
    """Imported when a report comes. Its log is closed: a fault in it would write a stranger's words there."""
    import logging

    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").disabled = True
    return all_failures


def _message(root: Part) -> "Message":
    from email import message_from_bytes  # the standard library's parser, for the library alone

    given = {name: value.encode("ascii", "replace")[:_FIELD] for name, value in reversed(root.fields.raw)}
    given["from"] = given.get("from", b"").strip(b"<> ") or b"MAILER-DAEMON@localhost"
    head = b"".join(name.encode() + b": " + given[name] + b"\n" for name in _FIELDS if name in given)
    body = b"\n".join(root.raw[root.body : min(root.end, root.body + _BODY)].split(b"\n", _LINES)[:_LINES])
    return message_from_bytes(head + b"\n" + _LONG_WORD.sub(rb"\1", _LONG_LINE.sub(rb"\1", body)))


def _plain(found: frozenset[bytes]) -> tuple[str, ...]:
    words = sorted(address.decode("ascii", "replace").strip(" <>\"'").lower() for address in found)
    return tuple(word for word in words if "@" in word)
