"""Reads text with delimiters as rows with named cells, and refuses what would move a cell.

A quote that is never closed, a row that is too short or too long, and text in another
encoding are errors with the line: each of them would lose parties unnoticed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caveat.screening.lists.files import ListFile

HEAD_WITHIN = 20
"""The row with the names of the columns stands among so many first ones."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it ends, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with named cells; `above` are the rows above the names of the columns."""

    columns: tuple[str, ...]
    above: tuple[tuple[str, ...], ...]
    rows: Iterator[Row]


def cells_of(
    file: ListFile, *, delimiter: str = ",", encoding: str = "utf-8"
) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that has any.

    A mark at the start of the file overrules the encoding.

    Raises:
        CaveatError: it is in another encoding, or its quotes do not fit.
    """
    stream = file.open()
    start = stream.read(3)
    stream.seek(0)
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), encoding)
    text = io.TextIOWrapper(stream, encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except UnicodeDecodeError as error:
        message = f"this is not {encoding} text: {error.reason}."
        hint = "Name the encoding that the file has, or fetch it again."
        raise file.refused("encoding", message, hint, reader.line_num + 1) from error
    except csv.Error as error:
        code = "cut" if "unexpected end of data" in str(error) else "row"
        message = f"the row cannot be read: {error}."
        raise file.refused(code, message, line=reader.line_num) from error
    finally:
        text.detach()


def table_of(
    file: ListFile, rows: Iterable[tuple[int, Sequence[str]]], needed: Iterable[str]
) -> Table:
    """Return the table below the first row that has all needed columns.

    A row that repeats the names of the columns is passed over. Of two columns with one name
    the first that has something counts.

    Raises:
        CaveatError: no row near the top has the columns, and while the rows are read, where one
            has more or fewer cells than there are columns.
    """
    found = iter(rows)
    above: list[tuple[str, ...]] = []
    wanted = tuple(needed)
    for _, cells in found:
        names = tuple(cell.strip() for cell in cells)
        if set(wanted) <= set(names):
            return Table(names, tuple(above), _rows(file, found, names))
        above.append(names)
        if len(above) >= HEAD_WITHIN:
            break
    nearest = max(above, key=lambda one: len(set(one) & set(wanted)), default=())
    missing = [one for one in wanted if one not in nearest]
    message = f"columns are missing: {', '.join(missing)[:200]}."
    hint = "Check that it is the list in this format, and no page about an error."
    raise file.refused("columns", message, hint, 1)


def _rows(
    file: ListFile, found: Iterator[tuple[int, Sequence[str]]], names: tuple[str, ...]
) -> Iterator[Row]:
    for line, cells in found:
        if tuple(cell.strip() for cell in cells) == names:
            continue
        if len(cells) != len(names):
            message = f"the row has {len(cells)} cells, and there are {len(names)} columns."
            raise file.refused("row", message, line=line)
        named: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=True):
            if not named.get(name):
                named[name] = cell
        yield Row(line, named)


def grouped(rows: Iterable[Row], *columns: str) -> Iterator[list[Row]]:
    """Yield the rows of each party together, parties in the order of their first row.

    The columns are tried in turn for what tells a party; a row with none is a party by itself.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        key = next((found for column in columns if (found := row[column])), f"line {row.line}")
        groups.setdefault(key, []).append(row)
    yield from groups.values()
