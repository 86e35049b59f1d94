"""Figures on one scale, with fixed anchors: 0 is the best, 1 the worst.

Anchors are part of the indicator, never percentiles of a sample, so that no country and no
edition moves another. Floor, ageing and bands are judgements of this workbench.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf, log1p, sqrt
from statistics import stdev

from caveat.model.country import Figure, Indicator
from caveat.model.profile import Band, Reading

FLOOR = 0.03
"""Least half-width of an interval: about what an index moves in a quiet year."""
FRESH_YEARS = 2.0
"""Years after the end of the data year in which a figure does not age."""
AGEING = 0.03
"""What each further year adds to the half-width."""
STARTS = (
    (Band.LOW, 0.0),
    (Band.MODERATE, 0.25),
    (Band.ELEVATED, 0.45),
    (Band.HIGH, 0.6),
    (Band.SEVERE, 0.75),
)
"""Where each band starts; it ends where the next one starts."""
DAYS_OF_A_YEAR = 365.25


def risk_of(indicator: Indicator, value: float) -> float:
    """Return the place of a value between the anchors, 0 at the best and 1 at the worst."""
    best, worst, here = indicator.best, indicator.worst, value
    if indicator.logarithmic:
        best, worst, here = log1p(best), log1p(worst), log1p(here)
    return min(1.0, max(0.0, (best - here) / (best - worst)))


def margin_of(indicator: Indicator, figure: Figure) -> float | None:
    """Return half of the published interval on the scale; None for counts and where none is."""
    if figure.margin is None or indicator.logarithmic:
        return None
    return figure.margin / abs(indicator.best - indicator.worst)


def age_on(as_of: date, data_year: int) -> float:
    """Return the years from the end of the data year to the day, 0 if it has not ended."""
    return max(0.0, (as_of - date(data_year, 12, 31)).days / DAYS_OF_A_YEAR)


def half_width(readings: Sequence[Reading]) -> float:
    """Return half of the interval around the mean of some readings.

    It is the largest of the published margins, of the spread between the readings (their
    standard deviation over the root of their number) and of the floor, and grows with the
    age of the oldest.
    """
    margins = [one.margin for one in readings if one.margin is not None]
    risks = [one.risk for one in readings]
    spread = stdev(risks) / sqrt(len(risks)) if len(risks) > 1 else 0.0
    age = max(one.age for one in readings)
    return max(FLOOR, spread, *margins) + AGEING * max(0.0, age - FRESH_YEARS)


def one_wider(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return bands that stand side by side with one more on either side, where there is one."""
    order = [band for band, _ in STARTS]
    first, last = order.index(bands[0]), order.index(bands[-1])
    return tuple(order[max(0, first - 1) : last + 2])


def bands_between(low: float, high: float) -> tuple[Band, ...]:
    """Return every band that an interval touches, the best first."""
    ends = [start for _, start in STARTS[1:]] + [inf]
    return tuple(
        band for (band, start), end in zip(STARTS, ends, strict=True) if start <= high and low < end
    )
