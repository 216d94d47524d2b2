"""Whom an inline forward names as its author."""

import pytest

from mailgate.ingest.reply.forward import forwarded
from mailgate.ingest.reply.quotes import cut
from mailgate.model.letter import Forwarded

_HEAD = "From: Eva Nová <Eva@Farm.example>\nDate: Mon, 2 Nov 2026 at 09:40\nSubject: Print\nTo: Petr <p@x.example>\n\n"
_EVA = Forwarded("eva@farm.example", "Eva Nová", "Print", "Mon, 2 Nov 2026 at 09:40", "It does not print.")


@pytest.mark.parametrize(
    ("above", "subject"),
    [
        ("FYI\n\n---------- Forwarded message ---------\n", "Fwd: Print"),
        ("---------- Forwarded message ---------\n", "Print"),
        ("FYI\n\n-------- Přeposlaná zpráva --------\n", "Fwd: Print"),
        ("FYI\n\n-------- Weitergeleitete Nachricht --------\n", "WG: Print"),
        ("FYI\n\n-------- Пересылаемое сообщение --------\n", "Fwd: Print"),
        ("FYI\n\n----- Mensaje reenviado -----\n", "RV: Print"),
        ("FYI\n\nDébut du message transféré :\n\n", "TR: Print"),
        ("Begin forwarded message:\n\n", "Fwd: Print"),
        ("FYI\n\n________________________________\n", "FW: Print"),
        ("-----Original Message-----\n", "FW: Print"),
        ("", "Fwd: Print"),
        ("", "Print"),
    ],
)
def test_the_author_of_a_forwarded_letter_is_proposed(above: str, subject: str) -> None:
    assert forwarded(f"{above}{_HEAD}It does not print.\n", subject) == _EVA


def test_apple_quotes_what_it_forwards() -> None:
    body = "\n".join(f"> {line}" for line in f"Begin forwarded message:\n\n{_HEAD}It does not print.".split("\n"))
    text = f"See below.\n\n{body}\n"
    assert forwarded(text, "Fwd: Print") == _EVA
    assert cut(text).new == "See below."


@pytest.mark.parametrize(
    ("author", "address", "name"),
    [
        ("Eva Nová <eva@farm.example<mailto:eva@farm.example>>", "eva@farm.example", "Eva Nová"),
        ("Eva Nová [mailto:eva@farm.example]", "eva@farm.example", "Eva Nová"),
        ('"Eva Nová" <eva@farm.example>', "eva@farm.example", "Eva Nová"),
        ("eva@farm.example <eva@farm.example>", "eva@farm.example", ""),
        ("eva@farm.example", "eva@farm.example", ""),
        ("Eva Nová", "", "Eva Nová"),
        ("Eva Nová\n <eva@farm.example>", "eva@farm.example", "Eva Nová"),
    ],
)
def test_the_author_is_read_in_all_its_spellings(author: str, address: str, name: str) -> None:
    found = forwarded(f"Od: {author}\nOdesláno: pondělí 2. listopadu\nKomu: Petr\nPředmět: Tisk\n\nNejde.", "FW: Tisk")
    assert found == Forwarded(address, name, "Tisk", "pondělí 2. listopadu", "Nejde.")


def test_yahoo_writes_all_headers_in_one_line() -> None:
    text = "----- Forwarded Message -----\nFrom: Eva <eva@farm.example>To: P <p@x.example>Sent: Monday\nNo print.\n"
    assert forwarded(text, "Fw: Print") == Forwarded("eva@farm.example", "Eva", text="No print.")


@pytest.mark.parametrize(
    "line",
    [
        'On 2 Nov 2026, at 9:40, "Eva" <eva@farm.example> wrote:',
        "Am 02.11.2026 um 09:40 schrieb Eva <eva@farm.example>:",
        'Dne 02.11.26 9:40, "Eva" <eva@farm.example> napsal(a):',
    ],
)
def test_an_introduction_names_the_author_under_a_forwarding_subject(line: str) -> None:
    assert forwarded(f"{line}\n\nNo print.", "FW: Print") == Forwarded("eva@farm.example", "Eva", text="No print.")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("", "Fwd: x"),
        ("A plain letter.", "Fwd: x"),
        (f"Yes.\n\n{_HEAD}old", "Re: Print"),
        (f"{_HEAD}old", "Re: Print"),
        ("Yes.\n\nOn 2 Nov 2026 at 09:40, Eva <eva@farm.example> wrote:\n> ---- Forwarded message ----\n> x", "Re: x"),
        ("Yes.\n\n##- Reply above this line -##\nFrom: x", "Fwd: x"),
        ("> Begin forwarded message:\n> \n> nothing that names anybody", "Fwd: x"),
    ],
)
def test_an_answered_letter_is_not_forwarded(text: str, subject: str) -> None:
    assert forwarded(text, subject) is None


def test_a_name_that_is_no_address_stays_a_name() -> None:
    found = forwarded(
        "---- Forwarded message ----\nFrom: =?x?q?a=40b?=@farm.example\nSubject: x\nDate: y\n\nz", "Fwd: x"
    )
    assert found is not None
    assert found.address == ""


def test_headers_that_are_shown_below_a_colon_still_name_the_author() -> None:
    assert forwarded(f"See what he writes:\n\n{_HEAD}It does not print.\n", "Fwd: Print") == _EVA
