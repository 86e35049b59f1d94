from __future__ import annotations

import pytest

from caveat.countries.breaks import breaks_in
from caveat.model.country import Figure, Indicator
from caveat.model.profile import Break, Direction
from tests.countries.small import EDITIONS, figure, jumpy

FREEDOM = jumpy()


def breaks(*series: Figure, indicator: Indicator = FREEDOM) -> tuple[Break, ...]:
    return breaks_in({indicator.id: series}, [indicator], EDITIONS)


def jump(before: float, after: float, indicator: Indicator = FREEDOM) -> tuple[Break, ...]:
    return breaks(figure(before, 2022), figure(after, 2023), indicator=indicator)


@pytest.mark.parametrize(
    ("after", "change"), [(55.0, 5.0), (45.0, 5.0), (70.5, 20.5), (54.9, None), (50.0, None)]
)
def test_change_at_or_above_the_threshold_is_a_break(after: float, change: float | None) -> None:
    assert [one.change for one in jump(50.0, after)] == ([] if change is None else [change])


def test_break_names_both_figures_and_the_indicator() -> None:
    before, after = figure(60.0, 2022), figure(50.0, 2023)
    assert breaks(before, after) == (Break(FREEDOM, before, after, Direction.WORSE),)


def test_change_is_taken_without_the_dust_of_binary_fractions() -> None:
    assert 8.7 - 0.7 < 8.0
    assert [one.change for one in jump(0.7, 8.7, jumpy(at=8.0))] == [8.0]


@pytest.mark.parametrize(
    ("best", "worst", "after", "direction"),
    [
        (100.0, 0.0, 60.0, Direction.BETTER),
        (100.0, 0.0, 40.0, Direction.WORSE),
        (0.0, 100.0, 60.0, Direction.WORSE),
        (0.0, 100.0, 40.0, Direction.BETTER),
    ],
)
def test_direction_follows_the_anchors(
    best: float, worst: float, after: float, direction: Direction
) -> None:
    (one,) = jump(50.0, after, jumpy(best=best, worst=worst))
    assert one.direction is direction


def test_indicator_without_a_threshold_has_no_breaks() -> None:
    assert jump(0.0, 100.0, jumpy(at=None)) == ()


def test_indicator_without_figures_has_no_breaks() -> None:
    assert breaks_in({}, [FREEDOM], EDITIONS) == ()
    assert breaks(figure(50.0)) == ()


def test_years_that_do_not_follow_each_other_are_not_compared() -> None:
    assert breaks(figure(50.0, 2020), figure(80.0, 2022), figure(80.0, 2023)) == ()


def test_figures_of_different_editions_are_compared_where_no_edition_has_both() -> None:
    before, after = figure(60.0, 2022, "e23"), figure(50.0, 2023, "e24")
    assert [(one.before, one.after) for one in breaks(before, after)] == [(before, after)]


def test_one_edition_with_both_years_is_not_mixed_with_others() -> None:
    old, revised, next_year = (
        figure(60.0, 2022, "e23"),
        figure(51.0, 2022, "e24"),
        figure(50.0, 2023, "e24"),
    )
    assert breaks(old, revised, next_year) == ()
    newer_year_elsewhere = figure(40.0, 2023, "e25")
    assert breaks(old, revised, next_year, newer_year_elsewhere) == ()


def test_newest_of_the_editions_with_both_years_is_compared() -> None:
    series = [
        figure(value, year, name)
        for name, values in (("e24", (60.0, 50.0)), ("e25", (60.0, 59.0)))
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    assert breaks(*series) == ()
    assert len(breaks(*series[:2])) == 1


def test_breaks_stand_with_the_newest_first_and_then_by_indicator() -> None:
    other = jumpy("speech")
    series = [figure(50.0, 2021), figure(60.0, 2022), figure(50.0, 2023)]
    found = breaks_in({"freedom": series, "speech": series}, [other, FREEDOM], EDITIONS)
    assert [(one.after.data_year, one.indicator.id) for one in found] == [
        (2023, "freedom"),
        (2023, "speech"),
        (2022, "freedom"),
        (2022, "speech"),
    ]
