"""The line from raw scores to scores rises, and its inverse gives the least raw score."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caveat.screening.engine.calibration import KNOTS, all_calibrated, calibrated, least_raw
from caveat.screening.engine.numbers import MILLION

raws = st.integers(0, MILLION)


def test_calibration_goes_through_its_points() -> None:
    assert [calibrated(raw) for raw, _ in KNOTS] == [score for _, score in KNOTS]
    assert (KNOTS[0], KNOTS[-1]) == ((0, 0), (MILLION, MILLION))


@given(raws, raws)
def test_calibration_keeps_the_order(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert calibrated(low) <= calibrated(high)


@given(st.integers(1, MILLION))
def test_least_raw_score_is_the_first_that_reaches_a_score(score: int) -> None:
    raw = least_raw(score)
    assert calibrated(raw) >= score
    assert calibrated(raw - 1) < score


def test_no_raw_score_reaches_more_than_a_million() -> None:
    assert least_raw(MILLION + 1) == MILLION + 1


@given(st.lists(raws))
def test_many_are_calibrated_as_one(many: list[int]) -> None:
    found = all_calibrated(np.array(many, np.int32))
    assert found.tolist() == [calibrated(raw) for raw in many]
