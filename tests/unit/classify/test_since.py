"""Since when the trouble lasts, from the customer's words; the clock is Thursday 12 November 2026, 10:20 in Prague."""

from datetime import UTC, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from mailgate.classify.facts.since import since
from mailgate.classify.facts.since_words import LANGUAGES

NOW = datetime(2026, 11, 12, 9, 20, tzinfo=UTC)
PRAGUE = "Europe/Prague"


def read(text: str, language: str, now: datetime = NOW, zone: str = PRAGUE) -> tuple[str, str] | None:
    """The local instant and the precision."""
    found = since(text, language, now, zone)
    if found is None:
        return None
    assert found.instant.tzinfo is UTC
    return found.instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M"), found.precision.value


@pytest.mark.parametrize(
    ("language", "text", "instant", "precision"),
    [
        ("cs", "Od středy nám nechodí pošta.", "2026-11-11 00:00", "day"),
        ("cs", "od stredy nam nechodi posta", "2026-11-11 00:00", "day"),
        ("cs", "Kasa stojí od půl sedmé.", "2026-11-12 06:30", "minute"),
        ("cs", "Už čtyři dny nevidíme sklad.", "2026-11-08 00:00", "day"),
        ("cs", "Před pětadvaceti lety jsme začínali, před 25 minutami to spadlo.", "2026-11-12 09:55", "minute"),
        ("cs", "Zlobí to od středy kolem třetí odpoledne.", "2026-11-11 15:00", "hour"),
        ("sk", "Od utorka nám nejde tlačiareň.", "2026-11-10 00:00", "day"),
        ("sk", "Pred hodinou prestal fungovať server.", "2026-11-12 09:20", "hour"),
        ("pl", "Od soboty nie widzimy kamer.", "2026-11-07 00:00", "day"),
        ("pl", "od srody wieczorem kasa nie dziala", "2026-11-11 18:00", "part"),
        ("pl", "Od godziny 8 stoi produkcja.", "2026-11-12 08:00", "hour"),
        ("pl", "W nocy z wtorku na środę zgasł serwer.", "2026-11-10 22:00", "part"),
        ("pl", "Trzy godziny temu przestały działać telefony.", "2026-11-12 07:20", "hour"),
        ("ru", "С субботы не видно камер.", "2026-11-07 00:00", "day"),
        ("ru", "Со вчерашнего вечера касса не отвечает.", "2026-11-11 18:00", "part"),
        ("ru", "Не грузится с пяти утра.", "2026-11-12 05:00", "hour"),
        ("ru", "Третий час никто не дозвонится.", "2026-11-12 08:20", "hour"),
        ("uk", "Від понеділка не працює друк.", "2026-11-09 00:00", "day"),
        ("en", "The till has been dead since 7 am.", "2026-11-12 07:00", "hour"),
        ("en", "Mail has been stuck since Saturday night.", "2026-11-07 22:00", "part"),
        ("en", "We have been down for two weeks.", "2026-10-29 00:00", "week"),
        ("en", "Broken for the last four days.", "2026-11-08 00:00", "day"),
        ("en", "The lift panel is dark since about 8 this morning.", "2026-11-12 08:00", "hour"),
        ("de", "Seit Dienstag druckt nichts mehr.", "2026-11-10 00:00", "day"),
        ("de", "Vor zwei Stunden ist der Server ausgefallen.", "2026-11-12 08:20", "hour"),
        ("", "Od wczoraj nie działa skaner.", "2026-11-11 00:00", "day"),
    ],
)
def test_a_beginning_is_read_in_each_language(language: str, text: str, instant: str, precision: str) -> None:
    assert read(text, language) == (instant, precision)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Prosím opravte to do pátku."),
        ("cs", "Od pondělí nastupuje kolega, potřebuje účet."),
        ("cs", "Otevřeno máme od 8 do 16."),
        ("cs", "Každé úterý ráno posíláme výpis."),
        ("pl", "Faktura z 5 listopada ma zły numer."),
        ("pl", "Proszę o telefon do środy."),
        ("ru", "Пришлите счёт за октябрь."),
        ("ru", "Вчера всё ещё работало."),
        ("en", "Please finish it by Friday."),
        ("en", "The tender closes at noon."),
        ("en", "Version 10.11 is installed on 10.0.10.11, it costs 12.50."),
        ("en", "On Monday you promised a call."),
        ("en", "Since nobody answers, I write again."),
        ("cs", ""),
    ],
)
def test_deadlines_dates_of_papers_and_things_to_come_are_no_beginning(language: str, text: str) -> None:
    assert read(text, language) is None


def test_the_words_and_their_sentence_come_with_the_instant() -> None:
    found = since("Dobrý den. Tiskárna nejede od úterý ráno. Děkuji, Jana", "cs", NOW, PRAGUE)
    assert found is not None
    assert (found.phrase, found.sentence) == ("od úterý ráno", "Tiskárna nejede od úterý ráno.")


def test_elapsed_hours_cross_a_clock_change_by_the_sun() -> None:
    after = datetime(2026, 3, 29, 4, 0, tzinfo=UTC)  # 06:00 in Prague; 02:00 to 03:00 was left out that night
    assert read("We lost it four hours ago.", "en", after) == ("2026-03-29 01:00", "hour")
    assert read("Od 2:30 je ticho.", "cs", after) == ("2026-03-29 03:30", "minute")


def test_an_hour_that_occurs_twice_is_the_first_of_the_two() -> None:
    found = since("Od 2:30 je ticho.", "cs", datetime(2026, 10, 25, 9, 0, tzinfo=UTC), PRAGUE)
    assert found is not None
    assert found.instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_is_that_of_the_customers_zone() -> None:
    late = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)  # still the 11th in New York
    assert read("Broken since yesterday.", "en", late, "America/New_York") == ("2026-11-10 00:00", "day")


def test_an_hour_without_a_day_is_the_latest_that_is_past() -> None:
    assert read("Od 22:15 nejde VPN.", "cs") == ("2026-11-11 22:15", "minute")


def test_an_hour_that_is_said_to_be_utc_is_that_of_utc() -> None:
    assert read("Returning 503 since 02:14 UTC.", "en") == ("2026-11-12 03:14", "minute")


def test_a_zone_that_nobody_knows_is_utc() -> None:
    found = since("Down since 7 am.", "en", NOW, "Nowhere/Land")
    assert found is not None
    assert found.instant == datetime(2026, 11, 12, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", [*LANGUAGES, "", "xx"])
def test_no_text_is_too_strange(language: str) -> None:
    bits = [
        "since",
        "od",
        "31.2.",
        "0000-99-99",
        "99:99",
        "9999",
        "weeks",
        "ago",
        "\0",
        "před",
        "назад",
        "\U0001f600",
        "po",
    ]
    for some in product(bits, repeat=2):
        since(" ".join(some), language, NOW, PRAGUE)
    since("since 10.11 at 9 " * 3000, language, NOW, PRAGUE)
