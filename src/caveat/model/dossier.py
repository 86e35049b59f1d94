"""What is on public record: agencies, incidents and listings, each with what it rests on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from caveat.model.standing import Basis


def last_day(published: str) -> date:
    """Return the last day of a date written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    What is dated to a month or a year counts as known when that has ended.

    Raises:
        ValueError: it is no such date.
    """
    return _span(published)[1]


def first_day(published: str) -> date:
    """Return the first day of a date so written.

    Raises:
        ValueError: it is no such date.
    """
    return _span(published)[0]


def _span(published: str) -> tuple[date, date]:
    match [int(part) for part in published.split("-")]:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    raise ValueError("a date has a year, a month and a day, and no more")


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication that a claim rests on.

    With the basis `recalled` nobody opened it: publisher, title and date are from memory.
    """

    publisher: str
    title: str
    published: str
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as it is certain."""
    basis: Basis
    url: str | None = None
    read_on: date | None = None

    @property
    def known_on(self) -> date:
        """Return the day from which it counts as known."""
        return last_day(self.published)


class Weight(Enum):
    """What an incident stands on, the strongest first."""

    OFFICIAL_FINDING = "official_finding"
    ADMITTED = "admitted"
    REPORTED = "reported"
    DISPUTED = "disputed"


class Against(Enum):
    """Whom an abuse was aimed at."""

    JOURNALISTS = "journalists"
    HUMAN_RIGHTS_DEFENDERS = "human_rights_defenders"
    LAWYERS = "lawyers"
    OPPOSITION = "opposition"
    PROTESTERS = "protesters"
    ETHNIC_OR_RELIGIOUS_GROUPS = "ethnic_or_religious_groups"
    LGBTQI = "lgbtqi"
    MIGRANTS = "migrants"
    DETAINEES = "detainees"
    OFFICIALS = "officials"
    DIASPORA = "diaspora"
    GENERAL_POPULATION = "general_population"


@dataclass(frozen=True, slots=True)
class Incident:
    """A publicly documented abuse, with or without a product; evidence that asks for a look."""

    id: str
    title: str
    country: str
    """Where the body that did it belongs."""
    end_users: tuple[str, ...]
    """Ids of the agencies that are named; empty where the record names none that is held."""
    named: str
    """Whom the record names, in words."""
    vendors: tuple[str, ...]
    product: str
    technology: tuple[str, ...]
    """Ids of kinds of product; empty where none was used."""
    rights: tuple[str, ...]
    against: tuple[Against, ...]
    abroad: bool
    """Whether it reached people outside the country."""
    years: tuple[int, int | None]
    """First and last year in which it went on; the last is None where it is not known to have
    ended."""
    what: str
    weight: Weight
    answer: str
    """What the body or the vendor said to it; empty where nothing is known to us."""
    sources: tuple[Reference, ...]
    own: bool = False
    """Whether it is from the user's own files."""

    @property
    def known_on(self) -> date:
        """Return the day on which the first of its sources counts as known."""
        return min(source.known_on for source in self.sources)


@dataclass(frozen=True, slots=True)
class PublicListing:
    """A decision of an authority to list an agency, its unit or its head."""

    authority: str
    list: str
    listed: str
    removed: str | None
    for_abuse: bool
    """Whether the authority gave abuses of human rights as a reason."""
    reason: str
    basis: Basis
    citation: str
    remark: str = ""

    def was_made_by(self, day: date) -> bool:
        """Return whether the decision was known by a day."""
        return last_day(self.listed) <= day

    def was_undone_by(self, day: date) -> bool:
        """Return whether it was known by a day that the body had been taken off again."""
        return self.removed is not None and last_day(self.removed) <= day

    def stands_on(self, day: date) -> bool:
        """Return whether the body stands on the list on a day, as far as is known."""
        return self.was_made_by(day) and not self.was_undone_by(day)


@dataclass(frozen=True, slots=True)
class Search:
    """One entry of a search log: where somebody looked, when, and what was found."""

    where: str
    on: date
    found: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that buys or uses such products, as it stands on public record."""

    id: str
    name: str
    country: str
    names: tuple[str, ...]
    """Other names, acronyms and names in its own script."""
    parent: str
    parent_file: str | None
    predecessors: tuple[str, ...]
    units: tuple[str, ...]
    functions: tuple[str, ...]
    """As in the fact on the tasks of an end user; never known to be all of them."""
    level: str
    mandate: str
    """Founding law in words; empty is unknown."""
    oversight: str
    """Who oversees it; empty is unknown."""
    listings: tuple[PublicListing, ...]
    searched: tuple[Search, ...]
    sources: tuple[Reference, ...]
    written_on: date
    checked_by: str
    """Who compared the file with its sources; empty is nobody."""
    note: str = ""
    own: bool = False
    """Whether it is from the user's own files."""


@dataclass(frozen=True, slots=True)
class HeldAgency:
    """An agency that a name may mean, with its record as of a day."""

    agency: Agency
    same: bool
    """Whether the name is the same; else one contains the other, and a person must tell."""
    kin: tuple[Agency, ...]
    """The bodies it belongs to, and its units that have a file."""
    incidents: tuple[Incident, ...]
    """Incidents that name it or its kin, the newest first."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up came to. No agency held says nothing of the end user."""

    name: str
    country: str | None
    as_of: date
    found: tuple[HeldAgency, ...]
    nearest: tuple[Agency, ...]
    """Agencies of a like spelling, where none was found."""
