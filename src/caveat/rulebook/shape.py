"""What every mapping in a data file has in common: no unknown keys, no guessing of types."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
COUNTRY = r"[A-Z]{2}(-[A-Z]+(_[A-Z]+)*)?"
"""A code of two letters; of a territory with a dash and its name."""
CountryId = Annotated[str, StringConstraints(pattern=f"^{COUNTRY}$")]
Row = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9/-]*$")]
Day = Annotated[date, Field(strict=False)]


class Strict(BaseModel):
    """A mapping in a data file: no unknown keys, no guessing of types."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        populate_by_name=True,
    )


class Effective(Strict):
    """When the row applies; a side that is left out is open."""

    since: Day | None = Field(None, alias="from")
    """First day on which it applies; left out when it applied before any record or is unknown."""
    until: Day | None = None
    """First day on which it no longer applies."""

    def covers(self, day: date) -> bool:
        """Return whether the row applies on that day."""
        started = self.since is None or self.since <= day
        return started and (self.until is None or day < self.until)


class Named(Strict):
    """A file of one kind, found by its id in the folder of the kind."""

    folder: ClassVar[str]
    kind: ClassVar[str]

    id: str
    """The path below the folder of its kind, with dots; never reused."""
