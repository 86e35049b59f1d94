"""Reads the editions that a user has fetched, and leaves out whole what is not as it was written.

An edition is a folder with a file of figures for each indicator, `edition.json` with the hash of
each, and `edition.sha256` with the hash of that. A folder that was to be replaced counts only where
the new one is not there.
"""

from __future__ import annotations

import hashlib
import stat
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
SEAL = "edition.sha256"
"""Holds the hash of the record, in the form that `sha256sum` checks."""
OLD = "~old"
"""How the name of a folder ends that is being replaced."""
MAX_BYTES = 2_000_000
"""Of a larger file only the beginning is read, and does not fit its hash."""
LATER_FROM = 10
"""Hour in UTC from which it is the next day where the day begins first, at UTC+14."""
STRAY = "Remove the folder."
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
        problems: Takes a problem for each edition that is left out; its place is a file of the
            edition, and it has a hint only where the folder does not belong there.

    Raises:
        CaveatError: the home, or the folder of a publisher, cannot be read.
    """
    found = []
    taken = set(embedded)
    for folder in edition_folders(home):
        try:
            found.append(_read(folder, countries, indicators, taken))
        except CaveatError as error:
            first = error.problems[0]
            place = first.where or Place(folder / RECORD)
            message = f"the edition '{folder.name.removesuffix(OLD)}' is left out: {first.message}"
            hint = first.hint if first.code in ("edition.place", "edition.twice") else ""
            problems.append(Problem("edition.broken", message, hint, place))
    return found


def edition_folders(home: Path | None) -> list[Path]:
    """Return the folders of editions in a home, by publisher and name; unfinished ones are none.

    Raises:
        CaveatError: the home, or the folder of a publisher, cannot be read.
    """
    if home is None:
        return []
    folders = {
        folder.relative_to(home): folder
        for publisher in _folders_in(home / OBSERVATIONS)
        for folder in _folders_in(publisher)
        if not folder.name.startswith(".")
    }
    return [
        folder
        for name, folder in sorted(folders.items())
        if not (name.name.endswith(OLD) and name.with_name(name.name.removesuffix(OLD)) in folders)
    ]


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders in a folder; none where it is not there."""
    try:
        return [one for one in folder.iterdir() if one.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        message = f"cannot be read: {error.strerror}."
        hint = "Let yourself read it, or name another folder in CAVEAT_HOME."
        raise CaveatError(Problem("home.unreadable", message, hint, Place(folder))) from error


def home_digest(home: Path | None) -> str:
    """Return the SHA-256 over all editions of a home; empty where it has none.

    Raises:
        CaveatError: the home, or the folder of a publisher, cannot be read.
    """
    folders = edition_folders(home)
    if home is None or not folders:
        return ""
    total = hashlib.sha256()
    for file in (one for folder in folders for one in _files_in(folder)):
        total.update(file.relative_to(home).as_posix().encode("utf-8", "surrogateescape"))
        try:
            total.update(hashlib.sha256(_bytes_of(file)).digest())
        except CaveatError as error:
            total.update(error.problems[0].message.encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _files_in(folder: Path) -> list[Path]:
    """Return what an edition has; its record, which then says why, where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return [folder / RECORD]


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
        CaveatError: the file is missing, not as it was written, not of that shape, or of an
            edition that would count as known before it was fetched.
    """
    file = folder / RECORD
    data = _bytes_of(file)
    if _bytes_of(folder / SEAL) != seal_of(data):
        message = f"'{RECORD}' is not as it was written."
        raise CaveatError(Problem("edition.hash", message, "", Place(file)))
    try:
        record = EditionRecord.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(one) for one in error.errors()[0]["loc"])
        message = f"'{RECORD}' does not have the shape expected (at '{where}')."
        raise CaveatError(Problem("edition.record", message, "", Place(file))) from error
    if _is_early(record):
        message = (
            f"it was fetched on {record.fetched_at:%Y-%m-%d}, and says that it is known since "
            f"{record.published_on} only."
        )
        raise CaveatError(Problem("edition.day", message, "", Place(file)))
    return record


def seal_of(data: bytes) -> bytes:
    """Return the text that goes with a record: its hash and its name."""
    return f"{hashlib.sha256(data).hexdigest()}  {RECORD}\n".encode("ascii")


def _is_early(record: EditionRecord) -> bool:
    """Return whether an edition was fetched before its day, wherever the person sat."""
    at = record.fetched_at
    return record.published_on.toordinal() > at.toordinal() + (at.hour >= LATER_FROM)


def _misplaced(
    record: EditionRecord,
    folder: Path,
    indicators: Mapping[str, Indicator],
    taken: set[str],
) -> Iterator[Problem]:
    place = Place(folder / RECORD)
    if (record.publisher, record.id) != (folder.parent.name, folder.name.removesuffix(OLD)):
        message = f"it says that it is '{record.publisher}/{record.id}'."
        yield Problem("edition.place", message, STRAY, place)
    if record.id in taken:
        message = "there is an edition of that name already."
        yield Problem("edition.twice", message, STRAY, place)
    for name in record.files:
        if name not in indicators or indicators[name].publisher != record.publisher:
            message = f"'{name}' is no indicator of this publisher."
            yield Problem("indicator.unknown", message, "", place)


def _bytes_of(file: Path) -> bytes:
    try:
        # What is no file, such as a pipe, might be waited for without end.
        if stat.S_ISREG(file.stat().st_mode):
            with file.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
        raise CaveatError(Problem("file.kind", f"'{file.name}' is no file.", "", Place(file)))
    except OSError as error:
        message = f"'{file.name}' cannot be read: {error.strerror}."
        raise CaveatError(Problem("file.unreadable", message, "", Place(file))) from error
