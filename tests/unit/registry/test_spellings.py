"""Which spellings of an address are the registered person, and which are nobody (threats T21, T22)."""

import pytest

from mailgate.model.address import Address
from mailgate.testing import MemoryStore, a_company, a_person

ALICE = "alice@corp.example"


@pytest.mark.parametrize(
    ("spelling", "is_alice"),
    [
        ("alice@corp.example", True),
        ("ALICE@corp.example", True),
        ("Alice@CORP.Example", True),
        (" alice@corp.example ", True),
        ("ALICE@corp", False),
        ("аlice@corp.example", False),  # a Cyrillic а
        ("alice@cоrp.example", False),  # a Cyrillic о: a domain of its own
        ("alice@corp。example", False),
        ("alice@corp．example", False),
        ("alice@corp.example.", False),
        ("alice@corp.example。", False),
        ("ALİCE@corp.example", False),  # lower-cased it would end in two letters
        ("alıce@corp.example", False),
        ("alice@CORP.EXAMPLİ", False),
        ("ａlice@corp.example", False),
        ("alice@ｃorp.example", False),
        ("alice\u200b@corp.example", False),
        ("alice@corp.example\x00", False),
        ("alice+x@corp.example", False),  # nobody's tag is stripped: another identity
        ("+alice@corp.example", False),
        ("a.lice@corp.example", False),
        ("alice@mail.corp.example", False),
        ("'alice'@corp.example", False),
        ("alice%corp.example@evil.example", False),
        ("alice@corp.example@evil.example", False),
        ("<alice@corp.example>", False),
        ("", False),
        (" ", False),
        ("@", False),
        ("@corp.example", False),
    ],
)
def test_a_spelling_is_alice_or_it_is_not(spelling: str, is_alice: bool) -> None:
    store = MemoryStore()
    with store.writing() as unit:
        company = unit.people.save_company(a_company(domains=("corp.example",)))
        alice = unit.people.save_person(a_person(company=company, addresses=(ALICE,), numbers=()))
        read = Address.read(spelling)
        found = unit.people.by_address(str(read)) if read else []
        assert found == ([alice] if is_alice else [])
        assert unit.people.by_address("") == unit.people.by_phone("") == []
