"""The shape of the files on names: tables of letters, words and forms."""

from __future__ import annotations

from typing import ClassVar, Literal

from caveat.model.name import NameTable
from caveat.rulebook.citation import BasisField
from caveat.rulebook.shape import Named, Words

Held = Literal[
    "letters",
    "words",
    "names",
    "surnames",
    "syllables",
    "legal",
    "particles",
    "joins",
    "endings",
    "sounds",
    "variants",
    "patterns",
    "prefixes",
    "shapes",
]


class NameTableFile(Named):
    """A table that names are read with."""

    folder: ClassVar[str] = "names"
    kind: ClassVar[str] = "name_table"

    holds: Held
    """What the rows are."""
    title: Words
    """What the table is of."""
    how: Words | None = None
    """What a reading by this table is called; left out where none is."""
    source: Words
    """Which standard or usage it follows, and where it departs from it."""
    basis: BasisField
    """Whether the standard was read, is recalled, or the table is ours."""
    rows: dict[Words, str | list[Words]]
    """The rows. In the key of a letter, ^ and $ are the start and the end of a word."""

    def table(self) -> NameTable:
        """Return what the file says, in the words of the model."""
        rows = {
            key: (value,) if isinstance(value, str) else tuple(value)
            for key, value in self.rows.items()
        }
        return NameTable(self.holds, self.how or "", rows)
