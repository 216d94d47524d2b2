"""That nobody else has the trouble is no check of it (S0-7)."""

import pytest

from mailgate.desk.excuses import is_excuse
from mailgate.model.errors import WrongUse
from mailgate.model.ticket import State

from .conftest import Place

EXCUSES = [
    "Nobody else reported it.",
    "No-one else has this problem",
    "no other customers complained about it",
    "Nikdo jiný problém nemá.",
    "Nikdo jiný to prý nehlásil",
    "Ostatním zákazníkům to funguje.",
    "Nikt inny tego nie zgłosił.",
    "Nikt inny nie ma takiego problemu",
    "Больше никто не жаловался.",
    "У других клиентов такой проблемы нет",
]


@pytest.mark.parametrize("text", EXCUSES)
def test_that_others_are_content_is_no_check(place: Place, text: str) -> None:
    assert is_excuse(text)
    place.mail()
    with pytest.raises(WrongUse, match="write what was checked, when, and with which result"):
        place.resolve("MG-1", cause="not_reproducible", check=text, advice="Call us when it comes back.")


@pytest.mark.parametrize(
    "text",
    [
        "3 Nov 9:00, pinged the router for an hour, no loss. Nobody else reported it.",
        "Nikdo jiný to nehlásil; 3. 11. v 9:00 změřena linka, 0 % ztrát.",
        "Nikt inny tego nie zgłosił, sprawdzono łącze o 9:00",
        "Проверили линию в 9:00, потерь нет. Больше никто не жаловался.",
        "Logs of 3 Nov show no error",
        "",
    ],
)
def test_a_check_that_says_something_stands(place: Place, text: str) -> None:
    assert not is_excuse(text)
    if text:
        place.mail()
        done = place.resolve("MG-1", cause="not_reproducible", check=text, advice="Call us when it comes back.")
        assert done.state is State.RESOLVED
