"""The published table of tiers, compiled for the red flags that are in effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caveat.assessment.completion import Extremes
from caveat.assessment.program import Program
from caveat.assessment.recall import Recall
from caveat.assessment.tree import (
    NEVER,
    UNKNOWN,
    YES,
    Atom,
    Count,
    Outcome,
    Tree,
    atoms_of,
    evaluate,
)
from caveat.model.condition import All, AnyOf, AtLeast, Condition, Refers, leaves
from caveat.model.determination import Recommendation
from caveat.model.finding import Result
from caveat.model.truth import Truth
from caveat.rulebook.policy import Tier, TierRow

TIERS = tuple(Tier)
_NONE: Mapping[str, Result] = {}


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


@dataclass(frozen=True, slots=True)
class View:
    """Truths that belong together: of the atoms, of the table's tests, and of its rows."""

    values: Sequence[Truth]
    tests: Sequence[Truth]
    rows: Sequence[Truth]


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
        self._rows_of_test = [
            [n for n, row in enumerate(self.rows) if place in row.outcome.atoms]
            for place in range(len(names))
        ]
        self._tests_of_atom: dict[int, list[int]] = {}
        for place, test in enumerate(self.tests):
            for atom in test.atoms:
                self._tests_of_atom.setdefault(atom, []).append(place)
        self.extremes = Extremes(program, [row.tree for row in self.rows])
        self._one_way = [self.extremes.alone.issuperset(atoms_of(row.tree)) for row in self.rows]
        # No other row has an atom of theirs that could turn out in more ways than one.
        linked = [
            row.tree for row, one_way in zip(self.rows, self._one_way, strict=True) if not one_way
        ]
        self._linked_extremes = Extremes(program, linked)
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

    def view(self, values: Sequence[Truth], known: Mapping[str, Result] = _NONE) -> View:
        """Return the truths of the table's tests and rows for those of all atoms.

        Args:
            values: The truth of every atom.
            known: Results of tests on these values, by id, that need not be found again.
        """
        found = [known.get(test.name) or test.result(values) for test in self.tests]
        tests = [result.truth for result in found]
        return View(values, tests, [row.outcome(tests).truth for row in self.rows])

    def changed(self, view: View, values: Sequence[Truth], atoms: Iterable[int]) -> View:
        """Return the view of values that differ from those of another view in these atoms only."""
        tests = list(view.tests)
        touched: set[int] = set()
        for place in {place for atom in atoms for place in self._tests_of_atom.get(atom, ())}:
            truth = self.tests[place].result(values).truth
            if truth is not tests[place]:
                tests[place] = truth
                touched.update(self._rows_of_test[place])
        rows = list(view.rows)
        for number in touched:
            rows[number] = self.rows[number].outcome(tests).truth
        return View(values, tests, rows)

    def tiers(self, view: View, weights: Weights, *, adverse: bool) -> Iterator[tuple[int, int]]:
        """Yield the tier before and after safeguards, by place, in each extreme completion.

        An open row whose atoms all push one way holds in every adverse completion and in no
        mild one: strong Kleene logic is exact for such conditions. Only the other open rows
        are evaluated in each completion, if they can weigh more than what holds in all.

        Args:
            view: What is known; what is settled there stays.
            weights: What the rows weigh.
            adverse: Whether adverse completions are wanted or mild ones.
        """
        held = (0, 0)
        linked: list[tuple[Row, int]] = []
        for row, truth, level, one_way in zip(
            self.rows, view.rows, weights.levels, self._one_way, strict=True
        ):
            if row.level <= held[1]:
                break
            if truth is YES or (truth is UNKNOWN and one_way and adverse):
                held = _raised(held, row, level)
            elif truth is UNKNOWN and not one_way:
                linked.append((row, level))
        if not linked:
            yield held
            return
        tests = list(view.tests)
        places = dict.fromkeys(place for row, _ in linked for place in row.outcome.atoms)
        for completed in self._linked_extremes.completions(view.values, adverse=adverse):
            for place in places:
                tests[place] = self.tests[place].result(completed).truth
            found = held
            for row, level in linked:
                if row.outcome(tests).truth is YES:
                    found = _raised(found, row, level)
            yield found

    def raised_in(self, rows: Iterable[Row], view: View) -> frozenset[str]:
        """Return the red flags that are raised and that some of these rows name."""
        return frozenset(
            self.tests[place].name
            for row in rows
            for place in row.outcome.atoms
            if view.tests[place] is YES and self.tests[place].name in row.red_flags
        )

    def open_in(self, rows: Iterable[Row], view: View) -> frozenset[str]:
        """Return the open red flags on which some of these open rows hang."""
        return frozenset(
            self.tests[place].name
            for row in rows
            for place in row.outcome(view.tests).missing
            if self.tests[place].name in row.red_flags
        )

    def open_facts(self, rows: Iterable[Row], view: View) -> tuple[str, ...]:
        """Return the open facts on which open rows hang, in the order of the rows."""
        places = dict.fromkeys(p for row in rows for p in row.outcome(view.tests).missing)
        found: dict[str, None] = {}
        for place in places:
            found.update(dict.fromkeys(self.tests[place].result(view.values).missing))
        return tuple(found)


def _raised(held: tuple[int, int], row: Row, level: int) -> tuple[int, int]:
    return max(held[0], row.level), max(held[1], level)


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
