"""What would change the determination: the smallest sets of answers that settle or move it."""

from __future__ import annotations

from dataclasses import replace

from caveat.assessment.answers import Answers
from caveat.assessment.cuts import Cut, CutSets, minimal
from caveat.assessment.determine import determine
from caveat.assessment.table import Row, Table, View
from caveat.assessment.tree import NO, YES
from caveat.model.determination import Answer, Change, Changes, Determination


class ChangeFinder:
    """Finds changes for one table."""

    def __init__(self, table: Table, answers: Answers) -> None:
        """Find changes of the determinations of `table`, said as `answers`."""
        self.table = table
        self.answers = answers

    def changes(
        self,
        determination: Determination,
        view: View,
        in_force: frozenset[str],
        *,
        largest: int = 3,
        limit: int = 12,
    ) -> Changes:
        """Return the smallest sets of answers that settle the determination or move it.

        Args:
            determination: The determination on this view.
            view: The table's view of what is known.
            in_force: Safeguards in force with evidence.
            largest: Most facts in a set.
            limit: Most sets listed, unless single answers alone are more: these are all listed.

        Returns:
            Changes by size, then those to the most severe outcome first; answers to one
            fact that have the same effect stand together as ways of one answer. Empty
            when the determination is settled, or when no set of that size moves it.
        """
        if determination.settled:
            return Changes()
        changes: list[Change] = []
        cuts = self._cuts(determination, view, in_force, largest)
        for number, (size, cut) in enumerate(cuts):
            if size > 1 and len(changes) >= limit:
                return Changes(tuple(sorted(changes, key=_order)), len(cuts) - number)
            change = self._change(cut, view, in_force, determination)
            if change is not None and not _is_merged(change, changes):
                changes.append(change)
        return Changes(tuple(sorted(changes, key=_order)))

    def _cuts(
        self, determination: Determination, view: View, in_force: frozenset[str], largest: int
    ) -> list[tuple[int, Cut]]:
        """Return candidates with their facts counted, by size, those of the heaviest rows first."""
        sets = CutSets(self.answers, view.values, largest)
        ranks = self.table.weights(in_force).ranks
        rising: list[Row] = []
        weight: dict[Cut, int] = {}
        for row, rank in zip(self.table.rows, ranks, strict=True):
            if row.entry.id in determination.open_rows:
                rising.append(row)
                for cut in sets.of(row.tree, YES):
                    weight[cut] = max(rank, weight.get(cut, 0))
        for cut in sets.joined(len(rising), [sets.of(row.tree, NO) for row in rising]):
            weight.setdefault(cut, 0)
        facts = self.table.program.facts
        sized = [(len({facts[number] for number, _ in cut}), cut) for cut in minimal(weight)]
        return sorted(sized, key=lambda one: (one[0], -weight[one[1]], min(one[1])[0]))

    def _change(
        self, cut: Cut, view: View, in_force: frozenset[str], before: Determination
    ) -> Change | None:
        values = self.answers.answered(view.values, cut)
        changed = self.table.changed(view, values, self.answers.touched(cut))
        after = determine(self.table, changed, in_force)
        if not after.settled and after.after.known is before.after.known:
            return None
        return Change(self.answers.answers(cut), after.after.known, after.settled)


def _order(change: Change) -> tuple[int, int]:
    return len(change.answers), -change.known.rank


def _is_merged(change: Change, changes: list[Change]) -> bool:
    """Add a way to a change on the same single fact with the same effect, if there is one."""
    if len(change.answers) != 1:
        return False
    answer = change.answers[0]
    for place, other in enumerate(changes):
        same = (other.known, other.settled) == (change.known, change.settled)
        if same and len(other.answers) == 1 and other.answers[0].fact == answer.fact:
            ways = (*other.answers[0].ways, *answer.ways)
            changes[place] = replace(other, answers=(Answer(answer.fact, ways),))
            return True
    return False
