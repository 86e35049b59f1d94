from __future__ import annotations

from datetime import date

import pytest

from caveat.cli.options import Format, day_option, today, width
from caveat.model.error import CaveatError


def test_day_option_reads_a_date() -> None:
    assert day_option("2020-09-30", "--as-of") == date(2020, 9, 30)


def test_day_option_is_none_where_it_was_left_out() -> None:
    assert day_option(None, "--as-of") is None


@pytest.mark.parametrize("text", ["", "today", "2020-13-01", "2020-02-30", "30.9.2020", "20200930"])
def test_day_option_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(CaveatError) as caught:
        day_option(text, "--as-of")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message.partition(",")[0]) == (
        "option.date",
        f"--as-of: found {text!r}",
    )


@pytest.mark.parametrize(("columns", "used"), [("20", 60), ("80", 80), ("200", 100)])
def test_width_is_that_of_the_terminal_within_bounds(
    monkeypatch: pytest.MonkeyPatch, columns: str, used: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == used


def test_today_is_a_day() -> None:
    assert type(today()) is date


def test_formats_are_text_json_and_md() -> None:
    assert [form.value for form in Format] == ["text", "json", "md"]
