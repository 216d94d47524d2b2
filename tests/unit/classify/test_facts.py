"""What a letter says of errors, counts, phones, hosts, attempts, haste and questions, each with its sentence."""

from datetime import UTC, datetime

import pytest

from mailgate.classify.facts import MANY, Facts, facts

NOW = datetime(2026, 11, 12, 9, 20, tzinfo=UTC)


def read(text: str, language: str = "en") -> Facts:
    return facts(text, language, NOW, "Europe/Prague")


def values(some: tuple[tuple[str, str], ...]) -> list[str]:
    return [value for value, _ in some]


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("cs", "Sklad hlásí „spojení odmítnuto“ a chybu 1326.", ["spojení odmítnuto", "1326"]),
        ("cs", "Aplikace vrací 502, prohlížeč píše ERR_CONNECTION_RESET.", ["502", "ERR_CONNECTION_RESET"]),
        ("pl", "Wyskakuje „brak uprawnień” i kod błędu: 0x80070005.", ["brak uprawnień", "0x80070005"]),
        ("pl", "Poczta wraca z błędem 550 5.7.1.", ["550 5.7.1"]),
        ("ru", "Программа пишет «нет лицензии», ошибка 619.", ["нет лицензии", "619"]),
        ("en", 'It says "access denied", errno 13, then ECONNREFUSED.', ["access denied", "errno 13", "ECONNREFUSED"]),
        ("en", "Blue screen IRQL_NOT_LESS_OR_EQUAL twice.", ["IRQL_NOT_LESS_OR_EQUAL"]),
        ("en", "We get 503 Service Unavailable on every page.", ["503 Service Unavailable"]),
        ("en", 'Please rename the folder to "archive 2026", room 404, invoice 500123.', []),
    ],
)
def test_error_codes_and_quoted_messages_are_found(language: str, text: str, codes: list[str]) -> None:
    found = values(read(text, language).errors)
    assert [code for code in found if not any(code != other and code in other for other in found)] == codes


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("cs", "Dnes spadla pětkrát.", "5"),
        ("cs", "Stalo se to už 4x za sebou.", "4"),
        ("cs", "Potřetí za týden!", "3"),
        ("pl", "Zawiesił się sześć razy.", "6"),
        ("pl", "Dzieje się to po raz drugi.", "2"),
        ("ru", "Отключалась 4 раза подряд.", "4"),
        ("ru", "Такое уже в третий раз.", "3"),
        ("en", "It crashed 12 times this week.", "12"),
        ("en", "It failed several times.", "several"),
        ("en", "It is 5 times slower now.", None),
        ("cs", "Objednáváme 4x monitor.", None),
    ],
)
def test_how_many_times_is_a_number(language: str, text: str, count: str | None) -> None:
    assert values(read(text, language).times) == ([count] if count else [])


@pytest.mark.parametrize(
    ("language", "text", "phones"),
    [
        ("cs", "Volejte 777 010 233 nebo +420 555 010 771.", ["777 010 233", "+420 555 010 771"]),
        ("pl", "Mój numer: 600100200.", ["600100200"]),
        ("ru", "Звоните 8 (900) 555-01-02.", ["8 (900) 555-01-02"]),
        ("en", "Ring me on 020 7946 0018.", ["020 7946 0018"]),
        ("cs", "Faktura 2026118000 z 12.11.2026, 250 000 000 Kč na 123456789/0100, IP 10.20.30.40.", []),
        ("en", "Log 2026-11-12 10:20:33, order 4500123456.", []),
    ],
)
def test_what_may_be_a_phone_number_is_found_as_written(language: str, text: str, phones: list[str]) -> None:
    assert values(read(text, language).phones) == phones


def test_hosts_addresses_and_devices_are_found_and_mail_addresses_files_and_hours_are_not() -> None:
    text = (
        "Server srv-db02 (10.1.2.3, fe80::1) and shop.example.com are down, so is \\\\nas01\\public. "
        "Ask jan@mail.example.com, see report.pdf of 03:12:55, MG-42. The Brother HL-L2350DW at aa:bb:cc:00:11:22."
    )
    found = read(text)
    assert values(found.hosts) == [
        "srv-db02",
        "10.1.2.3",
        "fe80::1",
        "shop.example.com",
        "\\\\nas01\\public",
        "aa:bb:cc:00:11:22",
    ]
    assert values(found.devices) == ["Brother HL-L2350DW"]


@pytest.mark.parametrize(
    ("language", "done", "wish"),
    [
        ("cs", "Restartovali jsme router.", "Prosím restartujte router."),
        ("pl", "Próbowałam z innego komputera.", "Proszę spróbować później."),
        ("ru", "Перезагрузили роутер, не помогло.", "Перезагрузите роутер."),
        ("en", "We unplugged it and restarted it.", "Please restart it."),
    ],
)
def test_what_was_tried_is_not_what_is_wished(language: str, done: str, wish: str) -> None:
    found = read(f"{wish} {done}", language)
    assert {sentence for _, sentence in found.tried} == {done}


@pytest.mark.parametrize(
    ("language", "haste", "calm"),
    [
        ("cs", "Prosím co nejdříve!", "Není to urgentní."),
        ("pl", "Pilne!", "To nic pilnego."),
        ("ru", "Срочно!", "Это не срочно."),
        ("en", "This is urgent.", "It is not urgent."),
    ],
)
def test_haste_is_found_and_its_denial_is_none(language: str, haste: str, calm: str) -> None:
    assert read(haste, language).urgent
    assert not read(calm, language).urgent


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("cs", "Nejde mi VPN. Kdy to pojede? Děkuji.", ["Kdy to pojede?"]),
        ("pl", "Dzień dobry. Czy mogę prosić o kod", ["Czy mogę prosić o kod"]),
        ("ru", "Здравствуйте! Можно ли сменить имя?", ["Можно ли сменить имя?"]),
        ("en", "How long will it take?\n> Did you try it?", ["How long will it take?"]),
        ("en", "When I save, it closes. See https://a.example/?", []),
    ],
)
def test_the_sentences_that_ask_are_found(language: str, text: str, asked: list[str]) -> None:
    assert values(read(text, language).questions) == asked


def test_each_fact_shows_its_sentence_as_it_was_written() -> None:
    text = "Dobrý den,\nod úterý padá SRV-DB02, už třikrát. Hlásí „málo místa“!\n\nJana, 777 010 233"
    found = read(text, "cs")
    assert found.since is not None
    assert found.since.sentence == "Dobrý den,\nod úterý padá SRV-DB02, už třikrát."
    assert found.times == (("3", "Dobrý den,\nod úterý padá SRV-DB02, už třikrát."),)
    assert found.errors == (("málo místa", "Hlásí „málo místa“!"),)
    assert found.phones == (("777 010 233", "Jana, 777 010 233"),)
    everything = (*found.times, *found.errors, *found.phones, *found.hosts, *found.urgent)
    assert all(sentence in text for _, sentence in everything)


def test_a_pasted_log_gives_a_few_facts_and_not_thousands() -> None:
    assert len(read(" ".join(f"srv-{number}" for number in range(500))).hosts) == MANY


def test_a_value_that_stands_twice_is_one_fact() -> None:
    assert len(read("Error 619. And again: error 619.").errors) == 1


def test_a_text_without_facts_has_none() -> None:
    assert read("") == Facts() == read("Thank you, have a nice day.")


@pytest.mark.parametrize(
    "piece", ["\n", ".", "!", "1.", "a-", "a.", "(", '"', "„", "A_", "error 5 ", "::", "+1", "? ", "\0", "é"]
)
def test_no_text_is_too_strange(piece: str) -> None:
    for language in ("cs", "en", ""):
        found = read(piece * 5000, language)
        assert len(found.errors) <= MANY
