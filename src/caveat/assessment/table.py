"""The published table of tiers, compiled for the red flags that are in effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from caveat.assessment.completion import Extremes
from caveat.assessment.program import Program
from caveat.assessment.recall import Recall
from caveat.assessment.tree import (
    NEVER,
    NO,
    UNKNOWN,
    YES,
    Atom,
    Count,
    Outcome,
    Tree,
    atoms_of,
    evaluate,
    truth_of,
)
from caveat.model.condition import All, AnyOf, AtLeast, Condition, Refers, leaves
from caveat.model.determination import Recommendation
from caveat.model.truth import Truth
from caveat.rulebook.policy import Tier, TierRow

TIERS = tuple(Tier)


class Row:
    """A row of the table.

    `outcome(over)` returns its truth, with reasons, over the truths of the table's tests
    by place; `tree` is the same row over the atoms of the program.
    """

    def __init__(self, entry: TierRow, over: Tree, tree: Tree, red_flags: frozenset[str]) -> None:
        """Keep the row; `red_flags` are those in effect that it names."""
        self.entry = entry
        self.level = TIERS.index(entry.tier)
        self.tree = tree
        self.red_flags = red_flags
        self.outcome: Recall[Outcome] = Recall(
            tuple(atoms_of(over)), lambda truths: evaluate(over, truths)
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """What each row weighs when it holds, by place, with some safeguards in force."""

    levels: tuple[int, ...]
    """Place of the tier after safeguards."""
    ranks: tuple[int, ...]
    """Rank of the recommendation the row leads to."""
    lowered: tuple[bool, ...]


class Table:
    """The published table, compiled for one set of red flags in effect."""

    def __init__(self, program: Program, in_effect: Collection[str]) -> None:
        """Compile the table; a red flag that is not in effect counts as not raised."""
        self.program = program
        policy = program.rulebook.policy
        entries = sorted(policy.table, key=lambda row: -TIERS.index(row.tier))
        named = {name for entry in entries for name in _named(entry.when)}
        red_flags = program.rulebook.red_flags
        names = sorted(name for name in named if name not in red_flags or name in in_effect)
        places = {name: place for place, name in enumerate(names)}
        self.tests = [program.tests[name] for name in names]
        self.rows = [
            Row(
                entry,
                _tree(entry.when, {name: Atom(place) for name, place in places.items()}),
                _tree(entry.when, {name: program.tests[name].whole for name in names}),
                frozenset(n for n in _named(entry.when) if n in red_flags and n in places),
            )
            for entry in entries
        ]
        self.extremes = Extremes(program, [row.tree for row in self.rows])
        self._one_way = {
            row for row in self.rows if self.extremes.alone.issuperset(atoms_of(row.tree))
        }
        self._plain = [Recommendation(policy.recommendations[tier.value]) for tier in TIERS]
        self._floor = bool(policy.not_checked)
        self._weights: dict[frozenset[str], Weights] = {}

    def recommendation(self, after: int, before: int) -> Recommendation:
        """Return what a tier comes to, given the tier it had before safeguards, both by place.

        What safeguards were needed for is never plain `proceed`; nor is anything while
        the workbench leaves something unchecked.
        """
        plain = self._plain[after]
        needed = self._plain[before] is not Recommendation.PROCEED
        if plain is Recommendation.PROCEED and (needed or self._floor):
            return Recommendation.PROCEED_WITH_SAFEGUARDS
        return plain

    def weights(self, in_force: frozenset[str]) -> Weights:
        """Return what the rows weigh with these safeguards in force.

        A row is lowered by one tier when all safeguards that may lower it are in force.
        """
        if in_force not in self._weights:
            lowered = tuple(
                bool(row.entry.lowered_by) and in_force.issuperset(row.entry.lowered_by)
                for row in self.rows
            )
            levels = tuple(r.level - low for r, low in zip(self.rows, lowered, strict=True))
            ranks = tuple(
                self.recommendation(level, row.level).rank
                for row, level in zip(self.rows, levels, strict=True)
            )
            self._weights[in_force] = Weights(levels, ranks, lowered)
        return self._weights[in_force]

    def over(self, values: Sequence[Truth]) -> list[Truth]:
        """Return the truth of every test of the table, by place."""
        return [test.result(values).truth for test in self.tests]

    def truths(self, over: Sequence[Truth]) -> list[Truth]:
        """Return the truth of every row, given those of the table's tests."""
        return [row.outcome(over).truth for row in self.rows]

    def tiers(
        self,
        completed: Sequence[Truth],
        truths: Sequence[Truth],
        weights: Weights,
        *,
        adverse: bool,
    ) -> tuple[int, int]:
        """Return the tier before and after safeguards in one extreme completion, by place.

        An open row whose atoms all push one way holds in every adverse completion and in no
        mild one: strong Kleene logic is exact for such conditions. Only the other open rows
        are evaluated.

        Args:
            completed: The truth of every atom in the completion.
            truths: The truths of the rows before it; what is settled there stays.
            weights: What the rows weigh.
            adverse: Whether the completion is an adverse one or a mild one.
        """
        before = after = 0
        for row, truth, level in zip(self.rows, truths, weights.levels, strict=True):
            if row.level <= after:
                break
            if truth is UNKNOWN:
                one_way = YES if adverse else NO
                truth = one_way if row in self._one_way else truth_of(row.tree, completed)
            if truth is YES:
                before = max(before, row.level)
                after = max(after, level)
        return before, after

    def open_facts(
        self, rows: Iterable[Row], over: Sequence[Truth], values: Sequence[Truth]
    ) -> tuple[str, ...]:
        """Return the open facts on which open rows hang, in the order of the rows."""
        places = dict.fromkeys(place for row in rows for place in row.outcome(over).missing)
        found: dict[str, None] = {}
        for place in places:
            found.update(dict.fromkeys(self.tests[place].result(values).missing))
        return tuple(found)


def _named(condition: Condition) -> list[str]:
    return [leaf.test for leaf in leaves(condition) if isinstance(leaf, Refers)]


def _tree(condition: Condition, tests: Mapping[str, Tree]) -> Tree:
    """Return the tree of a row's condition over tests; one that is not given never holds."""
    match condition:
        case Refers(test):
            return tests.get(test, NEVER)
        case All(parts):
            return Count(len(parts), tuple(_tree(part, tests) for part in parts))
        case AnyOf(parts):
            return Count(1, tuple(_tree(part, tests) for part in parts))
        case AtLeast(count, parts):
            return Count(count, tuple(_tree(part, tests) for part in parts))
        case _:
            raise AssertionError("the table's conditions name tests only; the check sees to it")
