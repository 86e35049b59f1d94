"""What the first page says of the recommendation: its bound, its counts, and what to do first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from caveat.model.assessment import Assessment
from caveat.model.determination import Bound, Recommendation
from caveat.model.finding import State
from caveat.model.truth import Truth
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, determined, ends, finding, of_example, proposal, report
from tests.services.examples import NAMES, assessed

LOW = ends(Recommendation.PROCEED_WITH_SAFEGUARDS, "low", Recommendation.DECLINE, "critical")
TIERS = ends(
    Recommendation.PROCEED_WITH_SAFEGUARDS,
    "low",
    Recommendation.PROCEED_WITH_SAFEGUARDS,
    "medium",
)
POINT = ends(Recommendation.ESCALATE, "high", Recommendation.ESCALATE, "high")
DECIDES = (
    "The table of tiers is a policy of this workbench, not a rule of any authority. "
    "A person decides."
)
SHIPS = "Before anything ships"
ONE, TWO = "record.prior_misuse", "capability.bulk"
COUNTS = re.compile(
    r"(\d+) red flags?: (\d+) raised; (\d+) open(?:, (\d+) of them gating: they can still raise "
    r"it)?; (\d+) answered no on the sources given; (\d+) not applicable\."
    r"( Settled is not complete: what is open stays on file as open\.)?"
)


def recommendation(assessment: Assessment, rulebook: Rulebook) -> list[str]:
    return lines(part(report(assessment, rulebook), "Recommendation"))


def counts(said: str) -> tuple[list[int], bool]:
    """Return the figures of the line of counts, and whether it says that more stays open."""
    match = COUNTS.fullmatch(said)
    assert match is not None
    *figures, complete = match.groups()
    return [int(figure or 0) for figure in figures], complete is not None


@pytest.mark.parametrize(
    ("settled", "count", "words"),
    [
        (True, 0, ": settled, however the open facts turn out."),
        (False, 1, ": not yet decidable; it hangs on 1 open fact."),
        (False, 2, ": not yet decidable; it hangs on 2 open facts."),
    ],
)
def test_recommendation_says_whether_it_is_settled_or_on_how_many_facts_it_hangs(
    rulebook: Rulebook, settled: bool, count: int, words: str
) -> None:
    assessment = determined(
        camera(rulebook),
        recommendation=Recommendation.ESCALATE,
        settled=settled,
        open_facts=("a", "b")[:count],
    )
    assert recommendation(assessment, rulebook)[0] == f"escalate{words}"


@pytest.mark.parametrize(
    ("after", "before", "said"),
    [
        (
            POINT,
            POINT,
            "It stands at escalate (tier high). Safeguards in force change neither end.",
        ),
        (
            LOW,
            LOW,
            "Known, however the open facts turn out: at least proceed with safeguards (tier low). "
            "At worst: decline (tier critical). Safeguards in force change neither end.",
        ),
        (
            POINT,
            LOW,
            "It stands at escalate (tier high). Without the safeguards in force: proceed with "
            "safeguards (tier low) to decline (tier critical).",
        ),
        (
            LOW,
            POINT,
            "Known, however the open facts turn out: at least proceed with safeguards (tier low). "
            "At worst: decline (tier critical). Without the safeguards in force: escalate (tier "
            "high).",
        ),
        (
            TIERS,
            TIERS,
            "Known, however the open facts turn out: at least proceed with safeguards (tier low). "
            "At worst: proceed with safeguards (tier medium). Safeguards in force change neither "
            "end.",
        ),
    ],
    ids=["point", "range", "point from range", "range from point", "range of tiers"],
)
def test_bound_is_said_after_and_before_safeguards(
    rulebook: Rulebook, after: Bound, before: Bound, said: str
) -> None:
    assessment = determined(camera(rulebook), after=after, before=before)
    assert recommendation(assessment, rulebook)[1] == f"{said} {DECIDES}"


def test_bound_with_one_tier_and_two_recommendations_is_a_range(rulebook: Rulebook) -> None:
    after = ends(Recommendation.PROCEED, "low", Recommendation.PROCEED_WITH_SAFEGUARDS, "low")
    said = recommendation(determined(camera(rulebook), after=after, before=after), rulebook)[1]
    assert said.startswith("Known, however the open facts turn out: at least proceed (tier low). ")


@pytest.mark.parametrize("name", NAMES)
def test_counts_add_up_to_the_number_of_flags(rulebook: Rulebook, name: str) -> None:
    assessment = assessed(name, rulebook).assessment
    (all_flags, raised, unknown, gating, no, out), complete = counts(
        recommendation(assessment, rulebook)[2]
    )
    states = [one.result.state for one in assessment.findings]
    assert [raised, unknown, no, out] == [
        states.count(state) for state in (State.YES, State.UNKNOWN, State.NO, State.NOT_APPLICABLE)
    ]
    assert raised + unknown + no + out == all_flags == len(states)
    assert gating <= unknown
    assert complete is (assessment.determination.settled and unknown > 0)


def test_counts_of_gating_flags_are_of_open_ones(rulebook: Rulebook) -> None:
    findings = (
        finding(ONE, State.YES, "end_user.prior_misuse", gating=True),
        finding(TWO, State.UNKNOWN, "product.bulk", gating=True),
        finding("capability.marketing", State.UNKNOWN, "product.marketing_claims"),
    )
    assessment = determined(replace(camera(rulebook), findings=findings), settled=False)
    assert counts(recommendation(assessment, rulebook)[2]) == ([3, 1, 2, 1, 0, 0], False)


def test_counts_say_nothing_of_gating_where_nothing_can_still_raise_it(
    rulebook: Rulebook,
) -> None:
    findings = (
        finding(ONE, State.YES, "end_user.prior_misuse", gating=True),
        finding(TWO, State.UNKNOWN, "product.bulk"),
    )
    said = recommendation(replace(camera(rulebook), findings=findings), rulebook)[2]
    assert (counts(said)[0], "gating" in said) == ([2, 1, 1, 0, 0, 0], False)


@pytest.mark.parametrize(
    ("settled", "state", "said"),
    [
        (True, State.UNKNOWN, True),
        (True, State.NO, False),
        (False, State.UNKNOWN, False),
        (False, State.NO, False),
    ],
)
def test_counts_say_that_settled_is_not_complete_while_flags_are_open(
    rulebook: Rulebook, settled: bool, state: State, said: bool
) -> None:
    findings = (finding(ONE, state, "end_user.prior_misuse"),)
    assessment = determined(replace(camera(rulebook), findings=findings), settled=settled)
    figures, complete = counts(recommendation(assessment, rulebook)[2])
    assert (figures[0], complete) == (1, said)


@pytest.mark.parametrize("one", Recommendation)
@pytest.mark.parametrize("settled", [True, False])
def test_shipping_is_spoken_of_with_proceed_with_safeguards_only(
    rulebook: Rulebook, one: Recommendation, settled: bool
) -> None:
    made = report(determined(camera(rulebook), recommendation=one, settled=settled), rulebook)
    assert (SHIPS in headings(made)) is (one is Recommendation.PROCEED_WITH_SAFEGUARDS)


@pytest.mark.parametrize("name", NAMES)
def test_shipping_of_the_examples_is_spoken_of_with_proceed_with_safeguards_only(
    rulebook: Rulebook, name: str
) -> None:
    ships = assessed(name, rulebook).assessment.determination.recommendation
    assert (SHIPS in headings(of_example(name, rulebook))) is (
        ships is Recommendation.PROCEED_WITH_SAFEGUARDS
    )


def test_before_shipping_names_each_flag_without_a_safeguard_and_each_unchecked_thing(
    rulebook: Rulebook,
) -> None:
    first, second, *_ = rulebook.red_flags[ONE].safeguards
    answered = rulebook.red_flags[TWO].safeguards[0]
    assessment = replace(
        camera(rulebook),
        findings=(
            finding(TWO, State.YES, "product.bulk"),
            finding("capability.marketing", State.UNKNOWN, "product.marketing_claims"),
            finding(ONE, State.YES, "end_user.prior_misuse"),
            finding("record.comprehensive_embargo", State.YES, "country.sanctions"),
        ),
        safeguards=(
            proposal(first, raised=(ONE,), available=Truth.NO),
            proposal(second, raised=(ONE,)),
            proposal(answered, raised=(TWO,), counts=True),
        ),
    )
    ships = determined(
        assessment, recommendation=Recommendation.PROCEED_WITH_SAFEGUARDS, before=POINT
    )
    flags = {name: flag.title for name, flag in rulebook.red_flags.items()}
    assert lines(part(report(ships, rulebook), SHIPS)) == [
        f"put a safeguard in force for: {flags[ONE]} "
        f"(for example: {rulebook.safeguards[second].title})",
        f"put a safeguard in force for: {flags['record.comprehensive_embargo']} (none can be had)",
        *(f"{one.title}: {one.do_instead}" for one in rulebook.policy.not_checked),
    ]


@pytest.mark.parametrize(("before", "said"), [(TIERS, True), (POINT, False)])
def test_before_shipping_says_when_only_what_is_unchecked_stands_in_the_way(
    rulebook: Rulebook, before: Bound, said: bool
) -> None:
    ships = determined(
        camera(rulebook), recommendation=Recommendation.PROCEED_WITH_SAFEGUARDS, before=before
    )
    only = "The findings so far would let it proceed; what is not checked does not."
    assert (only in lines(part(report(ships, rulebook), SHIPS))) is said


def test_before_shipping_stands_before_the_reasons(rulebook: Rulebook) -> None:
    ships = determined(camera(rulebook), recommendation=Recommendation.PROCEED_WITH_SAFEGUARDS)
    found = headings(report(ships, rulebook))
    assert found[1:4] == ["Recommendation", SHIPS, "Why"]


@pytest.mark.parametrize("name", NAMES)
def test_open_flags_that_gate_hang_on_facts_the_recommendation_hangs_on(
    rulebook: Rulebook, name: str
) -> None:
    assessment = assessed(name, rulebook).assessment
    hanging = set(assessment.determination.open_facts)
    for one in assessment.findings:
        if one.gating and one.result.state is State.UNKNOWN:
            assert hanging & set(one.result.missing)


def test_nothing_gates_what_stands_at_the_heaviest_tier(rulebook: Rulebook) -> None:
    assessment = assessed("2014-mexico-spyware", rulebook).assessment
    open_flags = [one for one in assessment.findings if one.result.state is State.UNKNOWN]
    assert assessment.determination.after.known_tier == "critical"
    assert (len(open_flags) > 0, [one for one in open_flags if one.gating]) == (True, [])
