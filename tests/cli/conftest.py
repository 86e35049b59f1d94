"""The command line as tests run it: in this process, with what it printed and its exit code."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from caveat.cli.app import main
from tests.services.examples import FOLDER


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `caveat` with arguments and text on standard input."""
    monkeypatch.setenv("COLUMNS", "96")

    def ran(*arguments: object, stdin: str = "") -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["caveat", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        return Ran(int(caught.value.code or 0), out, err)

    return ran


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """Return a copy of the examples, to be written into."""
    folder = tmp_path / "examples"
    shutil.copytree(FOLDER, folder)
    return folder
