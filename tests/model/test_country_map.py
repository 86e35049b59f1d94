from __future__ import annotations

from datetime import date

from caveat.model.country import Domain
from tests.reports.maps import record, small_map


def test_map_record_counts_what_is_scored_and_nothing_else() -> None:
    norway = record("NO")
    assert [one.indicator.id for one in norway.record.readings] == ["blend", "courts"]
    assert [one.indicator.id for one in norway.readings] == ["courts"]
    assert norway.years == (2022,)


def test_map_record_has_its_years_in_order() -> None:
    assert record("KP").years == (2021, 2023)
    assert (record("XX").years, record("KP-NORTH").years) == ((), ())


def test_map_names_its_producers_and_the_newest_year() -> None:
    shown = small_map()
    assert shown.producers == ("First Institute", "Second Institute")
    assert shown.newest == 2023
    assert [one.indicator.id for one in shown.readings] == ["courts", "courts", "judges", "courts"]


def test_map_without_data_has_no_newest_year() -> None:
    for shown in (small_map(Domain.CORRUPTION), small_map(as_of=date(2020, 1, 1))):
        assert (shown.newest, shown.producers, shown.readings) == (None, (), ())
