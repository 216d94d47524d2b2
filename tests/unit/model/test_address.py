"""One mail address in one canonical form; whatever is strange matches nobody (threats T12, T13, T21)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.model.address import Address
from mailgate.model.errors import BadAddress


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("ann@customer.example", "ann@customer.example"),
        ("Ann@Customer.EXAMPLE", "ann@customer.example"),
        (" ann@customer.example ", "ann@customer.example"),
        ("a.b+tag@x.example", "a.b+tag@x.example"),
        ("o'neil@x.example", "o'neil@x.example"),
        ("jan@kavárna.example", "jan@xn--kavrna-rta.example"),
        ("jan@XN--KAVRNA-RTA.example", "jan@xn--kavrna-rta.example"),
        ("a@localhost", "a@localhost"),
    ],
)
def test_each_spelling_of_an_address_is_the_same_address(text: str, canonical: str) -> None:
    assert str(Address.parse(text)) == canonical
    assert str(Address.read(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "@x.example",
        "ann@",
        "ann@x..example",
        ".ann@x.example",
        "ann.@x.example",
        "a..b@x.example",
        "a@b@x.example",
        '"ann"@x.example',
        "ann @x.example",
        "ann@x.example, bob@x.example",
        "<ann@x.example>",
        "ann@x.example\n",
        "ann\x00@x.example",
        "ann@x.example\x00",
        "аnn@x.example",  # a Cyrillic а
        "=?utf-8?q?ann?=@x.example",
        "ann@x。example",
        "ann@[192.0.2.1]",
        "ann@-x.example",
        "a" * 65 + "@x.example",
        "ann@" + "x" * 64 + ".example",
        "ann@" + "x." * 200 + "example",
        "ann@cus\u200btomer.example",
        "ann@cus\u00adtomer.example",
        "ann@\uff43ustomer.example",
        "ann@customer.example\u200b",
        "ann@\u212a.example",  # the Kelvin sign
        "ann@stra\u00dfe.example",  # IDNA 2003 and 2008 disagree whose it is
    ],
)
def test_whatever_is_strange_is_nobody(text: str) -> None:
    assert Address.read(text) is None
    with pytest.raises(BadAddress):
        Address.parse(text)


def test_a_look_alike_domain_is_another_domain() -> None:
    assert Address.parse("ann@custоmer.example") != Address.parse("ann@customer.example")  # a Cyrillic о


def test_the_tag_can_be_taken_off() -> None:
    assert str(Address.parse("ann+shop@x.example").without_tag()) == "ann@x.example"
    assert str(Address.parse("+@x.example").without_tag()) == "+@x.example"


def test_an_error_names_the_text_but_never_all_of_it() -> None:
    with pytest.raises(BadAddress) as raised:
        Address.parse("x" * 5000)
    assert len(str(raised.value)) < 200


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_reading_never_raises_and_what_it_reads_it_reads_again(text: str) -> None:
    found = Address.read(text)
    assert found is None or Address.read(str(found)) == found
