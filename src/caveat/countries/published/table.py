"""What a publisher's file comes to before it is understood: a label, columns, and rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from caveat.model.error import CaveatError, Problem, nearest
from caveat.rulebook.dataset_shape import DatasetFile

HEAD_WITHIN = 20
"""Rows from the top among which the names of the columns must stand."""
YEAR = "{year}"


@dataclass(frozen=True)
class Table:
    """Rows of cells below the names of their columns."""

    label: str
    """The name of the sheet or packed file, the headings of the page, or the day of the update."""
    columns: Mapping[str, int]
    """The place of each column; of two with the same name, the first."""
    rows: Iterable[tuple[int, Sequence[str]]]
    """Rows with their number in the file, counted from 1."""


def refused(code: str, message: str, hint: str = "") -> CaveatError:
    """Return the error that says why a file of a publisher cannot be read."""
    return CaveatError(Problem(f"published.{code}", message, hint))


def table_of(label: str, rows: Iterable[Sequence[str]], dataset: DatasetFile) -> Table:
    """Return the table whose column names stand in one of the first rows.

    Raises:
        CaveatError: no row has all columns that are needed, or (while rows are read) a row has
            more or fewer cells than there are columns.
    """
    numbered = enumerate(rows, 1)
    best: tuple[Mapping[str, int], list[str]] | None = None
    for _, row in islice(numbered, HEAD_WITHIN):
        columns: Mapping[str, int] = _places(row)
        lacking = missing_columns(columns, dataset)
        if not lacking:
            return Table(label, columns, _even(numbered, len(row)))
        if best is None or len(lacking) < len(best[1]):
            best = columns, lacking
    if best is None:
        raise refused("empty", "found no rows.", "Fetch it again.")
    columns, lacking = best
    named = ", ".join(f"'{one}'" for one in lacking)
    raise refused(
        "columns",
        f"the first {HEAD_WITHIN} rows have no row with the column(s) {named}.",
        nearest(lacking[0], columns) or "The publisher may have changed the file.",
    )


def _places(row: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        places.setdefault(" ".join(cell.split()), place)
    return places


def _even(
    numbered: Iterator[tuple[int, Sequence[str]]], width: int
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that have something in them; one of another width has shifted cells."""
    for number, row in numbered:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            message = f"row {number} has {len(row)} cells, expected {width}."
            raise refused("shifted", message, "A cell may have moved into another column.")
        yield number, row


def missing_columns(columns: Iterable[str], dataset: DatasetFile) -> list[str]:
    """Return the columns that a dataset needs and a row does not name, in order."""
    there = set(columns)
    needed = [dataset.country.column, dataset.year_column, dataset.edition.column]
    lacking = [one for one in needed if one is not None and one not in there]
    for one in dataset.indicators.values():
        lacking.extend(name for name in (*one.max_of, *one.status) if name not in there)
        if one.any_of and not any(years_of(name, there) for name in one.any_of):
            lacking.append(one.any_of[0])
    return lacking


def years_of(name: str, columns: Iterable[str]) -> dict[str, str]:
    """Return the columns that a name with {year} stands for, by year; by '' where it has none."""
    if YEAR not in name:
        return {"": name} if name in columns else {}
    before, _, after = name.partition(YEAR)
    pattern = re.compile(f"{re.escape(before)}([0-9]{{4}}){re.escape(after)}")
    fits = ((pattern.fullmatch(column), column) for column in columns)
    return {match[1]: column for match, column in fits if match}
