"""Marks by a look at bytes, and whose turn it is."""

import time

import pytest

from mailgate.model.arrival import MOST_BYTES, Marks, Pending, in_turn, marks_of

NOW = 1000.0


def marks(head: str, mail_from: str = "env@x.example") -> Marks:
    return marks_of(head.encode().replace(b"\n", b"\r\n") + b"\r\n\r\nMessage-ID: <body@x>\r\n", mail_from)


def own(message_id: str) -> str:
    return marks(f"Message-ID: <{message_id}>").own


def sender(address: str) -> str:
    return marks(f"From: {address}").sender


def test_a_letter_is_marked_by_its_own_id_and_those_that_it_refers_to() -> None:
    found = marks("Message-ID: <c@x>\nReferences: <a@x>\n <b@x>\nIn-Reply-To: <b@x>\nFrom: Ann <ann@x.example>")
    assert found == Marks(own("c@x"), sender("ann@x.example"), (own("b@x"), own("a@x")))


@pytest.mark.parametrize(
    "written", ["message-id:<a@x>", "MESSAGE-ID : <a@x> (comment)", "Subject: hi\nMessage-Id:\n\t<a@x>"]
)
def test_an_id_is_found_however_the_field_is_written(written: str) -> None:
    assert marks(written).own == own("a@x") != ""


@pytest.mark.parametrize(
    "written", ["ann@x.example", "<ANN@X.example>", '"ann@other.example" <ann@x.example>', "Ann\n <ann@x.example>"]
)
def test_the_sender_is_the_address_in_from(written: str) -> None:
    assert sender(written) == sender("ann@x.example")


@pytest.mark.parametrize("written", ["Subject: hi", "From: nobody", "From:"])
def test_without_an_address_the_sender_is_the_envelopes(written: str) -> None:
    assert marks(written, "<ANN@x.example>").sender == sender("ann@x.example")
    assert marks(written, "<>").sender == ""


def test_the_first_of_several_fields_counts_and_the_body_never() -> None:
    assert marks("Message-ID: <a@x>\nMessage-ID: <b@x>").own == own("a@x")
    assert marks("Subject: hi").own == ""
    assert marks_of(b"Subject: hi\n\nMessage-ID: <body@x>\n", "").own == ""


def test_of_many_references_the_first_and_the_nearest_are_noted() -> None:
    found = marks("References: " + " ".join(f"<{number}@x>" for number in range(100)))
    assert found.parents == tuple(own(f"{number}@x") for number in (0, *range(80, 100)))


def test_a_letter_does_not_wait_for_itself() -> None:
    assert marks("Message-ID: <a@x>\nReferences: <a@x>").parents == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\r\n", b"\0" * 100, b"References: " + b"<" * 1_000_000, b"From: " + b"<a@" * 400_000,
        b"From" + b" " * 1_000_000, b"References: x" + b"\n x" * 300_000, b"From: a\n" * 100_000, b"\r" * 1_000_000,
        b"From: <" + b"a@" * 500_000, b"References: " + b"<a@b> " * 100_000, b"from:" * 200_000,
    ],
)  # fmt: skip
def test_any_bytes_are_looked_at_in_no_time(raw: bytes) -> None:
    started = time.process_time()
    marks_of(raw, "\ud800")
    assert time.process_time() - started < 0.1


def pending(number: int, who: str = "", own: str = "", parents: str = "", **kw: object) -> Pending:
    values = {"size": 1, "tries": 0, "waits_until": NOW + 60, "lease_until": None} | kw
    return Pending(number, marks=Marks(own, who, tuple(parents.split())), **values)  # type: ignore[arg-type]


def turns(*candidates: Pending, others: tuple[Pending, ...] = (), limit: int = 32) -> list[int]:
    return in_turn(candidates, others, NOW, limit)


def test_letters_come_in_order_of_arrival_up_to_the_limit() -> None:
    assert turns(*(pending(number) for number in range(1, 6)), limit=3) == [1, 2, 3]
    assert turns() == []


def test_a_letter_comes_after_those_that_it_refers_to() -> None:
    assert turns(pending(1, "b", parents="x"), pending(2, "a", own="x"), pending(3, "c", parents="x")) == [2, 1, 3]


def test_those_of_one_sender_keep_their_order_when_one_of_them_waits() -> None:
    found = turns(pending(1, "b", parents="x"), pending(2, "b"), pending(3, "a", own="x"), pending(4, "b"))
    assert found == [3, 1, 2, 4]


def test_of_one_sender_the_earlier_goes_first_whatever_it_refers_to() -> None:
    assert turns(pending(1, "a", parents="x"), pending(2, "a", own="x")) == [1, 2]


def test_what_waits_for_a_letter_in_other_hands_stays_with_all_that_waits_for_it() -> None:
    elsewhere = pending(1, "a", own="x", lease_until=NOW + 5)
    waiting = (pending(2, "b", own="y", parents="x"), pending(3, "a"), pending(4, "c", parents="y"), pending(5, "d"))
    assert turns(*waiting, others=(elsewhere,)) == [5]


def test_nobody_waits_longer_than_patience() -> None:
    elsewhere = pending(1, "a", own="x", lease_until=NOW + 5)
    assert turns(pending(2, "a", waits_until=NOW), pending(3, "b", parents="x"), others=(elsewhere,)) == [2]
    assert turns(pending(1, "a", "x", "y", waits_until=NOW), pending(2, "b", "y", "x", waits_until=NOW)) == [1, 2]


def test_letters_that_refer_to_each_other_wait_until_patience_ends() -> None:
    assert turns(pending(1, "a", "x", "y"), pending(2, "b", "y", "x"), pending(3, "c")) == [3]


def test_no_sibling_waits_for_what_was_set_aside_but_an_answer_to_it_does() -> None:
    aside = pending(1, "a", own="x", tries=1)
    assert turns(pending(2, "a"), pending(3, "b", parents="x"), others=(aside,)) == [2]


def test_a_sibling_waits_for_one_whose_worker_was_lost() -> None:
    lost = pending(1, "a", tries=1, lease_until=NOW - 5)
    assert turns(pending(2, "a"), pending(3, "b"), others=(lost,)) == [3]


def test_who_has_no_name_waits_for_nobody() -> None:
    assert turns(pending(2), pending(3), others=(pending(1, lease_until=NOW + 5),)) == [2, 3]


def test_a_claim_is_not_larger_than_memory_likes() -> None:
    half = MOST_BYTES // 2 + 1
    assert turns(pending(1, size=half), pending(2, size=half), pending(3)) == [1]
    assert turns(pending(1, size=2 * MOST_BYTES), pending(2)) == [1]
