from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caveat.countries.published.layouts import Row
from caveat.model.country import Figure
from caveat.model.error import CaveatError
from caveat.services.keep_editions import figures_of, known_from
from tests.services.small_update import TODAY, TREE, courts


def edition(**other: Any) -> dict[str, Any]:
    return {key: value for key, value in {**TREE["edition"], **other}.items() if value is not None}


@pytest.mark.parametrize(
    ("other", "number", "expected"),
    [
        ({}, "2025", date(2025, 5, 31)),
        ({}, "2026", date(2026, 5, 31)),
        ({"out_by": "12-31"}, "2026", TODAY),
        ({"out_by": "02-28", "out_year": 1}, "2024", date(2025, 2, 28)),
        ({"out_by": "03-31", "out_year": 2010}, "16", date(2026, 3, 31)),
        ({"out_by": None}, "2020", TODAY),
        ({}, "2025-11-05", date(2025, 11, 5)),
        ({}, "2027-01-01", TODAY),
    ],
)
def test_edition_counts_from_the_day_it_was_out_or_was_fetched(
    other: dict[str, Any], number: str, expected: date
) -> None:
    assert known_from(courts(edition=edition(**other)), number, TODAY) == expected


@pytest.mark.parametrize("number", ["2025-13-40", "99999", "0", "x", "9" * 20])
def test_number_that_gives_no_day_is_refused(number: str) -> None:
    with pytest.raises(CaveatError) as caught:
        known_from(courts(), number, TODAY)
    assert str(caught.value) == f"the edition is said to be '{number}', which gives no day."


def test_figures_come_by_indicator_and_none_twice() -> None:
    rows = [
        Row("NO", "1", 2024, "courts", 0.5, 0.1),
        Row("NO", "1", 2024, "courts", 0.5, 0.1),
        Row("NO", "1", 2023, "courts", 0.4),
        Row("NA", "1", 2024, "press", 0.3),
    ]
    assert figures_of(rows, "e-1") == {
        "courts": [("NO", Figure(0.5, 2024, "e-1", 0.1)), ("NO", Figure(0.4, 2023, "e-1"))],
        "press": [("NA", Figure(0.3, 2024, "e-1"))],
    }
