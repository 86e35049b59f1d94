"""Renders a document as plain text for a terminal or a log."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from caveat.reports.document import Document, Heading, Listing, Pairs, Paragraph, Table


def render_text(document: Document, *, width: int = 96) -> str:
    """Return the document as text, wrapped to a width, ending in one newline."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.extend(_heading(block))
        elif isinstance(block, Paragraph):
            lines.extend([*_wrap(block.text, width, "", ""), ""])
        elif isinstance(block, Listing):
            lines.extend([*_listing(block, width), ""])
        elif isinstance(block, Pairs):
            lines.extend([*_pairs(block, width), ""])
        else:
            lines.extend([*_table(block, width), ""])
    return "\n".join(lines).rstrip() + "\n"


def _heading(heading: Heading) -> list[str]:
    if heading.level == 1:
        return [heading.text, "=" * min(len(heading.text), 96), ""]
    if heading.level == 2:
        return ["", heading.text.upper(), ""]
    return [heading.text, ""]


def _listing(listing: Listing, width: int) -> Iterator[str]:
    for number, entry in enumerate(listing.entries, 1):
        mark = f"{number}. " if listing.numbered else "- "
        start = "  " * (entry.level + 1)
        indent = start + " " * len(mark)
        yield from _wrap(entry.text, width, f"{start}{mark}", indent)
        for detail in entry.details:
            yield from _wrap(detail, width, indent, indent + "  ")


def _pairs(block: Pairs, width: int) -> Iterator[str]:
    size = max(len(label) for label, _ in block.pairs) + 2
    for label, text in block.pairs:
        yield from _wrap(text, width, f"  {label.ljust(size)}", " " * (size + 2))


def _table(table: Table, width: int) -> Iterator[str]:
    rows = [table.header, *table.rows]
    widths = [max(1, *(len(row[n]) for row in rows)) for n in range(len(table.header))]
    spare = width - 2 - 2 * (len(widths) - 1)
    while sum(widths) > spare:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    for place, row in enumerate(rows):
        cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for n in range(max(len(cell) for cell in cells)):
            parts = [
                (cell[n] if n < len(cell) else "").ljust(size)
                for cell, size in zip(cells, widths, strict=True)
            ]
            yield ("  " + "  ".join(parts)).rstrip()
        if place == 0:
            yield "  " + "  ".join("-" * size for size in widths)


def _wrap(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
