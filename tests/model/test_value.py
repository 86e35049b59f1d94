from __future__ import annotations

from math import inf

import pytest

from caveat.model.truth import Truth
from caveat.model.value import Members, Range


@pytest.mark.parametrize(
    ("members", "result"),
    [
        (Members(frozenset({"a"})), Truth.YES),
        (Members(frozenset({"a"}), complete=True), Truth.YES),
        (Members(frozenset({"b"})), Truth.UNKNOWN),
        (Members(frozenset()), Truth.UNKNOWN),
        (Members(frozenset({"b"}), complete=True), Truth.NO),
        (Members(frozenset({"b"}), frozenset({"a"})), Truth.NO),
        (Members(frozenset({"b"}), frozenset({"c"})), Truth.UNKNOWN),
    ],
)
def test_members_has_leaves_unlisted_members_unknown_unless_complete(
    members: Members, result: Truth
) -> None:
    assert members.has("a") is result


@pytest.mark.parametrize(
    ("number", "result"),
    [
        (Range(24, 24), Truth.YES),
        (Range(25, 25), Truth.NO),
        (Range(26, 26), Truth.NO),
        (Range(20, 40), Truth.UNKNOWN),
        (Range(20, 25), Truth.UNKNOWN),
        (Range(25, 40), Truth.NO),
        (Range(20, 24), Truth.YES),
        (Range(high=24), Truth.YES),
        (Range(low=25), Truth.NO),
        (Range(low=24), Truth.UNKNOWN),
        (Range(), Truth.UNKNOWN),
    ],
)
def test_range_below_is_unknown_only_where_the_range_straddles_the_bound(
    number: Range, result: Truth
) -> None:
    assert number.below(25) is result


def test_range_without_ends_is_the_whole_line() -> None:
    assert Range() == Range(-inf, inf)
