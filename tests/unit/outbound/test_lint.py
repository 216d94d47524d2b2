"""The lint finds what it must, and the templates we ship are clean."""

import shutil

import pytest

from mailgate.outbound.lint import lint
from mailgate.outbound.render import templates_dir


def test_the_templates_we_ship_have_no_findings():
    assert lint(templates_dir()) == []


#: What each file becomes, and how that is told; None: it is taken away.
MISTAKES = {
    "en/taken": (None, "there is no such template"),
    "cs/taken": ("{{ firm }} {{ colour }}", "'colour' is undefined"),
    "pl/taken": (
        "{{ firm }} {{ deadline | instant }} {{ phone }}",
        "ask for it with an if (with the bare occasion)",
    ),
    "ru/taken": ("{{ firm }}", "does not name the phone with the full occasion"),
    "en/on_hold": ("{{ phone }}", "does not name the firm with the full occasion"),
    "cs/on_hold": ("{{ firm }} {{ phone }}\n" + "word\n" * 20, "has 21 lines"),
    "pl/on_hold": ("{{ firm }}\n\n\n{{ phone }}", "two blank lines"),
    "ru/on_hold": ("{% if %}", "ru/on_hold.txt.j2, line 1: "),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The findings in a copy of our templates with every mistake in a file of its own."""
    root = tmp_path_factory.mktemp("templates")
    shutil.copytree(templates_dir() / "mail", root / "mail")
    for name, (source, _) in MISTAKES.items():
        path = root / "mail" / f"{name}.txt.j2"
        path.unlink() if source is None else path.write_text(source)
    return lint(root)


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named(found, name):
    _, finding = MISTAKES[name]
    assert any(finding in line for line in found if line.startswith(f"{name}: "))


def test_nothing_else_is_found(found):
    assert {line.partition(": ")[0] for line in found} == set(MISTAKES)
