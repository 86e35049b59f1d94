"""The shape of the file that says what is held here speaks to which fact, and how far."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from caveat.model.country import Domain
from caveat.model.dossier import Against
from caveat.rulebook.shape import Id, Strict, Words

DomainField = Annotated[Domain, Field(strict=False)]
AgainstField = Annotated[Against, Field(strict=False)]


class StatedFrom(Strict):
    """A fact that is looked up and needs no judgement: it is entered with its source and day."""

    fact: Id
    """The fact."""
    treaty: Id | None = None
    """The treaty whose status it asks, by the ids of regimes/."""
    statuses: dict[Literal["party", "signatory", "none"], Words] = {}
    """The word of the fact for each status under the treaty; with 'treaty', and only then."""
    regimes: dict[Id, Words] = {}
    """Regimes whose line makes a member of the set, each with the word of the member."""
    figures: bool = False
    """True where it takes the figures themselves, as text."""

    @model_validator(mode="after")
    def _has_one_origin(self) -> StatedFrom:
        if (self.treaty is not None) + bool(self.regimes) + self.figures != 1:
            raise ValueError("name one of 'treaty', 'regimes' and 'figures'")
        if (self.treaty is not None) != ("party" in self.statuses):
            raise ValueError("'statuses' stands with 'treaty', and has a word for 'party'")
        return self


class IncidentsOf(Strict):
    """Which incidents speak to a fact."""

    of: Literal["end_user", "country", "product", "vendor"]
    """Whose: the end user's with its parent bodies and units, the country's, those with a
    product of the same class, or those that name a party as vendor."""
    like: bool = False
    """Only those with a product of a class of this transaction's products."""
    against: list[AgainstField] = []
    """Only those aimed at one of these; empty is anybody."""
    abroad: bool = False
    """Only those that reached people outside the country."""
    within_years: int | None = Field(None, ge=1)
    """Only those that went on in the last so many years, or are not known to have ended."""


class ProposedFrom(Strict):
    """A fact on which what is held here speaks; a person answers."""

    fact: Id
    """The fact."""
    domains: list[DomainField] = []
    """Domains of the country's record that speak to it. Yes is suggested when each touches no
    band below high; no is never suggested, as missing and good figures do not rule out."""
    breaks: bool = False
    """True where a sharp fall of an index suggests yes."""
    laws: list[Id] = []
    """Law features that speak to it: an entry suggests yes."""
    features: bool = False
    """True for the set of law features itself."""
    incidents: IncidentsOf | None = None
    """Incidents that suggest yes."""
    listings: bool = False
    """True where a listing of the agency for abuses suggests yes."""
    agency: Literal["held", "functions", "level", "type", "oversight"] | None = None
    """The part of the agency's file that speaks to it."""
    values: dict[Words, Words] = {}
    """Of the level of an agency: what it makes of the fact."""

    @model_validator(mode="after")
    def _has_an_origin(self) -> ProposedFrom:
        incidents = self.incidents is not None
        speaks = (self.domains, self.laws, self.breaks, self.features, self.listings, self.agency)
        if not incidents and not any(speaks):
            raise ValueError("name what speaks to the fact")
        if bool(self.values) != (self.agency in ("level", "type")):
            raise ValueError("'values' go with 'agency: level' or 'agency: type', and only so")
        return self


class Gathering(Strict):
    """What is held here speaks to which fact. Every line of it is a judgement of this workbench."""

    id: Literal["gathering"]
    """Name of the file."""
    title: Words
    """The file in one line."""
    states: list[StatedFrom]
    """Facts that are entered from what is held, each with its source and day."""
    proposes: list[ProposedFrom]
    """Facts on which something is suggested, in the order in which they are shown."""
