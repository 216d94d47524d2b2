"""What the learned model is told about the rules of then: whatever a lesson noted of them."""

import pytest

from mailgate.app.learning import said_then
from mailgate.classify.together import Said
from mailgate.model.lesson import Example


@pytest.mark.parametrize(
    ("proposed", "source", "said"),
    [
        ("fault", "rule printers", Said("printers", "fault")),
        ("", "", Said()),
        ("fault", "model", None),
        ("fault", "form", None),
        ("fault", "mailbox", None),
    ],
)
def test_what_the_rules_said_then_is_known_where_a_rule_spoke_or_nobody(
    proposed: str, source: str, said: Said | None
) -> None:
    assert said_then(Example("billing", "x", "y", proposed, source)) == said
