from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from caveat.assessment.record_gathered import gathered_text, gathered_tree
from caveat.model.gathered import Aspect, Gathered
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from tests.assessment.small_gathered import FULL, HOSTILE, gathered, ground, proposal


def tree(one: Gathered | None) -> Any:
    return json.loads(gathered_text(one))


def test_nothing_gathered_is_null() -> None:
    assert gathered_text(None) == "null"


def test_everything_that_was_held_is_recorded() -> None:
    plain = {
        "of": "phones",
        "text": "",
        "source": "A court",
        "known_on": "2024-05-01",
        "basis": "recalled",
        "suggests": True,
    }
    assert tree(FULL) == {
        "country": "BW",
        "producers": ["First Institute", HOSTILE],
        "newest": 2023,
        "domains": [
            {
                "domain": "press",
                "bands": ["high", "severe"],
                "thin": True,
                "before_break": False,
                "newest": 2023,
            },
            {
                "domain": "corruption",
                "bands": [],
                "thin": False,
                "before_break": True,
                "newest": None,
            },
        ],
        "may_be_low": True,
        "near": [],
        "agencies": [
            {
                "id": "BW.guard",
                "name": HOSTILE,
                "same": False,
                "incidents": 2,
                "listings": 1,
                "own": True,
            }
        ],
        "proposals": [
            {
                "fact": "end_user.a",
                "value": "unknown",
                "grounds": [
                    plain | {"aspect": "end_user", "title": HOSTILE, "own": True},
                    plain | {"aspect": "country", "title": "Phones", "own": False},
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "unknown"),
        (Truth.YES, "yes"),
        ("party", "party"),
        (Members(frozenset("ba")), {"complete": False, "members": ["a", "b"]}),
    ],
)
def test_suggestion_is_recorded_like_an_answer(value: Value | None, expected: object) -> None:
    one = gathered(proposal("end_user.a", value))
    assert tree(one)["proposals"][0]["value"] == expected


def test_record_of_what_was_held_is_canonical_json() -> None:
    again = json.dumps(tree(FULL), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert gathered_text(FULL) == again


def test_plain_data_is_what_the_text_says() -> None:
    assert gathered_tree(FULL) == tree(FULL)


def test_order_of_proposals_and_grounds_is_kept() -> None:
    first, last = proposal("end_user.b", None), proposal("end_user.a", None, Aspect.END_USER)
    shown = replace(first, grounds=(ground(title="Z"), ground(title="A")))
    found = tree(gathered(shown, last))["proposals"]
    assert [one["fact"] for one in found] == ["end_user.b", "end_user.a"]
    assert [one["title"] for one in found[0]["grounds"]] == ["Z", "A"]
