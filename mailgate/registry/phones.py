"""Phone numbers: how they stand in a file, and the one form in which they are looked up, E.164 (ITU-T): +420603555010.

`e164("603 555 010", "CZ")` reads any spelling, `split_phones(cell)` a list of them, `country_of(desk)` says which
country numbers without a code belong to. Numbers are kept as written; E.164 is only for finding. The one importer of
phonenumbers, which is heavy: it is loaded by the first number.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from mailgate.model.person import Person
from mailgate.registry.desk import Desk

_EXTENSION = re.compile(r"\s*(?:ext|x|kl|wew|доб|#)\.?\s*[0-9]{1,6}$", re.IGNORECASE)
_SHAPE = re.compile(r"\+?[0-9 ()./\-\u00a0]{3,40}")
_INTERNATIONAL = re.compile(r"(?:\+|00)(?=[1-9])")
_FURTHER = re.compile(r"00[1-9][0-9]{2,}")  #: 00420…; "001" is rather the middle of a number
_MOST_DIGITS = 17  #: E.164 has 15 at most; 00 may stand before them
_LEAST_ALONE = 6  #: digits that make a word a number by itself; fewer are a piece of one


def split_phones(cell: str) -> tuple[str, ...]:
    """The numbers of a cell, as written. Raises ValueError for what is clearly none.

    Commas or semicolons part numbers that have spaces in them. Without, spaces part them; but words of few digits are
    the pieces of one number, which then begins at each + or 00420: "+420 603 555 010 +48 600 100 100" is two.
    """
    if re.search("[,;]", cell):
        found = [" ".join(part.split()) for part in re.split("[,;]", cell)]
    else:
        found = _grouped(cell.split())
    return tuple(dict.fromkeys(phone(part) for part in found if part))


def _grouped(words: list[str]) -> list[str]:
    if all(len(re.sub(r"\D", "", word)) >= _LEAST_ALONE for word in words):
        return words
    groups: list[list[str]] = []
    for word in words:
        if not groups or word.startswith("+") or _FURTHER.match(word):
            groups.append([])
        groups[-1].append(word)
    return [" ".join(group) for group in groups]


def join_phones(phones: tuple[str, ...]) -> str:
    """A cell that split_phones reads as these."""
    plain = " ".join(phones)
    if _read_as(plain, phones):
        return plain
    return ", ".join(phones) + ("," if len(phones) == 1 else "")


def _read_as(cell: str, phones: tuple[str, ...]) -> bool:
    try:
        return split_phones(cell) == phones
    except ValueError:
        return False


def phone(text: str) -> str:
    """One number, as written. Raises ValueError when it is clearly none."""
    bare = _EXTENSION.sub("", text)
    digits = len(re.sub(r"[^0-9]", "", bare))
    if not _SHAPE.fullmatch(bare) or not 3 <= digits <= _MOST_DIGITS:
        raise ValueError(
            f"{text[:40]!r} is not one phone number; write it as +420601000111, with commas between several"
        )
    return text


def e164(text: str, country: str) -> str:
    """The number as E.164, or "" when it cannot be read. `country` (ISO 3166, "" is none) is that of short forms.

    A number with its country code needs a possible length only, since countries open new ranges. "8 (495) …" is
    Russian where the country has no such number. Total: never raises.
    """
    bare = _EXTENSION.sub("", text.strip())
    if not _SHAPE.fullmatch(bare) or len(bare) > 40:
        return ""
    if _INTERNATIONAL.match(bare):
        return _parsed(_INTERNATIONAL.sub("+", bare, count=1), None)
    digits = re.sub(r"[^0-9]", "", bare)
    russian = "RU" if len(digits) == 11 and digits.startswith("8") else ""
    return next((found for each in (country, russian) if each and (found := _parsed(bare, each))), "")


def _parsed(text: str, country: str | None) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    fits = phonenumbers.is_valid_number(number) if country else phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if fits else ""


def numbered(person: Person, country: str, known: Mapping[str, str] | None = None) -> Person:
    """The person with `numbers` made from `phones`; `known` is what e164 says of some of them."""
    found = [known[each] if known and each in known else e164(each, country) for each in person.phones]
    numbers = tuple(dict.fromkeys(filter(None, found)))
    return person if numbers == person.numbers else replace(person, numbers=numbers)


def country_of(desk: Desk) -> str:
    """The country of numbers without a code: the firm's, else that of its phone, else of a calendar's holidays."""
    return desk.firm.country or _country_of_phone(desk.firm.phone) or _country_of_holidays(desk)


def _country_of_phone(text: str) -> str:
    number = e164(text, "")
    if not number:
        return ""
    import phonenumbers

    return phonenumbers.region_code_for_number(phonenumbers.parse(number, None)) or ""


def _country_of_holidays(desk: Desk) -> str:
    return next((each.holidays[:2] for each in desk.calendars if each.holidays), "")
