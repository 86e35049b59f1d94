"""Severity in the vocabulary of human rights due diligence."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from caveat.rulebook.shape import Strict


class Scale(Enum):
    """How grave the harm is for the person it befalls (UN Guiding Principles 14, commentary)."""

    GRAVE = "grave"
    SERIOUS = "serious"
    LIMITED = "limited"


class Scope(Enum):
    """How many people the harm reaches."""

    POPULATION = "population"
    GROUP = "group"
    INDIVIDUALS = "individuals"


class Remediability(Enum):
    """How far those affected can be put back to where they were."""

    IRREVERSIBLE = "irreversible"
    HARD = "hard"
    POSSIBLE = "possible"


class Severity(Strict):
    """Severity as human rights due diligence has it; each side is a judgement of this workbench."""

    scale: Annotated[Scale, Field(strict=False)]
    """How grave the harm would be."""
    scope: Annotated[Scope, Field(strict=False)]
    """How many people it could reach."""
    remediability: Annotated[Remediability, Field(strict=False)]
    """Whether it could be made good."""
