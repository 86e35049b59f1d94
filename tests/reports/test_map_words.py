from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import Domain
from caveat.reports.map_words import (
    APART,
    CHANGED,
    NO_PLACE,
    ONE_DOMAIN,
    RETROSPECTIVE,
    credit_lines,
    heading,
    interval_words,
    limits,
    name_words,
    not_drawn_lines,
    producers_words,
    record_words,
    set_words,
    shape_credit,
    years_words,
)
from tests.reports.maps import ATLAS, HOSTILE, record, small_map
from tests.rulebook.small_world import small_world


def test_heading_has_the_domain_and_the_day() -> None:
    assert heading(small_map(Domain.PRESS)) == "Press as of 2024-06-01"


def test_set_is_named_with_its_producers() -> None:
    assert set_words(small_map()) == (
        "Reduced set, 2 producers (First Institute, Second Institute), newest data 2023."
    )


@pytest.mark.parametrize("domain", [Domain.RULE_OF_LAW, Domain.CORRUPTION])
def test_set_without_data_says_so_plainly(domain: Domain) -> None:
    assert set_words(small_map(domain, as_of=date(2020, 1, 1))) == (
        "No data: no scored figure held on this domain had been published by 2020-01-01."
    )


def test_limits_mark_corruption_and_hindsight() -> None:
    assert [*limits(small_map())] == [ONE_DOMAIN]
    assert [*limits(small_map(Domain.CORRUPTION, retrospective=True))] == [
        ONE_DOMAIN,
        APART,
        RETROSPECTIVE,
    ]


def test_record_is_said_in_one_line() -> None:
    assert record_words(record("NO")) == (
        "Norway (NO): low (thin); mean and interval 0.05 (0.02 to 0.08); data 2022; First Institute"
    )
    assert (
        record_words(record("KP"))
        == (
            "North Korea (KP): elevated to severe; mean and interval 0.75 (0.59 to 0.91); "
            "data 2021 to 2023; First Institute, Second Institute"
        )
        or record("KP").record.bands
    )


def test_record_without_data_says_no_data_and_no_band() -> None:
    one = record("XX")
    assert record_words(one) == "\u00c5land (XX): no data"
    assert (interval_words(one), years_words(one), producers_words(one)) == (
        "no data",
        "no data",
        "none",
    )


def test_years_mark_what_was_published_later() -> None:
    one = record("NO", as_of=date(2023, 1, 1), retrospective=True)
    assert years_words(one) == "2022, published later"


def test_hostile_name_is_made_visible() -> None:
    one = record("NO")
    hostile = replace(one, country=replace(one.country, name="a\u202eb\nc"))
    assert name_words(hostile) == "a<U+202E>b c (NO)"
    assert HOSTILE not in record_words(hostile)


def test_publishers_are_credited_that_are_shown_and_no_others() -> None:
    assert [*credit_lines(small_map(), ATLAS)] == [
        "Figures: First Institute, CC BY 4.0. Name first.",
        "Figures: Second Institute, CC BY 4.0. Name second.",
        CHANGED,
    ]
    assert [*credit_lines(small_map(Domain.CORRUPTION), ATLAS)] == []


def test_shapes_are_credited(tmp_path: Path) -> None:
    assert shape_credit(small_world(tmp_path)) == "Shapes: A maker; first. Public domain."


def test_country_that_is_not_drawn_is_named_with_the_reason(tmp_path: Path) -> None:
    assert [*not_drawn_lines(small_map(), small_world(tmp_path))] == [
        f"Not drawn: \u00c5land (XX): {NO_PLACE}.",
        "Not drawn: North (KP-NORTH): the file does not tell it apart.",
    ]
