"""The walk in the README, run as it is printed: a ticket from the first mail to its end, with nothing but a shell."""

import json
import os
import re
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
WALK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """What the walk printed, line by line, and the folder that it made."""
    (script,) = WALK.findall(README.read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("walk")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAILGATE_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), folder / "desk"


def test_the_ticket_is_closed_by_itself(walked: tuple[list[str], Path]) -> None:
    lines, _ = walked
    assert "state: closed" in lines
    assert any("time_passed: verifying → closed" in line for line in lines)


def test_the_ledger_balances(walked: tuple[list[str], Path]) -> None:
    lines, _ = walked
    ledger = json.loads(lines[-1])
    assert ledger["balanced"] is True
    assert (ledger["kept"], ledger["pending"], ledger["fates"]["ticket"]) == (1, 0, 1)


def test_the_customer_got_three_letters_about_it(walked: tuple[list[str], Path]) -> None:
    _, folder = walked
    files = sorted((folder / "outbox").glob("*.eml"))
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    told = [str(letter["Subject"]) for letter in letters if letter["To"] == "kos@bakery.example"]
    assert len(told) == 3
    assert {subject[-6:] for subject in told} == {"[MG-1]"}
