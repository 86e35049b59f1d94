from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caveat.assessment.record import digest_of
from caveat.model.error import CaveatError
from caveat.reports.as_json import assessment_json
from caveat.rulebook.loader import Rulebook
from caveat.services.verify_record import (
    MAX_BYTES,
    Verification,
    Verified,
    canonical,
    verify_file,
)
from tests.services.examples import CAMERA, NAMES, assessed
from tests.services.small import write


def written(name: str, rulebook: Rulebook) -> dict[str, Any]:
    """Return the JSON output of an example as it reads back from its file."""
    one = assessed(name, rulebook)
    tree = assessment_json(one.assessment, one.record, one.digest, one.rulebook)
    read: dict[str, Any] = json.loads(json.dumps(tree))
    return read


def sealed(tree: dict[str, Any]) -> dict[str, Any]:
    """Return the output with the digest that its record has now."""
    record = {key: tree[key] for key in tree["digest_covers"]}
    return {**tree, "digest": digest_of(canonical(record))}


def verified(tree: object, rulebook: Rulebook, folder: Path) -> Verification:
    return verify_file(write(folder / "record.json", json.dumps(tree)), rulebook)


def refused(text: str, rulebook: Rulebook, folder: Path) -> str:
    with pytest.raises(CaveatError) as caught:
        verify_file(write(folder / "record.json", text), rulebook)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where and problem.where.file) == (
        "record.form",
        folder / "record.json",
    )
    return problem.message


@pytest.mark.parametrize("name", NAMES)
def test_verify_file_runs_an_unaltered_assessment_again(
    rulebook: Rulebook, tmp_path: Path, name: str
) -> None:
    digest = assessed(name, rulebook).digest
    found = verified(written(name, rulebook), rulebook, tmp_path)
    assert (found.outcome, found.stated, found.computed) == (Verified.SAME, digest, digest)


def test_verify_file_names_the_versions_of_the_record(rulebook: Rulebook, tmp_path: Path) -> None:
    tree = written(CAMERA, rulebook)
    assert verified(tree, rulebook, tmp_path).versions == tree["versions"]


@pytest.mark.parametrize("key", ["findings", "determination", "facts", "transaction", "as_of"])
def test_verify_file_finds_an_altered_record(rulebook: Rulebook, tmp_path: Path, key: str) -> None:
    found = verified({**written(CAMERA, rulebook), key: "x"}, rulebook, tmp_path)
    assert (found.outcome, found.stated == found.computed) == (Verified.ALTERED, False)


def test_verify_file_does_not_look_at_what_is_derived(rulebook: Rulebook, tmp_path: Path) -> None:
    tree = {**written(CAMERA, rulebook), "changes": []}
    assert verified(tree, rulebook, tmp_path).outcome is Verified.SAME


def test_verify_file_finds_an_altered_record_with_a_new_digest(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    tree = written(CAMERA, rulebook)
    tree["findings"][0]["state"] = "no"
    found = verified(sealed(tree), rulebook, tmp_path)
    assert (found.outcome, found.stated == found.computed) == (Verified.DIFFERENT, False)


@pytest.mark.parametrize("key", ["caveat", "rulebook_digest"])
def test_verify_file_does_not_run_what_other_versions_made(
    rulebook: Rulebook, tmp_path: Path, key: str
) -> None:
    tree = written(CAMERA, rulebook)
    tree["versions"][key] = "another"
    assert verified(sealed(tree), rulebook, tmp_path).outcome is Verified.OTHER_VERSIONS


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


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"digest": "sha256:00"},
        {"digest": "sha256:00", "digest_covers": 5},
        {"digest": "sha256:00", "digest_covers": ["versions"]},
        {"digest": "sha256:00", "digest_covers": ["versions"], "versions": 5},
        {"digest": "sha256:00", "digest_covers": ["versions"], "versions": {"x": "\ud800"}},
    ],
)
def test_verify_file_refuses_json_of_something_else(
    rulebook: Rulebook, tmp_path: Path, tree: object
) -> None:
    assert "its record cannot be read" in refused(json.dumps(tree), rulebook, tmp_path)


@pytest.mark.parametrize(
    ("key", "value"), [("transaction", {}), ("transaction", "x"), ("as_of", "yesterday")]
)
def test_verify_file_refuses_a_record_that_cannot_be_run(
    rulebook: Rulebook, tmp_path: Path, key: str, value: object
) -> None:
    text = json.dumps(sealed({**written(CAMERA, rulebook), key: value}))
    assert "its record cannot be read" in refused(text, rulebook, tmp_path)


def test_verify_file_refuses_a_file_that_is_too_large(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    with file.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(CaveatError, match="it is too large"):
        verify_file(file, rulebook)


def test_verify_file_refuses_text_that_is_not_utf_8(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(b'{"digest": "\xff"}')
    with pytest.raises(CaveatError, match="it is not JSON"):
        verify_file(file, rulebook)


def test_verify_file_refuses_a_file_that_is_missing(rulebook: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(CaveatError, match="cannot be read: No such file"):
        verify_file(tmp_path / "none.json", rulebook)


def test_canonical_sorts_keys_and_leaves_out_spaces() -> None:
    assert canonical({"b": [1, "ü"], "a": None}) == '{"a":null,"b":[1,"ü"]}'
