"""The digest of a rulebook: it counts what a rulebook is read from, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caveat.rulebook.loader import DATA, HELD, data_digest, load, rulebook_digest
from tests.rulebook.bad_files import GOOD
from tests.rulebook.small_dossiers import write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small rulebook that may be changed."""
    shutil.copytree(GOOD / "rulebook", tmp_path / "data")
    return tmp_path / "data"


def test_rulebook_digest_is_that_of_the_rulebook_that_is_loaded(data: Path) -> None:
    assert load(data).rulebook.digest == rulebook_digest(data)


@pytest.mark.parametrize("folder", sorted(HELD))
def test_rulebook_digest_leaves_out_what_is_held_beside_it(data: Path, folder: str) -> None:
    before, all_before = rulebook_digest(data), data_digest(data)
    write(data / folder / "NO/one.yaml", "id: NO.one\n")
    assert rulebook_digest(data) == before
    assert data_digest(data) != all_before


@pytest.mark.parametrize(
    "name",
    [
        "VERSION",
        "coverage.yaml",
        "countries/BW.yaml",
        "policy/gathering.yaml",
        "policy/determination.yaml",
        "facts/end_user/type.yaml",
        "law_features/new.yaml",
    ],
)
def test_rulebook_digest_changes_with_what_rules_are_read_from(data: Path, name: str) -> None:
    before = rulebook_digest(data)
    file = data / name
    write(file, (file.read_text(encoding="utf-8") if file.exists() else "") + "# changed\n")
    assert rulebook_digest(data) != before


def test_rulebook_digest_counts_a_folder_that_is_named_like_a_part_held_but_lies_deeper(
    data: Path,
) -> None:
    before = rulebook_digest(data)
    write(data / "facts/incidents/one.yaml", "id: incidents.one\n")
    assert rulebook_digest(data) != before


@pytest.mark.parametrize(
    "name", ["facts/__pycache__/one.yaml", "facts/one.py", "CHANGELOG.md", "schema/one.json"]
)
def test_digest_leaves_out_what_is_not_read(data: Path, name: str) -> None:
    before = data_digest(data)
    write(data / name, "beside")
    assert data_digest(data) == before


def test_digest_of_parts_leaves_out_those_that_are_missing(data: Path) -> None:
    assert data_digest(data, ["VERSION", "end_users"]) == data_digest(data, ["VERSION"])
    assert data_digest(data, ["end_users"]) == data_digest(data, [])


def test_digest_counts_a_file_once_and_in_any_order_of_parts(data: Path) -> None:
    once = data_digest(data, ["facts", "policy"])
    assert data_digest(data, ["policy", "facts", "facts"]) == once


def test_digest_is_the_same_wherever_the_files_lie(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "elsewhere")
    assert rulebook_digest(tmp_path / "elsewhere") == rulebook_digest(data)


def test_rulebook_digest_of_what_ships_counts_every_folder_that_is_not_held() -> None:
    folders = [one.name for one in DATA.iterdir() if one.name not in HELD]
    assert rulebook_digest() == data_digest(DATA, folders)
