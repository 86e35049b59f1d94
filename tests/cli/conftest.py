"""The command line as tests run it: in this process, with what it printed and its exit code."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.cli.app import main
from caveat.cli.ask import hold
from caveat.rulebook.loader import Rulebook, load
from caveat.services.interview import Interview
from tests.services.examples import FOLDER
from tests.services.small import write_rulebook, write_transaction


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


Talk = Callable[..., str]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Return the small rulebook."""
    return load(write_rulebook(tmp_path_factory.mktemp("small") / "data")).rulebook


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a transaction in which nothing is known."""
    return write_transaction(tmp_path / "transaction")


@pytest.fixture
def talk(
    small: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Talk:
    """Return a function that types lines into an interview, and returns what was printed."""
    monkeypatch.setenv("COLUMNS", "96")

    def talked(
        *typed: str,
        name: str = "B. Example",
        today: date = date(2026, 11, 24),
        mode: Mode = Mode.QUICK,
    ) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        hold(Interview(file, small, mode=mode, today=today), name)
        return capsys.readouterr().out

    return talked
