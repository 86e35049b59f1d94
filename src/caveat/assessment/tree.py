"""Compiled conditions, and their strong Kleene evaluation with reasons.

Every condition becomes one of three nodes: an atom, a negation, or "at least so many
of these parts", of which *all* and *any* are the ends. An atom is one elementary test
of one fact, numbered by the program that compiled it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from caveat.model.truth import Truth, at_least

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Atom:
    """The elementary test of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class Minus:
    """The part does not hold."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Count:
    """At least `least` of the parts hold."""

    least: int
    parts: tuple[Tree, ...]


Tree = Atom | Minus | Count

NEVER = Count(1, ())
ALWAYS = Count(0, ())


@dataclass(frozen=True, slots=True)
class Outcome:
    """A truth with the atoms that settle it, or with those that are missing.

    `support` is empty unless the truth is settled, `missing` unless it is not.
    """

    truth: Truth
    support: frozenset[int]
    missing: tuple[int, ...]


def both(first: Tree, second: Tree) -> Tree:
    """Return the tree that holds when both do."""
    return Count(2, (first, second))


def atoms_of(tree: Tree) -> Iterator[int]:
    """Yield the atoms of a tree from left to right, repeated ones too."""
    for number, _ in signs_of(tree):
        yield number


def signs_of(tree: Tree, *, positive: bool = True) -> Iterator[tuple[int, bool]]:
    """Yield each atom with the sign it has in the tree: whether its yes pushes to yes."""
    if isinstance(tree, Atom):
        yield tree.number, positive
    elif isinstance(tree, Minus):
        yield from signs_of(tree.part, positive=not positive)
    else:
        for part in tree.parts:
            yield from signs_of(part, positive=positive)


def truth_of(tree: Tree, values: Sequence[Truth]) -> Truth:
    """Return the strong Kleene truth of a tree, without reasons."""
    if isinstance(tree, Atom):
        return values[tree.number]
    if isinstance(tree, Minus):
        return ~truth_of(tree.part, values)
    return at_least(tree.least, (truth_of(part, values) for part in tree.parts))


def evaluate(tree: Tree, values: Sequence[Truth]) -> Outcome:
    """Return the truth of a tree with its reasons.

    The support is irredundant: leave out any atom of it, and the rest no longer
    settles the truth. The missing atoms are those of the unknown parts on which the
    truth hangs: to know all of them settles it.
    """
    outcome = _evaluate(tree, values)
    if outcome.truth is UNKNOWN or len(outcome.support) < 2:
        return outcome
    return Outcome(outcome.truth, _prune(tree, outcome, values), ())


def _evaluate(tree: Tree, values: Sequence[Truth]) -> Outcome:
    if isinstance(tree, Atom):
        value = values[tree.number]
        if value is UNKNOWN:
            return Outcome(value, frozenset(), (tree.number,))
        return Outcome(value, frozenset((tree.number,)), ())
    if isinstance(tree, Minus):
        inner = _evaluate(tree.part, values)
        return Outcome(~inner.truth, inner.support, inner.missing)
    return _count(tree.least, [_evaluate(part, values) for part in tree.parts])


def _count(least: int, outcomes: list[Outcome]) -> Outcome:
    yes = [outcome for outcome in outcomes if outcome.truth is YES]
    no = [outcome for outcome in outcomes if outcome.truth is NO]
    if len(yes) >= least:
        return Outcome(YES, _smallest(least, yes), ())
    enough_no = len(outcomes) - least + 1
    if len(no) >= enough_no:
        return Outcome(NO, _smallest(enough_no, no), ())
    missing = dict.fromkeys(number for outcome in outcomes for number in outcome.missing)
    return Outcome(UNKNOWN, frozenset(), tuple(missing))


def _smallest(count: int, outcomes: list[Outcome]) -> frozenset[int]:
    chosen = nsmallest(count, outcomes, key=lambda outcome: len(outcome.support))
    return frozenset().union(*(outcome.support for outcome in chosen))


def _prune(tree: Tree, outcome: Outcome, values: Sequence[Truth]) -> frozenset[int]:
    kept = set(outcome.support)
    partial = [value if number in kept else UNKNOWN for number, value in enumerate(values)]
    for number in sorted(outcome.support):
        partial[number] = UNKNOWN
        if truth_of(tree, partial) is outcome.truth:
            kept.discard(number)
        else:
            partial[number] = values[number]
    return frozenset(kept)
