"""Bad files that say at their top what is wrong with them, and with what words."""

from __future__ import annotations

from pathlib import Path

from caveat.model.error import CaveatError, Problem

TESTS = Path(__file__).resolve().parent.parent
BAD = TESTS / "bad"
GOOD = TESTS / "good"

_SAYS = "# says "


def bad_files(kind: str) -> list[Path]:
    """Return the bad files of a kind, sorted by name."""
    return sorted((BAD / kind).glob("*.yaml"))


def said(file: Path) -> list[str]:
    """Return what the top of a bad file announces, a line for each problem."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(_SAYS) for line in lines if line.startswith(_SAYS)]


def shown(problems: CaveatError | list[Problem], file: Path) -> list[str]:
    """Return problems as the top of a bad file announces them: place, code and words.

    The place is the line alone for a problem of the file itself.
    """
    found = problems.problems if isinstance(problems, CaveatError) else problems
    return [_shown(problem, file) for problem in found]


def _shown(problem: Problem, file: Path) -> str:
    assert problem.where is not None
    name = "" if problem.where.file == file else f"{problem.where.file.name}:"
    line = "" if problem.where.line is None else str(problem.where.line)
    return f"{name}{line} {problem.code}: {problem.message} {problem.hint}".strip()
