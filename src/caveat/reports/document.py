"""A document as a tree: headings, paragraphs, lists and tables, before any format.

Text from files is cleaned when it enters the tree: control characters and characters
that reorder text are made visible, so that no name can repaint a terminal or a page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `strong` marks what must be seen first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: a first line, and lines that belong under it.

    `level` says how deep the item stands below the items before it.
    """

    text: str
    details: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of entries, numbered or not."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what stands behind each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text; all rows have as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Pairs | Table


@dataclass(slots=True)
class Document:
    """Blocks in the order of reading."""

    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        """Add a heading."""
        self.blocks.append(Heading(clean(text), level))

    def paragraph(self, text: str, *, strong: bool = False) -> None:
        """Add a paragraph."""
        self.blocks.append(Paragraph(clean(text), strong))

    def listing(self, entries: Iterable[Entry], *, numbered: bool = False) -> None:
        """Add a list; nothing is added when it is empty."""
        cleaned = tuple(
            Entry(clean(one.text), tuple(clean(line) for line in one.details), one.level)
            for one in entries
        )
        if cleaned:
            self.blocks.append(Listing(cleaned, numbered))

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add labelled lines."""
        self.blocks.append(Pairs(tuple((label, clean(text)) for label, text in pairs)))

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table; nothing is added when it has no rows."""
        cleaned = tuple(tuple(clean(cell) for cell in row) for row in rows)
        if cleaned:
            self.blocks.append(Table(tuple(header), cleaned))


def clean(text: str) -> str:
    """Return text in one line, with control and direction characters made visible."""
    flat = " ".join(text.split())
    return "".join(
        f"<U+{ord(char):04X}>" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} else char
        for char in flat
    )
