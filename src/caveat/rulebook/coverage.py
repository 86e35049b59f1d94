"""The coverage register: every row of the catalogue of guidance, and what became of it."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from caveat.rulebook.shape import Row, Strict, Words


class CoverageRow(Strict):
    """What became of one row."""

    state: Literal["done", "assigned", "context"]
    """Carried out here, left to a later issue, or background that carries no rule."""
    file: Words | None = None
    """The file that carries it out, below data/; only when done."""
    scenario: Words | None = None
    """A scenario of that file that fails when the row is removed; only when done."""
    issue: Words | None = None
    """Title of the issue that brings it; only when assigned."""
    reason: Words | None = None
    """Why it carries no rule; only for context."""
    doubts: list[Row] = []
    """Doubts (CHK rows) that will apply to a row that is still assigned."""

    @model_validator(mode="after")
    def _fits(self) -> CoverageRow:
        wanted = {
            "done": {"file", "scenario"},
            "assigned": {"issue"},
            "context": {"reason"},
        }[self.state]
        given = {
            key for key in ("file", "scenario", "issue", "reason") if getattr(self, key) is not None
        }
        if given != wanted:
            raise ValueError(f"a row that is '{self.state}' has {' and '.join(sorted(wanted))}")
        return self


class Coverage(Strict):
    """The register as a whole."""

    rows: dict[Row, CoverageRow]
    """Every row id of the catalogue, with what became of it."""
