"""Renders a document as Markdown; text from files can form no markup of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caveat.reports.document import Document, Heading, Listing, Pairs, Paragraph, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LIST_START = re.compile(r"^(\d*)(?=[-+.)](?:\s|$)|-+$)")


def render_markdown(document: Document) -> str:
    """Return the document as Markdown, ending in one newline."""
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {escape(block.text)}")
        elif isinstance(block, Paragraph):
            text = escape(block.text)
            parts.append(f"**{text}**" if block.strong else text)
        elif isinstance(block, Listing):
            parts.append("\n".join(_listing(block)))
        elif isinstance(block, Pairs):
            parts.append("\n".join(f"- **{label}**: {escape(text)}" for label, text in block.pairs))
        else:
            parts.append("\n".join(_table(block)))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return text in which nothing is taken for markup."""
    return _LIST_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", text))


def _listing(listing: Listing) -> Iterator[str]:
    for number, entry in enumerate(listing.entries, 1):
        mark = f"{number}." if listing.numbered else "-"
        start = "    " * entry.level
        indent = start + " " * (len(mark) + 1)
        yield f"{start}{mark} {escape(entry.text)}"
        for detail in entry.details:
            yield f"{indent}- {escape(detail)}"


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(cell) for cell in table.header) + " |"
    yield "|" + "---|" * len(table.header)
    for row in table.rows:
        yield "| " + " | ".join(escape(cell) for cell in row) + " |"
