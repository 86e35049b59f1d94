from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.dossier import Incident, Reference, Weight, first_day, last_day
from caveat.model.standing import Basis

DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
CUTS = st.sampled_from([4, 7, 10])


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-01", date(2021, 1, 1), date(2021, 1, 31)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2021-12-10", date(2021, 12, 10), date(2021, 12, 10)),
    ],
)
def test_date_spans_what_it_leaves_open(published: str, first: date, last: date) -> None:
    assert (first_day(published), last_day(published)) == (first, last)


@pytest.mark.parametrize(
    "published",
    ["", "-", "early", "2021-", "2021-00", "2021-13", "2021-02-30", "2021-12-00", "2021-1-1-1"],
)
def test_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ValueError):
        last_day(published)
    with pytest.raises(ValueError):
        first_day(published)


@given(DATES, CUTS)
def test_day_lies_within_every_date_that_it_is_written_as(day: date, cut: int) -> None:
    written = day.isoformat()[:cut]
    assert first_day(written) <= day <= last_day(written)


@given(DATES, DATES, CUTS)
def test_last_days_keep_the_order_of_dates(one: date, other: date, cut: int) -> None:
    first, second = sorted((one, other))
    assert last_day(first.isoformat()[:cut]) <= last_day(second.isoformat()[:cut])


def _incident(*published: str) -> Incident:
    sources = tuple(Reference("A paper", "An article", day, Basis.RECALLED) for day in published)
    return Incident(
        id="no_one_2021",
        title="One",
        country="NO",
        end_users=(),
        named="Nobody.",
        vendors=(),
        product="",
        technology=(),
        rights=(),
        against=(),
        abroad=False,
        years=(2020, None),
        what="It happened.",
        weight=Weight.REPORTED,
        answer="",
        sources=sources,
    )


@pytest.mark.parametrize(
    ("published", "known_on"),
    [
        (("2021-07",), date(2021, 7, 31)),
        (("2021-07", "2021-07-18"), date(2021, 7, 18)),
        (("2022", "2023-01-02"), date(2022, 12, 31)),
    ],
)
def test_incident_counts_from_the_day_on_which_its_first_source_does(
    published: tuple[str, ...], known_on: date
) -> None:
    assert _incident(*published).known_on == known_on


def test_reference_counts_from_the_end_of_what_it_is_dated_to() -> None:
    assert _incident("2021-07").sources[0].known_on == date(2021, 7, 31)
