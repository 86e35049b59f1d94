"""The draws themselves: what they promise is what the other properties rest on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.assess import Prepared
from caveat.assessment.determine import determine
from caveat.model.determination import Recommendation
from caveat.model.fact import Openness
from tests.properties.draws import UNKNOWN, Draws
from tests.properties.effort import examples


@examples(25)
@given(data=st.data())
def test_statements_come_to_the_view_they_were_drawn_for(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    view = data.draw(draws.views())
    core = prepared[0].core(data.draw(draws.transactions(view)))
    known = {fact: state.value for fact, state in core.facts.items() if state.value is not None}
    assert known == view
    assert core.values == draws.values(view)


@examples(25)
@given(data=st.data())
def test_worlds_leave_nothing_open(draws: Draws, data: st.DataObject) -> None:
    assert UNKNOWN not in draws.values(data.draw(draws.worlds()))


@examples(25)
@given(data=st.data())
def test_a_view_that_knows_more_knows_all_the_same(draws: Draws, data: st.DataObject) -> None:
    less = data.draw(draws.views())
    more = draws.values(data.draw(draws.more(less)))
    assert [
        fact
        for fact, was, now in zip(draws.program.facts, draws.values(less), more, strict=True)
        if was is not UNKNOWN and now is not was
    ] == []


@examples(25)
@given(data=st.data())
def test_every_end_of_a_view_agrees_with_it(draws: Draws, data: st.DataObject) -> None:
    view = data.draw(draws.almost(16))
    known = draws.values(view)
    worlds = [draws.values(world) for world in draws.worlds_of(view)]
    assert len(worlds) == draws.ways(view)
    assert {
        was is now
        for world in worlds
        for was, now in zip(known, world, strict=True)
        if was is not UNKNOWN
    } <= {True}


def test_drawn_statements_are_open_in_every_way(draws: Draws, prepared: list[Prepared]) -> None:
    seen: set[Openness | None] = set()

    @examples(100)
    @given(data=st.data())
    def gather(data: st.DataObject) -> None:
        view = data.draw(draws.views())
        core = prepared[0].core(data.draw(draws.transactions(view)))
        seen.update(state.openness for state in core.facts.values())

    gather()
    assert seen == {*Openness, None} - {Openness.NOT_ASKED}


def test_drawn_views_lead_to_every_recommendation(draws: Draws, unfloored: Prepared) -> None:
    seen: set[tuple[bool, Recommendation]] = set()

    @examples(200)
    @given(data=st.data())
    def gather(data: st.DataObject) -> None:
        view = data.draw(draws.views() | draws.almost())
        values, in_force = draws.values(view), data.draw(draws.in_force())
        found = determine(unfloored.table, unfloored.table.view(values), in_force)
        seen.add((found.settled, found.recommendation))

    gather()
    assert seen == {(False, Recommendation.ESCALATE), *((True, one) for one in Recommendation)}
