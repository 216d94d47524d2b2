"""How values look."""

import string
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.desk.act import ACTIONS
from mailgate.desk.needs import KEYS
from mailgate.model.lesson import NO_REQUEST
from mailgate.model.ticket import ClockKind, Flag, Priority, State
from mailgate.outbound.render import instant as as_in_letters
from mailgate.web import views
from mailgate.web.fields import KINDS_OF_NO_REQUEST, SECTIONS, TRIAGE, keys_of
from mailgate.web.limits import PerAddress
from mailgate.web.words import WORDS, chosen_language, in_words

NOON = datetime(2026, 7, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("language", ["cs", "pl", "ru", "en"])
@pytest.mark.parametrize("zone", ["Europe/Prague", "UTC", "America/Sao_Paulo"])
def test_an_instant_is_written_as_in_letters(language: str, zone: str) -> None:
    assert views.instant(NOON, zone, language) == as_in_letters(NOON, zone, language)


@pytest.mark.parametrize(
    ("minutes", "text"), [(12, "12 min left"), (-180, "late by 3 h"), (0, "late by 0 s"), (60 * 49, "2 d left")]
)
def test_time_left_is_text(minutes: int, text: str) -> None:
    assert views.time_left(NOON + timedelta(minutes=minutes), NOON) == text


def test_every_state_priority_flag_and_clock_has_words() -> None:
    assert set(views.STATE_WORDS) == set(State)
    assert set(views.PRIORITY_WORDS) == set(Priority)
    assert set(views.FLAG_WORDS) == set(Flag)
    assert set(views.CLOCK_WORDS) == set(ClockKind)
    assert set(KINDS_OF_NO_REQUEST) == set(NO_REQUEST)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_exactly_one_step_is_the_current_one(state: State, level: int) -> None:
    assert [mark for _, mark in views.steps(state, level)].count("current") == 1


def test_every_action_has_its_form_and_every_field_its_key() -> None:
    assert {section.action for section in (*SECTIONS, *TRIAGE)} == set(ACTIONS) - {"take", "vouch", "facts"}
    for section in SECTIONS:
        keys = KEYS[section.action]
        assert [field.name for field in section.fields if field.name in keys.required] == list(keys.required)
        assert {field.name for field in section.fields} == {*keys.required, *keys.optional}
        for field in section.fields:
            if field.name in keys.choices:
                assert set(field.words or ()) - {""} == set(keys.choices[field.name])


def test_a_local_instant_gets_the_firms_zone_and_nonsense_stays() -> None:
    assert keys_of({"until": "2026-07-03T14:00"}, "Europe/Prague") == {"until": "2026-07-03T14:00:00+02:00"}
    assert keys_of({"until": "soon", "reason": " "}, "Europe/Prague") == {"until": "soon"}


@pytest.mark.parametrize("language", WORDS)
def test_each_language_says_everything_with_the_same_blanks(language: str) -> None:
    def blanks(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert WORDS[language].keys() == WORDS["en"].keys()
    assert all(blanks(WORDS[language][key]) == blanks(WORDS["en"][key]) for key in WORDS["en"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "pátku 3. 7. 2026 14:00 CEST"),
        ("pl", "piątku 3.7.2026, 14:00 CEST"),
        ("xx", "Friday 3 Jul 2026, 14:00 CEST"),
    ],
)
def test_a_deadline_has_its_weekday(language: str, text: str) -> None:
    assert in_words(NOON, "Europe/Prague", language) == text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("cs-CZ,cs;q=0.9,en;q=0.5", "cs"), ("de,en;q=0.2,pl;q=0.7", "pl"), ("cs;q=0", "pl"), ("*;;q=x,,", "pl")],
)
def test_the_best_wanted_language_wins(accepted: str, language: str) -> None:
    assert chosen_language(accepted, ("cs", "pl", "en"), ("pl",)) == language


def test_a_window_slides_per_address() -> None:
    now = [0.0]
    limit = PerAddress(2, 60, lambda: now[0])
    assert [limit.allows("a"), limit.allows("a"), limit.allows("a"), limit.allows("b")] == [True, True, False, True]
    now[0] = 60.0
    assert limit.allows("a")
