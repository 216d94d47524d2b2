"""Idempotency keys of forms: the same submission is one letter, and nobody's key swallows another's words."""

from collections.abc import Callable

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.receive import Upload, receive_form
from mailgate.model.errors import WrongUse
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

JUNE = "june@kestrel.example"
LONG = "k" * 300


def fill_in(
    place: Place, author: str = ANN, key: str = "1", *files: Upload, public: bool = False, **fields: str
) -> int:
    fields = fields or {"message": "It does not print."}
    kept, _ = receive_form(place.house, "contact", author, fields, public=public, key=key, files=files)
    drain(place.house)
    return kept.id


def a_file(data: bytes = b"words", name: str = "a.txt") -> Upload:
    return Upload(name, "text/plain", data)


def test_the_same_key_of_another_author_is_another_letter(place: Place) -> None:
    first, second = fill_in(place, ANN), fill_in(place, JUNE)
    assert first != second
    assert [place.letter(kept).author for kept in (first, second)] == [ANN, JUNE]


def test_who_only_claims_an_address_never_meets_the_key_of_who_is_signed_in(place: Place) -> None:
    assert fill_in(place, ANN, public=True) != fill_in(place, ANN)


def test_long_keys_that_differ_at_their_end_are_different_keys(place: Place) -> None:
    assert fill_in(place, key=LONG + "1") != fill_in(place, key=LONG + "2")


def test_the_same_submission_an_hour_later_is_the_earlier_letter(place: Place) -> None:
    first = fill_in(place, ANN, "1", a_file(), a_file(b"more"), name="Ann", message="Hello")
    place.later(hours=1, microseconds=17)
    assert fill_in(place, ANN, "1", a_file(), a_file(b"more"), message="Hello", name="Ann") == first
    assert len(place.tickets()) == 1


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ((), {"message": "Something else."}),
        ((), {"message": "Hello", "subject": "Urgent"}),
        ((), {"message": "Hello", "name": "Eve"}),
        ((a_file(b"other"),), {"message": "Hello"}),
        ((a_file(name="b.txt"),), {"message": "Hello"}),
        ((a_file(), a_file()), {"message": "Hello"}),
    ],
)
def test_the_same_key_with_other_contents_is_refused_and_swallows_nothing(
    place: Place, files: tuple[Upload, ...], fields: dict[str, str]
) -> None:
    fill_in(place, ANN, "1", *([a_file()] if files else []), message="Hello")
    with pytest.raises(WrongUse, match="this key was used for other contents"):
        fill_in(place, ANN, "1", *files, **fields)
    assert len(place.tickets()) == 1


def test_a_form_without_a_key_is_a_letter_each_time(place: Place) -> None:
    assert fill_in(place, key="") != fill_in(place, key="")


def test_a_form_for_signed_in_customers_takes_nothing_from_the_public(another_place: Callable[..., Place]) -> None:
    place = another_place(f'{DESK}\n[[form]]\nid = "order"\ncategory = "sales"\nfields = ["message"]\npublic = false\n')
    with pytest.raises(WrongUse, match="the form 'order' is for signed-in customers only"):
        receive_form(place.house, "order", ANN, {"message": "Ten chairs."}, public=True)
    receive_form(place.house, "order", ANN, {"message": "Ten chairs."}, public=False)
