"""The drawn page: every row is there, and the picture goes where the machine goes."""

import re

from mailgate.lifecycle.draw import LINE_EXITS, lifecycle_page, markdown, mermaid, sentence
from mailgate.lifecycle.machine import advance
from mailgate.lifecycle.table import START, TABLE, Back, Facts, classified, may_answer, urgent
from mailgate.model.event import Event
from mailgate.model.ticket import State


def test_the_table_has_one_line_per_row_and_a_head_of_two() -> None:
    assert len(markdown().splitlines()) == len(TABLE) + 2
    assert {line.count(" | ") for line in markdown().splitlines()} == {4}


def test_a_guard_is_shown_by_the_sentence_of_its_docstring() -> None:
    assert sentence(classified) == "category and priority are set"
    assert sentence(may_answer) == "the words are proven to be those of somebody entitled to answer"
    assert sentence(urgent) == "P1 or P2: the customer reads who has taken it"


def test_every_step_that_moves_a_ticket_has_an_arrow() -> None:
    drawn = {
        (source, dest, event)
        for source, dest, events in re.findall(r"^    (\S+) --> (\S+) : (.+)$", mermaid(), re.MULTILINE)
        for event in events.split(", ")
    }
    for move in TABLE:
        for source in move.sources:
            if move.dest is not None and move.dest != source:
                start = "[*]" if source == START else str(source)
                dest = "its_line" if move.dest is Back.LINE else str(move.dest)
                assert (start, dest, str(move.event)) in drawn


def test_the_point_its_line_leads_where_the_machine_leads() -> None:
    facts = {
        "level 2 or 3": Facts(classified=True, level=2),
        "level 1": Facts(classified=True, level=1),
        "not classified": Facts(),
    }
    for state, when in LINE_EXITS:
        assert advance(State.ON_HOLD, Event.RESUMED, facts[when]).state is state


def test_the_page_ends_with_one_line_end_and_has_no_blank_doubles() -> None:
    page = lifecycle_page()
    assert page.endswith(".\n")
    assert "\n\n\n" not in page
