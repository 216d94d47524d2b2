"""Settings of origin: resolvers and sealers are checked when they are read, with a sentence for each mistake."""

from pathlib import Path

import pytest

from mailgate.config import Origin, load_settings, parse_nameserver
from mailgate.model.errors import BadSetup, WrongUse


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(line: str) -> Origin:
    Path("mailgate.toml").write_text(f"[origin]\n{line}\n", encoding="utf-8")
    return load_settings(None).origin


def test_resolvers_and_sealers_are_lists() -> None:
    assert load("").nameservers == load("").arc_sealers == ()
    assert load('nameservers = ["127.0.0.1:5353", "2001:db8::53"]').nameservers == ("127.0.0.1:5353", "2001:db8::53")
    assert load('arc_sealers = ["lists.example"]').arc_sealers == ("lists.example",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.53", ("192.0.2.53", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2001:db8::53", ("2001:db8::53", 53)),
        ("[::1]:5353", ("::1", 5353)),
    ],
)
def test_a_resolver_is_an_address_and_may_have_a_port(text: str, expected: tuple[str, int]) -> None:
    assert parse_nameserver(text) == expected


@pytest.mark.parametrize(
    "text", ["", "dns.example.org", "dns.example.org:53", "192.0.2.53:", "192.0.2.53:70000", "[::1]"]
)
def test_anything_else_is_no_resolver(text: str) -> None:
    with pytest.raises(WrongUse, match=r"is not an address like 192\.0\.2\.53|there is no port"):
        parse_nameserver(text)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('nameservers = ["dns.example.org"]', "'dns.example.org' is not an address like 192.0.2.53"),
        ('nameservers = ["127.0.0.1:0"]', "there is no port 0"),
        ('nameservers = "127.0.0.1"', "nameservers"),
        ('arc_sealers = ["lists example"]', "'lists example' is not a domain like lists.example.org"),
    ],
)
def test_a_mistake_is_told_with_its_line(line: str, words: str) -> None:
    with pytest.raises(BadSetup) as refused:
        load(line)
    (told,) = refused.value.findings
    assert "mailgate.toml:2" in told
    assert words in told
