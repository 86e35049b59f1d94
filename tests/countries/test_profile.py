from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.countries.profile import in_order, profile_of, sorting_weight
from caveat.model.country import Country, Domain, Figure, Indicator, Membership
from caveat.model.profile import Band, CountryProfile, DomainRecord, LowCondition
from caveat.model.truth import Truth
from tests.countries.small import DAY, EDITIONS, LAND, figure, indicator, jumpy

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


FREEDOM = jumpy()
JUMP = [figure(60.0, 2021, "e22"), figure(50.0, 2022, "e23"), figure(51.0, 2023, "e24")]


def jumped(**figures: list[Figure]) -> CountryProfile:
    return profile({"freedom": JUMP, **figures}, indicators=(*ALL, FREEDOM))


def marked(found: CountryProfile) -> dict[str, bool]:
    return {one.indicator.id: one.before_break for r in found.domains for one in r.readings}


def test_readings_of_years_that_ended_before_the_break_are_marked() -> None:
    found = jumped(
        courts=[figure(5.0, 2021, "e22")],
        press=[figure(5.0, 2022, "e23")],
        blend=[figure(5.0, 2020, "e22")],
    )
    assert marked(found) == {"courts": True, "press": False, "blend": True, "freedom": False}


def test_readings_are_marked_by_the_newest_of_several_breaks() -> None:
    newer = jumpy("speech", 8.0)
    found = profile(
        {
            "freedom": JUMP,
            "speech": [figure(60.0, 2022, "e23"), figure(70.0, 2023, "e24")],
            "press": [figure(5.0, 2022, "e23")],
        },
        indicators=(*ALL, FREEDOM, newer),
    )
    assert [(one.indicator.id, one.after.data_year) for one in found.breaks] == [
        ("speech", 2023),
        ("freedom", 2022),
    ]
    assert marked(found)["press"] is True


def test_bands_of_a_domain_before_the_break_grow_by_one_and_the_interval_stays() -> None:
    before = record(jumped(press=[figure(5.0, 2021, "e22")]), Domain.PRESS)
    after = record(profile({"press": [figure(5.0, 2021, "e22")]}), Domain.PRESS)
    assert before.bands == (Band.MODERATE, Band.ELEVATED, Band.HIGH)
    assert after.bands == (Band.ELEVATED,)
    assert (before.risk, before.low, before.high) == (after.risk, after.low, after.high)
    assert (before.is_before_break, after.is_before_break) == (True, False)


def test_one_scored_reading_before_the_break_is_enough() -> None:
    found = jumped(courts=[figure(5.0, 2021, "e22")], judges=[figure(5.0)])
    assert record(found, Domain.RULE_OF_LAW).bands == (Band.MODERATE, Band.ELEVATED, Band.HIGH)


def test_reading_that_is_not_scored_widens_nothing() -> None:
    found = jumped(courts=[figure(5.0)], blend=[figure(5.0, 2020, "e22")])
    law = record(found, Domain.RULE_OF_LAW)
    assert (law.is_before_break, law.bands) == (False, (Band.ELEVATED,))


def test_break_without_data_widens_nothing() -> None:
    assert record(jumped(), Domain.PRESS).bands == ()


def test_break_that_was_not_published_by_the_day_is_not_known() -> None:
    found = profile(
        {"freedom": JUMP, "press": [figure(5.0, 2021, "e22")]},
        indicators=(*ALL, FREEDOM),
        as_of=date(2023, 2, 28),
    )
    assert (found.breaks, marked(found)["press"]) == ((), False)


def test_profile_is_called_low_only_without_flag_and_misuse() -> None:
    held = Membership("ban", DAY, "a shelf", verify=True)
    plain, flagged = profile({}, misuse=Truth.NO), profile({}, country=replace(LAND, flags=(held,)))
    assert [one.condition for one in plain.unmet] == [LowCondition.NO_DATA]
    assert [one.condition for one in flagged.unmet] == [
        LowCondition.NO_DATA,
        LowCondition.FLAGGED,
        LowCondition.MISUSE_NOT_KNOWN,
    ]


def test_profile_names_the_first_edition_that_speaks_of_the_country() -> None:
    figures = {"courts": [figure(8.0, 2021, "e24"), figure(8.0, 2020, "e22")]}
    early = profile(figures, as_of=date(2020, 1, 1))
    assert (early.newest, early.earliest) == (None, EDITIONS["e22"])
    assert profile({}).earliest is None


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
