"""In which order letters are decided: what intake notes of each (`marks_of`), and whose turn it is (`in_turn`).

Letters of one sender are decided in the order in which they came, and a letter after those that it refers to; for at
most PATIENCE seconds, since neither may stop the other for good (design.md §10). So the number of workers changes
nothing. The marks come from a bounded look at bytes, not from a parser, and serve for nothing but this order.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

PATIENCE = 60.0  #: seconds of machine time since the letter was kept
MOST_BYTES = 32 << 20  #: of the letters of one claim, unless one alone is larger
_HEAD = 64 << 10  #: octets that are looked at
_NEAREST, _IN_REPLY_TO = 20, 3  #: how many ids of References and In-Reply-To are noted

_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(
    rb"^(message-id|in-reply-to|references|from)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.IGNORECASE | re.MULTILINE
)
_ID = re.compile(rb"<([^<>\s]++)>")
_ADDRESS = re.compile(rb"<([^<>\s@]++@[^<>\s@]++)>")


@dataclass(frozen=True, slots=True)
class Marks:
    """Short names, good for telling whether two are the same; "" is nobody's."""

    own: str = ""
    sender: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A letter without a fate, as far as the order goes. Times are machine time."""

    id: int
    size: int
    tries: int
    marks: Marks
    waits_until: float  #: then it waits for nobody any more
    lease_until: float | None  #: None: nobody has it, and nobody was lost with it

    @property
    def set_aside(self) -> bool:
        """It failed, and is tried again when no other waits: nobody waits for it."""
        return self.tries > 0 and self.lease_until is None

    def is_free(self, now: float) -> bool:
        """Nobody has it now."""
        return self.lease_until is None or self.lease_until <= now


def marks_of(raw: bytes, mail_from: str) -> Marks:
    """Total and linear. The sender is the address in From, else the envelope's."""
    end = _END.search(raw, 0, _HEAD)
    found: dict[bytes, bytes] = {}
    for field in _FIELD.finditer(raw, 0, end.start() if end else min(len(raw), _HEAD)):
        found.setdefault(field[1].lower(), field[2])
    references = _ID.findall(found.get(b"references", b""))
    answers = _ID.findall(found.get(b"in-reply-to", b""))[:_IN_REPLY_TO]
    own = (_ID.findall(found.get(b"message-id", b"")) or [b""])[0]
    named = dict.fromkeys([*answers, *references[:1], *references[-_NEAREST:]])
    author = (_ADDRESS.findall(found.get(b"from", b"")) or [found.get(b"from", b"").strip()])[-1]
    sender = author if b"@" in author else mail_from.strip("<> ").encode("utf-8", "replace")
    return Marks(_mark(own), _mark(sender.lower()), tuple(_mark(each) for each in named if each != own))


def _mark(name: bytes) -> str:
    return hashlib.sha256(name).hexdigest()[:16] if name else ""


def in_turn(candidates: Iterable[Pending], others: Iterable[Pending], now: float, limit: int) -> list[int]:
    """The ids of those that may be decided now, in the order in which they are to be decided.

    `candidates` come in order of arrival. `others` are pending too: letters that the candidates may have to wait for.
    """
    waiting = list(candidates)
    order = _Order([*waiting, *others], now)
    chosen: list[int] = []
    left = MOST_BYTES
    while len(chosen) < limit:
        ready = next((each for each in waiting if not order.holds_back(each)), None)
        if ready is None or (chosen and ready.size > left):
            break
        waiting.remove(ready)
        order.passes(ready)
        chosen.append(ready.id)
        left -= ready.size
    return chosen


class _Order:
    """Who is waited for, by name, until they have passed."""

    def __init__(self, pending: Sequence[Pending], now: float) -> None:
        self._now = now
        self._of_sender: dict[str, set[int]] = {}
        self._named: dict[str, set[tuple[int, str]]] = {}
        for each in pending:
            if not each.set_aside:
                self._of_sender.setdefault(each.marks.sender, set()).add(each.id)
            self._named.setdefault(each.marks.own, set()).add((each.id, each.marks.sender))

    def holds_back(self, letter: Pending) -> bool:
        if letter.waits_until <= self._now:
            return False
        sender = letter.marks.sender
        siblings: Collection[int] = self._of_sender.get(sender, ()) if sender else ()
        # Of one sender's letters the earlier goes first, whatever it refers to.
        parents = (named for parent in letter.marks.parents for named in self._named.get(parent, ()))
        return any(each < letter.id for each in siblings) or any(
            other < letter.id or whose != sender for other, whose in parents if other != letter.id
        )

    def passes(self, letter: Pending) -> None:
        self._of_sender.get(letter.marks.sender, set()).discard(letter.id)
        self._named.get(letter.marks.own, set()).discard((letter.id, letter.marks.sender))
