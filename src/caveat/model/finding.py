"""What an assessment finds: one row, one step, one safeguard at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from caveat.model.truth import Truth


class State(Enum):
    """A finding as it is shown. Not applicable is how a no is shown when its gate is no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Result:
    """One test applied to one set of facts.

    `decided_by` are facts that by themselves settle the result, none of them
    superfluous; it is empty when the result is unknown. `missing` are the open facts
    that can still settle it, those of the gate first; it is empty when it is settled.
    """

    state: State
    truth: Truth
    decided_by: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One red flag applied to one transaction."""

    red_flag: str
    result: Result
    gating: bool
    rows: tuple[str, ...]
    """Rows of the coverage register that are cited under the instruments in effect."""
