"""Who may come in, how often, and how much at once."""

import pytest

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.limits import InFlight, Most, Visitors, is_in, networks

MOST = Most(
    connections=10,
    connections_per_address=2,
    connections_per_minute=5,
    letters_per_minute=3,
    unlimited=networks(("127.0.0.0/8", "::1", "10.1.2.3")),
)


def test_an_address_has_so_many_connections_and_gets_the_place_back() -> None:
    visitors = Visitors(MOST)
    assert [visitors.enter("192.0.2.7", 0) for _ in range(3)] == ["", "", words.TOO_MANY_CONNECTIONS]
    assert visitors.enter("192.0.2.8", 0) == ""
    visitors.leave("192.0.2.7")
    assert visitors.enter("192.0.2.7", 0) == ""
    assert visitors.here == 3


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3", ""])
def test_this_machine_and_servers_in_front_are_not_counted_one_by_one(address: str) -> None:
    visitors = Visitors(MOST)
    assert {visitors.enter(address, 0) for _ in range(10)} == {""}
    assert {visitors.brings(address, 0) for _ in range(10)} == {""}
    assert visitors.full


def test_a_network_of_the_sixth_version_counts_as_one() -> None:
    visitors = Visitors(MOST)
    assert visitors.enter("2001:db8::1", 0) == visitors.enter("2001:db8::2", 0) == ""
    assert visitors.enter("2001:db8::3", 0) == words.TOO_MANY_CONNECTIONS
    assert visitors.enter("2001:db8:0:1::3", 0) == ""
    visitors.leave("2001:db8::2")
    assert visitors.enter("2001:db8::4%eth0", 0) == ""


def test_whoever_comes_too_often_waits_for_the_next_minute() -> None:
    visitors = Visitors(MOST)
    for _ in range(5):
        assert visitors.enter("192.0.2.7", 1) == ""
        visitors.leave("192.0.2.7")
    assert visitors.enter("192.0.2.7", 59) == words.TOO_OFTEN
    assert visitors.enter("192.0.2.7", 61) == ""


def test_letters_are_counted_by_the_minute_too() -> None:
    visitors = Visitors(MOST)
    assert [visitors.brings("192.0.2.7", 0) for _ in range(4)] == ["", "", "", words.TOO_MANY_LETTERS]
    assert visitors.brings("192.0.2.7", 60) == ""


def test_all_letters_together_hold_so_much_and_give_it_back() -> None:
    whole = InFlight(100)
    one, two = whole.share(), whole.share()
    assert one.hold(60)
    assert two.hold(40)
    assert whole.full
    assert not two.hold(41)
    assert two.hold(4)
    one.release()
    one.release()
    assert whole.bytes == 4


@pytest.mark.parametrize(("address", "found"), [("192.0.2.7", True), ("192.0.3.7", False), ("", False), ("x", False)])
def test_an_address_is_in_a_network_or_not(address: str, found: bool) -> None:
    assert is_in(address, networks(("192.0.2.0/24",))) is found
