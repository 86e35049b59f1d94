from __future__ import annotations

from datetime import date

import pytest

from caveat.model.country import Domain
from caveat.model.error import CaveatError
from caveat.model.profile import Band
from caveat.rulebook.atlas import Atlas
from caveat.services.map_countries import map_countries
from caveat.services.profile_country import profile_country
from tests.reports.maps import ATLAS, DAY, small_map

TODAY = date(2026, 11, 24)


def test_map_has_every_country_by_name_and_accents_do_not_count() -> None:
    assert [one.country.name for one in small_map().records] == [
        "\u00c5land",
        "Malta",
        "North",
        "North Korea",
        "Norway",
    ]


def test_middle_is_the_band_of_the_mean() -> None:
    found = {one.country.id: one for one in small_map().records}
    means = {code: found[code].record.risk for code in ("NO", "MT", "KP")}
    assert means == pytest.approx({"NO": 0.05, "MT": 0.5, "KP": 0.75})
    assert [found[code].middle for code in means] == [Band.LOW, Band.ELEVATED, Band.SEVERE]


def test_country_without_scored_readings_has_no_middle() -> None:
    found = {one.country.id: one.middle for one in small_map().records}
    assert (found["XX"], found["KP-NORTH"]) == (None, None)


def test_map_shows_the_domain_that_is_asked_for() -> None:
    shown = small_map(Domain.CORRUPTION)
    assert (shown.domain, {one.record.domain for one in shown.records}) == (
        Domain.CORRUPTION,
        {Domain.CORRUPTION},
    )
    assert {one.middle for one in shown.records} == {None}


def test_map_before_the_data_begins_has_none_and_admits_it_in_retrospect() -> None:
    early = date(2023, 1, 1)
    assert {one.middle for one in small_map(as_of=date(2020, 6, 1)).records} == {None}
    later = small_map(as_of=early, retrospective=True)
    assert (later.retrospective, later.newest) == (True, 2022)
    assert {reading.later for reading in later.readings} == {True, False}


def test_map_of_a_day_to_come_is_refused() -> None:
    with pytest.raises(CaveatError) as caught:
        map_countries(Domain.PRESS, ATLAS, date(2024, 6, 2), today=DAY)
    assert [one.code for one in caught.value.problems] == ["date.future"]


@pytest.mark.parametrize("domain", Domain)
def test_map_says_of_every_country_what_its_profile_says(atlas: Atlas, domain: Domain) -> None:
    shown = map_countries(domain, atlas, TODAY, today=TODAY)
    assert {one.country.id for one in shown.records} == {*atlas.countries}
    for one in shown.records:
        profile = profile_country(one.country.id, atlas, TODAY, today=TODAY)
        assert one.record == profile.record(domain)
        assert one.middle is None if one.record.bands == () else one.middle in one.record.bands
