"""An error names the line that a person has to mend."""

import tomllib

import pytest

from mailgate.model.errors import BadSetup
from mailgate.model.toml_findings import read_toml
from mailgate.model.toml_lines import Place, nearest, places

TEXT = '''# a comment with [brackets] and "quotes"
title = """
[not.a.table]
"""
"odd key" . inner = 'x # not a comment'
[[sla]]
name = "one"
[sla.p1]
answer = "30m"
[[sla]]
name = "two"
  [sla.p1]
  answer = "1h"
[desk]
set = { category = "outage", tags = ["]", "}"] }
list = [
  "first", # why
  { deep = 1 },
]
when = 2024-01-01T10:00:00Z
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), Place(2, 1)),
        (("odd key", "inner"), Place(5, 1)),
        (("sla", 0, "name"), Place(7, 1)),
        (("sla", 0, "p1", "answer"), Place(9, 1)),
        (("sla", 1, "p1", "answer"), Place(13, 3)),
        (("sla", 1), Place(10, 1)),
        (("desk", "set", "category"), Place(15, 9)),
        (("desk", "set", "tags", 1), Place(15, 43)),
        (("desk", "list", 1, "deep"), Place(18, 5)),
        (("desk", "when"), Place(20, 1)),
    ],
)
def test_a_key_is_found_where_it_is_written(path: tuple[str | int, ...], place: Place) -> None:
    assert nearest(places(TEXT), path) == place


def test_a_missing_key_is_found_at_its_table_and_a_missing_table_in_the_first_line() -> None:
    found = places(TEXT)
    assert nearest(found, ("sla", 1, "p1", "resolution")) == Place(12, 3)
    assert nearest(found, ("nowhere", "at_all")) == Place(1, 1)


def test_windows_line_ends_count_as_one() -> None:
    assert places(TEXT.replace("\n", "\r\n")) == places(TEXT)


def test_every_value_that_tomllib_reads_has_a_place() -> None:
    def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [path, *(below for key, item in inner for below in paths(item, (*path, key)))]

    assert {path for path in paths(tomllib.loads(TEXT)) if path} == set(places(TEXT))


@pytest.mark.parametrize(("text", "start"), [("a = 1\nb 2\n", "desk.toml:2:3: not TOML: "), ("a = [", "desk.toml:1:")])
def test_a_text_that_is_not_toml_is_refused_with_its_place(text: str, start: str) -> None:
    with pytest.raises(BadSetup) as refused:
        read_toml(text, "desk.toml")
    assert str(refused.value).startswith(start)
