"""Reads a file of figures: plain lines of five columns, and nothing that a spreadsheet adds.

What other readers of CSV guess (quotes, marks at the start, line ends, numbers with a
comma, short lines) this one refuses with the line, so that no figure can move into another
column or country unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caveat.model.country import Edition, Figure, Indicator
from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.rulebook.country_shape import FIRST_YEAR

COLUMNS = "country,data_year,value,margin,edition"
MAX_BYTES = 2_000_000

_REFUSED = (
    (b"\xef\xbb\xbf", "figures.mark", "a byte order mark", "Save it as UTF-8 without a mark."),
    (b"\x00", "figures.nul", "a NUL byte", "This is no text file; save it as UTF-8 text."),
    (b"\r", "figures.line_end", "a carriage return", "End lines with a line feed alone."),
    (b'"', "figures.quote", "a quote", "Write words and numbers without quotes."),
)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class _Row:
    country: str
    data_year: str
    value: str
    margin: str
    edition: str


def read_figures(
    file: Path,
    indicator: Indicator,
    *,
    countries: Mapping[str, object],
    editions: Mapping[str, Edition],
) -> dict[str, list[Figure]]:
    """Return the figures of an indicator by country, in the order of the file.

    Args:
        file: The file of the indicator.
        indicator: Its scale; a figure outside it is an error.
        countries: The countries that a line may name.
        editions: The editions of the indicator's publisher.

    Raises:
        CaveatError: with every line that is wrong, and why.
    """
    found: dict[str, list[Figure]] = {}
    first: dict[tuple[str, str, str], int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(_lines(file), 2):
        place = Place(file, number)
        cells = line.split(",")
        if len(cells) != COLUMNS.count(",") + 1:
            problems.append(_columns(f"{len(cells)} column(s)", place))
            continue
        row = _Row(*cells)
        wrong = [
            *_names(row, countries, editions, place),
            *_year(row, editions.get(row.edition), place),
            *_numbers(row, indicator, place),
        ]
        key = (row.country, row.data_year, row.edition)
        before = first.setdefault(key, number)
        if before != number:
            message = f"{', '.join(key)} stands twice, first at line {before}."
            wrong.append(Problem("figures.twice", message, "Keep one of the two.", place))
        if wrong:
            problems.extend(wrong)
            continue
        margin = float(row.margin) if row.margin else None
        figure = Figure(float(row.value), int(row.data_year), row.edition, margin)
        found.setdefault(row.country, []).append(figure)
    if problems:
        raise CaveatError(problems)
    return found


def _lines(file: Path) -> list[str]:
    """Return the lines below the head, or refuse the file as a whole."""
    data = _bytes_of(file)
    for mark, code, what, hint in _REFUSED:
        at = data.find(mark)
        if at >= 0:
            place = Place(file, data.count(b"\n", 0, at) + 1)
            raise CaveatError(Problem(code, f"found {what}.", hint, place))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(file, data.count(b"\n", 0, error.start) + 1)
        message = f"byte {error.start} is not UTF-8 text."
        raise CaveatError(
            Problem("file.encoding", message, "Save the file as UTF-8.", place)
        ) from error
    head, *lines = text.split("\n")
    if head != COLUMNS:
        raise CaveatError(_columns(f"'{head[:60]}'", Place(file, 1)))
    if lines == [] or lines[-1] != "":
        message = "the last line has no end; the file may have been cut off."
        raise CaveatError(
            Problem("figures.cut", message, "Fetch it again.", Place(file, len(lines) + 1))
        )
    return lines[:-1]


def _bytes_of(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read."
            hint = "Keep one indicator to a file."
            raise CaveatError(Problem("file.large", message, hint, Place(file, 1)))
        return file.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}."
        raise CaveatError(Problem("file.unreadable", message, "", Place(file))) from error


def _columns(what: str, place: Place) -> Problem:
    return Problem("figures.columns", f"found {what}, expected '{COLUMNS}'.", "", place)


def _names(
    row: _Row, countries: Mapping[str, object], editions: Mapping[str, Edition], place: Place
) -> Iterator[Problem]:
    if row.country not in countries:
        message = f"'{row.country}' is no country of countries/."
        yield Problem("country.unknown", message, nearest(row.country, countries), place)
    if row.edition not in editions:
        message = f"'{row.edition}' is no edition of publisher.yaml."
        yield Problem("edition.unknown", message, nearest(row.edition, editions), place)


def _year(row: _Row, edition: Edition | None, place: Place) -> Iterator[Problem]:
    if not _YEAR.fullmatch(row.data_year) or int(row.data_year) < FIRST_YEAR:
        message = f"the data year is '{row.data_year}', expected a year from {FIRST_YEAR} on."
        yield Problem("figures.year", message, "", place)
    elif edition is not None and int(row.data_year) > edition.published_on.year:
        message = (
            f"the data year {row.data_year} is later than its edition, "
            f"which counts as known from {edition.published_on}."
        )
        yield Problem("figures.year", message, "Correct the year, or name the edition.", place)


def _numbers(row: _Row, indicator: Indicator, place: Place) -> Iterator[Problem]:
    if not _DECIMAL.fullmatch(row.value):
        message = f"the value is '{row.value[:40]}', expected a number such as -1.25."
        hint = "Leave the line out where there is no figure." if row.value == "" else ""
        yield Problem("figures.number", message, hint, place)
    elif not indicator.lowest <= float(row.value) <= indicator.highest:
        message = (
            f"the value {row.value} lies outside the scale of '{indicator.id}', "
            f"{indicator.lowest:g} to {indicator.highest:g}."
        )
        yield Problem("figures.scale", message, "Check for a shifted column.", place)
    if row.margin and (not _DECIMAL.fullmatch(row.margin) or row.margin.startswith("-")):
        message = f"the margin is '{row.margin[:40]}', expected a number from 0 on, or nothing."
        yield Problem("figures.number", message, "", place)
