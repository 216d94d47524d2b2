"""What the desk needs from the outside, as small Protocols. `store`, `outbound.relay` and `testing` fill them.

One unit is one transaction: `with store.writing() as unit:` commits everything at its clean end and nothing when an
exception leaves it (law 6). Repositories speak in values of `model`; identity, versions and fences are theirs to give.
Rows may wait inside a unit and be written together: so a Conflict comes at the end of the unit at the latest.
Desk time is always an argument. Machine time, for leases only, is `store`'s own affair.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from mailgate.model.fetching import AccountState, Cursor, Fetched, FetchState, Lease, Place
from mailgate.model.lesson import Example, KeptModel, Lesson, Score
from mailgate.model.letter import Envelope, Fate, KeptLetter, Letter
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.person import Company, Person, RegistryImport, RightsChange
from mailgate.model.queue import QueuePlace, View, Viewer
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import Clock, ClockKind, HistoryEntry, Message, State, Ticket
from mailgate.model.ties import Ties
from mailgate.registry.setup import Desk

Found = TypeVar("Found")
Found_co = TypeVar("Found_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The promise of law 2 as numbers: kept = Σ fates + pending."""

    kept: int
    pending: int
    fates: dict[Fate, int] = field(default_factory=dict)  #: every Fate is a key

    @property
    def balanced(self) -> bool:
        """True when nothing is missing and nothing is counted twice."""
        return self.kept == self.pending + sum(self.fates.values())


class Letters(Protocol):
    """The ledger of letters and their raw bytes."""

    def foresee(self, letters: Sequence[KeptLetter], message_ids: Collection[str]) -> None:
        """These claimed letters will be decided, and these Message-IDs asked for."""

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """Store bytes and row. A form key that was seen before gives the earlier letter and False."""

    def keep_all(self, arrivals: Sequence[tuple[Envelope, bytes]]) -> list[tuple[KeptLetter, bool]]:
        """The same for several at once, in their order."""

    def claim(self, limit: int, lease_seconds: float) -> list[KeptLetter]:
        """Up to `limit` pending letters, nobody else's, in the order in which they are to be decided.

        Tries and fence have grown by one. The order is that of arrival, save that a letter comes after those that it
        refers to; one that must wait for a letter of another claim stays where it is (`model.arrival.in_turn`). What
        was tried before is claimed when nothing else can be, and alone: a bad letter does nothing to any other.
        """

    def settle(self, letter: KeptLetter) -> None:
        """Write fate, reason, ticket_id, author, subject and decision of a claimed letter.

        Raises Conflict when it was claimed again since, or has a fate already.
        """

    def release(self, letter: KeptLetter, reason: str, *, counted: bool = True) -> None:
        """End a claim without a fate, and keep the reason for people.

        The try stays counted unless the letter was not to blame. The release of an older claim does nothing.
        """

    def free(self) -> None:
        """End every claim without a fate, whoever has it; fences keep it from being decided twice."""

    def refile(self, letter: KeptLetter, fate: Fate, reason: str, ticket_id: int | None) -> None:
        """A person gives a held or quarantined letter another fate. Raises Conflict when it is neither."""

    def retry(self, letter_id: int) -> KeptLetter:
        """Make a settled letter pending again with no tries counted. Raises UnknownThing."""

    def get(self, letter_id: int) -> KeptLetter | None: ...

    def raw(self, digest: str) -> bytes:
        """The stored bytes. Raises UnknownThing."""

    def raws(self, digests: Sequence[str]) -> list[bytes]:
        """The stored bytes of each. Raises UnknownThing."""

    def first_same(self, letter: KeptLetter, since: datetime) -> KeptLetter | None:
        """An earlier letter (lower id) with the same digest and recipients, received since, that is no duplicate."""

    def remember_ids(self, ticket_id: int, message_ids: Iterable[str]) -> None:
        """These Message-IDs belong to the ticket. One that is known already stays where it is."""

    def ticket_of_ids(self, message_ids: Sequence[str]) -> int | None:
        """The ticket of the first of these ids that is known."""

    def ledger(self) -> Ledger: ...

    def latest(self, fate: Fate | None, limit: int, *, pending: bool = False) -> list[KeptLetter]:
        """The newest letters, newest first; all fates when None; only those without a fate when `pending`."""

    def security(self, limit: int) -> list[KeptLetter]:
        """Held letters that are security items (`decision["security"]`), newest first."""

    def security_waits(self) -> tuple[int, datetime | None]:
        """How many of those there are, and when the oldest was received."""

    def to_prove_again(self, now: datetime, limit: int) -> list[KeptLetter]:
        """Letters whose `prove_again_at` has come, earliest first."""

    def proven_again(self, kept: KeptLetter) -> None:
        """It has been looked up once more: its `decision` is written, and its `prove_again_at` is gone.

        Raises Conflict when it was gone already.
        """

    def oldest(self, fate: Fate | None) -> datetime | None:
        """When the oldest letter with this fate, or without any when None, was received."""


class Tickets(Protocol):
    """Tickets, their threads and their append-only history."""

    def lock(self, ticket_ids: Collection[int]) -> None:
        """From here to the end of this unit nobody else changes these or their clocks. Before they are asked for."""

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """These tickets will be asked for, with their parties and their history."""

    def open(self, ticket: Ticket) -> Ticket:
        """Insert; the returned ticket has its id and version 1."""

    def get(self, ticket_id: int) -> Ticket | None: ...

    def save(self, ticket: Ticket) -> Ticket:
        """Compare-and-set on version; the returned ticket has the next one. Raises Conflict."""

    def find(self, states: Collection[State] | None, limit: int, only: Only = ANY) -> list[Ticket]:
        """Tickets in these states (all when None), newest first."""

    def queue(
        self, view: View, viewer: Viewer, limit: int, after: QueuePlace | None = None, only: Only = ANY
    ) -> list[tuple[Ticket, QueuePlace]]:
        """What stands in a view (`model.queue.shows`), in the order of the queue, from behind `after` on.

        A ticket's place is what `model.queue.place` says of it, its category and its clocks at any time.
        """

    def counts(self, viewer: Viewer, most: int) -> dict[View, int]:
        """How many tickets stand in each view; who has counted to `most` counts no further."""

    def to_review(self, limit: int) -> list[Ticket]:
        """Tickets with the mark `lead_review` in any state, the oldest first."""

    def of_requester(self, address: str, limit: int) -> list[Ticket]:
        """Tickets of this author, newest first."""

    def alike(self, customer_id: int, category: str, since: datetime, limit: int) -> list[int]:
        """Ids of tickets of this customer and category opened since then, the highest first.

        None of one that was merged or rejected.
        """

    def work_of(self, ticket: Ticket, workers: Collection[str], since: datetime) -> dict[str, Ties]:
        """What ties each of these colleagues to a ticket: what is open now, and what was closed since then."""

    def add_message(self, ticket_id: int, message: Message) -> int: ...

    def messages(self, ticket_id: int) -> list[Message]:
        """The thread, oldest first."""

    def parties(self, ticket_id: int) -> frozenset[str]:
        """The requester and everybody whose words as a customer stand in the thread; empty for an unknown ticket.

        Also those of every ticket in `merged`.
        """

    def merged(self, ticket_id: int) -> list[Ticket]:
        """Every ticket that became part of this one, or of one of those; oldest first."""

    def add_history(self, ticket_id: int, entry: HistoryEntry) -> int: ...

    def history(self, ticket_id: int) -> list[HistoryEntry]:
        """Oldest first."""


class Outbox(Protocol):
    """Letters of ours, from queued to sent."""

    def foresee(
        self, addresses: Collection[str], since: datetime, ticket_ids: Collection[int], message_ids: Collection[str]
    ) -> None:
        """Counts for these addresses since then will be asked for, letters of these tickets, and these letters."""

    def queue(self, letter: OutLetter) -> OutLetter | None:
        """Insert; None when (ticket, event, recipient, effect) is there already. Letters of no ticket never repeat."""

    def claim(self, limit: int, now: datetime, lease_seconds: float, *, only: int | None = None) -> list[OutLetter]:
        """Queued letters that are due, oldest first, or just that with id `only`, due or not; the fence has grown."""

    def settle(self, letter: OutLetter) -> None:
        """Write state, tries, due_at, answer and sent_at of a claimed letter. Raises Conflict on an older fence."""

    def cancel(self, ticket_id: int, effects: Collection[str], reason: str) -> int:
        """Cancel queued letters of these effects that nobody has claimed; how many."""

    def retry(self, out_id: int) -> OutLetter:
        """Queue a failed or suppressed letter again, due at once, with no tries counted and a higher fence.

        Raises Conflict when it is neither.
        """

    def get(self, out_id: int) -> OutLetter | None: ...

    def of_ticket(self, ticket_id: int) -> list[OutLetter]:
        """Oldest first."""

    def by_message_id(self, message_id: str) -> OutLetter | None: ...

    def latest(self, state: OutState | None, limit: int) -> list[OutLetter]:
        """Newest first."""

    def count_since(
        self, to: str, effects: Collection[str] | None, since: datetime, ticket_id: int | None = None
    ) -> int:
        """Queued or sent letters to this address that were made since (of all effects when None)."""

    def oldest_queued(self) -> datetime | None: ...


class Clocks(Protocol):
    """Deadlines as rows; at most one of a kind per ticket."""

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """The clocks of these tickets, which this unit has locked, will be asked for."""

    def start(self, clock: Clock) -> None:
        """Insert, or replace the one of the same ticket and kind."""

    def stop(self, ticket_id: int, kinds: Collection[ClockKind]) -> None: ...

    def due(self, now: datetime, limit: int) -> list[Clock]:
        """Clocks with due_at ≤ now, earliest first."""

    def finish(self, clock: Clock) -> bool:
        """Remove exactly this clock: False when it is gone, or was started anew for another instant."""

    def of_ticket(self, ticket_id: int) -> list[Clock]: ...

    def of_tickets(self, ticket_ids: Sequence[int]) -> dict[int, list[Clock]]: ...


class People(Protocol):
    """The registry's rows."""

    def foresee(self, addresses: Collection[str], domains: Collection[str], companies: Collection[int] = ()) -> None:
        """These will be asked for: people by address, companies by domain, members by company."""

    def by_address(self, address: str) -> list[Person]:
        """Every membership of the person with this canonical address."""

    def company_of_domain(self, domain: str) -> Company | None: ...

    def company(self, company_id: int) -> Company | None: ...

    def members(self, company_id: int) -> list[Person]: ...

    def companies(self) -> list[Company]: ...

    def everybody(self) -> list[Person]:
        """Every membership."""

    def by_phone(self, number: str) -> list[Person]:
        """Every membership of everybody with this number among `Person.numbers` (E.164)."""

    def named(self, text: str, limit: int) -> list[Person]:
        """Memberships in which the name of the person or of the company has this text in it, compared as `folded`.

        By company and id; none for a text without a letter or digit.
        """

    def save_company(self, company: Company) -> Company:
        """Like save_companies, for one."""

    def save_companies(self, companies: Sequence[Company]) -> list[Company]:
        """Insert (id 0, or an id that is not there) or update by id; in their order, with their ids.

        Domains may pass from one to another among them. Raises Conflict when one is another company's.
        """

    def save_person(self, person: Person) -> Person:
        """Like save_people, for one."""

    def save_people(self, people: Sequence[Person]) -> list[Person]:
        """Insert or update by id the persons, and upsert the memberships in `person.company`; in their order.

        New ones (id 0) with one first address are one person. Of a person who is there twice the last values count.
        Addresses may pass from one to another among them. Raises Conflict when one is another person's.
        """

    def remove_membership(self, person_id: int, company_id: int) -> None:
        """Like remove_memberships, for one."""

    def remove_memberships(self, pairs: Collection[tuple[int, int]]) -> None:
        """End these memberships (person id, company id). A person goes with the last one."""

    def remove_companies(self, company_ids: Collection[int]) -> None:
        """Remove companies that have neither members nor tickets, with their domains."""

    def tickets_of(self, company_ids: Collection[int]) -> dict[int, int]:
        """The newest ticket id of each of these companies that has one."""

    def add_rights_changes(self, changes: Sequence[RightsChange]) -> None:
        """Add lines to the history of rights. Nothing ever changes or removes one."""

    def rights_changes(self, limit: int, *, company_id: int | None = None, address: str = "") -> list[RightsChange]:
        """The newest lines, newest first: of one company or person, or of all."""

    def add_import(self, done: RegistryImport) -> RegistryImport:
        """Keep that a file was imported. Older imports can no longer be undone: their `undo` is dropped."""

    def last_import(self) -> RegistryImport | None:
        """The newest one."""

    def end_import(self, import_id: int, undone_at: datetime) -> None:
        """It was undone; its `undo` is dropped."""


class Setup(Protocol):
    """The desk's set-up."""

    def desk(self) -> Desk: ...

    def put(self, desk: Desk) -> None:
        """Replace the whole set-up."""


class Doors(Protocol):
    """One-time sign-in addresses and sessions; only digests of secrets are kept."""

    def add_token(self, digest: str, purpose: str, subject: str, expires: datetime) -> None: ...

    def peek_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        """Whose token it is, without spending it."""

    def take_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        """Spend it: whose it was, or None when unknown, spent or expired."""

    def open_session(self, digest: str, subject: str, expires: datetime) -> None: ...

    def session(self, digest: str, now: datetime) -> str | None: ...

    def end_session(self, digest: str) -> None: ...


class Notes(Protocol):
    """A few values of the installation itself: its secret, heartbeats, when something was last proven."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, value: str) -> None: ...


class Lessons(Protocol):
    """What people taught about tickets, and the text model that learned it."""

    def put(self, lesson: Lesson) -> None:
        """Insert, or replace that of the same ticket."""

    def get(self, ticket_id: int) -> Lesson | None: ...

    def count(self) -> int:
        """How many there are that name a category."""

    def examples(self, limit: int) -> list[Example]:
        """The newest lessons that name a category, newest first, with the subject of their ticket as it came and what
        the customer wrote first; without those whose ticket has no such words."""

    def scores(self) -> dict[str, Score]:
        """How often each source was confirmed and corrected; nothing of a source that was never judged."""

    def model(self) -> KeptModel | None:
        """The newest one."""

    def model_made_at(self) -> datetime | None:
        """When that was made; cheap, for whoever holds an older one in memory."""

    def put_model(self, model: KeptModel) -> None:
        """Keep it; older ones are dropped."""

    def drop_model(self) -> None:
        """Forget it; nothing but the model is lost."""


class Fetching(Protocol):
    """What was fetched from IMAP accounts, how far, and who is at it. Leases count in machine time."""

    def claim(self, account: str, holder: str, seconds: float, *, over: str = "") -> Lease | None:
        """The right to work on an account; None while another holder has it, unless that holder is `over`."""

    def prolong(self, lease: Lease, seconds: float) -> None:
        """Make it last from now, and lock it for this unit. Raises Conflict when somebody else has claimed since."""

    def let_go(self, lease: Lease) -> None:
        """End it; a lease that is not the newest ends nothing."""

    def state(self, account: str) -> AccountState:
        """How it stands; an account that was never claimed has an empty state."""

    def put_state(self, state: AccountState) -> None:
        """Write all but the holder. An account that was never claimed is made."""

    def cursor(self, account: str, mailbox: str) -> Cursor | None: ...

    def put_cursor(self, cursor: Cursor) -> None:
        """Insert or replace."""

    def retire(self, account: str, mailbox: str, validity: int, generation: int) -> None:
        """The places of this validity name nothing any more: they are remembered under minus `generation`."""

    def put(self, fetched: Fetched) -> None:
        """Insert, or replace what stands at the same place. A letter of the ledger has at most one row per place."""

    def at(self, place: Place) -> Fetched | None: ...

    def at_all(self, account: str, mailbox: str, validity: int) -> dict[int, Fetched]:
        """Everything under this validity, by UID."""

    def same_bytes(self, place: Place, digest: str) -> Fetched | None:
        """A letter with this digest that was fetched from the same mailbox under another validity."""

    def in_state(self, account: str, mailbox: str, validity: int, state: FetchState, limit: int) -> list[Fetched]:
        """The lowest UIDs first."""

    def count(self, account: str, state: FetchState) -> int: ...


class Unit(Protocol):
    """One transaction over everything. Landing letters calls `serialise` first.

    `foresee`, here and on the repositories, says what will be asked for, so that it can be fetched together. It is a
    hint: it changes no answer, and what was not foreseen is fetched when it is asked for.
    """

    letters: Letters
    tickets: Tickets
    outbox: Outbox
    clocks: Clocks
    people: People
    setup: Setup
    doors: Doors
    notes: Notes
    fetching: Fetching
    lessons: Lessons

    def foresee(self, letters: int) -> None:
        """So many letters will be decided in this unit."""

    def serialise(self, *names: str) -> None:
        """From here to the end of this unit nobody else lands letters with one of these names; without any, no letters.

        Two workers who landed a mail and its reply side by side would split the thread.
        """

    def step(self) -> AbstractContextManager[None]:
        """A part of the unit that is undone alone when an exception leaves it (a savepoint)."""


class Dns(Protocol):
    """Questions to the DNS about senders, when we check them ourselves."""

    def for_batch(self) -> Callable[[], Callable[..., list[bytes] | None]]:
        """Call the result once for each letter of a batch; it gives the letter's lookup (`ingest.origin.lookup`).

        Letter and batch have a limit of time each; beyond it a lookup raises Trouble at once.
        """


class Store(Protocol):
    """Where everything is kept."""

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """`Letters.keep` in a unit of its own; committed and synced when it returns. From any thread.

        Those who come together share a commit. Raises Trouble when it was not kept.
        """

    def writing(self) -> AbstractContextManager[Unit]:
        """A unit that may write. Raises Trouble when the database does not answer."""

    def reading(self) -> AbstractContextManager[Unit]:
        """A unit that only reads; it never waits for writers."""

    def close(self) -> None: ...


class Reader(Protocol):
    """Whoever turns bytes into a Letter (`ingest.parse.read`), here or in a process that may die of it."""

    def read(self, raw: bytes, mail_from: str | None) -> Letter:
        """`mail_from`: the envelope sender, "" is the null sender, None is not known.

        Raises ReadingFailed when this letter cannot be read within its limits, and Trouble when nothing can be read.
        """


class Late(Protocol[Found_co]):
    """Answers that take longer. One of these is called, once."""

    def rest(self) -> Sequence[Found_co | None]:
        """Wait until all are there: None for those that were there before."""

    def then(self, go_on: Callable[[Sequence[Found_co | None]], None]) -> None:
        """Call `go_on` with the rest, from another thread, when all are there."""


class Prover(Protocol):
    """Who runs the questions about the senders of a batch of letters."""

    def gather(self, jobs: Sequence[Callable[[], Found]]) -> tuple[Sequence[Found | None], Late[Found] | None]:
        """The answers in order, None for each that takes long. No job may raise."""


class Answer(Protocol):
    """What the next server said to one letter for one recipient (RFC 5321 §4.2)."""

    @property
    def code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def accepted(self) -> bool: ...
    @property
    def temporary(self) -> bool: ...


class Relay(Protocol):
    """The way out."""

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Answer:
        """Hand over one letter. Never raises for what a server says or does not say."""


class Pager(Protocol):
    """A second way to call colleagues, such as an SMS gateway."""

    def call(self, name: str, body: bytes, at: datetime) -> Answer:
        """Hand over one call (JSON). `name` is the same at each try. Never raises for what a server does."""


class ClockFace(Protocol):
    """Desk time."""

    def now(self) -> datetime:
        """Aware, UTC."""
