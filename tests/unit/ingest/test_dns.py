"""The DNS shell tells "there is none" from "no answer"."""

import dns.exception
import dns.resolver
import pytest

from mailgate.ingest.dns import DnsTxt
from mailgate.model.errors import Trouble


class Answering:
    """A resolver that always says the same."""

    def __init__(self, answer: Exception) -> None:
        self.answer = answer

    def resolve(self, *_: object, **__: object) -> object:
        raise self.answer


def ask(answer: Exception) -> list[bytes] | None:
    lookup = DnsTxt(timeout=0.1)
    lookup._resolver = Answering(answer)
    return lookup("name.example")


def test_a_name_that_does_not_exist_has_no_records() -> None:
    assert ask(dns.resolver.NXDOMAIN()) is None


@pytest.mark.parametrize("answer", [dns.exception.Timeout(), dns.resolver.NoNameservers(), OSError("no network")])
def test_no_answer_is_trouble(answer: Exception) -> None:
    with pytest.raises(Trouble, match=r"does not answer for name\.example"):
        ask(answer)
