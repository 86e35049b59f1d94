"""What is being assessed: items, parties, destination and end use, with what was stated of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from caveat.model.fact import Statements
from caveat.model.gathered import Gathered


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who takes part, in one role. `country` is an ISO 3166-1 alpha-2 code or None."""

    role: str
    name: str
    country: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What one transaction ships of a product, with what was stated of the product."""

    product: str
    title: str
    quantity: str
    statements: Statements = field(default_factory=dict)


class SafeguardState(Enum):
    """How far a safeguard has come. Only `IN_FORCE`, with evidence, counts."""

    IN_FORCE = "in_force"
    PROMISED = "promised"
    REFUSED = "refused"
    NOT_ADOPTED = "not_adopted"


@dataclass(frozen=True, slots=True)
class StatedSafeguard:
    """What the file says of one safeguard."""

    safeguard: str
    state: SafeguardState
    evidence: str = ""
    owner: str = ""
    since: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """Who was asked about a harm, when, and what they said."""

    who: str
    said: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RightsImpact:
    """One line of the rights-impact worksheet of consideration 1."""

    right: str
    whose: str
    scale: str
    scope: str
    remediability: str
    how: str
    consulted: tuple[Consultation, ...] = ()


@dataclass(frozen=True, slots=True)
class Transaction:
    """A proposed or past export as its file states it.

    `instruments` empty means those in effect on `as_of`. `statements` holds what was
    stated of everything but the products, which stands with the items.
    """

    id: str
    title: str
    as_of: date
    instruments: tuple[str, ...]
    destination: str
    parties: tuple[Party, ...]
    items: tuple[Item, ...]
    stated_end_use: str
    statements: Statements
    safeguards: Mapping[str, StatedSafeguard]
    rights_impact: tuple[RightsImpact, ...] = ()
    about: str = ""
    """What a reader must know of the file itself, such as that it is invented."""
    gathered: Gathered | None = None
    """What was held on the machine about it; None where nobody has looked."""

    def party(self, role: str) -> Party | None:
        """Return the party in a role, or None if nobody has it."""
        return next((party for party in self.parties if party.role == role), None)
