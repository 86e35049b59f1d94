"""Reads a sheet of a workbook, Transitional or Strict; numbers come as the text they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from caveat.countries.published.table import Table, refused, table_of
from caveat.rulebook.dataset_shape import DatasetFile


def read_xlsx(stream: BinaryIO, dataset: DatasetFile) -> Table:
    """Return the table of the first sheet whose name fits. The label is that name.

    Raises:
        CaveatError: it is no workbook, has no such sheet, or columns are missing.
    """
    try:
        book = CalamineWorkbook.from_filelike(stream)
        pattern = re.compile(dataset.part or "()")
        name = next((one for one in book.sheet_names if pattern.search(one)), None)
        if name is None:
            held = ", ".join(book.sheet_names[:5])
            raise refused("part", f"no sheet is named like '{pattern.pattern}': {held}.")
        sheet = book.get_sheet_by_name(name)
    except CalamineError as error:
        raise refused("xlsx", f"the workbook is damaged: {error}.", "Fetch it again.") from error
    return table_of(name, _rows(sheet), dataset)


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    for row in sheet.iter_rows():
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
