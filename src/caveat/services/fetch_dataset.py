"""Gets the file of a dataset: from the first address that has it, or from a file that is given."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caveat.model.error import CaveatError, Problem
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.kept_edition import EditionRecord
from caveat.services.fetch import BY_HAND, Fetched, Known, Wanted, fetch, moved
from caveat.services.raw_file import LOOK, check_raw
from caveat.services.update_work import Work

MOST_PAGES = 50
NOTHING_KNOWN = Known()
LOOK_AGAIN = "Open it and look: the publisher may have given a page, or another file."


@dataclass(frozen=True)
class Raw:
    """A publisher's file, looked at but not yet read."""

    file: Path
    address: str
    """Where it came from; of a given file its name alone."""
    sha256: str
    size: int
    known: Known = NOTHING_KNOWN
    notes: tuple[str, ...] = ()


def given_file(file: Path, dataset: DatasetFile) -> Raw:
    """Return a file that a person fetched.

    Raises:
        CaveatError: it cannot be read, or is not what the dataset holds.
    """
    try:
        # What is no file, such as a pipe, might be waited for without end.
        if not stat.S_ISREG(file.stat().st_mode):
            message = f"'{file}' is no file."
            raise CaveatError(Problem("file.kind", message, "Name a file with --from."))
        check_raw(file, dataset)
        return _raw(file, file.name.encode("utf-8", "replace").decode())
    except OSError as error:
        message = f"'{file}' cannot be read: {error.strerror}."
        hint = "Correct the name given with --from."
        raise CaveatError(Problem("file.unreadable", message, hint)) from error
    except CaveatError as error:
        # The person did already what the hint for a fetched file says.
        raise CaveatError(
            replace(one, hint=LOOK_AGAIN) if one.hint == LOOK else one for one in error.problems
        ) from error


def fetch_dataset(
    dataset: DatasetFile, folder: Path, work: Work, records: Mapping[str, EditionRecord]
) -> Raw | None:
    """Fetch a dataset into a folder.

    Args:
        dataset: The dataset.
        folder: An empty folder.
        work: What is worked with.
        records: What is known of the editions that are held.

    Returns:
        The file; None where the server says that it is the one held.

    Raises:
        CaveatError: no address has it, or what one has is not what the dataset holds.
    """
    tried = [moved(one, work.base) for one in _addresses(dataset, work.today)]
    wanted = Wanted(dataset.media_types, dataset.most_bytes, work.base, work.limits)
    file = folder / "raw"
    for address in tried:
        fetched = fetch(address, file, wanted, _known(address, records, work, dataset))
        if fetched is None:
            continue
        if fetched.unchanged:
            return None
        notes = _add_parts(dataset, address, folder, wanted)
        check_raw(file, dataset)
        return _raw(file, address, fetched, notes)
    message = f"nothing lies under the addresses tried, of which the first is {tried[0]}."
    hint = f"The publisher may have moved it. {BY_HAND}"
    raise CaveatError(Problem("fetch.missing", message, hint))


def _addresses(dataset: DatasetFile, today: date) -> Iterator[str]:
    """Yield every address to try, those of the newest year first."""
    years = dataset.years
    for year in range(today.year + years.ahead, today.year - years.back - 1, -1):
        for address in dataset.addresses:
            if "{year}" in address:
                yield address.replace("{year}", str(year))
    yield from (address for address in dataset.addresses if "{year}" not in address)


def _known(
    address: str, records: Mapping[str, EditionRecord], work: Work, dataset: DatasetFile
) -> Known | None:
    """Return what the server said last time; None where the whole file is wanted."""
    if work.replaces or dataset.pages:
        return None
    own = [
        one
        for one in records.values()
        if one.address == address and (one.etag or one.last_modified)
    ]
    last = max(own, key=lambda one: one.fetched_at, default=None)
    return None if last is None else Known(last.etag, last.last_modified)


def _add_parts(dataset: DatasetFile, address: str, folder: Path, wanted: Wanted) -> tuple[str, ...]:
    """Add further pages, and margins that lie apart, to the file; tell what is not there."""
    if not dataset.pages:
        return ()
    notes = []
    with (folder / "raw").open("r+b") as whole:
        _add_pages(address, whole.read(), whole.write, folder, wanted)
        for other in (moved(one, wanted.base) for one in dataset.margins):
            if fetch(other, folder / "part", wanted) is None:
                notes.append(f"no margins: nothing lies under {other}")
                continue
            data = (folder / "part").read_bytes()
            whole.write(b"\n" + data)
            _add_pages(other, data, whole.write, folder, wanted)
    return tuple(notes)


def _add_pages(
    address: str, first: bytes, write: Callable[[bytes], object], folder: Path, wanted: Wanted
) -> None:
    pages = _pages(first)
    if pages > MOST_PAGES:
        message = f"{address} has {pages} pages; at most {MOST_PAGES} are fetched."
        raise CaveatError(Problem("fetch.pages", message, BY_HAND))
    for number in range(2, pages + 1):
        page = f"{address}&page={number}"
        if fetch(page, folder / "part", wanted) is None:
            message = f"nothing lies under {page}."
            raise CaveatError(Problem("fetch.pages", message, "Try again."))
        write(b"\n" + (folder / "part").read_bytes())


def _pages(data: bytes) -> int:
    """Return the number of pages that a first page names; 1 where the reader will refuse it."""
    try:
        return int(json.loads(data)[0]["pages"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return 1


def _raw(
    file: Path, address: str, fetched: Fetched | None = None, notes: tuple[str, ...] = ()
) -> Raw:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    known = NOTHING_KNOWN if fetched is None else fetched.known
    return Raw(file, address, digest, file.stat().st_size, known, notes)
