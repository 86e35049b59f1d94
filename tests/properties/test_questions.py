from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.model.determination import Determination, Question
from caveat.model.truth import Truth
from caveat.model.value import Value
from tests.properties.draws import DAY, UNKNOWN, Draws
from tests.properties.effort import examples
from tests.properties.rulebooks import rulebooks

MODES = st.sampled_from(Mode)


def asked(
    ready: Prepared, values: list[Truth], in_force: frozenset[str], **more: Any
) -> tuple[Determination, tuple[Question, ...]]:
    view = ready.table.view(values)
    found = determine(ready.table, view, in_force)
    return found, ready.asker.questions(found, view, in_force, **more)


@examples(25)
@given(data=st.data(), mode=MODES)
def test_gain_is_a_share(
    draws: Draws, unfloored: Prepared, data: st.DataObject, mode: Mode
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, questions = asked(unfloored, values, in_force, mode=mode, limit=1000)
    assert [one for one in questions if not 0 <= one.gain <= 1] == []


@examples(50)
@given(data=st.data(), mode=MODES)
def test_gain_is_a_share_under_any_rulebook(data: st.DataObject, mode: Mode) -> None:
    ready = Prepared(Program(data.draw(rulebooks())), DAY, ())
    draws = Draws(ready.program)
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, questions = asked(ready, values, in_force, mode=mode, limit=1000)
    assert [one for one in questions if not 0 <= one.gain <= 1] == []


@examples(25)
@given(data=st.data(), mode=MODES)
def test_questions_come_by_gain_for_their_cost_then_by_id(
    draws: Draws, unfloored: Prepared, data: st.DataObject, mode: Mode
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, questions = asked(unfloored, values, in_force, mode=mode, limit=1000)
    effort = {str(cost): number for cost, number in unfloored.rulebook.policy.effort.items()}
    costs = {one.fact: unfloored.rulebook.facts[one.fact].cost.value for one in questions}
    order = [(-one.gain / effort[costs[one.fact]], one.fact) for one in questions]
    assert order == sorted(order)


@examples(25)
@given(data=st.data(), mode=MODES)
def test_fewer_questions_are_the_first_of_more(
    draws: Draws, unfloored: Prepared, data: st.DataObject, mode: Mode
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, every = asked(unfloored, values, in_force, mode=mode, limit=1000)
    _, some = asked(unfloored, values, in_force, mode=mode, limit=3)
    assert some == every[:3]


@examples(60)
@given(data=st.data())
def test_quick_questions_end_when_it_is_settled_and_not_before(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    found, questions = asked(unfloored, values, in_force)
    facts = unfloored.rulebook.facts
    askable = [fact for fact in found.open_facts if facts[fact].derived_from is None]
    assert (questions == ()) is (askable == [])
    assert found.settled is (found.open_facts == ())


@examples(25)
@given(data=st.data())
def test_complete_questions_end_when_every_finding_is_settled_and_not_before(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, questions = asked(unfloored, values, in_force, mode=Mode.COMPLETE, limit=1000)
    missing = {
        fact
        for name in unfloored.red_flags
        for fact in unfloored.program.tests[name].result(values).missing
        if unfloored.rulebook.facts[fact].derived_from is None
    }
    assert {one.fact for one in questions} == missing


@examples(40)
@given(data=st.data(), mode=MODES)
def test_question_is_about_an_open_fact_and_names_open_flags_that_hang_on_it(
    draws: Draws, unfloored: Prepared, data: st.DataObject, mode: Mode
) -> None:
    values, in_force = draws.values(data.draw(draws.views())), data.draw(draws.in_force())
    _, questions = asked(unfloored, values, in_force, mode=mode)
    program = unfloored.program
    for question in questions:
        assert UNKNOWN in {values[n] for n in program.atoms_of_fact[question.fact]}
        for name in question.because:
            assert program.tests[name].result(values).truth is UNKNOWN
            assert question.fact in {program.facts[n] for n in program.tests[name].atoms}


@examples(4)
@given(data=st.data())
def test_answering_quick_questions_settles_the_determination(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    world, in_force = data.draw(draws.worlds()), data.draw(draws.in_force())
    view: dict[str, Value] = {}
    for _ in draws.facts:
        found, questions = asked(unfloored, draws.values(view), in_force)
        if not questions:
            break
        fact = data.draw(st.sampled_from(questions)).fact
        view[fact] = world[fact]
    facts = unfloored.rulebook.facts
    assert questions == ()
    assert {facts[fact].derived_from for fact in found.open_facts} <= {"exporter", "parties"}
    assert found.settled is (found.open_facts == ())


@examples(40)
@given(data=st.data())
def test_answering_quick_questions_settles_the_determination_under_any_rulebook(
    data: st.DataObject,
) -> None:
    ready = Prepared(Program(data.draw(rulebooks())), DAY, ())
    draws = Draws(ready.program)
    view, in_force = data.draw(draws.views()), data.draw(draws.in_force())
    for _ in (*draws.facts, None):
        found, questions = asked(ready, draws.values(view), in_force)
        if not questions:
            break
        fact = data.draw(st.sampled_from(questions)).fact
        view[fact] = data.draw(draws.full(fact, view.get(fact)))
    assert (questions, found.settled) == ((), True)
