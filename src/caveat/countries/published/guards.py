"""Doubts an edition before it is kept: scale, number of countries, changes that are too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from caveat.countries.published.layouts import Row
from caveat.model.country import Figure, Indicator
from caveat.model.error import Problem
from caveat.model.update import Changes
from caveat.rulebook.dataset_shape import DatasetFile

Newest = Mapping[str, Mapping[str, Figure]]
"""The newest figure of each country, by indicator."""
SHOWN = 5
"""Most faults of a kind that are told one by one."""


def faults(
    rows: Sequence[Row], indicators: Mapping[str, Indicator], *, known_on: date
) -> list[Problem]:
    """Return what is wrong with the figures of an edition by themselves.

    Args:
        rows: The figures.
        indicators: Their scales.
        known_on: The day from which the edition counts as known; no year is later.
    """
    found: dict[str, list[Problem]] = {}
    first: dict[tuple[str, str, int], float] = {}
    for row in rows:
        for problem in (
            *_row_faults(row, indicators[row.indicator], known_on),
            *_twice(row, first),
        ):
            found.setdefault(problem.code, []).append(problem)
    return [one for problems in found.values() for one in _few(problems)]


def _row_faults(row: Row, indicator: Indicator, known_on: date) -> Iterator[Problem]:
    where = f"{row.country} {row.data_year}"
    if not indicator.lowest <= row.value <= indicator.highest:
        message = (
            f"'{row.indicator}' of {where} is {row.value:g}, outside the scale "
            f"{indicator.lowest:g} to {indicator.highest:g}."
        )
        yield Problem("edition.scale", message, "A column may have moved.")
    if row.margin is not None and not 0 <= row.margin <= indicator.highest - indicator.lowest:
        message = f"the margin of '{row.indicator}' of {where} is {row.margin:g}."
        yield Problem("edition.margin", message, "A column may have moved.")
    if row.data_year > known_on.year:
        message = f"'{row.indicator}' of {where} is later than its edition, of {known_on}."
        yield Problem("edition.year", message, "A column may have moved.")


def _twice(row: Row, first: dict[tuple[str, str, int], float]) -> Iterator[Problem]:
    before = first.setdefault((row.indicator, row.country, row.data_year), row.value)
    if before != row.value:
        where = f"{row.country} {row.data_year}"
        message = f"'{row.indicator}' of {where} is {before:g} and {row.value:g}."
        yield Problem("edition.twice", message, "Two units may be read as one country.")


def doubts(
    rows: Sequence[Row], last: Newest, dataset: DatasetFile, *, older: bool = False
) -> list[Problem]:
    """Return what makes the newest edition implausible beside the one that is in use.

    Args:
        rows: The figures of the newest edition.
        last: The newest figures that are in use; empty where none are.
        dataset: What is expected of it.
        older: Whether it is an older edition, which may end in an earlier year.
    """
    found: list[Problem] = []
    newest = newest_of(rows)
    for name in dataset.indicators:
        there, before = newest.get(name, {}), last.get(name, {})
        least = max(dataset.least_countries, len(before) - dataset.most_lost)
        if len(there) < least:
            message = f"'{name}' has {len(there)} countries, expected at least {least}."
            found.append(Problem("edition.countries", message, "The file may be cut off."))
        new, old = (
            max((one.data_year for one in table.values()), default=0) for table in (there, before)
        )
        if there and new < old and not older:
            message = f"'{name}' ends in {new}, and what is in use in {old}."
            found.append(Problem("edition.ends", message, "The file may be cut off."))
        found.extend(_few(list(_leaps(name, there, before, dataset))))
    return found


def _leaps(
    name: str, there: Mapping[str, Row], before: Mapping[str, Figure], dataset: DatasetFile
) -> Iterator[Problem]:
    largest = dataset.indicators[name].largest_change
    for country in sorted(there.keys() & before.keys()):
        new, old = there[country], before[country]
        if abs(new.value - old.value) > largest:
            message = (
                f"'{name}' of {country} goes from {old.value:g} ({old.data_year}) to "
                f"{new.value:g} ({new.data_year}); more than {largest:g} is not plausible."
            )
            hint = f"If it is right, raise 'largest_change' in datasets/{dataset.id}.yaml."
            yield Problem("edition.change", message, hint)


def newest_of(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """Return the row of the newest year of each country, by indicator."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        table = found.setdefault(row.indicator, {})
        if row.country not in table or table[row.country].data_year < row.data_year:
            table[row.country] = row
    return found


def changes(rows: Iterable[Row], last: Newest) -> Changes | None:
    """Return how the newest figures differ from those in use; None where none are in use."""
    pairs = [
        (name, country, last[name][country].value, row.value)
        for name, table in newest_of(rows).items()
        for country, row in table.items()
        if country in last.get(name, {})
    ]
    if not pairs:
        return None
    moved = [one for one in pairs if one[2] != one[3]]
    largest = max(moved, key=lambda one: (abs(one[3] - one[2]), one[1], one[0]), default=None)
    words = "" if largest is None else "{} {} {:g} to {:g}".format(*largest)
    return Changes(len(pairs), len(moved), words)


def _few(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= SHOWN:
        return problems
    code, more = problems[0].code, len(problems) - SHOWN
    return [*problems[:SHOWN], Problem(code, f"and {more} more like these.")]
