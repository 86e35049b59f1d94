from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caveat.assessment.record import digest_of
from caveat.cli.verify import WORDS
from caveat.services.verify_record import RECORDED, Verified, canonical
from tests.cli.conftest import Run
from tests.services.examples import ORDINARY, example

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def record(run: Run, tmp_path: Path) -> Path:
    """Return the record of an example as `assess` wrote it."""
    run("assess", example(ORDINARY), "--out", tmp_path)
    return tmp_path / f"{ORDINARY}.json"


def alter(file: Path, *, seal: bool, change: Change) -> None:
    tree = json.loads(file.read_text(encoding="utf-8"))
    change(tree)
    if seal:
        tree["digest"] = digest_of(canonical({key: tree[key] for key in RECORDED}))
    file.write_text(json.dumps(tree), encoding="utf-8")


def settle(tree: dict[str, Any]) -> None:
    tree["determination"]["recommendation"] = "proceed"


def comfort(tree: dict[str, Any]) -> None:
    tree["next_questions"] = []
    tree["approved \x1b[2J"] = True


def age(tree: dict[str, Any]) -> None:
    tree["versions"]["caveat"] = "0.0.0"


def test_verify_says_that_a_record_is_unaltered(run: Run, record: Path) -> None:
    digest = json.loads(record.read_text(encoding="utf-8"))["digest"]
    ran = run("verify", record)
    said, *digests, versions = ran.out.splitlines()
    assert (ran.code, ran.err, said) == (0, "", WORDS[Verified.SAME])
    assert digests == [
        f"Digest stated in the file:          {digest}",
        f"Digest of the record in the file:   {digest}",
        f"Digest of the assessment run again: {digest}",
    ]
    assert versions.startswith("caveat ")


def test_verify_shows_which_digests_a_new_seal_makes_differ(run: Run, record: Path) -> None:
    first = json.loads(record.read_text(encoding="utf-8"))["digest"]
    alter(record, seal=True, change=settle)
    second = json.loads(record.read_text(encoding="utf-8"))["digest"]
    assert run("verify", record).out.splitlines()[2:5] == [
        f"Digest stated in the file:          {second}",
        f"Digest of the record in the file:   {second}",
        f"Digest of the assessment run again: {first}",
    ]


@pytest.mark.parametrize(("change", "seal"), [(settle, False), (age, True)])
def test_verify_says_that_an_assessment_was_not_run_again(
    run: Run, record: Path, change: Change, seal: bool
) -> None:
    alter(record, seal=seal, change=change)
    assert "Digest of the assessment run again: not run again\n" in run("verify", record).out


@pytest.mark.parametrize(
    ("change", "seal", "code", "outcome"),
    [
        (settle, False, 1, Verified.RECORD_ALTERED),
        (comfort, False, 1, Verified.EXPLANATION_ALTERED),
        (settle, True, 1, Verified.DIFFERENT),
        (age, True, 1, Verified.OTHER_VERSIONS),
    ],
    ids=["altered", "explanation altered", "altered and sealed", "of another version"],
)
def test_verify_says_what_is_wrong_with_a_record(
    run: Run, record: Path, change: Change, seal: bool, code: int, outcome: Verified
) -> None:
    alter(record, seal=seal, change=change)
    ran = run("verify", record)
    assert (ran.code, ran.out.splitlines()[0]) == (code, WORDS[outcome])


@pytest.mark.parametrize(
    ("change", "seal", "said"),
    [
        (comfort, False, "Not the same: approved <U+001B>[2J, next_questions"),
        (settle, True, "Not the same: determination"),
    ],
)
def test_verify_names_the_keys_that_are_not_the_same(
    run: Run, record: Path, change: Change, seal: bool, said: str
) -> None:
    alter(record, seal=seal, change=change)
    assert run("verify", record).out.splitlines()[1] == said


@pytest.mark.parametrize("option", ["--complete", "--as-of=2026-11-22", "--instrument=ear-kyc"])
def test_verify_runs_an_assessment_again_as_it_was_asked_for(
    run: Run, tmp_path: Path, option: str
) -> None:
    run("assess", example(ORDINARY), "--out", tmp_path, option)
    assert run("verify", tmp_path / f"{ORDINARY}.json").out.startswith(WORDS[Verified.SAME])


def test_verify_makes_hostile_text_visible(run: Run, record: Path) -> None:
    def repaint(tree: dict[str, Any]) -> None:
        tree |= {"digest": "\x1b[2J"}
        tree["versions"]["caveat"] = "\x1b[31m"

    alter(record, seal=False, change=repaint)
    ran = run("verify", record)
    assert (ran.code, "\x1b" in ran.out, ran.out.count("<U+001B>")) == (1, False, 2)


def test_help_gives_the_exit_codes(run: Run) -> None:
    said = " ".join(run("verify", "--help").out.split())
    assert "0 same; 1 anything else, also when it could not be run again; 2 not an" in said


def test_verify_refuses_the_transaction_itself(run: Run) -> None:
    ran = run("verify", example(ORDINARY))
    assert (ran.code, ran.out, "this is not the JSON output of an assessment" in ran.err) == (
        2,
        "",
        True,
    )


def test_every_outcome_has_words_of_its_own() -> None:
    assert (list(WORDS), len(set(WORDS.values()))) == (list(Verified), len(Verified))
