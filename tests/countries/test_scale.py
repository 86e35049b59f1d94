from __future__ import annotations

from datetime import date
from math import log1p, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.countries.scale import (
    FLOOR,
    STARTS,
    age_on,
    bands_between,
    half_width,
    margin_of,
    one_wider,
    risk_of,
)
from caveat.model.profile import Band, Reading
from tests.countries.small import EDITIONS, figure, indicator


@pytest.mark.parametrize(
    ("value", "risk"), [(10.0, 0.0), (0.0, 1.0), (7.5, 0.25), (11.0, 0.0), (-1.0, 1.0)]
)
def test_risk_is_the_place_between_the_anchors(value: float, risk: float) -> None:
    assert risk_of(indicator(), value) == pytest.approx(risk)


@pytest.mark.parametrize(("value", "risk"), [(0.0, 0.0), (20.0, 1.0), (40.0, 1.0)])
def test_risk_of_a_scale_that_rises_to_the_worst(value: float, risk: float) -> None:
    assert risk_of(indicator(best=0.0, worst=20.0), value) == pytest.approx(risk)


def test_risk_of_a_count_is_on_a_logarithm() -> None:
    events = indicator(best=0.0, worst=20.0, logarithmic=True)
    assert risk_of(events, 3.0) == pytest.approx(log1p(3) / log1p(20))


@pytest.mark.parametrize(
    ("margin", "logarithmic", "expected"),
    [(None, False, None), (1.0, False, 0.1), (1.0, True, None)],
)
def test_margin_is_on_the_same_scale(
    margin: float | None, logarithmic: bool, expected: float | None
) -> None:
    scale = indicator(logarithmic=logarithmic)
    assert margin_of(scale, figure(5.0, margin=margin)) == expected


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2023, 6, 1), 0.0), (date(2023, 12, 31), 0.0), (date(2027, 12, 31), 4.0)],
)
def test_age_counts_from_the_end_of_the_data_year(day: date, years: float) -> None:
    assert age_on(day, 2023) == pytest.approx(years, abs=0.003)


def reading(risk: float, *, margin: float | None = None, age: float = 0.0) -> Reading:
    edition = EDITIONS["e24"]
    return Reading(
        indicator(), figure(5.0), edition, risk, margin, age, later=False, before_break=False
    )


def test_half_width_has_a_floor() -> None:
    assert half_width([reading(0.5)]) == FLOOR


def test_half_width_is_at_least_the_published_margin() -> None:
    assert half_width([reading(0.5, margin=0.2), reading(0.5, margin=0.1)]) == 0.2


def test_half_width_is_at_least_the_spread_between_readings() -> None:
    assert half_width([reading(0.2), reading(0.6)]) == pytest.approx(0.4 / sqrt(2) / sqrt(2))


@pytest.mark.parametrize(("age", "wider"), [(2.0, 0.0), (3.0, 0.03), (5.0, 0.09)])
def test_half_width_grows_with_the_age_of_the_oldest(age: float, wider: float) -> None:
    assert half_width([reading(0.5, age=age), reading(0.5)]) == pytest.approx(FLOOR + wider)


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (0.0, 0.1, ["low"]),
        (0.2, 0.25, ["low", "moderate"]),
        (0.25, 0.44, ["moderate"]),
        (0.5, 0.8, ["elevated", "high", "severe"]),
        (0.75, 1.0, ["severe"]),
        (0.0, 1.0, ["low", "moderate", "elevated", "high", "severe"]),
    ],
)
def test_every_band_that_the_interval_touches_is_named(
    low: float, high: float, bands: list[str]
) -> None:
    assert [band.value for band in bands_between(low, high)] == bands


@given(st.floats(0, 1), st.floats(0, 1))
def test_bands_of_an_interval_stand_side_by_side(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = bands_between(low, high)
    order = list(Band)
    assert found == tuple(order[order.index(found[0]) :][: len(found)])


@pytest.mark.parametrize(
    ("bands", "wider"),
    [
        ([Band.LOW], [Band.LOW, Band.MODERATE]),
        ([Band.SEVERE], [Band.HIGH, Band.SEVERE]),
        ([Band.ELEVATED], [Band.MODERATE, Band.ELEVATED, Band.HIGH]),
        ([Band.MODERATE, Band.ELEVATED], [Band.LOW, Band.MODERATE, Band.ELEVATED, Band.HIGH]),
        (list(Band), list(Band)),
    ],
)
def test_bands_grow_by_one_on_either_side_where_there_is_one(
    bands: list[Band], wider: list[Band]
) -> None:
    assert one_wider(tuple(bands)) == tuple(wider)


def test_bands_start_where_they_should() -> None:
    assert [band for band, _ in STARTS] == list(Band)
    assert [start for _, start in STARTS] == sorted(start for _, start in STARTS)
