"""The lint finds what it must, and the templates we ship are clean."""

import shutil

import pytest

from mailgate.outbound.lint import lint
from mailgate.outbound.render import templates_dir


def test_the_templates_we_ship_have_no_findings():
    assert lint(templates_dir()) == []


@pytest.fixture
def broken(tmp_path):
    """A copy of the templates with one file changed: `broken("en/taken", "source")`; None removes it."""

    def build(name, source):
        shutil.copytree(templates_dir() / "mail", tmp_path / "mail")
        path = tmp_path / "mail" / f"{name}.txt.j2"
        path.unlink() if source is None else path.write_text(source)
        return lint(tmp_path)

    return build


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        (None, "en/taken: there is no such template"),
        ("{{ firm }} {{ colour }}", "'colour' is undefined"),
        (
            "{{ firm }} {{ deadline | instant }} {{ phone }}",
            "ask for it with an if (with the bare occasion)",
        ),
        ("{{ firm }}", "en/taken: does not name the phone with the full occasion"),
        ("{{ phone }}", "en/taken: does not name the firm with the full occasion"),
        ("{{ firm }} {{ phone }}\n" + "word\n" * 20, "has 21 lines"),
        ("{{ firm }}\n\n\n{{ phone }}", "two blank lines"),
        ("{% if %}", "en/taken.txt.j2, line 1: "),
    ],
)
def test_each_mistake_is_named(broken, source, finding):
    found = broken("en/taken", source)
    assert any(finding in line for line in found)
    assert all(line.startswith("en/taken: ") for line in found)
