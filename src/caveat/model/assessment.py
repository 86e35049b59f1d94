"""An assessment: all findings at a date under a rulebook version, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caveat.model.determination import Changes, Determination, Question
from caveat.model.fact import FactState
from caveat.model.finding import Finding, Result
from caveat.model.transaction import RightsImpact, StatedSafeguard, Transaction
from caveat.model.truth import Truth


@dataclass(frozen=True, slots=True)
class ProposedSafeguard:
    """A safeguard that answers a flag which is raised or open, or that is always proposed."""

    safeguard: str
    raised: tuple[str, ...]
    """Red flags that are raised and list it."""
    open: tuple[str, ...]
    """Red flags that are open and list it."""
    available: Truth
    """Whether its prerequisite is met; yes when it has none."""
    missing: tuple[str, ...]
    """Open facts on which the prerequisite hangs."""
    stated: StatedSafeguard | None
    """What the file says of it, or None."""
    counts: bool
    """Whether it is in force on the date, with evidence and its prerequisite, and so counts."""
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of due diligence: done, due, or not known to be done."""

    step: str
    result: Result
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A law feature about which counsel is to be asked: it was stated, or is not ruled out."""

    law_feature: str
    stated: Truth
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that is missing, with what hangs on it and which tools help to answer it.

    A fact on which no red flag hangs is listed when a step, a safeguard's prerequisite or
    a tool waits for it.
    """

    fact: str
    gating: bool
    red_flags: tuple[str, ...]
    tools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightsLine:
    """One right of the worksheet: what was written of it, and why it should be looked at."""

    right: str
    impacts: tuple[RightsImpact, ...]
    suggested_by: tuple[str, ...]
    """Product categories that put this right most at issue."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change the determination, and what to ask next."""

    changes: Changes = field(default_factory=Changes)
    questions: tuple[Question, ...] = ()
    complete: bool = False
    """Whether questions go on until every finding is settled, or only the determination."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that comes out of assessing one transaction at a date."""

    transaction: Transaction
    contradicted: tuple[str, ...]
    """Facts with an answer that cannot be true beside what is held here, by id."""
    as_of: date
    instruments: tuple[str, ...]
    hindsight: tuple[str, ...]
    """Instruments that were not current on the date, but were asked for."""
    facts: Mapping[str, FactState]
    tests: Mapping[str, Result]
    """Scope tests and definitions in effect, by id."""
    findings: tuple[Finding, ...]
    determination: Determination
    outlook: Outlook
    open_facts: tuple[OpenFact, ...]
    safeguards: tuple[ProposedSafeguard, ...]
    steps: tuple[StepState, ...]
    prompts: tuple[Prompt, ...]
    worksheet: tuple[RightsLine, ...]
    notes: tuple[str, ...]
    categories: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    """Rows in effect that each entry cites, by `kind:id`."""
