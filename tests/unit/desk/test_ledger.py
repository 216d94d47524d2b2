"""Every kept letter has exactly one fate: doubles, poison, batches, and the equation (law 2, threats P8, P10)."""

from datetime import timedelta

import pytest

from mailgate.desk import decide
from mailgate.desk.health import findings, status
from mailgate.desk.receive import receive
from mailgate.model.errors import Conflict, Trouble
from mailgate.model.letter import Fate, KeptLetter
from mailgate.testing import MORNING, a_letter, an_envelope

from .conftest import ANN, Place, written


def test_the_same_bytes_again_are_a_duplicate_of_the_first(place: Place) -> None:
    raw = written(ANN, "proven", "support@desk.example")
    first, second = place.bytes_in(raw), place.bytes_in(raw)
    assert (first.fate, second.fate) == (Fate.TICKET, Fate.DUPLICATE)
    assert second.ticket_id == first.ticket_id == 1
    assert len(place.messages()) == 1
    assert place.effects() == ["received"]


def test_the_same_bytes_to_another_mailbox_are_no_duplicate(place: Place) -> None:
    raw = written(ANN, "proven", "support@desk.example")
    place.bytes_in(raw)
    assert place.bytes_in(raw, to="private@desk.example").fate is not Fate.DUPLICATE


def test_the_same_bytes_after_a_week_are_no_duplicate(place: Place) -> None:
    raw = written(ANN, "proven", "support@desk.example")
    place.bytes_in(raw)
    place.later(days=7, seconds=1)
    assert place.bytes_in(raw).fate is not Fate.DUPLICATE


def test_the_same_message_id_with_other_bytes_is_kept(place: Place) -> None:
    """An attacker who sends a Message-ID first must not swallow the customer's letter (P10)."""
    place.mail("sam@elsewhere.example", message_id="stolen@customer.example", text="Mine now.")
    kept = place.mail(message_id="stolen@customer.example")
    assert kept.fate is Fate.TICKET
    assert [message.author for message in place.messages(kept.ticket_id or 0)] == [ANN]


def test_kept_is_the_sum_of_all_fates(place: Place) -> None:
    place.mail()
    place.mail(subject="[MG-1]", text="More")
    place.mail(proof="forged", text="Evil")
    place.mail(auto_submitted="auto-replied", text="Away")
    receive(place.house, an_envelope(received_at=place.clock.now()), a_letter(text="Not yet read"))
    ledger = status(place.house)
    assert ledger["balanced"]
    assert (ledger["kept"], ledger["pending"]) == (5, 1)
    assert ledger["kept"] == sum(ledger["fates"].values()) + ledger["pending"]
    assert {fate: count for fate, count in ledger["fates"].items() if count} == {
        "ticket": 1, "reply": 1, "held": 1, "automatic": 1
    }  # fmt: skip


def test_a_letter_that_cannot_be_read_is_quarantined_with_its_bytes(place: Place) -> None:
    bomb = b"From: ann@customer.example\r\n" + b"X: y\r\n" * 2000 + b"\r\nHello\r\n"
    kept = place.bytes_in(bomb)
    assert (kept.fate, kept.reason) == (Fate.QUARANTINED, "limit: more than 1000 headers")
    assert (place.tickets(), place.deliver()) == ([], [])
    with place.house.view() as work:
        assert work.unit.letters.raw(kept.digest) == bomb


def poison(monkeypatch: pytest.MonkeyPatch, subject: str) -> list[int]:
    """Deciding a letter with this subject raises; the ids of the tries."""
    tried: list[int] = []
    ask = decide.ask

    def broken(intake, known):  # type: ignore[no-untyped-def]
        if intake.letter.subject == subject:
            tried.append(intake.kept.id)
            raise ZeroDivisionError("a secret word")
        return ask(intake, known)

    monkeypatch.setattr(decide, "ask", broken)
    return tried


def test_a_poison_letter_is_quarantined_after_three_tries_and_the_others_land(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = poison(monkeypatch, "Poison")
    rows: list[KeptLetter] = []
    for number, subject in enumerate(("printer one", "Poison", "printer two")):
        raw = written(ANN, "proven", "support@desk.example", subject=subject, text=f"{number}\n")
        rows.append(receive(place.house, an_envelope(received_at=place.clock.now()), raw)[0])
    decide.drain(place.house)
    assert [place.letter(row.id).fate for row in rows] == [Fate.TICKET, None, Fate.TICKET]
    while decide.drain(place.house):
        pass
    for _ in range(3):
        decide.drain(place.house)
    parked = place.letter(rows[1].id)
    assert (parked.fate, parked.tries) == (Fate.QUARANTINED, 3)
    assert set(tried) == {rows[1].id}
    assert "secret" not in parked.reason
    assert status(place.house)["balanced"]
    assert any("could not be read" in finding.what for finding in findings(place.house))


def received(place: Place, *subjects: str) -> list[int]:
    """Letters that nobody has decided yet; their ids."""
    raws = [written(ANN, "proven", "support@desk.example", subject=f"printer {each}") for each in subjects]
    return [receive(place.house, an_envelope(received_at=place.clock.now()), raw)[0].id for raw in raws]


def a_worker_claims_and_dies(place: Place) -> list[int]:
    """It read them, and was killed by one; its lease has ended since. The ids."""
    with place.house.store.writing() as unit:
        return [kept.id for kept in unit.letters.claim(decide.BATCH, -1.0)]


def test_a_letter_that_kills_its_worker_is_parked_unread_and_stops_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, killer, after = received(place, "before", "killer", "after")
    assert a_worker_claims_and_dies(place) == [before, killer, after]
    assert [kept.id for kept in decide.drain(place.house)] == [before]
    while place.letter(killer).tries < decide.MOST_DEATHS:
        assert a_worker_claims_and_dies(place) == [killer], "it takes nobody with it"
    with monkeypatch.context() as patch:
        patch.setattr(decide, "read_all", lambda *args: pytest.fail("it was read once more"))
        (parked,) = decide.drain(place.house)
    assert (parked.id, parked.fate) == (killer, Fate.QUARANTINED)
    assert "every worker that tried to decide it has died" in place.letter(killer).reason
    (late,) = received(place, "late")
    while decide.drain(place.house):
        pass
    assert [place.letter(each).fate for each in (before, after, late)] == [Fate.TICKET] * 3
    assert status(place.house)["balanced"]


@pytest.mark.parametrize("cause", [Trouble("the database does not answer"), Conflict("somebody moved the ticket")])
def test_a_letter_that_is_not_to_blame_loses_no_try(
    place: Place, monkeypatch: pytest.MonkeyPatch, cause: Exception
) -> None:
    (waits,) = received(place, "waits")

    def fails(*args: object) -> None:
        raise cause

    with monkeypatch.context() as patch:
        patch.setattr(decide, "decide", fails)
        for _ in range(decide.MOST_TRIES + 2):
            assert decide.drain(place.house) == []
    assert (place.letter(waits).tries, place.letter(waits).fate) == (0, None)
    decide.drain(place.house)
    assert place.letter(waits).fate is Fate.TICKET


def test_a_quarantined_letter_can_be_tried_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        poison(patch, "printer Poison")
        kept = place.mail(subject="printer Poison")
        for _ in range(3):
            decide.drain(place.house)
        assert place.letter(kept.id).fate is Fate.QUARANTINED
    with place.house.work() as work:
        work.unit.letters.retry(kept.id)
    decide.drain(place.house)
    assert place.letter(kept.id).fate is Fate.TICKET


def test_letters_are_decided_in_the_order_in_which_they_came(place: Place) -> None:
    for number in range(5):
        raw = written(ANN, "proven", "support@desk.example", text=f"{number}\n", subject=f"printer {number}")
        receive(place.house, an_envelope(received_at=place.clock.now()), raw)
    decide.drain(place.house)
    assert [ticket.subject for ticket in reversed(place.tickets())] == [f"printer {number}" for number in range(5)]


def test_a_batch_and_one_by_one_give_the_same(another_place) -> None:  # type: ignore[no-untyped-def]
    together, alone = another_place(), another_place()
    raws = [
        written(ANN, "proven", "support@desk.example", text=text, subject=subject)
        for subject, text in (("printer", "a\n"), ("[MG-1] printer", "b\n"), ("an invoice", "c\n"))
    ]
    for raw in raws:
        receive(together.house, an_envelope(received_at=MORNING), raw)
        alone.bytes_in(raw)
    decide.drain(together.house)
    for place in (together, alone):
        assert [ticket.subject for ticket in place.tickets()] == ["an invoice", "printer"]
    assert together.ticket(1).flags == alone.ticket(1).flags
    assert together.events(1) == alone.events(1)


def test_silence_is_told_of(place: Place) -> None:
    receive(place.house, an_envelope(received_at=MORNING), a_letter())
    assert findings(place.house) == []
    place.clock.forward(timedelta(minutes=16))
    assert any("a letter waits since" in finding.what for finding in findings(place.house))
