"""What came of an update of a dataset: what is in use now, what changed, or why nothing did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from caveat.model.error import Problem


class Outcome(Enum):
    """What came of a dataset."""

    KEPT = "kept"
    """A new edition, or several, were kept."""
    UNCHANGED = "unchanged"
    """The publisher's file has nothing new."""
    REFUSED = "refused"
    """It could not be fetched, or was doubted; what was in use still is."""
    BY_HAND = "by_hand"
    """No address gives the file; a person fetches it."""
    SHOWN = "shown"
    """Nothing was fetched; what is in use is told."""


@dataclass(frozen=True, slots=True)
class InUse:
    """The newest edition of a dataset that is held, embedded or kept."""

    edition: str
    title: str
    published_on: date
    age_days: int
    """Days since it counts as known; 0 or more."""
    first_year: int
    last_year: int
    countries: int
    figures: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest figures of a new edition beside those that were in use before."""

    compared: int
    changed: int
    largest: str
    """The largest change in words; empty where nothing changed."""


@dataclass(frozen=True, slots=True)
class DatasetUpdate:
    """What came of one dataset."""

    dataset: str
    title: str
    outcome: Outcome
    in_use: InUse | None
    """None where no figure of the dataset is held."""
    kept: tuple[str, ...] = ()
    """Editions that were kept, the oldest first."""
    address: str = ""
    """Where the file came from."""
    changes: Changes | None = None
    """None where nothing was kept or nothing was held before."""
    notes: tuple[str, ...] = ()
    """What a reader must know, such as names that were left out."""
    problems: tuple[Problem, ...] = ()
    """Why it was refused."""
