"""A desk with two workers, and everything that can happen to it, one method a step.

    with World(two_stores, machine) as world:
        world.take("write", who=0, proof="proven", subject=0, to=0, auto=0, now=True)

Every argument is a plain value, and what a step is about is chosen by counting from the newest: so the same steps can
be taken again over another store. What people really did is noted in `deeds` and `truths`, for `laws` to judge by; a
step never judges. An error that is no sentence for people leaves a step as it is, and fails the test.
"""

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from mailgate.desk import held
from mailgate.desk.act import ACTIONS, act, preview
from mailgate.desk.approve import answer_approve, open_approve
from mailgate.desk.call import URGENCIES, take_call
from mailgate.desk.colleague import add_colleague, open_colleague, refuse_colleague
from mailgate.desk.customer import answer_prove, answer_verify, open_prove, open_verify
from mailgate.desk.deliver import deliver_all
from mailgate.desk.house import House
from mailgate.desk.missing import names_of
from mailgate.desk.needs import CAUSES, KEYS
from mailgate.desk.receive import receive, receive_form
from mailgate.desk.resend import resend
from mailgate.desk.take_next import take_next
from mailgate.desk.tick import ring_all
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import MailgateError, Trouble
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.outgoing import OutState
from mailgate.model.person import Right
from mailgate.model.ticket import Ticket
from mailgate.testing import Said, Sent, SetClock, SinkRelay, an_envelope
from mailgate.testing.house import a_house
from mailgate.worker.tasks import SWEEPS, tasks
from tests.hostile.life.mail import AUTHORS, AUTOMATIC, MAILBOXES, MX, SUBJECTS, WORDS, report, written
from tests.hostile.life.stores import Dies, Faulty, firm

STAFF = ("ada@desk.example", "bob@desk.example", "lea@desk.example")
MACHINE_BEGINS = 1_800_000_000.0  #: POSIX seconds
LONGER_THAN_A_LEASE = 1000.0
SWEPT = (*SWEEPS, "everything")
BASE = "https://help.desk.example"
_LINK = re.compile(rf"{re.escape(BASE)}/([vpac])/([^\s?>]+)")
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)
_MOST = 10_000


@dataclass(frozen=True)
class Truth:
    """What is true of a letter that came, whatever the desk makes of it."""

    author: str
    proof: str  #: proven, unproven or forged
    says: str  #: yes, no, thanks, but or other
    machine: bool


@dataclass(frozen=True)
class Deed:
    """What somebody did in a step."""

    kind: str  #: act, page, …
    who: str
    what: str
    about: str = ""  #: the number of a ticket, or the Message-ID of a letter of ours


@dataclass(frozen=True)
class Link:
    """What a letter of ours offers to click at."""

    kind: str
    token: str
    to: str
    message_id: str


class Relay(SinkRelay):
    """A way out that two workers may use at once."""

    def __init__(self) -> None:
        super().__init__()
        self._alone = threading.Lock()

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Said:
        with self._alone:
            return super().send(raw, envelope_from, to, name)


def message_id_of(sent: Sent) -> str:
    """Of a letter of ours, without angle brackets."""
    found = _MESSAGE_ID.search(sent.raw)
    assert found, "every letter of ours has one"
    return found[1].decode()


@dataclass
class World:
    """Two workers over one store, and all that surrounds them."""

    stores: Sequence[Any]
    machine: list[float]  #: machine time, of which the stores have been given the reading
    begins: datetime
    clock: SetClock = field(init=False)
    relay: Relay = field(init=False)
    houses: tuple[House, House] = field(init=False)
    truths: dict[str, Truth] = field(default_factory=dict)  #: by the digest of the bytes
    deeds: list[Deed] = field(default_factory=list)  #: of this step
    serial: int = 0  #: no two letters say the same
    promised: dict[int, str] = field(default_factory=dict)  #: letters that were answered with 250: id → digest
    breaks_so_far: int = 0
    tried: int = 0  #: letters that the relay had seen when the step began
    may_leave_again: Counter[str] = field(default_factory=Counter)  #: Message-IDs; nobody knows what became of them
    links: list[Link] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)  #: what was refused, for statistics
    step: str = ""  #: the one that is being taken
    alone: bool = True  #: one thing at a time happened in this step

    def __post_init__(self) -> None:
        self.clock, self.relay = SetClock(self.begins), Relay()
        numbers, one_by_one = count(1), threading.Lock()

        def nonce() -> str:
            with one_by_one:
                return f"nonce{next(numbers):011d}"

        self.houses = tuple(  # type: ignore[assignment]
            a_house(
                Faulty(store),
                clock=self.clock,
                relay=self.relay,
                nonce=nonce,
                origin=OriginPolicy(trusted_authserv_ids=frozenset({MX})),
                base_url=BASE,
            )
            for store in self.stores
        )

    # How a step is taken.

    def take(self, step: str, /, **arguments: Any) -> None:
        """Take one step from the beginning to its end."""
        self.step, self.deeds, self.tried, self.alone = step, [], len(self.relay.tried), True
        self._do(step, arguments)
        for sent in self.relay.tried[self.tried :]:
            if sent.answer.accepted:
                self._read_links(sent)

    def _do(self, step: str, arguments: Mapping[str, Any]) -> None:
        getattr(self, step)(**arguments)

    def _try(self, name: str, deed: Callable[[], Any]) -> bool:
        """A refusal in words is an answer like any other; but trouble that was not made here is none."""
        try:
            deed()
        except MailgateError as cause:
            if isinstance(cause, Trouble):
                raise
            self.refusals[f"{name}: {type(cause).__name__}"] += 1
            return False
        return True

    def _read_links(self, sent: Sent) -> None:
        body = sent.message.get_body(("plain",))
        found = dict.fromkeys(_LINK.findall(body.get_content() if body else ""))
        self.links += [Link(kind, token, sent.to, message_id_of(sent)) for kind, token in found]

    # What is there to choose from; 0 is the newest.

    def tickets(self) -> list[Ticket]:
        with self.houses[0].view() as work:
            return work.unit.tickets.find(None, _MOST)

    def _ticket(self, which: int) -> Ticket | None:
        found = self.tickets()
        return found[which % len(found)] if found else None

    def _sent(self, which: int) -> Sent | None:
        found = [each for each in self.relay.sent if each.to not in STAFF]
        return found[-1 - which % len(found)] if found else None

    def _letter(self, which: int, *fates: Fate) -> KeptLetter | None:
        with self.houses[0].view() as work:
            found = [each for fate in fates or (None,) for each in work.unit.letters.latest(fate, _MOST)]
        return found[which % len(found)] if found else None

    # Letters that come in.

    def write(self, who: int, proof: str, subject: int, to: int, auto: int, now: bool) -> None:
        """Somebody writes to us about something new."""
        author = AUTHORS[who]
        text = f"{SUBJECTS[subject]}: it began at number {self.serial}.\n"
        letter = {"subject": SUBJECTS[subject], "text": text, "auto_submitted": AUTOMATIC[auto]}
        raw = written(author, proof, MAILBOXES[to], **letter)
        self._receive(raw, author, MAILBOXES[to], Truth(author, proof, "other", bool(auto)), now)

    def answer(self, which: int, who: int, proof: str, words: int, by: str, auto: int, now: bool) -> None:
        """Somebody answers a letter of ours: who got it (`who` 0), or anybody else who has seen it."""
        sent = self._sent(which)
        if sent is None:
            return
        author = (sent.to, *AUTHORS)[who]
        text, says = WORDS[words]
        letter = {"subject": f"Re: {sent.message['Subject']}" if by == "tag" else "Re: your letter"}
        letter |= {"text": f"{text}\n", "auto_submitted": AUTOMATIC[auto], "message_id": f"a{self.serial}@mail.example"}
        if by == "reply":
            letter["in_reply_to"] = message_id_of(sent)
        to = str(sent.message["Reply-To"] or MAILBOXES[0]).strip("<>") if by == "address" else MAILBOXES[0]
        raw = written(author, proof, to, **letter)
        self._receive(raw, author, to, Truth(author, proof, says, bool(auto)), now)

    def repeat(self, which: int, now: bool) -> None:
        """The same bytes once more, as mail servers do after a lost answer."""
        kept = self._letter(which)
        if kept is None:
            return
        with self.houses[0].view() as work:
            raw = work.unit.letters.raw(kept.digest)
        to = kept.envelope.rcpts[0]
        self._receive(raw, kept.envelope.mail_from, to, self.truth_of(kept), now)

    def bounce(self, which: int, status: str, now: bool) -> None:
        """A server tells that a letter of ours did not arrive after all."""
        sent = self._sent(which)
        if sent is None:
            return
        to = sent.envelope_from or MAILBOXES[0]
        raw = report(sent.to, message_id_of(sent), status)
        self._receive(raw, "", to, Truth("", "unproven", "other", True), now)

    def _receive(self, raw: bytes, mail_from: str, to: str, truth: Truth, now: bool) -> None:
        envelope = an_envelope(rcpts=(to,), mail_from=mail_from, received_at=self.clock.now())
        self.serial += 1
        self.truths[hashlib.sha256(raw).hexdigest()] = truth
        kept, _ = receive(self.houses[0], envelope, raw)
        self.promised[kept.id] = kept.digest
        if now:
            self.sweep(0, "drain_letters")

    def form(self, who: int, signed_in: bool, key: str) -> None:
        """Somebody fills in the form, perhaps twice with the same key. Anybody may give any address in a public one."""
        self.serial += 1
        fields = {"message": f"Please call, number {0 if key else self.serial}", "name": "Somebody"}

        def fill_in() -> None:
            kept, _ = receive_form(self.houses[0], "contact", AUTHORS[who], fields, public=not signed_in, key=key)
            self.promised[kept.id] = kept.digest

        self._try("form", fill_in)

    def call(self, staff: int, who: int, urgency: int) -> None:
        """A colleague writes down a call."""
        self.serial += 1
        urgencies = sorted(URGENCIES)
        said = (AUTHORS[who], f"No paper, number {self.serial}", urgencies[urgency % len(urgencies)])
        self.deeds.append(Deed("act", STAFF[staff], "call"))
        self._try("call", lambda: take_call(self.houses[0], STAFF[staff], *said))

    def truth_of(self, kept: KeptLetter) -> Truth:
        """What is true of a letter. Of a form or a call only the door knows who it was."""
        proof = "proven" if kept.envelope.signed_in else "unproven"
        return self.truths.get(kept.digest) or Truth(kept.author, proof, "other", False)

    # Staff.

    def act(self, which: int, action: str, staff: int, fill: str, word: int, worker: int, look_first: bool) -> None:
        """Any action of the tables, with keys that are enough, too few, or none of its own."""
        ticket = self._ticket(which)
        if ticket is None:
            return
        keys = self._keys(action, ticket, fill, word)
        if look_first:
            self._try("preview", lambda: preview(self.houses[worker], ticket.number, action, STAFF[staff], keys))
        self._act(ticket, action, staff, keys, worker)

    def solve(self, which: int, staff: int, cause: int, send: bool) -> None:
        """The straight way through the work: decide, take, resolve; each as far as it is allowed."""
        ticket = self._ticket(which)
        if ticket is None:
            return
        category = {"category": "fault", "priority": "P3"} if not ticket.category else {}
        self._act(ticket, "accept", staff, category)
        self._act(ticket, "take", staff, {})
        keys = self._keys("resolve", ticket, "all", 0) | {"cause": CAUSES[cause % len(CAUSES)]}
        del keys["result"]
        self._act(ticket, "resolve", staff, keys)
        if send:
            deliver_all(self.houses[0])

    def _act(self, ticket: Ticket, action: str, staff: int, keys: Mapping[str, str], worker: int = 0) -> None:
        self.deeds.append(Deed("act", STAFF[staff], action, ticket.number))
        self._try(action, lambda: act(self.houses[worker], ticket.number, action, STAFF[staff], keys))

    def _keys(self, action: str, ticket: Ticket, fill: str, word: int) -> dict[str, str]:
        keys = KEYS[action]
        optional = list(keys.optional)
        if keys.facts:
            optional += names_of(firm()[0], ticket)
        names = {
            "all": [*keys.required, *optional],
            "required": list(keys.required),
            "one more": [*keys.required, *optional[word % len(optional) :][:1]] if optional else list(keys.required),
            "one less": list(keys.required[1:]),
            "strange": [*keys.required, "colour"],
        }[fill]
        return {name: self._value(action, name, keys.choices.get(name, ()), word) for name in names}

    def _value(self, action: str, name: str, choices: Sequence[str], word: int) -> str:
        """Something that this key may be, or that looks like it; of a key that nobody here knows, any words."""
        tickets = [each.number for each in self.tickets()[:6]]
        desk, companies, _ = firm()
        until = self.clock.now() + timedelta(hours=30 * word - 20)
        found: Mapping[str, Sequence[str]] = {
            "to": (*STAFF, "nobody@desk.example", "") if action == "assign" else ("night", "shop"),
            "category": (*(each.id for each in desk.categories), "nothing"),
            "until": (until.isoformat(),),
            "into": (*tickets, "MG-999"),
            "of": (*tickets, "MG-999"),
            "by": AUTHORS,
            "minutes": ("15", "15", "15", "soon"),
            "customer": tuple(each.name for each in companies),
            "add": ("vip", "two words", "vip"),
            "remove": ("vip",),
            "missing": ("service", "yes"),
        }
        pool = choices or found.get(name, (f"words of {name}",))
        return pool[word % len(pool)]

    def take_next(self, staff: int, worker: int) -> None:
        self.deeds.append(Deed("act", STAFF[staff], "take"))
        self._try("take_next", lambda: take_next(self.houses[worker], STAFF[staff]))

    def decide_held(self, which: int, deed: str, staff: int) -> None:
        """A letter that waits for a person: let in, set aside, or read again."""
        kept = self._letter(which, Fate.HELD, Fate.QUARANTINED)
        if kept is None:
            return
        done: Mapping[str, Callable[[], Any]] = {
            "release": lambda: held.release(self.houses[0], kept.id, STAFF[staff]),
            "discard": lambda: held.discard(self.houses[0], kept.id, STAFF[staff], "advertising"),
            "retry": lambda: held.retry(self.houses[0], kept.id, STAFF[staff]),
        }
        self.deeds.append(Deed("held", STAFF[staff], deed, str(kept.id)))
        self._try(f"held {deed}", done[deed])

    def send_again(self, which: int) -> None:
        """A letter that failed is sent once more by hand: it is the same letter."""
        with self.houses[0].view() as work:
            found = work.unit.outbox.latest(OutState.FAILED, _MOST)
        if found:
            letter = found[which % len(found)]
            if self._try("resend", lambda: resend(self.houses[0], letter.id)):
                self.may_leave_again[letter.message_id] += 1

    # Pages of customers.

    def post(self, which: int, said: str, comment: int, garbled: bool, worker: int) -> None:
        """Somebody uses a link of ours, also an old one, or one that lost its end."""
        if self.links:
            link = self.links[-1 - which % len(self.links)]
            words = WORDS[comment][0] if comment else ""
            self.deeds.append(Deed("page", link.to, "garbled" if garbled else said, link.message_id))
            token = link.token[:-2] if garbled else link.token
            self._try(f"page {link.kind}", partial(self._post, link.kind, token, said, words, worker))

    def _post(self, kind: str, token: str, said: str, words: str, worker: int) -> None:
        house = self.houses[worker]
        match kind:
            case "v":
                answer_verify(house, token, said, words)  # type: ignore[arg-type]
            case "p":
                answer_prove(house, token)
            case "a":
                answer_approve(house, token, "approve" if said == "yes" else "refuse", words)
            case _ if said == "yes":
                add_colleague(house, token, words, {Right.TECHNICAL})
            case _:
                refuse_colleague(house, token)

    def scan(self) -> None:
        """A machine opens every link that we ever sent; so do people who only look."""
        pages = {"v": open_verify, "p": open_prove, "a": open_approve, "c": open_colleague}
        for link in self.links:
            pages[link.kind](self.houses[0], link.token)

    # Time, workers, and what breaks.

    def time_passes(self, minutes: int) -> None:
        self.clock.forward(timedelta(minutes=minutes))
        self.machine[0] += minutes * 60.0

    def clock_goes_back(self, minutes: int) -> None:
        """Somebody sets the clock; the time that leases count in knows nothing of it."""
        self.clock.forward(timedelta(minutes=-minutes))

    def sweep(self, worker: int, what: str) -> None:
        """What a worker does when it is woken up."""
        house = self.houses[worker]
        if what == "everything":
            self._sweep(house, "drain_letters")
            ring_all(house)
            deliver_all(house)
        else:
            self._sweep(house, what)

    def _sweep(self, house: House, what: str) -> None:
        tasks(house, threading.Event())[what]()

    def both(self, one: tuple[str, dict[str, Any]], other: tuple[str, dict[str, Any]]) -> None:
        """Two workers do this at the same moment."""
        self.alone = False
        with ThreadPoolExecutor(2) as pool:
            together = [pool.submit(self._do, name, {**arguments, "worker": worker})
                        for worker, (name, arguments) in enumerate((one, other))]
        for each in together:
            each.result()

    def relay_says(self, who: int, codes: Sequence[int]) -> None:
        """What the next server will answer to the next letters for somebody."""
        self.relay.will_say((*AUTHORS, *STAFF)[who], *(Said(code, "as it likes") for code in codes))

    def breaks(self, after: int, dies: bool, step: tuple[str, dict[str, Any]]) -> None:
        """The process dies in the middle of a step, or the database goes away for a moment."""
        name, arguments = step
        sent = len(self.relay.tried)
        fault = Dies() if dies else Trouble("the database does not answer")
        stores: list[Any] = [house.store for house in self.houses]
        for store in stores:
            store.break_after(after, fault)
        try:
            self._do(name, arguments)
        except (Dies, Trouble):
            assert any(store.broke for store in stores), "it broke by itself"
        finally:
            for store in stores:
                store.mend()
        self.breaks_so_far += 1
        with self.houses[0].view() as work:  # of these nobody noted that they were accepted
            for each in self.relay.tried[sent:]:
                row = work.unit.outbox.by_message_id(message_id_of(each))
                if each.answer.accepted and (row is None or row.state is not OutState.SENT):
                    self.may_leave_again[message_id_of(each)] += 1

    def recover(self) -> None:
        """The leases of the dead have ended, and a worker sweeps."""
        self.machine[0] += LONGER_THAN_A_LEASE
        self.sweep(1, "everything")

    def comes_to_rest(self) -> None:
        """Everything that came is decided."""
        for _ in range(20):
            self.machine[0] += LONGER_THAN_A_LEASE
            self._sweep(self.houses[0], "drain_letters")
            with self.houses[0].view() as work:
                if not work.unit.letters.ledger().pending:
                    return
        raise AssertionError("letters wait for ever")


ALL_ACTIONS = tuple(sorted(ACTIONS))
