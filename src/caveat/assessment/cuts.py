"""The smallest sets of answers that give a condition the truth one asks for.

Sets are found as minimal cut sets are in fault trees (Fussell and Vesely, 1972): a
condition is expanded into the smallest sets of literals that make it hold, or that rule
it out, and sets over the largest size asked for are dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from caveat.assessment.answers import Answers, Literal
from caveat.assessment.tree import UNKNOWN, YES, Atom, Minus, Tree, truth_of
from caveat.model.truth import Truth

Cut = frozenset[Literal]

MAX_SETS = 400
"""Most sets kept at a node; past it only the smallest go on, and fewer changes are shown."""


class CutSets:
    """Finds the cut sets of trees over one list of truths."""

    def __init__(self, answers: Answers, values: Sequence[Truth], largest: int) -> None:
        """Look for sets of literals about `largest` facts at most."""
        self._answers = answers
        self._facts = answers.program.facts
        self._values = values
        self._largest = largest
        # A test stands in many rows as the same object, so its sets are found once.
        self._found: dict[tuple[int, Truth], list[Cut]] = {}

    def of(self, tree: Tree, wanted: Truth) -> list[Cut]:
        """Return the smallest sets that give the tree the wanted truth, the smallest first.

        One empty set when it has that truth already; none when it cannot have it, or only
        by answers to more facts than the largest set may have.
        """
        key = (id(tree), wanted)
        if key not in self._found:
            self._found[key] = self._find(tree, wanted)
        return self._found[key]

    def _find(self, tree: Tree, wanted: Truth) -> list[Cut]:
        truth = truth_of(tree, self._values)
        if truth is not UNKNOWN:
            return [frozenset()] if truth is wanted else []
        if isinstance(tree, Atom):
            return [frozenset(((tree.number, wanted),))]
        if isinstance(tree, Minus):
            return self.of(tree.part, ~wanted)
        needed = tree.least if wanted is YES else len(tree.parts) - tree.least + 1
        return self.joined(needed, [self.of(part, wanted) for part in tree.parts])

    def joined(self, needed: int, options: Iterable[list[Cut]]) -> list[Cut]:
        """Return the smallest unions of one set from each of `needed` options."""
        possible = [sets for sets in options if sets]
        needed -= sum(1 for sets in possible if not sets[0])
        possible = [sets for sets in possible if sets[0]]
        if needed == 1:
            return minimal(one for sets in possible for one in sets)
        if needed == len(possible):
            return self._product(possible)
        return minimal(
            one for chosen in combinations(possible, needed) for one in self._product(chosen)
        )

    def _product(self, options: Sequence[list[Cut]]) -> list[Cut]:
        joined: list[Cut] = [frozenset()]
        for sets in sorted(options, key=len):
            joined = minimal(
                union
                for one, other in product(joined, sets)
                if self._is_possible(union := one | other)
            )
        return joined

    def _is_possible(self, literals: Cut) -> bool:
        """Return whether the literals are about few facts, and can all be true together."""
        facts = {self._facts[number] for number, _ in literals}
        if len(facts) > self._largest:
            return False
        return len(facts) == len(literals) or self._agree(literals)

    def _agree(self, literals: Cut) -> bool:
        by_variable: dict[int, dict[int, Truth]] = {}
        variable_of = self._answers.variable_of
        for number, truth in literals:
            wanted = by_variable.setdefault(variable_of[number].atoms[0], {})
            if wanted.setdefault(number, truth) is not truth:
                return False
        return all(
            len(wanted) == 1 or variable_of[first].can_be(wanted)
            for first, wanted in by_variable.items()
        )


def minimal(sets: Iterable[Cut]) -> list[Cut]:
    """Return the sets that contain no other, the smallest first, `MAX_SETS` at most."""
    kept: list[Cut] = []
    by_literal: dict[Literal, list[Cut]] = {}
    for one in sorted(dict.fromkeys(sets), key=len):
        if not one or len(kept) >= MAX_SETS:
            return kept or [one]
        if not any(small <= one for literal in one for small in by_literal.get(literal, ())):
            kept.append(one)
            # Any one literal serves to find it again, since a set that contains it has it too.
            by_literal.setdefault(next(iter(one)), []).append(one)
    return kept
