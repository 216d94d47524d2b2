"""Secrets: long enough, for one purpose, for a time, and nowhere in the tables (threats T33, T6; law 9).

The rows are read as they lie in the database, so that a new table or column cannot keep a secret unseen.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailgate.app.house import nonce
from mailgate.desk.approve import open_approve
from mailgate.desk.colleague import open_colleague
from mailgate.desk.customer import open_prove, open_verify
from mailgate.desk.doors import form_token, invite, invited, sign_in, staff_of
from mailgate.desk.links import PURPOSES
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.ids import Minter
from mailgate.store.open import open_store
from mailgate.testing import SetClock, SinkRelay
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed
from tests.unit.desk.conftest import MX, Place

ADA = "ada@desk.example"
NOTHING_BY_CHANCE = 128  #: bits
BASE32, NONCE, HEX = 32, 36, 16  #: letters that a secret is made of


@dataclass(frozen=True)
class Keyring:
    """A house on a disk, with one secret of every kind."""

    place: Place
    path: Path
    secrets: dict[str, str]


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyring]:
    path = tmp_path_factory.mktemp("data") / "mailgate.db"
    clock, relay, store = SetClock(), SinkRelay(), open_store(f"sqlite:///{path}")
    origin = OriginPolicy(trusted_authserv_ids=frozenset({MX}))
    house = seed(a_house(store, clock=clock, relay=relay, origin=origin, nonce=nonce))
    place = Place(house, clock, relay)
    place.verifying()
    place.mail("eva@customer.example", proof="unproven", subject="The printer again", text="Unproven words.")
    place.mail(subject="A question about the invoice", text="What is this sum?")
    place.mail("new@customer.example", subject="printer", text="I am new here.")
    place.deliver()
    invitation = invite(house, ADA).rpartition("/")[2]
    session = sign_in(house, invite(house, ADA).rpartition("/")[2])
    yield Keyring(place, path, {**_links(relay), "invitation": invitation, "session": session})
    store.close()


def _links(relay: SinkRelay) -> dict[str, str]:
    """The token of each kind of page that our letters link to, by what it is signed for."""
    found: dict[str, str] = {}
    for sent in relay.sent:
        part = sent.message.get_body(("plain",))
        assert part is not None
        for page, token in re.findall(r"https://help\.desk\.example/(\w)/([\w.=-]{60,})", part.get_content()):
            found.setdefault({"v": "verify", "p": "prove", "a": "approve", "c": "colleague"}[page], token)
    return found


#: Everything that a secret may open, by the kind of secret that opens it.
OPENERS: dict[str, Callable[[Place, str], object]] = {
    "verify": lambda place, token: open_verify(place.house, token),
    "prove": lambda place, token: open_prove(place.house, token),
    "approve": lambda place, token: open_approve(place.house, token),
    "colleague": lambda place, token: open_colleague(place.house, token),
    "invitation": lambda place, token: invited(place.house, token),
    "session": lambda place, token: staff_of(place.house, token),
}


def test_there_is_one_secret_for_every_door_and_a_door_for_every_secret(keyring: Keyring) -> None:
    assert set(keyring.secrets) == set(OPENERS)
    assert {"verify", "prove", *PURPOSES.values()} < set(OPENERS), "a new purpose needs its row here"


@pytest.mark.parametrize("kind", OPENERS)
@pytest.mark.parametrize("door", OPENERS)
def test_a_secret_opens_its_own_door_and_no_other(keyring: Keyring, kind: str, door: str) -> None:
    opened = OPENERS[door](keyring.place, keyring.secrets[kind])
    assert bool(opened) == (kind == door)


@pytest.mark.parametrize("kind", OPENERS)
@pytest.mark.parametrize("purpose", ["verify", "prove", "approve", "colleague", "view", "staff-sign-in", ""])
def test_a_signed_link_is_read_for_its_own_purpose_alone(keyring: Keyring, kind: str, purpose: str) -> None:
    place = keyring.place
    link = place.house.minter.open(keyring.secrets[kind], purpose, place.clock.now())
    assert (link is not None) == (kind == purpose)


@pytest.mark.parametrize("kind", OPENERS)
def test_a_secret_is_no_message_id_and_no_address_and_those_open_no_door(keyring: Keyring, kind: str) -> None:
    place, minter = keyring.place, keyring.place.house.minter
    secret = keyring.secrets[kind]
    assert minter.ticket_of_message_id(secret) is None
    assert minter.ticket_of_message_id(f"mg.1.{secret}@desk.example") is None
    assert minter.ticket_of_recipient([f"support+mg1-{secret}@desk.example"]) is None
    plus = minter.reply_address(1, "support@desk.example")
    form = form_token(keyring.secrets["session"])
    for other in (place.out("verify").message_id, plus, plus.partition("-")[2].partition("@")[0], form, "", "."):
        assert not OPENERS[kind](place, other)


@pytest.mark.parametrize("kind", OPENERS)
def test_every_secret_ends(keyring: Keyring, kind: str) -> None:
    place, secret = keyring.place, keyring.secrets[kind]
    later = SetClock(place.clock.now() + timedelta(days=100))
    assert not OPENERS[kind](replace(place, house=replace(place.house, clock=later)), secret)


@pytest.mark.parametrize("kind", OPENERS)
def test_one_changed_letter_makes_a_secret_worthless(keyring: Keyring, kind: str) -> None:
    secret = keyring.secrets[kind]
    for at in {0, len(secret) // 2, len(secret) - 1}:
        changed = secret[:at] + ("a" if secret[at] != "a" else "b") + secret[at + 1 :]
        assert not OPENERS[kind](keyring.place, changed)


def test_no_secret_stands_in_any_table(keyring: Keyring) -> None:
    """Of every column of every table, and of the file itself: neither whole nor the half that cannot be guessed."""
    rows = _dumped(keyring)
    assert "staff-sign-in" in rows
    assert "Unproven words." in rows, "the dump sees what is stored"
    stored = rows.encode() + keyring.path.read_bytes()
    for kind, secret in {**keyring.secrets, "form": form_token(keyring.secrets["session"])}.items():
        tag = secret.rpartition(".")[2]
        for part in (secret, tag, tag[: len(tag) // 2]):
            assert part.encode() not in stored, kind


def _dumped(keyring: Keyring) -> str:
    import sqlite3

    connection = sqlite3.connect(keyring.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    text = "\n".join(connection.iterdump())
    connection.close()
    return text


def test_every_random_secret_and_every_tag_has_128_bits(keyring: Keyring) -> None:
    assert len(nonce()) * math.log2(NONCE) >= NOTHING_BY_CHANCE
    for kind in ("invitation", "session"):
        assert len(keyring.secrets[kind]) * math.log2(NONCE) >= NOTHING_BY_CHANCE
    for kind in ("verify", "prove", *PURPOSES.values()):
        assert len(keyring.secrets[kind].rpartition(".")[2]) * math.log2(BASE32) >= NOTHING_BY_CHANCE
    assert len(form_token("s")) * math.log2(HEX) >= NOTHING_BY_CHANCE
    minter = Minter(b"x" * 32)
    assert len(minter.message_id(1, "nonce1", "d").partition("@")[0].rpartition(".")[2]) * 5 >= NOTHING_BY_CHANCE
    assert len(minter.reply_address(1, "a@d").partition("-")[2].partition("@")[0]) * 5 >= NOTHING_BY_CHANCE


def test_random_secrets_do_not_repeat_and_use_all_their_letters_alike() -> None:
    made = [nonce() for _ in range(4000)]
    assert len(set(made)) == len(made)
    counts = {letter: "".join(made).count(letter) for letter in set("".join(made))}
    expected = 4000 * 25 / NONCE
    assert len(counts) == NONCE
    # Chi squared with 35 degrees of freedom: above 100 by chance less often than once in ten million runs.
    assert sum((count - expected) ** 2 / expected for count in counts.values()) < 100
