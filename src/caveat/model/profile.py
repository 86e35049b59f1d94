"""The record of a country on a day: domains with figures, intervals and bands, not one number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from caveat.model.country import Country, Domain, Edition, Figure, Indicator
from caveat.model.dossier import Incident


class Band(Enum):
    """A stretch of the scale from best (0) to worst (1), named from the best up."""

    LOW = "low"
    MODERATE = "moderate"
    ELEVATED = "elevated"
    HIGH = "high"
    SEVERE = "severe"


class Direction(Enum):
    """Which way a break went."""

    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Break:
    """A jump of an indicator from one data year to the next, at or above its threshold."""

    indicator: Indicator
    before: Figure
    after: Figure
    """The figure of the year after that of `before`."""
    direction: Direction

    @property
    def change(self) -> float:
        """Return by how many points of its own scale the indicator jumped; above 0."""
        return round(abs(self.after.value - self.before.value), 9)


class LowCondition(Enum):
    """What keeps a record from being called low."""

    NO_DATA = "no_data"
    NOT_BELOW = "not_below"
    THIN = "thin"
    OLD = "old"
    BEFORE_BREAK = "before_break"
    FLAGGED = "flagged"
    MISUSE = "misuse"
    MISUSE_NOT_KNOWN = "misuse_not_known"


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition for calling a record low that does not hold."""

    condition: LowCondition
    domains: tuple[Domain, ...] = ()
    """The domains in which it does not hold; empty where it is one of the whole record."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of a country on a day."""

    indicator: Indicator
    figure: Figure
    edition: Edition
    risk: float
    """Place between the anchors: 0 at the best, 1 at the worst."""
    margin: float | None
    """Half of the published interval, on the same scale; None where none was published."""
    age: float
    """Years from the end of the data year to the day; 0 or more."""
    later: bool
    """Whether it was published after the day, and stands here in retrospect only."""
    before_break: bool
    """Whether its data year ended before the year of the newest break of the country."""


@dataclass(frozen=True, slots=True)
class DomainRecord:
    """What the indicators of one domain say together. Without scored readings it has no data."""

    domain: Domain
    readings: tuple[Reading, ...]
    """Every reading, those that are shown but not scored too."""
    risk: float | None
    """Mean of the scored readings; None is no data, which is never low."""
    low: float | None
    high: float | None
    """Ends of the interval around the mean, within 0 and 1."""
    bands: tuple[Band, ...]
    """Every band the interval touches, the best first; empty without data.

    Where a scored reading is of before a break, one more stands on either side.
    """
    producers: tuple[str, ...]
    """Who coded the scored readings; one producer is one voice."""

    @property
    def is_thin(self) -> bool:
        """Return whether fewer than two independent producers speak."""
        return len(self.producers) < 2

    @property
    def scored(self) -> tuple[Reading, ...]:
        """Return the readings that are averaged."""
        return tuple(one for one in self.readings if one.indicator.scored)

    @property
    def is_before_break(self) -> bool:
        """Return whether a scored reading is of before the newest break of the country."""
        return any(one.before_break for one in self.scored)

    @property
    def oldest(self) -> int | None:
        """Return the oldest data year among the readings; None without any."""
        return min((one.figure.data_year for one in self.readings), default=None)

    @property
    def newest(self) -> int | None:
        """Return the newest data year among the readings; None without any."""
        return max((one.figure.data_year for one in self.readings), default=None)


@dataclass(frozen=True, slots=True)
class CountryProfile:
    """A country on a day. There is no number that stands for the whole."""

    country: Country
    as_of: date
    retrospective: bool
    domains: tuple[DomainRecord, ...]
    """One record a domain, in the order of the domains; corruption last, kept apart."""
    breaks: tuple[Break, ...]
    """Every break that is known of, the newest first."""
    unmet: tuple[Unmet, ...]
    """What keeps the record from being called low, in the order of `LowCondition`."""
    earliest: Edition | None
    """The first published edition that has a figure of the country; None without any."""
    incidents: tuple[Incident, ...] = ()
    """Documented misuse that was public by the day, the newest first; none is not known."""

    def record(self, domain: Domain) -> DomainRecord:
        """Return the record of one domain."""
        return next(record for record in self.domains if record.domain is domain)

    @property
    def producers(self) -> tuple[str, ...]:
        """Return everybody who coded a scored reading, by name."""
        return tuple(sorted({one for record in self.domains for one in record.producers}))

    @property
    def newest(self) -> int | None:
        """Return the newest data year of all readings; None without any."""
        return max((r.newest for r in self.domains if r.newest is not None), default=None)
