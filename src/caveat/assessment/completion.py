"""The ways in which open facts can turn out, as cells of atoms, and the extreme ones.

The recommendation is a monotone function of the findings, but a fact may push one way
in one finding and the other way in another. For each fact only the completions matter
that no other completion of the same fact outdoes: one for most facts, a few for those
that push both ways. Trying all combinations of these is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from caveat.assessment.program import Elementary, Program
from caveat.assessment.tree import NO, UNKNOWN, YES, Tree, signs_of
from caveat.model.condition import Below, OneOf
from caveat.model.truth import Truth
from caveat.rulebook.supports import FactType

Cell = tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """Atoms of one fact that are settled together: a truth, a choice, one member, a number.

    Each cell is one way the fact can turn out, as the truths of the atoms in order.
    """

    fact: str
    atoms: tuple[int, ...]
    cells: tuple[Cell, ...]

    def open_cells(self, values: Sequence[Truth]) -> tuple[Cell, ...]:
        """Return the cells that agree with what is known of the atoms."""
        known = [(n, values[a]) for n, a in enumerate(self.atoms) if values[a] is not UNKNOWN]
        if not known:
            return self.cells
        return tuple(c for c in self.cells if all(c[n] is value for n, value in known))

    def can_be(self, truths: Mapping[int, Truth]) -> bool:
        """Return whether one way to turn out gives these atoms these truths."""
        places = [(self.atoms.index(number), truth) for number, truth in truths.items()]
        return any(all(cell[n] is truth for n, truth in places) for cell in self.cells)


def variables_of(program: Program) -> dict[str, tuple[Variable, ...]]:
    """Return the variables of every fact that a condition tests."""
    return {
        fact: tuple(_variables(program, fact, atoms))
        for fact, atoms in program.atoms_of_fact.items()
    }


def _variables(program: Program, fact: str, atoms: Sequence[int]) -> Iterator[Variable]:
    kind = program.rulebook.facts[fact].type
    tests = [program.atoms[number] for number in atoms]
    if kind in (FactType.TRUTH, FactType.SET):
        for number in atoms:
            yield Variable(fact, (number,), ((YES,), (NO,)))
    elif kind is FactType.CHOICE:
        options = program.rulebook.vocabulary(program.rulebook.facts[fact])
        yield Variable(fact, tuple(atoms), _choice_cells(options, tests))
    else:
        yield Variable(fact, tuple(atoms), _ordered_cells(tests))


def _choice_cells(options: Mapping[str, str], tests: Sequence[Elementary]) -> tuple[Cell, ...]:
    cells: dict[Cell, None] = {}
    for option in options:
        cells[
            tuple(
                YES if isinstance(t.leaf, OneOf) and option in t.leaf.options else NO for t in tests
            )
        ] = None
    return tuple(cells)


def _ordered_cells(tests: Sequence[Elementary]) -> tuple[Cell, ...]:
    bounds = [test.leaf.bound for test in tests if isinstance(test.leaf, Below)]
    ordered = sorted(set(bounds))
    ranks = [ordered.index(bound) for bound in bounds]
    return tuple(
        tuple(YES if position <= rank else NO for rank in ranks)
        for position in range(len(ordered) + 1)
    )


class Extremes:
    """Worst and mildest completions with respect to some trees that must not be negated."""

    def __init__(self, program: Program, trees: Sequence[Tree]) -> None:
        """Find out which way each atom pushes in the trees.

        `alone` holds the atoms that settle by themselves and push one way only.
        """
        self.signs: dict[int, set[bool]] = {}
        for tree in trees:
            for number, sign in signs_of(tree):
                self.signs.setdefault(number, set()).add(sign)
        self.variables = tuple(
            variable
            for several in variables_of(program).values()
            for variable in several
            if any(number in self.signs for number in variable.atoms)
        )
        self._cache: dict[tuple[int, tuple[Cell, ...], bool], tuple[Cell, ...]] = {}
        self._alone = {adverse: self._defaults(adverse=adverse) for adverse in (True, False)}
        self._linked = [
            (place, variable)
            for place, variable in enumerate(self.variables)
            if not self._is_alone(place, variable)
        ]
        self.alone = frozenset(
            variable.atoms[0]
            for place, variable in enumerate(self.variables)
            if self._is_alone(place, variable)
        )

    def _is_alone(self, place: int, variable: Variable) -> bool:
        """Return whether the variable is one atom that pushes one way only."""
        one_way = len(self._best(place, variable.cells, adverse=True)) == 1
        return len(variable.atoms) == 1 and one_way

    def _defaults(self, *, adverse: bool) -> list[tuple[int, Truth]]:
        """Return the atoms that stand alone, each with the truth it takes in an extreme."""
        return [
            (variable.atoms[0], self._best(place, variable.cells, adverse=adverse)[0][0])
            for place, variable in enumerate(self.variables)
            if self._is_alone(place, variable)
        ]

    def two_sided(self) -> dict[str, int]:
        """Return the facts with no single worst answer, and how many answers compete."""
        found: dict[str, int] = {}
        for place, variable in enumerate(self.variables):
            count = len(self._best(place, variable.cells, adverse=True))
            if count > 1:
                found[variable.fact] = found.get(variable.fact, 1) * count
        return found

    def adverse_cells(self, variable: Variable, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Return the cells of a variable that no other cell outdoes in pushing to yes."""
        return self._best(self.variables.index(variable), cells, adverse=True)

    def completions(self, values: Sequence[Truth], *, adverse: bool) -> Iterator[list[Truth]]:
        """Yield completions of the open atoms, among them a most adverse (or mildest) one."""
        base = list(values)
        for number, extreme in self._alone[adverse]:
            if base[number] is UNKNOWN:
                base[number] = extreme
        choices: list[tuple[Variable, tuple[Cell, ...]]] = []
        for place, variable in self._linked:
            if any(values[number] is UNKNOWN for number in variable.atoms):
                best = self._best(place, variable.open_cells(values), adverse=adverse)
                choices.append((variable, best))
        for picked in product(*(cells for _, cells in choices)):
            completed = list(base)
            for (variable, _), cell in zip(choices, picked, strict=True):
                _set(completed, variable, cell)
            yield completed

    def _best(self, place: int, cells: tuple[Cell, ...], *, adverse: bool) -> tuple[Cell, ...]:
        key = (place, cells, adverse)
        if key not in self._cache:
            variable = self.variables[place]
            pushes = {cell: self._push(variable, cell, adverse=adverse) for cell in cells}
            distinct = {push: cell for cell, push in reversed(pushes.items())}
            self._cache[key] = tuple(
                cell
                for push, cell in reversed(distinct.items())
                if not any(other > push for other in distinct)
            )
        return self._cache[key]

    def _push(
        self, variable: Variable, cell: Cell, *, adverse: bool
    ) -> frozenset[tuple[int, bool]]:
        """Return where the cell pushes as asked; more is more, whatever else happens."""
        return frozenset(
            (number, sign)
            for number, truth in zip(variable.atoms, cell, strict=True)
            for sign in self.signs.get(number, ())
            if ((truth is YES) is sign) is adverse
        )


def _set(values: list[Truth], variable: Variable, cell: Cell) -> None:
    for number, truth in zip(variable.atoms, cell, strict=True):
        values[number] = truth
