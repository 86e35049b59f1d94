from __future__ import annotations

from pathlib import Path

import pytest

from caveat.reports.schemas import schema_text, schemas
from caveat.rulebook.loader import DATA
from tests.cli.conftest import Run


def test_schema_lists_names(run: Run) -> None:
    assert run("schema").out.splitlines() == sorted(schemas())


def test_schema_prints_one(run: Run) -> None:
    assert run("schema", "transaction").out == schema_text(schemas()["transaction"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("transactoin", "error: 'transactoin' is no schema. Nearest: 'transaction'.\n"),
        ("xyzzy", "error: 'xyzzy' is no schema.\n"),
    ],
)
def test_schema_refuses_an_unknown_name(run: Run, name: str, said: str) -> None:
    ran = run("schema", name)
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_schema_writes_all_as_they_are_committed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "schema"
    ran = run("schema", "--write", folder)
    written = {file.name: file.read_bytes() for file in folder.iterdir()}
    committed = {file.name: file.read_bytes() for file in (DATA / "schema").iterdir()}
    assert (ran.out, written) == (f"{len(committed)} schemas written to {folder}.\n", committed)


def test_schema_refuses_a_folder_it_cannot_write_into(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    ran = run("schema", "--write", tmp_path / "file")
    assert (ran.code, ran.out, "cannot write: File exists." in ran.err) == (2, "", True)
