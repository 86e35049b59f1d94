from __future__ import annotations

from dataclasses import replace

import pytest

from caveat.model.assessment import Assessment
from caveat.model.finding import Finding, State
from caveat.model.standing import Standing
from caveat.reports.findings import (
    cited,
    finding_entries,
    finding_titles,
    reason_lines,
    standing_rank,
)
from caveat.reports.words import STANDINGS, citation_words
from caveat.rulebook.loader import Rulebook
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed


def by_state(assessment: Assessment, state: State) -> list[Finding]:
    return [finding for finding in assessment.findings if finding.result.state is state]


def one_raised(rulebook: Rulebook, flag: str = "record.abuse_by_agency") -> Finding:
    assessment = assessed(ABUSE, rulebook).assessment
    return next(finding for finding in assessment.findings if finding.red_flag == flag)


@pytest.mark.parametrize("name", NAMES)
def test_finding_entries_names_standing_and_id_of_every_finding(
    rulebook: Rulebook, name: str
) -> None:
    assessment = assessed(name, rulebook).assessment
    entries = finding_entries(assessment.findings, assessment, rulebook, whole=True)
    for finding, entry in zip(assessment.findings, entries, strict=True):
        flag = rulebook.red_flags[finding.red_flag]
        standing = STANDINGS[cited(flag, assessment)[0].standing]
        gating = ", gating" if finding.gating else ""
        assert entry.text == f"{flag.title} [{standing}{gating}] ({flag.id})"


def test_finding_entries_gives_the_facts_that_decide(rulebook: Rulebook) -> None:
    assessment = assessed(ABUSE, rulebook).assessment
    for finding in by_state(assessment, State.YES):
        (entry,) = finding_entries([finding], assessment, rulebook, whole=False)
        because = [line for line in entry.details if line.startswith("because: ")]
        assert len(because) == len(finding.result.decided_by) > 0


def test_finding_entries_gives_the_facts_that_are_missing(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    for finding in by_state(assessment, State.UNKNOWN):
        (entry,) = finding_entries([finding], assessment, rulebook, whole=False)
        assert f"open: {', '.join(finding.result.missing)}" in entry.details


def test_finding_entries_gives_every_citation_in_effect_in_a_memo(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    for finding in assessment.findings:
        (entry,) = finding_entries([finding], assessment, rulebook, whole=True)
        sources = [line for line in entry.details if line.startswith("source: ")]
        assert sources == [
            f"source: {citation_words(one, rulebook, assessment.instruments)}"
            for one in cited(rulebook.red_flags[finding.red_flag], assessment)
        ]


def test_finding_entries_gives_one_citation_in_short(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    entries = finding_entries(assessment.findings, assessment, rulebook, whole=False)
    counts = {sum(line.startswith("source: ") for line in entry.details) for entry in entries}
    assert counts == {1}


def test_finding_entries_gives_the_first_sentence_of_guidance_in_short(
    rulebook: Rulebook,
) -> None:
    assessment = assessed(ABUSE, rulebook).assessment
    finding = one_raised(rulebook)
    guidance = rulebook.red_flags[finding.red_flag].guidance
    short, whole = (
        next(finding_entries([finding], assessment, rulebook, whole=whole)).details[-1]
        for whole in (False, True)
    )
    assert (short, whole) == (f"do: {guidance.split('. ')[0]}.", f"do: {guidance}")


def test_finding_entries_gives_remarks_in_a_memo_only(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    flag = rulebook.red_flags["capability.marketing"]
    finding = next(f for f in assessment.findings if f.red_flag == flag.id)
    notes = [f"note: {c.remark}" for c in cited(flag, assessment) if c.remark is not None]
    found = [
        [
            line
            for line in next(finding_entries([finding], assessment, rulebook, whole=whole)).details
            if line.startswith("note: ")
        ]
        for whole in (True, False)
    ]
    assert notes
    assert found == [notes, []]


@pytest.mark.parametrize("state", [State.NO, State.NOT_APPLICABLE])
def test_finding_entries_asks_for_nothing_where_a_flag_is_not_raised(
    rulebook: Rulebook, state: State
) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    findings = by_state(assessment, state)
    assert findings
    for entry in finding_entries(findings, assessment, rulebook, whole=True):
        assert [line for line in entry.details if line.startswith(("do: ", "severity"))] == []


def test_cited_leaves_out_what_is_not_in_effect(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, instruments=("ear-kyc",)).assessment
    flag = rulebook.red_flags["customer.cash"]
    assert {i for c in cited(flag, one) for i in c.instruments} == {"ear-kyc"}


def test_reason_lines_name_the_flags_that_hang_on_a_question(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    for question in assessment.outlook.questions:
        bears_on, reason = reason_lines(question, assessment, rulebook)
        titles = bears_on.removeprefix("bears on: ").split("; ")
        assert sorted(titles) == sorted(rulebook.red_flags[n].title for n in question.because)
        assert reason.startswith("reason: ")


def test_reason_lines_put_the_weightiest_flag_first(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    light, weighty = "capability.bulk", "record.prior_misuse"
    question = replace(assessment.outlook.questions[0], because=(light, weighty))
    bears_on, reason = reason_lines(question, assessment, rulebook)
    titles = [rulebook.red_flags[name].title for name in (weighty, light)]
    (citation, *_) = cited(rulebook.red_flags[weighty], assessment)
    assert (bears_on, reason) == (
        f"bears on: {'; '.join(titles)}",
        f"reason: {citation_words(citation, rulebook, assessment.instruments)}",
    )


def test_reason_lines_are_none_where_no_flag_hangs_on_a_question(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    question = replace(assessment.outlook.questions[0], because=())
    assert reason_lines(question, assessment, rulebook) == []


def test_standing_rank_is_that_of_the_weightiest_citation(rulebook: Rulebook) -> None:
    assessment = assessed(CAMERA, rulebook).assessment
    for finding in assessment.findings:
        standings = {c.standing for c in cited(rulebook.red_flags[finding.red_flag], assessment)}
        rank = standing_rank(finding, assessment, rulebook)
        assert list(Standing)[rank] is next(s for s in Standing if s in standings)


def test_finding_titles_joins_titles(rulebook: Rulebook) -> None:
    finding = one_raised(rulebook)
    title = rulebook.red_flags[finding.red_flag].title
    assert finding_titles([finding, finding], rulebook) == f"{title}; {title}."
