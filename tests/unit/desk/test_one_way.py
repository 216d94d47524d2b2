"""Our words never tell whether somebody is known: the same bytes to a contact, a colleague and a stranger (T48)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage

import pytest

from mailgate.desk.customer import answer_prove, open_prove
from mailgate.desk.decide import drain
from mailgate.desk.receive import receive_form
from mailgate.model.ticket import Flag
from mailgate.outbound.kinds import KINDS
from mailgate.registry.disclosure import Discloses
from mailgate.testing.seed import DESK

from .conftest import Place
from .test_life import page_token

#: Addresses of one length, so that no header is folded elsewhere.
CONTACT, COLLEAGUE, STRANGER = "ann@customer.example", "new@customer.example", "sam@stranger.example"
ONCALL = "+420 900 900 900"
#: A letter in each language, and another language that the registry has for the contact.
WORDS = {
    "en": ("Hello", "Hello, the printer is not working and we cannot print today. Please help us.\n", "ru"),
    "cs": ("Dobrý den", "Dobrý den, tiskárna dnes nefunguje a nejde nám tisknout. Prosím pomozte, děkuji.\n", "en"),
    "pl": ("Dzień dobry", "Dzień dobry, drukarka dzisiaj nie działa. Proszę o pomoc, dziękuję.\n", "cs"),
    "ru": ("Здравствуйте", "Здравствуйте, у нас сегодня не работает принтер. Помогите, пожалуйста.\n", "pl"),
}


@dataclass(frozen=True)
class Got:
    """What one address got: its letter, comparable with that of another."""

    message: EmailMessage
    head: str
    parts: tuple[str, ...]


def known_house(another_place: Callable[..., Place], language: str) -> Place:
    """A house that knows the contact well: by name, in another language, with an on-call phone."""
    place = another_place(DESK.replace('phone = "+420 222', f'oncall_phone = "{ONCALL}"\nphone = "+420 222'))
    with place.house.work() as work:
        (person,) = work.unit.people.by_address(CONTACT)
        company = work.unit.people.save_company(replace(person.company, oncall=True))
        spoken = {"language": WORDS[language][2], "salutation": "Mrs Registered", "prefers_direct_tech": True}
        work.unit.people.save_person(replace(person, company=company, **spoken))
    return place


def by_mail(place: Place, address: str, proof: str, language: str) -> None:
    place.mail(
        address, proof=proof, subject=WORDS[language][0], text=WORDS[language][1], message_id="one@their.example"
    )


def by_form(place: Place, address: str, proof: str, language: str) -> None:
    subject, text, _ = WORDS[language]
    fields = {"subject": subject, "message": text}
    receive_form(place.house, "contact", address, fields, public=True, key="one")
    drain(place.house)


def got(place: Place, address: str) -> Got:
    """The only letter that left. The address and what is signed for it look the same for everybody."""
    place.deliver()
    (sent,) = place.relay.sent_to(address)
    assert sent.envelope_from == ""
    head, _, _ = sent.raw.decode("ascii").partition("\r\n\r\n")
    # The form's own Message-ID is a hash over the address that was typed.
    head = re.sub(r"<form\.\w+@", "<form@", head.replace(address, "THEM"))
    parts = tuple(same(part, address) for part in sent.message.walk() if not part.is_multipart())
    return Got(sent.message, head, parts)


def same(part: EmailMessage, address: str) -> str:
    text = f"{part.items()} {part.get_content()}"
    return re.sub(r"/p/[\w.~-]+", "/p/TOKEN", text.replace(address, "THEM"))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("proven", [True, False], ids=["proven", "not proven"])
@pytest.mark.parametrize("write", [by_mail, by_form])
def test_the_neutral_letter_is_the_same_for_known_and_unknown(
    another_place: Callable[..., Place],
    write: Callable[[Place, str, str, str], None],
    proven: bool,
    language: str,
) -> None:
    """Byte by byte. Only proof may show: who is not proven yet gets a link, whoever it is."""
    found = []
    for address, proof in ((CONTACT, "unproven"), (COLLEAGUE, "proven"), (STRANGER, "proven")):
        place = known_house(another_place, language)
        write(place, address, proof, language)
        mark = place.ticket().flags - {Flag.UNPROVEN} if proven else place.ticket().flags | {Flag.UNPROVEN}
        with place.house.work() as work:
            work.unit.tickets.save(replace(place.ticket(), flags=mark))
        found.append(got(place, address))
    known, *unknown = found
    assert known.message["Content-Language"] == language
    assert ("/p/TOKEN" in known.parts[0]) is not proven
    assert unknown == [replace(known, message=each.message) for each in unknown]


@pytest.mark.parametrize("language", WORDS)
def test_as_it_happens_the_letters_differ_in_the_sentence_with_the_link_alone(
    another_place: Callable[..., Place], language: str
) -> None:
    texts = []
    for address, proof in ((CONTACT, "unproven"), (COLLEAGUE, "proven"), (STRANGER, "proven")):
        place = known_house(another_place, language)
        by_mail(place, address, proof, language)
        texts.append(without_link(got(place, address)))
    assert texts[0] == texts[1] == texts[2]


def without_link(letter: Got) -> tuple[str, list[str]]:
    body = letter.message.get_body(("plain",))
    assert body is not None
    return letter.head, [line for line in str(body.get_content()).splitlines() if "/p/" not in line]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("write", [by_mail, by_form])
def test_the_neutral_letter_draws_nothing_from_the_registry(
    another_place: Callable[..., Place], write: Callable[[Place, str, str, str], None], language: str
) -> None:
    place = known_house(another_place, language)
    write(place, CONTACT, "unproven", language)
    text = "".join((letter := got(place, CONTACT)).parts) + letter.head
    for secret in ("Registered", "Ann", "Novak", "Customer", ONCALL):
        assert secret not in text
    assert "+420 222 000 111" in text or write is by_form


def test_the_full_letter_does_know_the_contact(another_place: Callable[..., Place]) -> None:
    """Else the tests above would prove nothing about the registry that they set up."""
    place = known_house(another_place, "en")
    by_mail(place, CONTACT, "proven", "en")
    place.deliver()
    (sent,) = place.relay.sent
    body = sent.message.get_body(("plain",))
    assert body is not None
    assert "Mrs Registered" in str(body.get_content())
    assert ONCALL in str(body.get_content())
    assert sent.message["Content-Language"] == "ru"


def test_the_words_of_others_are_not_named_to_who_may_be_told_nothing(another_place: Callable[..., Place]) -> None:
    place = known_house(another_place, "en")
    by_mail(place, COLLEAGUE, "proven", "en")
    place.mail(CONTACT, subject="[MG-1] me too", text="We have it as well.\n", message_id="two@their.example")
    assert len(place.messages()) == 2
    sent = got(place, COLLEAGUE).message
    assert sent["References"] == "<one@their.example>"


# The page behind the link.


def test_the_page_that_proves_looks_the_same_to_everybody(another_place: Callable[..., Place]) -> None:
    before, after = set(), set()
    for address in (CONTACT, COLLEAGUE, STRANGER):
        place = known_house(another_place, "en")
        by_form(place, address, "", "en")
        place.deliver()
        token = page_token(place, place.out("form_received"), "p")
        before.add(open_prove(place.house, token))
        after.add(answer_prove(place.house, token))
        after.add(open_prove(place.house, token))
    assert before == {("en", "MG-1", False)}
    assert after == {"MG-1", ("en", "MG-1", True)}


def test_every_neutral_kind_is_spoken_to_everybody_alike(another_place: Callable[..., Place]) -> None:
    """Also one that is added later: what discloses nothing is composed without a look into the registry."""
    from mailgate.desk.compose import occasion_of
    from mailgate.testing import an_out_letter

    place = known_house(another_place, "en")
    by_mail(place, CONTACT, "proven", "en")
    neutral = [kind.effect for kind in KINDS.values() if kind.discloses is Discloses.NOTHING]
    assert len(neutral) >= 3
    with place.house.view() as work:
        for effect in neutral:
            occasion = occasion_of(work, an_out_letter(effect=effect, to=CONTACT, ticket_id=1), place.ticket())
            assert (occasion.greeting, occasion.phone) == ("", "+420 222 000 111")
            assert occasion.language == place.ticket().language
