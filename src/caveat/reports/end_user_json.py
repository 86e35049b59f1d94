"""What is held on an end user, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from caveat.model.dossier import Agency, HeldAgency, Incident, LookedUp, PublicListing
from caveat.reports.end_user_report import NOTHING

SCHEMA = "caveat-end-user-1"


def end_user_json(looked_up: LookedUp) -> dict[str, Any]:
    """Return what a look-up came to; `says` is set where nothing is held."""
    return {
        "schema": SCHEMA,
        "name": looked_up.name,
        "country": looked_up.country,
        "as_of": looked_up.as_of.isoformat(),
        "says": None if looked_up.found else NOTHING,
        "nearest": [
            {"id": one.id, "name": one.name, "country": one.country} for one in looked_up.nearest
        ],
        "agencies": [_agency(one, looked_up.as_of) for one in looked_up.found],
    }


def _agency(held: HeldAgency, as_of: date) -> dict[str, Any]:
    agency = held.agency
    return {
        **_plain(asdict(agency)),
        "listings": _listings(agency, as_of),
        "same_name": held.same,
        "kin": [
            {"id": one.id, "name": one.name, "listings": _listings(one, as_of)} for one in held.kin
        ],
        "incidents": [incident_json(one) for one in held.incidents],
    }


def _listings(agency: Agency, as_of: date) -> list[dict[str, Any]]:
    return [_listing(one, as_of) for one in agency.listings if one.was_made_by(as_of)]


def _listing(one: PublicListing, as_of: date) -> dict[str, Any]:
    return {**_plain(asdict(one)), "removed": one.removed if one.was_undone_by(as_of) else None}


def incident_json(one: Incident) -> dict[str, Any]:
    """Return an incident as plain data, as its file says it."""
    first, last = one.years
    tree: dict[str, Any] = _plain(asdict(one))
    del tree["years"]
    return {**tree, "from_year": first, "until_year": last, "known_on": one.known_on.isoformat()}


def _plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _plain(one) for key, one in tree.items()}
    if isinstance(tree, list | tuple):
        return [_plain(one) for one in tree]
    if isinstance(tree, Enum):
        return tree.value
    return tree.isoformat() if isinstance(tree, date) else tree
