from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.countries.profile import profile_of
from caveat.model.country import (
    Country,
    Domain,
    Heading,
    Membership,
    Publisher,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.profile import CountryProfile
from caveat.reports.country_json import country_json
from caveat.reports.country_report import AXES, DOMAINS, LATER, VERIFY, country_report, set_line
from caveat.reports.country_table import compare_report
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.supports import Source
from tests.countries.small import EDITIONS, figure, indicator
from tests.reports.blocks import headings, lines, part

DAY = date(2024, 6, 1)
SEEN = date(2024, 1, 31)
FLAG = Membership("ban", SEEN, "shelf", verify=True, remark="in part")
CLUB = Membership("club", SEEN, "shelf", verify=False)
PACT = TreatyLine("pact", TreatyStatus.PARTY, 1972, SEEN, "shelf", verify=True)
OTHER = TreatyLine("other", TreatyStatus.NONE, None, SEEN, "shelf", verify=False)
LAND = Country("NO", "Norway", "NOR", {"de": "Norwegen"}, (), (PACT, OTHER), (CLUB,), (FLAG,), "")
REGION = Country("XX-LAND", "Land", None, {}, ("AA", "BB"), (), (), (), "No position is taken.")
INDICATORS = (
    indicator("courts"),
    indicator("judges", producer="Second Institute"),
    indicator("press", domain=Domain.PRESS),
    indicator("blend", scored=False),
)
ATLAS = Atlas(
    countries={"NO": LAND, "XX-LAND": REGION},
    regimes={
        "ban": Regime("ban", "A ban on sales", Heading.FLAG),
        "club": Regime("club", "A club", Heading.MEMBERSHIP),
        "pact": Regime("pact", "A pact", Heading.TREATY),
        "other": Regime("other", "Another pact", Heading.TREATY),
    },
    indicators={one.id: one for one in INDICATORS},
    editions=EDITIONS,
    publishers={"first": Publisher("first", "First Institute", "CC BY 4.0", "", "Name us.")},
    sources={
        "shelf": Source(
            id="shelf",
            title="A shelf",
            publisher="the library",
            official=False,
            read="all",
            read_on=SEEN,
        )
    },
    figures={},
)


def profile(
    country: Country = LAND, *, as_of: date = DAY, retrospective: bool = False, **known: Any
) -> CountryProfile:
    return profile_of(
        country,
        {name: [one] for name, one in known.items()},
        INDICATORS,
        EDITIONS,
        as_of,
        retrospective=retrospective,
    )


def said(found: CountryProfile, heading: str) -> list[str]:
    return lines(part(country_report(found, ATLAS), heading))


def test_report_begins_with_how_much_it_rests_on() -> None:
    found = profile(courts=figure(8.0), judges=figure(8.0))
    line = "Reduced set, 2 producers (First Institute, Second Institute), newest data 2023."
    assert lines(country_report(found, ATLAS))[:2] == [line, "Norway (NO) as of 2024-06-01"]


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({}, "No data: no figure of this country or territory is held here."),
        (
            {"press": figure(5.0, 2024, "e25")},
            "No data: no figure held here had been published by 2024-06-01. The earliest edition "
            "with one counts as known from 2025-03-01: Edition e25.",
        ),
        (
            {"blend": figure(5.0)},
            "No data that is scored; what is shown beside it is of 2023.",
        ),
        ({"press": figure(5.0)}, "Reduced set, 1 producer (First Institute), newest data 2023."),
    ],
)
def test_set_line_says_how_much_there_is(known: dict[str, Any], line: str) -> None:
    assert set_line(profile(**known)) == line


def test_every_domain_stands_under_one_axis() -> None:
    assert sorted(d.value for domains in AXES.values() for d in domains) == sorted(
        domain.value for domain in Domain
    )
    assert list(DOMAINS) == list(Domain)


def test_domains_name_bands_interval_producers_and_years() -> None:
    found = profile(courts=figure(7.8, 2021, "e22"), judges=figure(7.8))
    cells = said(found, "Record by domain")
    start = cells.index("Rule of law and courts")
    assert cells[start + 1 : start + 5] == [
        "low to moderate",
        "0.22 (0.18 to 0.26)",
        "2",
        "2021 to 2023",
    ]


def test_domain_with_one_producer_is_said_to_be_thin_and_one_without_has_no_data() -> None:
    cells = said(profile(press=figure(10.0)), "Record by domain")
    press, law = cells.index("Press"), cells.index("Rule of law and courts")
    assert cells[press + 1 : press + 5] == ["low (thin)", "0.00 (0.00 to 0.03)", "1", "2023"]
    assert cells[law + 1 : law + 5] == ["no data", "", "0", ""]


def test_no_number_stands_for_the_whole() -> None:
    found = country_report(profile(press=figure(10.0), courts=figure(1.0)), ATLAS)
    assert any("No number stands for the country" in line for line in lines(found))
    assert not any(word in line.lower() for line in lines(found) for word in ("overall", "score:"))


def test_flags_come_with_day_source_remark_and_mark() -> None:
    assert said(profile(), "Hard flags")[1:] == [
        "A ban on sales",
        "as of 2024-01-31, from A shelf",
        "in part",
        VERIFY,
    ]


def test_memberships_and_treaties_come_with_their_day() -> None:
    assert said(profile(), "Regimes") == ["A club", "as of 2024-01-31, from A shelf"]
    assert said(profile(), "Human rights treaties") == [
        "A pact",
        "party",
        "1972",
        "2024-01-31",
        VERIFY,
        "Another pact",
        "neither party nor signatory",
        "",
        "2024-01-31",
        "",
    ]


def test_what_is_not_held_is_said_to_be_unknown() -> None:
    found = profile(REGION)
    assert said(found, "Regimes") == ["None is held here; what was not looked up is unknown."]
    assert said(found, "Human rights treaties") == ["No status is held here: unknown."]
    assert "unknown" in said(found, "Hard flags")[0]


def test_territory_says_who_holds_or_claims_it_and_that_no_position_is_taken() -> None:
    text = lines(country_report(profile(REGION), ATLAS))
    assert {"No position is taken.", "Held or claimed by: AA, BB."} <= set(text)


def test_country_of_its_own_says_nothing_of_that() -> None:
    assert not any(line.startswith("Held") for line in lines(country_report(profile(), ATLAS)))


def test_indicators_give_value_year_edition_and_how_to_read_them() -> None:
    found = profile(courts=figure(8.0, margin=0.5), blend=figure(3.0))
    assert said(found, "Indicators") == [
        "Blend (blend)",
        "2023: 3; best 10, worst 0; shown, never averaged",
        "Edition e24, published 2024-03-01; coded by First Institute",
        "how to read it: Higher is better.",
        "Courts (courts)",
        "2023: 8, give or take 0.5; best 10, worst 0; placed at 0.20",
        "Edition e24, published 2024-03-01; coded by First Institute",
        "how to read it: Higher is better.",
    ]


def test_later_figure_is_marked() -> None:
    late = profile(press=figure(5.0, 2023, "e25"), retrospective=True)
    mark = "published after this day; it stands here in retrospect only"
    assert mark in said(late, "Indicators")
    assert country_json(late)["domains"][4]["indicators"][0]["later"] is True


def test_publishers_are_named_with_licence_once() -> None:
    found = profile(courts=figure(8.0), press=figure(8.0))
    assert said(found, "Where the figures") == ["First Institute: CC BY 4.0", "Name us."]
    assert "Where the figures come from" not in headings(country_report(profile(), ATLAS))
    assert said(profile(), "Indicators") == ["No data."]


def test_lines_that_were_looked_up_after_the_day_say_so() -> None:
    early = profile(as_of=date(2020, 1, 1))
    assert LATER in said(early, "Hard flags")
    assert LATER in said(early, "Regimes")
    assert said(early, "Human rights treaties")[4::5] == [f"{VERIFY}; {LATER}", LATER]


def test_how_far_licence_and_day_were_checked_is_said() -> None:
    editions = {**EDITIONS, "e24": replace(EDITIONS["e24"], published_note="Recalled.")}
    publishers = {"first": replace(ATLAS.publishers["first"], licence_note="Terms not read.")}
    found = profile_of(LAND, {"press": [figure(8.0)]}, INDICATORS, editions, DAY)
    made = country_report(found, replace(ATLAS, publishers=publishers))
    assert lines(part(made, "Where the figures")) == [
        "First Institute: CC BY 4.0",
        "Name us.",
        "Terms not read.",
        "Edition e24: Recalled.",
    ]


def test_json_holds_all_that_the_report_shows() -> None:
    tree = country_json(profile(courts=figure(8.0, margin=0.4)))
    assert (tree["schema"], tree["set"]) == (
        "caveat-country-1",
        "Reduced set, 1 producer (First Institute), newest data 2023.",
    )
    assert tree["country"]["names"] == {"de": "Norwegen"}
    (law,) = [one for one in tree["domains"] if one["domain"] == "rule_of_law"]
    assert (law["risk"], law["bands"], law["thin"]) == (0.2, ["low"], True)
    (press,) = [one for one in tree["domains"] if one["domain"] == "press"]
    assert (press["risk"], press["bands"], press["newest"]) == (None, [], None)
    assert tree["flags"][0]["verify"] is True
    assert [one["status"] for one in tree["treaties"]] == ["party", "none"]
    assert tree["memberships"][0]["id"] == "club"


def test_countries_stand_side_by_side_in_the_order_asked_for() -> None:
    found = compare_report([profile(REGION), profile(press=figure(0.0))])
    text = lines(found)
    assert text[0] == "Countries compared as of 2024-06-01"
    assert text[1].startswith("Land (XX-LAND): No data")
    press = text.index("Press")
    assert text[press + 1 : press + 3] == ["no data", "severe (thin)"]
