"""Conditions over facts: the whole language in which a rule can say when it applies.

Nothing here is ever evaluated from a string. A leaf tests one fact; `Refers` stands
for another named test of the rulebook; the rest combine conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Holds:
    """The yes-or-no fact is yes."""

    fact: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The choice is one of the options, or the set has at least one of them as a member."""

    fact: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """The number is under the bound, or the date is before it."""

    fact: str
    bound: float | date


@dataclass(frozen=True, slots=True)
class Reaches:
    """The number is the bound or over it, or the date is the bound or later."""

    fact: str
    bound: float | date


@dataclass(frozen=True, slots=True)
class Refers:
    """The test, red flag or product class of that id holds."""

    test: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Condition, ...]


Leaf = Holds | OneOf | Below | Reaches
Condition = Leaf | Refers | All | AnyOf | Not | AtLeast


def leaves(condition: Condition) -> Iterator[Leaf | Refers]:
    """Yield the leaves of a condition from left to right, repeated ones too."""
    if isinstance(condition, All | AnyOf | AtLeast):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition
