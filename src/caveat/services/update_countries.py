"""Fetches the figures of publishers into the user's home, or says why what is there stays.

One dataset does not stop another. Whatever goes wrong, the last good edition is still in use.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from caveat.countries.published.guards import changes, doubts, faults
from caveat.countries.published.reading import Published, order_of, read_published
from caveat.model.error import CaveatError, Problem
from caveat.model.update import DatasetUpdate, Outcome
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.kept_edition import EditionRecord, edition_folders, read_record
from caveat.services.fetch_dataset import Raw, fetch_dataset, given_file
from caveat.services.in_use import in_use, newest_figures, use_of
from caveat.services.keep_editions import edition_of, figures_of, keep_editions, known_from
from caveat.services.update_work import Work
from caveat.store.editions import tidy
from caveat.store.lock import locked


def update(
    datasets: Iterable[DatasetFile], work: Work, given: Mapping[str, Path]
) -> Generator[DatasetUpdate, None, None]:
    """Update datasets one after the other.

    Args:
        datasets: The datasets.
        work: What is worked with.
        given: Files of datasets that are read instead of being fetched.

    Yields:
        What came of each, as soon as it is known.

    Raises:
        CaveatError: another process updates, or the home cannot be written.
    """
    with locked(work.home):
        tidy(work.home)
        work = replace(work, atlas=work.reopen())
        for dataset in datasets:
            yield _one(dataset, work, given.get(dataset.id))


def status(datasets: Iterable[DatasetFile], work: Work) -> Iterator[DatasetUpdate]:
    """Yield what is in use of each dataset; nothing is fetched."""
    for dataset in datasets:
        yield _came(dataset, work, Outcome.SHOWN)


def _came(dataset: DatasetFile, work: Work, outcome: Outcome) -> DatasetUpdate:
    there = in_use(dataset, work.atlas, work.today)
    return DatasetUpdate(dataset.id, dataset.title, outcome, there)


def _one(dataset: DatasetFile, work: Work, file: Path | None) -> DatasetUpdate:
    if file is None and dataset.by_hand is not None:
        found = _came(dataset, work, Outcome.BY_HAND)
        return replace(found, notes=(dataset.by_hand,))
    records = records_of(dataset, work)
    try:
        with tempfile.TemporaryDirectory(prefix="caveat-") as folder:
            if file is None:
                raw = fetch_dataset(dataset, Path(folder), work, records)
            else:
                raw = given_file(file, dataset)
            if raw is None:
                return _came(dataset, work, Outcome.UNCHANGED)
            return _read(dataset, work, raw, records)
    except CaveatError as error:
        return replace(_came(dataset, work, Outcome.REFUSED), problems=error.problems)


def records_of(dataset: DatasetFile, work: Work) -> dict[str, EditionRecord]:
    """Return what is known of the editions of a dataset that are kept and whole, by id."""
    broken = {one.where.file.parent for one in work.atlas.problems if one.where is not None}
    found = (
        read_record(folder)
        for folder in edition_folders(work.home)
        if folder.name in work.atlas.editions and folder not in broken
    )
    return {record.id: record for record in found if record.dataset == dataset.id}


def _read(
    dataset: DatasetFile, work: Work, raw: Raw, records: Mapping[str, EditionRecord]
) -> DatasetUpdate:
    with raw.file.open("rb") as stream:
        published = read_published(
            stream, dataset, work.atlas.countries.values(), address=raw.address
        )
    last = newest_figures(dataset, work.atlas)
    number = list(published.editions)[-1]
    rows = published.editions[number]
    older = list(_older(number, records))
    problems = [
        *([] if work.replaces else older),
        *_faults(dataset, work, published),
        *doubts(rows, last, dataset, older=bool(older)),
    ]
    if problems:
        raise CaveatError(problems)
    kept, refused = keep_editions(dataset, work, raw, published, records)
    came = _came(dataset, work, Outcome.KEPT if kept else Outcome.UNCHANGED)
    edition = edition_of(dataset, number, raw, work.today)
    if edition.id in kept:
        figures = [one for series in figures_of(rows, edition.id).values() for one in series]
        there = use_of(edition, figures, work.today)
        came = replace(came, in_use=there, changes=changes(rows, last))
    elif kept:
        came = replace(came, in_use=in_use(dataset, work.reopen(), work.today))
    if refused and len(kept) == 1:
        came = replace(came, notes=(f"kept all the same: {kept[0]}",))
    return replace(
        came,
        outcome=Outcome.REFUSED if refused else came.outcome,
        kept=tuple(kept),
        address=raw.address,
        notes=(*came.notes, *raw.notes, *_notes(published)),
        problems=tuple(refused),
    )


def _faults(dataset: DatasetFile, work: Work, published: Published) -> Iterator[Problem]:
    for number, rows in published.editions.items():
        known_on = known_from(dataset, number, work.today)
        yield from faults(rows, work.atlas.indicators, known_on=known_on)


def _older(number: str, records: Mapping[str, EditionRecord]) -> Iterator[Problem]:
    newest = max(records.values(), key=lambda one: order_of(one.number), default=None)
    if newest is not None and order_of(number) < order_of(newest.number):
        message = f"the newest edition it has is {number}, but {newest.number} is held."
        hint = "The publisher may have gone back; --replace keeps the older one beside it."
        yield Problem("edition.older", message, hint)


def _notes(published: Published) -> Iterator[str]:
    if published.unknown:
        yield f"not known here, and left out: {', '.join(published.unknown)}"
    if published.left_out:
        yield f"no entry here, and left out: {', '.join(published.left_out)}"
