"""People and time, while the processes run: staff who solve what comes in, and clocks that become due.

Desk time is the machine's here, so a window of 24 hours is ended by setting its row to now; what rings it is the real
thing.
"""

import contextlib
import re
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from email import message_from_bytes, policy
from pathlib import Path

from sqlalchemy import text

from mailgate.desk.act import act
from mailgate.desk.house import House
from mailgate.model.errors import Conflict, NotAllowed
from mailgate.model.event import VERIFICATIONS, Event
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import Flag, State, Ticket
from mailgate.store.unit import SqlStore

ADA = "ada@desk.example"
#: With a word on prevention, since troubles that come back ask for one.
SOLVED = {"how": "A new cable", "cause": "equipment", "minutes": "20", "prevention": "Cables are checked yearly"}
LINK = re.compile(r"http://127\.0\.0\.1:\d+/v/[^\s?>]+")
MANY = 1_000_000


class People(threading.Thread):
    """Staff take and solve `most` tickets, one of each customer, and the windows of those that are verified end."""

    def __init__(self, house: House, most: int) -> None:
        super().__init__(name="people", daemon=True)
        self.solved: dict[int, str] = {}  #: whose it was, by ticket: more letters an hour nobody gets
        self.trouble: list[str] = []
        self._enough = threading.Event()
        self._house, self._most = house, most

    def run(self) -> None:
        while not self._enough.wait(0.3):
            try:
                self._work()
            except Exception as cause:
                self.trouble.append(repr(cause))

    def finish(self, log: Callable[[], str]) -> None:
        """No more is solved, and what is solved comes to its end."""
        self._most = 0
        eventually(self._all_closed, 60, "all that was solved is closed", log)
        self._enough.set()
        self.join(30)

    def _all_closed(self) -> bool:
        with self._house.view() as work:
            found = [work.unit.tickets.get(number) for number in list(self.solved)]
        return all(ticket is not None and ticket.state is State.CLOSED for ticket in found)

    def _work(self) -> None:
        with self._house.view() as work:
            open_ones = work.unit.tickets.find([State.FIRST_LINE], 100)
        for ticket in open_ones:
            new = Flag.UNPROVEN not in ticket.flags and ticket.requester not in self.solved.values()
            if new and len(self.solved) < self._most:
                self._solve(ticket)
        end_the_windows(self._house)

    def _solve(self, ticket: Ticket) -> None:
        try:
            solve(self._house, ticket.number)
            self.solved[ticket.id] = ticket.requester
        except (Conflict, NotAllowed):
            return  # a letter of ours left just now: next time


def solve(house: House, number: str) -> None:
    """Taken and resolved: the verification letter waits to be sent."""
    act(house, number, "take", ADA, {})
    act(house, number, "resolve", ADA, SOLVED)


def end_the_windows(house: House) -> None:
    """What waits for the customer has waited for long enough."""
    store = house.store
    assert isinstance(store, SqlStore)
    with store.exclusive() as connection:
        connection.execute(text("UPDATE clock SET due_at = now() WHERE kind = 'verification' AND due_at > now()"))


def answer_yes(folder: Path) -> bool:
    """The customer presses the button behind the link of the newest letter that has one. False: there is none yet."""
    links = [found[0] for path in sorted(folder.glob("*.eml")) if (found := LINK.search(words_of(path)))]
    data = urllib.parse.urlencode({"answer": "yes"}).encode()
    with contextlib.suppress(ConnectionRefusedError), urllib.request.urlopen(links[-1], data, timeout=10) as page:
        return bool(page.status == 200)
    return False


def words_of(path: Path) -> str:
    """The text of a letter that left."""
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
    return str(body.get_content()) if body else ""


def eventually(condition: Callable[[], object], seconds: float, what: str, log: Callable[[], str]) -> float:
    """Seconds until it was so."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, f"not in {seconds} s: {what}\n{log()}"
        time.sleep(0.1)
    return time.monotonic() - started


def judge_the_ends(house: House, solved: Collection[int], sent: Path) -> None:
    """Each solved ticket was asked about once, rung once and closed once, and told so once; no letter left twice."""
    with house.view() as work:
        found = [ticket for ticket in work.unit.tickets.find(None, MANY) if ticket.id in solved]
        history = {ticket.id: work.unit.tickets.history(ticket.id) for ticket in found}
        letters = {ticket.id: work.unit.outbox.of_ticket(ticket.id) for ticket in found}
    for ticket in found:
        events = Counter(entry.event for entry in history[ticket.id])
        assert (ticket.state, events[Event.TIME_PASSED]) == (State.CLOSED, 1), f"{ticket.number}: {events}"
        judge_the_letters_of(ticket, letters[ticket.id])
    judge_what_left(letters, sent)


def judge_the_letters_of(ticket: Ticket, letters: list[OutLetter]) -> None:
    """One question to each, and one end."""
    slots = Counter((letter.effect, letter.to) for letter in letters)
    assert [slot for slot, times in slots.items() if times > 1] == [], f"{ticket.number} was told twice"
    assert sum(slots[slot] for slot in slots if slot[0] in VERIFICATIONS) == 1, f"{ticket.number}: {slots}"
    assert sum(slots[slot] for slot in slots if slot[0] == "closed") == 1, f"{ticket.number}: {slots}"


def judge_what_left(letters: Mapping[int, list[OutLetter]], sent: Path) -> None:
    """What was sent has left, and nobody's relay died: so each letter has left once."""
    lines = [line for path in sent.glob("*.eml") for line in path.read_bytes().splitlines()]
    left = Counter(line for line in lines if line.startswith(b"Message-ID:"))
    assert [line for line, times in left.items() if times > 1] == [], "a letter was sent twice"
    known = {line.partition(b"<")[2].partition(b">")[0].decode() for line in left}
    ours = {letter.message_id for each in letters.values() for letter in each if letter.state is OutState.SENT}
    assert {message_id.strip("<>") for message_id in ours} <= known, "a letter counts as sent that never left"
