from __future__ import annotations

import io
import json
from typing import Any

import pytest

from caveat.countries.published.formats import FORMATS
from caveat.countries.published.layouts import Row
from caveat.model.error import CaveatError
from tests.countries.published.small import dataset, rows

ONE = {
    "format": "world_bank_json",
    "country": {"column": "countryiso3code", "by": "iso3"},
    "year_column": "date",
    "indicators": {"courts": {"any_of": ["RL.EST"], "margin": "RL.SE", "largest_change": 5}},
}


def page(series: str, *found: tuple[str, str, float | None], **meta: Any) -> str:
    head = {"page": 1, "pages": 1, "total": len(found), "lastupdated": "2025-11-05", **meta}
    body = [
        {
            "indicator": {"id": series, "value": "Rule of law"},
            "country": {"id": iso3[:2], "value": iso3},
            "countryiso3code": iso3,
            "date": year,
            "value": value,
            "decimal": 2,
        }
        for iso3, year, value in found
    ]
    return json.dumps([head, body])


def refused(text: str) -> str:
    with pytest.raises(CaveatError) as caught:
        rows(text, dataset(**ONE))
    return str(caught.value)


def test_series_become_columns_and_the_update_the_label() -> None:
    text = page("RL.EST", ("NOR", "2024", 1.9), ("NAM", "2024", None), ("NAM", "2023", -0.25))
    text += "\n" + page("RL.SE", ("NOR", "2024", 0.2), ("NAM", "2023", None)) + "\n"
    assert rows(text, dataset(**ONE)) == [
        Row("NOR", None, 2024, "courts", 1.9, 0.2),
        Row("NAM", None, 2023, "courts", -0.25, None),
    ]
    table = FORMATS["world_bank_json"](io.BytesIO(text.encode()), dataset(**ONE))
    assert table.label == "2025-11-05"


def test_pages_are_put_together() -> None:
    text = page("RL.EST", ("NOR", "2024", 1.9), total=2) + page(
        "RL.EST", ("NAM", "2024", 0.5), total=2, page=2
    )
    assert [row.country for row in rows(text, dataset(**ONE))] == ["NOR", "NAM"]


def test_missing_page_is_refused() -> None:
    assert refused(page("RL.EST", ("NOR", "2024", 1.9), total=2)) == (
        "'RL.EST' has 1 rows, expected 2. A page is missing or came twice; fetch it again."
    )


def test_pages_of_different_updates_are_never_mixed() -> None:
    one = page("RL.EST", ("NOR", "2024", 1.9))
    other = page("RL.SE", ("NOR", "2024", 0.2), lastupdated="2026-11-05")
    assert refused(one + other) == (
        "the pages are of different updates: 2025-11-05 and 2026-11-05. "
        "Fetch it again; revisions are never mixed."
    )


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "[1, 2]",
        "[{}, []]",
        '[{"message": [{"id": "120", "key": "Invalid value"}]}]',
        '[{"lastupdated": "x", "total": 1}, [{"indicator": 1}]]',
        "[" * 100_000,
    ],
)
def test_answer_of_another_form_is_refused(text: str) -> None:
    said = refused(text)
    assert said.startswith("found no pages of the form [meta, rows].")


def test_answer_without_the_series_is_refused() -> None:
    assert "with the column(s) 'RL.EST'" in refused(page("RL.SE", ("NOR", "2024", 1.9)))
