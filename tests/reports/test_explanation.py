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
    leaves,
)
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.reports.document import Document, Heading, Paragraph
from caveat.reports.explanation import condition_entries, explanation
from caveat.reports.words import (
    STANDINGS,
    STATES,
    citation_words,
    fact_words,
    not_checked_line,
)
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.services.examples import CAMERA, NAMES, assessed

RAISED = "capability.bulk"
ROW = "medium: A capability that invites misuse"
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
    assert said[1:3] == [rulebook.conditionals()[name].title, f"Finding: {STATES[state]}."]


@pytest.mark.parametrize("name", [RAISED, NOT_IN_EFFECT, "scope.in_scope"])
def test_explanation_begins_with_what_was_not_checked(rulebook: Rulebook, name: str) -> None:
    first = of_camera(name, rulebook).blocks[0]
    assert first == Paragraph(not_checked_line(rulebook), strong=True)


def test_explanation_begins_with_its_title_where_all_was_checked(rulebook: Rulebook) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    made = of_camera(RAISED, replace(rulebook, policy=policy))
    assert made.blocks[0] == Heading(rulebook.red_flags[RAISED].title, 1)


def test_explanation_gives_the_facts_that_decide(rulebook: Rulebook) -> None:
    facts = assessed(CAMERA, rulebook).assessment.facts
    assert lines(part(of_camera(RAISED, rulebook), "Decided by")) == [
        fact_words("product.bulk", facts, rulebook)
    ]


def test_explanation_gives_the_facts_that_are_open(rulebook: Rulebook) -> None:
    facts = assessed(CAMERA, rulebook).assessment.facts
    assert lines(part(of_camera(OPEN, rulebook), "Open")) == [
        fact_words("end_user.prior_misuse", facts, rulebook)
    ]


def test_explanation_says_that_a_flag_is_not_in_effect(rulebook: Rulebook) -> None:
    made = of_camera(NOT_IN_EFFECT, rulebook)
    instruments = ", ".join(assessed(CAMERA, rulebook).assessment.instruments)
    assert lines(made)[2] == (
        f"Not in effect on 2026-11-20 under {instruments}; it stands in eu-2024-2659."
    )
    assert {"Decided by", "Open", "In the table of tiers"}.isdisjoint(headings(made))


def test_explanation_names_instruments_in_the_order_of_the_citations(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook, as_of=date(2026, 11, 20), instruments=("ear-kyc",))
    made = explanation(OPEN, assessment.assessment, rulebook)
    assert lines(made)[2].endswith("it stands in us-state-2019, us-state-2020.")


def test_explanation_shows_when_a_flag_applies(rulebook: Rulebook) -> None:
    said = lines(part(of_camera(NOT_APPLICABLE, rulebook), "The rule"))
    assert said.index("It applies when:") == 0 < said.index("and is raised when:")


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
        ours = one.standing is Standing.WORKBENCH_CHECK
        standing = "" if ours else f"{STANDINGS[one.standing]}: "
        assert f"{standing}{citation_words(one, rulebook)}" in said
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
    assert said == [f"{ROW} (holds)"]
    named = [row for row in rulebook.policy.table if Refers(OPEN) in leaves(row.when)]
    held = assessed(CAMERA, rulebook).assessment.determination.reasons
    assert {row.id for row in named}.isdisjoint(held)
    assert set(rows_of(rulebook)) >= {f"{row.tier.value}: {row.title}" for row in named}


def through_tests(rulebook: Rulebook, **conditions: Condition) -> Rulebook:
    """Return the rulebook with a table of one row, which holds, and with tests that lead from it.

    The row names `first`; each condition is that of a test of this name.
    """
    known = rulebook.tests["scope.in_scope"]
    tests = {
        name: known.model_copy(
            update={"id": name, "title": f"The {name}", "applies_when": None, "condition": when}
        )
        for name, when in conditions.items()
    }
    row = next(one for one in rulebook.policy.table if one.id == "capability")
    table = [row.model_copy(update={"when": Refers("first")})]
    policy = rulebook.policy.model_copy(update={"table": table})
    return replace(rulebook, tests={**rulebook.tests, **tests}, policy=policy)


def rows_of(rulebook: Rulebook, name: str = OPEN) -> list[str]:
    return lines(part(of_camera(name, rulebook), "In the table of tiers"))


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        (RAISED, " (holds)"),
        ("scope.government_end_user", " (holds)"),
        (OPEN, " (holds already, without this)"),
        ("customer.cash", " (holds already, without this)"),
        (NOT_APPLICABLE, " (holds already, without this)"),
    ],
)
def test_explanation_says_whether_a_row_holds_with_the_finding_or_without_it(
    rulebook: Rulebook, name: str, holds: str
) -> None:
    made = through_tests(rulebook, first=AnyOf((Refers("class.video"), Refers(name))))
    assert rows_of(made, name) == [f"{ROW}, through The first{holds}"]


@pytest.mark.parametrize("name", [RAISED, OPEN])
def test_explanation_says_nothing_of_a_row_that_does_not_hold(
    rulebook: Rulebook, name: str
) -> None:
    made = through_tests(rulebook, first=All((Holds("end_user.prior_misuse"), Refers(name))))
    assessment = assessed(CAMERA, rulebook).assessment
    unheld = replace(assessment, determination=replace(assessment.determination, reasons=()))
    said = lines(part(explanation(name, unheld, made), "In the table of tiers"))
    assert said == [f"{ROW}, through The first"]


def test_explanation_finds_a_row_through_a_test(rulebook: Rulebook) -> None:
    made = through_tests(rulebook, first=AnyOf((Refers("class.video"), Refers(OPEN))))
    assert rows_of(made) == [f"{ROW}, through The first (holds already, without this)"]


def test_explanation_finds_a_row_through_tests_of_tests_and_their_negation(
    rulebook: Rulebook,
) -> None:
    made = through_tests(
        rulebook, first=Not(Refers("second")), second=AtLeast(1, (Not(Refers(OPEN)),))
    )
    assert rows_of(made) == [f"{ROW}, through The first, The second (holds already, without this)"]


def test_explanation_finds_a_row_through_the_gate_of_a_test(rulebook: Rulebook) -> None:
    made = through_tests(rulebook, first=Holds("end_user.exists"))
    gated = made.tests["first"].model_copy(update={"applies_when": Refers(OPEN)})
    made = replace(made, tests={**made.tests, "first": gated})
    assert rows_of(made) == [f"{ROW}, through The first (holds already, without this)"]


def test_explanation_takes_the_shortest_way_to_a_flag(rulebook: Rulebook) -> None:
    made = through_tests(
        rulebook,
        first=AnyOf((Refers("second"), Refers("third"))),
        second=AnyOf((Refers("third"), Refers("fourth"))),
        third=AnyOf((Refers("fourth"), Refers(OPEN))),
        fourth=Refers(OPEN),
    )
    assert rows_of(made) == [f"{ROW}, through The first, The third (holds already, without this)"]


def test_explanation_comes_to_an_end_where_tests_share_a_test(rulebook: Rulebook) -> None:
    made = through_tests(
        rulebook,
        first=AnyOf((Refers("second"), Refers("third"))),
        second=Refers("fourth"),
        third=Refers("fourth"),
        fourth=Holds("end_user.exists"),
    )
    assert rows_of(made) == [
        "It is in no row: it is reported and never changes the recommendation."
    ]


def test_explanation_says_that_a_test_is_in_no_row(rulebook: Rulebook) -> None:
    said = lines(part(of_camera("scope.in_scope", rulebook), "In the table of tiers"))
    assert said == ["It is in no row: it is reported and never changes the recommendation."]


@pytest.mark.parametrize("name", NAMES)
def test_explanation_can_be_given_of_every_flag_and_test(rulebook: Rulebook, name: str) -> None:
    assessment = assessed(name, rulebook).assessment
    titles = [lines(explanation(flag, assessment, rulebook))[1] for flag in rulebook.conditionals()]
    assert titles == [entry.title for entry in rulebook.conditionals().values()]


CONDITIONS: list[tuple[Condition, list[tuple[int, str]]]] = [
    (Holds("a"), [(0, "A: yes (a)")]),
    (OneOf("a", ("x",)), [(0, "A: the letter x (x) (a)")]),
    (
        OneOf("a", ("x", "y")),
        [(0, "A, one of these at least (a):"), (1, "the letter x (x)"), (1, "UN list (y)")],
    ),
    (Below("a", 25.0), [(0, "A: under 25 (a)")]),
    (Reaches("a", 2.5), [(0, "A: 2.5 or more (a)")]),
    (Below("a", date(2020, 9, 30)), [(0, "A: before 2020-09-30 (a)")]),
    (Reaches("a", date(2020, 9, 30)), [(0, "A: 2020-09-30 or later (a)")]),
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
                update={"title": "A", "values": {"x": "The letter x", "y": "UN list"}}
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
