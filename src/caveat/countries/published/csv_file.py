"""Reads text with delimited cells, on its own or packed in a ZIP file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TextIO

from caveat.countries.published.table import Table, refused, table_of
from caveat.rulebook.dataset_shape import DatasetFile


def read_csv(stream: BinaryIO, dataset: DatasetFile) -> Table:
    """Return the table of a CSV file, in the first of its encodings that fits.

    Raises:
        CaveatError: none fits, a quote is not closed, or columns are missing.
    """
    data = stream.read()
    for encoding in dataset.encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return table_of("", _cells(io.StringIO(text, newline=""), dataset), dataset)
    named = ", ".join(dataset.encodings)
    raise refused("encoding", f"the text is in none of the encodings expected: {named}.")


def read_zip_csv(stream: BinaryIO, dataset: DatasetFile) -> Table:
    """Return the table of the CSV file that a ZIP file holds, read as it is unpacked.

    The label is the name of the packed file.

    Raises:
        CaveatError: there is none of the name expected, or columns are missing.
    """
    try:
        packed = zipfile.ZipFile(stream)
        pattern = re.compile(dataset.part or r"(\.csv)$")
        name = next((one for one in packed.namelist() if pattern.search(one)), None)
        if name is None:
            held = ", ".join(packed.namelist()[:5])
            raise refused("part", f"no packed file is named like '{pattern.pattern}': {held}.")
        text = io.TextIOWrapper(packed.open(name), dataset.encodings[0], newline="")
    except zipfile.BadZipFile as error:
        raise refused("zip", f"the ZIP file is damaged: {error}.", "Fetch it again.") from error
    return table_of(name, _cells(text, dataset), dataset)


def _cells(text: TextIO, dataset: DatasetFile) -> Iterator[Sequence[str]]:
    rows = csv.reader(text, delimiter=dataset.delimiter, strict=True)
    try:
        yield from rows
    except (csv.Error, UnicodeDecodeError, zipfile.BadZipFile) as error:
        message = f"line {rows.line_num} cannot be read: {error}."
        raise refused("csv", message, "It may have been cut off; fetch it again.") from error
