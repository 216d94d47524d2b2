"""An installed mailgate has its templates inside itself, and they are those of the repository."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
LOOK = """
from mailgate.outbound.lint import lint
from mailgate.outbound.render import templates_dir
print(templates_dir())
print(lint(templates_dir()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the Hatchling of this environment, else with one that pip fetches."""
    folder = tmp_path_factory.mktemp("wheel")
    here = importlib.util.find_spec("hatchling") is not None
    how = ["--no-build-isolation"] if here else []
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", *how, "-w", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode and not here and os.environ.get("MAILGATE_REQUIRE_PARTS") != "1":
        pytest.skip(f"Hatchling is not here and pip cannot fetch it: {built.stderr.strip()[-200:]}")
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_has_every_template_of_the_repository_as_it_is(wheel: Path) -> None:
    ours = {
        path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.rglob("*") if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        prefix = "mailgate/templates/"
        packed = {name.removeprefix(prefix): archive.read(name) for name in archive.namelist() if prefix in name}
    assert "mail/en/received.txt.j2" in packed
    assert packed == ours


def test_what_is_unpacked_from_the_wheel_finds_its_own_templates(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-c", LOOK]
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [str((site / "mailgate" / "templates").resolve()), "[]"]


def test_the_wheel_brings_neither_tests_nor_docs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mailgate"}
