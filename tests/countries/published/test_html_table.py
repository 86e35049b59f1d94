from __future__ import annotations

import io

import pytest

from caveat.countries.published.formats import FORMATS
from caveat.countries.published.layouts import Row
from caveat.model.error import CaveatError
from tests.countries.published.small import dataset, rows

ONE = {
    "format": "html_table",
    "number": r"^([0-9]{1,3})(?![0-9.])",
    "country": {"column": "Country", "by": "name"},
    "year_column": None,
    "year_of_edition": -1,
    "indicators": {"courts": {"any_of": ["Total Score and Status"], "largest_change": 5}},
}
PAGE = """<!DOCTYPE html><html><head><title>Freedom on the Net 2025 | Scores</title>
<script>var table = "<table>";</script></head><body>
<tr><td>stray</td></tr></td>
<table><tr><td>menu</td></tr></table>
<h1>Scores</h1><p>Some text</p>
<table><caption>All</caption><tr></tr>
<tr><th>Country</th><th>Total Score and Status</th></tr>
<tr><td><a href="#">C&ocirc;te  d&#39;Ivoire</a></td>
<td><span>58</span><span>Partly Free</span></td></tr>
<tr><td>Norway</td><td>93</td></tr></table></body></html>"""


def refused(page: str | bytes) -> str:
    with pytest.raises(CaveatError) as caught:
        rows(page, dataset(**ONE), "2025")
    return str(caught.value)


def test_first_table_with_the_columns_is_read() -> None:
    assert rows(PAGE, dataset(**ONE), "2025") == [
        Row("Côte d'Ivoire", "2025", 2024, "courts", 58.0),
        Row("Norway", "2025", 2024, "courts", 93.0),
    ]


def test_title_and_headings_are_the_label() -> None:
    table = FORMATS["html_table"](io.BytesIO(PAGE.encode()), dataset(**ONE))
    assert table.label == "Freedom on the Net 2025 | Scores; Scores; All"


def test_page_without_a_table_is_refused() -> None:
    assert refused("<html><title>Sorry</title></html>") == (
        "the page has no table. The publisher may have changed the page."
    )


def test_page_whose_tables_have_other_columns_is_refused() -> None:
    said = refused("<table><tr><th>Country</th><th>Score</th></tr></table>")
    assert "have no row with the column(s) 'Total Score and Status'." in said


def test_page_in_another_encoding_is_refused() -> None:
    assert refused(b"<table>\xff") == "the page is no utf-8-sig text."


def test_cell_without_a_number_at_its_start_is_refused() -> None:
    assert refused(PAGE.replace("<span>58", "<span>n/a 58")).startswith(
        "row 2 has 'n/a 58 Partly Free', expected a number."
    )
