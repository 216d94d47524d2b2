"""The libraries of the learned model are loaded when a model is used, and not before: they cost a second and 100 MB."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "use",
    [
        "from typer.testing import CliRunner; from mailgate.cli.main import app; CliRunner().invoke(app, ['--help'])",
        "import mailgate.classify.label, mailgate.desk.labelling",
        "import mailgate.classify.learned.model, mailgate.classify.learned.blob",
    ],
)
def test_nothing_but_a_model_in_use_loads_its_libraries(use: str) -> None:
    code = f"import sys; {use}; print(sorted({{'sklearn', 'numpy', 'scipy'}} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.splitlines()[-1] == "[]"
