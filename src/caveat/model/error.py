"""The one kind of error that Caveat reports to a person.

A message says what was found and what was expected; the hint says what to do; the
place says where. Missing facts are never errors: they are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a file, a line counted from 1, and the path of keys to it."""

    file: Path
    line: int | None = None
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line is not None else str(self.file)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, what was found and expected, what to do."""

    code: str
    message: str
    hint: str = ""
    where: Place | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class CaveatError(Exception):
    """Bad input, with every problem that was found in it, in the order of the file."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in found))
        self.problems: tuple[Problem, ...] = found


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word most like this one, or an empty string."""
    found = nearest_word(word, known)
    return f"Nearest: '{found}'." if found is not None else ""


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like this one, or None if none is much like it."""
    choices: Sequence[str] = sorted(known)
    return next(iter(get_close_matches(word, choices, n=1, cutoff=0.5)), None)
