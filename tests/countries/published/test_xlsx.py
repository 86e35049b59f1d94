from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from caveat.countries.published.layouts import Row
from caveat.model.error import CaveatError
from tests.countries.published.small import dataset, rows
from tests.countries.published.strict import strict_workbook

XLSX = {"format": "xlsx", "part": "^(Data.*)$"}
HEAD: list[object] = ["ISO", "Year", "Score"]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(CaveatError) as caught:
        rows(data, dataset(**XLSX), "x")
    return str(caught.value)


def test_first_sheet_whose_name_fits_is_read() -> None:
    data = workbook(
        Index=[["a"]],
        Data1=[["A title", None, None], HEAD, ["NOR", 2024, 0.125], ["NAM", 2023.0, 3]],
        Data2=[HEAD, ["NOR", 1999, 1]],
    )
    assert rows(data, dataset(**XLSX), "x") == [
        Row("NOR", "x", 2024, "courts", 0.125),
        Row("NAM", "x", 2023, "courts", 3.0),
    ]


def test_empty_rows_above_the_columns_do_no_harm() -> None:
    data = workbook(Data=[[None, None, None], [None, None, None], HEAD, ["NOR", 2024, 1]])
    assert rows(data, dataset(**XLSX), "x") == [Row("NOR", "x", 2024, "courts", 1.0)]


def test_strict_workbook_is_read_as_any_other() -> None:
    data = strict_workbook("Data", [["A title"], HEAD, ["NOR", 2024, 0.5], ["NAM", 2024, 2]])
    assert rows(data, dataset(**XLSX), "x") == [
        Row("NOR", "x", 2024, "courts", 0.5),
        Row("NAM", "x", 2024, "courts", 2.0),
    ]


def test_cell_that_holds_a_date_is_no_number() -> None:
    said = refused(workbook(Data=[HEAD, ["NOR", 2024, date(2024, 5, 1)]]))
    assert said.startswith("row 2 has '2024-05-01', expected a number.")


def test_workbook_without_a_sheet_of_the_name_is_refused() -> None:
    assert refused(workbook(Index=[["a"]])) == "no sheet is named like '^(Data.*)$': Index."


def test_file_that_is_no_workbook_is_refused() -> None:
    assert refused(b"PK\x03\x04 and no more").startswith("the workbook is damaged: ")


def test_any_sheet_is_read_where_no_name_is_said() -> None:
    data = workbook(Other=[HEAD, ["NOR", 2024, 1]])
    assert rows(data, dataset(format="xlsx"), "x") == [Row("NOR", "x", 2024, "courts", 1.0)]
