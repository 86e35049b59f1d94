"""What was held on this machine about a transaction, and what it suggests. A person answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from caveat.model.country import Domain
from caveat.model.profile import Band
from caveat.model.standing import Basis
from caveat.model.value import Value


class Aspect(Enum):
    """Whom a ground speaks of, in the order in which grounds are shown: the agency first."""

    END_USER = "end_user"
    PRODUCT = "product"
    PARTY = "party"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing held here that speaks to a fact."""

    aspect: Aspect
    of: str
    """Id of the incident, agency, law feature, indicator or regime."""
    title: str
    """What it is, in one line."""
    text: str
    """What it says beyond that; may be empty."""
    source: str
    known_on: date
    basis: Basis
    own: bool = False
    """Whether it is from the user's own files."""
    suggests: bool = True
    """Whether it speaks for the suggested answer; else it stands beside it, such as a figure."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is held here on one fact. It is no answer until a person gives it.

    Without a `value` the grounds ask for a look and suggest no answer.
    """

    fact: str
    value: Value | None
    grounds: tuple[Ground, ...]
    """Those that suggest the answer first, and of them the agency's; the newest first."""


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One domain of the country's record, in short."""

    domain: Domain
    bands: tuple[Band, ...]
    """Every band that the interval touches; empty is no data, which is never low."""
    thin: bool
    before_break: bool
    """Whether a figure in it is of before a break."""
    newest: int | None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency held here whose name is that of the end user, or is like it."""

    id: str
    name: str
    same: bool
    """Whether the name is the same; else it is only contained, and a person must tell."""
    incidents: int
    """Incidents that name it, a body it belongs to or a unit of it."""
    listings: int
    """Listings of any of these that stand on the day."""
    own: bool
    """Whether it is from the user's own files."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was held on a transaction's country, end user and products as of its day."""

    country: str
    producers: tuple[str, ...]
    newest: int | None
    domains: tuple[DomainLine, ...]
    may_be_low: bool
    """Whether the country's record meets every condition for being called low."""
    agencies: tuple[AgencyLine, ...]
    """Empty: nothing is held here on this agency, which says nothing of it."""
    proposals: tuple[Proposal, ...]
    """By fact, those about the end user first."""
    near: tuple[str, ...] = ()
    """Where no agency is held: names of a like spelling in its country, for a person to look at."""
