from __future__ import annotations

from datetime import date
from pathlib import Path

from caveat.model.country import Edition, Figure
from caveat.model.update import InUse
from caveat.services.in_use import in_use, newest_figures, use_of
from tests.services.small_update import TODAY, courts, work_in
from tests.store.small import kept


def test_edition_that_was_published_last_is_in_use(tmp_path: Path) -> None:
    work = work_in(tmp_path)
    assert in_use(courts(), work.atlas, TODAY) == InUse(
        "first-2", "Two", date(2024, 3, 1), 998, 2022, 2023, 2, 3
    )
    kept(tmp_path / "home")
    there = in_use(courts(), work_in(tmp_path).atlas, TODAY)
    assert there == InUse("first-3", "Three", date(2025, 3, 1), 633, 2024, 2024, 1, 1)


def test_nothing_is_in_use_where_no_figure_is_held(tmp_path: Path) -> None:
    dataset = courts(indicators={"press": {"any_of": ["Score"], "largest_change": 1}})
    assert in_use(dataset, work_in(tmp_path).atlas, TODAY) is None
    assert newest_figures(dataset, work_in(tmp_path).atlas) == {}


def test_age_of_what_counts_from_tomorrow_is_nought() -> None:
    edition = Edition("e", "first", "E", date(2026, 11, 25), "", "")
    assert use_of(edition, [("NO", Figure(1, 2025, "e"))], TODAY).age_days == 0


def test_newest_figures_are_those_of_one_edition(tmp_path: Path) -> None:
    assert newest_figures(courts(), work_in(tmp_path).atlas) == {
        "courts": {
            "NO": Figure(0.9, 2023, "first-2", 0.05),
            "KP": Figure(0.1, 2023, "first-2"),
        }
    }
    kept(tmp_path / "home")
    assert newest_figures(courts(), work_in(tmp_path).atlas) == {
        "courts": {"NO": Figure(0.5, 2024, "first-3")}
    }
