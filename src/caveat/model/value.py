"""What a fact can be known to be: a truth, a word, some members of a set, a range, a date.

A value may be known in part. `Members` is open unless its source declares it
complete: a member nobody listed is unknown, not absent. `Range` is the interval in
which a number lies. What is not known at all is not a value; see `fact.FactState`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

from caveat.model.truth import Truth


@dataclass(frozen=True, slots=True)
class Members:
    """What is known of a set: members in it, members not in it, and whether that is all."""

    present: frozenset[str]
    absent: frozenset[str] = frozenset()
    complete: bool = False

    def has(self, member: str) -> Truth:
        """Return whether the member is in the set; unknown if the set is open and silent."""
        if member in self.present:
            return Truth.YES
        if self.complete or member in self.absent:
            return Truth.NO
        return Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Range:
    """The closed interval in which a number lies; a known number has equal ends."""

    low: float = -inf
    high: float = inf

    def below(self, bound: float) -> Truth:
        """Return whether the number is under the bound; unknown where the range straddles it."""
        if self.high < bound:
            return Truth.YES
        return Truth.NO if self.low >= bound else Truth.UNKNOWN


Value = Truth | str | Members | Range | date
"""A known value. A truth here is YES or NO; text and choices are `str`."""
