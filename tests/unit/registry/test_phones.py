"""Phone numbers: any spelling finds the person, and what cannot be read is kept as it was written."""

import pytest

from mailgate.registry.items import Calendar, Firm, Week
from mailgate.registry.phones import country_of, e164, join_phones, phone, split_phones
from mailgate.registry.setup import Desk


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("603 555 010", "CZ", "+420603555010"),
        ("+420603555010", "CZ", "+420603555010"),
        ("00420603555010", "CZ", "+420603555010"),
        ("00 420 603 555 010", "PL", "+420603555010"),
        ("(+420) 603-555-010", "PL", ""),  # a bracket before the plus is no usual spelling
        ("+420 (603) 555.010", "PL", "+420603555010"),
        ("603/555 010", "CZ", "+420603555010"),
        ("603\u00a0555\u00a0010", "CZ", "+420603555010"),
        ("603 555 010 ext. 12", "CZ", "+420603555010"),
        ("22 555 01 00", "PL", "+48225550100"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("8 (495) 123-45-67", "CZ", "+74951234567"),
        ("+7 495 123 45 67", "CZ", "+74951234567"),
        ("603 555 010", "", ""),
        ("112", "CZ", ""),
        ("603 555", "CZ", ""),
        ("+", "CZ", ""),
        ("", "CZ", ""),
        ("eva@kos.example", "CZ", ""),
        ("0" * 5000, "CZ", ""),
        ("６０３５５５０１０", "CZ", ""),
    ],
)
def test_a_spelling_is_read_as_one_number(text: str, country: str, number: str) -> None:
    assert e164(text, country) == number


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("603 555 010", ("603 555 010",)),
        ("+420 603 001 001", ("+420 603 001 001",)),
        ("+420603555010 +48600100100", ("+420603555010", "+48600100100")),
        ("603555010 603555011", ("603555010", "603555011")),
        ("+420 603 555 010 00420 603 555 011", ("+420 603 555 010", "00420 603 555 011")),
        ("603 555 010, 8 (495) 123-45-67;112", ("603 555 010", "8 (495) 123-45-67", "112")),
        ("112, 112", ("112",)),
    ],
)
def test_the_numbers_of_a_cell_are_kept_as_written(cell: str, phones: tuple[str, ...]) -> None:
    assert split_phones(cell) == phones
    assert split_phones(join_phones(phones)) == phones


@pytest.mark.parametrize("text", ["eva", "12", "4,20604E+11", "603 555 010 777 123 456", "<603555010>", "1" * 19, "+"])
def test_what_is_clearly_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not one phone number; write it as"):
        phone(text)


def test_the_country_is_the_firms_else_that_of_its_phone_else_of_its_holidays() -> None:
    polish = Calendar(name="office", zone="Europe/Warsaw", holidays="DE-BY", spans=Week(mon=("08:00-16:00",)))
    for firm, country in (
        (Firm(name="F", zone="UTC", country="SK", phone="+420 603 555 010"), "SK"),
        (Firm(name="F", zone="UTC", phone="+420 603 555 010"), "CZ"),
        (Firm(name="F", zone="UTC", phone="603 555 010"), "DE"),
    ):
        assert country_of(Desk(firm=firm, calendars=(polish,))) == country
    assert country_of(Desk.empty()) == ""
