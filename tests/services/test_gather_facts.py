from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.assessment.facts import fact_states, settle
from caveat.model.country import Domain, TreatyLine, TreatyStatus
from caveat.model.fact import FactState, Observation, Openness
from caveat.model.gathered import AgencyLine, Gathered
from caveat.model.profile import Band
from caveat.model.transaction import Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.rulebook.loader import Rulebook
from caveat.services.gather_facts import Held, gather_facts
from tests.services.small_held import (
    BEFORE,
    DAY,
    ID,
    NAME,
    PLACE,
    agency,
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
    says,
    treaty,
)

STATUS, SANCTIONS, INDICES = "country.iccpr_status", "country.sanctions", "country.indices"


def gathered(known: Held, rulebook: Rulebook, one: Transaction | None = None) -> Gathered:
    found = gather_facts(one or sale(), rulebook, known).gathered
    assert found is not None
    return found


def stated(
    known: Held, rulebook: Rulebook, fact: str, one: Transaction | None = None
) -> tuple[Observation, ...]:
    return gather_facts(one or sale(), rulebook, known).statements.get(fact, ())


def state(known: Held, rulebook: Rulebook, fact: str, one: Transaction) -> FactState:
    return settle(stated(known, rulebook, fact, one), one.as_of)


def of_treaty(one: TreatyLine) -> Held:
    return held(land(treaties=(one,)))


EVERYTHING = held(
    land(
        treaties=(treaty(),),
        memberships=(line("ear_a1"),),
        flags=(line("un_arms_embargo"), line("eu_arms_embargo", verify=True)),
        laws=(law(),),
    ),
    [agency(oversight="A judge.", listings=(listing(),))],
    [incident()],
)


def test_status_that_was_looked_up_is_entered_with_its_source_and_day(rulebook: Rulebook) -> None:
    source = "held here: A shelf; party since 2000"
    assert stated(of_treaty(treaty()), rulebook, STATUS) == (
        Observation("party", source, date(2022, 8, 25), "caveat"),
    )


def test_status_counts_on_a_day_before_it_was_looked_up(rulebook: Rulebook) -> None:
    early = sale(on=date(2010, 1, 1))
    assert state(of_treaty(treaty()), rulebook, STATUS, early).value == "party"


@pytest.mark.parametrize(
    "one",
    [
        treaty(TreatyStatus.SIGNATORY),
        treaty(TreatyStatus.NONE),
        treaty(verify=True),
        treaty(since=None),
        treaty(since=2024, as_of=DAY),
        replace(treaty(), treaty="other"),
    ],
    ids=["signed", "none", "doubtful", "undated", "of the year itself", "another treaty"],
)
def test_status_that_may_be_another_is_not_entered(rulebook: Rulebook, one: TreatyLine) -> None:
    assert stated(of_treaty(one), rulebook, STATUS) == ()


def test_line_on_a_list_is_entered_and_leaves_the_set_open(rulebook: Rulebook) -> None:
    known = held(land(flags=(line("un_arms_embargo"),), memberships=(line("ear_a1"),)))
    (one,) = stated(known, rulebook, SANCTIONS)
    assert (one.value, one.source, one.observed_on, one.entered_by) == (
        Members(frozenset(("un_arms_embargo",))),
        "held here: A shelf",
        date(2023, 1, 1),
        "caveat",
    )
    assert state(known, rulebook, SANCTIONS, sale()).openness is Openness.PARTLY_KNOWN
    (group,) = stated(known, rulebook, "country.ear_groups")
    assert group.value == Members(frozenset(("A:1",)))


def test_line_that_makes_members_of_two_sets_is_entered_in_both(rulebook: Rulebook) -> None:
    known = held(land(flags=(line("ear_d5"),)))
    values = [stated(known, rulebook, fact)[0].value for fact in (SANCTIONS, "country.ear_groups")]
    assert values == [Members(frozenset(("ear_d5",))), Members(frozenset(("D:5",)))]


@pytest.mark.parametrize(
    "one", [line("un_arms_embargo", verify=True), line("un_arms_embargo", date(2024, 6, 2))]
)
def test_line_that_is_doubtful_or_later_is_not_entered(rulebook: Rulebook, one: Any) -> None:
    assert stated(held(land(flags=(one,))), rulebook, SANCTIONS) == ()


def test_figures_are_entered_as_words_with_edition_and_year(rulebook: Rulebook) -> None:
    known = of_figures({Domain.PRESS: 8.25, Domain.RULE_OF_LAW: 3})
    (one,) = stated(known, rulebook, INDICES)
    assert (one.value, one.source, one.observed_on) == (
        "Rule_Of_Law (Edition e24), 2023: 3; Press (Edition e24), 2023: 8.25",
        "held here: Edition e24",
        date(2024, 3, 1),
    )


def test_words_of_the_file_on_figures_stand_alone(rulebook: Rulebook) -> None:
    own = sale(country__indices=(says("rated Free"),))
    assert stated(of_figures({Domain.PRESS: 8}), rulebook, INDICES, own) == (says("rated Free"),)


@pytest.mark.parametrize("own", [says(None), says("rated Free", date(2024, 6, 2))])
def test_figures_stand_beside_words_of_the_file_that_do_not_count(
    rulebook: Rulebook, own: Observation
) -> None:
    one = sale(country__indices=(own,))
    known = of_figures({Domain.PRESS: 8})
    assert len(stated(known, rulebook, INDICES, one)) == 2
    assert state(known, rulebook, INDICES, one).value == "Press (Edition e24), 2023: 8"


def test_nothing_held_enters_nothing(rulebook: Rulebook) -> None:
    one = sale()
    found = gather_facts(one, rulebook, held())
    assert found.statements == one.statements
    assert found.gathered is not None
    assert (found.gathered.proposals, found.gathered.agencies) == ((), ())


def test_nothing_is_known_before_everything(rulebook: Rulebook) -> None:
    for known in (EVERYTHING, of_figures({Domain.PRESS: 0}), of_fall()):
        early = sale(on=BEFORE)
        found = gather_facts(early, rulebook, known)
        assert found.statements == early.statements
        assert found.gathered is not None
        assert found.gathered.proposals == ()
        assert found.gathered.newest is None


def test_agency_is_named_before_anything_was_known_of_it(rulebook: Rulebook) -> None:
    assert gathered(EVERYTHING, rulebook, sale(on=BEFORE)).agencies == (
        AgencyLine(ID, NAME, same=True, incidents=0, listings=0, own=False),
    )


def test_incident_dated_to_a_month_counts_when_the_month_has_ended(rulebook: Rulebook) -> None:
    days = (date(2020, 3, 30), date(2020, 3, 31))
    found = [gathered(EVERYTHING, rulebook, sale(on=day)).agencies[0].incidents for day in days]
    assert found == [0, 1]


def test_listing_counts_from_its_day_on_until_it_was_removed(rulebook: Rulebook) -> None:
    known = held(agencies=[agency(listings=(listing(removed="2022"), listing(listed="2024-06")))])
    days = (date(2021, 12, 30), date(2021, 12, 31), date(2023, 1, 1), date(2024, 6, 30))
    found = [gathered(known, rulebook, sale(on=day)).agencies[0].listings for day in days]
    assert found == [0, 1, 0, 1]


def test_statement_that_disagrees_with_the_file_makes_a_conflict(rulebook: Rulebook) -> None:
    one = sale(country__iccpr_status=(says("neither"),))
    found = state(of_treaty(treaty()), rulebook, STATUS, one)
    assert (found.value, found.openness, found.counted[0]) == (
        None,
        Openness.CONFLICT,
        says("neither"),
    )


def test_line_against_a_set_that_the_file_calls_complete_makes_a_conflict(
    rulebook: Rulebook,
) -> None:
    one = sale(country__sanctions=(says(Members(frozenset(), complete=True)),))
    known = held(land(flags=(line("un_arms_embargo"),)))
    assert state(known, rulebook, SANCTIONS, one).openness is Openness.CONFLICT


def test_ruling_of_a_person_stands_against_what_is_held(rulebook: Rulebook) -> None:
    ruling = says("neither", decides=True, reason="It left.")
    one = sale(country__iccpr_status=(ruling,))
    found = state(of_treaty(treaty()), rulebook, STATUS, one)
    assert (found.value, found.counted) == ("neither", (ruling,))


def test_statement_that_agrees_with_the_file_leaves_it_known(rulebook: Rulebook) -> None:
    one = sale(country__iccpr_status=(says("party"),))
    found = state(of_treaty(treaty()), rulebook, STATUS, one)
    assert (found.value, found.openness, len(found.counted)) == ("party", None, 2)


def test_only_facts_that_are_looked_up_are_ever_entered(rulebook: Rulebook) -> None:
    looked_up = {origin.fact for origin in rulebook.gathering.states}
    for known in (EVERYTHING, of_figures(dict.fromkeys(Domain, 0.0)), of_fall()):
        one = sale()
        found = gather_facts(one, rulebook, known)
        assert {name for name, said in found.statements.items() if said} <= looked_up
        assert replace(found, statements=one.statements, gathered=None) == one


def test_what_is_entered_counts_on_its_day(rulebook: Rulebook) -> None:
    for known in (EVERYTHING, of_figures({Domain.PRESS: 8}), of_fall()):
        found = gather_facts(sale(), rulebook, known)
        states = fact_states(found, rulebook.facts, DAY)
        assert Openness.NOT_YET_OBSERVED not in {one.openness for one in states.values()}
        assert max(s.observed_on for said in found.statements.values() for s in said) <= DAY


def test_gathered_keeps_the_record_of_the_country_in_short(rulebook: Rulebook) -> None:
    found = gathered(of_figures({Domain.PRESS: 0}), rulebook)
    press = next(one for one in found.domains if one.domain is Domain.PRESS)
    assert (press.bands, press.thin, press.before_break, press.newest) == (
        (Band.SEVERE,),
        True,
        False,
        2023,
    )
    others = {one.bands for one in found.domains if one.domain is not Domain.PRESS}
    assert (others, found.country, found.producers, found.newest, found.may_be_low) == (
        {()},
        PLACE,
        ("First Institute",),
        2023,
        False,
    )


def test_good_figures_alone_never_make_a_record_low(rulebook: Rulebook) -> None:
    assert not gathered(of_figures(dict.fromkeys(Domain, 10.0)), rulebook).may_be_low


def test_agencies_are_those_of_the_country_of_the_end_user(rulebook: Rulebook) -> None:
    known = held(agencies=[agency(), agency("AE.rapid_guard"), agency("BD-HILLS.rapid_guard")])

    def ids(country: str | None) -> list[str]:
        return [one.id for one in gathered(known, rulebook, sale(country=country)).agencies]

    assert ids(None) == ["BD-HILLS.rapid_guard", ID]
    assert ids("AE") == ["AE.rapid_guard"]


def test_like_name_is_marked_and_comes_after_the_same(rulebook: Rulebook) -> None:
    known = held(agencies=[agency("BD.a", name="Guard Rapid Guard"), agency()])
    found = [(one.id, one.same) for one in gathered(known, rulebook).agencies]
    assert found == [(ID, True), ("BD.a", False)]


@pytest.mark.parametrize(
    "name",
    ["র‍্যাপিড অ্যাকশন ব্যাটালিয়ন", "قوات الأمن المركزي", "Федеральная служба", "國家安全部", "Έλλη"],
)
def test_name_in_any_script_is_found(rulebook: Rulebook, name: str) -> None:
    known = held(agencies=[agency(names=(name,))])
    found = gathered(known, rulebook, sale(name)).agencies
    assert [(one.id, one.same) for one in found] == [(ID, True)]


@pytest.mark.parametrize("name", ["", " ", "—", "...", "\u200b", "not stated", "Guard " * 5000])
def test_name_that_names_nobody_finds_nobody(rulebook: Rulebook, name: str) -> None:
    known = held(agencies=[agency(), agency("BD.dash", name="–")])
    assert gathered(known, rulebook, sale(name)).agencies == ()


@pytest.mark.parametrize("kinds", [None, Members(frozenset(), frozenset(("x",)))])
def test_product_of_no_stated_kind_has_no_class(rulebook: Rulebook, kinds: Members | None) -> None:
    one = sale(kinds=())
    stated = {"product.categories": (says(kinds),)}
    one = replace(one, items=(replace(one.items[0], statements=stated), *one.items))
    found = gathered(held(incidents=[incident()]), rulebook, one)
    assert "product.similar_misused" not in {proposal.fact for proposal in found.proposals}


def test_kind_that_was_stated_later_takes_no_part(rulebook: Rulebook) -> None:
    one = sale()
    (said,) = one.items[0].statements["product.categories"]
    for day, count in ((DAY, 1), (date(2024, 6, 2), 0)):
        stated = {"product.categories": (replace(said, observed_on=day),)}
        dated = replace(one, items=(replace(one.items[0], statements=stated),))
        found = gathered(held(incidents=[incident()]), rulebook, dated)
        assert sum(p.fact == "product.similar_misused" for p in found.proposals) == count


def test_no_proposal_ever_suggests_no(rulebook: Rulebook) -> None:
    best = of_figures(dict.fromkeys(Domain, 10.0))
    for known in (EVERYTHING, best, of_figures(dict.fromkeys(Domain, 0.0)), of_fall()):
        assert Truth.NO not in {one.value for one in gathered(known, rulebook).proposals}


def test_all_that_is_held_gives_nothing_later_than_the_day(rulebook: Rulebook, held: Held) -> None:
    for place in sorted({one.country.partition("-")[0] for one in _agencies(held)}):
        for name in [one.name for one in _agencies(held) if one.country == place]:
            for day in (date(2008, 6, 30), date(2019, 6, 30), date(2026, 11, 24)):
                one = replace(sale(name, on=day), destination=place)
                found = gather_facts(one, rulebook, held)
                assert found.gathered is not None
                known = [g.known_on for p in found.gathered.proposals for g in p.grounds]
                known += [s.observed_on for said in found.statements.values() for s in said]
                assert max(known, default=day) <= day


def _agencies(known: Held) -> list[Any]:
    return list(known.dossiers.agencies.values())


def test_reference_of_an_agency_that_is_later_says_nothing_of_it(rulebook: Rulebook) -> None:
    known = held(agencies=[agency(sources=(reference("2024-06"),))])
    assert gathered(known, rulebook).proposals == ()


def test_end_user_of_a_like_spelling_is_named_and_nothing_is_taken_from_it(
    rulebook: Rulebook,
) -> None:
    one = gathered(held(agencies=[agency()]), rulebook, sale("Rapid Gard"))
    assert (one.agencies, one.near) == ((), (f"{NAME} ({ID})",))
    assert [each.fact for each in one.proposals if each.fact.startswith("end_user.")] == []


def test_no_like_spelling_is_named_beside_an_agency_that_is_held(rulebook: Rulebook) -> None:
    assert gathered(held(agencies=[agency()]), rulebook, sale()).near == ()
