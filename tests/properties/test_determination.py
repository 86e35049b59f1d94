from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.assess import Prepared
from caveat.assessment.completion import Extremes
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.model.determination import Bound, Determination, Recommendation
from caveat.model.truth import Truth
from caveat.rulebook.loader import Rulebook
from tests.properties.draws import DAY, UNKNOWN, Draws, View
from tests.properties.effort import examples
from tests.properties.reference import TIERS, Reference
from tests.properties.rulebooks import rulebooks

PROCEED = Recommendation.PROCEED


@dataclass(frozen=True)
class Expected:
    """What trying every world gives."""

    after: Bound
    before: Bound

    @classmethod
    def of(cls, ready: Prepared, draws: Draws, view: View, in_force: frozenset[str]) -> Expected:
        """Try every world in which the open facts of a view can end."""
        reference = Reference(ready.rulebook, ready.red_flags)
        outcomes = reference.outcomes(draws.worlds_of(view), in_force)
        before = [one.before for one in outcomes]
        after = [(one.rank, one.after) for one in outcomes]
        ranks = list(Recommendation)
        return cls(
            Bound(
                ranks[min(after)[0]],
                ranks[max(after)[0]],
                TIERS[min(after)[1]].value,
                TIERS[max(after)[1]].value,
            ),
            Bound(
                reference.recommendation(min(before), min(before)),
                reference.recommendation(max(before), max(before)),
                TIERS[min(before)].value,
                TIERS[max(before)].value,
            ),
        )


def determined(
    ready: Prepared, draws: Draws, view: View, in_force: frozenset[str]
) -> Determination:
    return determine(ready.table, ready.table.view(draws.values(view)), in_force)


@examples(40)
@given(data=st.data())
def test_bounds_are_those_of_every_world(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    view, in_force = data.draw(draws.almost(64)), data.draw(draws.in_force())
    ready = data.draw(st.sampled_from(prepared))
    found = determined(ready, draws, view, in_force)
    assert Expected(found.after, found.before) == Expected.of(ready, draws, view, in_force)


@examples(100)
@given(data=st.data())
def test_bounds_are_those_of_every_world_under_any_rulebook(data: st.DataObject) -> None:
    ready = Prepared(
        Program(data.draw(rulebooks(tiers=("low", "medium", "high", "critical")))), DAY, ()
    )
    draws = Draws(ready.program)
    view, in_force = data.draw(draws.almost(128)), data.draw(draws.in_force())
    found = determined(ready, draws, view, in_force)
    assert Expected(found.after, found.before) == Expected.of(ready, draws, view, in_force)


@examples(50)
@given(data=st.data())
def test_settled_is_that_every_world_agrees(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    view, in_force = data.draw(draws.almost(64)), data.draw(draws.in_force())
    ready = data.draw(st.sampled_from(prepared))
    found = determined(ready, draws, view, in_force)
    expected = Expected.of(ready, draws, view, in_force)
    assert found.settled is (expected.after.known is expected.after.worst)
    assert found.recommendation is (
        expected.after.known if found.settled else Recommendation.ESCALATE
    )


def open_gating(ready: Prepared, found: Determination, values: list[Truth]) -> list[str]:
    return [
        name
        for name in sorted(found.gating)
        if ready.program.tests[name].result(values).truth is UNKNOWN
    ]


@examples(80)
@given(data=st.data())
def test_open_gating_finding_never_yields_proceed(
    draws: Draws, prepared: list[Prepared], unfloored: Prepared, data: st.DataObject
) -> None:
    view = data.draw(draws.views() | draws.almost())
    values, in_force = draws.values(view), data.draw(draws.in_force())
    for ready in (*prepared, unfloored):
        found = determine(ready.table, ready.table.view(values), in_force)
        assert found.recommendation is not PROCEED or open_gating(ready, found, values) == []


@examples(100)
@given(data=st.data())
def test_open_gating_finding_never_yields_proceed_under_any_rulebook(data: st.DataObject) -> None:
    ready = Prepared(Program(data.draw(rulebooks(tiers=("low", "medium", "high")))), DAY, ())
    draws = Draws(ready.program)
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    found = determine(ready.table, ready.table.view(values), in_force)
    assert found.recommendation is not PROCEED or open_gating(ready, found, values) == []


@examples(60)
@given(data=st.data())
def test_nothing_is_plain_proceed_while_something_is_not_checked(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    ready = data.draw(st.sampled_from(prepared))
    view, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    found = determined(ready, draws, view, in_force)
    assert PROCEED not in (found.recommendation, found.after.known, found.before.known)


def ranks(found: Determination) -> tuple[int, ...]:
    bounds = (found.after.known, found.after.worst, found.before.known, found.before.worst)
    return tuple(one.rank for one in bounds)


@examples(60)
@given(data=st.data())
def test_bounds_only_narrow_when_a_fact_is_added(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    less, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    was = determined(unfloored, draws, less, in_force)
    now = determined(unfloored, draws, data.draw(draws.more(less)), in_force)
    assert was.after.known.rank <= now.after.known.rank <= now.after.worst.rank
    assert now.after.worst.rank <= was.after.worst.rank
    assert was.before.known.rank <= now.before.known.rank <= now.before.worst.rank
    assert now.before.worst.rank <= was.before.worst.rank


@examples(60)
@given(data=st.data())
def test_settled_determination_stays_when_a_fact_is_added(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    less, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    was = determined(unfloored, draws, less, in_force)
    now = determined(unfloored, draws, data.draw(draws.more(less)), in_force)
    assert not was.settled or (now.settled, now.recommendation) == (True, was.recommendation)


@examples(60)
@given(data=st.data())
def test_adverse_answer_never_makes_the_determination_milder(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    extremes = unfloored.table.extremes
    excused = {one.fact for one in unfloored.rulebook.policy.non_monotone}
    variables = [one for one in extremes.variables if one.fact not in excused]
    was = determine(unfloored.table, unfloored.table.view(values), in_force)
    for variable in data.draw(st.lists(st.sampled_from(variables), unique=True, max_size=20)):
        open_cells = variable.open_cells(values)
        (adverse,) = extremes.adverse_cells(variable, open_cells)
        now = determine(
            unfloored.table,
            unfloored.table.view(answered(values, variable.atoms, adverse)),
            in_force,
        )
        assert ranks(now) >= ranks(was)
        assert all(new >= old for new, old in zip(ranks(now), ranks(was), strict=True))
        assert (now.after.worst, now.before.worst) == (was.after.worst, was.before.worst)


@examples(60)
@given(data=st.data())
def test_answer_changed_to_the_adverse_one_never_makes_the_determination_milder(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    values, in_force = draws.values(data.draw(draws.worlds())), data.draw(draws.in_force())
    extremes = unfloored.table.extremes
    excused = {one.fact for one in unfloored.rulebook.policy.non_monotone}
    variables = [one for one in extremes.variables if one.fact not in excused]
    was = ranks(determine(unfloored.table, unfloored.table.view(values), in_force))
    for variable in data.draw(st.lists(st.sampled_from(variables), unique=True, max_size=20)):
        (adverse,) = extremes.adverse_cells(variable, variable.cells)
        now = ranks(
            determine(
                unfloored.table,
                unfloored.table.view(answered(values, variable.atoms, adverse)),
                in_force,
            )
        )
        assert all(new >= old for new, old in zip(now, was, strict=True))


def answered(values: list[Truth], atoms: tuple[int, ...], cell: tuple[Truth, ...]) -> list[Truth]:
    said = dict(zip(atoms, cell, strict=True))
    return [said.get(number, value) for number, value in enumerate(values)]


def test_facts_without_an_adverse_answer_are_those_the_policy_justifies(
    rulebook: Rulebook, program: Program
) -> None:
    trees = [program.tree(row.when) for row in rulebook.policy.table]
    assert set(Extremes(program, trees).two_sided()) == {
        one.fact for one in rulebook.policy.non_monotone
    }


@examples(60)
@given(data=st.data())
def test_fact_that_the_table_does_not_test_changes_no_determination(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    tested = {one.fact for one in unfloored.table.extremes.variables}
    view, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    world = data.draw(draws.worlds())
    rest = {fact: value for fact, value in world.items() if fact not in tested}
    was = determined(unfloored, draws, view, in_force)
    assert determined(unfloored, draws, {**view, **rest}, in_force) == was


@examples(60)
@given(data=st.data())
def test_safeguard_in_force_never_makes_the_determination_more_severe(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    view = data.draw(draws.views())
    fewer = data.draw(draws.in_force())
    more = fewer | data.draw(draws.in_force())
    was = determined(unfloored, draws, view, fewer)
    now = determined(unfloored, draws, view, more)
    assert now.before == was.before
    assert now.after.known.rank <= was.after.known.rank
    assert now.after.worst.rank <= was.after.worst.rank
    assert now.after.worst.rank <= now.before.worst.rank


@examples(60)
@given(data=st.data())
def test_open_facts_of_a_determination_suffice_to_settle_it(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    view, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    found = determined(unfloored, draws, view, in_force)
    assert (found.open_facts == ()) is found.settled
    answers = {fact: data.draw(draws.full(fact, view.get(fact))) for fact in found.open_facts}
    now = determined(unfloored, draws, {**view, **answers}, in_force)
    assert now.settled
