from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared, in_force_on
from caveat.assessment.program import Program
from caveat.model.assessment import (
    Assessment,
    OpenFact,
    Outlook,
    Prompt,
    ProposedSafeguard,
    RightsLine,
)
from caveat.model.determination import Recommendation
from caveat.model.finding import State
from caveat.model.gathered import Aspect, Proposal
from caveat.model.transaction import RightsImpact, SafeguardState, StatedSafeguard
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from caveat.rulebook import entries
from caveat.rulebook.supports import ProductClass, Right
from tests.assessment.small import (
    DAY,
    NO,
    UNKNOWN,
    YES,
    entry,
    fact,
    facts,
    flag,
    row,
    rulebook,
    said,
    transaction,
)
from tests.assessment.small_gathered import gathered, proposal

A, B, C = ({"fact": f"end_user.{name}"} for name in "abc")
FEATURES = fact("country.law_features", "set", values_from="law_features")
CATEGORIES = fact("product.categories", "set", values_from="product_categories")
ENTRIES: tuple[Any, ...] = (
    *facts("end_user.a", "end_user.b", "end_user.c", "end_user.d"),
    FEATURES,
    CATEGORIES,
    ProductClass(id="video", title="Video", meaning="Cameras."),
    flag("f.x", A, safeguards=["contract.p", "contract.q"]),
    flag("f.y", B, applies_when=C, safeguards=["contract.q"]),
    entry(entries.Test, "scope.t", condition=C),
    entry(entries.Safeguard, "contract.p", needs=B),
    entry(entries.Safeguard, "contract.q"),
    entry(entries.Safeguard, "contract.r"),
    entry(entries.Safeguard, "report.g", general=True),
    entry(entries.Step, "two.last", order=2, done_when=A),
    entry(entries.Step, "two.first", order=1, done_when=A, applies_when=B),
    entry(entries.Step, "one.only", order=9, done_when=C),
    entry(entries.Tool, "tool_a", helps=["end_user.a", "end_user.d"]),
    entry(entries.Tool, "tool_b", helps=["end_user.a"]),
    entry(entries.Note, "note"),
    entry(entries.LawFeature, "secrecy"),
    entry(entries.LawFeature, "bans"),
    entry(entries.ProductCategory, "sensors.camera", rights=["privacy"]),
    Right(id="privacy", title="Privacy", order=2, instruments="ICCPR 17"),
    Right(id="life", title="Life", order=1, instruments="ICCPR 6"),
)
BOOK = rulebook(*ENTRIES, rows=[row("heavy", "high", {"test": "f.x"}, ["contract.q"])])
PREPARED = Prepared(Program(BOOK), DAY, ())


def assessed(
    stated: Mapping[str, Value | None] | None = None,
    *,
    products: list[Mapping[str, Value | None]] | None = None,
    ahead: Mode | None = None,
    **more: Any,
) -> Assessment:
    """Return the assessment of a transaction; letters stand for facts about the end user."""
    named = {k if "." in k else f"end_user.{k}": v for k, v in (stated or {}).items()}
    return PREPARED.assess(transaction(named, products=products or [{}], **more), ahead=ahead)


def in_force(name: str, **more: Any) -> StatedSafeguard:
    parts: dict[str, Any] = {"evidence": "signed", "owner": "B. Example", "since": DAY}
    return StatedSafeguard(name, SafeguardState.IN_FORCE, **(parts | more))


def test_assessment_is_as_of_the_day_it_was_prepared_for() -> None:
    found = assessed()
    assert (found.as_of, found.instruments, found.hindsight) == (DAY, ("guide",), ())


def test_findings_come_by_id_with_their_rows() -> None:
    found = assessed({"a": YES, "c": NO}).findings
    assert [(f.red_flag, f.result.state, f.gating, f.rows) for f in found] == [
        ("f.x", State.YES, True, ("ROW-1",)),
        ("f.y", State.NOT_APPLICABLE, False, ("ROW-1",)),
    ]


def test_tests_in_effect_are_shown() -> None:
    assert {k: v.state for k, v in assessed({"c": YES}).tests.items()} == {"scope.t": State.YES}


def test_facts_are_those_that_somebody_stated() -> None:
    assert list(assessed({"c": YES, "a": None}).facts) == ["end_user.a", "end_user.c"]


def test_determination_counts_safeguards_in_force() -> None:
    stated = {"contract.q": in_force("contract.q")}
    found = assessed({"a": YES}, safeguards=stated).determination
    assert found.after.known is Recommendation.PROCEED_WITH_SAFEGUARDS
    assert found.before.known is Recommendation.ESCALATE


@pytest.mark.parametrize(
    "stated",
    [
        in_force("contract.q", evidence=""),
        in_force("contract.q", since=None),
        in_force("contract.q", since=date(2024, 5, 2)),
        replace(in_force("contract.q"), state=SafeguardState.PROMISED),
        replace(in_force("contract.q"), state=SafeguardState.REFUSED),
        replace(in_force("contract.q"), state=SafeguardState.NOT_ADOPTED),
    ],
)
def test_safeguard_counts_only_in_force_with_evidence_by_the_day(stated: StatedSafeguard) -> None:
    one = transaction(safeguards={"contract.q": stated, "contract.p": in_force("contract.p")})
    assert in_force_on(one, DAY) == {"contract.p"}


def test_no_outlook_is_worked_out_when_none_is_asked_for() -> None:
    assert assessed(ahead=None).outlook == Outlook()


def test_outlook_has_changes_and_questions() -> None:
    found = assessed(ahead=Mode.QUICK).outlook
    assert [said(one.answers[0]) for one in found.changes.listed] == ["yes", "no"]
    assert [one.fact for one in found.questions] == ["end_user.a"]


def test_outlook_asks_further_in_complete_mode() -> None:
    found = assessed(ahead=Mode.COMPLETE).outlook
    assert {one.fact for one in found.questions} == {"end_user.a", "end_user.b", "end_user.c"}


def test_outlook_has_no_more_questions_than_asked_for() -> None:
    found = PREPARED.assess(transaction(), ahead=Mode.COMPLETE, limit=2).outlook
    assert len(found.questions) == 2


def test_open_facts_come_with_what_hangs_on_them_gating_ones_first() -> None:
    assert assessed().open_facts == (
        OpenFact("end_user.a", gating=True, red_flags=("f.x",), tools=("tool_a", "tool_b")),
        OpenFact("end_user.b", gating=False, red_flags=("f.y",), tools=()),
        OpenFact("end_user.c", gating=False, red_flags=("f.y",), tools=()),
        OpenFact("end_user.d", gating=False, red_flags=(), tools=("tool_a",)),
    )


def test_fact_is_open_as_long_as_a_step_or_a_prerequisite_waits_for_it() -> None:
    found = assessed({"a": YES, "c": NO, "d": YES}).open_facts
    assert found == (OpenFact("end_user.b", gating=False, red_flags=(), tools=()),)


def test_fact_that_a_tool_helps_to_answer_is_open_until_it_is_known() -> None:
    rest = {"a": YES, "b": YES, "c": YES}
    assert [one.fact for one in assessed(rest).open_facts] == ["end_user.d"]
    assert [one.fact for one in assessed({**rest, "d": None}).open_facts] == ["end_user.d"]
    assert assessed({**rest, "d": NO}).open_facts == ()


def proposed(stated: Mapping[str, Value | None], **more: Any) -> dict[str, ProposedSafeguard]:
    return {one.safeguard: one for one in assessed(stated, **more).safeguards}


def test_safeguards_of_raised_and_open_flags_are_proposed() -> None:
    found = proposed({"a": YES, "b": YES})
    assert found["contract.q"] == ProposedSafeguard(
        "contract.q", ("f.x",), ("f.y",), YES, (), None, counts=False, rows=("ROW-1",)
    )


def test_safeguard_of_a_flag_that_is_ruled_out_is_not_proposed() -> None:
    assert list(proposed({"a": NO, "c": NO})) == ["report.g"]


def test_general_safeguard_is_proposed_whatever_the_flags() -> None:
    assert proposed({"a": NO, "c": NO})["report.g"].raised == ()


@pytest.mark.parametrize(
    ("known", "available", "missing"),
    [({}, UNKNOWN, ("end_user.b",)), ({"b": YES}, YES, ()), ({"b": NO}, NO, ())],
)
def test_safeguard_is_available_when_its_prerequisite_is_met(
    known: Mapping[str, Value | None], available: Truth, missing: tuple[str, ...]
) -> None:
    found = proposed({"a": YES, **known})["contract.p"]
    assert (found.available, found.missing) == (available, missing)


def test_safeguard_that_the_file_states_is_shown_even_if_no_flag_asks_for_it() -> None:
    stated = in_force("contract.r")
    found = proposed({"a": NO}, safeguards={"contract.r": stated})["contract.r"]
    assert (found.stated, found.raised, found.open) == (stated, (), ())


@pytest.mark.parametrize(
    ("known", "state", "counts"),
    [
        ({"b": YES}, SafeguardState.IN_FORCE, True),
        ({"b": NO}, SafeguardState.IN_FORCE, False),
        ({"b": YES}, SafeguardState.PROMISED, False),
    ],
    ids=["in force", "prerequisite missing", "promised"],
)
def test_safeguard_counts_in_force_with_its_prerequisite(
    known: Mapping[str, Value | None], state: SafeguardState, counts: bool
) -> None:
    stated = replace(in_force("contract.p"), state=state)
    found = proposed({"a": YES, **known}, safeguards={"contract.p": stated})
    assert found["contract.p"].counts is counts


@pytest.mark.parametrize(("mode", "complete"), [(Mode.QUICK, False), (Mode.COMPLETE, True)])
def test_outlook_says_how_far_questions_go(mode: Mode, complete: bool) -> None:
    assert PREPARED.assess(transaction({}), ahead=mode).outlook.complete is complete


def test_steps_come_by_group_and_order() -> None:
    found = assessed({"a": YES, "b": NO}).steps
    assert [(one.step, one.result.state) for one in found] == [
        ("one.only", State.UNKNOWN),
        ("two.first", State.NOT_APPLICABLE),
        ("two.last", State.YES),
    ]


def prompts(value: Members | None) -> tuple[Prompt, ...]:
    return assessed({"country.law_features": value}).prompts


def test_counsel_is_asked_about_features_that_are_stated_or_not_ruled_out() -> None:
    assert prompts(Members(frozenset({"bans"}))) == (
        Prompt("bans", YES, ("ROW-1",)),
        Prompt("secrecy", UNKNOWN, ("ROW-1",)),
    )


def test_counsel_is_not_asked_about_a_feature_that_is_ruled_out() -> None:
    assert prompts(Members(frozenset(), frozenset({"bans"}))) == (
        Prompt("secrecy", UNKNOWN, ("ROW-1",)),
    )
    assert prompts(Members(frozenset(), complete=True)) == ()


def test_counsel_is_asked_about_every_feature_while_nothing_is_known() -> None:
    assert [one.stated for one in prompts(None)] == [UNKNOWN, UNKNOWN]
    assert [one.stated for one in assessed().prompts] == [UNKNOWN, UNKNOWN]


def test_worksheet_has_a_line_for_every_right_in_order() -> None:
    impact = RightsImpact("privacy", "passers-by", "grave", "group", "hard", "It is recorded.")
    found = assessed(
        products=[{"product.categories": Members(frozenset({"sensors.camera"}))}],
        rights_impact=(impact,),
    )
    assert found.categories == ("sensors.camera",)
    assert found.worksheet == (
        RightsLine("life", (), ()),
        RightsLine("privacy", (impact,), ("sensors.camera",)),
    )


def test_no_category_is_shown_while_none_is_known() -> None:
    assert assessed().categories == ()
    assert assessed(products=[{"product.categories": None}]).categories == ()


def test_notes_in_effect_are_shown() -> None:
    assert assessed().notes == ("note",)


def test_rows_are_named_by_kind_and_id() -> None:
    rows = assessed().rows
    assert rows["red_flag:f.x"] == rows["note:note"] == ("ROW-1",)
    assert "safeguard:contract.p" in rows


def test_entry_out_of_effect_takes_no_part_anywhere() -> None:
    retired = flag("f.x", A, status="retired", safeguards=["contract.p"])
    book = rulebook(*ENTRIES, retired, rows=[row("heavy", "high", {"test": "f.x"})])
    found = Prepared(Program(book), DAY, ()).assess(transaction({"end_user.a": YES}))
    assert [one.red_flag for one in found.findings] == ["f.y"]
    assert found.determination.recommendation is Recommendation.PROCEED
    assert "red_flag:f.x" not in found.rows


def test_core_is_what_the_assessment_is_made_of() -> None:
    one = transaction({"end_user.a": YES}, safeguards={"contract.q": in_force("contract.q")})
    core, whole = PREPARED.core(one), PREPARED.assess(one)
    assert (core.facts, core.determination) == (whole.facts, whole.determination)
    assert core.results == {f.red_flag: f.result for f in whole.findings}
    assert core.in_force == {"contract.q"}


@pytest.mark.parametrize(
    "waiting",
    [
        entry(entries.Step, "one.only", done_when=B),
        entry(entries.Safeguard, "contract.p", needs=B),
    ],
)
def test_fact_is_not_open_for_what_is_out_of_effect(waiting: Any) -> None:
    retired = waiting.model_copy(update={"status": "retired"})
    shown = []
    for one in (waiting, retired):
        found = Prepared(Program(rulebook(*facts("end_user.b"), one)), DAY, ())
        shown.append([open_fact.fact for open_fact in found.assess(transaction()).open_facts])
    assert shown == [["end_user.b"], []]


def test_nothing_is_contradicted_where_nobody_has_looked() -> None:
    assert assessed({"a": NO}).contradicted == ()


@pytest.mark.parametrize(
    ("stated", "suggested", "expected"),
    [
        ({"a": NO}, YES, ("end_user.a",)),
        ({"a": YES}, YES, ()),
        ({"a": None}, YES, ()),
        ({}, YES, ()),
        ({"a": NO}, None, ()),
    ],
)
def test_answer_is_contradicted_by_what_cannot_be_true_beside_it(
    stated: Mapping[str, Value | None], suggested: Value | None, expected: tuple[str, ...]
) -> None:
    held = gathered(proposal("end_user.a", suggested))
    assert assessed(stated, gathered=held).contradicted == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Members(frozenset(), complete=True), ("country.law_features",)),
        (Members(frozenset(), frozenset(("bans",))), ("country.law_features",)),
        (Members(frozenset(("secrecy",))), ()),
    ],
)
def test_set_is_contradicted_by_a_member_that_it_cannot_have(
    known: Members, expected: tuple[str, ...]
) -> None:
    held = gathered(proposal("country.law_features", Members(frozenset(("bans",)))))
    assert assessed({"country.law_features": known}, gathered=held).contradicted == expected


def test_contradicted_answer_stands() -> None:
    held = gathered(proposal("end_user.a", YES))
    for stated in ({"a": NO}, {"a": YES}, {}):
        plain, found = assessed(stated), assessed(stated, gathered=held)
        assert (found.facts, found.findings) == (plain.facts, plain.findings)
        assert found.determination == plain.determination


@pytest.mark.parametrize(
    ("one", "first"),
    [
        (proposal("end_user.a", YES, Aspect.END_USER), ["end_user.a"]),
        (proposal("end_user.a", None, Aspect.END_USER), []),
        (proposal("end_user.a", YES, Aspect.COUNTRY), []),
        (proposal("end_user.d", YES, Aspect.END_USER), []),
    ],
    ids=["of the agency", "without a value", "of the country", "not open"],
)
def test_what_the_record_of_the_end_user_suggests_is_asked_first(
    one: Proposal, first: list[str]
) -> None:
    plain = assessed(ahead=Mode.COMPLETE).outlook
    found = assessed(ahead=Mode.COMPLETE, gathered=gathered(one)).outlook
    order = [question.fact for question in plain.questions]
    assert order == ["end_user.b", "end_user.c", "end_user.a"]
    assert [question.fact for question in found.questions] == first + [
        fact for fact in order if fact not in first
    ]
    assert found.changes == plain.changes
