"""What would change the determination: the smallest sets of answers that settle or move it.

Sets are found as minimal cut sets are in fault trees (Fussell and Vesely, 1972): each
row of the table is expanded into the smallest sets of answers that make it hold, or
that rule it out, and sets over the largest size asked for are dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, product

from caveat.assessment.completion import Variable, variables_of
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.assessment.table import Row, Table
from caveat.assessment.tree import NO, UNKNOWN, YES, Atom, Count, Minus, Tree, truth_of
from caveat.model.condition import Below, Holds, OneOf
from caveat.model.determination import Answer, Change, Determination
from caveat.model.truth import Truth
from caveat.rulebook.supports import FactType

Literal = tuple[int, Truth]
Set = frozenset[Literal]

MAX_SETS = 400
"""Most sets kept at a node; past it only the smallest go on, and fewer changes are shown."""


class ChangeFinder:
    """Finds changes for one table; keeps what depends on the table alone."""

    def __init__(self, table: Table) -> None:
        """Index the variables of the table's program by atom."""
        self.table = table
        self.program: Program = table.program
        self.variable_of: dict[int, Variable] = {
            number: variable
            for several in variables_of(self.program).values()
            for variable in several
            for number in variable.atoms
        }

    def changes(
        self,
        determination: Determination,
        values: Sequence[Truth],
        in_force: frozenset[str],
        *,
        largest: int = 3,
        limit: int = 12,
    ) -> tuple[Change, ...]:
        """Return the smallest sets of answers that settle the determination or move it.

        Args:
            determination: The determination on these values.
            values: The truth of every atom.
            in_force: Safeguards in force with evidence.
            largest: Most facts in a set.
            limit: Most sets returned.

        Returns:
            Changes by size, then those to the most severe outcome first; answers to one
            fact that have the same effect stand together, with a slash between them. Empty
            when the determination is settled, or when no set of that size moves it.
        """
        if determination.settled:
            return ()
        rising = [row for row in self.table.rows if row.entry.id in determination.open_rows]
        found: dict[Set, None] = {}
        for row in rising:
            found.update(dict.fromkeys(self._sets(row.tree, YES, values, largest)))
        found.update(dict.fromkeys(self._ruling_out(rising, values, largest)))
        changes: list[Change] = []
        for one in sorted(self._minimal(found), key=len):
            change = self._change(one, values, in_force, determination)
            if change is not None and not _merged(change, changes):
                if len(changes) >= limit:
                    break
                changes.append(change)
        return tuple(sorted(changes, key=lambda c: (len(c.answers), -c.known.rank)))

    def _ruling_out(self, rows: Sequence[Row], values: Sequence[Truth], largest: int) -> list[Set]:
        tree = Minus(Count(1, tuple(row.tree for row in rows)))
        return self._sets(tree, YES, values, largest)

    def _change(
        self,
        literals: Set,
        values: Sequence[Truth],
        in_force: frozenset[str],
        before: Determination,
    ) -> Change | None:
        changed = self.with_answers(values, literals)
        after = determine(self.table, changed, in_force)
        moved = after.settled or after.after.known is not before.after.known
        if not moved:
            return None
        answers = sorted(self._answers(literals), key=lambda answer: answer.fact)
        return Change(tuple(answers), after.after.known, after.settled)

    def with_answers(self, values: Sequence[Truth], literals: Iterable[Literal]) -> list[Truth]:
        """Return the values once these literals are known, and what follows from them."""
        changed = list(values)
        for number, truth in literals:
            changed[number] = truth
        for number, _ in literals:
            variable = self.variable_of[number]
            cells = variable.open_cells(changed)
            for place, atom in enumerate(variable.atoms):
                if cells and all(cell[place] is cells[0][place] for cell in cells):
                    changed[atom] = cells[0][place]
        return changed

    def _answers(self, literals: Set) -> Iterable[Answer]:
        by_fact: dict[str, list[Literal]] = {}
        for literal in sorted(literals, key=lambda pair: pair[0]):
            by_fact.setdefault(self.program.facts[literal[0]], []).append(literal)
        for fact, several in by_fact.items():
            words = [answer_words(self.program, number, truth) for number, truth in several]
            yield Answer(fact, " and ".join(words))

    def _sets(self, tree: Tree, wanted: Truth, values: Sequence[Truth], largest: int) -> list[Set]:
        """Return the smallest sets of answers that give the tree the wanted truth."""
        truth = truth_of(tree, values)
        if truth is not UNKNOWN:
            return [frozenset()] if truth is wanted else []
        match tree:
            case Atom(number):
                return [frozenset(((number, wanted),))]
            case Minus(part):
                return self._sets(part, NO if wanted is YES else YES, values, largest)
            case Count(least, parts):
                needed = least if wanted is YES else len(parts) - least + 1
                options = [self._sets(part, wanted, values, largest) for part in parts]
                return self._joined(needed, [one for one in options if one], largest)

    def _joined(self, needed: int, options: Sequence[list[Set]], largest: int) -> list[Set]:
        """Return the smallest unions of one set from each of `needed` options."""
        needed -= sum(1 for sets in options if not sets[0])
        options = [sets for sets in options if sets[0]]
        if needed == 1:
            return self._minimal(one for sets in options for one in sets)
        found: list[Set] = []
        if needed == len(options):
            return self._product(options, largest)
        for chosen in combinations(options, needed):
            found.extend(self._product(chosen, largest))
        return self._minimal(found)

    def _product(self, options: Sequence[list[Set]], largest: int) -> list[Set]:
        joined: list[Set] = [frozenset()]
        for sets in sorted(options, key=len):
            joined = self._minimal(
                union
                for one, other in product(joined, sets)
                if self._possible(union := one | other, largest)
            )
        return joined

    def _possible(self, literals: Set, largest: int) -> bool:
        facts = {self.program.facts[number] for number, _ in literals}
        if len(facts) > largest:
            return False
        by_variable: dict[int, dict[int, Truth]] = {}
        for number, truth in literals:
            wanted = by_variable.setdefault(id(self.variable_of[number]), {})
            if wanted.setdefault(number, truth) is not truth:
                return False
        return all(
            any(
                all(cell[self.variable_of[n].atoms.index(n)] is t for n, t in wanted.items())
                for cell in self.variable_of[next(iter(wanted))].cells
            )
            for wanted in by_variable.values()
            if len(wanted) > 1
        )

    def _minimal(self, sets: Iterable[Set]) -> list[Set]:
        """Return the sets that contain no other, the smallest first."""
        kept: list[Set] = []
        by_first: dict[Literal, list[Set]] = {}
        for one in sorted(dict.fromkeys(sets), key=len):
            if len(kept) >= MAX_SETS or not one:
                return kept or [one]
            if not any(small <= one for first in one for small in by_first.get(first, ())):
                kept.append(one)
                by_first.setdefault(min(one, key=_place), []).append(one)
        return kept


def _place(literal: Literal) -> tuple[int, str]:
    return literal[0], literal[1].value


def _merged(change: Change, changes: list[Change]) -> bool:
    """Add an answer to a change on the same single fact with the same effect, if there is one."""
    if len(change.answers) != 1:
        return False
    answer = change.answers[0]
    for place, other in enumerate(changes):
        same = (other.known, other.settled) == (change.known, change.settled)
        if same and len(other.answers) == 1 and other.answers[0].fact == answer.fact:
            words = f"{other.answers[0].answer} / {answer.answer}"
            changes[place] = replace(other, answers=(Answer(answer.fact, words),))
            return True
    return False


def answer_words(program: Program, number: int, truth: Truth) -> str:
    """Return an answer to an atom in the words of its fact."""
    leaf = program.atoms[number].leaf
    yes = truth is YES
    if isinstance(leaf, Holds):
        return truth.value
    if isinstance(leaf, OneOf):
        is_set = program.rulebook.facts[leaf.fact].type is FactType.SET
        verb = "has" if is_set else "is"
        words = " or ".join(leaf.options)
        return f"{verb} {words}" if yes else f"{verb} not {words}"
    assert isinstance(leaf, Below)  # 'gte' compiles to the negation of 'lt'.
    shown = f"{leaf.bound:g}" if isinstance(leaf.bound, float) else leaf.bound.isoformat()
    return f"under {shown}" if yes else f"{shown} or more"
