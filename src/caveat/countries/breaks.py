"""Breaks: an indicator jumps from one data year to the next, so that older figures mislead.

What counts as a jump stands in the file of the indicator. Figures are compared within one
indicator only, and where one edition has both years, within that edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from caveat.countries.admitted import Editions, Figures, newest_of
from caveat.model.country import Figure, Indicator
from caveat.model.profile import Break, Direction


def breaks_in(
    admitted: Figures, indicators: Iterable[Indicator], editions: Editions
) -> tuple[Break, ...]:
    """Return every break of a country, the newest first, then by indicator.

    Args:
        admitted: The figures that take part on the day, by indicator.
        indicators: The indicators to look at; one without a threshold has no breaks.
        editions: The editions that figures name.
    """
    found = [
        one
        for indicator in indicators
        for one in _breaks_of(indicator, admitted.get(indicator.id, ()), editions)
    ]
    return tuple(sorted(found, key=lambda one: (-one.after.data_year, one.indicator.id)))


def _breaks_of(
    indicator: Indicator, series: Sequence[Figure], editions: Editions
) -> Iterator[Break]:
    if indicator.break_at is None:
        return
    for year, following in pairwise(sorted({one.data_year for one in series})):
        if following != year + 1:
            continue
        before, after = _pair(year, series, editions)
        rose = after.value > before.value
        better = rose is (indicator.best > indicator.worst)
        one = Break(indicator, before, after, Direction.BETTER if better else Direction.WORSE)
        if one.change >= indicator.break_at:
            yield one


def _pair(year: int, series: Sequence[Figure], editions: Editions) -> tuple[Figure, Figure]:
    """Return the figures of a year and the next: of the newest edition that has both, if any."""
    before = [one for one in series if one.data_year == year]
    after = [one for one in series if one.data_year == year + 1]
    both = {one.edition for one in before} & {one.edition for one in after}
    if both:
        before = [one for one in before if one.edition in both]
        after = [one for one in after if one.edition in both]
    return newest_of(before, editions), newest_of(after, editions)
