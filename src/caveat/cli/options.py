"""Options that several commands share."""

from __future__ import annotations

import shutil
from datetime import date
from enum import Enum
from typing import Annotated

import typer

from caveat.model.error import CaveatError, Problem
from caveat.rulebook.values import ValueRefusedError, parse_day


class Format(Enum):
    """The form in which an assessment is printed."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Assess as of this date (YYYY-MM-DD) instead of the file's. Facts seen later do not "
        "count, and answers that had expired are open.",
    ),
]
Instruments = Annotated[
    list[str] | None,
    typer.Option(
        "--instrument",
        metavar="ID",
        help="Assess under this instrument instead of the file's, or of those current on the date. "
        "May be repeated. See: caveat rulebook show instruments",
    ),
]


def today() -> date:
    """Return the date by the clock; the only place that reads it."""
    return date.today()  # noqa: DTZ011 - the date where the person sits is meant


def day_option(text: str | None, name: str) -> date | None:
    """Read a date option.

    Raises:
        CaveatError: it is no date.
    """
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueRefusedError as error:
        raise CaveatError(Problem("option.date", f"{name}: {error}.")) from error


def width() -> int:
    """Return the width to which text is wrapped."""
    return max(60, min(100, shutil.get_terminal_size((96, 24)).columns))
