"""Which question to ask next: the open fact with the best expected settling for its cost.

Every answer to a fact is taken to be as likely as any other. That is no forecast; it
only orders the questions, and changes no finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum

from caveat.assessment.answers import Answers, Literal
from caveat.assessment.completion import Cell, Variable
from caveat.assessment.determine import determine
from caveat.assessment.program import CompiledTest
from caveat.assessment.table import Table, View
from caveat.assessment.tree import UNKNOWN, YES
from caveat.model.determination import (
    Answer,
    Clause,
    Determination,
    Effect,
    Question,
    Recommendation,
)

Way = tuple[Clause, ...]


class Mode(Enum):
    """How far to ask: until the determination is settled, or until every finding is."""

    QUICK = "quick"
    COMPLETE = "complete"


class Asker:
    """Orders open facts for one table and one set of red flags in effect."""

    def __init__(self, table: Table, red_flags: Collection[str], answers: Answers) -> None:
        """Index tests by fact."""
        self.table = table
        self.program = table.program
        self.answers = answers
        self.flags = [self.program.tests[name] for name in sorted(red_flags)]
        self.flags_of_fact: dict[str, list[CompiledTest]] = {}
        for test in self.flags:
            for fact in {self.program.facts[number] for number in test.atoms}:
                self.flags_of_fact.setdefault(fact, []).append(test)

    def questions(
        self,
        determination: Determination,
        view: View,
        in_force: frozenset[str],
        *,
        mode: Mode = Mode.QUICK,
        limit: int = 5,
        first: Collection[str] = (),
    ) -> tuple[Question, ...]:
        """Return the questions to ask next, the best first.

        Args:
            determination: The determination on this view.
            view: The table's view of what is known.
            in_force: Safeguards in force with evidence.
            mode: QUICK asks only what the determination hangs on.
            limit: Most questions returned.
            first: Facts that are asked before the others.

        Returns:
            Questions by gain for their cost, ties by id. Empty when nothing is left to
            ask in that mode.
        """
        facts = self.program.rulebook.facts
        effort = self.program.rulebook.policy.effort
        gains = (
            self._settling(determination, view, in_force)
            if mode is Mode.QUICK
            else self._completing(view)
        )
        worth = {fact: gain / effort[facts[fact].cost.value] for fact, gain in gains.items()}
        ordered = sorted(gains, key=lambda fact: (fact not in first, -worth[fact], fact))
        return tuple(
            Question(
                fact,
                gains[fact],
                self._effects(fact, view, in_force),
                tuple(
                    test.name
                    for test in self.flags_of_fact.get(fact, ())
                    if test.result(view.values).truth is UNKNOWN
                ),
            )
            for fact in ordered[:limit]
        )

    def _settling(
        self, determination: Determination, view: View, in_force: frozenset[str]
    ) -> dict[str, float]:
        """Return for each fact the share of what the determination hangs on that it settles."""
        was = len(determination.open_facts)
        gains = {}
        for fact in self._askable(determination.open_facts):
            left = [self._still_open(after, in_force) for _, after in self._answers(fact, view)]
            gains[fact] = 1.0 - sum(left) / len(left) / was
        return gains

    def _completing(self, view: View) -> dict[str, float]:
        """Return for each fact the share of all open findings' missing facts that it settles."""
        missing = {test.name: len(test.result(view.values).missing) for test in self.flags}
        total = sum(missing.values())
        gains = {}
        open_facts = dict.fromkeys(
            fact for test in self.flags for fact in test.result(view.values).missing
        )
        for fact in self._askable(open_facts):
            touched = self.flags_of_fact[fact]
            settled = [
                sum(missing[test.name] - len(test.result(after.values).missing) for test in touched)
                for _, after in self._answers(fact, view)
            ]
            gains[fact] = sum(settled) / len(settled) / total
        return gains

    def _askable(self, facts: Iterable[str]) -> Iterator[str]:
        known = self.program.rulebook.facts
        return (fact for fact in facts if known[fact].derived_from is None)

    def _still_open(self, view: View, in_force: frozenset[str]) -> int:
        """Count the open facts of rows above what is held, without looking at completions."""
        ranks = self.table.weights(in_force).ranks
        weighed = list(zip(self.table.rows, view.rows, ranks, strict=True))
        floor = self.table.recommendation(0, 0).rank
        held = max((rank for _, truth, rank in weighed if truth is YES), default=floor)
        rising = (row for row, truth, rank in weighed if truth is UNKNOWN and rank > held)
        return len(self.table.open_facts(rising, view))

    def _effects(self, fact: str, view: View, in_force: frozenset[str]) -> tuple[Effect, ...]:
        ways: dict[tuple[Recommendation, Recommendation, bool], list[Way]] = {}
        for way, answered in self._answers(fact, view):
            after = determine(self.table, answered, in_force)
            effect = after.after.known, after.after.worst, after.settled
            ways.setdefault(effect, []).append(way)
        return tuple(Effect(Answer(fact, tuple(said)), *effect) for effect, said in ways.items())

    def _answers(self, fact: str, view: View) -> Iterator[tuple[Way, View]]:
        """Yield each answer to a fact with the view it leads to.

        A choice or number has its cells; of a set, each member is one answer, and none
        of them is another.
        """
        open_variables = [
            variable
            for variable in self.answers.variables[fact]
            if any(view.values[number] is UNKNOWN for number in variable.atoms)
        ]
        if len(open_variables) == 1:
            for cell in open_variables[0].open_cells(view.values):
                literals = _literals(open_variables[0], cell)
                yield self._answer(literals, view)
            return
        nothing = {v: _literals(v, v.cells[-1]) for v in open_variables}
        for variable in open_variables:
            said = _literals(variable, variable.cells[0])
            others = [one for v, one in nothing.items() if v is not variable]
            _, after = self._answer([*said, *(pair for one in others for pair in one)], view)
            yield self.answers.way(said), after
        yield self._answer([pair for one in nothing.values() for pair in one], view)

    def _answer(self, literals: list[Literal], view: View) -> tuple[Way, View]:
        fresh = [(n, truth) for n, truth in literals if view.values[n] is UNKNOWN]
        values = list(view.values)
        for number, truth in fresh:
            values[number] = truth
        said = [pair for pair in fresh if pair[1] is YES] or fresh
        return self.answers.way(said), self.table.changed(view, values, (n for n, _ in fresh))


def _literals(variable: Variable, cell: Cell) -> list[Literal]:
    return list(zip(variable.atoms, cell, strict=True))
