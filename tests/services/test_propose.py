from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.model.country import Country, Domain, Law, TreatyStatus
from caveat.model.dossier import Against, Incident, PublicListing
from caveat.model.gathered import Aspect, Proposal
from caveat.model.transaction import Party
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.rulebook.gathering import Gathering
from caveat.rulebook.loader import Rulebook
from tests.services.small_held import (
    DAY,
    ID,
    agency,
    found,
    grounds_of,
    held,
    incident,
    land,
    law,
    line,
    listing,
    of_fall,
    of_figures,
    reference,
    sale,
    treaty,
)

YES = Truth.YES
ABUSE, MISUSE = "end_user.abuse_reported", "end_user.prior_misuse"
LISTED, SIMILAR = "end_user.sanctioned_for_abuse", "product.similar_misused"
CRITICS, ABROAD = "country.minorities_abused", "country.pursues_critics_abroad"
CCTV = "recording_devices.networked_cctv"


def value(proposals: dict[str, Proposal], fact: str) -> Any:
    return proposals[fact].value if fact in proposals else "nothing"


def test_incident_of_the_agency_suggests_what_it_speaks_to(rulebook: Rulebook) -> None:
    proposals = found(held(agencies=[agency()], incidents=[incident()]), rulebook)
    for fact in (ABUSE, MISUSE, SIMILAR, CRITICS):
        assert (value(proposals, fact), grounds_of(proposals, fact)) == (YES, ["phones"])
    assert LISTED not in proposals


def test_incident_of_nobody_held_is_not_the_end_users(rulebook: Rulebook) -> None:
    proposals = found(held(agencies=[agency()], incidents=[incident(end_users=())]), rulebook)
    assert (ABUSE in proposals, SIMILAR in proposals) == (False, True)


def test_misuse_needs_a_product_of_the_same_class(rulebook: Rulebook) -> None:
    known = held(agencies=[agency()], incidents=[incident(technology=(CCTV,))])
    proposals = found(known, rulebook)
    assert (value(proposals, ABUSE), MISUSE in proposals, SIMILAR in proposals) == (
        YES,
        False,
        False,
    )
    assert value(found(known, rulebook, sale(kinds=(CCTV,))), MISUSE) is YES


@pytest.mark.parametrize(
    ("parent", "of"), [("BD.ministry", "BD.ministry"), (None, ID)], ids=["above", "itself"]
)
def test_incident_of_the_body_above_is_the_agencys(
    rulebook: Rulebook, parent: str | None, of: str
) -> None:
    agencies = [agency(parent_file=parent), agency("BD.ministry", name="Ministry of Interior")]
    known = held(agencies=agencies, incidents=[incident(end_users=(of,))])
    assert value(found(known, rulebook), ABUSE) is YES


def test_bodies_that_belong_to_each_other_in_a_circle_are_all_kin(rulebook: Rulebook) -> None:
    agencies = [
        agency(parent_file="BD.b"),
        agency("BD.b", name="B Office", parent_file="BD.c"),
        agency("BD.c", name="C Office", parent_file=ID),
    ]
    known = held(agencies=agencies, incidents=[incident(end_users=("BD.c",))])
    assert grounds_of(found(known, rulebook), ABUSE) == ["phones"]


def test_incident_that_became_public_later_suggests_nothing(rulebook: Rulebook) -> None:
    later = incident(sources=(reference("2024-06"),))
    proposals = found(held(agencies=[agency()], incidents=[later]), rulebook)
    assert {ABUSE, MISUSE, SIMILAR, CRITICS}.isdisjoint(proposals)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"years": (2019, 2020)}, ["phones"]),
        ({"years": (2018, 2019)}, ["phones"]),
        ({"years": (2017, 2018)}, []),
        ({"years": (2017, None)}, ["phones"]),
        ({"against": (Against.OFFICIALS,)}, []),
        ({"against": (Against.OFFICIALS, Against.LAWYERS)}, ["phones"]),
        ({"country": "AE"}, []),
        ({"country": "BD-HILLS"}, ["phones"]),
    ],
)
def test_abuse_of_critics_is_recent_and_of_the_country(
    rulebook: Rulebook, changed: dict[str, Any], expected: list[str]
) -> None:
    proposals = found(held(incidents=[incident(**changed)]), rulebook)
    assert grounds_of(proposals, CRITICS) == expected


@pytest.mark.parametrize(("abroad", "expected"), [(True, YES), (False, "nothing")])
def test_pursuit_abroad_needs_an_incident_abroad(
    rulebook: Rulebook, abroad: bool, expected: Any
) -> None:
    proposals = found(held(incidents=[incident(abroad=abroad)]), rulebook)
    assert value(proposals, ABROAD) == expected


def test_similar_misuse_shows_the_destination_first_and_then_the_newest(
    rulebook: Rulebook,
) -> None:
    def one(name: str, country: str, published: str) -> Incident:
        return incident(name, country=country, sources=(reference(published),), end_users=())

    incidents = [
        one("old_abroad", "AE", "2012"),
        one("old_here", "BD", "2011"),
        one("new_abroad", "AE", "2022"),
        one("of_hills", "BD-HILLS", "2015"),
    ]
    assert grounds_of(found(held(incidents=incidents), rulebook), SIMILAR) == [
        "of_hills",
        "old_here",
        "new_abroad",
        "old_abroad",
    ]


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("distributor", "SPY works", ["phones"]),
        ("distributor", "Spy Works Holding", []),
        ("distributor", "…", []),
        ("exporter", "Spy Works", []),
    ],
)
def test_party_is_the_vendor_of_an_incident_by_its_whole_name(
    rulebook: Rulebook, role: str, name: str, expected: list[str]
) -> None:
    known = held(incidents=[incident(vendors=("Spy Works", "–"))])
    proposals = found(known, rulebook, sale(parties=[Party(role, name)]))
    assert grounds_of(proposals, "party.sold_to_abusers") == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (listing(), YES),
        (listing(for_abuse=False), "nothing"),
        (listing(listed="2024-06"), "nothing"),
        (listing(listed="2024-05"), YES),
        (listing(removed="2024-05"), None),
        (listing(removed="2024-06-01"), None),
        (listing(removed="2024-06"), YES),
    ],
)
def test_listing_for_abuses_suggests_yes_while_it_lasts(
    rulebook: Rulebook, one: PublicListing, expected: Any
) -> None:
    proposals = found(held(agencies=[agency(listings=(one,))]), rulebook)
    assert value(proposals, LISTED) == expected


def test_listing_of_a_unit_is_the_agencys(rulebook: Rulebook) -> None:
    unit = agency("BD.unit", name="Unit Seven", parent_file=ID, listings=(listing(),))
    proposals = found(held(agencies=[agency(), unit]), rulebook)
    assert grounds_of(proposals, LISTED) == ["BD.unit"]


def test_file_of_the_agency_suggests_what_it_says(rulebook: Rulebook) -> None:
    known = held(agencies=[agency(functions=("police", "intelligence"), oversight="A judge.")])
    proposals = found(known, rulebook)
    assert {fact: one.value for fact, one in proposals.items()} == {
        "end_user.type": "government",
        "end_user.functions": Members(frozenset(("police", "intelligence"))),
        "end_user.government_level": "national",
        "end_user.independent_oversight": None,
        "end_user.information_found": YES,
    }


def test_level_without_a_word_of_the_fact_says_nothing(rulebook: Rulebook) -> None:
    proposals = found(held(agencies=[agency(level="none")]), rulebook)
    assert (value(proposals, "end_user.government_level"), "end_user.type" in proposals) == (
        "none",
        False,
    )


def test_file_of_an_agency_of_a_like_name_asks_for_a_look_and_suggests_nothing(
    rulebook: Rulebook,
) -> None:
    proposals = found(held(agencies=[agency()]), rulebook, sale("Rapid Guard, Battalion 5"))
    assert {one.value for one in proposals.values()} == {None}
    assert grounds_of(proposals, "end_user.functions") == [ID]


@pytest.mark.parametrize(("level", "expected"), [("national", "national"), ("local", None)])
def test_two_agencies_of_the_same_name_suggest_only_what_both_are(
    rulebook: Rulebook, level: str, expected: str | None
) -> None:
    known = held(agencies=[agency(), agency("BD.twin", level=level)])
    proposals = found(known, rulebook)
    assert value(proposals, "end_user.government_level") == expected
    assert grounds_of(proposals, "end_user.government_level") == [ID, "BD.twin"]


@pytest.mark.parametrize(("figure", "expected"), [(0, YES), (3, YES), (5, None), (10, None)])
def test_figures_suggest_yes_where_they_are_grave_and_never_no(
    rulebook: Rulebook, figure: float, expected: Truth | None
) -> None:
    known = of_figures({Domain.RULE_OF_LAW: figure, Domain.PHYSICAL_INTEGRITY: figure})
    proposals = found(known, rulebook)
    assert value(proposals, "country.impunity") is expected
    assert grounds_of(proposals, "country.impunity") == ["rule_of_law", "physical_integrity"]


@pytest.mark.parametrize(
    "figures",
    [{Domain.RULE_OF_LAW: 0.0}, {Domain.RULE_OF_LAW: 0.0, Domain.PHYSICAL_INTEGRITY: 9.0}],
    ids=["missing", "good"],
)
def test_figures_suggest_yes_only_where_every_domain_is_grave(
    rulebook: Rulebook, figures: dict[Domain, float]
) -> None:
    assert value(found(of_figures(figures), rulebook), "country.impunity") is None


def test_domain_without_data_is_no_ground(rulebook: Rulebook) -> None:
    proposals = found(of_figures({Domain.SURVEILLANCE: 0}), rulebook)
    assert proposals == {}


@pytest.mark.parametrize(
    ("after", "expected"), [(30, ["freedom"]), (57, []), (90, [])], ids=["worse", "like", "better"]
)
def test_sharp_fall_of_an_index_suggests_worsening(
    rulebook: Rulebook, after: float, expected: list[str]
) -> None:
    proposals = found(of_fall(60, after), rulebook)
    assert grounds_of(proposals, "country.worsening") == expected


def of_laws(*laws: Law) -> Country:
    return land(laws=laws)


@pytest.mark.parametrize(
    ("one", "in_force"),
    [
        (law(), True),
        (law(year=2023), True),
        (law(year=2024), False),
        (law(until_year=2024), True),
        (law(until_year=2023), False),
    ],
)
def test_statute_suggests_its_feature_while_it_is_in_force(
    rulebook: Rulebook, one: Law, in_force: bool
) -> None:
    proposals = found(held(of_laws(one)), rulebook)
    expected: Any = Members(frozenset(("speech_offences",))) if in_force else "nothing"
    assert value(proposals, "country.law_features") == expected
    assert value(proposals, "country.restricts_civic_space") == (YES if in_force else "nothing")


def test_features_of_law_are_those_with_a_statute(rulebook: Rulebook) -> None:
    proposals = found(held(of_laws(law(), law("bulk_retention"), law())), rulebook)
    features = Members(frozenset(("speech_offences", "bulk_retention")))
    assert value(proposals, "country.law_features") == features
    assert len(grounds_of(proposals, "country.restricts_civic_space")) == 2


def test_doubtful_line_is_suggested_beside_one_that_is_entered(rulebook: Rulebook) -> None:
    flags = (line("un_arms_embargo"), line("eu_arms_embargo", verify=True))
    proposals = found(held(land(flags=flags)), rulebook)
    one = proposals["country.sanctions"]
    assert one.value == Members(frozenset(("eu_arms_embargo",)))
    assert grounds_of(proposals, "country.sanctions") == ["eu_arms_embargo"]


@pytest.mark.parametrize(
    ("read_on", "shown"),
    [(date(2024, 6, 2), True), (date(2025, 6, 2), True), (date(2025, 6, 3), False)],
)
def test_line_that_was_read_soon_after_the_day_is_shown_and_suggests_nothing(
    rulebook: Rulebook, read_on: date, shown: bool
) -> None:
    flags = (line("eu_arms_embargo", read_on), line("un_arms_embargo", read_on, verify=True))
    proposals = found(held(land(flags=flags)), rulebook)
    expected = [("country.sanctions", None, [False, False])] if shown else []
    assert [
        (one.fact, one.value, [ground.suggests for ground in one.grounds])
        for one in proposals.values()
    ] == expected


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (("2016",), "nothing"),
        (("2016", "2019-05"), YES),
        (("2016", "2024-07"), "nothing"),
    ],
)
def test_incident_without_a_known_end_is_as_recent_as_its_newest_report(
    rulebook: Rulebook, reports: tuple[str, ...], expected: Any
) -> None:
    one = incident(years=(2010, None), sources=tuple(reference(day) for day in reports))
    proposals = found(held(incidents=[one]), rulebook)
    assert value(proposals, "country.minorities_abused") == expected


def test_listing_for_abuses_suggests_reported_abuse_too(rulebook: Rulebook) -> None:
    proposals = found(held(agencies=[agency(listings=(listing(),))]), rulebook)
    assert value(proposals, ABUSE) == YES


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (treaty(), "nothing"),
        (treaty(TreatyStatus.SIGNATORY), "signatory"),
        (treaty(TreatyStatus.NONE), "neither"),
        (treaty(verify=True), "party"),
        (treaty(since=None), "party"),
        (treaty(since=2024, as_of=DAY), "party"),
        (treaty(TreatyStatus.SIGNATORY, as_of=date(2024, 6, 2)), "nothing"),
        (replace(treaty(verify=True), treaty="other"), "nothing"),
    ],
)
def test_status_that_may_have_changed_is_suggested(
    rulebook: Rulebook, one: Any, expected: Any
) -> None:
    proposals = found(held(land(treaties=(one,))), rulebook)
    assert value(proposals, "country.iccpr_status") == expected


def test_proposals_come_with_those_on_the_end_user_first(rulebook: Rulebook) -> None:
    flags = (line("eu_arms_embargo", verify=True),)
    known = held(land(flags=flags, laws=(law(),)), [agency()], [incident()])
    facts = list(found(known, rulebook))
    assert facts == sorted(facts, key=lambda fact: not fact.startswith("end_user."))
    assert facts[0] == ABUSE
    assert facts.index("country.sanctions") < facts.index("country.law_features")


def test_grounds_come_with_the_agency_first_and_what_does_not_suggest_last(
    rulebook: Rulebook,
) -> None:
    proposes: Sequence[dict[str, Any]] = [
        {
            "fact": ABUSE,
            "domains": ["press"],
            "listings": True,
            "agency": "held",
            "laws": ["speech_offences"],
            "incidents": {"of": "country"},
        }
    ]
    tree = {"id": "gathering", "title": "One", "states": [], "proposes": proposes}
    book = replace(rulebook, gathering=Gathering.model_validate(tree))
    figures = of_figures({Domain.PRESS: 9}, of_laws(law())).atlas
    known = replace(
        held(agencies=[agency(listings=(listing(),))], incidents=[incident()]), atlas=figures
    )
    grounds = found(known, book)[ABUSE].grounds
    assert [(one.aspect, one.of) for one in grounds] == [
        (Aspect.END_USER, ID),
        (Aspect.END_USER, ID),
        (Aspect.COUNTRY, "phones"),
        (Aspect.COUNTRY, "speech_offences"),
        (Aspect.COUNTRY, "press"),
    ]
