from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caveat.model.transaction import Consultation, RightsImpact
from caveat.reports.as_json import assessment_json
from caveat.reports.json_shape import AssessmentJson
from caveat.reports.schemas import schemas
from caveat.rulebook.loader import Rulebook
from caveat.services.assess_file import Assessed
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


@pytest.mark.parametrize("name", NAMES)
def test_output_fits_the_published_schema(rulebook: Rulebook, name: str) -> None:
    tree = json.loads(json.dumps(of_example(name, rulebook)))
    assert [error.message for error in published().iter_errors(tree)] == []


@pytest.mark.parametrize("name", NAMES)
def test_digest_recomputes_from_the_keys_it_covers(rulebook: Rulebook, name: str) -> None:
    tree = json.loads(json.dumps(of_example(name, rulebook)))
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
    for finding in tree["findings"]:
        cited = tree["citations"][finding["id"]]
        assert cited
        assert all(set(one["instruments"]) & set(tree["instruments"]) for one in cited)


def test_output_cites_rows_of_the_finding(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    for finding in tree["findings"]:
        cited = [one["row"] for one in tree["citations"][finding["id"]] if one["row"]]
        assert cited == finding["rows"]


def test_output_gives_a_state_for_every_safeguard_that_was_stated(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook)
    states = {s["id"]: s["state"] for s in output(one)["safeguards"] if s["state"] is not None}
    assert states == {
        name: stated.state.value for name, stated in one.assessment.transaction.safeguards.items()
    }


def test_output_gives_changes_and_questions_while_it_is_open(rulebook: Rulebook) -> None:
    tree = of_example(CAMERA, rulebook)
    outlook = assessed(CAMERA, rulebook).assessment.outlook
    assert [question["fact"] for question in tree["next_questions"]] == [
        question.fact for question in outlook.questions
    ]
    assert [[answer["fact"] for answer in change["answers"]] for change in tree["changes"]] == [
        [answer.fact for answer in change.answers] for change in outlook.changes
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
