"""What `./up` and the help of `caveat ask` tell the reader to type works, and on a copy only."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caveat.cli.app import app
from tests.docs.conftest import ROOT

COPY = "mkdir -p out && cp -r examples out/mine"
FILE = "out/mine/camera_maker.yaml"


@pytest.fixture
def last_lines() -> list[str]:
    """Return what `./up` prints last."""
    _, found, after = (ROOT / "up").read_text(encoding="utf-8").rpartition("\necho\n")
    assert found
    printed = subprocess.run(["sh", "-c", after], capture_output=True, text=True, check=True)
    return printed.stdout.splitlines()


@pytest.fixture
def ask_help() -> str:
    """Return the help of `caveat ask` on one line."""
    return " ".join(CliRunner().invoke(app, ["ask", "--help"]).output.split())


def test_up_ends_with_a_copy_and_commands_on_it(last_lines: list[str]) -> None:
    assert [re.split(r"  +", line.removeprefix("Next: ").strip())[0] for line in last_lines] == [
        COPY,
        f".venv/bin/caveat assess {FILE}",
        f".venv/bin/caveat ask {FILE}",
    ]


def test_help_of_ask_shows_a_copy_and_a_command_on_it(ask_help: str) -> None:
    assert f"copy of the examples: {COPY} Example: caveat ask {FILE} " in ask_help
    assert "caveat ask examples/" not in ask_help


def test_the_copy_can_be_assessed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    subprocess.run(["sh", "-c", COPY], cwd=tmp_path, check=True)
    assert CliRunner().invoke(app, ["assess", str(tmp_path / FILE)]).exit_code == 0
