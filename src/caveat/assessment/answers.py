"""Truths of atoms as answers to the facts they test, and what follows from an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from caveat.assessment.completion import Variable, variables_of
from caveat.assessment.program import Program
from caveat.assessment.tree import YES
from caveat.model.condition import Below, Holds, OneOf
from caveat.model.determination import Answer, Clause, Relation
from caveat.model.truth import Truth
from caveat.rulebook.supports import FactType

Literal = tuple[int, Truth]
"""An atom, and the truth it is taken to have: yes or no."""


class Answers:
    """The answers that the atoms of one program can be given."""

    def __init__(self, program: Program) -> None:
        """Index the variables of the program by fact and by atom."""
        self.program = program
        self.variables = variables_of(program)
        self.variable_of: dict[int, Variable] = {
            number: variable
            for several in self.variables.values()
            for variable in several
            for number in variable.atoms
        }

    def answered(self, values: Sequence[Truth], literals: Collection[Literal]) -> list[Truth]:
        """Return the values once these literals are known, and what follows from them."""
        changed = list(values)
        for number, truth in literals:
            changed[number] = truth
        for number, _ in literals:
            variable = self.variable_of[number]
            if len(variable.atoms) > 1:
                cells = variable.open_cells(changed)
                for place, atom in enumerate(variable.atoms):
                    if cells and all(cell[place] is cells[0][place] for cell in cells):
                        changed[atom] = cells[0][place]
        return changed

    def touched(self, literals: Iterable[Literal]) -> set[int]:
        """Return the atoms that can change when these literals become known."""
        return {atom for number, _ in literals for atom in self.variable_of[number].atoms}

    def answers(self, literals: Iterable[Literal]) -> tuple[Answer, ...]:
        """Return literals as one answer to each fact, by the id of the fact."""
        by_fact: dict[str, list[Literal]] = {}
        for literal in sorted(literals, key=lambda pair: pair[0]):
            by_fact.setdefault(self.program.facts[literal[0]], []).append(literal)
        return tuple(Answer(fact, (self.way(by_fact[fact]),)) for fact in sorted(by_fact))

    def way(self, literals: Iterable[Literal]) -> tuple[Clause, ...]:
        """Return literals of one fact as clauses; the members it has not are one clause."""
        clauses = [self._clause(number, truth) for number, truth in literals]
        lacking = [one for one in clauses if one.relation is Relation.HAS_NONE_OF]
        if len(lacking) < 2:
            return tuple(clauses)
        words = tuple(word for one in lacking for word in _words(one))
        rest = [one for one in clauses if one.relation is not Relation.HAS_NONE_OF]
        return (*rest, Clause(Relation.HAS_NONE_OF, words))

    def _clause(self, number: int, truth: Truth) -> Clause:
        leaf = self.program.atoms[number].leaf
        yes = truth is YES
        if isinstance(leaf, Holds):
            return Clause(Relation.IS, (truth.value,))
        if isinstance(leaf, OneOf):
            is_set = self.program.rulebook.facts[leaf.fact].type is FactType.SET
            positive, negative = (
                (Relation.HAS, Relation.HAS_NONE_OF) if is_set else (Relation.IS, Relation.IS_NOT)
            )
            return Clause(positive if yes else negative, leaf.options)
        assert isinstance(leaf, Below)  # 'gte' compiles to the negation of 'lt'.
        return Clause(Relation.BELOW if yes else Relation.AT_LEAST, leaf.bound)


def _words(clause: Clause) -> tuple[str, ...]:
    assert isinstance(clause.operand, tuple)
    return clause.operand
