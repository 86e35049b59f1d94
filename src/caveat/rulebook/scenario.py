"""Examples that stand in a rule's own file, with what must come out of them."""

from __future__ import annotations

from typing import Any, Literal

from caveat.rulebook.shape import Day, Id, Row, Strict, Words


class Expectation(Strict):
    """What a scenario expects of the entry it stands in; what is left out is not tested."""

    finding: Literal["yes", "no", "unknown", "not_applicable"] | None = None
    """The finding of a red flag or test."""
    missing: list[Id] | None = None
    """Exactly the facts that could settle it."""
    decided_by: list[Id] | None = None
    """Exactly the facts that decided it."""
    proposed: bool | None = None
    """Whether the safeguard is proposed."""
    available: Literal["yes", "no", "unknown"] | None = None
    """Whether the safeguard's prerequisites are met."""
    step: Literal["done", "due", "unknown", "not_applicable"] | None = None
    """The state of the step."""
    offered_for: Id | None = None
    """An open fact for which the tool is offered."""
    prompted: bool | None = None
    """Whether counsel is prompted about the law feature."""
    listed: bool | None = None
    """Whether the product belongs to the category."""
    noted: bool | None = None
    """Whether the note is shown."""
    in_effect: bool | None = None
    """Whether the entry applies at all on that date and under those instruments."""
    rows: list[Row] | None = None
    """Rows that are cited for the entry, among others."""


class Scenario(Strict):
    """A small example with its expected outcome, run by `caveat rulebook check`."""

    name: Words
    """The example as a sentence."""
    as_of: Day
    """The date of the assessment."""
    instruments: list[Id] = []
    """Instruments to assess under; empty means those in effect on the date."""
    facts: dict[str, Any] = {}
    """Facts by id: a value, or a mapping or list of mappings as in a transaction file."""
    safeguards: list[dict[str, Any]] = []
    """States of safeguards as in a transaction file."""
    expect: Expectation
    """What comes out."""
