from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.error import CaveatError
from caveat.screening.lists import workbook as module
from caveat.screening.lists.workbook import sheet_rows
from tests.screening.lists.small import listed, workbook


def rows(content: bytes, sheet: str | None = None) -> list[tuple[int, list[str]]]:
    return list(sheet_rows(listed(content), sheet))


def refusal(content: bytes, sheet: str | None = None) -> tuple[str, str]:
    with pytest.raises(CaveatError) as refused:
        rows(content, sheet)
    (problem,) = refused.value.problems
    return problem.code, str(problem)


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def test_cells_come_as_text() -> None:
    day = datetime.date(2026, 4, 14)
    noon = datetime.datetime.fromisoformat("2026-04-14 12:00:00")
    found = rows(workbook(["a", 2.0, None, 2.5, True, False, day, noon]))
    assert found == [
        (1, ["a", "2", "", "2.5", "true", "false", "2026-04-14", "2026-04-14 12:00:00"])
    ]


def test_sheet_is_chosen_by_name() -> None:
    assert rows(workbook(["a"], sheet="S"), "S") == [(1, ["a"])]
    assert refusal(workbook(["a"], sheet="S"), "T") == (
        "list.sheet",
        "a.list: there is no sheet 'T' among: S. Name a sheet that it has.",
    )


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content)[0] == "list.workbook"


def test_damaged_workbook_is_refused() -> None:
    assert refusal(packed(("a.txt", b"x")))[0] == "list.workbook"


def test_packed_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(packed(("a", b"\0" * 5_000_000)))[0] == "list.bomb"
    monkeypatch.setattr(module, "MOST_BYTES", 3)
    assert refusal(packed(("a", b"abcd")))[0] == "list.bomb"
    monkeypatch.undo()
    monkeypatch.setattr(module, "MOST_MEMBERS", 1)
    assert refusal(packed(("a", b"a"), ("b", b"b")))[0] == "list.bomb"


@given(st.binary())
def test_any_bytes_after_the_mark_of_a_workbook_are_refused(content: bytes) -> None:
    assert refusal(b"PK\x03\x04" + content)[0] == "list.workbook"
