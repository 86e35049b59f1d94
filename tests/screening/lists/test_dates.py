from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.listed import PartialDate
from caveat.screening.lists.dates import day_of, parts_date, read_date, span_of


def span(text: str) -> tuple[str, str] | None:
    found = read_date(text)
    if found.earliest is None or found.latest is None:
        return None
    return found.earliest.isoformat(), found.latest.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1962", "1962-01-01", "1962-12-31"),
        (" 1962-03-04 ", "1962-03-04", "1962-03-04"),
        ("1962-03-04T23:00:01.5Z", "1962-03-04", "1962-03-04"),
        ("2026-04-14 00:00:00", "2026-04-14", "2026-04-14"),
        ("1962-02", "1962-02-01", "1962-02-28"),
        ("4/3/1962", "1962-03-04", "1962-03-04"),
        ("04.03.1962", "1962-03-04", "1962-03-04"),
        ("dd/03/1962", "1962-03-01", "1962-03-31"),
        ("00/00/1962", "1962-01-01", "1962-12-31"),
        ("dd/mm/1962", "1962-01-01", "1962-12-31"),
        ("03/1962", "1962-03-01", "1962-03-31"),
        ("23 Nov 1943", "1943-11-23", "1943-11-23"),
        ("23-November-1943", "1943-11-23", "1943-11-23"),
        ("November 23, 1943", "1943-11-23", "1943-11-23"),
        ("Sept. 1943", "1943-09-01", "1943-09-30"),
        ("1968 to 1969", "1968-01-01", "1969-12-31"),
        ("between 1968 and 1969", "1968-01-01", "1969-12-31"),
        ("1968-1969", "1968-01-01", "1969-12-31"),
        ("01 Jan 1960 to 31 Dec 1960", "1960-01-01", "1960-12-31"),
        ("circa 1955", "1955-01-01", "1955-12-31"),
        ("Approximately 1955 to circa 1956", "1955-01-01", "1956-12-31"),
    ],
)
def test_date_is_read_with_the_days_it_lies_between(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "31/02/1970",
        "0000",
        "12 Foo 1970",
        "1969 to 1968",
        "1968 to ?",
        "? to 1968",
        "1962" + " " * 90 + "to 1963",
    ],
)
def test_text_that_tells_no_day_stays_with_unknown_days(text: str) -> None:
    assert read_date(text) == PartialDate(text)


def test_words_for_about_make_a_date_approximate() -> None:
    assert [read_date(text).approximate for text in ("c. 1955", "about 1955", "1955")] == [
        True,
        True,
        False,
    ]


def test_day_is_one_day_or_none() -> None:
    assert day_of("2020-01-02") == date(2020, 1, 2)
    assert day_of("01/02/2020") == date(2020, 2, 1)
    assert day_of("01/02/2020", month_first=True) == date(2020, 1, 2)
    assert day_of("2020-01-02", month_first=True) is None
    assert day_of("2020") is None
    assert day_of("13/13/2020", month_first=True) is None


def test_span_of_two_years_lies_between_them() -> None:
    assert span_of("t", "1960", "1962") == PartialDate("t", date(1960, 1, 1), date(1962, 12, 31))
    assert span_of("t", "1960", "") == PartialDate("t")
    assert span_of("t", "", "1960") == PartialDate("t")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("1970", "2", "3"), "1970-02-03"),
        (("1970", "2", ""), "1970-02"),
        (("1970", "", "3"), "1970"),
        (("1970", "0", "3"), "1970"),
        (("", "2", "3"), ""),
        (("0", "2", "3"), ""),
        (("²", "2", "3"), ""),
    ],
)
def test_parts_of_a_date_make_a_text(parts: tuple[str, str, str], text: str) -> None:
    assert parts_date(*parts) == text


def test_parts_of_a_date_say_that_it_is_approximate() -> None:
    assert parts_date("1970", approximate=True) == "circa 1970"


@given(st.text())
def test_any_text_is_kept_and_never_raises(text: str) -> None:
    assert read_date(text).text == text.strip()
    assert day_of(text, month_first=True) is None or "/" in text
    assert read_date(parts_date(text, text, text)).text == parts_date(text, text, text)
