from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from caveat.model.assessment import Assessment
from caveat.model.condition import AnyOf, Holds, Refers
from caveat.model.determination import Question
from caveat.model.finding import Finding, State
from caveat.reports.findings import by_state, by_weight, cited, finding_entries, reason_lines
from caveat.reports.words import STANDINGS, citation_words
from caveat.rulebook.citation import Citation
from caveat.rulebook.loader import Rulebook
from tests.reports.made import camera, determined, finding
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed

FACT = "end_user.type"


def details(assessment: Assessment, rulebook: Rulebook, one: Finding, *, whole: bool) -> list[str]:
    (entry,) = finding_entries([one], assessment, rulebook, whole=whole)
    return list(entry.details)


def starting(found: Sequence[str], start: str) -> list[str]:
    return [line for line in found if line.startswith(start)]


@pytest.mark.parametrize("name", NAMES)
def test_by_state_keeps_every_finding_in_its_state_by_id(rulebook: Rulebook, name: str) -> None:
    assessment = assessed(name, rulebook).assessment
    found = by_state(assessment)
    assert list(found) == list(State)
    for state, findings in found.items():
        assert findings == [one for one in assessment.findings if one.result.state is state]
    assert sum(map(len, found.values())) == len(assessment.findings)


# The order of findings


def ordered(
    rulebook: Rulebook, *findings: Finding, open_rows: Sequence[str] = (), reasons: Sequence[str]
) -> list[str]:
    assessment = determined(camera(rulebook), open_rows=tuple(open_rows), reasons=tuple(reasons))
    return [one.red_flag for one in by_weight(findings, assessment, rulebook)]


def test_by_weight_puts_gating_flags_first(rulebook: Rulebook) -> None:
    named = finding("record.comprehensive_embargo", State.YES, FACT)
    gating = finding("stakeholders.payer_differs", State.YES, FACT, gating=True)
    assert ordered(rulebook, named, gating, reasons=["comprehensive_embargo"]) == [
        "stakeholders.payer_differs",
        "record.comprehensive_embargo",
    ]


def test_by_weight_puts_the_heaviest_row_first(rulebook: Rulebook) -> None:
    light = finding("capability.bulk", State.YES, FACT)
    heavy = finding("record.comprehensive_embargo", State.YES, FACT)
    still = finding("record.sanctioned_for_abuse", State.UNKNOWN, FACT)
    found = ordered(
        rulebook,
        light,
        heavy,
        still,
        open_rows=["sanctioned_end_user"],
        reasons=["comprehensive_embargo", "capability"],
    )
    assert found == [still.red_flag, heavy.red_flag, light.red_flag]


def test_by_weight_places_a_flag_by_the_heaviest_row_that_names_it(rulebook: Rulebook) -> None:
    both = finding("record.prior_misuse", State.YES, FACT)
    once = finding("record.sanctioned_for_abuse", State.YES, FACT)
    found = ordered(
        rulebook, once, both, reasons=["repeated_misuse", "sanctioned_end_user", "prior_misuse"]
    )
    assert found == [both.red_flag, once.red_flag]


def test_by_weight_puts_a_named_flag_before_one_that_no_row_names(rulebook: Rulebook) -> None:
    # The first three rows name two tests between them, fewer than there are rows.
    reasons = ["intrusive_product", "repeated_misuse", "prior_misuse", "comprehensive_embargo"]
    named = finding("record.comprehensive_embargo", State.YES, FACT)
    unnamed = finding("capability.bulk", State.YES, FACT)
    assert ordered(rulebook, unnamed, named, reasons=reasons) == [
        named.red_flag,
        unnamed.red_flag,
    ]


def test_by_weight_looks_at_the_tests_a_row_names_and_at_no_fact(rulebook: Rulebook) -> None:
    row = rulebook.policy.table[0]
    when = AnyOf((Holds("record.prior_misuse"), Refers("capability.bulk")))
    policy = rulebook.policy.model_copy(update={"table": [row.model_copy(update={"when": when})]})
    assessment = determined(camera(rulebook), open_rows=(), reasons=(row.id,))
    given = [finding(name, State.YES, FACT) for name in ("record.prior_misuse", "capability.bulk")]
    found = by_weight(given, assessment, replace(rulebook, policy=policy))
    assert [one.red_flag for one in found] == ["capability.bulk", "record.prior_misuse"]


def test_by_weight_puts_the_higher_standing_first_then_the_id(rulebook: Rulebook) -> None:
    ours = finding("capability.bulk", State.YES, FACT)
    also_ours = finding("capability.marketing", State.YES, FACT)
    official = finding("record.prior_misuse", State.YES, FACT)
    assert ordered(rulebook, also_ours, ours, official, reasons=[]) == [
        official.red_flag,
        ours.red_flag,
        also_ours.red_flag,
    ]


# What is said of a finding


@pytest.mark.parametrize("name", NAMES)
def test_finding_entries_name_standing_and_id_of_every_finding(
    rulebook: Rulebook, name: str
) -> None:
    assessment = assessed(name, rulebook).assessment
    entries = finding_entries(assessment.findings, assessment, rulebook, whole=True)
    for one, entry in zip(assessment.findings, entries, strict=True):
        flag = rulebook.red_flags[one.red_flag]
        standing = STANDINGS[cited(flag, assessment)[0].standing]
        gating = ", gating" if one.gating else ""
        assert entry.text == f"{flag.title} [{standing}{gating}] ({flag.id})"


def test_finding_entries_give_the_facts_that_decide(rulebook: Rulebook) -> None:
    assessment = assessed(ABUSE, rulebook).assessment
    for one in by_state(assessment)[State.YES]:
        because = starting(details(assessment, rulebook, one, whole=False), "because: ")
        assert len(because) == len(one.result.decided_by) > 0


def test_finding_entries_give_the_facts_that_are_missing(rulebook: Rulebook) -> None:
    for one in by_state(camera(rulebook))[State.UNKNOWN]:
        said = details(camera(rulebook), rulebook, one, whole=False)
        assert starting(said, "open: ") == [f"open: {', '.join(one.result.missing)}"]


def test_finding_entries_give_one_citation_in_short_and_all_in_a_memo(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    for one in assessment.findings:
        sources = [
            f"source: {citation_words(citation, rulebook, assessment.instruments)}"
            for citation in cited(rulebook.red_flags[one.red_flag], assessment)
        ]
        short, memo = (
            starting(details(assessment, rulebook, one, whole=whole), "source: ")
            for whole in (False, True)
        )
        assert (short, memo) == (sources[:1], sources)


def test_finding_entries_give_the_first_sentence_of_guidance_in_short(rulebook: Rulebook) -> None:
    one = finding("record.abuse_by_agency", State.YES, FACT)
    guidance = rulebook.red_flags[one.red_flag].guidance
    short, memo = (
        details(camera(rulebook), rulebook, one, whole=whole)[-1] for whole in (False, True)
    )
    assert (short, memo) == (f"do: {guidance.split('. ')[0]}.", f"do: {guidance}")
    assert short != memo


def test_finding_entries_give_each_remark_below_its_citation_in_a_memo(rulebook: Rulebook) -> None:
    first, second = (
        citation(instruments=["ear-kyc"], standing="guidance_with_legal_effect", remark=remark)
        for remark in ("Mind this.", None)
    )
    flag = rulebook.red_flags["customer.cash"].model_copy(update={"citations": [first, second]})
    changed = replace(rulebook, red_flags={**rulebook.red_flags, flag.id: flag})
    one = finding(flag.id, State.NO, FACT)
    short, memo = (details(camera(rulebook), changed, one, whole=whole) for whole in (False, True))
    assert [line.partition(": ")[0] for line in short] == ["because", "source"]
    assert [line.partition(": ")[0] for line in memo] == ["because", "source", "note", "source"]
    assert memo[2] == "note: Mind this."


@pytest.mark.parametrize(
    ("state", "whole", "severe", "do"),
    [
        (State.YES, True, True, True),
        (State.YES, False, False, True),
        (State.UNKNOWN, True, True, False),
        (State.UNKNOWN, False, False, False),
        (State.NO, True, False, False),
        (State.NOT_APPLICABLE, True, False, False),
    ],
)
def test_finding_entries_say_severity_and_what_to_do_where_it_matters(
    rulebook: Rulebook, state: State, whole: bool, severe: bool, do: bool
) -> None:
    one = finding("record.prior_misuse", state, FACT)
    said = details(camera(rulebook), rulebook, one, whole=whole)
    assert [bool(starting(said, start)) for start in ("severity (ours): ", "do: ")] == [severe, do]


# Citations


def citation(**parts: object) -> Citation:
    given = {
        "instruments": ["us-state-2020"],
        "provision": "consideration 2",
        "supports": "condition",
        "standing": "official_guidance",
        "basis": "recalled",
        **parts,
    }
    return Citation.model_validate(given)


def test_cited_leaves_out_what_is_not_in_effect(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, instruments=("ear-kyc",)).assessment
    flag = rulebook.red_flags["customer.cash"]
    assert {i for c in cited(flag, one) for i in c.instruments} == {"ear-kyc"}


def test_cited_puts_the_weightiest_first_by_standing_then_basis(rulebook: Rulebook) -> None:
    ours = citation(instruments=["caveat"], standing="workbench_check", basis="ours")
    recalled = citation()
    read = citation(basis="official_text", source="lf-ecd")
    effect = citation(instruments=["ear-kyc"], standing="guidance_with_legal_effect")
    absent = citation(instruments=["eu-2024-2659"], standing="guidance_with_legal_effect")
    flag = rulebook.red_flags["customer.cash"].model_copy(
        update={"citations": [ours, recalled, absent, read, effect]}
    )
    assert cited(flag, camera(rulebook)) == [effect, read, recalled, ours]


# Why a question is asked


def because(rulebook: Rulebook, *flags: str) -> Question:
    return replace(camera(rulebook).outlook.questions[0], because=flags)


@pytest.mark.parametrize("whole", [True, False])
def test_reason_lines_are_none_where_no_flag_hangs_on_a_question(
    rulebook: Rulebook, whole: bool
) -> None:
    assert reason_lines(because(rulebook), camera(rulebook), rulebook, whole=whole) == []


@pytest.mark.parametrize(
    ("flags", "more"),
    [
        (("record.prior_misuse",), ""),
        (("capability.bulk", "record.prior_misuse"), ", and 1 other flag"),
        (("capability.bulk", "capability.marketing", "record.prior_misuse"), ", and 2 other flags"),
    ],
)
def test_reason_in_short_is_the_weightiest_flag_and_its_citation(
    rulebook: Rulebook, flags: tuple[str, ...], more: str
) -> None:
    assessment = camera(rulebook)
    flag = rulebook.red_flags["record.prior_misuse"]
    words = citation_words(cited(flag, assessment)[0], rulebook, assessment.instruments)
    assert reason_lines(because(rulebook, *flags), assessment, rulebook, whole=False) == [
        f"reason: {flag.title}{more}. {words}"
    ]


@pytest.mark.parametrize("remark", [None, "Mind this."])
def test_reason_in_a_memo_names_every_flag_the_weightiest_first(
    rulebook: Rulebook, remark: str | None
) -> None:
    assessment = camera(rulebook)
    heavy, light = rulebook.red_flags["record.prior_misuse"], rulebook.red_flags["capability.bulk"]
    one = citation(remark=remark)
    flags = {**rulebook.red_flags, heavy.id: heavy.model_copy(update={"citations": [one]})}
    question = because(rulebook, light.id, heavy.id)
    found = reason_lines(question, assessment, replace(rulebook, red_flags=flags), whole=True)
    assert found == [
        f"bears on: {heavy.title}; {light.title}",
        f"reason: {citation_words(one, rulebook, assessment.instruments)}",
        *([] if remark is None else [f"note: {remark}"]),
    ]
