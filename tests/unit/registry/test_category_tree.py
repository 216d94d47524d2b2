"""Categories below categories: what they inherit, and which trees are refused."""

import pytest

from mailgate.model.errors import BadSetup
from mailgate.model.person import Right
from mailgate.model.ticket import Priority, ResultKind
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, from_items, items, merge

TREE = """
[[category]]
id = "fault"
class = "defect"
right = "technical"
priority = "p3"
checklist = ["service", "since"]
queue = "hands"
result = "expectation"
verify = false

[[category]]
id = "vpn"
parent = "fault"

[[category]]
id = "vpn/password"
parent = "vpn"
class = "request"
right = "security"
priority = "p2"
checklist = ["device"]
result = "binary"
verify = true
"""


def desk_of(text: str) -> Desk:
    return merge(Desk.empty(), read_desk(text, "desk.toml"))


def test_what_a_category_leaves_out_is_its_parents() -> None:
    vpn = desk_of(TREE).category("vpn")
    assert vpn is not None
    assert (vpn.kind, vpn.right, vpn.priority) == ("defect", Right.TECHNICAL, Priority.P3)
    assert vpn.queue == "hands"
    assert (vpn.checklist, vpn.result, vpn.verify) == (("service", "since"), ResultKind.EXPECTATION, False)


def test_what_a_category_says_itself_counts() -> None:
    own = desk_of(TREE).category("vpn/password")
    assert own is not None
    assert (own.kind, own.right, own.priority) == ("request", Right.SECURITY, Priority.P2)
    assert (own.checklist, own.result, own.verify) == (("device",), ResultKind.BINARY, True)


def test_inheritance_goes_through_a_parent_that_says_nothing() -> None:
    deep = desk_of(TREE + '[[category]]\nid = "deep"\nparent = "vpn"\n').category("deep")
    assert deep is not None
    assert (deep.kind, deep.right) == ("defect", Right.TECHNICAL)


def test_without_a_parent_everything_else_has_its_plain_value() -> None:
    alone = desk_of('[[category]]\nid = "a"\nclass = "question"\n').category("a")
    assert alone is not None
    assert (alone.right, alone.priority, alone.checklist) == (None, None, ())
    assert (alone.result, alone.verify) == (ResultKind.BINARY, True)


def test_a_change_of_the_parent_reaches_those_below_it() -> None:
    desk = from_items(items(desk_of(TREE)))
    changed = merge(desk, read_desk('[[category]]\nid = "fault"\nclass = "defect"\npriority = "p1"\n', "b.toml"))
    vpn = changed.category("vpn")
    assert vpn is not None
    assert (vpn.priority, vpn.right) == (Priority.P1, None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id = "a"\nclass = "x"\nparent = "b"', "desk.toml:4:1: there is no category 'b'"),
        ('id = "a"\nclass = "outrage"', "desk.toml:3:1: there is no class 'outrage'; did you mean 'outage'?"),
        ('id = "a"', "category 'a' needs a class (outage, degradation, defect, "),
        ('id = "a"\nclass = "billing"\nparent = "a"', "categories stand in each other: 'a' in 'a'"),
        (
            'id = "a"\nclass = "billing"\nparent = "b"\n[[category]]\nid = "b"\nparent = "a"',
            "desk.toml:4:1: categories stand in each other: 'a' in 'b' in 'a'; take the parent from one of them",
        ),
    ],
)
def test_a_tree_that_is_none_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadSetup) as caught:
        desk_of(f"[[category]]\n{text}\n")
    assert any(says in finding for finding in caught.value.findings)


def test_one_below_a_circle_does_not_hang_and_is_not_blamed() -> None:
    text = TREE + '[[category]]\nid = "a"\nclass = "sales"\nparent = "a"\n[[category]]\nid = "b"\nparent = "a"\n'
    with pytest.raises(BadSetup) as caught:
        desk_of(text)
    assert len(caught.value.findings) == 1
