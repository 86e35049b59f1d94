"""What is proposed answers nothing: with it and without it, an assessment comes to the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared
from caveat.assessment.record import Recorder, digest_of
from caveat.model.country import Domain
from caveat.model.gathered import AgencyLine, Aspect, DomainLine, Gathered, Ground, Proposal
from caveat.model.profile import Band
from caveat.model.standing import Basis
from caveat.model.transaction import Transaction
from caveat.rulebook.recorded import read_recorded
from tests.properties.draws import Draws
from tests.properties.effort import examples

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
YEARS = st.none() | st.integers(1990, 2026)
GROUNDS = st.builds(
    Ground,
    st.sampled_from(Aspect),
    WORDS,
    WORDS,
    WORDS,
    WORDS,
    st.dates(date(1990, 1, 1)),
    st.sampled_from(Basis),
    st.booleans(),
)
DOMAINS = st.builds(
    DomainLine,
    st.sampled_from(Domain),
    st.lists(st.sampled_from(Band), max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
    YEARS,
)
AGENCIES = st.builds(AgencyLine, WORDS, WORDS, st.booleans(), st.integers(0, 99), st.integers(0, 9))


@st.composite
def drawn(draw: st.DrawFn, draws: Draws) -> Gathered:
    """Draw what was held: proposals of any value on any facts, in any number and order."""
    proposals = [
        Proposal(
            fact,
            draw(st.none() | draws.stated(fact)),
            tuple(draw(st.lists(GROUNDS, min_size=1, max_size=2))),
        )
        for fact in draw(st.lists(st.sampled_from(draws.facts), max_size=8))
    ]
    return Gathered(
        country=draw(WORDS),
        producers=tuple(draw(st.lists(WORDS, max_size=2))),
        newest=draw(YEARS),
        domains=tuple(draw(st.lists(DOMAINS, max_size=2))),
        may_be_low=draw(st.booleans()),
        agencies=tuple(draw(st.lists(AGENCIES, max_size=2))),
        proposals=tuple(proposals),
    )


@examples(25)
@given(data=st.data())
def test_proposals_change_no_fact_no_finding_and_no_determination(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    plain = data.draw(draws.transactions(data.draw(draws.views())))
    held = replace(plain, gathered=data.draw(drawn(draws)))
    ready = data.draw(st.sampled_from(prepared))
    assert ready.core(held) == ready.core(plain)
    without, found = (ready.assess(one, ahead=None) for one in (plain, held))
    assert replace(found, transaction=plain, contradicted=()) == without


@examples(12)
@given(data=st.data())
def test_proposals_change_only_the_order_of_questions(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    plain = data.draw(draws.transactions(data.draw(draws.views())))
    held = replace(plain, gathered=data.draw(drawn(draws)))
    without, found = (
        prepared[0].assess(one, ahead=Mode.QUICK, limit=999).outlook for one in (plain, held)
    )
    by_fact = [sorted(outlook.questions, key=lambda one: one.fact) for outlook in (without, found)]
    assert by_fact[0] == by_fact[1]
    assert (without.changes, without.complete) == (found.changes, found.complete)


@examples(40)
@given(data=st.data())
def test_what_was_held_comes_back_from_its_record_with_the_same_digest(
    draws: Draws, prepared: list[Prepared], data: st.DataObject
) -> None:
    known = data.draw(draws.worlds() if data.draw(st.booleans()) else draws.views())
    stated = replace(draws.plain(known), gathered=data.draw(drawn(draws)))
    text = _record(prepared[0], stated)
    again = read_recorded(json.loads(text), draws.program.rulebook)
    assert again.gathered == stated.gathered
    assert digest_of(_record(prepared[0], again)) == digest_of(text)


def _record(prepared: Prepared, one: Transaction) -> str:
    return Recorder(prepared, {"caveat": version("caveat")}).record(prepared.core(one), one)
