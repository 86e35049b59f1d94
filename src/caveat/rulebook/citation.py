"""What a claim rests on, how far that was checked, and how much weight it carries."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from caveat.model.standing import Basis, Standing
from caveat.rulebook.shape import Day, Id, Row, Strict, Words

StandingField = Annotated[Standing, Field(strict=False)]
BasisField = Annotated[Basis, Field(strict=False)]


class Citation(Strict):
    """What a claim rests on, and how far that was checked."""

    row: Row | None = None
    """Id of the row in the coverage register that this entry carries out."""
    instruments: list[Id]
    """Ids of the instruments, or versions of one, in which the claim stands."""
    provision: Words
    """The place in the instrument: consideration, article, appendix."""
    supports: Words
    """What the citation is evidence for: condition, severity, date, safeguard, action."""
    standing: StandingField
    """Whether the row is law, guidance, a standard, or a check of this workbench."""
    basis: BasisField
    """Whether it was read in the official text or a secondary source, is recalled, or is ours."""
    source: Id | None = None
    """Id of the document that was opened, in sources/; only with a basis that was read."""
    read_on: Day | None = None
    """The day on which that document was opened."""
    uncertain: bool = False
    """True when even the sense may be wrong, not only wording and place."""
    doubts: list[Row] = []
    """Ids of the doubts (CHK rows) that apply."""
    remark: Words | None = None
    """What a reader must know about this citation."""

    @model_validator(mode="after")
    def _basis_fits(self) -> Citation:
        read = self.basis in (Basis.OFFICIAL_TEXT, Basis.SECONDARY_SOURCE)
        if read != (self.source is not None):
            raise ValueError(f"basis '{self.basis.value}' and 'source' do not go together")
        if self.read_on is not None and not read:
            raise ValueError("'read_on' stands only where a document was opened")
        ours = self.standing is Standing.WORKBENCH_CHECK
        if ours != (self.basis is Basis.OURS):
            raise ValueError("standing 'workbench_check' goes with basis 'ours', and only with it")
        return self
