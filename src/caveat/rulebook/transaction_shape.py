"""The shape of transaction and product files."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from caveat.model.transaction import SafeguardState
from caveat.rulebook.severity import Remediability, Scale, Scope
from caveat.rulebook.shape import Id, Strict, Words
from caveat.rulebook.statements import Provenance

Role = Literal[
    "exporter",
    "purchaser",
    "payer",
    "intermediate_consignee",
    "ultimate_consignee",
    "end_user",
    "distributor",
    "reseller",
    "integrator",
    "agent",
    "other",
]


def _code(tree: object) -> object:
    """Refuse what is no text before it is called so: `false` is what other readers make of NO."""
    if not isinstance(tree, str):
        raise ValueError('expected a country code in quotes, such as "NO" for Norway')
    return tree


Code = Annotated[Words, BeforeValidator(_code)]


class PartyEntry(Strict):
    """A party in one role."""

    role: Role
    """What the party does in the transaction."""
    name: Words
    """Its name as stated."""
    country: Code | None = None
    """ISO 3166-1 alpha-2 code, quoted."""
    note: Words | None = None
    """What else is known of it."""


class ItemEntry(Strict):
    """One item: a product profile, and how much of it."""

    product: Words
    """Path of the product file, from the folder of this file."""
    quantity: Words = "not stated"
    """How much or how many."""


class SafeguardEntry(Strict):
    """How far one safeguard has come."""

    safeguard: Id
    """Id of the safeguard in the rulebook."""
    state: Annotated[SafeguardState, Field(strict=False)]
    """in_force, promised, refused or not_adopted; only in_force counts, and only with evidence."""
    evidence: Words | None = None
    """The signed clause or the record of the test; required when in force."""
    owner: Words | None = None
    """The person who answers for it; required when in force."""
    since: str | None = None
    """The day it came into force; required when in force."""
    reason: Words | None = None
    """Why it is refused or not adopted."""


class ConsultationEntry(Strict):
    """Who was asked."""

    who: Words
    """The person or group."""
    said: Words
    """What they said."""
    on: str | None = None
    """When."""


class RightsEntry(Strict):
    """One line of the rights-impact worksheet."""

    right: Id
    """Id of the right."""
    whose: Words
    """Whose right could be harmed."""
    how: Words
    """How this product, in this end user's hands, could harm it."""
    scale: Annotated[Scale, Field(strict=False)]
    """How grave."""
    scope: Annotated[Scope, Field(strict=False)]
    """How many."""
    remediability: Annotated[Remediability, Field(strict=False)]
    """Whether it can be made good."""
    consulted: list[ConsultationEntry] = []
    """Who was asked and what they said."""


class ProductFile(Strict):
    """A product profile, answered once and used by every transaction that ships the product."""

    product: Id
    """Name of the profile."""
    title: Words
    """The product."""
    maker: Words
    """Who makes it."""
    provenance: Provenance
    """What the facts below rest on, unless they say otherwise."""
    facts: dict[str, Any]
    """Facts about the product."""


class TransactionFile(Strict):
    """A proposed or past export."""

    transaction: Id
    """Name of the transaction."""
    title: Words
    """The transaction in one line."""
    about: Words | None = None
    """What the file rests on, in particular for a transcribed public case."""
    as_of: str | None = None
    """The date for which to assess; today when left out."""
    instruments: list[Id] = []
    """Instruments to assess under; those in effect on the date when left out."""
    destination: Code
    """ISO 3166-1 alpha-2 code of the country of ultimate destination, quoted."""
    stated_end_use: Words
    """What the product is to be used for, as stated to the exporter."""
    provenance: Provenance
    """What the facts below rest on, unless they say otherwise."""
    parties: list[PartyEntry] = Field(min_length=1)
    """Everyone who takes part."""
    parties_complete: bool = False
    """True when the list of parties is known to be the whole list."""
    items: list[ItemEntry] = Field(min_length=1)
    """What is shipped or furnished."""
    facts: dict[str, Any] = {}
    """Facts about end user, country, transaction, parties and company."""
    safeguards: list[SafeguardEntry] = []
    """How far safeguards have come."""
    rights_impact: list[RightsEntry] = []
    """The rights-impact worksheet."""
