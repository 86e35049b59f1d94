"""Reads the first fitting sheet of a workbook as rows of text, within bounds."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from caveat.screening.lists.files import MOST_BYTES, ListFile

MOST_MEMBERS = 1000
MOST_RATIO = 1000
"""How many times larger than packed a member may unpack; more is made to fill the memory."""


def sheet_rows(file: ListFile, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row of a sheet, or of the first one.

    Whole numbers come without a point, dates as YYYY-MM-DD, yes and no as true and false.

    Raises:
        CaveatError: it is no workbook, unpacks to too much, or has no such sheet.
    """
    _check(file)
    try:
        book = CalamineWorkbook.from_filelike(file.open())
        names = book.sheet_names
        if not names or (sheet is not None and sheet not in names):
            message = f"there is no sheet '{sheet or ''}' among: {', '.join(names)[:200]}."
            raise file.refused("sheet", message, "Name a sheet that it has.")
        rows = book.get_sheet_by_name(sheet or names[0]).iter_rows()
        yield from ((number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1))
    except CalamineError as error:
        raise file.refused("workbook", f"the workbook is damaged: {error}.") from error


def _check(file: ListFile) -> None:
    try:
        with zipfile.ZipFile(file.open()) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise file.refused("workbook", f"this is no workbook: {error}.") from error
    whole = sum(one.file_size for one in members)
    packed_well = any(one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in members)
    if whole > MOST_BYTES or len(members) > MOST_MEMBERS or packed_well:
        message = f"it unpacks to {whole:,} bytes in {len(members)} parts, which no list needs."
        raise file.refused("bomb", message, "Do not use this file.")


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
