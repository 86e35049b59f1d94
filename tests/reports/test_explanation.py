from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.model.finding import State
from caveat.reports.document import Document
from caveat.reports.explanation import STATES, condition_entries, explanation
from caveat.reports.words import STANDINGS, citation_words, fact_words
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.services.examples import CAMERA, NAMES, assessed

RAISED = "record.security_mandate"
OPEN = "record.prior_misuse"
NOT_APPLICABLE = "after_sale.contact_lost"
NOT_IN_EFFECT = "eu.on_published_list"


def of_camera(name: str, rulebook: Rulebook) -> Document:
    return explanation(name, assessed(CAMERA, rulebook).assessment, rulebook)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        (RAISED, State.YES),
        ("customer.cash", State.NO),
        (OPEN, State.UNKNOWN),
        (NOT_APPLICABLE, State.NOT_APPLICABLE),
        ("scope.government_end_user", State.YES),
    ],
)
def test_explanation_says_what_was_found(rulebook: Rulebook, name: str, state: State) -> None:
    said = lines(of_camera(name, rulebook))
    assert said[:2] == [rulebook.conditionals()[name].title, f"Finding: {STATES[state]}."]


def test_explanation_gives_the_facts_that_decide(rulebook: Rulebook) -> None:
    facts = assessed(CAMERA, rulebook).assessment.facts
    assert lines(part(of_camera(RAISED, rulebook), "Decided by")) == [
        fact_words("end_user.functions", facts, rulebook)
    ]


def test_explanation_gives_the_facts_that_are_open(rulebook: Rulebook) -> None:
    facts = assessed(CAMERA, rulebook).assessment.facts
    assert lines(part(of_camera(OPEN, rulebook), "Open")) == [
        fact_words("end_user.prior_misuse", facts, rulebook)
    ]


def test_explanation_says_that_a_flag_is_not_in_effect(rulebook: Rulebook) -> None:
    made = of_camera(NOT_IN_EFFECT, rulebook)
    instruments = ", ".join(assessed(CAMERA, rulebook).assessment.instruments)
    assert lines(made)[1] == (
        f"Not in effect on 2026-11-20 under {instruments}; it stands in eu-2024-2659."
    )
    assert {"Decided by", "Open"}.isdisjoint(headings(made))


def test_explanation_names_instruments_in_the_order_of_the_citations(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook, as_of=date(2026, 11, 20), instruments=("ear-kyc",))
    made = explanation(OPEN, assessment.assessment, rulebook)
    assert lines(made)[1].endswith("it stands in us-state-2019, us-state-2020.")


def test_explanation_shows_when_a_flag_applies(rulebook: Rulebook) -> None:
    said = lines(part(of_camera(NOT_APPLICABLE, rulebook), "The rule"))
    assert (said[0], said[2]) == ("It applies when:", "and is raised when:")


def test_explanation_shows_only_the_condition_of_a_flag_that_always_applies(
    rulebook: Rulebook,
) -> None:
    condition = condition_entries(rulebook.red_flags[OPEN].condition, rulebook)
    said = lines(part(of_camera(OPEN, rulebook), "The rule"))
    assert said == [entry.text for entry in condition]


@pytest.mark.parametrize("name", [RAISED, NOT_IN_EFFECT, "scope.in_scope"])
def test_explanation_gives_every_citation_with_its_standing(rulebook: Rulebook, name: str) -> None:
    said = lines(part(of_camera(name, rulebook), "Where it comes from"))
    for one in rulebook.conditionals()[name].citations:
        assert f"{STANDINGS[one.standing]}: {citation_words(one, rulebook)}" in said
        assert f"supports: {one.supports}" in said
        assert one.remark is None or f"note: {one.remark}" in said


def test_explanation_says_how_severe_and_what_to_do(rulebook: Rulebook) -> None:
    flag = rulebook.red_flags[OPEN]
    said = lines(part(of_camera(OPEN, rulebook), "Severity and what to do"))
    titles = ", ".join(rulebook.safeguards[name].title for name in flag.safeguards)
    assert said[1:] == [
        " ".join(flag.guidance.split()),
        f"Safeguards that answer it: {titles}.",
    ]


def test_explanation_of_a_test_says_nothing_of_severity(rulebook: Rulebook) -> None:
    assert "Severity and what to do" not in headings(of_camera("scope.in_scope", rulebook))


def test_explanation_shows_the_rows_of_the_table_and_which_hold(rulebook: Rulebook) -> None:
    said = lines(part(of_camera(RAISED, rulebook), "In the table of tiers"))
    assert [line for line in said if line.endswith("(holds)")] == [
        "medium: A security body (holds)"
    ]


def test_explanation_says_that_a_test_is_in_no_row(rulebook: Rulebook) -> None:
    said = lines(part(of_camera("scope.in_scope", rulebook), "In the table of tiers"))
    assert said == ["It is in no row: it is reported and never changes the recommendation."]


@pytest.mark.parametrize("name", NAMES)
def test_explanation_can_be_given_of_every_flag_and_test(rulebook: Rulebook, name: str) -> None:
    assessment = assessed(name, rulebook).assessment
    titles = [lines(explanation(flag, assessment, rulebook))[0] for flag in rulebook.conditionals()]
    assert titles == [entry.title for entry in rulebook.conditionals().values()]


CONDITIONS: list[tuple[Condition, list[tuple[int, str]]]] = [
    (Holds("a"), [(0, "A: yes (a)")]),
    (OneOf("a", ("x", "y")), [(0, "A: x or y (a)")]),
    (Below("a", 25.0), [(0, "A: under 25 (a)")]),
    (Reaches("a", 2.5), [(0, "A: 2.5 or more (a)")]),
    (Below("a", date(2020, 9, 30)), [(0, "A: under 2020-09-30 (a)")]),
    (Reaches("a", date(2020, 9, 30)), [(0, "A: 2020-09-30 or more (a)")]),
    (Refers("scope.in_scope"), [(0, "In scope (scope.in_scope)")]),
    (Refers("class.aerial"), [(0, "Aircraft (class.aerial)")]),
    (Not(Holds("a")), [(0, "not:"), (1, "A: yes (a)")]),
    (
        All((Holds("a"), AnyOf((Holds("a"), Not(Holds("a")))))),
        [
            (0, "all of:"),
            (1, "A: yes (a)"),
            (1, "any of:"),
            (2, "A: yes (a)"),
            (2, "not:"),
            (3, "A: yes (a)"),
        ],
    ),
    (
        AtLeast(2, (Holds("a"), Holds("a"))),
        [(0, "at least 2 of:"), (1, "A: yes (a)"), (1, "A: yes (a)")],
    ),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_condition_entries_says_every_form_in_plain_words(
    rulebook: Rulebook, condition: Condition, expected: list[tuple[int, str]]
) -> None:
    plain = replace(
        rulebook,
        facts={
            "a": rulebook.facts[f"{OPEN.replace('record', 'end_user')}"].model_copy(
                update={"title": "A"}
            )
        },
        tests={
            "scope.in_scope": rulebook.tests["scope.in_scope"].model_copy(
                update={"title": "In scope"}
            )
        },
        product_classes={
            "aerial": rulebook.product_classes["aerial"].model_copy(update={"title": "Aircraft"})
        },
    )
    assert [(e.level, e.text) for e in condition_entries(condition, plain)] == expected
