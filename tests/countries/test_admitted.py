from __future__ import annotations

from datetime import date

from caveat.countries.admitted import admitted_of, newest_of
from tests.countries.small import DAY, EDITIONS, edition, figure

EARLY, LATE = figure(8.0, 2021, "e22"), figure(2.0, 2023, "e25")


def test_figures_published_by_the_day_take_part() -> None:
    assert admitted_of([EARLY, LATE], EDITIONS, DAY, retrospective=False) == (EARLY,)
    assert admitted_of([EARLY], EDITIONS, date(2022, 3, 1), retrospective=False) == (EARLY,)
    assert admitted_of([EARLY], EDITIONS, date(2022, 2, 28), retrospective=False) == ()


def test_retrospect_admits_years_before_that_of_the_day_only() -> None:
    running = figure(3.0, 2024, "e25")
    found = admitted_of([EARLY, LATE, running], EDITIONS, DAY, retrospective=True)
    assert found == (EARLY, LATE)


def test_newest_year_counts_before_the_newest_edition() -> None:
    older = figure(9.0, 2020, "e24")
    assert newest_of([EARLY, older], EDITIONS) == EARLY
    assert newest_of([EARLY, figure(7.0, 2021, "e24")], EDITIONS) == figure(7.0, 2021, "e24")


def test_newest_of_editions_of_one_day_does_not_hang_on_their_order() -> None:
    editions = {name: edition(name, DAY) for name in ("a", "b")}
    one, other = figure(1.0, 2023, "a"), figure(2.0, 2023, "b")
    assert newest_of([one, other], editions) == newest_of([other, one], editions) == other
