"""What tests ask of a document: its lines, whatever the format, and its headings."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.reports.document import Document, Heading, Listing, Pairs, Paragraph


def lines(document: Document) -> list[str]:
    """Return every text of a document in the order of reading."""
    return list(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            for entry in block.entries:
                yield entry.text
                yield from entry.details
        elif isinstance(block, Pairs):
            yield from (f"{label}: {text}" for label, text in block.pairs)
        else:
            yield from (cell for row in block.rows for cell in row)


def headings(document: Document) -> list[str]:
    """Return the headings without what stands in brackets or behind a colon."""
    texts = [block.text for block in document.blocks if isinstance(block, Heading)]
    return [text.partition(" (")[0].partition(":")[0] for text in texts]


def part(document: Document, heading: str) -> Document:
    """Return the blocks below a heading, up to the next one of its level or above."""
    found: list[Document] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.text.startswith(heading):
            found.append(Document())
            level = block.level
        elif found and isinstance(block, Heading) and block.level <= level:
            break
        elif found:
            found[0].blocks.append(block)
    return found[0]
