"""Queues and tags: rules and categories give them, staff change them, and the history says what changed."""

import pytest

from mailgate.desk import queue
from mailgate.desk.enrol import load_desk
from mailgate.desk.health import findings
from mailgate.desk.rehearse import Count, replay, would_be
from mailgate.model.errors import BadSetup, NotAllowed, WrongUse
from mailgate.model.event import Event
from mailgate.model.queue import View
from mailgate.model.sorting import Only
from mailgate.registry.load import read_desk

from .conftest import Place

RULES = """
[[category]]
id = "billing"
class = "billing"
right = "billing"
priority = "p3"
queue = "office"

[[category]]
id = "sales"
class = "request"
priority = "p4"
queue = "shop"

[[rule]]
name = "sites"
order = -1
when = 'words("brno")'
set = { tags = ["brno", "site"] }
stop = false

[[rule]]
name = "lines"
order = -1
when = 'words("line*")'
set = { queue = "network", tags = ["line", "site"] }
stop = false
"""


@pytest.fixture
def sorted_desk(place: Place) -> Place:
    load_desk(place.house, [("rules.toml", RULES)])
    return place


def test_a_ticket_gets_the_queue_and_tags_of_its_rules_and_the_ledger_keeps_them(sorted_desk: Place) -> None:
    kept = sorted_desk.mail(subject="invoice", text="The line in Brno.")
    ticket = sorted_desk.ticket(kept.ticket_id)
    assert (ticket.category, ticket.queue, ticket.tags) == ("billing", "network", ("brno", "site", "line"))
    label = kept.decision["label"]
    assert (label["queue"], label["tags"]) == ("network", ["brno", "site", "line"])


def test_without_a_rule_it_stands_in_the_queue_of_its_category(sorted_desk: Place) -> None:
    assert sorted_desk.ticket(sorted_desk.mail(subject="invoice").ticket_id).queue == "office"
    assert sorted_desk.ticket(sorted_desk.mail(subject="printer", text="Dead.").ticket_id).queue == ""


def test_a_new_category_moves_what_nobody_has_put_elsewhere(sorted_desk: Place) -> None:
    sorted_desk.mail(subject="Hello", text="Hi.")
    assert sorted_desk.act("MG-1", "categorise", category="billing").queue == "office"
    told = [entry.why for entry in sorted_desk.history() if entry.event == Event.CLASSIFIED]
    assert told == ["none → billing, queue everybody's → office"]
    assert sorted_desk.act("MG-1", "categorise", category="sales").queue == "shop"
    assert sorted_desk.act("MG-1", "categorise", category="fault").queue == ""
    sorted_desk.act("MG-1", "queue", to="network")
    assert sorted_desk.act("MG-1", "categorise", category="billing").queue == "network"
    assert "queue" not in sorted_desk.history()[-1].why


def test_staff_put_it_into_another_queue_and_back_to_everybodys(sorted_desk: Place) -> None:
    sorted_desk.mail(subject="invoice")
    before = sorted_desk.ticket().state
    assert sorted_desk.act("MG-1", "queue", to="Network").queue == "network"
    assert sorted_desk.act("MG-1", "queue", to="-").queue == ""
    first, second = sorted_desk.history()[-2:]
    assert (first.event, first.by, first.why) == (Event.NOTED, "ada@desk.example", "queue office → network")
    assert (second.why, sorted_desk.ticket().state) == ("queue network → everybody's", before)
    with pytest.raises(NotAllowed, match=r"^MG-1: its queue is everybody's already"):
        sorted_desk.act("MG-1", "queue", to="-")
    with pytest.raises(WrongUse, match="'two words' is not the name of a queue"):
        sorted_desk.act("MG-1", "queue", to="two words")
    assert len(sorted_desk.messages()) == 1, "no note stands in the thread"


def test_staff_add_and_remove_tags(sorted_desk: Place) -> None:
    sorted_desk.mail(subject="invoice", text="Brno")
    assert sorted_desk.act("MG-1", "tag", add="Q3, vip brno", remove="site").tags == ("brno", "q3", "vip")
    last = sorted_desk.history()[-1]
    assert (last.event, last.why) == (Event.NOTED, "tags: +q3 +vip -site")
    with pytest.raises(NotAllowed, match="its tags are so already: brno q3 vip"):
        sorted_desk.act("MG-1", "tag", add="q3", remove="site")
    with pytest.raises(WrongUse, match="say which tags to add or to remove"):
        sorted_desk.act("MG-1", "tag")
    with pytest.raises(WrongUse, match="add or remove q3, not both"):
        sorted_desk.act("MG-1", "tag", add="q3", remove="q3")
    with pytest.raises(NotAllowed, match="it would have 51 tags; 50 are the most"):
        sorted_desk.act("MG-1", "tag", add=" ".join(f"t{number}" for number in range(48)))
    assert sorted_desk.ticket().tags == ("brno", "q3", "vip")


@pytest.mark.parametrize(
    ("sets", "says"),
    [
        ('queue = "Two words"', "queue"),
        ('tags = ["Brno"]', "tags"),
        ('tags = ["' + "x" * 41 + '"]', "tags"),
        ('tags = ["' + '", "'.join("abcdefghijk") + '"]', "tags"),
    ],
)
def test_a_rule_with_a_wrong_name_is_refused_by_its_line(sets: str, says: str) -> None:
    with pytest.raises(BadSetup, match=rf"^r.toml:4:\d+: .*{says}"):
        read_desk(f'[[rule]]\nname = "x"\nwhen = "true"\nset = {{ {sets} }}\n', "r.toml")


def test_a_replay_counts_another_queue_or_tag_as_a_difference(place: Place) -> None:
    place.mail(subject="printer", text="The line is dead.")
    place.mail(subject="printer", text="It is dead.")
    with place.house.view() as work:
        desk = would_be(work.desk, [("rules.toml", RULES)])
    (change,) = replay(place.house, desk, None, 10, Count())
    assert (change.kept.id, change.was.queue, change.would_be.queue, change.would_be.tags) == (
        1,
        "",
        "network",
        ("line", "site"),
    )
    load_desk(place.house, [("rules.toml", RULES)])
    place.mail(subject="printer", text="The line is slow.")
    with place.house.view() as work:
        assert [change.kept.id for change in replay(place.house, work.desk, None, 10, Count())] == [1]
    assert not [finding for finding in findings(place.house) if "rules" in finding.what]


def test_a_view_is_narrowed_by_queue_and_tag_page_by_page(sorted_desk: Place) -> None:
    for number in range(6):
        sorted_desk.mail(subject="printer", text=f"{number}: the {'line' if number % 2 else 'lid'} in Brno")
    with sorted_desk.house.view() as work:
        seen_by = queue.viewer(work)

        def numbers(only: Only) -> list[list[str]]:
            pages, after, more = [], None, True
            while more:
                rows, after = queue.page(work, View.OPEN, seen_by, 2, after, only)
                pages.append([row["number"] for row in rows])
                more = after is not None
            return pages

        lines = [["MG-4", "MG-6"], ["MG-2"]]  # what keeps coming back stands before
        assert numbers(Only(queue="network")) == numbers(Only(tag="line")) == lines
        others = [["MG-3", "MG-5"], ["MG-1"]]
        assert numbers(Only(queue="")) == numbers(Only(queue="", tag="brno")) == others
        assert numbers(Only(tag="lin")) == [[]]
        found = queue.search(work, View.OPEN, seen_by, "mg-4", only=Only(tag="line"))
        assert [(row["number"], row["queue"], row["tags"]) for row in found] == [
            ("MG-4", "network", ["brno", "site", "line"])
        ]
