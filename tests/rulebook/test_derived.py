from __future__ import annotations

from datetime import date

import pytest

from caveat.model.fact import Observation
from caveat.model.transaction import Party, SafeguardState, StatedSafeguard
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from caveat.rulebook.derived import (
    INTERMEDIARIES,
    THE_FILE,
    clauses_in_force,
    structural_facts,
    with_derived,
)

EXPORTER, END_USER = Party("exporter", "Example Cameras Inc."), Party("end_user", "Example City")
ON = date(2026, 11, 2)
AUDIT, HOSTED = "contract.audit_right", "technical.hosted_service"


def _facts(*more: Party, complete: bool = False) -> dict[str, Value]:
    return structural_facts(
        (EXPORTER, END_USER, *more),
        complete=complete,
        destination="BW",
        stated_end_use="Count cars",
    )


def _in_force(name: str) -> StatedSafeguard:
    return StatedSafeguard(name, SafeguardState.IN_FORCE, "Clause 9", "B. Example", ON)


def test_structural_facts_are_read_off_destination_parties_and_end_use() -> None:
    assert _facts() == {
        "country.code": "BW",
        "end_user.name": "Example City",
        "transaction.stated_end_use": "Count cars",
        "transaction.parties": "exporter: Example Cameras Inc.; end_user: Example City",
    }


def test_structural_facts_give_the_countries_that_are_stated() -> None:
    facts = structural_facts(
        (Party("exporter", "A", "US"), Party("end_user", "B", "NO")),
        complete=False,
        destination="BW",
        stated_end_use="Count cars",
    )
    assert (facts["company.country"], facts["end_user.country"]) == ("US", "NO")


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("role", INTERMEDIARIES)
def test_structural_facts_find_an_intermediary_by_its_role(role: str, complete: bool) -> None:
    facts = _facts(Party(role, "Go-Between Ltd"), complete=complete)
    assert facts["transaction.has_intermediary"] is Truth.YES


@pytest.mark.parametrize("role", ["purchaser", "payer", "ultimate_consignee", "other"])
def test_structural_facts_find_no_intermediary_in_other_roles(role: str) -> None:
    facts = _facts(Party(role, "Somebody"), complete=True)
    assert facts["transaction.has_intermediary"] is Truth.NO


def test_structural_facts_leave_intermediaries_open_where_the_list_may_go_on() -> None:
    assert "transaction.has_intermediary" not in _facts()


def test_clauses_in_force_count_from_the_day_they_came_into_force() -> None:
    assert list(clauses_in_force({AUDIT: _in_force(AUDIT)}, "A. Example")) == [
        Observation(Members(frozenset({AUDIT})), THE_FILE, ON, "A. Example")
    ]


def test_clauses_in_force_leave_out_safeguards_outside_the_contract() -> None:
    assert list(clauses_in_force({HOSTED: _in_force(HOSTED)}, "A. Example")) == []


@pytest.mark.parametrize(
    "state", [SafeguardState.PROMISED, SafeguardState.REFUSED, SafeguardState.NOT_ADOPTED]
)
def test_clauses_in_force_leave_out_those_that_are_not(state: SafeguardState) -> None:
    stated = StatedSafeguard(AUDIT, state, "Clause 9", "B. Example", ON)
    assert list(clauses_in_force({AUDIT: stated}, "A. Example")) == []


def test_with_derived_adds_to_what_was_stated() -> None:
    stated = Observation("NO", "order", ON, "A. Example")
    clause = Observation(Members(frozenset({AUDIT})), THE_FILE, ON, "A. Example")
    found = with_derived(
        {"country.code": (stated,)},
        {"country.code": "BW"},
        (clause,),
        observed_on=ON,
        entered_by="A. Example",
    )
    assert found == {
        "country.code": (stated, Observation("BW", THE_FILE, ON, "A. Example")),
        "transaction.clauses": (clause,),
    }


def test_with_derived_leaves_the_statements_it_was_given_as_they_were() -> None:
    before: dict[str, tuple[Observation, ...]] = {}
    with_derived(before, {"country.code": "BW"}, (), observed_on=ON, entered_by="A. Example")
    assert before == {}
