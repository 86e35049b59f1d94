"""What is refused stands in tests/bad; here is what is read of tests/good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.model.fact import Observation
from caveat.model.transaction import (
    Consultation,
    Item,
    Party,
    RightsImpact,
    SafeguardState,
    StatedSafeguard,
    Transaction,
)
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.transaction_file import read_product, read_transaction
from tests.rulebook.bad_files import GOOD

TODAY = date(2026, 11, 24)
ORDERED_ON = date(2026, 11, 2)


@pytest.fixture(scope="module")
def whole(rulebook: Rulebook) -> Transaction:
    return read_transaction(GOOD / "transaction/whole.yaml", rulebook, today=TODAY)


@pytest.fixture(scope="module")
def smallest(rulebook: Rulebook) -> Transaction:
    return read_transaction(GOOD / "transaction/smallest.yaml", rulebook, today=TODAY)


def _edited(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    """Write the smallest transaction beside its product, with some of its text replaced."""
    text = (GOOD / "transaction/smallest.yaml").read_text(encoding="utf-8")
    for old, new in (("../product/", ""), *edits):
        assert old in text
        text = text.replace(old, new)
    camera = (GOOD / "product/camera.yaml").read_text(encoding="utf-8")
    (tmp_path / "camera.yaml").write_text(camera, encoding="utf-8")
    file = tmp_path / "edited.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _derived(transaction: Transaction) -> dict[str, Value | None]:
    """Return the values that were read off the structure of the file."""
    return {
        fact: stated[-1].value
        for fact, stated in transaction.statements.items()
        if stated[-1].source == "the transaction file"
    }


def test_read_transaction_reads_the_head(whole: Transaction) -> None:
    head = (whole.id, whole.title, whole.as_of, whole.instruments, whole.destination)
    assert head == (
        "whole",
        "Cameras for a city (invented)",
        date(2026, 11, 20),
        ("us-state-2020",),
        "NO",
    )


def test_read_transaction_reads_parties_in_the_order_of_the_file(whole: Transaction) -> None:
    assert whole.parties == (
        Party("exporter", "Example Cameras Inc.", "US"),
        Party("agent", "First Agent"),
        Party("agent", "Second Agent", note="Works for the first"),
        Party("end_user", "Example City", "NO"),
    )


def test_read_transaction_reads_the_products_it_names(whole: Transaction) -> None:
    seen_on, by = date(2026, 9, 1), "A. Example"
    categories = Members(frozenset({"recording_devices.networked_cctv"}))
    assert whole.items == (
        Item(
            "camera",
            "Fixed cameras (Example Cameras Inc.)",
            "4 cameras",
            {
                "product.categories": (
                    Observation(categories, "data sheet (invented)", seen_on, by),
                ),
                "product.covert": (Observation(Truth.NO, "data sheet (invented)", seen_on, by),),
            },
        ),
    )


def test_read_transaction_reads_each_type_of_fact(whole: Transaction) -> None:
    stated = {
        fact: [one.value for one in statements]
        for fact, statements in whole.statements.items()
        if fact not in _derived(whole)
    }
    assert stated == {
        "end_user.type": ["government"],
        "end_user.functions": [Members(frozenset({"municipal"}))],
        "end_user.government_ties": [
            Members(frozenset({"public_function"}), frozenset({"party_cell"}))
        ],
        "end_user.government_share": [Range(low=50.0)],
        "end_user.aliases": [Members(frozenset({"Example Town"}))],
        "end_user.address": ["1 Example Street"],
        "end_user.prior_misuse": [None, Truth.NO],
    }


def test_read_transaction_reads_provenance_of_a_ruling(whole: Transaction) -> None:
    assert whole.statements["end_user.prior_misuse"] == (
        Observation(None, "search of the press", date(2026, 11, 3), "B. Example, compliance"),
        Observation(
            Truth.NO,
            "register of complaints",
            ORDERED_ON,
            "A. Example, sales",
            expires_on=date(2027, 11, 3),
            decides=True,
            reason="The register is complete; the press is not.",
        ),
    )


def test_read_transaction_derives_facts_from_the_structure(whole: Transaction) -> None:
    assert _derived(whole) == {
        "country.code": "NO",
        "end_user.name": "Example City",
        "end_user.country": "NO",
        "company.country": "US",
        "transaction.stated_end_use": "Count cars at crossings",
        "transaction.parties": "exporter: Example Cameras Inc.; agent: First Agent; "
        "agent: Second Agent; end_user: Example City",
        "transaction.has_intermediary": Truth.YES,
        "transaction.clauses": Members(frozenset({"contract.audit_right"})),
    }


def test_read_transaction_derives_nothing_from_what_is_left_out(smallest: Transaction) -> None:
    assert _derived(smallest) == {
        "country.code": "BW",
        "end_user.name": "Example City",
        "transaction.stated_end_use": "Count cars at crossings",
        "transaction.parties": "exporter: Example Cameras Inc.; end_user: Example City",
    }


def test_read_transaction_gives_derived_facts_the_provenance_of_the_file(
    smallest: Transaction,
) -> None:
    assert smallest.statements["country.code"] == (
        Observation("BW", "the transaction file", ORDERED_ON, "A. Example"),
    )


def test_read_transaction_finds_no_intermediary_in_a_complete_list(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    file = _edited(tmp_path, ("items:", "parties_complete: true\nitems:"))
    derived = _derived(read_transaction(file, rulebook, today=TODAY))
    assert derived["transaction.has_intermediary"] is Truth.NO


def test_read_transaction_refuses_every_fact_that_is_read_off_the_file(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    derived = sorted(name for name, fact in rulebook.facts.items() if fact.derived_from is not None)
    stated = ", ".join(f"{name}: unknown" for name in derived)
    file = _edited(tmp_path, ("items:", f"facts: {{{stated}}}\nitems:"))
    with pytest.raises(CaveatError) as refused:
        read_transaction(file, rulebook, today=TODAY)
    found = [(problem.code, problem.message.split("'")[1]) for problem in refused.value.problems]
    assert found == [("fact.derived", name) for name in derived]


@pytest.mark.parametrize("state", ["promised", "refused", "not_adopted"])
def test_read_transaction_counts_no_clause_that_is_not_in_force(
    rulebook: Rulebook, tmp_path: Path, state: str
) -> None:
    safeguards = f"safeguards: [{{safeguard: contract.audit_right, state: {state}}}]\nitems:"
    transaction = read_transaction(_edited(tmp_path, ("items:", safeguards)), rulebook, today=TODAY)
    assert "transaction.clauses" not in transaction.statements


def test_read_transaction_reads_safeguards(whole: Transaction) -> None:
    assert whole.safeguards == {
        "contract.audit_right": StatedSafeguard(
            "contract.audit_right",
            SafeguardState.IN_FORCE,
            evidence="Clause 9, signed",
            owner="B. Example",
            since=date(2026, 11, 10),
        ),
        "technical.remote_disable": StatedSafeguard(
            "technical.remote_disable",
            SafeguardState.REFUSED,
            reason="The city runs its own servers",
        ),
    }


def test_read_transaction_reads_the_worksheet(whole: Transaction) -> None:
    assert whole.rights_impact == (
        RightsImpact(
            right="privacy",
            whose="Passers-by",
            scale="limited",
            scope="population",
            remediability="possible",
            how="Number plates are stored",
            consulted=(
                Consultation("Example Rights Group", "Blur the plates", date(2026, 10, 30)),
                Consultation("Example Residents", "Nothing"),
            ),
        ),
    )


def test_read_transaction_assesses_today_where_the_file_has_no_date(smallest: Transaction) -> None:
    assert smallest.as_of == TODAY


def test_read_transaction_assesses_the_date_it_is_given_before_that_of_the_file(
    rulebook: Rulebook,
) -> None:
    asked = date(2020, 1, 1)
    file = GOOD / "transaction/whole.yaml"
    assert read_transaction(file, rulebook, today=TODAY, as_of=asked).as_of == asked


def test_read_transaction_says_that_the_quantity_was_not_stated(smallest: Transaction) -> None:
    assert [item.quantity for item in smallest.items] == ["not stated"]


def test_read_transaction_collects_the_problems_of_every_file(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    file = _edited(tmp_path, ("BW", "XX"), ("- product: camera", "- product: bad"))
    (tmp_path / "bad.yaml").write_text("product: bad\n", encoding="utf-8")
    with pytest.raises(CaveatError) as refused:
        read_transaction(file, rulebook, today=TODAY)
    places = [problem.where.file.name for problem in refused.value.problems if problem.where]
    assert places == ["edited.yaml", *["bad.yaml"] * 4]


@pytest.mark.parametrize("name", ['"a\\0b.yaml"', '"\\ud800.yaml"', '""', "/"])
def test_read_transaction_refuses_names_that_are_no_file(
    rulebook: Rulebook, tmp_path: Path, name: str
) -> None:
    file = _edited(tmp_path, ("camera.yaml", name))
    with pytest.raises(CaveatError) as refused:
        read_transaction(file, rulebook, today=TODAY)
    assert [problem.where.line for problem in refused.value.problems if problem.where] == [10]


def test_read_product_leaves_the_quantity_to_the_transaction(rulebook: Rulebook) -> None:
    entry, item = read_product(GOOD / "product/camera.yaml", rulebook, today=TODAY)
    assert (entry.maker, item.quantity) == ("Example Cameras Inc.", "")
