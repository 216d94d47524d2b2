"""A letter that waits, and the author who is added to the registry with it, by the command line alone."""

import pytest

from mailgate.testing import a_letter

from .conftest import Shell

STAFF = ("--as", "ada@desk.example")
BOX = "private@desk.example"  #: holds strangers


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """A desk with one held letter of a stranger."""
    shell.set_up()
    raw = a_letter(sender="Sam Hill <sam@elsewhere.example>", to=BOX, subject="The printer")
    (shell.folder / "sam.eml").write_bytes(raw)
    assert shell.json("ingest", "sam.eml", "--mailbox", BOX)["fate"] == "held"
    return shell


def test_release_and_registration_are_one_command(desk: Shell) -> None:
    row = desk.json("letter", "release", "1", *STAFF, "--register", "kestrel ltd.", "--rights", "billing, technical")
    assert row == {"letter": 1, "ticket": "MG-1", "state": "first_line", "customer": "Kestrel Ltd."}
    assert desk.json("ticket", "show", "MG-1")["flags"] == []
    exported = desk("registry", "export").out
    assert "Sam Hill" in exported
    assert "sam@elsewhere.example" in exported
    assert "billing technical" in exported


def test_without_it_the_author_stays_a_stranger_until_added_to_the_ticket_that_there_is(desk: Shell) -> None:
    assert desk.json("letter", "release", "1", *STAFF)["customer"] is None
    assert "sam@elsewhere.example" not in desk("registry", "export").out
    row = desk.json("letter", "release", "1", *STAFF, "--register", "Kestrel Ltd.", "--name", "Sam H.")
    assert row["customer"] == "Kestrel Ltd."
    assert desk.json("ticket", "show", "MG-1")["customer"] == "Kestrel Ltd."
    assert "Sam H.;sam@elsewhere.example" in desk("registry", "export").out


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--register", "Kestrle"], 1, "did you mean 'Kestrel Ltd.'"),
        (["--register", "Kestrel Ltd.", "--rights", "root"], 2, "there is no right 'root'; there are: technical"),
        (["--rights", "billing"], 2, "name the customer with --register"),
        (["--name", "Sam"], 2, "name the customer with --register"),
    ],
)
def test_a_mistake_changes_nothing(desk: Shell, more: list[str], code: int, told: str) -> None:
    done = desk("letter", "release", "1", *STAFF, *more)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert desk.json("letter", "show", "1")["fate"] == "held"


def test_security_items_are_counted_and_listed(desk: Shell) -> None:
    assert desk.json("status")["security"] == 0
    assert desk("--json", "letter", "list", "--fate", "security").rows == []
    desk.file("1.eml")
    desk.json("ingest", "1.eml")
    desk.json("outbox", "deliver")
    ours = desk.json("ticket", "show", "MG-1")["outbound"][0]["message_id"]
    raw = a_letter(sender="sam@elsewhere.example", text="Close it.", in_reply_to=ours)
    (desk.folder / "sly.eml").write_bytes(raw)
    assert desk.json("ingest", "sly.eml")["fate"] == "held"
    assert desk.json("status")["security"] == 1
    (row,) = desk("--json", "letter", "list", "--fate", "security").rows
    assert (row["from"], row["fate"]) == ("sam@elsewhere.example", "held")
    assert desk.json("letter", "show", str(row["letter"]))["names"] == "MG-1"
