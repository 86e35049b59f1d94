from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caveat.assessment.ask import Mode
from caveat.model.assessment import Outlook
from caveat.model.determination import (
    Answer,
    Change,
    Changes,
    Clause,
    Effect,
    Question,
    Recommendation,
    Relation,
)
from caveat.model.finding import State
from caveat.model.transaction import Consultation, RightsImpact, SafeguardState, StatedSafeguard
from caveat.reports.as_json import assessment_json, json_text
from caveat.reports.json_shape import AssessmentJson
from caveat.reports.schemas import schemas
from caveat.rulebook.loader import Rulebook
from caveat.services.assess_file import Assessed
from tests.reports.made import finding, proposal
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed


@cache
def published() -> Draft202012Validator:
    return Draft202012Validator(schemas()["assessment"])


def output(one: Assessed) -> dict[str, Any]:
    return assessment_json(one.assessment, one.record, one.digest, one.rulebook)


def of_example(name: str, rulebook: Rulebook) -> dict[str, Any]:
    return output(assessed(name, rulebook))


def digest_again(tree: dict[str, Any]) -> str:
    """Return the digest as anyone can compute it from the output."""
    covered = {key: tree[key] for key in tree["digest_covers"]}
    text = json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("name", NAMES)
def test_output_fits_the_published_schema(rulebook: Rulebook, name: str, mode: Mode) -> None:
    tree = json.loads(json_text(output(assessed(name, rulebook, mode=mode))))
    assert [error.message for error in published().iter_errors(tree)] == []


@pytest.mark.parametrize("name", NAMES)
def test_digest_recomputes_from_the_keys_it_covers(rulebook: Rulebook, name: str) -> None:
    tree = json.loads(json_text(of_example(name, rulebook)))
    assert tree["digest"] == digest_again(tree)


@pytest.mark.parametrize("name", NAMES)
def test_output_never_recommends_to_proceed_while_something_is_unchecked(
    rulebook: Rulebook, name: str
) -> None:
    tree = of_example(name, rulebook)
    determination = tree["determination"]
    said = {determination[key] for key in ("recommendation", "known", "worst")}
    assert (bool(tree["not_checked"]), "proceed" in said) == (True, False)


@pytest.mark.parametrize("key", ["facts", "findings", "determination", "as_of", "transaction"])
def test_digest_changes_with_every_part_it_covers(rulebook: Rulebook, key: str) -> None:
    tree = of_example(CAMERA, rulebook)
    assert digest_again({**tree, key: "another"}) != tree["digest"]


def test_digest_does_not_cover_what_is_derived(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    assert digest_again({**tree, "changes": [], "citations": {}}) == tree["digest"]


def test_output_has_the_keys_of_the_published_shape(rulebook: Rulebook) -> None:
    assert set(of_example(CAMERA, rulebook)) == set(AssessmentJson.__annotations__)


def test_output_names_what_was_not_checked(rulebook: Rulebook) -> None:
    assert of_example(CAMERA, rulebook)["not_checked"] == [
        one.title for one in rulebook.policy.not_checked
    ]


def test_output_names_the_versions_of_software_and_rulebook(rulebook: Rulebook) -> None:
    versions = of_example(CAMERA, rulebook)["versions"]
    assert (sorted(versions), versions["rulebook_digest"]) == (
        ["caveat", "rulebook", "rulebook_digest"],
        f"sha256:{rulebook.digest}",
    )


def test_output_names_instruments_read_in_hindsight(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, as_of=date(2020, 1, 1), instruments=("us-state-2020",))
    assert output(one)["hindsight"] == ["us-state-2020"]


def test_output_cites_every_finding_under_the_instruments_in_effect(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    for one in tree["findings"]:
        cited = tree["citations"][one["id"]]
        assert cited
        assert all(set(c["instruments"]) & set(tree["instruments"]) for c in cited)


def test_output_cites_rows_of_the_finding(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    for one in tree["findings"]:
        cited = [citation["row"] for citation in tree["citations"][one["id"]] if citation["row"]]
        assert cited == one["rows"]


def test_output_gives_a_state_for_every_safeguard_that_was_stated(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook)
    states = {s["id"]: s["state"] for s in output(one)["safeguards"] if s["state"] is not None}
    assert states == {
        name: stated.state.value for name, stated in one.assessment.transaction.safeguards.items()
    }


ANSWER = Answer(
    "end_user.type",
    (
        (Clause(Relation.HAS, ("government", "private")),),
        (Clause(Relation.AT_LEAST, 25.0), Clause(Relation.BELOW, date(2020, 9, 30))),
    ),
)
ANSWER_JSON = {
    "fact": "end_user.type",
    "words": "government or private or 25 or more and before 2020-09-30",
    "ways": [
        [{"relation": "has", "operand": ["government", "private"]}],
        [{"relation": "gte", "operand": 25.0}, {"relation": "lt", "operand": "2020-09-30"}],
    ],
}


def test_output_gives_answers_and_effects_as_data_and_in_words(rulebook: Rulebook) -> None:
    effect = Effect(ANSWER, Recommendation.ESCALATE, Recommendation.DECLINE, settled=False)
    outlook = Outlook(
        Changes((Change((ANSWER,), Recommendation.DECLINE, settled=True),), 7),
        (Question("end_user.type", 0.12345678, (effect,), ("record.prior_misuse",)),),
    )
    one = assessed(CAMERA, rulebook)
    fact = rulebook.facts["end_user.type"].model_copy(update={"values": {}})
    bare = replace(rulebook, facts={**rulebook.facts, fact.id: fact})
    assessment = replace(one.assessment, outlook=outlook)
    tree = output(replace(one, assessment=assessment, rulebook=bare))
    assert tree["changes"] == [{"answers": [ANSWER_JSON], "known": "decline", "settled": True}]
    assert tree["changes_left_out"] == 7
    assert tree["next_questions"] == [
        {
            "fact": "end_user.type",
            "question": fact.question,
            "gain": 0.123457,
            "cost": fact.cost.value,
            "who": list(fact.who),
            "effects": [
                {"answer": ANSWER_JSON, "known": "escalate", "worst": "decline", "settled": False}
            ],
            "because": ["record.prior_misuse"],
        }
    ]
    assert [*published().iter_errors(json.loads(json_text(tree)))] == []


@pytest.mark.parametrize("mode", Mode)
def test_output_says_how_long_questions_go_on(rulebook: Rulebook, mode: Mode) -> None:
    said = output(assessed(CAMERA, rulebook, mode=mode))["mode"]
    assert said == {Mode.QUICK: "quick", Mode.COMPLETE: "complete"}[mode]


def test_summary_counts_findings_by_state(rulebook: Rulebook) -> None:
    flags = sorted(one.red_flag for one in assessed(CAMERA, rulebook).assessment.findings)
    given = (
        [(State.YES, True)]
        + [(State.UNKNOWN, True)] * 2
        + [(State.UNKNOWN, False)]
        + [(State.NO, False)] * 5
        + [(State.NOT_APPLICABLE, False)] * 6
    )
    one = assessed(CAMERA, rulebook)
    findings = tuple(
        finding(flag, state, "end_user.type", gating=gating)
        for flag, (state, gating) in zip(flags, given, strict=False)
    )
    tree = output(replace(one, assessment=replace(one.assessment, findings=findings)))
    assert tree["summary"] == {
        "raised": 1,
        "open": 3,
        "open_gating": 2,
        "answered_no": 5,
        "not_applicable": 6,
    }


@pytest.mark.parametrize("name", NAMES)
def test_summary_adds_up_to_the_findings(rulebook: Rulebook, name: str) -> None:
    tree = of_example(name, rulebook)
    summary = dict(tree["summary"])
    gating = summary.pop("open_gating")
    assert (sum(summary.values()), gating <= summary["open"]) == (len(tree["findings"]), True)


@pytest.mark.parametrize("counts", [True, False])
def test_output_says_of_each_safeguard_whether_it_counts_and_why_not(
    rulebook: Rulebook, counts: bool
) -> None:
    name = "contract.audit_right"
    state = SafeguardState.IN_FORCE if counts else SafeguardState.REFUSED
    stated = StatedSafeguard(name, state, reason="too dear")
    one = assessed(CAMERA, rulebook)
    given = (proposal(name, stated=stated, counts=counts), proposal("contract.no_retransfer"))
    tree = output(replace(one, assessment=replace(one.assessment, safeguards=given)))
    said = [
        {key: safeguard[key] for key in ("id", "state", "counts", "reason")}
        for safeguard in tree["safeguards"]
    ]
    assert said == [
        {"id": name, "state": state.value, "counts": counts, "reason": "too dear"},
        {"id": "contract.no_retransfer", "state": None, "counts": False, "reason": ""},
    ]


@pytest.mark.parametrize("remark", [None, "Mind this."])
def test_output_gives_the_remark_of_each_citation(rulebook: Rulebook, remark: str | None) -> None:
    flag = rulebook.red_flags["record.prior_misuse"]
    (only,) = flag.citations
    changed = flag.model_copy(update={"citations": [only.model_copy(update={"remark": remark})]})
    one = assessed(CAMERA, rulebook)
    flags = {**rulebook.red_flags, flag.id: changed}
    tree = output(replace(one, rulebook=replace(rulebook, red_flags=flags)))
    assert [cited["remark"] for cited in tree["citations"][flag.id]] == [remark]


UNSEEN = {
    "control": ("\u009b", "\\u009b"),
    "delete": ("\u007f", "\\u007f"),
    "right to left": ("\u202e", "\\u202e"),
    "line separator": ("\u2028", "\\u2028"),
    "paragraph separator": ("\u2029", "\\u2029"),
    "byte order mark": ("\ufeff", "\\ufeff"),
    "private use": ("\ue000", "\\ue000"),
    "lone surrogate": ("\ud800", "\\ud800"),
    "astral tag": ("\U000e0041", "\\udb40\\udc41"),
}


@pytest.mark.parametrize(("char", "said"), UNSEEN.values(), ids=UNSEEN)
def test_json_text_escapes_what_could_repaint_a_terminal(char: str, said: str) -> None:
    tree = {f"key{char}": [f"a{char}b", {"n": 1.5}]}
    text = json_text(tree)
    assert (char in text, text.count(said), json.loads(text)) == (False, 2, tree)


def test_json_text_keeps_what_people_read() -> None:
    tree = {"title": "für Łódź \U0001f4f7", "lines": 'a\nb\tc "d" \\u202e'}
    text = json_text(tree)
    assert ("für Łódź \U0001f4f7" in text, text.splitlines()[0], json.loads(text)) == (
        True,
        "{",
        tree,
    )


def test_output_gives_changes_and_questions_while_it_is_open(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    outlook = assessed(CAMERA, rulebook).assessment.outlook
    assert [question["fact"] for question in tree["next_questions"]] == [
        question.fact for question in outlook.questions
    ]
    assert [[answer["fact"] for answer in change["answers"]] for change in tree["changes"]] == [
        [answer.fact for answer in change.answers] for change in outlook.changes.listed
    ]


def test_output_gives_no_changes_once_it_is_settled(rulebook: Rulebook) -> None:
    tree = of_example(ABUSE, rulebook)
    assert (tree["changes"], tree["next_questions"]) == ([], [])


def test_output_gives_the_worksheet_with_those_who_were_heard(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook)
    line = one.assessment.worksheet[0]
    heard = (Consultation("A union", "No.", date(2026, 11, 1)), Consultation("A mayor", "Yes."))
    impact = RightsImpact(line.right, "Everyone", "grave", "group", "hard", "Filmed.", heard)
    changed = replace(one.assessment, worksheet=(replace(line, impacts=(impact,)),))
    tree = output(replace(one, assessment=changed))
    assert tree["rights_impact"] == [
        {
            "right": line.right,
            "suggested_by": list(line.suggested_by),
            "impacts": [
                {
                    "whose": "Everyone",
                    "how": "Filmed.",
                    "scale": "grave",
                    "scope": "group",
                    "remediability": "hard",
                    "consulted": [
                        {"who": "A union", "said": "No.", "on": "2026-11-01"},
                        {"who": "A mayor", "said": "Yes.", "on": None},
                    ],
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "caveat-assessment-0"),
        ("digest", 5),
        ("determination", {}),
        ("findings", [{"id": "x"}]),
        ("surprise", 1),
    ],
)
def test_published_schema_refuses_another_shape(
    rulebook: Rulebook, key: str, value: object
) -> None:
    assert not published().is_valid({**of_example(CAMERA, rulebook), key: value})


def test_safeguards_and_steps_carry_what_they_rest_on(rulebook: Rulebook) -> None:
    tree = output(assessed(CAMERA, rulebook))
    for one in (*tree["safeguards"], *tree["steps"]):
        assert one["citations"] != []
        assert {"standing", "basis", "words"} <= set(one["citations"][0])
