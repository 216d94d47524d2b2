"""What is remembered of an IMAP account: how far it was read, which letters were taken, who is at it.

A letter's place on the server is (account, mailbox, UIDVALIDITY, UID), RFC 9051 §2.3.1.1. An account is known by its
name in the settings: another mailbox behind the same name is taken for the old one after a UIDVALIDITY change.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class FetchState(StrEnum):
    """What became of a letter at its place on the server."""

    KEPT = "kept"  #: in the ledger; not marked on the server yet
    DONE = "done"  #: nothing more to do: marked as the settings want it, or gone before it was fetched
    OVERSIZE = "oversize"  #: above the limit: its headers are in the ledger, it stays where it is
    FAILED = "failed"  #: the server lists it and does not hand it over


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter lies."""

    account: str
    mailbox: str
    validity: int  #: negative: an identity that the server has given up since
    uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A letter that was met on the server."""

    place: Place
    became: FetchState
    stamp: str  #: RFC822.SIZE and INTERNALDATE as the server gave them; another stamp is another letter
    letter_id: int | None = None  #: its row in the ledger; None while it failed
    digest: str = ""  #: SHA-256 of the bytes, hex
    tries: int = 0  #: of a letter that failed


@dataclass(frozen=True, slots=True)
class Selected:
    """What the server said when the mailbox was opened."""

    validity: int  #: 0 when it gave none
    next_uid: int
    modseq: int = 0  #: HIGHESTMODSEQ (RFC 7162); 0 when it gave none


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox was read. Letters from before it was connected are never touched."""

    account: str
    mailbox: str
    validity: int
    generation: int  #: how often the server's identifiers began anew
    looks_from: int  #: UIDs below are older than the connection
    certain_from: int  #: UIDs from here on are new; between the two, INTERNALDATE decides
    next_uid: int  #: UIDs below were looked at
    since: float  #: when the mailbox was connected, POSIX seconds of the machine
    modseq: int = 0


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on an account, until somebody else has a higher fence."""

    account: str
    holder: str
    fence: int


@dataclass(frozen=True, slots=True)
class AccountState:
    """How an account stands, for people."""

    account: str
    holder: str = ""
    last_fetch: datetime | None = None  #: when the server last answered to the question for new letters
    reconciled: datetime | None = None  #: when its list was last compared with the ledger
    report: str = ""  #: what that comparison found
    trouble: str = ""  #: what is wrong, in a sentence; "" when nothing is
    trouble_since: datetime | None = None
    token_until: datetime | None = None  #: when the OAuth token ends


def connected(account: str, mailbox: str, selected: Selected, at: float) -> Cursor:
    """The cursor of a mailbox that was never read: from now on, and nothing before."""
    start = selected.next_uid
    return Cursor(account, mailbox, selected.validity, 0, start, start, start, at, selected.modseq)


def began_anew(cursor: Cursor, selected: Selected) -> bool:
    """Whether UIDs that we remember may name other letters now.

    So it is after another UIDVALIDITY, on a server that gives none, and when UIDNEXT has gone back: a mailbox was put
    back from a backup, and its UIDs will be given out again (threats P9, B22).
    """
    return selected.validity == 0 or selected.validity != cursor.validity or selected.next_uid < cursor.next_uid


def restarted(cursor: Cursor, selected: Selected) -> Cursor:
    """The cursor after that: all is looked at again, from the first UID; what is kept is known by its digest."""
    return replace(
        cursor,
        validity=selected.validity,
        generation=cursor.generation + 1,
        looks_from=1,
        certain_from=selected.next_uid,
        next_uid=1,
        modseq=selected.modseq,
    )
