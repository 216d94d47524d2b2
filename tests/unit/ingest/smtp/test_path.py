"""The arguments of MAIL and RCPT: exactly one path, or nothing."""

import time

import pytest

from mailgate.ingest.smtp.path import BadParameter, BadPath, read_path


@pytest.mark.parametrize(
    ("argument", "address"),
    [
        ("FROM:<ann@customer.example>", "ann@customer.example"),
        ("from:<Ann.B+tag@Customer.Example>", "Ann.B+tag@Customer.Example"),
        ("FROM: <ann@customer.example>", "ann@customer.example"),
        ("FROM:<>", ""),
        ("FROM:<postmaster>", "postmaster"),
        ("FROM:<PostMaster>", "PostMaster"),
        ('FROM:<"a b\\"c@d"@customer.example>', '"a b\\"c@d"@customer.example'),
        ("FROM:<ann@[192.0.2.7]>", "ann@[192.0.2.7]"),
        ("FROM:<ann@[IPv6:2001:db8::1]>", "ann@[IPv6:2001:db8::1]"),
        ("FROM:<žofie@příklad.example>", "žofie@příklad.example"),
        ("FROM:<bounce=a/b{c}|d~@customer.example>", "bounce=a/b{c}|d~@customer.example"),
    ],
)
def test_a_path_is_read(argument: str, address: str) -> None:
    path = read_path(argument, "FROM")
    assert path is not None
    assert (path.address, path.parameters) == (address, {})


@pytest.mark.parametrize(
    "text",
    [
        "<ann@customer.example",
        "ann@customer.example",
        "<ann@customer.example>>",
        "<ann@customer.example>SIZE=1",
        "<<ann@customer.example>>",
        "<ann b@customer.example>",
        "<ann@customer.example >",
        "<(any@customer.example>",
        "<ann@customer.example(x.evil.example>",
        "<ann(c)@customer.example>",
        "<@relay.example,@other.example:ann@customer.example>",
        "<@relay.example:ann@customer.example>",
        "<ann@customer.example,eva@customer.example>",
        "<ann\0@customer.example>",
        '<"ann\0"@customer.example>',
        '<"ann\r"@customer.example>',
        '<"ann\\\r"@customer.example>',
        "<ann\r@customer.example>",
        "<ann\t@customer.example>",
        "<ann\x85@customer.example>",
        "<.ann@customer.example>",
        "<ann.@customer.example>",
        "<a..b@customer.example>",
        "<@customer.example>",
        "<ann@>",
        "<ann@customer..example>",
        "<ann@-customer.example>",
        "<ann@customer.example.>",
        "<ann@customer.example;evil>",
        "<ann@[192.0.2.7>",
        "<ann@[not-an-address]>",
        "<ann@evil@customer.example>",
        "<ann>",
        "< >",
        "",
        f"<{'a' * 65}@customer.example>",
        f"<ann@{'a' * 64}.example>",
        f"<ann@{'a.' * 130}example>",
        f"<{'ž' * 40}@customer.example>",
    ],
)
def test_what_is_not_one_path_is_refused(text: str) -> None:
    with pytest.raises(BadPath):
        read_path(f"FROM:{text}", "FROM")


@pytest.mark.parametrize("argument", ["", "<ann@customer.example>", "TO:<ann@customer.example>", "FROM<a@b.example>"])
def test_without_its_keyword_it_is_no_argument(argument: str) -> None:
    assert read_path(argument, "FROM") is None


def test_parameters_are_read_by_name() -> None:
    path = read_path("FROM:<a@b.example> SIZE=1200  body=8BITMIME smtputf8", "FROM")
    assert path is not None
    assert path.parameters == {"SIZE": "1200", "BODY": "8BITMIME", "SMTPUTF8": ""}


@pytest.mark.parametrize("rest", [" SIZE=1 SIZE=2", " SIZE=", " =1", " -X=1", " SIZE=a=b", " SIZE=ž", " SI\0ZE"])
def test_what_is_no_list_of_parameters_is_refused(rest: str) -> None:
    with pytest.raises(BadParameter):
        read_path(f"FROM:<a@b.example>{rest}", "FROM")


@pytest.mark.parametrize("part", ["a.", '"', "\\", "<", "a@", "[:", "ž", " a=", ">"])
def test_a_hostile_argument_costs_little(part: str) -> None:
    started = time.process_time()
    for text in (part * 60_000, f"<{part * 60_000}", f"<a@{part * 60_000}>", f'<"{part * 60_000}"@b.example>'):
        with pytest.raises((BadPath, BadParameter)):
            read_path(f"FROM:{text}", "FROM")
    assert time.process_time() - started < 0.5
