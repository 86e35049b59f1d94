"""Compiles a rulebook into numbered atoms and tests that can be run on any facts.

Every condition is inlined down to atoms, so that all tests share one numbering and one
list of truths.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caveat.assessment.recall import Recall
from caveat.assessment.tree import (
    ALWAYS,
    NEVER,
    UNKNOWN,
    Atom,
    Count,
    Minus,
    Outcome,
    Tree,
    atoms_of,
    both,
    evaluate,
)
from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Leaf,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.model.fact import FactState
from caveat.model.finding import Result, State
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType

CLASS_PREFIX = "class."


@dataclass(frozen=True, slots=True)
class Elementary:
    """What an atom tests: a fact against one leaf of a condition."""

    fact: str
    leaf: Leaf

    @property
    def test(self) -> Callable[[Any], Truth]:
        """Return the function from a value of the fact to whether it passes."""
        return _compiled(self.leaf)

    def of(self, value: Value) -> Truth:
        """Return whether a value of the fact passes the test."""
        return self.test(value)


def _compiled(leaf: Leaf) -> Callable[[Any], Truth]:
    """Return the test of a leaf; 'gte' compiles to the negation of 'lt' and has none."""
    if isinstance(leaf, Holds):
        return lambda value: value
    if isinstance(leaf, OneOf):
        return _one_of(frozenset(leaf.options), leaf.options[0])
    assert isinstance(leaf, Below)
    return _below(leaf.bound)


def _one_of(options: frozenset[str], first: str) -> Callable[[Members | str], Truth]:
    def test(value: Members | str) -> Truth:
        if isinstance(value, Members):
            return value.has(first)
        return Truth.YES if value in options else Truth.NO

    return test


def _below(bound: float | date) -> Callable[[Range | date], Truth]:
    def test(value: Range | date) -> Truth:
        if isinstance(value, Range):
            assert isinstance(bound, float)
            return value.below(bound)
        assert isinstance(bound, date)
        return Truth.YES if value < bound else Truth.NO

    return test


class CompiledTest:
    """A condition with its gate, as trees over numbered atoms.

    `result(values)` returns the result for the truths of all atoms.
    """

    def __init__(self, name: str, gate: Tree, tree: Tree, facts: Sequence[str]) -> None:
        """Compile `tree` behind `gate`; `facts` names the fact of each atom."""
        self.name = name
        self.whole = tree if gate is ALWAYS else both(gate, tree)
        self._gate = gate
        self._facts = facts
        self.result: Recall[Result] = Recall(tuple(atoms_of(self.whole)), self._run)

    @property
    def atoms(self) -> tuple[int, ...]:
        """Return the atoms the test looks at, from left to right."""
        return self.result.atoms

    def _run(self, values: Sequence[Truth]) -> Result:
        gate = evaluate(self._gate, values)
        if gate.truth is Truth.NO:
            return self._result(State.NOT_APPLICABLE, gate)
        outcome = evaluate(self.whole, values)
        return self._result(State(outcome.truth.value), outcome)

    def _result(self, state: State, outcome: Outcome) -> Result:
        return Result(
            state,
            outcome.truth,
            tuple(sorted({self._facts[atom] for atom in outcome.support})),
            tuple(dict.fromkeys(self._facts[atom] for atom in outcome.missing)),
        )


class Program:
    """A compiled rulebook.

    `tests` holds every red flag and named test by id, and every product class as
    `class.<id>`; `steps` and `needs` hold when a step is done and what a safeguard
    needs. All share one numbering of atoms.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        """Compile every condition of the rulebook."""
        self.rulebook = rulebook
        self.atoms: list[Elementary] = []
        self.facts: list[str] = []
        self._numbers: dict[Elementary, int] = {}
        self._trees: dict[str, Tree] = {}
        self.tests: dict[str, CompiledTest] = {}
        for name, test in sorted(rulebook.conditionals().items()):
            self.tests[name] = self._test(name, test.applies_when, test.condition)
        for name in sorted(rulebook.product_classes):
            tree = self._class_tree(name)
            self.tests[CLASS_PREFIX + name] = CompiledTest(name, ALWAYS, tree, self.facts)
        self.steps = {
            name: self._test(name, step.applies_when, step.done_when)
            for name, step in sorted(rulebook.steps.items())
        }
        self.needs = {
            name: self._test(name, None, safeguard.needs)
            for name, safeguard in sorted(rulebook.safeguards.items())
            if safeguard.needs is not None
        }
        self.atoms_of_fact: dict[str, list[int]] = {}
        for number, atom in enumerate(self.atoms):
            self.atoms_of_fact.setdefault(atom.fact, []).append(number)
        self._tests_of_fact = {
            fact: [(number, self.atoms[number].test) for number in numbers]
            for fact, numbers in self.atoms_of_fact.items()
        }

    def values(self, states: Mapping[str, FactState]) -> list[Truth]:
        """Return the truth of every atom for what is known of the facts."""
        values = [UNKNOWN] * len(self.atoms)
        for fact, (value, _, _) in states.items():
            if value is not None:
                for number, test in self._tests_of_fact.get(fact, ()):
                    values[number] = test(value)
        return values

    def tree(self, condition: Condition) -> Tree:
        """Return the tree of a condition; references are replaced by what they stand for."""
        match condition:
            case Refers(test):
                return self._referred(test)
            case All(parts):
                return Count(len(parts), tuple(self.tree(part) for part in parts))
            case AnyOf(parts):
                return Count(1, tuple(self.tree(part) for part in parts))
            case AtLeast(count, parts):
                return Count(count, tuple(self.tree(part) for part in parts))
            case Not(part):
                return Minus(self.tree(part))
            case Reaches(fact, bound):
                return Minus(self._atom(fact, Below(fact, bound)))
            case OneOf(fact, options) if self.rulebook.facts[fact].type is FactType.SET:
                return Count(1, tuple(self._atom(fact, OneOf(fact, (o,))) for o in options))
            case _:
                return self._atom(condition.fact, condition)

    def _test(
        self, name: str, applies_when: Condition | None, condition: Condition
    ) -> CompiledTest:
        gate = ALWAYS if applies_when is None else self.tree(applies_when)
        return CompiledTest(name, gate, self.tree(condition), self.facts)

    def _referred(self, name: str) -> Tree:
        if name not in self._trees:
            self._trees[name] = self._build_referred(name)
        return self._trees[name]

    def _build_referred(self, name: str) -> Tree:
        if name.startswith(CLASS_PREFIX):
            return self._class_tree(name.removeprefix(CLASS_PREFIX))
        test = self.rulebook.conditionals()[name]
        tree = self.tree(test.condition)
        return tree if test.applies_when is None else both(self.tree(test.applies_when), tree)

    def _class_tree(self, name: str) -> Tree:
        members = [
            category
            for category, entry in sorted(self.rulebook.product_categories.items())
            if entry.product_class == name
        ]
        fact = "product.categories"
        atoms = tuple(self._atom(fact, OneOf(fact, (member,))) for member in members)
        return Count(1, atoms) if atoms else NEVER

    def _atom(self, fact: str, leaf: Leaf) -> Tree:
        key = Elementary(fact, leaf)
        if key not in self._numbers:
            self._numbers[key] = len(self.atoms)
            self.atoms.append(key)
            self.facts.append(fact)
        return Atom(self._numbers[key])
