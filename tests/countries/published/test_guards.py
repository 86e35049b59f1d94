from __future__ import annotations

from datetime import date

import pytest

from caveat.countries.published.guards import changes, doubts, faults, newest_of
from caveat.countries.published.layouts import Row
from caveat.model.country import Figure
from caveat.model.update import Changes
from tests.countries.published.small import dataset
from tests.countries.small import indicator

KNOWN_ON = date(2025, 3, 31)


def row(country: str, value: float, year: int = 2024, margin: float | None = None) -> Row:
    return Row(country, "2025", year, "courts", value, margin)


def said(*rows: Row) -> list[str]:
    found = faults(rows, {"courts": indicator()}, known_on=KNOWN_ON)
    return [f"{one.code}: {one}" for one in found]


def held(**values: float) -> dict[str, dict[str, Figure]]:
    return {"courts": {code: Figure(value, 2023, "old") for code, value in values.items()}}


def test_plausible_figures_have_no_faults() -> None:
    assert said(row("NO", 9, margin=0), row("NO", 8, 2023), row("NO", 9), row("NA", 0, 2025)) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (
            row("NO", 10.5),
            "edition.scale: 'courts' of NO 2024 is 10.5, outside the scale 0 to 10. "
            "A column may have moved.",
        ),
        (
            row("NO", -0.5),
            "edition.scale: 'courts' of NO 2024 is -0.5, outside the scale 0 to 10. "
            "A column may have moved.",
        ),
        (
            row("NO", 1, margin=-1),
            "edition.margin: the margin of 'courts' of NO 2024 is -1. A column may have moved.",
        ),
        (
            row("NO", 1, margin=10.5),
            "edition.margin: the margin of 'courts' of NO 2024 is 10.5. A column may have moved.",
        ),
        (
            row("NO", 1, margin=float("nan")),
            "edition.margin: the margin of 'courts' of NO 2024 is nan. A column may have moved.",
        ),
        (
            row("NO", 1, 2026),
            "edition.year: 'courts' of NO 2026 is later than its edition, of 2025-03-31. "
            "A column may have moved.",
        ),
    ],
)
def test_figure_that_cannot_be_is_a_fault(wrong: Row, expected: str) -> None:
    assert said(row("NA", 5), wrong) == [expected]


def test_two_figures_of_a_country_and_year_are_a_fault() -> None:
    assert said(row("NO", 1), row("NO", 2)) == [
        "edition.twice: 'courts' of NO 2024 is 1 and 2. Two units may be read as one country."
    ]


def test_many_faults_of_a_kind_are_counted() -> None:
    found = said(*(row(f"A{n}", 99) for n in range(8)), row("NO", 1, 2026))
    assert len(found) == 7
    assert found[5:] == ["edition.scale: and 3 more like these.", found[6]]


def test_edition_like_the_one_before_is_not_doubted() -> None:
    new = [row("NO", 5), row("NA", 10)]
    assert doubts(new, held(NO=0, CI=9, NA=10), dataset(most_lost=1)) == []
    assert doubts(new, {}, dataset()) == []


@pytest.mark.parametrize(("least", "lost", "expected"), [(3, 9, 3), (1, 0, 4), (1, 1, 3)])
def test_edition_with_too_few_countries_is_doubted(least: int, lost: int, expected: int) -> None:
    one = dataset(least_countries=least, most_lost=lost)
    (found,) = doubts([row("NO", 5), row("NA", 5)], held(NO=5, NA=5, CI=5, GA=5), one)
    assert str(found) == (
        f"'courts' has 2 countries, expected at least {expected}. The file may be cut off."
    )


def test_edition_without_figures_of_an_indicator_is_doubted() -> None:
    one = dataset(
        indicators={
            name: {"any_of": ["Score"], "largest_change": 5} for name in ("courts", "press")
        }
    )
    (found,) = doubts([row("NO", 5)], {}, one)
    assert found.message == "'press' has 0 countries, expected at least 1."


def test_edition_that_ends_before_the_one_in_use_is_doubted_unless_it_is_older() -> None:
    new = [row("NO", 5, 2022), row("NA", 5, 2021)]
    (found,) = doubts(new, held(NO=5, NA=5), dataset())
    assert (found.code, str(found)) == (
        "edition.ends",
        "'courts' ends in 2022, and what is in use in 2023. The file may be cut off.",
    )
    assert doubts(new, held(NO=5, NA=5), dataset(), older=True) == []
    assert doubts([row("NO", 5, 2023), row("NA", 5, 2021)], held(NO=5, NA=5), dataset()) == []


def test_change_that_is_not_plausible_is_doubted() -> None:
    (found,) = doubts([row("NO", 5.5), row("NO", 0, 2020)], held(NO=0), dataset())
    assert (found.code, str(found)) == (
        "edition.change",
        "'courts' of NO goes from 0 (2023) to 5.5 (2024); more than 5 is not plausible. "
        "If it is right, raise 'largest_change' in datasets/small.yaml.",
    )


def test_newest_row_of_each_country_is_found_in_any_order() -> None:
    newer, older = row("NO", 1, 2024), row("NO", 2, 2023)
    wanted = {"courts": {"NO": newer}}
    assert newest_of([newer, older]) == wanted
    assert newest_of([older, newer]) == wanted


def test_changes_are_told_with_the_largest() -> None:
    new = [row("NO", 5), row("NA", 2), row("CI", 3), row("GA", 1)]
    assert changes(new, held(NO=4, NA=4.5, CI=3)) == Changes(3, 2, "courts NA 4.5 to 2")
    assert changes(new, held(CI=3)) == Changes(1, 0, "")
    assert changes(new, held(ZW=3)) is None
    assert changes(new, {}) is None
