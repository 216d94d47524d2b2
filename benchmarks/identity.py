"""What it costs to find out who wrote and to which ticket: `python benchmarks/identity.py [--letters 1000]`.

Synthetic letters in the proportions of the others here: 70 % new ones, 25 % replies that name their ticket by our
Message-ID, by one of their own, by our plus-address or by the tag in the subject, 5 % automatic ones; 200 registered
authors at companies of their own, 700 tickets. Parsing and proof are not counted. Prints one JSON line with CPU
milliseconds a letter, of five rounds the best: of the two questions alone, with what is fetched for them, and with all
that `desk.ahead` fetches for the stages after them as well. Over SQLite, and over the memory store, whose registry is
a plain list that is walked for each letter. Never a test.
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from intake import DESK, MAILBOX

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.ahead import take_up
from mailgate.desk.decide import BATCH, drain
from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.house import House, Work
from mailgate.desk.known import KnownHere
from mailgate.desk.receive import receive
from mailgate.ingest.known import Known
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.ingest.parse import read
from mailgate.ingest.pipeline import which_ticket, who_wrote_it
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.ids import subject_tag
from mailgate.model.letter import Envelope, KeptLetter, Letter, Proof, WayIn
from mailgate.testing import a_letter
from mailgate.testing.house import a_house

AUTHORS = [f"user{number:03d}@firm{number:03d}.example" for number in range(200)]
TICKETS = 700
ROUNDS = 5

Arrived = tuple[KeptLetter, Letter]
Ahead = Callable[[Work, Sequence[Arrived]], None]


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--letters", type=int, default=1000)
    letters = arguments.parse_args().letters
    with tempfile.TemporaryDirectory() as folder:
        sqlite = measured(on_disk(Path(folder)), letters)
    memory = measured(a_house(origin=OriginPolicy(trust_loopback=True)), letters)
    print(json.dumps({"letters": letters, "sqlite": sqlite, "memory": memory}))


def on_disk(folder: Path) -> House:
    """A house over SQLite that believes what is submitted on this machine."""
    settings = folder / "mailgate.toml"
    settings.write_text("[origin]\ntrust_loopback = true\n")
    return open_house(load_settings(settings))


def measured(house: House, letters: int) -> dict[str, object]:
    """CPU of the questions, and with the look-ahead before them; of all rounds the best."""
    load_desk(house, [("desk.toml", DESK)])
    rows = [f"Company {number};;Person {number};{author};technical" for number, author in enumerate(AUTHORS)]
    people = "\n".join(["company;domains;contact;emails;rights", *rows])
    import_people(house, people.encode(), "people.csv", dry_run=False)
    open_tickets(house)
    arrived = list(arrivals(house, letters))
    questions, fetched = best(house, arrived, fetch)
    _, everything = best(house, arrived, take_up)
    methods = found_by(house, arrived)
    house.store.close()
    return {
        "cpu_ms_questions": round(questions * 1000 / letters, 4),
        "cpu_ms": round((questions + fetched) * 1000 / letters, 4),
        "cpu_ms_with_look_ahead": round((questions + everything) * 1000 / letters, 4),
        "methods": methods,
    }


def fetch(work: Work, arrived: Sequence[Arrived]) -> None:
    """Of the look-ahead what these two questions ask for."""
    unit, letters = work.unit, [letter for _, letter in arrived]
    authors = {letter.from_address for letter in letters if letter.from_address}
    unit.people.foresee({str(author) for author in authors}, {author.domain for author in authors})
    names = {each for one in letters for each in (one.message_id, one.in_reply_to, *one.references) if each}
    unit.letters.foresee((), names)
    known = KnownHere(work)
    named = {known.ticket_of_message_id(each) for each in names}
    named |= {known.ticket_of_stored_ids([each]) for each in names}
    named |= {known.ticket_of_recipient(letter.to) for letter in letters}
    named |= {subject_tag(letter.subject) for letter in letters}
    unit.tickets.foresee({each for each in named if each})


def open_tickets(house: House) -> None:
    """Each author's first letters, through the whole desk."""
    for number in range(TICKETS):
        raw = a_letter(sender=_author(number), to=MAILBOX, subject=f"Ticket {number}", message_id=_own_id(number))
        receive(house, _envelope(house, number), raw)
    while drain(house):
        pass


def arrivals(house: House, letters: int) -> Iterator[Arrived]:
    """Letters as they come to the questions: read, with their row in the ledger."""
    for number in range(letters):
        signs = _signs(house, number) if number % 10 < 3 else {"message_id": f"new.{number}@mail.example"}
        raw = a_letter(**{"sender": _author(number), "to": MAILBOX, "subject": f"Words {number}", **signs})
        envelope = _envelope(house, number)
        digest = hashlib.sha256(raw).hexdigest()
        yield KeptLetter(1_000_000 + number, envelope, digest, len(raw)), read(raw, mail_from=envelope.mail_from)


def _signs(house: House, number: int) -> dict[str, object]:
    """How a reply names the author's ticket; every sixth is a machine's."""
    ticket = number % TICKETS
    with house.view() as work:
        found = work.unit.letters.ticket_of_ids([_own_id(ticket)])
        assert found, "every first letter has opened a ticket"
        ours = [letter.message_id for letter in work.unit.outbox.of_ticket(found)][:1]
    of_kind: tuple[dict[str, object], ...] = (
        {"in_reply_to": (ours or [_own_id(ticket)])[0], "references": [_own_id(ticket), *ours]},
        {"in_reply_to": _own_id(ticket), "references": [_own_id(ticket)]},
        {"to": house.minter.reply_address(found, MAILBOX)},
        {"subject": f"Re: Ticket {ticket} [MG-{found}]"},
    )
    machine = {"auto_submitted": "auto-replied"} if number % 60 < 10 else {}
    own = {"subject": f"Re: Ticket {ticket}", "message_id": f"re.{number}@mail.example"}
    return {**own, **of_kind[number % 4], **machine}


def best(house: House, arrived: Sequence[Arrived], ahead: Ahead) -> tuple[float, float]:
    """CPU seconds of the questions, and of what is fetched before them, over all letters."""
    rounds = [one_round(house, arrived, ahead) for _ in range(ROUNDS)]
    return min(asking for asking, _ in rounds), min(fetching for _, fetching in rounds)


def one_round(house: House, arrived: Sequence[Arrived], ahead: Ahead) -> tuple[float, float]:
    """The same, once."""
    asking = fetching = 0.0
    for start in range(0, len(arrived), BATCH):
        batch = arrived[start : start + BATCH]
        intakes = [Intake(kept, letter, Proof.PROVEN) for kept, letter in batch]
        with house.work() as work:
            began = time.process_time()
            ahead(work, batch)
            between = time.process_time()
            for intake in intakes:
                asked(intake, KnownHere(work))
            asking, fetching = asking + time.process_time() - between, fetching + between - began
    return asking, fetching


def found_by(house: House, arrived: Sequence[Arrived]) -> dict[str, int]:
    """How many letters found a ticket by which sign."""
    with house.view() as work:
        known = KnownHere(work)
        return Counter(str(asked(Intake(*each, Proof.PROVEN), known).thread.method) for each in arrived)


def asked(intake: Intake, known: Known) -> Intake:
    for question in (who_wrote_it, which_ticket):
        answer = question(intake, known)
        assert not isinstance(answer, Verdict)
        intake = answer
    return intake


def _author(number: int) -> str:
    return AUTHORS[number % TICKETS % len(AUTHORS)]


def _own_id(number: int) -> str:
    return f"first.{number}@mail.example"


def _envelope(house: House, number: int) -> Envelope:
    return Envelope(WayIn.SMTP, (MAILBOX,), house.clock.now(), _author(number), "127.0.0.1")


if __name__ == "__main__":
    main()
