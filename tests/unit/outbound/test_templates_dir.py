"""Where the templates are: inside an installed package, else beside it."""

from pathlib import Path

import pytest

import mailgate
from mailgate.model.errors import UnknownThing
from mailgate.outbound.render import templates_dir

ROOT = Path(__file__).parents[3]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the package seems to be installed; without any templates yet."""
    package = tmp_path.resolve() / "site" / "mailgate"
    package.mkdir(parents=True)
    monkeypatch.setattr(mailgate, "__file__", str(package / "__init__.py"))
    return package


def test_in_a_checkout_the_repositorys_own_folder_is_used() -> None:
    assert templates_dir() == ROOT / "templates"


def test_templates_inside_the_package_come_first(installed: Path) -> None:
    (installed.parent / "templates" / "mail").mkdir(parents=True)
    (installed / "templates" / "mail").mkdir(parents=True)
    assert templates_dir() == installed / "templates"


def test_templates_beside_the_package_come_next(installed: Path) -> None:
    (installed.parent / "templates" / "mail").mkdir(parents=True)
    assert templates_dir() == installed.parent / "templates"


def test_without_templates_both_places_are_named(installed: Path) -> None:
    (installed / "templates").mkdir()  # without its folder `mail` it is somebody else's
    with pytest.raises(UnknownThing) as caught:
        templates_dir()
    assert str(installed / "templates") in str(caught.value)
    assert str(installed.parent / "templates") in str(caught.value)
