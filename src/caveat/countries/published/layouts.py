"""Reads rows of text as figures: which country, which year, which value.

A cell that is no number and no word for a missing figure is a fault; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caveat.countries.published.table import Table, refused, years_of
from caveat.rulebook.dataset_shape import DatasetFile, ValueFields

_SPAN = re.compile(r"(?:[0-9]{4}\s*[-–/]\s*)?([0-9]{4})")
_POINT = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+(,[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as published."""

    country: str
    """The publisher's code or name."""
    number: str | None
    """The edition, where each row names its own."""
    data_year: int
    indicator: str
    value: float
    margin: float | None = None


def rows_of(table: Table, dataset: DatasetFile, number: str | None) -> Iterator[Row]:
    """Yield the figures of a table.

    Args:
        table: The table.
        dataset: How it is to be read.
        number: The edition of the whole file, where that is known from outside the rows.

    Raises:
        CaveatError: a cell is not what its column holds.
    """
    return _LAYOUTS[dataset.layout](table, dataset, number)


def _long(table: Table, dataset: DatasetFile, number: str | None) -> Iterator[Row]:
    readers = {
        name: _Reader(table, dataset, one, number) for name, one in dataset.indicators.items()
    }
    for at, row in table.rows:
        own = number
        if dataset.edition.column is not None:
            own = str(_year(row[table.columns[dataset.edition.column]], at))
        year = _data_year(row, table, dataset, own, at)
        if year < dataset.first_year:
            continue
        for name, reader in readers.items():
            value = reader.value(row, at)
            if value is None:
                continue
            margin = reader.margin(row, at)
            for country in _countries(row, table, dataset):
                yield Row(country, own, year, name, value, margin)


def _wide(table: Table, dataset: DatasetFile, number: str | None) -> Iterator[Row]:
    years = {
        (name, year)
        for name, one in dataset.indicators.items()
        for column in one.any_of
        for year in years_of(column, table.columns)
    }
    readers = {
        (name, int(year)): _Reader(table, dataset, dataset.indicators[name], year)
        for name, year in sorted(years)
        if int(year) >= dataset.first_year
    }
    for at, row in table.rows:
        for (name, year), reader in readers.items():
            value = reader.value(row, at)
            if value is not None:
                margin = reader.margin(row, at)
                for country in _countries(row, table, dataset):
                    yield Row(country, number, year, name, value, margin)


def _events(table: Table, dataset: DatasetFile, number: str | None) -> Iterator[Row]:
    """Count rows; a country without any in the years counted has no figure, which is not 0."""
    counts: Counter[tuple[str, int]] = Counter()
    for at, row in table.rows:
        year = _data_year(row, table, dataset, number, at)
        for country in _countries(row, table, dataset):
            counts[country, year] += 1
    years = [year for _, year in counts]
    for country in sorted({country for country, _ in counts}):
        for year in range(min(years) + dataset.window - 1, max(years) + 1):
            span = range(year - dataset.window + 1, year + 1)
            total = sum(counts[country, one] for one in span)
            if total and year >= dataset.first_year:
                for name in dataset.indicators:
                    yield Row(country, number, year, name, float(total))


_LAYOUTS: Mapping[str, Callable[[Table, DatasetFile, str | None], Iterator[Row]]] = {
    "long": _long,
    "wide": _wide,
    "events": _events,
}


class _Reader:
    """Reads the value and the margin of one indicator from the rows of a table."""

    def __init__(
        self, table: Table, dataset: DatasetFile, fields: ValueFields, year: str | None
    ) -> None:
        self._dataset = dataset
        self._ok = fields.status_ok
        self._status = [table.columns[one] for one in fields.status]
        named = [_named(one, year) for one in fields.any_of]
        there = [one for one in named if one in table.columns][:1]
        if fields.any_of and not there:
            raise refused("columns", f"there is no column '{named[0]}'.")
        self._columns = [table.columns[one] for one in (there or fields.max_of)]
        ends = [one and table.columns.get(_named(one, year)) for one in (fields.low, fields.high)]
        self._ends = [one for one in ends if isinstance(one, int)]
        margin = fields.margin and table.columns.get(_named(fields.margin, year))
        self._margin = margin if isinstance(margin, int) else None

    def value(self, row: Sequence[str], at: int) -> float | None:
        """Return the figure of a row, None where it has none."""
        columns = self._columns
        if self._status:
            pairs = zip(columns, self._status, strict=True)
            columns = [one for one, status in pairs if row[status].strip() == self._ok]
        found = [self._number(row[one], at) for one in columns]
        return max((one for one in found if one is not None), default=None)

    def margin(self, row: Sequence[str], at: int) -> float | None:
        """Return half of the published interval of a row, None where it has none."""
        if self._margin is not None:
            return self._number(row[self._margin], at)
        ends = [self._number(row[one], at) for one in self._ends]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            return (ends[1] - ends[0]) / 2
        return None

    def _number(self, cell: str, at: int) -> float | None:
        text = cell.strip()
        if text in self._dataset.missing:
            return None
        if self._dataset.number is not None:
            match = re.search(self._dataset.number, text)
            text = match[1] if match else text
        comma = self._dataset.decimal_comma
        if not (_COMMA if comma else _POINT).fullmatch(text):
            kind = "a number with a decimal comma" if comma else "a number"
            message = f"row {at} has '{cell.strip()[:40]}', expected {kind}."
            raise refused("number", message, "A cell may have moved into another column.")
        return float(text.replace(",", ".") if comma else text)


def _named(column: str, year: str | None) -> str:
    return column if year is None else column.replace("{year}", year)


def _countries(row: Sequence[str], table: Table, dataset: DatasetFile) -> list[str]:
    cell = row[table.columns[dataset.country.column]]
    parts = cell.split(dataset.country.separator) if dataset.country.separator else [cell]
    return list(dict.fromkeys(" ".join(one.split()) for one in parts if one.strip())) or [""]


def _data_year(
    row: Sequence[str], table: Table, dataset: DatasetFile, number: str | None, at: int
) -> int:
    if dataset.year_column is not None:
        return _year(row[table.columns[dataset.year_column]], at)
    return _year(number or "", at) + (dataset.year_of_edition or 0)


def _year(cell: str, at: int) -> int:
    match = _SPAN.fullmatch(cell.strip())
    if match is None:
        message = f"row {at} has '{cell.strip()[:40]}', expected a year."
        raise refused("year", message, "A cell may have moved into another column.")
    return int(match[1])
