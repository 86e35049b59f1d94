"""From raw scores to scores: a monotone line through fixed points, in whole millionths.

The points were chosen so that a score is about the share of labelled pairs at that score that
are the same party (bench/screening/names.py prints both). It orders nothing anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from caveat.screening.engine.numbers import MILLION
from caveat.screening.engine.tables import Array

KNOTS = (
    (0, 0),
    (300_000, 120_000),
    (550_000, 220_000),
    (620_000, 400_000),
    (660_000, 700_000),
    (750_000, 850_000),
    (900_000, 940_000),
    (MILLION, MILLION),
)
"""Raw scores with the scores that they become."""


def calibrated(raw: int) -> int:
    """Return the score of a raw score."""
    place = min(bisect_right(KNOTS, (raw, MILLION)), len(KNOTS) - 1)
    (x0, y0), (x1, y1) = KNOTS[place - 1], KNOTS[place]
    return y0 + (raw - x0) * (y1 - y0) // (x1 - x0)


def all_calibrated(raw: Array) -> Array:
    """Return the scores of many raw scores."""
    distinct = sorted(set(raw.tolist()))
    scores = dict(zip(distinct, map(calibrated, distinct), strict=True))
    out = raw.copy()
    out[:] = [scores[one] for one in raw.tolist()]
    return out


@lru_cache
def least_raw(score: int) -> int:
    """Return the least raw score that becomes at least this score, from 1 to a million and one.

    A million and one stands for what no raw score reaches.
    """
    return bisect_left(range(1, MILLION + 1), score, key=calibrated) + 1
