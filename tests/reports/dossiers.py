"""Invented agencies, incidents and listings to test with."""

from __future__ import annotations

from datetime import date
from typing import Any

from caveat.model.dossier import (
    Against,
    Agency,
    HeldAgency,
    Incident,
    LookedUp,
    PublicListing,
    Reference,
    Search,
    Weight,
)
from caveat.model.standing import Basis

DAY = date(2026, 11, 24)
OPENED = Reference(
    "Example Paper",
    "report on the watch",
    "2021-12",
    Basis.SECONDARY_SOURCE,
    "https://paper.example/1",
    DAY,
)
RECALLED = Reference("Example Court", "a judgment", "2023-05-31", Basis.RECALLED)


def listing(**parts: Any) -> PublicListing:
    """Return a listing of 2020 for abuses, with parts changed."""
    plain: dict[str, Any] = {
        "authority": "Example Treasury",
        "list": "Example list",
        "listed": "2020-12-10",
        "removed": None,
        "for_abuse": True,
        "reason": "torture",
        "basis": Basis.RECALLED,
        "citation": "Order 1",
    }
    return PublicListing(**(plain | parts))


def agency(slug: str = "harbour_watch", /, **parts: Any) -> Agency:
    """Return an agency of which the least is held, with parts changed."""
    plain: dict[str, Any] = {
        "id": f"XA.{slug}",
        "name": "Harbour Watch",
        "country": "XA",
        "names": (),
        "parent": "",
        "parent_file": None,
        "predecessors": (),
        "units": (),
        "functions": ("state_security",),
        "level": "national",
        "mandate": "",
        "oversight": "",
        "listings": (),
        "searched": (Search("the public record", DAY, "one report"),),
        "sources": (OPENED,),
        "written_on": DAY,
        "checked_by": "",
    }
    return Agency(**(plain | parts))


def incident(slug: str = "xa_watch_2021", /, **parts: Any) -> Incident:
    """Return an incident of 2019 to 2020 that became public in 2021, with parts changed."""
    plain: dict[str, Any] = {
        "id": slug,
        "title": "A reporter was followed",
        "country": "XA",
        "end_users": ("XA.harbour_watch",),
        "named": "the Harbour Watch",
        "vendors": ("Example Lens",),
        "product": "Lens 2",
        "technology": ("recording_devices.networked_cctv",),
        "rights": ("privacy", "freedom_from_torture"),
        "against": (Against.JOURNALISTS, Against.HUMAN_RIGHTS_DEFENDERS),
        "abroad": False,
        "years": (2019, 2020),
        "what": "Example Paper reported that a reporter was followed.",
        "weight": Weight.OFFICIAL_FINDING,
        "answer": "",
        "sources": (OPENED, RECALLED),
    }
    return Incident(**(plain | parts))


def held(one: Agency | None = None, **parts: Any) -> HeldAgency:
    """Return an agency that is held under the same name without a record, with parts changed."""
    plain: dict[str, Any] = {"same": True, "kin": (), "incidents": ()}
    return HeldAgency(one or agency(), **(plain | parts))


def looked_up(*found: HeldAgency, **parts: Any) -> LookedUp:
    """Return a look-up that came to some agencies, with parts changed."""
    plain: dict[str, Any] = {"name": "harbour watch", "country": None, "as_of": DAY, "nearest": ()}
    return LookedUp(found=found, **(plain | parts))
