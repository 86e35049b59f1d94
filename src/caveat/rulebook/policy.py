"""The shape of the policy file: which findings gate, and the published table of tiers."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Literal

from pydantic import Field

from caveat.rulebook.conditions import ConditionField
from caveat.rulebook.shape import Id, Strict, Words


class Tier(Enum):
    """How much the transaction weighs, from the lightest up."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


TierField = Annotated[Tier, Field(strict=False)]


class TierRow(Strict):
    """One row of the published table: a combination of findings, and the tier it leads to."""

    id: Id
    """Name of the row."""
    title: Words
    """The row in one line."""
    tier: TierField
    """The tier when the row holds."""
    when: ConditionField
    """Conditions over red flags, tests and product classes, never negated."""
    why: Words
    """The reason for the tier."""
    lowered_by: list[Id] = []
    """Safeguards that, all in force with evidence, lower this row by one tier; empty: none may."""


class NotChecked(Strict):
    """Something the workbench does not check yet, said on top of every output."""

    id: Id
    """Name."""
    title: Words
    """What is not checked."""
    until: Words
    """The issue that brings it."""
    do_instead: Words
    """What a person must do meanwhile."""


class NonMonotone(Strict):
    """A fact for which no answer is simply the adverse one, with the reason."""

    fact: Id
    """The fact."""
    why: Words
    """Why both answers can weigh."""


class Policy(Strict):
    """How findings become a recommendation. Every part of it is a judgement of this workbench."""

    id: Literal["determination"]
    """Name of the file."""
    title: Words
    """The policy in one line."""
    reviewed_by: Words = "none"
    """The person who has answered for it."""
    recommendations: dict[
        Literal["low", "medium", "high", "critical"],
        Literal["proceed", "proceed_with_safeguards", "escalate", "decline"],
    ]
    """The recommendation of each tier, never milder for a higher tier."""
    effort: dict[Literal["data", "minutes", "days", "counsel"], Annotated[float, Field(gt=0)]]
    """Relative effort of finding out a fact, by its cost; only orders the questions."""
    table: list[TierRow] = Field(min_length=1)
    """Rows of the published table; the highest that holds gives the tier, none gives low."""
    not_checked: list[NotChecked] = []
    """While any stand here, `proceed` gives way to `proceed_with_safeguards`."""
    non_monotone: list[NonMonotone] = []
    """Facts without an adverse answer."""
