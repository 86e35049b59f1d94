"""Facts that can be read off the structure of a transaction file, where nobody need be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from caveat.model.fact import Observation
from caveat.model.transaction import Party, SafeguardState, StatedSafeguard
from caveat.model.truth import Truth
from caveat.model.value import Members, Value

THE_FILE = "the transaction file"
"""The source of such facts."""
INTERMEDIARIES = ("intermediate_consignee", "distributor", "reseller", "integrator", "agent")
"""Roles of those who stand between exporter and end user."""


def structural_facts(
    parties: Sequence[Party], *, complete: bool, destination: str, stated_end_use: str
) -> dict[str, Value]:
    """Return the facts that parties, destination and end use state by themselves.

    Args:
        parties: Everyone named, among them an exporter and an end user.
        complete: Whether that is known to be everyone.
        destination: Code of the country of ultimate destination.
        stated_end_use: What the product is to be used for, as stated.
    """
    by_role = {party.role: party for party in parties}
    facts: dict[str, Value] = {
        "country.code": destination,
        "end_user.name": by_role["end_user"].name,
        "transaction.stated_end_use": stated_end_use,
        "transaction.parties": "; ".join(f"{party.role}: {party.name}" for party in parties),
    }
    for fact, role in (("end_user.country", "end_user"), ("company.country", "exporter")):
        country = by_role[role].country
        if country is not None:
            facts[fact] = country
    if any(party.role in INTERMEDIARIES for party in parties):
        facts["transaction.has_intermediary"] = Truth.YES
    elif complete:
        facts["transaction.has_intermediary"] = Truth.NO
    return facts


def clauses_in_force(
    safeguards: Mapping[str, StatedSafeguard], entered_by: str
) -> Iterator[Observation]:
    """Yield a statement for each contract clause in force, from the day it came into force."""
    for name, stated in safeguards.items():
        in_force = stated.state is SafeguardState.IN_FORCE
        if in_force and stated.since is not None and name.startswith("contract."):
            yield Observation(Members(frozenset((name,))), THE_FILE, stated.since, entered_by)


def with_derived(
    statements: Mapping[str, tuple[Observation, ...]],
    facts: Mapping[str, Value],
    clauses: Sequence[Observation],
    *,
    observed_on: date,
    entered_by: str,
) -> dict[str, tuple[Observation, ...]]:
    """Return the statements with those that the file makes by its structure added."""
    found = dict(statements)
    for name, value in facts.items():
        derived = Observation(value, THE_FILE, observed_on, entered_by)
        found[name] = (*found.get(name, ()), derived)
    if clauses:
        name = "transaction.clauses"
        found[name] = (*found.get(name, ()), *clauses)
    return found
