from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.recorded import read_recorded
from caveat.rulebook.transaction_file import read_transaction
from caveat.services.assess_file import record_of
from tests.rulebook.bad_files import GOOD, TESTS

TODAY = date(2026, 11, 24)
FILES = [
    GOOD / "transaction/smallest.yaml",
    GOOD / "transaction/whole.yaml",
    TESTS.parent / "examples/partly_known.yaml",
]


def _record(file: Path, program: Program) -> dict[str, Any]:
    transaction = read_transaction(file, program.rulebook, today=TODAY)
    prepared = Prepared(program, transaction.as_of, transaction.instruments)
    tree: dict[str, Any] = json.loads(record_of(prepared, transaction))
    return tree


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_transaction_comes_back_from_its_record(
    file: Path, program: Program, rulebook: Rulebook
) -> None:
    transaction = read_transaction(file, rulebook, today=TODAY)
    assert read_recorded(_record(file, program), rulebook) == transaction


@pytest.mark.parametrize("key", ["transaction", "as_of"])
def test_record_without_its_input_is_refused(
    program: Program, rulebook: Rulebook, key: str
) -> None:
    record = _record(FILES[0], program)
    del record[key]
    with pytest.raises(KeyError):
        read_recorded(record, rulebook)


def test_record_with_a_fact_of_no_rulebook_is_refused(program: Program, rulebook: Rulebook) -> None:
    record = _record(FILES[0], program)
    statements = record["transaction"]["statements"]
    statements["end_user.typ"] = statements.pop("end_user.name")
    with pytest.raises(KeyError):
        read_recorded(record, rulebook)


def test_record_with_a_value_of_no_fact_is_refused(program: Program, rulebook: Rulebook) -> None:
    record = _record(FILES[0], program)
    record["transaction"]["statements"]["country.code"][0]["value"] = "QQ"
    with pytest.raises(ValueError, match="found 'QQ'"):
        read_recorded(record, rulebook)
