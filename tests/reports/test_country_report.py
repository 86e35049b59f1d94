from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.countries.profile import profile_of
from caveat.model.country import (
    HUMAN_RIGHTS,
    Country,
    Domain,
    Figure,
    Heading,
    Indicator,
    Membership,
    Publisher,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.profile import CountryProfile
from caveat.model.truth import Truth
from caveat.reports.country_json import country_json
from caveat.reports.country_report import AXES, DOMAINS, LATER, VERIFY, country_report, set_line
from caveat.reports.country_table import compare_report
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.entries import LawFeature
from caveat.rulebook.supports import Source
from tests.countries.small import EDITIONS, figure, indicator, jumpy
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
FEATURES: dict[str, LawFeature] = {}
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
    return lines(part(country_report(found, ATLAS, FEATURES), heading))


def test_report_begins_with_how_much_it_rests_on() -> None:
    found = profile(courts=figure(8.0), judges=figure(8.0))
    line = "Reduced set, 2 producers (First Institute, Second Institute), newest data 2023."
    assert lines(country_report(found, ATLAS, FEATURES))[:2] == [
        line,
        "Norway (NO) as of 2024-06-01",
    ]


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
    found = country_report(profile(press=figure(10.0), courts=figure(1.0)), ATLAS, FEATURES)
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
    text = lines(country_report(profile(REGION), ATLAS, FEATURES))
    assert {"No position is taken.", "Held or claimed by: AA, BB."} <= set(text)


def test_country_of_its_own_says_nothing_of_that() -> None:
    assert not any(
        line.startswith("Held") for line in lines(country_report(profile(), ATLAS, FEATURES))
    )


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
    assert "Where the figures come from" not in headings(country_report(profile(), ATLAS, FEATURES))
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
    made = country_report(found, replace(ATLAS, publishers=publishers), FEATURES)
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


FREEDOM = jumpy()
JUMP = [figure(60.0, 2021, "e22"), figure(50.0, 2022, "e23"), figure(50.0, 2023, "e24")]


def broken(*others: Indicator, **known: list[Figure]) -> CountryProfile:
    indicators = (*INDICATORS, FREEDOM, *others)
    return profile_of(LAND, {"freedom": JUMP, **known}, indicators, EDITIONS, DAY)


def test_break_is_said_with_both_figures_years_and_direction() -> None:
    found = broken()
    assert said(found, "Breaks (1)") == [
        "After such a jump, figures for the years before 2022 describe what was before it. Each is "
        "marked 'before break'. Where the mean of a domain rests on one, its bands are widened by "
        "one on either side.",
        "Freedom (freedom) went from 60 for 2021 to 50 for 2022: worse by 10 within one year",
        "a change of 5 or more from one year to the next counts as a break; the number is ours",
        "figures of Edition e22, Edition e23",
    ]
    assert country_json(found)["breaks"] == [
        {
            "indicator": "freedom",
            "title": "Freedom",
            "before_year": 2021,
            "before": 60.0,
            "before_edition": "e22",
            "after_year": 2022,
            "after": 50.0,
            "after_edition": "e23",
            "change": 10.0,
            "direction": "worse",
            "break_at": 5.0,
        }
    ]


def test_break_within_one_edition_names_it_once() -> None:
    series = [figure(50.0, 2022), figure(60.0, 2023)]
    found = profile_of(LAND, {"freedom": series}, [FREEDOM], EDITIONS, DAY)
    assert said(found, "Breaks (1)")[1:] == [
        "Freedom (freedom) went from 50 for 2022 to 60 for 2023: better by 10 within one year",
        "a change of 5 or more from one year to the next counts as a break; the number is ours",
        "figures of Edition e24",
    ]


def test_without_a_break_nothing_is_said_of_one() -> None:
    found = profile(press=figure(5.0))
    assert not any(
        line.startswith("Breaks") for line in headings(country_report(found, ATLAS, FEATURES))
    )
    assert country_json(found)["breaks"] == []


def test_what_is_of_before_the_break_is_marked_in_table_list_and_json() -> None:
    found = broken(press=[figure(5.0, 2021, "e22")], courts=[figure(5.0)])
    cells = said(found, "Record by domain")
    assert cells[cells.index("Press") + 1] == "moderate to high (thin, before break)"
    assert cells[cells.index("Rule of law and courts") + 1] == "elevated (thin)"
    mark = "before break: it describes what was before the newest jump"
    listed = said(found, "Indicators")
    assert listed.count(mark) == 1
    assert listed.index(mark) > listed.index("Press (press)")
    threshold = "a change of 5 or more from one year to the next counts as a break"
    assert listed.count(threshold) == 1
    assert listed.index(threshold) > listed.index("Freedom (freedom)")
    tree = country_json(found)
    marks = {one["domain"]: one["before_break"] for one in tree["domains"]}
    assert [name for name, is_marked in marks.items() if is_marked] == ["press"]
    (press,) = [one for one in tree["domains"] if one["domain"] == "press"]
    assert (press["bands"], press["risk"]) == (["moderate", "elevated", "high"], 0.5)
    (one,) = press["indicators"]
    assert (one["before_break"], one["break_at"]) == (True, None)


def test_domain_of_two_voices_before_the_break_is_marked_with_that_alone() -> None:
    before = [figure(5.0, 2021, "e22")]
    cells = said(broken(courts=before, judges=before), "Record by domain")
    law = cells[cells.index("Rule of law and courts") + 1]
    assert law == "moderate to high (before break)"


def test_compared_countries_name_the_breaks_of_the_newest_year() -> None:
    other = jumpy("speech")
    older = [figure(50.0, 2020, "e22"), figure(60.0, 2021, "e22")]
    text = lines(compare_report([broken(other, speech=older), profile(REGION)]))
    assert text[1].startswith("Norway (NO): ")
    assert text[2] == (
        "Freedom (freedom) went from 60 for 2021 to 50 for 2022: worse by 10 within one year"
    )
    assert text[3].startswith("Land (XX-LAND): ")


VOICES = tuple(
    indicator(f"{domain.value}_{voice}", domain=domain, producer=voice)
    for domain in HUMAN_RIGHTS
    for voice in ("first", "second")
)

UNFLAGGED = replace(LAND, flags=())


def low_words(
    *,
    misuse: Truth | None = Truth.NO,
    country: Country = UNFLAGGED,
    **changed: list[Figure],
) -> str:
    """Return the line on calling a good record low, with figures changed."""
    figures = {one.id: [figure(9.0)] for one in VOICES} | changed
    found = profile_of(country, figures, VOICES, EDITIONS, DAY, misuse=misuse)
    words: str = country_json(found)["low_conditions"]["words"]
    assert words in said(found, "Record by domain")
    return words


def test_record_that_meets_all_conditions_may_be_called_low_and_says_on_what() -> None:
    assert low_words() == (
        "This record may be called low as of 2024-06-01: every domain of human rights has a mean "
        "below 0.30 from 2 producers or more, newest data at most 3 years old, and none of before "
        "a break; no hard flag is held here, and no misuse was found documented. The limits are "
        "ours. What is not held here is unknown, and the record says nothing of the end user."
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"misuse": Truth.YES}, "documented misuse"),
        ({"misuse": None}, "whether misuse is documented is not known"),
        ({"country": LAND}, "a hard flag"),
        ({"press_first": [figure(0.0)]}, "a mean of 0.30 or more in press"),
        (
            {"press_first": [], "civic_space_second": []},
            "fewer than 2 producers in press, civic space and minorities",
        ),
        (
            {"press_first": [], "press_second": [], "country": LAND},
            "no data in press; a hard flag",
        ),
        (
            {
                "press_first": [figure(9.0, 2020, "e22")],
                "press_second": [figure(9.0, 2020, "e22")],
            },
            "newest data more than 3 years old in press",
        ),
    ],
)
def test_record_that_cannot_be_called_low_says_why(more: dict[str, Any], why: str) -> None:
    assert low_words(**more) == f"This record cannot be called low: {why}."


def test_what_fails_everywhere_is_said_once_and_figures_of_before_a_break_fail() -> None:
    found = broken(press=[figure(10.0, 2021, "e22")])
    line = "This record cannot be called low: "
    (words,) = [one for one in said(found, "Record by domain") if one.startswith(line)]
    assert words.split("; ")[1:3] == [
        "fewer than 2 producers in press",
        "figures of before a break in press",
    ]
    assert f"{line}no data in every domain of human rights; a hard flag; whether" in " ".join(
        said(profile(), "Record by domain")
    )


def test_json_groups_what_keeps_a_record_from_being_called_low() -> None:
    assert country_json(profile(press=figure(10.0)))["low_conditions"]["unmet"] == [
        {
            "condition": "no_data",
            "domains": [domain.value for domain in HUMAN_RIGHTS if domain is not Domain.PRESS],
        },
        {"condition": "thin", "domains": ["press"]},
        {"condition": "flagged", "domains": []},
        {"condition": "misuse_not_known", "domains": []},
    ]
