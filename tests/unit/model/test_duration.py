"""30m, 8h, 2d and nothing else."""

from datetime import timedelta

import pytest

from mailgate.model.duration import Duration
from mailgate.model.errors import WrongUse


@pytest.mark.parametrize(
    ("text", "length"), [("30m", timedelta(minutes=30)), ("8h", timedelta(hours=8)), ("2d", timedelta(days=2))]
)
def test_a_duration_reads_and_prints_the_same(text: str, length: timedelta) -> None:
    assert str(Duration.parse(text)) == text
    assert Duration.parse(text).elapsed() == length


@pytest.mark.parametrize("text", ["", "30", "0m", "-1h", "1.5h", "2 d", "2w", "1d2h", "٣h"])
def test_anything_else_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(WrongUse, match="30m, 8h or 2d"):
        Duration.parse(text)
