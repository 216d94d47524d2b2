"""The global options may stand anywhere, and `--set` has one shape."""

import pytest

from mailgate.cli.context import cell, key_values, plain
from mailgate.cli.main import globals_first
from mailgate.model.errors import WrongUse


def test_global_options_after_the_command_count_as_if_before_it() -> None:
    given = ["ticket", "list", "--json", "--config", "a.toml", "--state", "new", "--now=2026-11-02T09:00:00Z"]
    expected = ["--json", "--config", "a.toml", "--now=2026-11-02T09:00:00Z", "ticket", "list", "--state", "new"]
    assert globals_first(given) == expected


@pytest.mark.parametrize("option", ["--mail-from", "--rcpt-to"])
def test_an_address_is_no_option_whatever_it_looks_like(option: str) -> None:
    given = ["ingest", "-", option, "--data=/tmp/x@stranger.example", f"{option}=--config=/tmp/x@stranger.example"]
    assert globals_first(given) == given


def test_nothing_after_a_double_dash_is_touched() -> None:
    assert globals_first(["ingest", "--", "--json"]) == ["ingest", "--", "--json"]


def test_an_option_without_its_value_is_left_for_the_error_message() -> None:
    assert globals_first(["status", "--config"]) == ["--config", "status"]


def test_a_value_may_hold_an_equals_sign() -> None:
    assert key_values(["text=a=b", " how =x"]) == {"text": "a=b", "how": "x"}


@pytest.mark.parametrize("pair", ["text", "=x", " =x"])
def test_a_set_without_key_and_equals_is_refused(pair: str) -> None:
    with pytest.raises(WrongUse, match="is not key=value"):
        key_values([pair])


def test_empty_values_are_shown_as_a_dash() -> None:
    assert plain({"a": None, "b": [], "c": {"x": 1}, "d": 0}) == "a: -\nb: -\nc: x 1\nd: 0"
    assert cell("") == "-"
