from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caveat.assessment.ask import Mode
from caveat.assessment.record import digest_of
from caveat.model.assessment import Assessment
from caveat.model.error import CaveatError
from caveat.reports.as_json import assessment_json
from caveat.rulebook.loader import Rulebook
from caveat.services.verify_record import (
    MAX_BYTES,
    RECORDED,
    Verification,
    Verified,
    canonical,
    verify_file,
)
from tests.services.examples import CAMERA, NAMES, assessed
from tests.services.small import write


def written(name: str, rulebook: Rulebook, *, mode: Mode = Mode.QUICK) -> dict[str, Any]:
    """Return the JSON output of an example as it reads back from its file."""
    one = assessed(name, rulebook, mode=mode)
    tree = assessment_json(one.assessment, one.record, one.digest, one.rulebook)
    read: dict[str, Any] = json.loads(json.dumps(tree))
    return read


def sealed(tree: dict[str, Any]) -> dict[str, Any]:
    """Return the output with the digest that its record has now."""
    return {**tree, "digest": digest_of(canonical({key: tree[key] for key in RECORDED}))}


def verified(tree: object, rulebook: Rulebook, folder: Path) -> Verification:
    file = write(folder / "record.json", json.dumps(tree))
    return verify_file(file, rulebook, assessment_json)


def refused(text: str, rulebook: Rulebook, folder: Path) -> str:
    with pytest.raises(CaveatError) as caught:
        verify_file(write(folder / "record.json", text), rulebook, assessment_json)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where and problem.where.file) == (
        "record.form",
        folder / "record.json",
    )
    return problem.message


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("name", NAMES)
def test_verify_file_runs_an_unaltered_assessment_again(
    rulebook: Rulebook, tmp_path: Path, name: str, mode: Mode
) -> None:
    tree = written(name, rulebook, mode=mode)
    assert verified(tree, rulebook, tmp_path) == Verification(
        Verified.SAME, tree["digest"], tree["digest"], tree["digest"], tree["versions"]
    )


def test_recorded_keys_are_those_of_a_record(rulebook: Rulebook) -> None:
    assert list(RECORDED) == sorted(json.loads(assessed(CAMERA, rulebook).record))


@pytest.mark.parametrize("key", RECORDED[:-1])
def test_verify_file_finds_an_altered_record(rulebook: Rulebook, tmp_path: Path, key: str) -> None:
    found = verified({**written(CAMERA, rulebook), key: "x"}, rulebook, tmp_path)
    assert (found.outcome, found.stated == found.computed, found.again, found.keys) == (
        Verified.RECORD_ALTERED,
        False,
        None,
        (),
    )


def test_verify_file_does_not_ask_the_file_what_the_digest_covers(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    tree = written(CAMERA, rulebook)
    covered = [key for key in tree["digest_covers"] if key != "findings"]
    digest = digest_of(canonical({key: tree[key] for key in covered}))
    tree |= {"findings": [], "digest_covers": covered, "digest": digest}
    assert verified(tree, rulebook, tmp_path).outcome is Verified.RECORD_ALTERED


EXPLAINED = [
    "changes",
    "citations",
    "counsel_prompts",
    "digest_covers",
    "hindsight",
    "next_questions",
    "not_checked",
    "open_facts",
    "rights_impact",
    "safeguards",
    "schema",
    "scope",
    "steps",
]


def test_explained_keys_are_all_there(rulebook: Rulebook) -> None:
    assert {*EXPLAINED, "digest", *RECORDED} <= set(written(CAMERA, rulebook))


@pytest.mark.parametrize("key", EXPLAINED)
@pytest.mark.parametrize("removed", [True, False])
def test_verify_file_finds_an_altered_explanation(
    rulebook: Rulebook, tmp_path: Path, key: str, removed: bool
) -> None:
    tree = written(CAMERA, rulebook)
    tree[key] = "x"
    if removed:
        del tree[key]
    found = verified(tree, rulebook, tmp_path)
    assert (found.outcome, found.keys, found.computed, found.again) == (
        Verified.EXPLANATION_ALTERED,
        (key,),
        tree["digest"],
        tree["digest"],
    )


def test_verify_file_names_every_key_that_was_altered_or_added(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    tree = written(CAMERA, rulebook)
    tree["steps"][0]["title"] += "!"
    tree |= {"approved": True, "citations": {}}
    assert verified(tree, rulebook, tmp_path).keys == ("approved", "citations", "steps")


def test_verify_file_tells_one_from_true(rulebook: Rulebook, tmp_path: Path) -> None:
    tree = written(CAMERA, rulebook)
    fact = next(one for one in tree["open_facts"] if one["gating"])
    fact["gating"] = 1
    assert verified(tree, rulebook, tmp_path).keys == ("open_facts",)


def without_mode(
    assessment: Assessment, record: str, digest: str, rulebook: Rulebook
) -> dict[str, Any]:
    """Return the JSON output as it was before it named its mode."""
    tree = assessment_json(assessment, record, digest, rulebook)
    return {key: tree[key] for key in tree if key != "mode"}


@pytest.mark.parametrize("mode", Mode)
def test_verify_file_accepts_either_mode_where_none_is_named(
    rulebook: Rulebook, tmp_path: Path, mode: Mode
) -> None:
    one = assessed(CAMERA, rulebook, mode=mode)
    tree = without_mode(one.assessment, one.record, one.digest, rulebook)
    file = write(tmp_path / "record.json", json.dumps(tree))
    assert verify_file(file, rulebook, without_mode).outcome is Verified.SAME


@pytest.mark.parametrize("mode", Mode)
def test_verify_file_names_what_neither_mode_explains(
    rulebook: Rulebook, tmp_path: Path, mode: Mode
) -> None:
    one = assessed(CAMERA, rulebook, mode=mode)
    tree = without_mode(one.assessment, one.record, one.digest, rulebook) | {"steps": []}
    file = write(tmp_path / "record.json", json.dumps(tree))
    assert verify_file(file, rulebook, without_mode).keys == ("steps",)


def test_verify_file_finds_a_mode_that_was_altered(rulebook: Rulebook, tmp_path: Path) -> None:
    tree = written(CAMERA, rulebook, mode=Mode.COMPLETE)
    found = verified({**tree, "mode": "quick"}, rulebook, tmp_path)
    assert (found.outcome, found.keys) == (Verified.EXPLANATION_ALTERED, ("next_questions",))


def test_verify_file_finds_a_mode_that_there_is_not(rulebook: Rulebook, tmp_path: Path) -> None:
    tree = {**written(CAMERA, rulebook), "mode": "thorough"}
    assert verified(tree, rulebook, tmp_path).keys == ("mode",)


def test_verify_file_finds_an_altered_record_with_a_new_digest(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    tree = written(CAMERA, rulebook)
    tree["findings"][0]["state"] = "no"
    altered = sealed(tree)
    assert verified(altered, rulebook, tmp_path) == Verification(
        Verified.DIFFERENT,
        altered["digest"],
        altered["digest"],
        written(CAMERA, rulebook)["digest"],
        tree["versions"],
        ("findings",),
    )


@pytest.mark.parametrize("key", ["caveat", "rulebook_digest"])
def test_verify_file_does_not_run_what_other_versions_made(
    rulebook: Rulebook, tmp_path: Path, key: str
) -> None:
    tree = written(CAMERA, rulebook)
    tree["versions"][key] = "another"
    found = verified(sealed(tree), rulebook, tmp_path)
    assert (found.outcome, found.stated == found.computed, found.again) == (
        Verified.OTHER_VERSIONS,
        True,
        None,
    )


def test_verify_file_knows_another_rulebook(rulebook: Rulebook, tmp_path: Path) -> None:
    other = replace(rulebook, digest="0" * 64)
    found = verified(written(CAMERA, rulebook), other, tmp_path)
    assert found.outcome is Verified.OTHER_VERSIONS


@pytest.mark.parametrize("text", ["", "{", "not JSON", "[" * 100_000])
def test_verify_file_refuses_what_is_not_json(
    rulebook: Rulebook, tmp_path: Path, text: str
) -> None:
    assert "it is not JSON" in refused(text, rulebook, tmp_path)


@pytest.mark.parametrize("text", ["[]", "5", '"digest"', "null"])
def test_verify_file_refuses_json_that_is_no_object(
    rulebook: Rulebook, tmp_path: Path, text: str
) -> None:
    assert "it is no object" in refused(text, rulebook, tmp_path)


@pytest.mark.parametrize("key", ["digest", *RECORDED])
def test_verify_file_refuses_json_that_lacks_a_key_and_names_it(
    rulebook: Rulebook, tmp_path: Path, key: str
) -> None:
    tree = written(CAMERA, rulebook)
    del tree[key]
    said = refused(json.dumps(tree), rulebook, tmp_path)
    assert f"'{key}' is missing from it, or not known." in said


@pytest.mark.parametrize(
    ("key", "value"), [("digest", 5), ("versions", 5), ("versions", {"x": "\ud800"})]
)
def test_verify_file_refuses_json_of_something_else(
    rulebook: Rulebook, tmp_path: Path, key: str, value: object
) -> None:
    text = json.dumps({**written(CAMERA, rulebook), key: value})
    assert "its record cannot be read" in refused(text, rulebook, tmp_path)


@pytest.mark.parametrize("text", ['{"a": 1, "b": 2, "a": 1}', '{"b": [{"a": 1, "a": 2}]}'])
def test_verify_file_refuses_a_key_that_stands_twice(
    rulebook: Rulebook, tmp_path: Path, text: str
) -> None:
    assert "the key 'a' stands twice in it" in refused(text, rulebook, tmp_path)


@pytest.mark.parametrize(
    ("key", "value"), [("transaction", "x"), ("transaction", []), ("as_of", "yesterday")]
)
def test_verify_file_refuses_a_record_that_cannot_be_run(
    rulebook: Rulebook, tmp_path: Path, key: str, value: object
) -> None:
    text = json.dumps(sealed({**written(CAMERA, rulebook), key: value}))
    assert "its record cannot be read" in refused(text, rulebook, tmp_path)


def test_verify_file_refuses_a_record_of_facts_that_are_not_known(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    tree = written(CAMERA, rulebook)
    statements = tree["transaction"]["statements"]
    statements["end_user.shoe_size"] = statements["end_user.exists"]
    said = refused(json.dumps(sealed(tree)), rulebook, tmp_path)
    assert "'end_user.shoe_size' is missing from it, or not known." in said


def test_verify_file_refuses_a_file_that_is_too_large(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    with file.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(CaveatError, match="it has more than 50,000,000 bytes"):
        verify_file(file, rulebook, assessment_json)


def test_verify_file_refuses_text_that_is_not_utf_8(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(b'{"digest": "\xff"}')
    with pytest.raises(CaveatError, match="it is not JSON"):
        verify_file(file, rulebook, assessment_json)


def test_verify_file_refuses_a_file_that_is_missing(rulebook: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(CaveatError, match="expected a file, found no such file"):
        verify_file(tmp_path / "none.json", rulebook, assessment_json)


@pytest.mark.parametrize("name", ["/dev/zero", "."])
def test_verify_file_refuses_what_is_no_regular_file(
    rulebook: Rulebook, tmp_path: Path, name: str
) -> None:
    with pytest.raises(CaveatError, match="this is not a regular file"):
        verify_file(tmp_path / name, rulebook, assessment_json)


def test_verify_file_refuses_a_pipe_without_waiting_for_it(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CaveatError, match="this is not a regular file"):
        verify_file(tmp_path / "pipe", rulebook, assessment_json)


def test_canonical_sorts_keys_and_leaves_out_spaces() -> None:
    assert canonical({"b": [1, "ü"], "a": None}) == '{"a":null,"b":[1,"ü"]}'
