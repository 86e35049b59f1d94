from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.model.assessment import Assessment, ProposedSafeguard, RightsLine, StepState
from caveat.model.finding import Result, State
from caveat.model.transaction import Consultation, RightsImpact, SafeguardState, StatedSafeguard
from caveat.model.truth import Truth
from caveat.reports.document import Document, Listing
from caveat.reports.safeguards import SHOWN, add_safeguards, add_steps, add_worksheet
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines
from tests.services.examples import CAMERA, assessed

AS_OF = date(2026, 11, 20)
AUDIT = "contract.audit_right"
FLAG = "record.prior_misuse"
IMPACT = RightsImpact("privacy", "Everyone", "grave", "group", "hard", "Filmed.")


def proposal(name: str = AUDIT, **parts: Any) -> ProposedSafeguard:
    plain = ProposedSafeguard(name, (), (), Truth.YES, (), None, ())
    return replace(plain, **parts)


def with_safeguards(rulebook: Rulebook, *proposed: ProposedSafeguard) -> Assessment:
    return replace(assessed(CAMERA, rulebook).assessment, safeguards=proposed)


def safeguards(rulebook: Rulebook, *proposed: ProposedSafeguard, whole: bool = False) -> Document:
    document = Document()
    add_safeguards(document, with_safeguards(rulebook, *proposed), rulebook, whole=whole)
    return document


def entries(document: Document) -> list[str]:
    return [
        entry.text
        for block in document.blocks
        if isinstance(block, Listing)
        for entry in block.entries
    ]


def titled(rulebook: Rulebook, *names: str) -> list[str]:
    return [f"{rulebook.safeguards[name].title} ({name})" for name in names]


def stated(state: SafeguardState, reason: str = "") -> StatedSafeguard:
    return StatedSafeguard(AUDIT, state, "clause 9", "A. Example", AS_OF, reason)


def test_safeguards_that_were_stated_come_first_then_those_for_raised_flags(
    rulebook: Rulebook,
) -> None:
    general = proposal("contract.rights_clause", stated=stated(SafeguardState.PROMISED))
    few = proposal("contract.data_handling", raised=(FLAG,))
    many = proposal("contract.audit_right", raised=(FLAG, "record.worsening"))
    made = safeguards(rulebook, few, many, general)
    order = ("contract.rights_clause", "contract.audit_right", "contract.data_handling")
    assert entries(made) == titled(rulebook, *order)


def test_safeguards_for_open_flags_are_counted_in_short(rulebook: Rulebook) -> None:
    made = safeguards(rulebook, proposal(raised=(FLAG,)), proposal(open=(FLAG,)))
    assert (len(entries(made)), lines(made)[-1]) == (1, "and 1 more in the memo.")


def test_safeguards_say_nothing_of_more_where_all_are_shown(rulebook: Rulebook) -> None:
    made = safeguards(rulebook, proposal(raised=(FLAG,)))
    assert "more in the memo" not in lines(made)[-1]


def test_safeguards_are_at_most_ten_in_short(rulebook: Rulebook) -> None:
    names = [n for n in rulebook.safeguards if n.startswith(("contract.", "technical."))]
    made = safeguards(rulebook, *(proposal(name, raised=(FLAG,)) for name in names))
    assert len(entries(made)) == SHOWN < len(names)


def test_safeguards_are_all_in_the_memo(rulebook: Rulebook) -> None:
    names = [n for n in rulebook.safeguards if n.startswith("contract.")]
    made = safeguards(
        rulebook,
        *(proposal(name, raised=(FLAG,)) for name in names[:5]),
        *(proposal(name) for name in names[5:]),
        whole=True,
    )
    assert sorted(entries(made)) == sorted(titled(rulebook, *names))


def test_memo_says_what_evidence_remains_and_rows(rulebook: Rulebook) -> None:
    safeguard = rulebook.safeguards[AUDIT]
    one = proposal(raised=(FLAG,), open=("record.worsening",), rows=("SG-C-1",))
    said = lines(safeguards(rulebook, one, whole=True))
    assert {
        f"answers: {rulebook.red_flags[FLAG].title}",
        f"for flags still open: {rulebook.red_flags['record.worsening'].title}",
        f"what: {safeguard.text}",
        f"evidence to keep: {safeguard.evidence}",
        f"what remains: {safeguard.residual}",
        "rows: SG-C-1",
    } <= set(said)


def test_memo_leaves_out_rows_and_open_flags_where_there_are_none(rulebook: Rulebook) -> None:
    said = lines(safeguards(rulebook, proposal(raised=(FLAG,)), whole=True))
    assert [line for line in said if line.startswith(("rows: ", "for flags still"))] == []


@pytest.mark.parametrize("whole", [False, True])
def test_caution_is_always_shown(rulebook: Rulebook, whole: bool) -> None:
    caution = rulebook.safeguards["technical.remote_disable"].caution
    one = proposal("technical.remote_disable", raised=(FLAG,))
    assert f"caution: {caution}" in lines(safeguards(rulebook, one, whole=whole))


@pytest.mark.parametrize(
    ("one", "begins"),
    [
        (None, "nothing stated yet; "),
        (stated(SafeguardState.PROMISED), "promised: does not count"),
        (
            stated(SafeguardState.IN_FORCE),
            "in force since 2026-11-20: clause 9 (owner: A. Example); can",
        ),
        (stated(SafeguardState.REFUSED, "too dear"), "refused: too dear; "),
        (stated(SafeguardState.NOT_ADOPTED), "not adopted: no reason recorded; "),
    ],
    ids=["nothing", "promised", "in force", "refused", "not adopted"],
)
def test_safeguard_says_what_the_file_says_of_it(
    rulebook: Rulebook, one: StatedSafeguard | None, begins: str
) -> None:
    made = lines(safeguards(rulebook, proposal(raised=(FLAG,), stated=one)))
    assert [line for line in made if line.startswith(begins)] != []


def test_safeguard_that_came_into_force_later_is_said_not_to_count(rulebook: Rulebook) -> None:
    late = replace(stated(SafeguardState.IN_FORCE), since=date(2026, 11, 21))
    made = lines(safeguards(rulebook, proposal(stated=late)))
    assert [line for line in made if "on 2026-11-20 it was not, and does not count" in line] != []


@pytest.mark.parametrize(
    ("available", "missing", "ends"),
    [
        (Truth.YES, (), "; can be put in place"),
        (Truth.NO, (), "; cannot be put in place: its prerequisite is missing"),
        (Truth.UNKNOWN, ("product.controls",), "hangs on product.controls"),
    ],
)
def test_safeguard_says_whether_it_can_be_put_in_place(
    rulebook: Rulebook, available: Truth, missing: tuple[str, ...], ends: str
) -> None:
    one = proposal(raised=(FLAG,), available=available, missing=missing)
    assert [line for line in lines(safeguards(rulebook, one)) if line.endswith(ends)] != []


def steps(rulebook: Rulebook, *states: State, whole: bool = False) -> Document:
    names = sorted(rulebook.steps)
    found = tuple(
        StepState(name, Result(state, Truth.UNKNOWN, (), ()), ("ROW",))
        for name, state in zip(names, states, strict=False)
    )
    document = Document()
    assessment = replace(assessed(CAMERA, rulebook).assessment, steps=found)
    add_steps(document, assessment, rulebook, whole=whole)
    return document


def test_safeguard_in_force_without_its_prerequisite_is_said_not_to_count(
    rulebook: Rulebook,
) -> None:
    one = proposal(stated=stated(SafeguardState.IN_FORCE), available=Truth.NO)
    assert any(
        "does not count; cannot be put in place" in s for s in lines(safeguards(rulebook, one))
    )


def test_steps_are_counted_without_those_that_are_not_called_for(rulebook: Rulebook) -> None:
    made = steps(rulebook, State.YES, State.NO, State.UNKNOWN, State.NOT_APPLICABLE)
    assert lines(made)[0] == "Steps of due diligence (1 of 3 done)"


def test_steps_to_do_are_named_in_short(rulebook: Rulebook) -> None:
    names = sorted(rulebook.steps)
    made = steps(rulebook, State.YES, State.NO, State.UNKNOWN)
    titles = "; ".join(rulebook.steps[name].title for name in names[1:3])
    assert lines(made)[1] == f"To do: {titles}."


def test_steps_to_do_past_six_are_counted_in_short(rulebook: Rulebook) -> None:
    assert lines(steps(rulebook, *[State.NO] * 8))[1].endswith("; and 2 more in the memo.")


def test_steps_to_do_are_none_once_all_are_done(rulebook: Rulebook) -> None:
    assert lines(steps(rulebook, State.YES))[1] == "To do: none."


def test_steps_have_state_row_and_action_in_the_memo(rulebook: Rulebook) -> None:
    names = sorted(rulebook.steps)
    states = {State.YES: "done", State.NO: "due", State.UNKNOWN: "not known to be done"}
    made = steps(rulebook, *states, whole=True)
    expected = [
        line
        for name, words in zip(names, states.values(), strict=False)
        for line in (f"{words}: {rulebook.steps[name].title} [ROW]", rulebook.steps[name].action)
    ]
    assert lines(made)[1:] == [" ".join(line.split()) for line in expected]


def worksheet(rulebook: Rulebook, *rights: RightsLine, whole: bool = False) -> list[str]:
    document = Document()
    assessment = replace(assessed(CAMERA, rulebook).assessment, worksheet=rights)
    add_worksheet(document, assessment, rulebook, whole=whole)
    return lines(document)


def test_worksheet_shows_a_line_with_nobody_consulted(rulebook: Rulebook) -> None:
    assert worksheet(rulebook, RightsLine("privacy", (IMPACT,), ())) == [
        "Rights-impact worksheet (1 of 1 filled)",
        rulebook.rights["privacy"].title,
        "Everyone: Filmed.",
        "grave, group, hard",
        "nobody named",
    ]


def test_worksheet_shows_who_was_consulted_and_what_they_said(rulebook: Rulebook) -> None:
    heard = (Consultation("A union", "No."), Consultation("A mayor", "Yes."))
    line = RightsLine("privacy", (replace(IMPACT, consulted=heard),), ())
    assert worksheet(rulebook, line)[-1] == "A union: No.; A mayor: Yes."


def test_worksheet_names_rights_at_issue_that_nobody_assessed(rulebook: Rulebook) -> None:
    line = RightsLine("privacy", (), ("cameras",))
    assert worksheet(rulebook, line) == [
        "Rights-impact worksheet (0 of 1 filled)",
        f"Not assessed, though the product puts them at issue: {rulebook.rights['privacy'].title}.",
    ]


def test_worksheet_of_the_memo_has_a_line_for_every_right(rulebook: Rulebook) -> None:
    given = (RightsLine("privacy", (), ("cameras",)), RightsLine("assembly", (), ()))
    assert worksheet(rulebook, *given, whole=True)[1:] == [
        rulebook.rights["privacy"].title,
        "not assessed",
        "suggested by cameras",
        "",
        rulebook.rights["assembly"].title,
        "not assessed",
        "",
        "",
    ]


def test_worksheet_says_nothing_of_rights_that_are_not_at_issue(rulebook: Rulebook) -> None:
    assert len(worksheet(rulebook, RightsLine("privacy", (), ()))) == 1


def test_headings_count_what_stands_below(rulebook: Rulebook) -> None:
    made = safeguards(rulebook, proposal(raised=(FLAG,)), proposal())
    assert (lines(made)[0], headings(made)) == (
        "Safeguards to consider (2)",
        ["Safeguards to consider"],
    )
