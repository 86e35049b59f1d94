from __future__ import annotations

import pytest

from caveat.countries.published.table import HEAD_WITHIN, missing_columns, table_of, years_of
from caveat.model.error import CaveatError
from tests.countries.published.small import dataset

HEAD = ["ISO", "Year", "Score"]


def refused(rows: list[list[str]]) -> str:
    with pytest.raises(CaveatError) as caught:
        list(table_of("", rows, dataset()).rows)
    return str(caught.value)


def test_columns_are_found_below_other_rows() -> None:
    rows = [["A title", "", ""], ["", "", ""], [" ISO ", "Year", "Sc\nore"], ["NOR", "2024", "1"]]
    one = dataset(indicators={"courts": {"any_of": ["Sc ore"], "largest_change": 1}})
    table = table_of("x", rows, one)
    assert (table.label, dict(table.columns)) == ("x", {"ISO": 0, "Year": 1, "Sc ore": 2})
    assert list(table.rows) == [(4, ["NOR", "2024", "1"])]


def test_of_columns_of_the_same_name_the_first_counts() -> None:
    assert table_of("", [[*HEAD, "Score"]], dataset()).columns == {"ISO": 0, "Year": 1, "Score": 2}


def test_empty_rows_and_empty_cells_too_many_are_let_through() -> None:
    table = table_of("", [HEAD, ["", " "], ["NOR", "2024", "1", ""]], dataset())
    assert list(table.rows) == [(3, ["NOR", "2024", "1", ""])]


def test_no_rows_are_refused() -> None:
    assert refused([]) == "found no rows. Fetch it again."


def test_missing_columns_of_the_best_row_are_named() -> None:
    rows = [["A", "B", "C"], ["ISO", "Yaer", "Score"], ["NOR", "2024", "1"]]
    assert refused(rows) == (
        f"the first {HEAD_WITHIN} rows have no row with the column(s) 'Year'. Nearest: 'Yaer'."
    )


def test_columns_that_stand_too_far_down_are_not_found() -> None:
    rows = [["x"]] * HEAD_WITHIN + [HEAD]
    assert refused(rows) == (
        f"the first {HEAD_WITHIN} rows have no row with the column(s) 'ISO', 'Year', 'Score'. "
        "The publisher may have changed the file."
    )


@pytest.mark.parametrize("row", [["NOR", "2024"], ["NOR", "2024", "1", "2"]])
def test_row_of_another_width_is_refused(row: list[str]) -> None:
    assert refused([HEAD, ["NOR", "2023", "1"], row]) == (
        f"row 3 has {len(row)} cells, expected 3. A cell may have moved into another column."
    )


def test_needed_columns_are_those_of_country_year_edition_and_figures() -> None:
    one = dataset(
        edition={
            "found_in": "column",
            "column": "Edition",
            "id": "small-{number}",
            "title": "Small {number}",
            "note": "Invented.",
        },
        indicators={
            "courts": {"any_of": ["Score {year}", "Score"], "largest_change": 1},
            "press": {
                "max_of": ["A", "B"],
                "status": ["SA", "SB"],
                "status_ok": "0",
                "largest_change": 1,
            },
        },
    )
    assert missing_columns([], one) == [
        "ISO",
        "Year",
        "Edition",
        "Score {year}",
        "A",
        "B",
        "SA",
        "SB",
    ]
    assert missing_columns(["ISO", "Year", "Edition", "Score 2024", "A", "B", "SA"], one) == ["SB"]


def test_name_with_a_year_stands_for_columns_by_year() -> None:
    columns = ["CPI score 2024", "CPI score 2023", "CPI score 20235", "Rank 2024", "CPI score x"]
    found = {"2024": "CPI score 2024", "2023": "CPI score 2023"}
    assert years_of("CPI score {year}", columns) == found
    assert years_of("Rank 2024", columns) == {"": "Rank 2024"}
    assert years_of("Rank", columns) == {}
