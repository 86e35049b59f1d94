from __future__ import annotations

import pytest

from caveat.assessment.tree import (
    ALWAYS,
    NEVER,
    Atom,
    Count,
    Minus,
    Outcome,
    Tree,
    atoms_of,
    both,
    evaluate,
    signs_of,
    truth_of,
)
from caveat.model.truth import Truth

Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
A, B, C, D = Atom(0), Atom(1), Atom(2), Atom(3)
BOTH = Count(2, (A, B))
EITHER = Count(1, (A, B))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Y, Y, Y),
        (Y, N, N),
        (Y, U, U),
        (N, Y, N),
        (N, N, N),
        (N, U, N),
        (U, Y, U),
        (U, N, N),
        (U, U, U),
    ],
)
def test_all_has_the_strong_kleene_table(one: Truth, other: Truth, expected: Truth) -> None:
    assert truth_of(BOTH, [one, other]) is expected
    assert evaluate(BOTH, [one, other]).truth is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Y, Y, Y),
        (Y, N, Y),
        (Y, U, Y),
        (N, Y, Y),
        (N, N, N),
        (N, U, U),
        (U, Y, Y),
        (U, N, U),
        (U, U, U),
    ],
)
def test_any_has_the_strong_kleene_table(one: Truth, other: Truth, expected: Truth) -> None:
    assert truth_of(EITHER, [one, other]) is expected
    assert evaluate(EITHER, [one, other]).truth is expected


@pytest.mark.parametrize(("value", "expected"), [(Y, N), (N, Y), (U, U)])
def test_not_has_the_strong_kleene_table(value: Truth, expected: Truth) -> None:
    assert truth_of(Minus(A), [value]) is expected
    assert evaluate(Minus(A), [value]).truth is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Y, Y, U], Y),
        ([Y, N, U], U),
        ([Y, U, U], U),
        ([N, N, U], N),
        ([N, U, N], N),
        ([U, U, N], U),
    ],
)
def test_at_least_two_of_three_waits_until_enough_are_known(
    values: list[Truth], expected: Truth
) -> None:
    tree = Count(2, (A, B, C))
    assert truth_of(tree, values) is expected
    assert evaluate(tree, values).truth is expected


def test_always_holds_without_any_atom() -> None:
    assert evaluate(ALWAYS, []) == Outcome(Y, frozenset(), ())


def test_never_holds_whatever_is_known() -> None:
    assert evaluate(NEVER, []) == Outcome(N, frozenset(), ())


def test_both_holds_only_when_each_part_does() -> None:
    assert both(A, Minus(B)) == Count(2, (A, Minus(B)))


def test_known_atom_supports_its_truth() -> None:
    assert evaluate(A, [N]) == Outcome(N, frozenset({0}), ())


def test_unknown_atom_is_missing() -> None:
    assert evaluate(A, [U]) == Outcome(U, frozenset(), (0,))


def test_negation_keeps_what_supports_its_part() -> None:
    assert evaluate(Minus(A), [Y]) == Outcome(N, frozenset({0}), ())


def test_negation_keeps_what_its_part_is_missing() -> None:
    assert evaluate(Minus(A), [U]) == Outcome(U, frozenset(), (0,))


def test_yes_is_supported_by_as_many_parts_as_are_needed() -> None:
    assert evaluate(Count(2, (A, B, C)), [Y, Y, Y]).support == {0, 1}


def test_no_is_supported_by_as_many_parts_as_rule_it_out() -> None:
    assert evaluate(Count(2, (A, B, C, D)), [N, N, N, N]).support == {0, 1, 2}


def test_parts_with_the_smallest_support_are_named() -> None:
    tree = Count(1, (Count(2, (A, B)), C))
    assert evaluate(tree, [Y, Y, Y]).support == {2}


def test_support_leaves_out_an_atom_that_a_repeated_one_makes_superfluous() -> None:
    # A and (B or A): B is found first as the reason of the second part, but A is enough.
    tree = Count(2, (A, Count(1, (B, A))))
    assert evaluate(tree, [Y, Y]).support == {0}


def test_support_keeps_every_atom_that_is_needed() -> None:
    assert evaluate(BOTH, [Y, Y]).support == {0, 1}


def test_missing_atoms_stand_in_the_order_of_the_tree() -> None:
    assert evaluate(Count(1, (C, A, B)), [U, N, U]).missing == (2, 0)


def test_missing_names_a_repeated_atom_once() -> None:
    assert evaluate(Count(2, (A, Count(1, (B, A)))), [U, U]).missing == (0, 1)


def test_missing_leaves_out_what_a_settled_part_no_longer_needs() -> None:
    tree = Count(2, (Count(1, (A, B)), C))
    assert evaluate(tree, [Y, U, U]).missing == (2,)


def test_settled_tree_misses_nothing() -> None:
    assert evaluate(EITHER, [Y, U]) == Outcome(Y, frozenset({0}), ())


def test_unknown_tree_is_supported_by_nothing() -> None:
    assert evaluate(BOTH, [Y, U]) == Outcome(U, frozenset(), (1,))


def test_contradiction_is_unknown_until_its_atom_is_known() -> None:
    tree = both(A, Minus(A))
    assert [truth_of(tree, [value]) for value in (U, Y, N)] == [U, N, N]


TREE: Tree = Count(2, (A, Minus(Count(1, (B, Minus(A)))), C))


def test_atoms_come_from_left_to_right_and_repeated() -> None:
    assert list(atoms_of(TREE)) == [0, 1, 0, 2]


def test_signs_turn_with_each_negation() -> None:
    assert list(signs_of(TREE)) == [(0, True), (1, False), (0, True), (2, True)]


def test_signs_can_be_asked_for_the_opposite() -> None:
    assert list(signs_of(TREE, positive=False)) == [(0, False), (1, True), (0, False), (2, False)]
