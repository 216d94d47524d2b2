"""The files to run mailgate with: compose.yaml and the systemd units say what the program understands."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from mailgate.cli import main
from mailgate.config import load_settings
from tests.conftest import missing

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
ROLES = ("smtp", "web", "worker", "beat", "imap")
#: What every unit denies itself.
HARDENED = """\
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallFilter=@system-service
KillMode=mixed
TimeoutStopSec=30
""".splitlines()


def commands() -> set[str]:
    group = typer.main.get_command(main.app)
    return set(getattr(group, "commands", {}))


@pytest.fixture
def compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="no PyYAML")
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_compose_has_a_service_for_each_role_and_each_has_a_health_check(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"postgres", "rabbitmq", *ROLES}
    for name, service in services.items():
        assert service["healthcheck"]["test"][0] == "CMD", name
        assert service["restart"] == "unless-stopped", name
        # Plain names: where images come from is the operator's to say.
        assert re.fullmatch(r"[a-z]+(:\d+)?", service["image"]), name
    for role in ROLES:
        assert services[role]["command"] == [role]
        assert role in commands()
        assert services[role]["build"]["dockerfile"] == "Containerfile"
        assert int(services[role]["stop_grace_period"].removesuffix("s")) > 25


def test_the_settings_of_compose_are_settings_of_mailgate(
    compose: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in compose["services"]["smtp"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?\}", "secret", value))
    (tmp_path / "mailgate.toml").write_text("[origin]\nverify = true\n")
    settings = load_settings(tmp_path / "mailgate.toml")
    assert settings.database.url == "postgresql://mailgate:secret@postgres/mailgate"
    assert settings.broker.url == "amqp://mailgate:secret@rabbitmq//"
    ports = {"smtp": settings.smtp.listen, "web": settings.web.listen}
    for role, listen in ports.items():
        (published,) = compose["services"][role]["ports"]
        assert published.rpartition(":")[2] == listen.rpartition(":")[2]


def test_the_image_holds_what_the_wheel_is_built_from() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE) for name in line.split()]
    assert {"pyproject.toml", "mailgate", "templates", "constraints.txt"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert re.search(r"^USER mailgate$", text, re.MULTILINE), "not as root"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened_and_starts_a_command_that_there_is(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()
    assert [line for line in HARDENED if line not in lines] == []
    (start,) = [line for line in lines if line.startswith("ExecStart=")]
    assert start.split()[-1] in {*commands(), "%i"}


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        missing("no systemd-analyze")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/mailgate/bin/mailgate", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    names = [unit.name.replace("@.", "@1.") for unit in UNITS]
    assert len(names) == 3
    done = subprocess.run([analyze, "verify", *(f"./{name}" for name in names)], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr.decode()) == (0, "")
