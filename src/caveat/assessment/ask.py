"""Which question to ask next: the open fact with the best expected settling for its cost.

Every answer to a fact is taken to be as likely as any other. That is no forecast; it
only orders the questions, and changes no finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum

from caveat.assessment.change import answer_words
from caveat.assessment.completion import Variable, variables_of
from caveat.assessment.determine import determine
from caveat.assessment.program import CompiledTest
from caveat.assessment.table import Table
from caveat.assessment.tree import UNKNOWN, YES
from caveat.model.determination import Determination, Question
from caveat.model.truth import Truth


class Mode(Enum):
    """How far to ask: until the determination is settled, or until every finding is."""

    QUICK = "quick"
    COMPLETE = "complete"


class Asker:
    """Orders open facts for one table and one set of red flags in effect."""

    def __init__(self, table: Table, red_flags: Collection[str]) -> None:
        """Index tests and variables by fact."""
        self.table = table
        self.program = table.program
        self.variables = variables_of(self.program)
        self.flags = [self.program.tests[name] for name in sorted(red_flags)]
        self.flags_of_fact: dict[str, list[CompiledTest]] = {}
        for test in self.flags:
            for fact in {self.program.facts[number] for number in test.atoms}:
                self.flags_of_fact.setdefault(fact, []).append(test)

    def questions(
        self,
        determination: Determination,
        values: Sequence[Truth],
        in_force: frozenset[str],
        *,
        mode: Mode = Mode.QUICK,
        limit: int = 5,
    ) -> tuple[Question, ...]:
        """Return the questions to ask next, the best first.

        Args:
            determination: The determination on these values.
            values: The truth of every atom.
            in_force: Safeguards in force with evidence.
            mode: QUICK asks only what the determination hangs on.
            limit: Most questions returned.

        Returns:
            Questions by gain for their cost, ties by id. Empty when nothing is left to
            ask in that mode.
        """
        candidates = self._candidates(determination, values, mode)
        facts = self.program.rulebook.facts
        effort = self.program.rulebook.policy.effort
        gains = {
            fact: self._gain(fact, determination, values, in_force, mode) for fact in candidates
        }
        cost = {fact: effort[facts[fact].cost.value] for fact in candidates}
        ordered = sorted(gains, key=lambda fact: (-gains[fact] / cost[fact], fact))
        return tuple(
            Question(
                fact,
                gains[fact],
                tuple(self._effects(fact, values, in_force)),
                tuple(
                    test.name
                    for test in self.flags_of_fact.get(fact, ())
                    if test.result(values).truth is UNKNOWN
                ),
            )
            for fact in ordered[:limit]
        )

    def _candidates(
        self, determination: Determination, values: Sequence[Truth], mode: Mode
    ) -> list[str]:
        facts = self.program.rulebook.facts
        if mode is Mode.QUICK:
            open_facts: Iterable[str] = determination.open_facts
        else:
            open_facts = dict.fromkeys(
                fact for test in self.flags for fact in test.result(values).missing
            )
        return [fact for fact in open_facts if facts[fact].derived_from is None]

    def _gain(
        self,
        fact: str,
        determination: Determination,
        values: Sequence[Truth],
        in_force: frozenset[str],
        mode: Mode,
    ) -> float:
        """Return the expected share of what is open that an answer settles."""
        shares = [
            self._settled_share(fact, answered, determination, values, in_force, mode)
            for _, answered in self._answers(fact, values)
        ]
        return sum(shares) / len(shares) if shares else 0.0

    def _settled_share(
        self,
        fact: str,
        answered: Sequence[Truth],
        determination: Determination,
        values: Sequence[Truth],
        in_force: frozenset[str],
        mode: Mode,
    ) -> float:
        if mode is Mode.QUICK:
            left = len(self._still_open(answered, in_force))
            return 1.0 - left / max(1, len(determination.open_facts))
        touched = self.flags_of_fact.get(fact, ())
        was = sum(len(test.result(values).missing) for test in touched)
        still = sum(len(test.result(answered).missing) for test in touched)
        return (was - still) / max(1, sum(len(t.result(values).missing) for t in self.flags))

    def _still_open(self, values: Sequence[Truth], in_force: frozenset[str]) -> tuple[str, ...]:
        """Return the open facts of rows above what is held, without looking at completions."""
        over = self.table.over(values)
        truths = self.table.truths(over)
        ranks = self.table.weights(in_force).ranks
        floor = self.table.recommendation(0, 0).rank
        held = max(
            (rank for rank, truth in zip(ranks, truths, strict=True) if truth is YES), default=floor
        )
        rising = [
            row
            for row, truth, rank in zip(self.table.rows, truths, ranks, strict=True)
            if truth is UNKNOWN and rank > held
        ]
        return self.table.open_facts(rising, over, values)

    def _effects(
        self, fact: str, values: Sequence[Truth], in_force: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        for words, answered in self._answers(fact, values):
            after = determine(self.table, answered, in_force)
            bound = after.after
            yield (
                words,
                bound.known.value
                if after.settled
                else (f"{bound.known.value} to {bound.worst.value}"),
            )

    def _answers(self, fact: str, values: Sequence[Truth]) -> Iterator[tuple[str, list[Truth]]]:
        """Yield each answer to a fact with the values it leads to.

        A choice or number has its cells; of a set, each member is one answer, and "none
        of these" is another.
        """
        open_variables = [
            variable
            for variable in self.variables[fact]
            if any(values[number] is UNKNOWN for number in variable.atoms)
        ]
        if len(open_variables) == 1:
            for cell in open_variables[0].open_cells(values):
                yield (
                    self._words(open_variables[0], cell, values),
                    _with(values, [(open_variables[0], cell)]),
                )
            return
        nothing = [(variable, variable.cells[-1]) for variable in open_variables]
        for variable in open_variables:
            others = [pair for pair in nothing if pair[0] is not variable]
            yes = variable.cells[0]
            yield self._words(variable, yes, values), _with(values, [(variable, yes), *others])
        yield "none of these", _with(values, nothing)

    def _words(self, variable: Variable, cell: tuple[Truth, ...], values: Sequence[Truth]) -> str:
        pairs = list(zip(variable.atoms, cell, strict=True))
        open_pairs = [(number, truth) for number, truth in pairs if values[number] is UNKNOWN]
        said = [(n, t) for n, t in open_pairs if t is YES] or open_pairs
        return " and ".join(answer_words(self.program, number, truth) for number, truth in said)


def _with(
    values: Sequence[Truth], settled: Iterable[tuple[Variable, tuple[Truth, ...]]]
) -> list[Truth]:
    answered = list(values)
    for variable, cell in settled:
        for number, truth in zip(variable.atoms, cell, strict=True):
            answered[number] = truth
    return answered
