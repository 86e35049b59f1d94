"""Reads pages of `[meta, rows]`, one behind the other, into a column for each series.

All pages are of one update, and every row is there: an edition is a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from caveat.countries.published.table import Table, refused, table_of
from caveat.rulebook.dataset_shape import DatasetFile

BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


def read_world_bank_json(stream: BinaryIO, dataset: DatasetFile) -> Table:
    """Return the table of the pages: country, year, and a column for each series.

    The label is the day of the update.

    Raises:
        CaveatError: it is no such text, pages are missing, or they are of different updates.
    """
    cells: dict[tuple[str, str], dict[str, str]] = {}
    series: dict[str, int] = {}
    counted: Counter[str] = Counter()
    updates: dict[str, None] = {}
    try:
        for meta, rows in _pages(stream.read().decode("utf-8-sig")):
            updates[str(meta["lastupdated"])] = None
            for row in rows:
                name = str(row["indicator"]["id"])
                series[name] = int(meta["total"])
                counted[name] += 1
                value = "" if row["value"] is None else str(row["value"])
                key = str(row["countryiso3code"]), str(row["date"])
                cells.setdefault(key, {})[name] = value
    except BROKEN as error:
        message = "found no pages of the form [meta, rows]."
        raise refused("json", message, "The answer of the server may have changed.") from error
    _whole(series, counted, updates)
    head = [dataset.country.column, dataset.year_column or "", *series]
    body = [[*key, *(found.get(name, "") for name in series)] for key, found in cells.items()]
    return table_of("".join(updates), [head, *body], dataset)


def _pages(text: str) -> Iterator[tuple[Mapping[str, Any], list[Any]]]:
    decoder = json.JSONDecoder()
    at = 0
    while at < len(text):
        page, at = decoder.raw_decode(text, at)
        meta, rows = page
        yield meta, rows
        at += len(text[at:]) - len(text[at:].lstrip())


def _whole(
    series: Mapping[str, int], counted: Mapping[str, int], updates: Mapping[str, None]
) -> None:
    if len(updates) > 1:
        named = " and ".join(updates)
        message = f"the pages are of different updates: {named}."
        raise refused("mixed", message, "Fetch it again; revisions are never mixed.")
    for name, total in series.items():
        if counted[name] != total:
            message = f"'{name}' has {counted[name]} rows, expected {total}."
            raise refused("cut", message, "A page is missing or came twice; fetch it again.")
