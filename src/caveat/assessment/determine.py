"""The determination: the published table over the findings, as a bound over completions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caveat.assessment.table import TIERS, Table, View, Weights
from caveat.assessment.tree import UNKNOWN, YES
from caveat.model.determination import Bound, Determination, Recommendation
from caveat.model.truth import Truth


@dataclass(frozen=True, slots=True)
class _End:
    """One end of the bound; tiers by their place."""

    before: int
    after: int
    recommendation: Recommendation


def determine(table: Table, view: View, in_force: frozenset[str]) -> Determination:
    """Return the determination for what is known.

    Args:
        table: The published table under the instruments in effect.
        view: The table's view of the truths of all atoms.
        in_force: Safeguards in force with evidence.

    The bound is exact over the completions of the open facts: facts that two findings
    share are completed once, so that no outcome is counted which the facts rule out.
    """
    weights = table.weights(in_force)
    known = _end(table, view, weights, adverse=False)
    worst = _end(table, view, weights, adverse=True)
    rank = known.recommendation.rank
    rows = list(zip(table.rows, view.rows, weights.ranks, weights.lowered, strict=True))
    holding = [row for row, truth, _, _ in rows if truth is YES]
    # The mildest recommendation waits for every row of the table, even one that weighs nothing.
    over = -1 if known.recommendation is Recommendation.PROCEED else rank
    raising = [row for row, truth, own, _ in rows if truth is UNKNOWN and own > over]
    deciding = [row for row, truth, own, _ in rows if truth is YES and own == rank]
    gating = table.raised_in(deciding, view) | table.open_in(raising, view)
    settled = known.recommendation is worst.recommendation and not (
        known.recommendation is Recommendation.PROCEED and _any_open(table, gating, view.values)
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
        reasons=tuple(row.entry.id for row in holding),
        open_rows=tuple(row.entry.id for row in raising),
        lowered=tuple(row.entry.id for row, truth, _, low in rows if truth is YES and low),
        gating=gating,
        open_facts=() if settled else table.open_facts(raising, view),
    )


def _bound(known: Recommendation, worst: Recommendation, low: int, high: int) -> Bound:
    return Bound(known, worst, TIERS[low].value, TIERS[high].value)


def _any_open(table: Table, gating: frozenset[str], values: Sequence[Truth]) -> bool:
    return any(table.program.tests[name].result(values).truth is UNKNOWN for name in gating)


def _end(table: Table, view: View, weights: Weights, *, adverse: bool) -> _End:
    """Return the most severe (or mildest) of the tiers before and after safeguards."""
    outcomes = list(table.tiers(view, weights, adverse=adverse))
    pick = max if adverse else min
    before = pick(one[0] for one in outcomes)
    after_before, after = pick(
        outcomes, key=lambda one: (table.recommendation(one[1], one[0]).rank, one[1])
    )
    return _End(before, after, table.recommendation(after, after_before))
