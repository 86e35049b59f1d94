"""Countries as they are known from outside: names, treaties, memberships, flags, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from caveat.model.dossier import Reference
from caveat.model.standing import Basis


class Domain(Enum):
    """What an indicator speaks about. Corruption stands apart from the six of human rights."""

    RULE_OF_LAW = "rule_of_law"
    SURVEILLANCE = "surveillance"
    DIGITAL_REPRESSION = "digital_repression"
    PHYSICAL_INTEGRITY = "physical_integrity"
    PRESS = "press"
    CIVIC_SPACE = "civic_space"
    CORRUPTION = "corruption"


HUMAN_RIGHTS = tuple(domain for domain in Domain if domain is not Domain.CORRUPTION)
"""The six domains that speak of how people are treated."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A published scale, and how to read it.

    `best` and `worst` are fixed anchors on the scale: no country and no edition moves them.
    """

    id: str
    title: str
    domain: Domain
    producer: str
    """Who codes it; indicators of one producer are one voice."""
    publisher: str
    """Folder of its observations."""
    best: float
    worst: float
    scored: bool
    """False for what is shown and never averaged, such as an index made of others."""
    logarithmic: bool
    """Whether it counts events, so that anchors apply to log(1 + value)."""
    lowest: float
    highest: float
    how_to_read: str
    ageing: str
    measures: str = ""
    """What is asked, in our words."""
    basis: Basis = Basis.RECALLED
    """What our reading of the question rests on."""
    url: str | None = None
    break_at: float | None = None
    """Least change from one data year to the next, on its own scale, that counts as a break."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published figures, under what they may be passed on, and the words that name them."""

    id: str
    title: str
    licence: str
    licence_note: str
    """How far the licence was checked."""
    attribution: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication of figures. What was published later was not known before."""

    id: str
    publisher: str
    title: str
    published_on: date
    published_note: str
    """What the day rests on, in particular where only the month or year is certain."""
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what an edition says of a country for a year. `margin` is half an interval."""

    value: float
    data_year: int
    edition: str
    margin: float | None = None


class TreatyStatus(Enum):
    """How a state stands to a treaty. What nobody looked up is not a status but unknown."""

    PARTY = "party"
    SIGNATORY = "signatory"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TreatyLine:
    """How a country stands to one treaty, as of a day; `since` is the year it became a party."""

    treaty: str
    status: TreatyStatus
    since: int | None
    as_of: date
    source: str
    verify: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership, or a hard flag such as an embargo, as of a day."""

    id: str
    as_of: date
    source: str
    verify: bool
    remark: str = ""
    """What a reader must know about this line."""


class Heading(Enum):
    """Under what a country has its line for a regime."""

    TREATY = "treaty"
    MEMBERSHIP = "membership"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Regime:
    """A treaty, an organisation, a group of countries or an embargo that has lines."""

    id: str
    title: str
    heading: Heading


@dataclass(frozen=True, slots=True)
class Law:
    """A statute that gives the law of a country one of the features. It settles nothing alone."""

    feature: str
    statute: str
    native: str
    year: int
    """Year in which it was passed."""
    provision: str
    does: str
    until_year: int | None
    """Year in which it ceased; None where it is not known to have."""
    basis: Basis
    seen: Reference | None
    written_on: date
    """The day on which the entry was written: what came later is not in it."""
    checked_by: str
    """Who compared it with the text; empty is nobody."""
    remark: str = ""
    since_year: int | None = None
    """Year in which it came to have the feature, where that was later than the act."""

    @property
    def since(self) -> int:
        """Return the year from whose end on the law has the feature."""
        return self.year if self.since_year is None else self.since_year


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a territory that is assessed by itself.

    A territory has an id of the form `XX-NAME` and names in `part_of` the codes of the
    states that hold or claim it.
    """

    id: str
    name: str
    iso3: str | None
    names: Mapping[str, str]
    """Names by language tag."""
    part_of: tuple[str, ...]
    treaties: tuple[TreatyLine, ...]
    memberships: tuple[Membership, ...]
    flags: tuple[Membership, ...]
    note: str
    laws: tuple[Law, ...] = ()
    """Statutes by feature; a feature without one is unknown."""
    also: tuple[str, ...] = ()
    """Other names in English."""

    @property
    def lines(self) -> tuple[Membership, ...]:
        """Return its lines on lists of countries: flags, then memberships."""
        return (*self.flags, *self.memberships)
