from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.assessment.record import digest_of
from caveat.model.gathered import Aspect, Gathered
from caveat.model.transaction import Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.recorded import read_recorded
from caveat.rulebook.transaction_file import read_transaction
from caveat.services.assess_file import record_of
from caveat.services.gather_facts import Held, gather_facts
from tests.assessment.small_gathered import FULL, gathered, proposal
from tests.rulebook.bad_files import GOOD, TESTS

TODAY = date(2026, 11, 24)
FILES = [
    GOOD / "transaction/smallest.yaml",
    GOOD / "transaction/whole.yaml",
    TESTS.parent / "examples/partly_known.yaml",
]


def _record(file: Path, program: Program) -> dict[str, Any]:
    return _tree(_text(read_transaction(file, program.rulebook, today=TODAY), program))


def _text(transaction: Transaction, program: Program) -> str:
    prepared = Prepared(program, transaction.as_of, transaction.instruments)
    return record_of(prepared, transaction)


def _tree(text: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(text)
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


FEATURES = Members(frozenset(("bulk_retention",)))
HELD = gathered(
    proposal("end_user.abuse_reported", Truth.YES, Aspect.END_USER),
    proposal("end_user.independent_oversight", None, Aspect.END_USER),
    proposal("end_user.government_level", "national", Aspect.END_USER),
    proposal("country.law_features", FEATURES),
    producers=FULL.producers,
    newest=FULL.newest,
    domains=FULL.domains,
    may_be_low=FULL.may_be_low,
    agencies=FULL.agencies,
)


@pytest.mark.parametrize("held", [None, gathered(), HELD])
def test_what_was_held_comes_back_with_the_same_digest(
    program: Program, rulebook: Rulebook, held: Gathered | None
) -> None:
    stated = replace(read_transaction(FILES[1], rulebook, today=TODAY), gathered=held)
    text = _text(stated, program)
    again = read_recorded(_tree(text), rulebook)
    assert again == stated
    assert digest_of(_text(again, program)) == digest_of(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_all_that_is_gathered_comes_back_with_the_same_digest(
    program: Program, rulebook: Rulebook, held: Held, file: Path
) -> None:
    found = gather_facts(read_transaction(file, rulebook, today=TODAY), rulebook, held)
    text = _text(found, program)
    again = read_recorded(_tree(text), rulebook)
    assert again == found
    assert digest_of(_text(again, program)) == digest_of(text)


Change = Callable[[dict[str, Any]], Any]
CHANGES: dict[str, Change] = {
    "no fact": lambda tree: tree["proposals"][0].update(fact="end_user.abuze"),
    "no value of it": lambda tree: tree["proposals"][0].update(value="national"),
    "no aspect": lambda tree: tree["proposals"][0]["grounds"][0].update(aspect="planet"),
    "no basis": lambda tree: tree["proposals"][0]["grounds"][0].update(basis="hearsay"),
    "no day": lambda tree: tree["proposals"][0]["grounds"][0].update(known_on="May"),
    "no domain": lambda tree: tree["domains"][0].update(domain="weather"),
    "no band": lambda tree: tree["domains"][0].update(bands=["mild"]),
    "no grounds": lambda tree: tree["proposals"][0].pop("grounds"),
    "more of an agency": lambda tree: tree["agencies"][0].update(verdict="bad"),
    "no agencies": lambda tree: tree.pop("agencies"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_record_of_what_was_held_that_is_none_is_refused(
    program: Program, rulebook: Rulebook, change: Change
) -> None:
    stated = replace(read_transaction(FILES[1], rulebook, today=TODAY), gathered=HELD)
    record = _tree(_text(stated, program))
    change(record["transaction"]["gathered"])
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_recorded(record, rulebook)


def test_record_from_before_anything_was_held_is_refused(
    program: Program, rulebook: Rulebook
) -> None:
    record = _record(FILES[0], program)
    del record["transaction"]["gathered"]
    with pytest.raises(KeyError):
        read_recorded(record, rulebook)
