"""The examples of the repository, assessed once for all tests of a process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caveat.assessment.ask import Mode
from caveat.rulebook.loader import Rulebook
from caveat.services.assess_file import Assessed, assess_file

FOLDER = Path(__file__).parents[2] / "examples"
NAMES = sorted(file.stem for file in FOLDER.glob("*.yaml"))
TODAY = date(2026, 11, 24)

CAMERA = "camera_maker"
ABUSE = "2014-mexico-spyware"
ORDINARY = "2023-portugal-fire-drones"

_done: dict[tuple[object, ...], Assessed] = {}


def example(name: str) -> Path:
    """Return the file of an example."""
    return FOLDER / f"{name}.yaml"


def assessed(
    name: str,
    rulebook: Rulebook,
    *,
    as_of: date | None = None,
    instruments: tuple[str, ...] = (),
    mode: Mode = Mode.QUICK,
) -> Assessed:
    """Assess an example, or recall it."""
    key = (name, rulebook.digest, as_of, instruments, mode)
    if key not in _done:
        _done[key] = assess_file(
            example(name), rulebook, today=TODAY, as_of=as_of, instruments=instruments, mode=mode
        )
    return _done[key]
