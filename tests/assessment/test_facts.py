from __future__ import annotations

from datetime import date
from math import inf

import pytest

from caveat.assessment.facts import fact_states, settle, together
from caveat.model.fact import FactState, Observation, Openness
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType
from tests.assessment.small import DAY, fact, says, transaction

YES, NO = Truth.YES, Truth.NO
LATER = date(2024, 5, 2)


def members(*present: str, absent: tuple[str, ...] = (), complete: bool = False) -> Members:
    return Members(frozenset(present), frozenset(absent), complete)


def settled(*values: Value | None) -> tuple[Value | None, Openness | None]:
    state = settle([says(value) for value in values], DAY)
    return state.value, state.openness


def test_one_statement_is_what_is_known() -> None:
    assert settle([says(YES)], DAY) == FactState(YES, None, (says(YES),))


def test_statements_that_agree_count_together() -> None:
    both = (says(YES, source="one"), says(YES, source="another"))
    assert settle(both, DAY) == FactState(YES, None, both)


def test_explicit_unknown_is_stated_unknown() -> None:
    assert settle([says(None)], DAY) == FactState(None, Openness.STATED_UNKNOWN, (says(None),))


def test_explicit_unknown_does_not_contradict_an_answer() -> None:
    assert settled(None, YES) == (YES, None)


def test_statements_that_disagree_are_a_conflict_and_no_vote() -> None:
    assert settled(YES, YES, NO) == (None, Openness.CONFLICT)


def test_conflict_shows_every_side() -> None:
    both = (says(YES), says(NO))
    assert settle(both, DAY).counted == both


def test_texts_that_differ_are_a_conflict() -> None:
    assert settled("AB", "AB") == ("AB", None)
    assert settled("AB", "BC") == (None, Openness.CONFLICT)


def test_statement_that_decides_stands_alone() -> None:
    ruling = says(NO, decides=True)
    assert settle([says(YES), ruling, says(YES)], DAY) == FactState(NO, None, (ruling,))


def test_last_of_several_rulings_is_followed() -> None:
    rulings = [says(NO, decides=True), says(YES, decides=True)]
    assert settle(rulings, DAY).value is YES


def test_ruling_may_decide_that_it_is_unknown() -> None:
    state = settle([says(YES), says(NO), says(None, decides=True)], DAY)
    assert (state.value, state.openness) == (None, Openness.STATED_UNKNOWN)


def test_ruling_that_ran_out_decides_no_longer() -> None:
    state = settle([says(YES), says(NO, decides=True, until=DAY)], DAY)
    assert state.value is YES


def test_statement_counts_on_the_day_it_was_observed() -> None:
    assert settle([says(YES, on=DAY)], DAY).value is YES


def test_statement_observed_later_does_not_count_yet() -> None:
    late = (says(YES, on=LATER),)
    assert settle(late, DAY) == FactState(None, Openness.NOT_YET_OBSERVED, late)


def test_statement_runs_out_on_the_day_it_expires() -> None:
    one = says(YES, until=LATER)
    assert settle([one], DAY) == FactState(YES, None, (one,))
    assert settle([one], LATER) == FactState(None, Openness.EXPIRED, (one,))


def test_expired_statement_gives_way_to_a_current_one() -> None:
    assert settle([says(YES, until=DAY), says(NO)], DAY) == FactState(NO, None, (says(NO),))


def test_expired_is_said_of_what_was_seen_only() -> None:
    expired, late = says(YES, until=DAY), says(YES, on=LATER)
    assert settle([expired, late], DAY) == FactState(None, Openness.EXPIRED, (expired,))


def test_ranges_are_narrowed_to_what_both_allow() -> None:
    assert settled(Range(10, 40), Range(20, 60)) == (Range(20, 40), Openness.PARTLY_KNOWN)


def test_ranges_that_meet_in_a_point_make_the_number_known() -> None:
    assert settled(Range(10, 20), Range(20, inf)) == (Range(20, 20), None)


def test_ranges_that_do_not_meet_are_a_conflict() -> None:
    assert settled(Range(10, 20), Range(21, 30)) == (None, Openness.CONFLICT)


def test_open_sets_are_taken_together() -> None:
    together = members("a", "b", absent=("c",))
    assert settled(members("a"), members("b", absent=("c",))) == (together, Openness.PARTLY_KNOWN)


def test_complete_set_takes_in_an_open_one_that_fits() -> None:
    expected = members("a", "b", absent=("c",), complete=True)
    assert settled(members("a", "b", complete=True), members("a", absent=("c",))) == (
        expected,
        None,
    )


def test_member_that_another_source_rules_out_is_a_conflict() -> None:
    assert settled(members("a"), members("b", absent=("a",))) == (None, Openness.CONFLICT)


@pytest.mark.parametrize("other", [members("b"), members("b", complete=True)])
def test_member_beyond_a_complete_set_is_a_conflict(other: Members) -> None:
    assert settled(members("a", complete=True), other) == (None, Openness.CONFLICT)
    assert settled(other, members("a", complete=True)) == (None, Openness.CONFLICT)


def test_open_set_and_range_are_partly_known() -> None:
    assert settled(members("a")) == (members("a"), Openness.PARTLY_KNOWN)
    assert settled(Range(1, 2)) == (Range(1, 2), Openness.PARTLY_KNOWN)


def test_whole_set_and_number_are_known() -> None:
    assert settled(members(complete=True)) == (members(complete=True), None)
    assert settled(Range(2, 2)) == (Range(2, 2), None)


FACTS = {
    one.id: one
    for one in (
        fact("product.bulk", across_items="any"),
        fact("product.tailorable", across_items="all"),
        fact("product.class", "text", across_items="same"),
        fact("product.verbs", "set", across_items="any", values={"a": "A", "b": "B", "c": "C"}),
        fact("product.controls", "set", across_items="all", values={"a": "A", "b": "B", "c": "C"}),
    )
}


def across(name: str, *values: Value | None) -> tuple[Value | None, Openness | None]:
    """Return what comes of a fact that is stated for items one after another."""
    stated = transaction(products=[{name: value} for value in values])
    state = fact_states(stated, FACTS, DAY)[name]
    return state.value, state.openness


def test_facts_come_sorted_by_id() -> None:
    stated = transaction({"z.a": YES, "b.a": NO}, products=[{"product.bulk": YES}])
    assert list(fact_states(stated, FACTS, DAY)) == ["b.a", "product.bulk", "z.a"]


def test_fact_nobody_stated_is_left_out() -> None:
    assert fact_states(transaction(), FACTS, DAY) == {}


def test_fact_of_one_item_is_taken_as_stated() -> None:
    assert across("product.class", "EAR99") == ("EAR99", None)


def test_any_item_is_enough_for_an_any_fact() -> None:
    assert across("product.bulk", NO, YES) == (YES, None)
    assert across("product.bulk", None, YES) == (YES, None)
    assert across("product.bulk", NO, NO) == (NO, None)


def test_any_fact_stays_open_while_an_item_may_bring_it() -> None:
    assert across("product.bulk", NO, None) == (None, Openness.STATED_UNKNOWN)


def test_item_that_says_nothing_is_not_asked() -> None:
    stated = transaction(products=[{"product.bulk": NO}, {}])
    assert fact_states(stated, FACTS, DAY)["product.bulk"] == FactState(
        None, Openness.NOT_ASKED, (says(NO),)
    )


def test_all_items_must_have_an_all_fact() -> None:
    assert across("product.tailorable", YES, YES) == (YES, None)
    assert across("product.tailorable", None, NO) == (NO, None)
    assert across("product.tailorable", YES, None) == (None, Openness.STATED_UNKNOWN)


def test_items_must_agree_on_a_same_fact() -> None:
    assert across("product.class", "EAR99", "EAR99") == ("EAR99", None)
    assert across("product.class", "EAR99", "5A001") == (None, Openness.CONFLICT)
    assert across("product.class", "EAR99", None) == (None, Openness.STATED_UNKNOWN)


def test_members_of_any_item_are_members_of_an_any_set() -> None:
    value = across("product.verbs", members("a"), members("b", absent=("c",)))
    assert value == (members("a", "b"), Openness.PARTLY_KNOWN)


def test_any_set_is_whole_when_every_item_declares_its_own() -> None:
    whole = members("a", complete=True), members("b", complete=True)
    assert across("product.verbs", *whole) == (members("a", "b", complete=True), None)


def test_any_set_stays_open_while_one_item_is_not_known() -> None:
    value = across("product.verbs", members("a", complete=True), None)
    assert value == (members("a"), Openness.PARTLY_KNOWN)


def test_absent_from_an_any_set_is_what_no_item_has() -> None:
    value = across("product.verbs", members("a", complete=True), members(absent=("b", "a")))
    assert value == (members("a", absent=("b",)), Openness.PARTLY_KNOWN)


def test_members_of_an_all_set_are_those_of_every_item() -> None:
    value = across("product.controls", members("a", "b"), members("a", absent=("b",)))
    assert value == (members("a", absent=("b",)), Openness.PARTLY_KNOWN)


def test_all_set_is_whole_when_every_item_declares_its_own() -> None:
    whole = members("a", "b", complete=True), members("b", "c", complete=True)
    assert across("product.controls", *whole) == (
        members("b", absent=("a", "c"), complete=True),
        None,
    )


def test_all_set_has_nothing_that_one_item_is_known_to_lack() -> None:
    stated = transaction(
        products=[{"product.controls": members("a", complete=True)}, {"product.controls": None}]
    )
    value = fact_states(stated, FACTS, DAY)["product.controls"].value
    assert isinstance(value, Members)
    assert [value.has(word) for word in "abc"] == [Truth.UNKNOWN, NO, NO]


def test_statements_of_every_item_are_kept() -> None:
    stated = transaction(products=[{"product.bulk": YES}, {"product.bulk": NO}])
    counted: tuple[Observation, ...] = (says(YES), says(NO))
    assert fact_states(stated, FACTS, DAY)["product.bulk"].counted == counted


def test_only_truths_and_sets_combine_across_items(rulebook: Rulebook) -> None:
    combined = {one.type for one in rulebook.facts.values() if one.across_items in ("any", "all")}
    assert combined == {FactType.TRUTH, FactType.SET}


def test_sets_of_every_item_are_spelled_out_by_the_fact(rulebook: Rulebook) -> None:
    sets = [
        one
        for one in rulebook.facts.values()
        if one.across_items == "all" and one.type is FactType.SET
    ]
    assert [one.id for one in sets if not one.values] == []


def test_no_set_of_a_product_must_agree_across_items(rulebook: Rulebook) -> None:
    # Two lists known in part would then count as a conflict once one of them grows.
    assert [
        one.id
        for one in rulebook.facts.values()
        if one.id.startswith("product.")
        and one.type in (FactType.SET, FactType.NUMBER)
        and one.across_items == "same"
    ] == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (YES, YES, YES),
        (YES, NO, None),
        ("party", "signatory", None),
        (members("a"), members("b"), members("a", "b")),
        (members("a"), members(absent=("a",)), None),
        (members("a"), members(complete=True), None),
        (members("a"), members("a", "b", complete=True), members("a", "b", complete=True)),
        (Range(10, 40), Range(low=20), Range(20, 40)),
        (Range(10, 20), Range(30, 40), None),
        (Range(10, 20), "some", None),
    ],
)
def test_together_is_what_two_statements_say_whichever_comes_first(
    one: Value, other: Value, expected: Value | None
) -> None:
    assert [together(one, other), together(other, one)] == [expected, expected]
