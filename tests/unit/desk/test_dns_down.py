"""While the DNS is down letters are decided all the same, each with a lookup of its own."""

from collections.abc import Callable
from dataclasses import replace

from mailgate.desk.decide import drain
from mailgate.desk.receive import receive
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import Trouble
from mailgate.testing import a_letter, an_envelope

from .conftest import Place


class DownDns:
    """Answers nothing, and counts."""

    def __init__(self) -> None:
        self.batches = self.letters = 0

    def for_batch(self) -> Callable[[], Callable[[str], list[bytes] | None]]:
        self.batches += 1
        return self._for_letter

    def _for_letter(self) -> Callable[[str], list[bytes] | None]:
        self.letters += 1
        return self._lookup

    def _lookup(self, name: str) -> list[bytes] | None:
        raise Trouble(f"DNS does not answer for {name}")


def test_a_batch_is_decided_as_unproven_and_each_letter_has_its_own_time(place: Place) -> None:
    dns = DownDns()
    house = replace(place.house, dns=dns, origin=OriginPolicy(verify=True))
    for number in range(3):
        raw = a_letter(subject=f"printer {number}")
        receive(house, an_envelope(received_at=place.clock.now()), raw)
    decided = drain(house)
    assert [kept.fate for kept in decided] == ["ticket"] * 3
    assert {kept.decision["proof"] for kept in decided} == {"unproven"}
    assert "unproven (temporary): DNS does not answer" in str(decided[0].decision["reasons"])
    assert (dns.batches, dns.letters) == (1, 3)
