from __future__ import annotations

from typing import Any

import pytest

from caveat.countries.published.layouts import Row
from caveat.model.error import CaveatError
from tests.countries.published.small import TREE, dataset, rows

EDITION = {**TREE["edition"], "found_in": "column", "column": "Edition"}


def values(*named: str, **other: Any) -> dict[str, Any]:
    return {"courts": {"any_of": list(named), "largest_change": 5, **other}}


def refused(text: str, **other: Any) -> str:
    with pytest.raises(CaveatError) as caught:
        rows(text, dataset(**other), "2024")
    return str(caught.value)


def test_year_is_read_from_its_column_and_old_years_are_left_out() -> None:
    text = "ISO,Year,Score\nNOR,2009,1\nNOR,2012-2013,2\nNOR,2017 – 2018,3\nNOR,2024,4\n"
    found = [(row.data_year, row.value) for row in rows(text, dataset())]
    assert found == [(2013, 2.0), (2018, 3.0), (2024, 4.0)]


def test_year_is_told_from_the_edition_of_the_file() -> None:
    one = dataset(year_column=None, year_of_edition=-1)
    assert rows("ISO,Score\nNOR,1\n", one, "2024") == [Row("NOR", "2024", 2023, "courts", 1.0)]


def test_each_row_can_name_its_edition() -> None:
    one = dataset(edition=EDITION, year_column=None, year_of_edition=-1)
    text = "ISO,Edition,Score\nNOR,2024,1\nNAM,2025.0,2\nNAM,2025,3\n"
    text = text.replace("2025.0", "2025")
    found = [(row.number, row.data_year) for row in rows(text, one)]
    assert found == [("2024", 2023), ("2025", 2024), ("2025", 2024)]


@pytest.mark.parametrize("cell", ["", "24", "2024-25", "in 2024", "20245"])
def test_cell_that_is_no_year_is_refused(cell: str) -> None:
    said = refused(f"ISO,Year,Score\nNOR,2023,1\nNOR,{cell},1\n")
    assert said == (
        f"row 3 has '{cell}', expected a year. A cell may have moved into another column."
    )


def test_first_column_of_those_named_is_read() -> None:
    one = dataset(indicators=values("Score {year}", "Score"))
    text = "ISO,Year,Score,Score 2024\nNOR,2024,1,2\n"
    assert [row.value for row in rows(text, one, "2024")] == [2.0]
    assert [row.value for row in rows("ISO,Year,Score\nNOR,2024,1\n", one, "2024")] == [1.0]


def test_column_of_another_year_is_not_taken_for_that_of_the_edition() -> None:
    text = "ISO,Year,Score 2023\nNOR,2024,1\n"
    assert refused(text, indicators=values("Score {year}")) == "there is no column 'Score 2024'."


@pytest.mark.parametrize("cell", ["", "NA", " N/A "])
def test_word_for_no_figure_is_no_figure(cell: str) -> None:
    one = dataset(missing=["", "NA", "N/A"])
    assert rows(f"ISO,Year,Score\nNA,2024,{cell}\nNA,2023,0\n", one, "x") == [
        Row("NA", "x", 2023, "courts", 0.0)
    ]


@pytest.mark.parametrize("cell", ["x", "1 2", "1,5", "--1", "nan", "inf", "1.", "0x1"])
def test_cell_that_is_no_number_is_refused(cell: str) -> None:
    said = refused(f'ISO,Year,Score\nNOR,2024,"{cell}"\n')
    assert said == (
        f"row 2 has '{cell}', expected a number. A cell may have moved into another column."
    )


def test_number_with_a_point_says_that_a_comma_is_expected() -> None:
    said = refused("ISO;Year;Score\nNOR;2024;50.5\n", delimiter=";", decimal_comma=True)
    assert said.startswith("row 2 has '50.5', expected a number with a decimal comma.")


def test_number_may_have_an_exponent() -> None:
    assert [row.value for row in rows("ISO,Year,Score\nNOR,2024,1.5e-05\n", dataset())] == [1.5e-05]


def test_point_is_refused_where_the_comma_is_decimal() -> None:
    assert "has '1.5', expected a number" in refused(
        "ISO;Year;Score\nNOR;2024;1.5\n", decimal_comma=True, delimiter=";"
    )


def test_highest_of_several_is_taken_where_its_status_says_that_it_counts() -> None:
    one = dataset(
        missing=["", "NA"],
        indicators={
            "courts": {
                "max_of": ["A", "H", "S"],
                "status": ["NA_A", "NA_H", "NA_S"],
                "status_ok": "0",
                "largest_change": 3,
            }
        },
    )
    text = (
        "ISO,Year,A,H,S,NA_A,NA_H,NA_S\n"
        "NOR,2024,1,2,NA,0,0,88\n"
        "NAM,2024,1,5,2,0,66,0\n"
        "CIV,2024,NA,NA,NA,99,77,88\n"
    )
    assert [(row.country, row.value) for row in rows(text, one)] == [("NOR", 2.0), ("NAM", 2.0)]


def test_highest_of_several_needs_no_status() -> None:
    one = dataset(indicators={"courts": {"max_of": ["A", "B"], "largest_change": 3}})
    assert [row.value for row in rows("ISO,Year,A,B\nNOR,2024,1,3\n", one)] == [3.0]


def test_margin_is_half_of_the_interval_where_both_ends_are_there() -> None:
    one = dataset(indicators=values("Score", low="Low", high="High"))
    text = "ISO,Year,Score,Low,High\nNOR,2024,1,0.5,2\nNAM,2024,1,,2\nCIV,2024,1,1,\n"
    assert [row.margin for row in rows(text, one)] == [0.75, None, None]
    assert [row.margin for row in rows("ISO,Year,Score,Low\nNOR,2024,1,1\n", one)] == [None]


def test_margin_is_read_from_its_column_where_the_file_has_it() -> None:
    one = dataset(indicators=values("Score", margin="SE"))
    assert [row.margin for row in rows("ISO,Year,Score,SE\nNOR,2024,1,0.5\n", one)] == [0.5]
    assert [row.margin for row in rows("ISO,Year,Score\nNOR,2024,1\n", one)] == [None]


def test_several_countries_of_a_row_each_have_its_figure() -> None:
    one = dataset(country={"column": "ISO", "by": "iso3", "separator": ";"})
    text = "ISO,Year,Score\nNOR; NAM;;NOR ,2024,1\n"
    assert [row.country for row in rows(text, one)] == ["NOR", "NAM"]


def test_row_without_a_country_has_none() -> None:
    assert [row.country for row in rows("ISO,Year,Score\n,2024,1\n", dataset())] == [""]


WIDE: dict[str, Any] = {
    "layout": "wide",
    "year_column": None,
    "first_year": 2012,
    "indicators": values("CPI score {year}", "CPI Score {year}", margin="Standard error {year}"),
    "missing": ["", "-"],
}


def test_column_for_each_year_gives_a_figure_for_each() -> None:
    text = (
        "CPI 2025,,,,,\n,,,,,\nCountry,ISO,CPI score 2025,Standard error 2025,CPI Score 2012,"
        "CPI score 2011\nNorway,NOR,81,2.5,85,86\nNamibia,NAM,46,,-,40\n"
    )
    assert rows(text, dataset(**WIDE), "2025") == [
        Row("NOR", "2025", 2012, "courts", 85.0),
        Row("NOR", "2025", 2025, "courts", 81.0, 2.5),
        Row("NAM", "2025", 2025, "courts", 46.0),
    ]


EVENTS: dict[str, Any] = {
    "layout": "events",
    "year_column": "count_year",
    "first_year": 2012,
    "window": 3,
    "country": {"column": "country", "by": "name", "separator": ";"},
    "indicators": {"courts": {"largest_change": 5}},
}


def test_events_of_the_years_up_to_the_data_year_are_counted() -> None:
    text = "country,count_year\nA;B,2020\nA,2021\nA,2023\nA,2023\n"
    found = [(row.country, row.data_year, row.value) for row in rows(text, dataset(**EVENTS))]
    assert found == [("A", 2022, 2.0), ("A", 2023, 3.0), ("B", 2022, 1.0)]


def test_country_without_events_in_the_years_counted_has_no_figure() -> None:
    text = "country,count_year\nA,2016\nB,2020\nA,2010\n"
    found = [(row.country, row.data_year, row.value) for row in rows(text, dataset(**EVENTS))]
    assert found == [
        ("A", 2012, 1.0),
        ("A", 2016, 1.0),
        ("A", 2017, 1.0),
        ("A", 2018, 1.0),
        ("B", 2020, 1.0),
    ]
