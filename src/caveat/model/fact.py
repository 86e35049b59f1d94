"""Facts as they are stated: who said what, from which source, seen when, good until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from caveat.model.value import Value


@dataclass(frozen=True, slots=True)
class Observation:
    """One statement of a fact by one source.

    A `value` of None is an explicit unknown: somebody looked and could not tell.
    A statement that `decides` is a person's ruling between sources that disagree.
    """

    value: Value | None
    source: str
    observed_on: date
    entered_by: str
    expires_on: date | None = None
    decides: bool = False
    reason: str = ""


Statements = Mapping[str, tuple[Observation, ...]]
"""Fact ids with what was stated about each; a fact that is left out was not asked yet."""


class Openness(Enum):
    """Why a fact is open, in the order in which reasons are given."""

    NOT_ASKED = "not_asked"
    STATED_UNKNOWN = "stated_unknown"
    CONFLICT = "conflict"
    EXPIRED = "expired"
    NOT_YET_OBSERVED = "not_yet_observed"
    PARTLY_KNOWN = "partly_known"


class FactState(NamedTuple):
    """What is known of a fact on a date.

    `value` is None when nothing is known. `openness` is None for a value that is known
    in full as far as its source goes; a partly known value has both.
    """

    value: Value | None
    openness: Openness | None
    counted: tuple[Observation, ...] = ()
    """The statements the value rests on, or that disagree, or that ran out."""
