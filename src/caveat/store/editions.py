"""Keeps editions in a home so that whoever reads it sees a whole one: the old one, or the new.

A new edition is written beside its place, brought to the disk, and renamed. While one replaces
another, the old one stands under a name of its own, by which it is still read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from caveat.model.country import Figure
from caveat.model.error import Problem
from caveat.rulebook.figure_file import COLUMNS
from caveat.rulebook.kept_edition import OBSERVATIONS, OLD, RECORD, SEAL, EditionRecord, seal_of
from caveat.store.lock import unwritable

PLACES = 6
"""Decimal places that are kept; publishers give no more that mean anything."""
NEW = ".new-"
"""How the name of a folder begins that is still being written."""


def figure_text(figures: Iterable[tuple[str, Figure]]) -> bytes:
    """Return figures as the file of an indicator, by country and year; `Figure.edition` is named.

    Numbers are rounded to `PLACES` decimal places.
    """
    lines = [COLUMNS]
    for country, one in sorted(figures, key=lambda pair: (pair[0], pair[1].data_year)):
        margin = "" if one.margin is None else _number(one.margin)
        lines.append(f"{country},{one.data_year},{_number(one.value)},{margin},{one.edition}")
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _number(value: float) -> str:
    rounded = round(Decimal(repr(value)), PLACES) + 0
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of the file of each indicator."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def keep(home: Path, record: EditionRecord, files: Mapping[str, bytes]) -> None:
    """Put an edition into a home, in place of one of the same name. The caller holds the lock.

    Args:
        home: The user's folder.
        record: What is known of the edition; its hashes are those of the files.
        files: The text of each indicator.

    Raises:
        CaveatError: it cannot be written; what was there still is.
    """
    folder = home / OBSERVATIONS / record.publisher
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=NEW, dir=folder))
        text = f"{record.model_dump_json(indent=1, exclude_none=True)}\n".encode()
        for name, data in {
            **{f"{one}.csv": files[one] for one in files},
            RECORD: text,
            SEAL: seal_of(text),
        }.items():
            _write(new / name, data)
        _to_disk(new)
        _put(new, folder / record.id)
        _to_disk(folder)
    except OSError as error:
        raise unwritable(folder / record.id, error) from error


def _put(new: Path, place: Path) -> None:
    new.chmod(0o755)
    if place.is_dir():
        old = place.with_name(place.name + OLD)
        place.rename(old)
        new.rename(place)
        shutil.rmtree(old)
    else:
        new.rename(place)


def tidy(home: Path) -> None:
    """Remove what a writer left behind that was stopped. The caller holds the lock.

    Raises:
        CaveatError: something cannot be removed.
    """
    try:
        for folder in (home / OBSERVATIONS).glob(f"*/{NEW}*"):
            shutil.rmtree(folder)
        for old in (home / OBSERVATIONS).glob(f"*/*{OLD}"):
            place = old.with_name(old.name.removesuffix(OLD))
            if place.exists():
                shutil.rmtree(old)
            else:
                old.rename(place)
    except OSError as error:
        raise unwritable(home / OBSERVATIONS, error) from error


def same_name(before: EditionRecord) -> Problem:
    """Return why an edition with other figures may not take the place of one."""
    message = (
        f"'{before.id}' is held since {before.fetched_at:%Y-%m-%d}, and the publisher gives "
        "other figures under the same name now."
    )
    hint = "Look at what changed; --replace takes the new ones."
    return Problem("edition.same_name", message, hint)


def _write(file: Path, data: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
