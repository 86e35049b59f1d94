"""What one word of a name can be read as."""

from __future__ import annotations

from typing import NamedTuple

from caveat.model.name import Script

AS_WRITTEN = "as written"
TRANSLATED = "translated"
Texts = tuple[str, ...]


class Forms(NamedTuple):
    """The texts of one word: the main ones, and others by how they were read."""

    texts: Texts
    how: str
    script: Script
    others: tuple[tuple[str, Texts], ...] = ()
    trimmed: Texts | None = None
    """The word without its ending; used only where another word of the name is translated."""
