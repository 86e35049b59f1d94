from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.assessment.ask import Mode
from caveat.model.assessment import Assessment, Outlook
from caveat.model.determination import Recommendation
from caveat.model.finding import State
from caveat.reports.assessment_report import assessment_report
from caveat.reports.document import Document
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.reports.words import RECOMMENDATIONS
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed

UNCHECKED = "Not checked: country record, parties against lists, licence requirements"
PARTS = [
    "Recommendation",
    "What would change it",
    "Ask next",
    "Scope",
    "Red flags raised",
    "Red flags open",
    "Answered no on the sources given",
    "Safeguards to consider",
    "Law",
    "Steps of due diligence",
    "Rights-impact worksheet",
    "This assessment",
]


def report(assessment: Assessment, rulebook: Rulebook, *, whole: bool = False) -> Document:
    return assessment_report(assessment, rulebook, "sha256:00", whole=whole)


def of_example(name: str, rulebook: Rulebook, *, whole: bool = False, **options: Any) -> Document:
    return report(assessed(name, rulebook, **options).assessment, rulebook, whole=whole)


def camera(rulebook: Rulebook) -> Assessment:
    return assessed(CAMERA, rulebook).assessment


def determined(assessment: Assessment, **parts: Any) -> Assessment:
    return replace(assessment, determination=replace(assessment.determination, **parts))


@pytest.mark.parametrize("whole", [False, True], ids=["short", "memo"])
@pytest.mark.parametrize("name", NAMES)
def test_report_begins_with_what_was_not_checked(
    rulebook: Rulebook, name: str, whole: bool
) -> None:
    made = of_example(name, rulebook, whole=whole)
    text, memo = render_text(made), render_markdown(made)
    assert (text.startswith(UNCHECKED), memo.startswith(f"**{UNCHECKED}")) == (True, True)


def test_report_begins_with_the_title_once_everything_is_checked(rulebook: Rulebook) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    made = report(camera(rulebook), replace(rulebook, policy=policy))
    assert lines(made)[0] == camera(rulebook).transaction.title


@pytest.mark.parametrize("name", NAMES)
def test_report_never_recommends_to_proceed_without_safeguards(
    rulebook: Rulebook, name: str
) -> None:
    (said, *_) = lines(part(of_example(name, rulebook), "Recommendation"))
    assert said.partition(":")[0] in {*RECOMMENDATIONS.values()} - {"proceed"}


def test_report_keeps_its_order(rulebook: Rulebook) -> None:
    found = headings(of_example(CAMERA, rulebook))
    assert [heading for heading in found if heading in PARTS] == PARTS


def test_memo_keeps_the_order_of_the_short_form(rulebook: Rulebook) -> None:
    found = headings(of_example(CAMERA, rulebook, whole=True))
    assert [heading for heading in found if heading in PARTS] == PARTS


def test_memo_adds_counsel_facts_and_notes(rulebook: Rulebook) -> None:
    short = headings(of_example(CAMERA, rulebook))
    memo = headings(of_example(CAMERA, rulebook, whole=True))
    added = {heading for heading in memo if heading not in short}
    assert added >= {
        "Questions for counsel on laws and practices",
        "Facts and their sources",
        "Open facts and where to look",
        "About the instruments",
    }


@pytest.mark.parametrize("name", NAMES)
def test_report_says_whether_it_is_settled(rulebook: Rulebook, name: str) -> None:
    determination = assessed(name, rulebook).assessment.determination
    (said, *_) = lines(part(of_example(name, rulebook), "Recommendation"))
    assert ("settled" in said, "not yet decidable" in said) == (
        determination.settled,
        not determination.settled,
    )


@pytest.mark.parametrize(
    ("count", "words"), [(1, "hangs on 1 open fact."), (2, "hangs on 2 open facts.")]
)
def test_report_counts_open_facts(rulebook: Rulebook, count: int, words: str) -> None:
    assessment = determined(camera(rulebook), settled=False, open_facts=("a", "b")[:count])
    (said, *_) = lines(part(report(assessment, rulebook), "Recommendation"))
    assert said.endswith(words)


def test_report_shows_both_bounds_before_and_after_safeguards(rulebook: Rulebook) -> None:
    determination = camera(rulebook).determination
    cells = lines(part(of_example(CAMERA, rulebook), "Recommendation"))
    for bound in (determination.after, determination.before):
        known = f"{RECOMMENDATIONS[bound.known]} (tier {bound.known_tier})"
        worst = f"{RECOMMENDATIONS[bound.worst]} (tier {bound.worst_tier})"
        assert cells[cells.index(known) + 1] == worst


@pytest.mark.parametrize("recommendation", Recommendation)
def test_report_says_what_to_do_about_the_unchecked_once_a_sale_is_settled(
    rulebook: Rulebook, recommendation: Recommendation
) -> None:
    assessment = determined(camera(rulebook), settled=True, recommendation=recommendation)
    said = lines(part(report(assessment, rulebook), "Recommendation"))
    todo = [line for line in said if line.startswith("Before anything ships")]
    ships = recommendation is Recommendation.PROCEED_WITH_SAFEGUARDS
    assert len(todo) == len(rulebook.policy.not_checked) * ships


def test_report_says_nothing_of_shipping_while_it_is_not_settled(rulebook: Rulebook) -> None:
    said = lines(part(of_example(CAMERA, rulebook), "Recommendation"))
    assert [line for line in said if line.startswith("Before anything ships")] == []


def test_report_names_the_rows_that_hold(rulebook: Rulebook) -> None:
    rows = {row.id: row for row in rulebook.policy.table}
    why = lines(part(of_example(CAMERA, rulebook, whole=True), "Why"))
    assert [line.partition(".")[0] for line in why if ": " in line] == [
        f"{rows[name].tier.value}: {rows[name].title}"
        for name in camera(rulebook).determination.reasons
    ]


def test_report_names_no_rows_where_none_holds(rulebook: Rulebook) -> None:
    made = report(determined(camera(rulebook), reasons=()), rulebook)
    assert "Why" not in headings(made)


def test_report_marks_the_rows_that_safeguards_lowered(rulebook: Rulebook) -> None:
    reasons = camera(rulebook).determination.reasons
    made = report(determined(camera(rulebook), lowered=reasons[:1]), rulebook)
    marks = ["safeguards in force" in line for line in lines(part(made, "Why"))[: len(reasons)]]
    assert marks == [True] + [False] * (len(reasons) - 1)


def test_report_shows_at_most_five_rows_in_short(rulebook: Rulebook) -> None:
    names = tuple(row.id for row in rulebook.policy.table[:7])
    assessment = determined(camera(rulebook), reasons=names)
    short, memo = (
        lines(part(report(assessment, rulebook, whole=whole), "Why")) for whole in (False, True)
    )
    assert (short[5], "more in the memo" in " ".join(memo)) == ("and 2 more in the memo.", False)


def test_report_says_that_no_few_answers_change_it(rulebook: Rulebook) -> None:
    made = report(replace(camera(rulebook), outlook=Outlook()), rulebook)
    assert (len(lines(part(made, "What would change it"))), "Ask next" in headings(made)) == (
        1,
        False,
    )


def test_report_asks_nothing_once_it_is_settled(rulebook: Rulebook) -> None:
    found = headings(of_example(ABUSE, rulebook))
    assert {"What would change it", "Ask next"}.isdisjoint(found)


def test_report_asks_with_who_cost_and_effects(rulebook: Rulebook) -> None:
    (first, *_) = camera(rulebook).outlook.questions
    fact = rulebook.facts[first.fact]
    asked = lines(part(of_example(CAMERA, rulebook), "Ask next"))
    assert asked[:2] == [
        f"{fact.question} ({fact.id})",
        f"who: {', '.join(fact.who)}; cost: {fact.cost.value}",
    ]


def test_report_asks_for_facts_that_bear_on_no_flag(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    bare = replace(assessment.outlook.questions[0], because=())
    made = report(replace(assessment, outlook=Outlook((), (bare,))), rulebook)
    asked = lines(part(made, "Ask next"))
    assert [line for line in asked if line.startswith("bears on")] == []


@pytest.mark.parametrize(("whole", "changes", "questions"), [(False, 5, 3), (True, 12, 5)])
def test_report_shows_the_first_changes_and_questions(
    rulebook: Rulebook, whole: bool, changes: int, questions: int
) -> None:
    made = of_example(CAMERA, rulebook, whole=whole)
    outlook = camera(rulebook).outlook
    shown = lines(part(made, "What would change it"))
    asked = [line for line in lines(part(made, "Ask next")) if line.startswith("who: ")]
    assert (len(shown), len(asked)) == (
        min(changes, len(outlook.changes)),
        min(questions, len(outlook.questions)),
    )


@pytest.mark.parametrize("state", State)
def test_report_says_how_scope_stands(rulebook: Rulebook, state: State) -> None:
    assessment = camera(rulebook)
    result = assessment.tests["scope.in_scope"]
    decided, missing = ((), ("end_user.type",)) if state is State.UNKNOWN else (("x",), ())
    tests = {
        "scope.in_scope": replace(result, state=state, decided_by=decided, missing=missing),
        "scope.transaction": result,
    }
    (said,) = lines(part(report(replace(assessment, tests=tests), rulebook), "Scope"))
    words = "(open: end_user.type)" if state is State.UNKNOWN else "(decided by: x)"
    assert said.endswith(f"{words}.")


def test_report_says_that_no_guidance_has_a_say_on_scope(rulebook: Rulebook) -> None:
    made = of_example(CAMERA, rulebook, instruments=("ear-kyc",))
    assert lines(part(made, "Scope")) == [
        "No version of the State guidance takes part in this assessment."
    ]


@pytest.mark.parametrize(
    ("as_of", "instruments", "said"),
    [
        (date(2020, 1, 1), ("us-state-2020", "ear-kyc"), True),
        (date(2026, 11, 20), ("us-state-2020", "ear-kyc"), False),
    ],
    ids=["hindsight", "current"],
)
def test_report_says_when_an_instrument_is_read_in_hindsight(
    rulebook: Rulebook, as_of: date, instruments: tuple[str, ...], said: bool
) -> None:
    made = of_example(CAMERA, rulebook, as_of=as_of, instruments=instruments)
    late = rulebook.instruments["us-state-2020"].short
    notes = [line for line in lines(made) if line.startswith("Read in hindsight: ")]
    assert [late in line for line in notes] == [True] * said


def test_report_says_that_only_the_checks_of_the_workbench_take_part(rulebook: Rulebook) -> None:
    made = of_example(CAMERA, rulebook, instruments=("caveat",))
    assert [line for line in lines(made) if line.startswith("Under: no instrument")] != []


def test_report_says_that_no_end_user_is_stated(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    nobody = replace(assessment, transaction=replace(assessment.transaction, parties=()))
    assert "End user: not stated" in lines(report(nobody, rulebook))


def test_report_shows_a_destination_without_a_name_by_its_code(rulebook: Rulebook) -> None:
    made = report(camera(rulebook), replace(rulebook, countries={}))
    assert "Destination: ZA" in lines(made)


@pytest.mark.parametrize("name", NAMES)
def test_report_counts_findings_by_their_state(rulebook: Rulebook, name: str) -> None:
    findings = assessed(name, rulebook).assessment.findings
    text = "\n".join(lines(of_example(name, rulebook)))
    for heading, state in (
        ("Red flags raised", State.YES),
        ("Red flags open", State.UNKNOWN),
        ("Answered no on the sources given", State.NO),
    ):
        count = sum(finding.result.state is state for finding in findings)
        assert f"{heading} ({count})" in text


@pytest.mark.parametrize("name", NAMES)
def test_memo_names_every_red_flag_in_effect(rulebook: Rulebook, name: str) -> None:
    text = "\n".join(lines(of_example(name, rulebook, whole=True)))
    findings = assessed(name, rulebook).assessment.findings
    assert [f.red_flag for f in findings if f"({f.red_flag})" not in text] == []


def test_report_says_none_where_no_flag_was_answered_no(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    kept = tuple(f for f in assessment.findings if f.result.state is State.YES)
    made = report(replace(assessment, findings=kept), rulebook)
    assert lines(part(made, "Answered no")) == ["None."]


def test_memo_has_no_list_of_flags_that_do_not_apply_where_all_do(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    kept = tuple(f for f in assessment.findings if f.result.state is not State.NOT_APPLICABLE)
    made = report(replace(assessment, findings=kept), rulebook, whole=True)
    assert "Not applicable" not in headings(made)


def test_report_lists_few_open_flags_in_full(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    kept = tuple(f for f in assessment.findings if f.result.state is State.UNKNOWN)[:2]
    made = report(replace(assessment, findings=kept), rulebook)
    assert len(lines(part(made, "Red flags open"))) == 2


def test_memo_says_which_law_features_nobody_looked_at(rulebook: Rulebook) -> None:
    said = lines(part(of_example(CAMERA, rulebook, whole=True), "Questions for counsel"))
    assert [line for line in said if line.startswith("Not looked at: ")] != []


def test_memo_asks_counsel_about_a_law_feature_that_was_stated(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    stated = replace(assessment.prompts[0], stated=assessment.prompts[0].stated.__class__("yes"))
    made = report(replace(assessment, prompts=(stated,)), rulebook, whole=True)
    feature = rulebook.law_features[stated.law_feature]
    assert lines(part(made, "Questions for counsel"))[1:3] == [
        f"Stated: {feature.title}",
        feature.ask_counsel,
    ]


def test_memo_shows_every_fact_with_its_sources(rulebook: Rulebook) -> None:
    said = lines(part(of_example(CAMERA, rulebook, whole=True), "Facts and their sources"))
    assert all(any(f"({name}" in line for line in said) for name in camera(rulebook).facts)


def test_report_names_rulebook_and_digest(rulebook: Rulebook) -> None:
    (said,) = lines(part(of_example(CAMERA, rulebook), "This assessment"))
    assert said.startswith(f"Rulebook {rulebook.version}, sha256:00. ")


def test_report_counts_flags_that_no_lawyer_has_read(rulebook: Rulebook) -> None:
    name = camera(rulebook).findings[0].red_flag
    read = rulebook.red_flags[name].model_copy(update={"reviewed_by": "A. Lawyer"})
    changed = replace(rulebook, red_flags={**rulebook.red_flags, name: read})
    (said,) = lines(part(report(camera(rulebook), changed), "This assessment"))
    count = len(camera(rulebook).findings)
    assert f"{count - 1} of {count} red flags" in said


def test_report_in_complete_mode_differs_in_its_questions_only(rulebook: Rulebook) -> None:
    quick, complete = (
        of_example(CAMERA, rulebook, mode=mode) for mode in (Mode.QUICK, Mode.COMPLETE)
    )
    asked = {*lines(part(quick, "Ask next")), *lines(part(complete, "Ask next"))}
    left = [[line for line in lines(one) if line not in asked] for one in (quick, complete)]
    assert left[0] == left[1]
