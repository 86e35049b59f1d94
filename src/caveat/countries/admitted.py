"""Which figures take part on a day, and which of them counts.

What was published later was not known, and takes no part unless it is asked for in retrospect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from caveat.model.country import Edition, Figure

Figures = Mapping[str, Sequence[Figure]]
"""Figures of one country by indicator."""
Editions = Mapping[str, Edition]
"""The editions that figures name."""


def admitted_of(
    series: Iterable[Figure], editions: Editions, as_of: date, *, retrospective: bool
) -> tuple[Figure, ...]:
    """Return the figures of an indicator that take part on a day, in the order given."""
    return tuple(
        figure
        for figure in series
        if editions[figure.edition].published_on <= as_of
        or (retrospective and figure.data_year < as_of.year)
    )


def newest_of(series: Iterable[Figure], editions: Editions) -> Figure:
    """Return the figure of the newest data year, in its newest edition; there must be one."""
    return max(
        series,
        key=lambda one: (one.data_year, editions[one.edition].published_on, one.edition),
    )
