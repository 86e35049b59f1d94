from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.assess import Prepared
from caveat.assessment.program import CompiledTest, Program
from caveat.assessment.tree import atoms_of, truth_of
from caveat.model.finding import Result, State
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from tests.properties.draws import NO, UNKNOWN, YES, Draws, View
from tests.properties.effort import examples
from tests.properties.reference import World


def results(program: Program, values: list[Truth]) -> dict[str, Result]:
    """Return the results of everything that is tested: flags, tests, steps, prerequisites."""
    return {
        f"{kind}:{name}": test.result(values)
        for kind, tests in groups(program).items()
        for name, test in tests.items()
    }


def groups(program: Program) -> dict[str, Mapping[str, CompiledTest]]:
    return {"test": program.tests, "step": program.steps, "needs": program.needs}


@examples(60)
@given(data=st.data())
def test_settled_finding_never_flips_when_a_fact_is_added(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    less = data.draw(draws.views())
    more = data.draw(draws.more(less))
    ready = data.draw(st.sampled_from(prepared))
    before = ready.core(data.draw(draws.transactions(less))).results
    after = ready.core(data.draw(draws.transactions(more))).results
    flipped = {
        name: (result.state, after[name].state)
        for name, result in before.items()
        if result.state is not State.UNKNOWN and after[name].truth is not result.truth
    }
    assert flipped == {}


@examples(40)
@given(data=st.data())
def test_settled_finding_never_flips_when_a_fact_is_added_about_one_of_several_items(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    one, other = data.draw(draws.views()), data.draw(draws.views())
    before = prepared[0].core(draws.plain(one, other)).results
    after = prepared[0].core(draws.plain(one, data.draw(draws.more(other)))).results
    assert {
        name: (result.state, after[name].state)
        for name, result in before.items()
        if result.truth is not UNKNOWN and after[name].truth is not result.truth
    } == {}


@examples(40)
@given(data=st.data())
def test_facts_about_several_items_combine_as_each_fact_says(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    one, other = data.draw(draws.worlds()), data.draw(draws.worlds())
    facts = draws.program.rulebook.facts
    together = {
        fact: _together(facts[fact].across_items, value, other[fact])
        for fact, value in one.items()
        if fact.startswith("product.")
    }
    core = prepared[0].core(draws.plain(one, other))
    assert core.values == draws.values({**one, **together})


def _together(rule: str, one: Value, other: Value) -> Value:
    if isinstance(one, Members) and isinstance(other, Members):
        both = one.present | other.present if rule == "any" else one.present & other.present
        return Members(both, complete=True)
    decisive = YES if rule == "any" else NO
    return decisive if decisive in (one, other) else one


@examples(60)
@given(data=st.data())
def test_finding_that_does_not_apply_never_applies_when_a_fact_is_added(
    draws: Draws, data: st.DataObject
) -> None:
    less = data.draw(draws.views())
    more = data.draw(draws.more(less))
    before = results(draws.program, draws.values(less))
    after = results(draws.program, draws.values(more))
    assert {
        name: after[name].state
        for name, result in before.items()
        if result.state is State.NOT_APPLICABLE and after[name].state is not result.state
    } == {}


@examples(60)
@given(data=st.data())
def test_finding_has_something_missing_only_while_it_is_open(
    draws: Draws, data: st.DataObject
) -> None:
    found = results(draws.program, draws.values(data.draw(draws.views())))
    assert {
        name: result
        for name, result in found.items()
        if bool(result.missing) is not (result.truth is UNKNOWN)
    } == {}


@examples(60)
@given(data=st.data())
def test_missing_facts_suffice_to_settle_a_finding(draws: Draws, data: st.DataObject) -> None:
    view = data.draw(draws.views())
    found = results(draws.program, draws.values(view))
    for name in data.draw(st.lists(st.sampled_from(sorted(found)), max_size=20)):
        answers = {
            fact: data.draw(draws.full(fact, view.get(fact))) for fact in found[name].missing
        }
        settled = results(draws.program, draws.values(view | answers))[name]
        assert settled.truth is not UNKNOWN


@examples(60)
@given(data=st.data())
def test_facts_that_are_not_missing_leave_an_open_finding_as_it_is(
    draws: Draws, data: st.DataObject
) -> None:
    view = data.draw(draws.views())
    world = data.draw(draws.worlds())
    found = results(draws.program, draws.values(view))
    for name, result in found.items():
        if result.truth is UNKNOWN:
            rest = {f: v for f, v in world.items() if f not in view and f not in result.missing}
            after = results_of(draws, name, {**rest, **view})
            assert (after.state, after.missing) == (State.UNKNOWN, result.missing)


def results_of(draws: Draws, name: str, view: View) -> Result:
    kind, _, test = name.partition(":")
    return groups(draws.program)[kind][test].result(draws.values(view))


@examples(12)
@given(data=st.data())
def test_every_missing_atom_can_decide_where_no_atom_repeats(
    draws: Draws, data: st.DataObject
) -> None:
    values = draws.values(data.draw(draws.views()))
    for test in draws.program.tests.values():
        found = list(atoms_of(test.whole))
        missing = [n for n in test.atoms if values[n] is UNKNOWN]
        if len(set(found)) < len(found) or len(missing) > 6:
            continue
        decisive = {
            draws.program.facts[atom]
            for atom in missing
            for rest in product((YES, NO), repeat=len(missing) - 1)
            if _decides(test, values, atom, dict(zip(_others(missing, atom), rest, strict=True)))
        }
        assert decisive == set(test.result(values).missing)


def _others(atoms: list[int], atom: int) -> list[int]:
    return [one for one in atoms if one != atom]


def _decides(test: CompiledTest, values: list[Truth], atom: int, rest: dict[int, Truth]) -> bool:
    ends = [
        truth_of(test.whole, [({**rest, atom: end}).get(n, v) for n, v in enumerate(values)])
        for end in (YES, NO)
    ]
    return ends[0] is not ends[1]


@examples(60)
@given(data=st.data())
def test_facts_that_decide_settle_the_same_state_by_themselves(
    draws: Draws, data: st.DataObject
) -> None:
    view = data.draw(draws.views())
    for name, result in results(draws.program, draws.values(view)).items():
        alone = results_of(draws, name, {fact: view[fact] for fact in result.decided_by})
        assert result.truth is UNKNOWN or alone.state is result.state


@examples(60)
@given(data=st.data())
def test_no_fact_that_decides_is_superfluous(draws: Draws, data: st.DataObject) -> None:
    view = data.draw(draws.views())
    for name, result in results(draws.program, draws.values(view)).items():
        for fact in result.decided_by:
            others = {one: view[one] for one in result.decided_by if one != fact}
            assert results_of(draws, name, others).truth is UNKNOWN


@examples(60)
@given(data=st.data())
def test_findings_of_a_world_are_what_the_conditions_say(draws: Draws, data: st.DataObject) -> None:
    world = data.draw(draws.worlds())
    rulebook = draws.program.rulebook
    reference = World(rulebook, world)
    found = results(draws.program, draws.values(world))
    assert {name: found[f"test:{name}"].state for name in rulebook.conditionals()} == {
        name: reference.state(name) for name in rulebook.conditionals()
    }
    assert {
        name: found[f"test:class.{name}"].truth is YES for name in rulebook.product_classes
    } == {name: reference.test(f"class.{name}") for name in rulebook.product_classes}


@examples(30)
@given(data=st.data())
def test_settled_finding_is_the_same_in_every_world_it_can_end_in(
    draws: Draws, data: st.DataObject
) -> None:
    view = data.draw(draws.almost(32))
    rulebook = draws.program.rulebook
    found = results(draws.program, draws.values(view))
    worlds = [World(rulebook, world) for world in draws.worlds_of(view)]
    for name in rulebook.conditionals():
        result = found[f"test:{name}"]
        ends = {YES if world.test(name) else NO for world in worlds}
        assert result.truth is UNKNOWN or ends == {result.truth}
