"""A small edition to be kept, for tests; all of it is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from caveat.rulebook.kept_edition import OBSERVATIONS, RECORD, SEAL, EditionRecord, seal_of
from caveat.store.editions import hashes, keep

COURTS = b"country,data_year,value,margin,edition\nNO,2024,0.5,,first-3\n"


def record(files: dict[str, bytes] | None = None, **other: Any) -> EditionRecord:
    """Return what is known of an edition, with other values in place."""
    tree: dict[str, Any] = {
        "id": "first-3",
        "dataset": "courts-file",
        "publisher": "first",
        "number": "3",
        "title": "Three",
        "published_on": date(2025, 3, 1),
        "published_note": "Invented.",
        "address": "https://example.org/courts.csv",
        "fetched_at": datetime(2026, 11, 24, 12, tzinfo=UTC),
        "raw_sha256": "0" * 64,
        "raw_bytes": 10,
        "licence": "CC0",
        "rows": 1,
        "files": hashes({"courts": COURTS} if files is None else files),
        "software": "0",
    }
    return EditionRecord.model_validate({**tree, **other})


def kept(home: Path, text: bytes = COURTS, **other: Any) -> Path:
    """Keep an edition in a home, and return its folder."""
    files = {"courts": text}
    one = record(files, **other)
    keep(home, one, files)
    return home / OBSERVATIONS / one.publisher / one.id


def seal(folder: Path) -> None:
    """Give an edition the hash of its record as it is now."""
    (folder / SEAL).write_bytes(seal_of((folder / RECORD).read_bytes()))
