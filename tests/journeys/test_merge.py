"""Two tickets about one thing, and an outsider's words about it, by the command line alone."""

import pytest

from mailgate.testing import a_letter

from .conftest import Shell

STAFF = ("--as", "ada@desk.example")
BOX = "private@desk.example"  #: holds strangers


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """MG-1 and MG-2 are Ann's; letter 3 of a stranger is held."""
    shell.set_up()
    for number, text in enumerate(("It does not print.", "Still nothing.")):
        (shell.folder / f"{number}.eml").write_bytes(a_letter(text=text))
        shell.json("ingest", f"{number}.eml")
    (shell.folder / "sam.eml").write_bytes(a_letter(sender="Sam <sam@elsewhere.example>", to=BOX, text="Mine too."))
    assert shell.json("ingest", "sam.eml", "--mailbox", BOX)["fate"] == "held"
    return shell


def test_merging_and_a_reply_to_what_was_merged(desk: Shell) -> None:
    done = desk.json("ticket", "act", "MG-2", "merge", *STAFF, "--set", "into=MG-1")
    assert (done["state"], done["links"], done["actions"]) == ("merged", ["MG-1"], [])
    (desk.folder / "more.eml").write_bytes(a_letter(subject="Re: [MG-2]", text="More."))
    row = desk.json("ingest", "more.eml")
    assert (row["fate"], row["ticket"], row["thread_method"]) == ("reply", "MG-1", "subject_tag")
    assert desk.json("ticket", "show", "MG-1")["links"] == ["MG-2"]
    assert [row["number"] for row in desk("--json", "ticket", "list", "--state", "merged").rows] == ["MG-2"]


def test_an_outsiders_words_are_put_into_a_ticket(desk: Shell) -> None:
    row = desk.json("letter", "release", "3", *STAFF, "--into", "MG-1")
    assert (row["letter"], row["ticket"]) == (3, "MG-1")
    said = desk.json("ticket", "show", "MG-1")["messages"][-1]
    assert (said["kind"], said["author"], said["text"]) == ("outsider", "sam@elsewhere.example", "Mine too.")
    assert desk.json("letter", "show", "3")["fate"] == "reply"


MISTAKES = [
    (["ticket", "act", "MG-2", "merge", *STAFF], 2, "into is missing"),
    (["ticket", "act", "MG-2", "merge", *STAFF, "--set", "into=MG-2"], 1, "cannot become part of itself"),
    (["ticket", "act", "MG-2", "merge", *STAFF, "--set", "into=MG-9"], 1, "there is no ticket MG-9"),
    (["letter", "release", "3", *STAFF, "--into", "MG-9"], 1, "there is no ticket MG-9"),
    (["letter", "release", "3", *STAFF, "--into", "MG-1", "--register", "Kestrel Ltd."], 2, "nobody a party"),
]


def test_a_mistake_is_told_in_a_line_and_changes_nothing(desk: Shell) -> None:
    before = desk.json("status")
    for arguments, code, told in MISTAKES:
        done = desk(*arguments)
        assert (done.code, done.out) == (code, ""), arguments
        assert told in done.err
    assert desk.json("status") == before
