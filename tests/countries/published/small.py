"""Small datasets and countries for tests of reading; all of it is invented."""

from __future__ import annotations

import io
from typing import Any

from caveat.countries.published.formats import FORMATS
from caveat.countries.published.layouts import Row, rows_of
from caveat.model.country import Country
from caveat.rulebook.dataset_shape import DatasetFile

TREE: dict[str, Any] = {
    "id": "small",
    "title": "Small",
    "publisher": "first",
    "addresses": ["https://example.org/{year}.csv"],
    "seen": "Invented.",
    "media_types": ["text/csv"],
    "most_bytes": 100_000,
    "most_unpacked": 100_000,
    "format": "csv",
    "layout": "long",
    "country": {"column": "ISO", "by": "iso3"},
    "year_column": "Year",
    "edition": {
        "found_in": "address",
        "id": "small-{number}",
        "title": "Small {number}",
        "note": "Invented.",
    },
    "indicators": {"courts": {"any_of": ["Score"], "largest_change": 5}},
    "least_countries": 1,
    "most_lost": 0,
}


def dataset(**other: Any) -> DatasetFile:
    """Return the small dataset with other keys in place; a key that is None is left out."""
    tree = {key: value for key, value in {**TREE, **other}.items() if value is not None}
    return DatasetFile.model_validate(tree)


def country(code: str, iso3: str | None, name: str) -> Country:
    return Country(code, name, iso3, {}, (), (), (), (), "")


COUNTRIES = (
    country("NO", "NOR", "Norway"),
    country("NA", "NAM", "Namibia"),
    country("CI", "CIV", "Côte d’Ivoire"),
    country("PS-WEST_BANK", None, "West Bank"),
)


def rows(data: bytes | str, one: DatasetFile, number: str | None = None) -> list[Row]:
    """Return the figures that a file has."""
    raw = data.encode() if isinstance(data, str) else data
    return list(rows_of(FORMATS[one.format](io.BytesIO(raw), one), one, number))
