from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caveat.countries.profile import in_order, profile_of, sorting_weight
from caveat.model.country import Country, Domain, Figure, Indicator
from caveat.model.profile import Band, CountryProfile, DomainRecord
from tests.countries.small import DAY, EDITIONS, LAND, figure, indicator

COURTS = indicator("courts")
JUDGES = indicator("judges", producer="Second Institute")
PRESS = indicator("press", domain=Domain.PRESS)
BRIBES = indicator("bribes", domain=Domain.CORRUPTION)
BLEND = indicator("blend", scored=False, producer="Third Institute")
ALL = (COURTS, JUDGES, PRESS, BRIBES, BLEND)


def profile(
    figures: dict[str, list[Figure]],
    *,
    as_of: date = DAY,
    country: Country = LAND,
    indicators: tuple[Indicator, ...] = ALL,
    **more: Any,
) -> CountryProfile:
    return profile_of(country, figures, indicators, EDITIONS, as_of, **more)


def record(found: CountryProfile, domain: Domain) -> DomainRecord:
    return next(one for one in found.domains if one.domain is domain)


def test_profile_has_every_domain_in_order() -> None:
    assert [one.domain for one in profile({}).domains] == list(Domain)


def test_missing_is_no_data_and_never_low() -> None:
    law = record(profile({}), Domain.RULE_OF_LAW)
    assert (law.risk, law.low, law.high, law.bands) == (None, None, None, ())
    assert (law.is_thin, law.oldest, law.newest) == (True, None, None)


def test_domain_is_the_mean_of_its_scored_readings() -> None:
    found = profile({"courts": [figure(8.0)], "judges": [figure(6.0)], "blend": [figure(0.0)]})
    law = record(found, Domain.RULE_OF_LAW)
    assert law.risk == pytest.approx(0.3)
    assert [one.indicator.id for one in law.readings] == ["blend", "courts", "judges"]


def test_domain_names_its_producers_and_is_thin_below_two() -> None:
    one = record(profile({"courts": [figure(8.0)], "blend": [figure(8.0)]}), Domain.RULE_OF_LAW)
    assert (one.producers, one.is_thin) == (("First Institute",), True)
    two = record(profile({"courts": [figure(8.0)], "judges": [figure(8.0)]}), Domain.RULE_OF_LAW)
    assert (two.producers, two.is_thin) == (("First Institute", "Second Institute"), False)


def test_what_is_shown_alone_is_no_data() -> None:
    law = record(profile({"blend": [figure(8.0)]}), Domain.RULE_OF_LAW)
    assert (law.risk, len(law.readings), law.newest) == (None, 1, 2023)


def test_interval_stands_within_the_scale_and_names_its_bands() -> None:
    found = profile({"press": [figure(10.0)], "courts": [figure(7.6)]})
    press, law = record(found, Domain.PRESS), record(found, Domain.RULE_OF_LAW)
    assert press.low == 0.0
    assert press.high == pytest.approx(0.03)
    assert law.bands == (Band.LOW, Band.MODERATE)


def test_worst_figures_stay_within_the_scale() -> None:
    press = record(profile({"press": [figure(0.0)]}), Domain.PRESS)
    assert (press.high, press.bands) == (1.0, (Band.SEVERE,))


def test_only_what_was_published_by_the_day_takes_part() -> None:
    figures = {"courts": [figure(8.0, 2021, "e22"), figure(2.0, 2023, "e24")]}
    (before,) = record(profile(figures, as_of=date(2024, 2, 29)), Domain.RULE_OF_LAW).readings
    (after,) = record(profile(figures, as_of=date(2024, 3, 1)), Domain.RULE_OF_LAW).readings
    assert (before.figure.value, after.figure.value) == (8.0, 2.0)


def test_nothing_is_known_before_the_first_edition() -> None:
    found = profile({"courts": [figure(8.0, 2021, "e22")]}, as_of=date(2022, 2, 28))
    assert record(found, Domain.RULE_OF_LAW).readings == ()


def test_newest_edition_of_the_newest_year_counts() -> None:
    figures = {
        "courts": [figure(8.0, 2021, "e22"), figure(7.0, 2021, "e24"), figure(6.0, 2020, "e24")]
    }
    (one,) = record(profile(figures), Domain.RULE_OF_LAW).readings
    assert (one.figure.value, one.figure.data_year) == (7.0, 2021)


def test_retrospect_admits_later_estimates_of_earlier_years_and_marks_them() -> None:
    figures = {"courts": [figure(8.0, 2021, "e22"), figure(5.0, 2023, "e25")]}
    (one,) = record(profile(figures, retrospective=True), Domain.RULE_OF_LAW).readings
    assert (one.figure.value, one.later) == (5.0, True)


def test_retrospect_admits_no_year_that_had_not_ended() -> None:
    figures = {"courts": [figure(8.0, 2021, "e22"), figure(5.0, 2024, "e25")]}
    (one,) = record(profile(figures, retrospective=True), Domain.RULE_OF_LAW).readings
    assert (one.figure.value, one.later) == (8.0, False)


def test_profile_names_producers_and_newest_year_over_all_domains() -> None:
    found = profile({"press": [figure(5.0, 2022, "e23")], "judges": [figure(5.0, 2021, "e22")]})
    assert (found.producers, found.newest) == (("First Institute", "Second Institute"), 2022)
    assert (profile({}).producers, profile({}).newest) == ((), None)


def test_order_rests_on_the_mean_and_the_two_worst() -> None:
    found = profile({"courts": [figure(10.0)], "press": [figure(0.0)]})
    assert sorting_weight(found) == pytest.approx(0.5)


def test_corruption_takes_no_part_in_the_order() -> None:
    assert sorting_weight(profile({"bribes": [figure(0.0)]})) is None


def test_gravest_come_first_and_those_without_data_last() -> None:
    def of(name: str, **figures: list[Figure]) -> CountryProfile:
        return profile(figures, country=Country(name, name, None, {}, (), (), (), (), ""))

    good, bad = of("GB", press=[figure(10.0)]), of("BA", press=[figure(1.0)])
    other, none = of("AB", press=[figure(1.0)]), of("AA")
    assert [one.country.id for one in in_order([none, good, bad, other])] == [
        "AB",
        "BA",
        "GB",
        "AA",
    ]
