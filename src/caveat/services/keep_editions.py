"""Keeps the editions that a file has, each with the day from which it counts as known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version

from caveat.countries.published.layouts import Row
from caveat.countries.published.reading import Published
from caveat.model.country import Edition, Figure
from caveat.model.error import CaveatError, Problem
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.kept_edition import EditionRecord
from caveat.services.fetch_dataset import Raw
from caveat.services.update_work import Work
from caveat.store.editions import figure_text, hashes, keep, same_name


def known_from(dataset: DatasetFile, number: str, fetched_on: date) -> date:
    """Return the day from which an edition counts as known; never later than it was fetched.

    It is the day that the number names, or else the day by which the publisher had it out, or,
    where nobody knows that, the day on which it was fetched.

    Raises:
        CaveatError: the number is no year, version or day of this dataset.
    """
    try:
        if "-" in number:
            return min(fetched_on, date.fromisoformat(number))
        if dataset.edition.out_by is None:
            return fetched_on
        month, day = dataset.edition.out_by.split("-")
        year = int(number) + dataset.edition.out_year
        return min(fetched_on, date(year, int(month), int(day)))
    except (ValueError, OverflowError) as error:
        message = f"the edition is said to be '{number}', which gives no day."
        raise CaveatError(Problem("published.edition", message)) from error


def edition_of(dataset: DatasetFile, number: str, raw: Raw, fetched_on: date) -> Edition:
    """Return an edition of a dataset in the words of the model."""
    fields = dataset.edition
    return Edition(
        fields.id.replace("{number}", number),
        dataset.publisher,
        fields.title.replace("{number}", number),
        known_from(dataset, number, fetched_on),
        fields.note,
        raw.address,
    )


def figures_of(rows: Sequence[Row], edition: str) -> dict[str, list[tuple[str, Figure]]]:
    """Return the figures of an edition by indicator, each with its country, none twice."""
    found: dict[str, dict[tuple[str, int], Figure]] = {}
    for row in rows:
        figure = Figure(row.value, row.data_year, edition, row.margin)
        found.setdefault(row.indicator, {})[row.country, row.data_year] = figure
    return {
        name: [(place, figure) for (place, _), figure in table.items()]
        for name, table in found.items()
    }


def keep_editions(
    dataset: DatasetFile,
    work: Work,
    raw: Raw,
    published: Published,
    records: Mapping[str, EditionRecord],
) -> tuple[list[str], list[Problem]]:
    """Keep what is new, and return the ids kept and why others were not."""
    refused: list[Problem] = []
    wanted: list[tuple[EditionRecord, dict[str, bytes]]] = []
    for number, rows in published.editions.items():
        record, files = _made(dataset, work, raw, number, rows)
        before = records.get(record.id)
        if before is None and record.id in work.atlas.editions:
            message = f"the edition '{record.id}' comes with the software, and stands as it is."
            refused.append(Problem("edition.embedded", message))
        elif before is None or (before.files != record.files and work.replaces):
            wanted.append((record, files))
        elif before.files != record.files:
            refused.append(same_name(before))
    kept: list[str] = []
    for record, files in wanted:
        # What the server said goes with the last alone, and only where nothing is refused:
        # otherwise it is asked for the whole file next time.
        told = record is wanted[-1][0] and not refused
        unsaid = {} if told else {"etag": None, "last_modified": None}
        try:
            keep(work.home, record.model_copy(update=unsaid), files)
        except CaveatError as error:
            refused.extend(error.problems)
            break
        kept.append(record.id)
    return kept, refused


def _made(
    dataset: DatasetFile, work: Work, raw: Raw, number: str, rows: Sequence[Row]
) -> tuple[EditionRecord, dict[str, bytes]]:
    edition = edition_of(dataset, number, raw, work.today)
    figures = figures_of(rows, edition.id)
    files = {name: figure_text(series) for name, series in figures.items()}
    record = EditionRecord(
        id=edition.id,
        dataset=dataset.id,
        publisher=dataset.publisher,
        number=number,
        title=edition.title,
        published_on=edition.published_on,
        published_note=edition.published_note,
        address=raw.address,
        fetched_at=work.now,
        raw_sha256=raw.sha256,
        raw_bytes=raw.size,
        etag=raw.known.etag,
        last_modified=raw.known.last_modified,
        licence=work.atlas.publishers[dataset.publisher].licence,
        rows=sum(len(series) for series in figures.values()),
        files=hashes(files),
        software=version("caveat"),
    )
    return record, files
