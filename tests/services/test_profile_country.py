from __future__ import annotations

from datetime import date

import pytest

from caveat.countries.profile import in_order, sorting_weight
from caveat.model.country import Domain
from caveat.model.error import CaveatError
from caveat.model.profile import Band, CountryProfile, LowCondition, Unmet
from caveat.rulebook.atlas import Atlas
from caveat.services.profile_country import profile_country, profile_several
from tests.services.small_held import held, incident, land, reference

TODAY = date(2026, 11, 24)


def of(
    code: str, atlas: Atlas, as_of: date = TODAY, *, retrospective: bool = False
) -> CountryProfile:
    return profile_country(code, atlas, as_of, today=TODAY, retrospective=retrospective)


def test_every_country_has_a_profile(atlas: Atlas) -> None:
    profiles = [of(code, atlas) for code in atlas.countries]
    assert len(profiles) > 250
    assert {len(one.domains) for one in profiles} == {len(Domain)}


def test_case_of_the_code_does_not_matter(atlas: Atlas) -> None:
    assert of("no", atlas).country.id == "NO"


def test_unknown_code_is_refused(atlas: Atlas) -> None:
    with pytest.raises(CaveatError) as caught:
        of("QQ", atlas)
    assert [problem.code for problem in caught.value.problems] == ["country.unknown"]


def test_several_are_profiled_in_the_order_of_the_codes(atlas: Atlas) -> None:
    early = date(2024, 6, 30)
    found = profile_several(["kp", "NO"], atlas, early, today=TODAY, retrospective=True)
    assert found == [of(code, atlas, early, retrospective=True) for code in ("KP", "NO")]


def test_day_in_the_future_is_refused(atlas: Atlas) -> None:
    with pytest.raises(CaveatError) as caught:
        of("NO", atlas, date(2026, 11, 25))
    assert [problem.code for problem in caught.value.problems] == ["date.future"]
    with pytest.raises(CaveatError) as caught:
        profile_several(["NO", "KP"], atlas, date(2026, 11, 25), today=TODAY)
    assert [problem.code for problem in caught.value.problems] == ["date.future"]


def test_nothing_is_known_before_the_first_edition(atlas: Atlas) -> None:
    early = of("NO", atlas, date(2020, 1, 1))
    assert (early.newest, early.producers) == (None, ())
    assert of("NO", atlas, date(2020, 1, 1), retrospective=True).newest == 2019


def test_profile_of_a_day_holds_what_was_published_by_then(atlas: Atlas) -> None:
    found = of("ET", atlas, date(2024, 6, 30))
    published = [r.edition.published_on for d in found.domains for r in d.readings]
    assert published
    assert max(published) <= date(2024, 6, 30)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("NA", "Namibia"),
        ("NO", "Norway"),
        ("KP", "North Korea"),
        ("KR", "South Korea"),
        ("CD", "Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo"),
        ("HK", "Hong Kong"),
        ("TW", "Taiwan"),
        ("PS", "Palestine"),
        ("XK", "Kosovo"),
        ("EH", "Western Sahara"),
    ],
)
def test_names_that_are_mistaken_for_others_stand_apart(atlas: Atlas, code: str, name: str) -> None:
    assert name in of(code, atlas).country.name


def test_norway_is_better_than_north_korea_in_every_domain_with_data(atlas: Atlas) -> None:
    good, bad = of("NO", atlas), of("KP", atlas)
    for domain in Domain:
        if domain is not Domain.CORRUPTION:
            assert good.record(domain).bands == (Band.LOW,)
            assert bad.record(domain).bands == (Band.SEVERE,)
    assert good.record(Domain.CORRUPTION).risk is None


# From the same scales with more sources, by a composite that is only used to put in order.
# Published with it: this reduced set runs milder in the middle, such as 0.38 for 0.50.
WHOLE_SET = {
    "ES": 0.17,
    "GR": 0.28,
    "PL": 0.30,
    "HU": 0.41,
    "BR": 0.42,
    "IL": 0.44,
    "KE": 0.50,
    "SG": 0.51,
    "MX": 0.56,
    "MA": 0.58,
    "JO": 0.61,
    "PH": 0.64,
    "IN": 0.64,
    "TH": 0.67,
    "UG": 0.71,
    "BD": 0.76,
    "RW": 0.77,
    "TR": 0.79,
}
BAND_STARTS = (0.25, 0.45, 0.60, 0.75)


def band(risk: float) -> int:
    return sum(risk >= start for start in BAND_STARTS)


@pytest.mark.parametrize(("code", "whole"), WHOLE_SET.items())
def test_reduced_set_comes_within_a_band_of_the_whole_one(
    atlas: Atlas, code: str, whole: float
) -> None:
    weight = sorting_weight(of(code, atlas))
    assert weight is not None
    assert abs(band(weight) - band(whole)) <= 1
    assert weight == pytest.approx(whole, abs=0.16)


@pytest.mark.parametrize(("code", "reduced"), [("KE", 0.38), ("BR", 0.30), ("JO", 0.52)])
def test_reduced_set_gives_the_figures_worked_out_for_it(
    atlas: Atlas, code: str, reduced: float
) -> None:
    assert sorting_weight(of(code, atlas)) == pytest.approx(reduced, abs=0.04)


def test_order_puts_the_extremes_where_they_belong(atlas: Atlas) -> None:
    order = [one.country.id for one in in_order(of(code, atlas) for code in ("NO", "KE", "KP"))]
    assert order == ["KP", "KE", "NO"]


MISUSE = [
    incident("new", sources=(reference("2022"),)),
    incident("old", sources=(reference("2021-03"),)),
    incident("elsewhere", country="AE"),
    incident("of_hills", country="BD-HILLS"),
]


def with_incidents(as_of: date, code: str = "bd") -> CountryProfile:
    known = held(land(id=code.upper())).atlas
    return profile_country(code, known, as_of, today=TODAY, incidents=iter(MISUSE))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2020, 3, 30), []),
        (date(2021, 3, 30), ["of_hills"]),
        (date(2021, 3, 31), ["old", "of_hills"]),
        (date(2022, 12, 30), ["old", "of_hills"]),
        (date(2022, 12, 31), ["new", "old", "of_hills"]),
    ],
)
def test_incidents_of_the_country_and_its_territories_that_were_public_are_shown_the_newest_first(
    as_of: date, expected: list[str]
) -> None:
    assert [one.id for one in with_incidents(as_of).incidents] == expected


def test_territory_has_none_of_the_incidents_of_its_state() -> None:
    assert [one.id for one in with_incidents(TODAY, "BD-HILLS").incidents] == ["of_hills"]


def test_incident_is_misuse_and_none_held_is_not_known() -> None:
    known = {one.condition for one in with_incidents(TODAY).unmet}
    assert LowCondition.MISUSE in known
    assert Unmet(LowCondition.MISUSE_NOT_KNOWN) in with_incidents(date(2000, 1, 1)).unmet


def test_each_of_several_has_its_own_incidents(atlas: Atlas) -> None:
    found = profile_several(["BD", "AE", "NO"], atlas, TODAY, today=TODAY, incidents=MISUSE)
    assert [[one.id for one in profile.incidents] for profile in found] == [
        ["new", "old", "of_hills"],
        ["elsewhere"],
        [],
    ]
