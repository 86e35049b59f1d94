"""What a map of the world shows: one domain of every country on a day, and nothing blended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caveat.model.country import Country, Domain
from caveat.model.profile import Band, DomainRecord, Reading


@dataclass(frozen=True, slots=True)
class MapRecord:
    """One domain of one country, as the map shows it."""

    country: Country
    record: DomainRecord
    middle: Band | None
    """The band in which the mean lies; None is no data, which is never low."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return the readings that the mean is made of, and no others."""
        return tuple(one for one in self.record.readings if one.indicator.scored)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the data years of those readings, the oldest first, each once."""
        return tuple(sorted({one.figure.data_year for one in self.readings}))


@dataclass(frozen=True, slots=True)
class CountryMap:
    """One domain of every country on a day."""

    domain: Domain
    as_of: date
    retrospective: bool
    records: tuple[MapRecord, ...]
    """One record a country, those without data too, in the order of their names."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return every reading that the map rests on, country by country."""
        return tuple(reading for one in self.records for reading in one.readings)

    @property
    def producers(self) -> tuple[str, ...]:
        """Return everybody who coded a reading, by name."""
        return tuple(sorted({one.indicator.producer for one in self.readings}))

    @property
    def newest(self) -> int | None:
        """Return the newest data year; None where no country has data."""
        return max((year for one in self.records for year in one.years), default=None)
