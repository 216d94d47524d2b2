"""Keep letters that lie on an IMAP server: each step is one transaction of ledger, place and cursor (threats P9).

`ingest/imap` asks the server and calls these in the order of a letter: `begin`, then for each UID `take` (or
`take_oversize`, `fail`, `pass_over`), then `to_mark` and `marked`. A kill between any two of them loses nothing and
doubles nothing. Every step raises Conflict when somebody else has claimed the account, and Trouble as the store does.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from mailgate.desk.house import House
from mailgate.desk.ports import Unit
from mailgate.model.errors import MailgateError
from mailgate.model.fetching import (
    AccountState,
    Cursor,
    Fetched,
    FetchState,
    Lease,
    Place,
    Selected,
    began_anew,
    connected,
    restarted,
)
from mailgate.model.letter import Envelope, Fate, KeptLetter

LEASE_SECONDS = 300.0  #: longer than one letter takes on a slow line
MOST_TRIES = 3  #: of a letter that the server does not hand over; then a person is told
MOST_MARKS = 200  #: in one command to the server


def begin(
    house: House, lease: Lease, mailbox: str, selected: Selected, at: float, *, anew: bool = False
) -> tuple[Cursor, Cursor | None]:
    """Where to go on, and where we stood before; None before the first time.

    `at` is machine time. `anew`: the UIDs are known to name other letters now.
    """
    with _writing(house, lease) as unit:
        before = unit.fetching.cursor(lease.account, mailbox)
        if before is None:
            cursor = connected(lease.account, mailbox, selected, at)
        elif anew or began_anew(before, selected):
            cursor = restarted(before, selected)
            unit.fetching.retire(lease.account, mailbox, before.validity, cursor.generation)
        else:
            cursor = replace(before, modseq=selected.modseq)
        unit.fetching.put_cursor(cursor)
    return cursor, before


def take(
    house: House, lease: Lease, cursor: Cursor, uid: int, stamp: str, envelope: Envelope, raw: bytes, *, marks: bool
) -> bool:
    """Keep a letter. False when it is kept already: by its place, or by its bytes after a new beginning.

    `marks`: it is to be marked on the server next; without, nothing more is to be done.
    """
    became = FetchState.KEPT if marks else FetchState.DONE
    with _writing(house, lease) as unit:
        fresh = _take(unit, cursor, uid, stamp, envelope, raw, became) is not None
        _advance(unit, cursor, uid)
    if fresh:
        house.wake("letters")
    return fresh


def take_oversize(
    house: House, lease: Lease, cursor: Cursor, uid: int, stamp: str, envelope: Envelope, head: bytes, reason: str
) -> bool:
    """Note a letter that is too big, by its headers: quarantined, so that people see it (never a silent skip)."""
    author, subject = _who_and_what(house, head)
    with _writing(house, lease) as unit:
        kept = _take(unit, cursor, uid, stamp, envelope, head, FetchState.OVERSIZE)
        if kept is not None:
            told = replace(kept, fate=Fate.QUARANTINED, reason=reason, author=author, subject=subject)
            unit.letters.settle(told)
        _advance(unit, cursor, uid)
    return kept is not None


def _take(
    unit: Unit, cursor: Cursor, uid: int, stamp: str, envelope: Envelope, raw: bytes, state: FetchState
) -> KeptLetter | None:
    """The new row of the ledger, or None."""
    place = Place(cursor.account, cursor.mailbox, cursor.validity, uid)
    before = unit.fetching.at(place)
    if before is not None and before.became is not FetchState.FAILED:
        return None
    if cursor.generation:
        digest = digest_of(raw)
        earlier = unit.fetching.same_bytes(place, digest)
        if earlier is not None:
            unit.fetching.put(Fetched(place, state, stamp, earlier.letter_id, digest))
            return None
    kept, _ = unit.letters.keep(envelope, raw)
    unit.fetching.put(Fetched(place, state, stamp, kept.id, kept.digest))
    return kept


def _who_and_what(house: House, head: bytes) -> tuple[str, str]:
    """Author and subject as far as they can be read; for people who look at the ledger."""
    try:
        letter = house.reader.read(head, None)
    except MailgateError:
        return "", ""
    return str(letter.from_address or letter.from_text), letter.subject


def fail(house: House, lease: Lease, cursor: Cursor, uid: int, stamp: str) -> int:
    """The server lists this letter and did not hand it over; how often by now."""
    place = Place(cursor.account, cursor.mailbox, cursor.validity, uid)
    with _writing(house, lease) as unit:
        before = unit.fetching.at(place)
        tries = (before.tries if before else 0) + 1
        if before is None or before.became is FetchState.FAILED:
            unit.fetching.put(Fetched(place, FetchState.FAILED, stamp, tries=tries))
        _advance(unit, cursor, uid)
    return tries


def pass_over(house: House, lease: Lease, cursor: Cursor, uid: int) -> None:
    """This one and those below need nothing: older than the connection, or gone before they could be fetched."""
    with _writing(house, lease) as unit:
        _advance(unit, cursor, uid)


def forget(house: House, lease: Lease, cursor: Cursor, uids: Iterable[int]) -> None:
    """Letters that failed and are no longer there have nothing left to try."""
    with _writing(house, lease) as unit:
        for uid in uids:
            place = Place(cursor.account, cursor.mailbox, cursor.validity, uid)
            before = unit.fetching.at(place)
            if before is not None and before.became is FetchState.FAILED:
                unit.fetching.put(replace(before, became=FetchState.DONE))


def restamp(house: House, lease: Lease, fetched: Fetched, stamp: str) -> None:
    """The same letter, of which the server now says something else."""
    with _writing(house, lease) as unit:
        unit.fetching.put(replace(fetched, stamp=stamp))


def known(house: House, cursor: Cursor) -> dict[int, Fetched]:
    """Every letter that was met under the present validity, by UID."""
    with house.store.reading() as unit:
        return unit.fetching.at_all(cursor.account, cursor.mailbox, cursor.validity)


def in_state(house: House, cursor: Cursor, state: FetchState, limit: int = MOST_MARKS) -> list[Fetched]:
    """Letters in this state, the lowest UIDs first."""
    with house.store.reading() as unit:
        return unit.fetching.in_state(cursor.account, cursor.mailbox, cursor.validity, state, limit)


def where(house: House, account: str, mailbox: str) -> Cursor | None:
    """How far a mailbox was read."""
    with house.store.reading() as unit:
        return unit.fetching.cursor(account, mailbox)


def marked(house: House, lease: Lease, letters: Sequence[Fetched]) -> None:
    """The server carries the mark of these letters."""
    with _writing(house, lease) as unit:
        for fetched in letters:
            unit.fetching.put(replace(fetched, became=FetchState.DONE))


def digest_of(raw: bytes) -> str:
    """As it stands in the ledger."""
    return hashlib.sha256(raw).hexdigest()


def claim(house: House, account: str, holder: str, *, over: str = "") -> Lease | None:
    """The right to work on an account; None while another holder than `over` has it."""
    with house.store.writing() as unit:
        return unit.fetching.claim(account, holder, LEASE_SECONDS, over=over)


def prolong(house: House, lease: Lease) -> None:
    """Keep it while nothing happens."""
    with _writing(house, lease):
        pass


def let_go(house: House, lease: Lease) -> None:
    """Whoever waits may have the account now."""
    with house.store.writing() as unit:
        unit.fetching.let_go(lease)


def state_of(house: House, account: str) -> AccountState:
    """How an account stands."""
    with house.store.reading() as unit:
        return unit.fetching.state(account)


def note(house: House, lease: Lease, **changes: object) -> None:
    """Write down how the account stands; `changes` are fields of AccountState."""
    with _writing(house, lease) as unit:
        unit.fetching.put_state(replace(unit.fetching.state(lease.account), **changes))  # type: ignore[arg-type]


@contextmanager
def _writing(house: House, lease: Lease) -> Iterator[Unit]:
    """A unit that has the account to itself: a holder that was away too long is stopped here by the fence."""
    with house.store.writing() as unit:
        unit.fetching.prolong(lease, LEASE_SECONDS)
        yield unit


def _advance(unit: Unit, cursor: Cursor, uid: int) -> None:
    stands = unit.fetching.cursor(cursor.account, cursor.mailbox) or cursor
    if uid >= stands.next_uid:
        unit.fetching.put_cursor(replace(stands, next_uid=uid + 1))
