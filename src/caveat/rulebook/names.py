"""Reads the tables for names into one `NameTables`, from a generated file where it is current.

The tables are frozen: a reading is the same on every machine as long as their version is, and
whoever changes a table changes the version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from caveat.model.error import CaveatError, Place, Problem
from caveat.model.name import NameTable, NameTables
from caveat.rulebook.bundle import UNREADABLE, cache_folder, json_line, write_generated
from caveat.rulebook.loader import DATA, data_digest, load_kind
from caveat.rulebook.name_shape import NameTableFile
from caveat.rulebook.yaml_reader import Document

FORMAT = 1
FOLDERS = (NameTableFile.folder,)
ONE_TEXT = frozenset({"letters", "syllables"})
"""What has one text to a row; the others have a list."""


def open_names(data: Path = DATA) -> NameTables:
    """Return the tables for names, from their generated file where that is current.

    Raises:
        CaveatError: there is no current generated file and the files do not load.
    """
    digest = data_digest(data, FOLDERS)
    file = cache_folder() / f"names-{version('caveat')}-{FORMAT}-{digest[:32]}.json"
    names = _read(file, digest)
    if names is None:
        names = load_names(data)
        write_generated(file, json_line(_tree(names)))
    return names


def load_names(data: Path = DATA) -> NameTables:
    """Read all tables for names from their files.

    Raises:
        CaveatError: with every problem of every file.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    files = load_kind(NameTableFile, data, documents, problems)
    for name, table in files.items():
        problems.extend(_row_problems(table, documents[NameTableFile.kind, name]))
    day = data / NameTableFile.folder / "VERSION"
    if not day.is_file():
        hint = "Write the date of the tables for names into it."
        problems.append(Problem("file.missing", "the file is missing.", hint, Place(day)))
    if problems:
        raise CaveatError(problems)
    return NameTables(
        day.read_text(encoding="utf-8").strip(),
        data_digest(data, FOLDERS),
        {name: file.table() for name, file in files.items()},
    )


def _row_problems(table: NameTableFile, document: Document) -> Iterator[Problem]:
    one = table.holds in ONE_TEXT
    for key, value in table.rows.items():
        place = document.place(("rows", key))
        if isinstance(value, str) != one:
            wanted, found = ("one text", "a list") if one else ("a list", "one text")
            message = f"the row '{key}' of {table.holds}: expected {wanted}, found {found}."
            yield Problem("names.row", message, "See another table of the kind.", place)
        elif table.holds == "patterns":
            for pattern in value:
                yield from _pattern_problems(pattern, place)


def _pattern_problems(pattern: str, place: Place) -> Iterator[Problem]:
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"'{pattern}' is no regular expression: {error}."
        yield Problem("names.pattern", message, "Put \\ before a sign that is meant.", place)


def _tree(names: NameTables) -> dict[str, object]:
    tables = {name: [one.holds, one.how, one.rows] for name, one in names.tables.items()}
    return {"version": names.version, "digest": names.digest, "tables": tables}


def _read(file: Path, digest: str) -> NameTables | None:
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        if tree["digest"] != digest:
            return None
        tables = {
            name: NameTable(holds, how, {key: tuple(row) for key, row in rows.items()})
            for name, (holds, how, rows) in tree["tables"].items()
        }
        return NameTables(tree["version"], digest, tables)
    except UNREADABLE:
        return None
