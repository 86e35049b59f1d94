"""Reads a transaction back from the record of an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caveat.model.country import Domain
from caveat.model.fact import Observation, Statements
from caveat.model.gathered import AgencyLine, Aspect, DomainLine, Gathered, Ground, Proposal
from caveat.model.profile import Band
from caveat.model.standing import Basis
from caveat.model.transaction import (
    Consultation,
    Item,
    Party,
    RightsImpact,
    SafeguardState,
    StatedSafeguard,
    Transaction,
)
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.values import parse_value


def read_recorded(record: Mapping[str, Any], rulebook: Rulebook) -> Transaction:
    """Return the transaction that a record was made of.

    Raises:
        KeyError, TypeError, ValueError: it is no such record, or its facts are not those of
            this rulebook.
    """
    tree = record["transaction"]
    return Transaction(
        id=tree["id"],
        title=tree["title"],
        as_of=date.fromisoformat(record["as_of"]),
        instruments=tuple(tree["instruments"]),
        destination=tree["destination"],
        parties=tuple(
            Party(one["role"], one["name"], one["country"], one["note"]) for one in tree["parties"]
        ),
        items=tuple(
            Item(
                one["product"],
                one["title"],
                one["quantity"],
                _statements(one["statements"], rulebook),
            )
            for one in tree["items"]
        ),
        stated_end_use=tree["stated_end_use"],
        statements=_statements(tree["statements"], rulebook),
        safeguards={one["safeguard"]: _safeguard(one) for one in tree["safeguards"]},
        rights_impact=tuple(_impact(one) for one in tree["rights_impact"]),
        about=tree["about"],
        gathered=_gathered(tree["gathered"], rulebook),
    )


def _statements(tree: Mapping[str, Any], rulebook: Rulebook) -> Statements:
    return {
        name: tuple(_observation(name, one, rulebook) for one in stated)
        for name, stated in tree.items()
    }


def _observation(name: str, tree: Mapping[str, Any], rulebook: Rulebook) -> Observation:
    fact = rulebook.facts[name]
    return Observation(
        value=parse_value(tree["value"], fact, vocabulary=rulebook.vocabulary(fact)),
        source=tree["source"],
        observed_on=date.fromisoformat(tree["observed_on"]),
        entered_by=tree["entered_by"],
        expires_on=_day(tree.get("expires_on")),
        decides=tree.get("decides", False),
        reason=tree.get("reason", ""),
    )


def _safeguard(tree: Mapping[str, Any]) -> StatedSafeguard:
    return StatedSafeguard(
        tree["safeguard"],
        SafeguardState(tree["state"]),
        tree["evidence"],
        tree["owner"],
        _day(tree["since"]),
        tree["reason"],
    )


def _impact(tree: Mapping[str, Any]) -> RightsImpact:
    return RightsImpact(
        right=tree["right"],
        whose=tree["whose"],
        scale=tree["scale"],
        scope=tree["scope"],
        remediability=tree["remediability"],
        how=tree["how"],
        consulted=tuple(
            Consultation(one["who"], one["said"], _day(one["on"])) for one in tree["consulted"]
        ),
    )


def _gathered(tree: Mapping[str, Any] | None, rulebook: Rulebook) -> Gathered | None:
    if tree is None:
        return None
    return Gathered(
        country=tree["country"],
        producers=tuple(tree["producers"]),
        newest=tree["newest"],
        domains=tuple(
            DomainLine(
                Domain(one["domain"]),
                tuple(Band(band) for band in one["bands"]),
                one["thin"],
                one["before_break"],
                one["newest"],
            )
            for one in tree["domains"]
        ),
        may_be_low=tree["may_be_low"],
        agencies=tuple(AgencyLine(**one) for one in tree["agencies"]),
        near=tuple(tree["near"]),
        proposals=tuple(_proposal(one, rulebook) for one in tree["proposals"]),
    )


def _proposal(tree: Mapping[str, Any], rulebook: Rulebook) -> Proposal:
    fact = rulebook.facts[tree["fact"]]
    return Proposal(
        fact=fact.id,
        value=parse_value(tree["value"], fact, vocabulary=rulebook.vocabulary(fact)),
        grounds=tuple(
            Ground(
                aspect=Aspect(one["aspect"]),
                of=one["of"],
                title=one["title"],
                text=one["text"],
                source=one["source"],
                known_on=date.fromisoformat(one["known_on"]),
                basis=Basis(one["basis"]),
                own=one["own"],
                suggests=one["suggests"],
            )
            for one in tree["grounds"]
        ),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
