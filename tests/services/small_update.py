"""A small atlas with one dataset, and what an update of it works with; all of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from caveat.model.update import DatasetUpdate
from caveat.rulebook.atlas import Atlas, load_atlas
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.services.fetch import Limits
from caveat.services.update_countries import update
from caveat.services.update_work import Work
from tests.rulebook.small_atlas import write_atlas

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "ISO,Year,Score\nNOR,2025,0.8\nPRK,2025,0.1\n"
TREE: dict[str, Any] = {
    "id": "courts-file",
    "title": "Courts",
    "publisher": "first",
    "addresses": ["https://example.org/{year}.csv"],
    "years": {"ahead": 0, "back": 2},
    "seen": "Invented.",
    "media_types": ["text/csv"],
    "most_bytes": 1000,
    "most_unpacked": 1000,
    "format": "csv",
    "layout": "long",
    "country": {"column": "ISO", "by": "iso3", "left_out": ["CTU"], "most_unknown": 1},
    "year_column": "Year",
    "edition": {
        "found_in": "address",
        "id": "courts-{number}",
        "title": "Courts {number}",
        "out_by": "05-31",
        "note": "Invented.",
    },
    "indicators": {"courts": {"any_of": ["Score"], "largest_change": 0.5}},
    "least_countries": 1,
    "most_lost": 0,
}


def courts(**other: Any) -> DatasetFile:
    """Return the dataset with other keys in place; a key that is None is left out."""
    tree = {key: value for key, value in {**TREE, **other}.items() if value is not None}
    return DatasetFile.model_validate(tree)


def work_in(folder: Path, base: str | None = None, **other: Any) -> Work:
    """Return what an update works with: a small atlas and a home below a folder."""
    data = folder / "data"
    if not data.exists():
        write_atlas(data)
    home = folder / "home"

    def opened() -> Atlas:
        return load_atlas(data, home)

    work = Work(opened(), opened, home, NOW, TODAY, base, limits=Limits(5, 5, 5))
    return replace(work, **other)


def updated(
    work: Work, *datasets: DatasetFile, given: Mapping[str, Path] | None = None
) -> DatasetUpdate:
    """Update datasets, and return what came of the last."""
    return list(update(datasets or (courts(),), work, given or {}))[-1]
