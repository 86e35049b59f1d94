"""Steps of due diligence and the rights-impact worksheet, in brief and in their annexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caveat.model.assessment import Assessment, RightsLine, StepState
from caveat.model.finding import State
from caveat.model.transaction import Consultation, RightsImpact
from caveat.reports.document import Document
from caveat.reports.findings import source_lines
from caveat.reports.safeguards import add_steps, add_steps_in_brief, add_worksheet
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import lines
from tests.reports.made import camera, result

IMPACT = RightsImpact("privacy", "Everyone", "grave", "group", "hard", "Filmed.")
CATEGORY = "recording_devices.networked_cctv"


def steps(rulebook: Rulebook, *states: State) -> Assessment:
    found = tuple(
        StepState(name, result(state), ("ROW",))
        for name, state in zip(sorted(rulebook.steps), states, strict=False)
    )
    return replace(camera(rulebook), steps=found, worksheet=())


def first_line(assessment: Assessment, rulebook: Rulebook) -> str:
    document = Document()
    add_steps_in_brief(document, assessment, rulebook)
    return lines(document)[1]


def test_steps_in_brief_count_those_called_for_and_name_the_next(rulebook: Rulebook) -> None:
    states = (State.NOT_APPLICABLE, State.YES, State.UNKNOWN, State.NO)
    following = rulebook.steps[sorted(rulebook.steps)[2]].title
    assert first_line(steps(rulebook, *states), rulebook) == (
        f"1 of 3 steps of due diligence are done; next: {following}."
    )


def test_steps_in_brief_name_no_next_once_all_are_done(rulebook: Rulebook) -> None:
    said = first_line(steps(rulebook, State.YES, State.NOT_APPLICABLE), rulebook)
    assert said == "1 of 1 steps of due diligence are done."


def test_steps_have_state_action_and_sources_in_the_annex(rulebook: Rulebook) -> None:
    words = ("done", "due", "not known to be done")
    states = (State.YES, State.NO, State.UNKNOWN, State.NOT_APPLICABLE)
    document = Document()
    add_steps(document, steps(rulebook, *states), rulebook)
    expected = [
        line
        for name, word in zip(sorted(rulebook.steps), words, strict=False)
        for line in (
            f"{word}: {rulebook.steps[name].title}",
            rulebook.steps[name].action,
            *source_lines(rulebook.steps[name], steps(rulebook), rulebook),
        )
    ]
    assert lines(document) == ["Annex D: steps of due diligence", *expected]


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        (
            (RightsLine("privacy", (IMPACT,), (CATEGORY,)), RightsLine("assembly", (), ())),
            "1 of 2 rights of the worksheet are filled",
        ),
        (
            (RightsLine("privacy", (), (CATEGORY,)), RightsLine("assembly", (), ())),
            "0 of 2 rights of the worksheet are filled; not assessed, though the product puts "
            "them at issue: {privacy}",
        ),
    ],
)
def test_rights_in_brief_name_those_at_issue_that_nobody_assessed(
    rulebook: Rulebook, rights: tuple[RightsLine, ...], said: str
) -> None:
    document = Document()
    add_steps_in_brief(document, replace(camera(rulebook), worksheet=rights), rulebook)
    title = rulebook.rights["privacy"].title
    assert lines(document)[2] == f"{said.format(privacy=title)}."


def worksheet(rulebook: Rulebook, *rights: RightsLine) -> list[str]:
    document = Document()
    add_worksheet(document, replace(camera(rulebook), worksheet=rights), rulebook)
    return lines(document)[1:]


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ((), "nobody named"),
        (
            (Consultation("A union", "No.", date(2026, 11, 1)), Consultation("A mayor", "Yes.")),
            "A union (2026-11-01): No.; A mayor: Yes.",
        ),
    ],
)
def test_worksheet_shows_harm_and_who_was_consulted(
    rulebook: Rulebook, heard: tuple[Consultation, ...], said: str
) -> None:
    line = RightsLine("privacy", (replace(IMPACT, consulted=heard),), ())
    assert worksheet(rulebook, line) == [
        rulebook.rights["privacy"].title,
        "Everyone: Filmed.",
        "grave, group, hard",
        said,
    ]


def test_worksheet_has_a_line_for_every_right_that_nobody_assessed(rulebook: Rulebook) -> None:
    given = (RightsLine("privacy", (), (CATEGORY,)), RightsLine("assembly", (), ()))
    assert worksheet(rulebook, *given) == [
        rulebook.rights["privacy"].title,
        "not assessed",
        f"put at issue by: {rulebook.product_categories[CATEGORY].title}",
        "",
        rulebook.rights["assembly"].title,
        "not assessed",
        "",
        "",
    ]
