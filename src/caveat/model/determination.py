"""Determinations: a bound on the recommendation, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Recommendation(Enum):
    """What the workbench recommends, from the mildest up. A person decides."""

    PROCEED = "proceed"
    PROCEED_WITH_SAFEGUARDS = "proceed_with_safeguards"
    ESCALATE = "escalate"
    DECLINE = "decline"

    rank: int
    """Place in the order from mild to severe, from 0."""


for _rank, _recommendation in enumerate(Recommendation):
    _recommendation.rank = _rank


@dataclass(frozen=True, slots=True)
class Bound:
    """The mildest and the most severe outcome over all ways the open facts can turn out.

    `known` is what holds however they turn out; `worst` what holds if they turn out
    worst. `tiers` and recommendations are bounds of the same completions.
    """

    known: Recommendation
    worst: Recommendation
    known_tier: str
    worst_tier: str


@dataclass(frozen=True, slots=True)
class Determination:
    """The bound after and before safeguards in force, and what is recommended on it."""

    after: Bound
    before: Bound
    settled: bool
    recommendation: Recommendation
    reasons: tuple[str, ...]
    """Rows of the published table that hold on what is known, the heaviest first."""
    open_rows: tuple[str, ...]
    """Rows that are open and would make the recommendation more severe, the heaviest first."""
    lowered: tuple[str, ...]
    """Rows whose tier is lowered by safeguards in force."""
    gating: frozenset[str]
    """Raised red flags in rows that decide the recommendation, and open ones that can raise it."""
    open_facts: tuple[str, ...]
    """Open facts on which the recommendation hangs."""


class Relation(Enum):
    """How an answer stands to the words, the number or the date it names."""

    IS = "is"
    IS_NOT = "is_not"
    HAS = "has"
    HAS_NONE_OF = "has_none_of"
    BELOW = "lt"
    AT_LEAST = "gte"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing an answer says of its fact.

    Of several words, `IS` takes any one, `IS_NOT` and `HAS_NONE_OF` rule out all. A truth is
    `IS` with the word yes or no.
    """

    relation: Relation
    operand: tuple[str, ...] | float | date


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one open fact: any of these ways, each of which says all its clauses."""

    fact: str
    ways: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A smallest set of answers that settles the determination or moves it."""

    answers: tuple[Answer, ...]
    known: Recommendation
    settled: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that are listed, and how many sets of answers were not looked at any more."""

    listed: tuple[Change, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """An answer, and the bound it leads to: `known` and `worst` are one when it settles."""

    answer: Answer
    known: Recommendation
    worst: Recommendation
    settled: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact to ask next, with what its answers would do."""

    fact: str
    gain: float
    """Expected share of what is open that an answer settles, 0 to 1."""
    effects: tuple[Effect, ...]
    """What each answer leads to; answers that lead to the same stand together."""
    because: tuple[str, ...]
    """Red flags that hang on it."""
