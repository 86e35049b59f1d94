"""The determination: the published table over the findings, as a bound over completions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caveat.assessment.table import TIERS, Table, Weights
from caveat.assessment.tree import NO, UNKNOWN, YES
from caveat.model.determination import Bound, Determination, Recommendation
from caveat.model.truth import Truth


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the bound; tiers by their place."""

    before: int
    after: int
    recommendation: Recommendation


def determine(table: Table, values: Sequence[Truth], in_force: frozenset[str]) -> Determination:
    """Return the determination for the truths of all atoms.

    Args:
        table: The published table under the instruments in effect.
        values: The truth of every atom.
        in_force: Safeguards in force with evidence.

    The bound is exact over the completions of the open facts: facts that two findings
    share are completed once, so that no outcome is counted which the facts rule out.
    """
    weights = table.weights(in_force)
    over = table.over(values)
    truths = table.truths(over)
    known = _end(table, values, truths, weights, adverse=False)
    worst = _end(table, values, truths, weights, adverse=True)
    rows = list(zip(table.rows, truths, weights.ranks, weights.lowered, strict=True))
    gating = frozenset(
        flag for row, truth, _, _ in rows if truth is not NO for flag in row.red_flags
    )
    rank = known.recommendation.rank
    raising = [row for row, truth, own, _ in rows if truth is UNKNOWN and own > rank]
    settled = known.recommendation is worst.recommendation and not (
        known.recommendation is Recommendation.PROCEED and _any_open(table, gating, values)
    )
    return Determination(
        after=_bound(known.recommendation, worst.recommendation, known.after, worst.after),
        before=_bound(
            table.recommendation(known.before, known.before),
            table.recommendation(worst.before, worst.before),
            known.before,
            worst.before,
        ),
        settled=settled,
        recommendation=known.recommendation if settled else Recommendation.ESCALATE,
        reasons=tuple(row.entry.id for row, truth, _, _ in rows if truth is YES),
        open_rows=tuple(row.entry.id for row in raising),
        lowered=tuple(row.entry.id for row, truth, _, low in rows if truth is YES and low),
        gating=gating,
        open_facts=() if settled else table.open_facts(raising, over, values),
    )


def _bound(known: Recommendation, worst: Recommendation, low: int, high: int) -> Bound:
    return Bound(known, worst, TIERS[low].value, TIERS[high].value)


def _any_open(table: Table, gating: frozenset[str], values: Sequence[Truth]) -> bool:
    return any(table.program.tests[name].result(values).truth is UNKNOWN for name in gating)


def _end(
    table: Table,
    values: Sequence[Truth],
    truths: Sequence[Truth],
    weights: Weights,
    *,
    adverse: bool,
) -> _End:
    """Return the most severe (or mildest) of the tiers before and after safeguards."""
    outcomes = [
        table.tiers(completed, truths, weights, adverse=adverse)
        for completed in table.extremes.completions(values, adverse=adverse)
    ]
    pick = max if adverse else min
    before = pick(one[0] for one in outcomes)
    after_before, after = pick(
        outcomes, key=lambda one: (table.recommendation(one[1], one[0]).rank, one[1])
    )
    return _End(before, after, table.recommendation(after, after_before))
