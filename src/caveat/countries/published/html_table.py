"""Reads the table of a page; headings and title are its label. Nothing of the page is run."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import BinaryIO

from caveat.countries.published.table import Table, refused, table_of
from caveat.model.error import CaveatError
from caveat.rulebook.dataset_shape import DatasetFile

HEADINGS = ("title", "h1", "h2", "caption")
CELLS = ("td", "th")


class _Tables(HTMLParser):
    """Collects the rows of each table, and the headings."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in CELLS or tag in HEADINGS:
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._text is None or tag not in (*CELLS, *HEADINGS):
            return
        text = " ".join(" ".join(self._text).split())
        self._text = None
        if tag in HEADINGS:
            self.headings.append(text)
        elif self.tables and self.tables[-1]:
            self.tables[-1][-1].append(text)


def read_html_table(stream: BinaryIO, dataset: DatasetFile) -> Table:
    """Return the first table of a page that has the columns that are needed.

    Raises:
        CaveatError: no table has them, or the text is in another encoding.
    """
    parser = _Tables()
    try:
        parser.feed(stream.read().decode(dataset.encodings[0]))
    except UnicodeDecodeError as error:
        raise refused("encoding", f"the page is no {dataset.encodings[0]} text.") from error
    parser.close()
    label = "; ".join(parser.headings)
    problem = refused("part", "the page has no table.", "The publisher may have changed the page.")
    for rows in parser.tables:
        found: list[Sequence[str]] = [row for row in rows if row]
        try:
            return table_of(label, found, dataset)
        except CaveatError as error:
            problem = error
    raise problem
