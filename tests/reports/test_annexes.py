"""The annexes: everything behind the first page, with nothing left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caveat.model.assessment import Assessment, OpenFact, Outlook
from caveat.model.determination import Changes
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.model.truth import Truth
from caveat.reports.document import Document, Listing
from caveat.reports.findings import source_lines
from caveat.reports.words import RECOMMENDATIONS, answer_words, effect_lines
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, determined, finding, of_example, report, result
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed

STATES = {
    State.YES: "Raised",
    State.UNKNOWN: "Open: unknown, never no",
    State.NO: "Answered no on the sources given",
    State.NOT_APPLICABLE: "Not applicable",
}


def annex(letter: str, assessment: Assessment, rulebook: Rulebook) -> Document:
    return part(report(assessment, rulebook, whole=True), f"Annex {letter}")


def entries(document: Document) -> list[str]:
    return [
        entry.text
        for block in document.blocks
        if isinstance(block, Listing)
        for entry in block.entries
    ]


def test_annex_a_has_every_row_that_holds_or_would_weigh_more(rulebook: Rulebook) -> None:
    determination = camera(rulebook).determination
    rows = {row.id: row for row in rulebook.policy.table}
    made = annex("A", camera(rulebook), rulebook)
    for title, names in (
        ("Rows of the table that hold", determination.reasons),
        ("Rows that are open and would weigh more", determination.open_rows),
    ):
        said = lines(part(made, f"{title} ({len(names)})"))
        assert said == [
            line
            for name in names
            for line in (f"{rows[name].tier.value}: {rows[name].title}", rows[name].why)
        ]


def test_annex_a_says_where_no_row_holds_or_is_open(rulebook: Rulebook) -> None:
    made = annex("A", determined(camera(rulebook), reasons=(), open_rows=()), rulebook)
    assert [lines(part(made, title)) for title in ("Rows of", "Rows that")] == [["None."]] * 2


@pytest.mark.parametrize(
    ("state", "words", "below"),
    [
        (State.YES, "yes", "decided by: end_user.type"),
        (State.NO, "no, on the sources given", "decided by: end_user.type"),
        (State.UNKNOWN, "unknown", "open: end_user.type"),
        (State.NOT_APPLICABLE, "not applicable", "decided by: end_user.type"),
    ],
)
def test_annex_a_says_how_scope_and_definitions_stand(
    rulebook: Rulebook, state: State, words: str, below: str
) -> None:
    name = "definition.security_function"
    tests = {name: result(state, "end_user.type")}
    made = annex("A", replace(camera(rulebook), tests=tests), rulebook)
    assert lines(part(made, "Scope and definitions")) == [
        f"{rulebook.tests[name].title}: {words} ({name})",
        below,
    ]


def test_annex_a_has_every_change_with_every_way(rulebook: Rulebook) -> None:
    changes = camera(rulebook).outlook.changes.listed
    said = lines(part(annex("A", camera(rulebook), rulebook), "Smallest sets of answers"))
    assert len(changes) > 12
    for line, change in zip(said, changes, strict=False):
        assert all(answer_words(answer, rulebook) in line for answer in change.answers)
        assert line.endswith(RECOMMENDATIONS[change.known])


@pytest.mark.parametrize(("left", "said"), [(0, []), (1, ["1 set"]), (2, ["2 sets"])])
def test_annex_a_says_how_many_sets_are_not_listed(
    rulebook: Rulebook, left: int, said: list[str]
) -> None:
    changes = Changes(camera(rulebook).outlook.changes.listed[:1], left)
    assessment = replace(camera(rulebook), outlook=Outlook(changes))
    shown = lines(part(annex("A", assessment, rulebook), "Smallest sets of answers"))
    assert shown[1:] == [f"and up to {one} of two or three answers, not listed." for one in said]


def test_annex_a_has_every_question_with_every_answer(rulebook: Rulebook) -> None:
    questions = camera(rulebook).outlook.questions
    made = part(annex("A", camera(rulebook), rulebook), "Questions to ask next")
    said = lines(made)
    assert entries(made) == [
        f"{rulebook.facts[one.fact].question} ({one.fact})" for one in questions
    ]
    for question in questions:
        flags = {rulebook.red_flags[name].title for name in question.because}
        assert set(effect_lines(question, rulebook)) <= set(said)
        assert any(
            set(line.removeprefix("bears on: ").split("; ")) == flags
            for line in said
            if line.startswith("bears on: ")
        )


def test_annex_a_has_no_list_of_changes_or_questions_where_there_are_none(
    rulebook: Rulebook,
) -> None:
    found = headings(annex("A", replace(camera(rulebook), outlook=Outlook()), rulebook))
    assert {"Smallest sets of answers that would change it", "Questions to ask next"}.isdisjoint(
        found
    )


@pytest.mark.parametrize("name", NAMES)
def test_annex_b_has_every_red_flag_below_its_state(rulebook: Rulebook, name: str) -> None:
    assessment = assessed(name, rulebook).assessment
    made = annex("B", assessment, rulebook)
    for state, title in STATES.items():
        flags = {one.red_flag for one in assessment.findings if one.result.state is state}
        said = entries(part(made, f"{title} ({len(flags)})"))
        assert {line.rpartition(" (")[2].rstrip(")") for line in said} == flags
        assert len(said) == len(flags)


def test_annex_b_says_none_where_no_flag_has_a_state(rulebook: Rulebook) -> None:
    made = annex("B", replace(camera(rulebook), findings=()), rulebook)
    assert [lines(part(made, title)) for title in STATES.values()] == [["None."]] * 4


def test_annex_b_lists_all_open_flags_however_many(rulebook: Rulebook) -> None:
    names = sorted(rulebook.red_flags)[:30]
    findings = tuple(finding(name, State.UNKNOWN, "end_user.type") for name in names)
    assessment = replace(camera(rulebook), findings=findings)
    # Under all instruments every flag has a citation in effect.
    every = replace(assessment, instruments=tuple(rulebook.instruments))
    assert len(entries(part(annex("B", every, rulebook), "Open"))) == 30


def test_annex_b_says_more_of_flags_that_are_raised_or_open(rulebook: Rulebook) -> None:
    made = annex("B", camera(rulebook), rulebook)
    severe = [
        any(line.startswith("severity (ours): ") for line in lines(part(made, title)))
        for title in STATES.values()
    ]
    assert severe == [True, True, False, False]


@pytest.mark.parametrize(
    ("state", "sources"),
    [(State.YES, 2), (State.UNKNOWN, 2), (State.NO, 1), (State.NOT_APPLICABLE, 1)],
)
def test_annex_b_gives_every_source_of_flags_that_are_raised_or_open(
    rulebook: Rulebook, state: State, sources: int
) -> None:
    flag = rulebook.red_flags["record.prior_misuse"]
    twice = flag.model_copy(update={"citations": [*flag.citations, *flag.citations]})
    changed = replace(rulebook, red_flags={**rulebook.red_flags, flag.id: twice})
    found = (finding(flag.id, state, "end_user.type"),)
    said = lines(annex("B", replace(camera(rulebook), findings=found), changed))
    assert sum(line.startswith("source: ") for line in said) == sources


@pytest.mark.parametrize(
    ("stated", "begins"), [(Truth.YES, "Stated: "), (Truth.UNKNOWN, "Not looked at: ")]
)
def test_annex_f_asks_counsel_about_what_was_stated_or_not_looked_at(
    rulebook: Rulebook, stated: Truth, begins: str
) -> None:
    prompt = replace(camera(rulebook).prompts[0], stated=stated)
    made = annex("F", replace(camera(rulebook), prompts=(prompt,)), rulebook)
    feature = rulebook.law_features[prompt.law_feature]
    below = [feature.ask_counsel, f"Covenant articles {', '.join(feature.iccpr)}"]
    said = lines(made)[1:]
    assert said == (
        [f"{begins}{feature.title}", *below]
        if stated is Truth.YES
        else [f"{begins}{feature.title}."]
    )


def test_annex_f_never_lists_unseen_features_as_absent(rulebook: Rulebook) -> None:
    said, *_ = lines(annex("F", camera(rulebook), rulebook))
    assert said.endswith("Features nobody has looked at are unknown, not absent.")


def test_annex_g_has_every_fact_with_its_sources(rulebook: Rulebook) -> None:
    said = entries(annex("G", camera(rulebook), rulebook))
    assert all(any(f"({name}; " in line for line in said) for name in camera(rulebook).facts)


@pytest.mark.parametrize(
    ("gating", "tools", "mark", "where"),
    [(True, (), ", gating", "none"), (False, ("one", "two"), "", "Tool one, Tool two")],
)
def test_annex_g_says_where_to_look_for_an_open_fact(
    rulebook: Rulebook, gating: bool, tools: tuple[str, ...], mark: str, where: str
) -> None:
    real = next(iter(rulebook.tools.values()))
    named = {name: real.model_copy(update={"title": f"Tool {name}"}) for name in tools}
    one = OpenFact("end_user.type", gating, ("record.prior_misuse",), tools)
    idle = OpenFact("end_user.exists", False, (), ())
    assessment = replace(camera(rulebook), open_facts=(one, idle))
    made = annex("G", assessment, replace(rulebook, tools=named))
    fact = rulebook.facts["end_user.type"]
    assert lines(part(made, "Open facts and where to look")) == [
        f"{fact.question} (end_user.type{mark})",
        f"evidence: {fact.evidence}",
        f"where to look: {where}",
    ]


def test_annex_h_has_the_instruments_that_are_not_law_and_the_notes(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    taking_part = [rulebook.instruments[name] for name in assessment.instruments]
    said = entries(annex("H", assessment, rulebook))
    notes = [rulebook.notes[name] for name in assessment.notes]
    law = [n for n in notes if any(c.standing is Standing.LAW for c in n.citations)]
    assert said == [
        *(
            f"{one.title} ({one.publisher}). {one.effective_note}"
            for one in taking_part
            if one.standing is not Standing.LAW
        ),
        *(f"{note.title}: {note.text}" for note in notes if note not in law),
    ]
    assert [f"{note.title}: {note.text}" for note in law] == entries(
        annex("I", assessment, rulebook)
    )[1:]


def test_notes_stand_with_what_they_rest_on(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    said = lines(annex("H", assessment, rulebook))
    for note in (rulebook.notes[name] for name in assessment.notes):
        if all(one.standing is not Standing.LAW for one in note.citations):
            sources = list(source_lines(note, assessment, rulebook))
            here = said.index(f"{note.title}: {note.text}") + 1
            assert said[here : here + len(sources)] == sources != []


@pytest.mark.parametrize(("name", "there"), [(CAMERA, True), (ABUSE, False)])
def test_annex_i_is_there_when_law_is_cited(rulebook: Rulebook, name: str, there: bool) -> None:
    made = of_example(name, rulebook, whole=True)
    law = rulebook.instruments["us-ear"]
    titles = [line for line in lines(made) if line.startswith(law.title)]
    assert ("Annex I" in headings(made), len(titles)) == (there, int(there))
