from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caveat.assessment.selection import Selection, select
from caveat.rulebook.entries import Note, RedFlag
from tests.assessment.small import CITATION, entry, fact, flag, instrument, rulebook

A = {"fact": "end_user.a"}
OLD = instrument("old", effective={"from": date(2019, 1, 1), "until": date(2020, 1, 1)})
NEW = instrument("new", date(2020, 1, 1))
FAR = instrument("far", exporters=["DE", "FR"])
OURS = instrument("ours", effective={"until": date(2001, 1, 1)}, base=True)
IN_2019, IN_2021, IN_1999 = date(2019, 6, 1), date(2021, 6, 1), date(1999, 6, 1)


def cites(*instruments: str, row: str | None = "ROW-1") -> dict[str, Any]:
    return CITATION | {"instruments": list(instruments), "row": row}


def selected(
    *entries: Any,
    on: date = IN_2021,
    instruments: Sequence[str] = (),
    country: str | None = None,
) -> Selection:
    book = rulebook(fact("end_user.a"), OLD, NEW, FAR, OURS, *entries)
    return select(book, on, instruments, country)


def test_instruments_current_on_the_date_take_part() -> None:
    assert selected(on=IN_2019).instruments == ("far", "guide", "old", "ours")
    assert selected(on=IN_2021).instruments == ("far", "guide", "new", "ours")


def test_instrument_begins_on_its_first_day_and_ends_before_its_last() -> None:
    assert "old" not in selected(on=date(2020, 1, 1)).instruments
    assert "new" in selected(on=date(2020, 1, 1)).instruments


def test_instrument_takes_part_for_the_exporters_it_addresses() -> None:
    assert selected(country="DE").instruments == ("far", "guide", "new", "ours")
    assert selected(country="NO").instruments == ("guide", "new", "ours")


def test_instruments_asked_for_take_part_alone_with_our_own_checks() -> None:
    assert selected(instruments=["old"]).instruments == ("old", "ours")


def test_instrument_asked_for_takes_part_whoever_exports() -> None:
    assert selected(instruments=["far"], country="NO").instruments == ("far", "ours")


def test_instrument_asked_for_outside_its_dates_is_read_in_hindsight() -> None:
    assert selected(instruments=["new"], on=IN_2019).hindsight == ("new",)
    assert selected(instruments=["old"], on=IN_2021).hindsight == ("old",)
    assert selected(instruments=["new"], on=IN_2021).hindsight == ()


def test_our_own_checks_are_never_read_in_hindsight() -> None:
    assert selected().hindsight == ()


def test_entry_takes_part_when_one_of_its_instruments_does() -> None:
    one = flag("f.x", A, citations=[cites("old"), cites("new", "far")])
    assert selected(one).names(RedFlag) == ["f.x"]


def test_entry_of_other_instruments_takes_no_part() -> None:
    assert selected(flag("f.x", A, citations=[cites("old")])).names(RedFlag) == []


def test_entry_that_is_not_active_takes_no_part() -> None:
    drafts = [flag(f"f.{word}", A, status=word) for word in ("draft", "retired", "active")]
    assert selected(*drafts).names(RedFlag) == ["f.active"]


def test_entry_takes_part_within_its_own_dates() -> None:
    dated = flag("f.x", A, effective={"from": date(2021, 1, 1), "until": date(2022, 1, 1)})
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    assert [selected(dated, on=day).names(RedFlag) for day in days] == [[], ["f.x"], ["f.x"], []]


def test_entry_that_had_not_begun_takes_part_in_hindsight() -> None:
    dated = flag("f.x", A, effective={"from": date(2021, 1, 1)}, citations=[cites("new")])
    assert selected(dated, on=IN_2019, instruments=["new"]).names(RedFlag) == ["f.x"]


def test_entry_that_had_ended_takes_no_part_in_hindsight() -> None:
    dated = flag("f.x", A, effective={"until": date(2019, 6, 1)}, citations=[cites("new")])
    assert selected(dated, on=IN_2019, instruments=["new"]).names(RedFlag) == []


def test_hindsight_about_one_instrument_does_not_reach_entries_of_another() -> None:
    dated = flag("f.x", A, effective={"from": date(2021, 1, 1)}, citations=[cites("old")])
    assert selected(dated, on=IN_2019, instruments=["old", "new"]).names(RedFlag) == []


def test_entry_that_never_said_when_it_began_is_not_read_in_hindsight() -> None:
    dated = flag("f.x", A, effective={"until": date(1999, 1, 1)}, citations=[cites("new")])
    assert selected(dated, on=IN_1999, instruments=["new"]).names(RedFlag) == []


def test_rows_are_those_cited_under_what_takes_part() -> None:
    one = flag(
        "f.x", A, citations=[cites("old", row="OLD-1"), cites("new", row="NEW-1"), cites("far")]
    )
    assert selected(one, country="NO").rows(RedFlag, "f.x") == ("NEW-1",)


def test_citation_without_a_row_brings_the_entry_into_effect_but_no_row() -> None:
    found = selected(flag("f.x", A, citations=[cites("new", row=None)]))
    assert (found.names(RedFlag), found.rows(RedFlag, "f.x")) == (["f.x"], ())


def test_entry_that_takes_no_part_has_no_rows() -> None:
    assert selected().rows(RedFlag, "f.x") == ()


def test_kinds_are_kept_apart() -> None:
    found = selected(flag("x.x", A), entry(Note, "x.y"), entry(Note, "x.a"))
    assert found.names(RedFlag) == ["x.x"]
    assert found.names(Note) == ["x.a", "x.y"]
