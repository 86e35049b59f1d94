from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.tree import (
    ALWAYS,
    NEVER,
    NO,
    UNKNOWN,
    YES,
    Atom,
    Count,
    Minus,
    Tree,
    atoms_of,
    evaluate,
    signs_of,
    truth_of,
)
from caveat.model.truth import Truth
from tests.properties.effort import examples

WIDTH = 4


def _counts(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    some = st.lists(parts, min_size=1, max_size=4)
    return some.flatmap(
        lambda chosen: st.integers(1, len(chosen)).map(lambda least: Count(least, tuple(chosen)))
    )


TREES: st.SearchStrategy[Tree] = st.recursive(
    st.integers(0, WIDTH - 1).map(Atom) | st.sampled_from([ALWAYS, NEVER]),
    lambda inner: inner.map(Minus) | _counts(inner),
    max_leaves=12,
)
VALUES = st.lists(st.sampled_from(Truth), min_size=WIDTH, max_size=WIDTH)


def every(*parts: Tree) -> Tree:
    return Count(len(parts), parts)


def some(*parts: Tree) -> Tree:
    return Count(1, parts)


@examples(300)
@given(TREES, TREES, VALUES)
def test_all_and_any_are_commutative(one: Tree, other: Tree, values: list[Truth]) -> None:
    assert truth_of(every(one, other), values) is truth_of(every(other, one), values)
    assert truth_of(some(one, other), values) is truth_of(some(other, one), values)


@examples(300)
@given(TREES, TREES, TREES, VALUES)
def test_all_and_any_are_associative(a: Tree, b: Tree, c: Tree, values: list[Truth]) -> None:
    assert truth_of(every(every(a, b), c), values) is truth_of(every(a, b, c), values)
    assert truth_of(some(some(a, b), c), values) is truth_of(some(a, b, c), values)


@examples(300)
@given(TREES, TREES, TREES, VALUES)
def test_all_distributes_over_any(a: Tree, b: Tree, c: Tree, values: list[Truth]) -> None:
    assert truth_of(every(a, some(b, c)), values) is truth_of(
        some(every(a, b), every(a, c)), values
    )


@examples(300)
@given(TREES, TREES, VALUES)
def test_negation_obeys_de_morgan(one: Tree, other: Tree, values: list[Truth]) -> None:
    assert truth_of(Minus(every(one, other)), values) is truth_of(
        some(Minus(one), Minus(other)), values
    )
    assert truth_of(Minus(some(one, other)), values) is truth_of(
        every(Minus(one), Minus(other)), values
    )


@examples(300)
@given(st.lists(TREES, min_size=1, max_size=4), st.integers(1, 4), VALUES)
def test_not_at_least_is_enough_that_do_not(
    parts: list[Tree], least: int, values: list[Truth]
) -> None:
    least = min(least, len(parts))
    too_few = Count(len(parts) - least + 1, tuple(Minus(part) for part in parts))
    assert truth_of(Minus(Count(least, tuple(parts))), values) is truth_of(too_few, values)


@examples(300)
@given(TREES, VALUES)
def test_two_negations_cancel(tree: Tree, values: list[Truth]) -> None:
    assert evaluate(Minus(Minus(tree)), values) == evaluate(tree, values)


@examples(300)
@given(TREES, VALUES)
def test_truth_is_the_same_with_and_without_reasons(tree: Tree, values: list[Truth]) -> None:
    assert evaluate(tree, values).truth is truth_of(tree, values)


@examples(300)
@given(TREES, VALUES, VALUES)
def test_settled_truth_never_flips_when_an_atom_becomes_known(
    tree: Tree, values: list[Truth], others: list[Truth]
) -> None:
    known = [o if v is UNKNOWN else v for v, o in zip(values, others, strict=True)]
    if truth_of(tree, values) is not UNKNOWN:
        assert truth_of(tree, known) is truth_of(tree, values)


@examples(1000)
@given(TREES, VALUES)
def test_support_alone_settles_the_same_and_none_of_it_is_superfluous(
    tree: Tree, values: list[Truth]
) -> None:
    outcome = evaluate(tree, values)
    if outcome.truth is UNKNOWN:
        assert outcome.support == frozenset()
        return

    def truth_by(support: frozenset[int]) -> Truth:
        return truth_of(tree, [v if n in support else UNKNOWN for n, v in enumerate(values)])

    assert truth_by(outcome.support) is outcome.truth
    assert {truth_by(outcome.support - {atom}) for atom in outcome.support} <= {UNKNOWN}


@examples(300)
@given(TREES, VALUES)
def test_missing_is_empty_when_settled_and_enough_to_settle(
    tree: Tree, values: list[Truth]
) -> None:
    outcome = evaluate(tree, values)
    assert (outcome.missing == ()) is (outcome.truth is not UNKNOWN)
    for answers in product((YES, NO), repeat=len(outcome.missing)):
        known = list(values)
        for atom, answer in zip(outcome.missing, answers, strict=True):
            known[atom] = answer
        assert truth_of(tree, known) is not UNKNOWN


@examples(300)
@given(TREES, VALUES, VALUES)
def test_atom_that_is_not_missing_changes_nothing(
    tree: Tree, values: list[Truth], others: list[Truth]
) -> None:
    outcome = evaluate(tree, values)
    known = [
        other if value is UNKNOWN and atom not in outcome.missing else value
        for atom, (value, other) in enumerate(zip(values, others, strict=True))
    ]
    assert truth_of(tree, known) is outcome.truth
    assert evaluate(tree, known).missing == outcome.missing


@examples(300)
@given(TREES, VALUES)
def test_missing_atom_can_decide_where_no_atom_repeats(tree: Tree, values: list[Truth]) -> None:
    found = list(atoms_of(tree))
    if len(set(found)) < len(found):
        return
    missing = evaluate(tree, values).missing
    for atom in missing:
        others = [one for one in missing if one != atom]
        assert any(
            _with(tree, values, {**dict(zip(others, rest, strict=True)), atom: YES})
            is not _with(tree, values, {**dict(zip(others, rest, strict=True)), atom: NO})
            for rest in product((YES, NO), repeat=len(others))
        )


def _with(tree: Tree, values: list[Truth], known: dict[int, Truth]) -> Truth:
    return truth_of(tree, [known.get(n, value) for n, value in enumerate(values)])


@examples(300)
@given(TREES, VALUES)
def test_kleene_is_exact_where_every_atom_pushes_one_way(tree: Tree, values: list[Truth]) -> None:
    signs = set(signs_of(tree))
    if len(signs) > len({atom for atom, _ in signs}):
        return
    open_atoms = [atom for atom, value in enumerate(values) if value is UNKNOWN]
    ends = {
        _with(tree, values, dict(zip(open_atoms, answers, strict=True)))
        for answers in product((YES, NO), repeat=len(open_atoms))
    }
    assert truth_of(tree, values) is (UNKNOWN if len(ends) == 2 else ends.pop())
