"""All entries of the tables of strong Kleene logic, spelled out."""

from __future__ import annotations

import pytest

from caveat.model.truth import Truth, all_of, any_of, at_least

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN

AND = [
    (YES, YES, YES),
    (YES, NO, NO),
    (YES, UNKNOWN, UNKNOWN),
    (NO, YES, NO),
    (NO, NO, NO),
    (NO, UNKNOWN, NO),
    (UNKNOWN, YES, UNKNOWN),
    (UNKNOWN, NO, NO),
    (UNKNOWN, UNKNOWN, UNKNOWN),
]
OR = [
    (YES, YES, YES),
    (YES, NO, YES),
    (YES, UNKNOWN, YES),
    (NO, YES, YES),
    (NO, NO, NO),
    (NO, UNKNOWN, UNKNOWN),
    (UNKNOWN, YES, YES),
    (UNKNOWN, NO, UNKNOWN),
    (UNKNOWN, UNKNOWN, UNKNOWN),
]
NOT = [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)]


@pytest.mark.parametrize(("left", "right", "both"), AND)
def test_and_follows_the_table(left: Truth, right: Truth, both: Truth) -> None:
    assert (left & right) is both


@pytest.mark.parametrize(("left", "right", "either"), OR)
def test_or_follows_the_table(left: Truth, right: Truth, either: Truth) -> None:
    assert (left | right) is either


@pytest.mark.parametrize(("truth", "negated"), NOT)
def test_not_follows_the_table(truth: Truth, negated: Truth) -> None:
    assert ~truth is negated


@pytest.mark.parametrize("truth", list(Truth))
def test_truth_refuses_to_be_taken_for_a_boolean(truth: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(truth)


def test_all_of_nothing_is_yes() -> None:
    assert all_of(()) is YES


def test_any_of_nothing_is_no() -> None:
    assert any_of(()) is NO


def test_all_of_finds_a_no_behind_an_unknown() -> None:
    assert all_of((YES, UNKNOWN, NO)) is NO


def test_any_of_finds_a_yes_behind_an_unknown() -> None:
    assert any_of((NO, UNKNOWN, YES)) is YES


@pytest.mark.parametrize(
    ("count", "truths", "result"),
    [
        (0, (), YES),
        (1, (), NO),
        (2, (YES, UNKNOWN, YES), YES),
        (2, (YES, UNKNOWN, NO), UNKNOWN),
        (2, (YES, NO, NO), NO),
        (2, (UNKNOWN, UNKNOWN), UNKNOWN),
        (2, (UNKNOWN, NO), NO),
        (3, (YES, YES, YES), YES),
    ],
)
def test_at_least_counts_what_is_settled_and_what_may_come(
    count: int, truths: tuple[Truth, ...], result: Truth
) -> None:
    assert at_least(count, truths) is result


@pytest.mark.parametrize("truth", list(Truth))
def test_truth_can_be_looked_up_in_a_table(truth: Truth) -> None:
    assert {YES: "yes", NO: "no", UNKNOWN: "unknown"}[truth] == truth.value
