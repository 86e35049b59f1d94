"""What is held on an end user, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from caveat.model.dossier import HeldAgency, Incident, LookedUp, PublicListing, last_day
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
        "nearest": [{"id": one.id, "name": one.name} for one in looked_up.nearest],
        "agencies": [_agency(one, looked_up) for one in looked_up.found],
    }


def _agency(held: HeldAgency, looked_up: LookedUp) -> dict[str, Any]:
    agency = held.agency
    listings = [one for one in agency.listings if last_day(one.listed) <= looked_up.as_of]
    return {
        **_plain({**asdict(agency), "listings": []}),
        "listings": [_listing(one) for one in listings],
        "same_name": held.same,
        "kin": [{"id": one.id, "name": one.name} for one in held.kin],
        "incidents": [incident_json(one) for one in held.incidents],
    }


def _listing(one: PublicListing) -> dict[str, Any]:
    tree: dict[str, Any] = _plain(asdict(one))
    return tree


def incident_json(one: Incident) -> dict[str, Any]:
    """Return an incident as plain data."""
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
