"""Why a ticket is due when it is due, in one line."""

from mailgate.desk.due import SAYS
from mailgate.model.queue import PROMISES


def test_every_promise_has_its_words() -> None:
    assert set(SAYS) == set(PROMISES)
