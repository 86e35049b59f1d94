"""Small lists of invented parties, and the one way the tests read them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from caveat.model.error import CaveatError
from caveat.model.listed import ListedParty, ListHead
from caveat.rulebook.mapping_shape import ListMapping
from caveat.screening.lists.files import MAIN, Files, ListFile
from caveat.screening.lists.formats import read_list

NAME = Path("a.list")


def listed(content: str | bytes, name: Path = NAME) -> ListFile:
    """Return a file of a list."""
    return ListFile(name, content.encode() if isinstance(content, str) else content)


def files_of(content: str | bytes | dict[str, str]) -> Files:
    """Return the files of a list, each called as its part is where there are several."""
    if isinstance(content, dict):
        return {part: listed(text, Path(part)) for part, text in content.items()}
    return {MAIN: listed(content)}


def read(
    form: str, content: str | bytes | dict[str, str], mapping: ListMapping | None = None
) -> tuple[ListHead, list[ListedParty]]:
    """Return the head and all parties of a list called `l`."""
    found = read_list(form, files_of(content), list_id="l", mapping=mapping)
    return found.head, list(found.parties)


def parties(
    form: str, content: str | bytes | dict[str, str], mapping: ListMapping | None = None
) -> list[ListedParty]:
    """Return all parties of a list called `l`."""
    return read(form, content, mapping)[1]


def party(
    form: str, content: str | bytes | dict[str, str], mapping: ListMapping | None = None
) -> ListedParty:
    """Return the one party of a list called `l`."""
    (found,) = parties(form, content, mapping)
    return found


def refusal(
    form: str, content: str | bytes | dict[str, str], mapping: ListMapping | None = None
) -> tuple[str, str]:
    """Return code and text of the one problem for which a list is refused."""
    with pytest.raises(CaveatError) as refused:
        read(form, content, mapping)
    (problem,) = refused.value.problems
    return problem.code, str(problem)


def names(found: ListedParty) -> list[tuple[str, str]]:
    """Return the names of a party with their kinds."""
    return [(one.text, one.kind.value) for one in found.names]


def raw(found: ListedParty) -> list[tuple[str, str]]:
    """Return what fits no other field."""
    return [(one.name, one.text) for one in found.raw]


def workbook(*rows: Sequence[object], sheet: str = "Sheet") -> bytes:
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()
