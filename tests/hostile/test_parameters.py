"""Hostile and random input to what `tests/unit/ingest/test_parameters.py` is about: never an error, never much time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.ingest.mime.parameters import parameters


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab;=\"'\\*%0 \t\nfilename", max_size=80))
def test_any_value_has_parameters(value: str) -> None:
    assert all(isinstance(text, str) for text in parameters("x; " + value).values())


@pytest.mark.parametrize(
    "piece", ['"', ' ; name="', " ", "; a= ", " name", '" ', "'", ";a=b", '\\"', " name=x", "%", ", "]
)
def test_reading_parameters_is_linear(piece: str) -> None:
    started = time.process_time()
    parameters("; a=" + piece * (60_000 // len(piece)))
    parameters('; a="' + piece * (60_000 // len(piece)))
    assert time.process_time() - started < 0.5
