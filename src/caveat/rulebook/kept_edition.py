"""Reads the editions that a user has fetched, and leaves out whole what is not as it was written.

An edition is a folder with a file of figures for each indicator, and `edition.json` with the hash
of each. A folder that was to be replaced counts only where the new one is not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from caveat.model.country import Edition, Figure, Indicator
from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.figure_file import read_figures
from caveat.rulebook.shape import Id, Strict, Words

OBSERVATIONS = "observations"
RECORD = "edition.json"
OLD = "~old"
"""How the name of a folder ends that is being replaced."""
MAX_BYTES = 2_000_000
"""Of a larger file only the beginning is read, and does not fit its hash."""
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class EditionRecord(Strict):
    """What is known of an edition that was fetched."""

    id: Id
    """The folder's name."""
    dataset: Id
    """The dataset that it was read by."""
    publisher: Id
    """The folder above."""
    number: Words
    """What tells the edition from others: a year, a version or a day."""
    title: Words
    """Title of the edition."""
    published_on: date
    """The day from which it counts as known."""
    published_note: Words
    """What that day rests on."""
    address: Words
    """Where the file came from."""
    fetched_at: datetime
    """When, in UTC."""
    raw_sha256: Hash
    """Hash of the publisher's file."""
    raw_bytes: int
    """Its size."""
    etag: str | None = None
    """What the server calls this state of the file."""
    last_modified: str | None = None
    """When the server says that it changed."""
    licence: Words
    """The publisher's licence, as far as it is known."""
    rows: int
    """Figures, over all indicators."""
    files: dict[Id, Hash] = Field(min_length=1)
    """Hash of the file of each indicator."""
    software: Words
    """Version of the software that wrote it."""

    def edition(self) -> Edition:
        """Return the edition in the words of the model; its source is the address."""
        return Edition(
            self.id,
            self.publisher,
            self.title,
            self.published_on,
            self.published_note,
            self.address,
        )


@dataclass(frozen=True)
class KeptEdition:
    """An edition that was read back as it was written."""

    record: EditionRecord
    figures: Mapping[str, Mapping[str, list[Figure]]]
    """Figures by indicator and country."""


def kept_editions(
    home: Path | None,
    *,
    countries: Mapping[str, object],
    indicators: Mapping[str, Indicator],
    embedded: Iterable[str],
    problems: list[Problem],
) -> list[KeptEdition]:
    """Return the editions that a home has, and note why others are left out.

    Args:
        home: The user's folder; None where there is none.
        countries: The countries that figures may name.
        indicators: The scales of the figures.
        embedded: Ids of the editions that come with the software, which stand as they are.
        problems: Takes a problem for each edition that is left out.
    """
    found = []
    taken = set(embedded)
    for folder in edition_folders(home):
        try:
            found.append(_read(folder, countries, indicators, taken))
        except CaveatError as error:
            first = error.problems[0]
            place = first.where or Place(folder)
            message = f"the edition '{folder.name.removesuffix(OLD)}' is left out: {first.message}"
            hint = "Fetch it again with: caveat update countries --replace"
            problems.append(Problem("edition.broken", message, hint, place))
    return found


def edition_folders(home: Path | None) -> list[Path]:
    """Return the folders of editions in a home, by publisher and name; unfinished ones are none."""
    if home is None:
        return []
    folders = {
        folder.relative_to(home): folder
        for folder in (home / OBSERVATIONS).glob("*/*")
        if folder.is_dir() and not folder.name.startswith(".")
    }
    return [
        folder
        for name, folder in sorted(folders.items())
        if not (name.name.endswith(OLD) and name.with_name(name.name.removesuffix(OLD)) in folders)
    ]


def home_digest(home: Path | None) -> str:
    """Return the SHA-256 over all editions of a home; empty where it has none."""
    folders = edition_folders(home)
    if home is None or not folders:
        return ""
    total = hashlib.sha256()
    for file in (one for folder in folders for one in sorted(folder.iterdir())):
        total.update(file.relative_to(home).as_posix().encode("utf-8", "surrogateescape"))
        try:
            total.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            total.update(str(error.errno).encode())
    return total.hexdigest()


def _read(
    folder: Path,
    countries: Mapping[str, object],
    indicators: Mapping[str, Indicator],
    taken: set[str],
) -> KeptEdition:
    record = read_record(folder)
    for problem in _misplaced(record, folder, indicators, taken):
        raise CaveatError(problem)
    taken.add(record.id)
    editions = {record.id: record.edition()}
    figures = {}
    for name, expected in record.files.items():
        file = folder / f"{name}.csv"
        if hashlib.sha256(_bytes_of(file)).hexdigest() != expected:
            raise CaveatError(
                Problem("edition.hash", f"'{file.name}' is not as it was written.", "", Place(file))
            )
        figures[name] = read_figures(file, indicators[name], countries=countries, editions=editions)
    return KeptEdition(record, figures)


def read_record(folder: Path) -> EditionRecord:
    """Return what is known of an edition.

    Raises:
        CaveatError: the file is missing or not of that shape.
    """
    file = folder / RECORD
    data = _bytes_of(file)
    try:
        return EditionRecord.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(one) for one in error.errors()[0]["loc"])
        message = f"'{RECORD}' does not have the shape expected (at '{where}')."
        raise CaveatError(Problem("edition.record", message, "", Place(file))) from error


def _misplaced(
    record: EditionRecord,
    folder: Path,
    indicators: Mapping[str, Indicator],
    taken: set[str],
) -> Iterator[Problem]:
    place = Place(folder / RECORD)
    if (record.publisher, record.id) != (folder.parent.name, folder.name.removesuffix(OLD)):
        message = f"it says that it is '{record.publisher}/{record.id}'."
        yield Problem("edition.place", message, "", place)
    if record.id in taken:
        message = "there is an edition of that name already."
        yield Problem("edition.twice", message, "", place)
    for name in record.files:
        if name not in indicators or indicators[name].publisher != record.publisher:
            message = f"'{name}' is no indicator of this publisher."
            yield Problem("indicator.unknown", message, "", place)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"'{file.name}' cannot be read: {error.strerror}."
        raise CaveatError(Problem("file.unreadable", message, "", Place(file))) from error
