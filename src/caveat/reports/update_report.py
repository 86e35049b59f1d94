"""What came of an update, a line for each dataset, and below it what a reader must know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from caveat.model.error import Problem
from caveat.model.update import Changes, DatasetUpdate, InUse, Outcome
from caveat.reports.document import clean
from caveat.reports.words import counted

SCHEMA = "caveat-update-1"
NONE_HELD = "nothing; its indicators have no data"
_CAME: Mapping[Outcome, str] = {
    Outcome.KEPT: "kept",
    Outcome.UNCHANGED: "unchanged; in use:",
    Outcome.REFUSED: "not updated; in use:",
    Outcome.BY_HAND: "not fetched; in use:",
    Outcome.SHOWN: "in use:",
}


def update_lines(one: DatasetUpdate) -> list[str]:
    """Return what came of a dataset as lines; all but the first begin with two spaces."""
    details = (f"  {clean(part)}" for part in _details(one))
    return [clean(f"{one.dataset}: {_headline(one)}"), *details]


def _headline(one: DatasetUpdate) -> str:
    held = NONE_HELD if one.in_use is None else _use(one.in_use)
    said = f"{_CAME[one.outcome]} {held}"
    return f"{said}{_changes(one.changes)}" if one.outcome is Outcome.KEPT else said


def _use(there: InUse) -> str:
    years = " to ".join(dict.fromkeys((str(there.first_year), str(there.last_year))))
    age = counted(there.age_days, "day")
    return (
        f"{there.edition} (known since {there.published_on}, {age} ago), data of {years}, "
        f"{there.countries} countries, {counted(there.figures, 'figure')}"
    )


def _changes(changes: Changes | None) -> str:
    if changes is None:
        return "; nothing was held before"
    if not changes.changed:
        return f"; none of {changes.compared} newest figures differs from those before"
    return (
        f"; {changes.changed} of {changes.compared} newest figures differ from those before, "
        f"the most: {changes.largest}"
    )


def _details(one: DatasetUpdate) -> Iterator[str]:
    if one.kept:
        yield f"from {one.address}"
    if len(one.kept) > 1:
        yield f"{len(one.kept)} editions kept: {', '.join(one.kept)}"
    yield from one.notes
    for problem in one.problems:
        yield f"why: {_said(problem)}"


def _said(problem: Problem) -> str:
    hint = f" {problem.hint}" if problem.hint else ""
    return f"{problem.message}{hint}"


def update_json(updates: list[DatasetUpdate]) -> dict[str, Any]:
    """Return what came of an update as plain data."""
    return {"schema": SCHEMA, "datasets": [_plain(one) for one in updates]}


def _plain(one: DatasetUpdate) -> dict[str, Any]:
    there, changes = one.in_use, one.changes
    return {
        "dataset": one.dataset,
        "title": one.title,
        "outcome": one.outcome.value,
        "kept": list(one.kept),
        "address": one.address,
        "in_use": None
        if there is None
        else {
            "edition": there.edition,
            "title": there.title,
            "published_on": str(there.published_on),
            "age_days": there.age_days,
            "first_year": there.first_year,
            "last_year": there.last_year,
            "countries": there.countries,
            "figures": there.figures,
        },
        "changes": None
        if changes is None
        else {
            "compared": changes.compared,
            "changed": changes.changed,
            "largest": changes.largest,
        },
        "notes": list(one.notes),
        "problems": [
            {"code": found.code, "message": found.message, "hint": found.hint}
            for found in one.problems
        ],
    }
