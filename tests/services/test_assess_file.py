from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.model.determination import Determination, Recommendation
from caveat.model.error import CaveatError, Problem
from caveat.model.fact import Observation, Openness, Statements
from caveat.model.transaction import Item, SafeguardState, StatedSafeguard, Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import Fact, FactType
from caveat.services.assess_file import Assessed, assess_file, check_instruments
from caveat.services.gather_facts import Held
from tests.services.examples import CAMERA, FOLDER, NAMES, TODAY, assessed, example

DRAFT = date(2020, 1, 15)
FINAL = date(2021, 6, 1)
HISTORIC = "2012-sudan-spyware"


def recommended(determination: Determination) -> set[Recommendation]:
    """Return every recommendation a determination names."""
    bounds = (determination.after, determination.before)
    return {determination.recommendation, *(b.known for b in bounds), *(b.worst for b in bounds)}


def rows_of(one: Assessed, kind: str, name: str) -> tuple[str, ...]:
    return one.assessment.rows.get(f"{kind}:{name}", ())


def proposed(one: Assessed) -> set[str]:
    return {safeguard.safeguard for safeguard in one.assessment.safeguards}


def undated(tmp_path: Path) -> Path:
    """Return a copy of the example of the tutorial that names no date."""
    shutil.copytree(FOLDER / "products", tmp_path / "products")
    text = example(CAMERA).read_text(encoding="utf-8")
    file = tmp_path / "undated.yaml"
    file.write_text(text.replace("as_of: 2026-11-20\n", ""), encoding="utf-8")
    return file


def refused(rulebook: Rulebook, **options: object) -> tuple[Problem, ...]:
    with pytest.raises(CaveatError) as caught:
        assess_file(example(CAMERA), rulebook, **{"today": TODAY, **options})  # type: ignore[arg-type]
    return caught.value.problems


@pytest.mark.parametrize("name", NAMES)
def test_assess_file_never_recommends_to_proceed_while_something_is_unchecked(
    rulebook: Rulebook, name: str
) -> None:
    determination = assessed(name, rulebook).assessment.determination
    assert Recommendation.PROCEED not in recommended(determination)


def test_assess_file_takes_the_date_of_the_file(rulebook: Rulebook) -> None:
    assert assessed(CAMERA, rulebook).assessment.as_of == date(2026, 11, 20)


def test_assess_file_takes_today_where_the_file_has_no_date(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    assert assess_file(undated(tmp_path), rulebook, today=TODAY).assessment.as_of == TODAY


def test_assess_file_takes_the_date_asked_for(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, as_of=date(2026, 11, 12))
    assert one.assessment.as_of == date(2026, 11, 12)


def test_assess_file_does_not_count_what_was_seen_later(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, as_of=date(2026, 11, 12))
    state = one.assessment.facts["party.restricted_list_match"]
    assert (state.value, state.openness) == (None, Openness.NOT_YET_OBSERVED)


def test_assess_file_opens_an_answer_that_has_expired(rulebook: Rulebook) -> None:
    one = assess_file(example(CAMERA), rulebook, today=date(2027, 3, 1), as_of=date(2027, 2, 16))
    state = one.assessment.facts["party.restricted_list_match"]
    assert (state.value, state.openness) == (None, Openness.EXPIRED)


def test_assess_file_refuses_a_date_in_the_future(rulebook: Rulebook) -> None:
    (problem,) = refused(rulebook, as_of=date(2026, 11, 25))
    assert str(problem) == ("--as-of 2026-11-25 lies in the future. Today is 2026-11-24.")


def test_assess_file_refuses_a_file_from_the_future(rulebook: Rulebook) -> None:
    (*_, problem) = refused(rulebook, today=date(2026, 11, 19))
    assert problem.code == "date.future"


def test_assess_file_refuses_every_unknown_instrument(rulebook: Rulebook) -> None:
    problems = refused(rulebook, instruments=("us-state-2021", "ear-kyc", "xyz"))
    assert [problem.code for problem in problems] == ["instrument.unknown"] * 2


def test_check_instruments_names_the_nearest(rulebook: Rulebook) -> None:
    with pytest.raises(CaveatError, match="Nearest: 'us-state-2020'"):
        check_instruments(["us-state-202"], rulebook)


def test_check_instruments_names_all_where_none_is_near(rulebook: Rulebook) -> None:
    with pytest.raises(CaveatError, match=f"Known: {', '.join(sorted(rulebook.instruments))}"):
        check_instruments(["qqqqq"], rulebook)


def test_check_instruments_accepts_known_ones(rulebook: Rulebook) -> None:
    check_instruments(list(rulebook.instruments), rulebook)


def test_assess_file_takes_the_instruments_asked_for(rulebook: Rulebook) -> None:
    one = assessed(CAMERA, rulebook, instruments=("us-state-2019",))
    assert one.assessment.instruments == ("caveat", "us-state-2019")


@pytest.mark.parametrize(
    ("as_of", "tests"),
    [(DRAFT, ["scope.in_scope_2019"]), (FINAL, ["scope.in_scope"])],
    ids=["draft", "final"],
)
def test_assess_file_asks_for_scope_by_the_guidance_of_the_date(
    rulebook: Rulebook, as_of: date, tests: list[str], tmp_path: Path
) -> None:
    file = unnamed_instruments(tmp_path)
    one = assess_file(file, rulebook, today=TODAY, as_of=as_of)
    assert [n for n in one.assessment.tests if n.startswith("scope.in_scope")] == tests


def unnamed_instruments(tmp_path: Path) -> Path:
    """Return a copy of a historic example that leaves the choice of instruments to the date."""
    shutil.copytree(FOLDER / "products", tmp_path / "products")
    lines = example(HISTORIC).read_text(encoding="utf-8").splitlines(keepends=True)
    file = tmp_path / "historic.yaml"
    kept = [
        '    country: "US"\n' if line.strip() == 'country: "IT"' else line
        for line in lines
        if not line.startswith("instruments:")
    ]
    file.write_text("".join(kept), encoding="utf-8")
    return file


def test_assess_file_cites_the_draft_for_a_remote_switch_only_while_it_was_current(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    file = unnamed_instruments(tmp_path)
    found = [
        rows_of(
            assess_file(file, rulebook, today=TODAY, as_of=day),
            "safeguard",
            "technical.remote_disable",
        )
        for day in (DRAFT, FINAL)
    ]
    assert found == [("US20-5-SG8", "SG-T-10"), ("SG-T-10",)]


def test_assess_file_asks_for_a_report_on_each_export_only_under_the_draft(
    rulebook: Rulebook,
) -> None:
    found = [
        "reporting.each_export" in proposed(assessed(CAMERA, rulebook, instruments=(name,)))
        for name in ("us-state-2019", "us-state-2020")
    ]
    assert found == [True, False]


def test_assess_file_says_which_instruments_are_read_in_hindsight(rulebook: Rulebook) -> None:
    one = assessed(
        CAMERA, rulebook, as_of=date(2020, 1, 1), instruments=("us-state-2020", "ear-kyc")
    )
    assert one.assessment.hindsight == ("us-state-2020",)


def test_assess_file_reads_nothing_in_hindsight_on_a_current_date(rulebook: Rulebook) -> None:
    assert assessed(CAMERA, rulebook).assessment.hindsight == ()


def test_assess_file_gives_the_same_record_twice(rulebook: Rulebook) -> None:
    again = assess_file(example(CAMERA), rulebook, today=date(2030, 1, 1))
    assert (again.record, again.digest) == (
        assessed(CAMERA, rulebook).record,
        assessed(CAMERA, rulebook).digest,
    )


def test_assess_file_gives_another_digest_on_another_date(rulebook: Rulebook) -> None:
    other = assessed(CAMERA, rulebook, as_of=date(2026, 11, 19))
    assert other.digest != assessed(CAMERA, rulebook).digest


def test_assess_file_asks_more_in_complete_mode(rulebook: Rulebook) -> None:
    def asked(mode: Mode) -> int:
        one = assess_file(example(CAMERA), rulebook, today=TODAY, mode=mode, limit=100)
        return len(one.assessment.outlook.questions)

    assert asked(Mode.COMPLETE) > asked(Mode.QUICK)


def test_assess_file_asks_no_more_than_it_may(rulebook: Rulebook) -> None:
    one = assess_file(example(CAMERA), rulebook, today=TODAY, limit=2)
    assert len(one.assessment.outlook.questions) == 2


def drawn_value(fact: Fact, number: int, words: list[str]) -> Value | None:
    """Return a value of a fact for a number drawn; 0 stands for unknown."""
    if number == 0:
        return None
    if fact.type is FactType.TRUTH:
        return Truth.YES if number % 2 else Truth.NO
    if fact.type is FactType.CHOICE:
        return words[number % len(words)]
    if fact.type is FactType.SET:
        return Members(frozenset(words[number % 7 :: 3]), complete=number % 2 == 0)
    return Range(float(number), float(number)) if fact.type is FactType.NUMBER else "some text"


def drawn_statements(rulebook: Rulebook, drawn: dict[str, int]) -> Statements:
    return {
        name: (
            Observation(
                drawn_value(fact, number, list(rulebook.vocabulary(fact)) or ["word"]),
                "a source",
                FINAL,
                "A. Example",
            ),
        )
        for name, number in drawn.items()
        for fact in [rulebook.facts[name]]
    }


def drawn_transaction(
    rulebook: Rulebook, drawn: dict[str, int], safeguards: set[str]
) -> Transaction:
    stated = drawn_statements(rulebook, drawn)
    return Transaction(
        id="drawn",
        title="Drawn",
        as_of=FINAL,
        instruments=(),
        destination="ZA",
        parties=(),
        items=(
            Item("camera", "Camera", "1", {n: s for n, s in stated.items() if "product." in n}),
        ),
        stated_end_use="",
        statements={n: s for n, s in stated.items() if "product." not in n},
        safeguards={
            name: StatedSafeguard(name, SafeguardState.IN_FORCE, "a test", "A. Example", FINAL)
            for name in safeguards
        },
    )


@given(data=st.data())
def test_no_facts_lead_to_proceed_while_something_is_unchecked(
    rulebook: Rulebook, program: Program, data: st.DataObject
) -> None:
    names = st.sampled_from(sorted(rulebook.facts))
    lowering = sorted({name for row in rulebook.policy.table for name in row.lowered_by})
    transaction = drawn_transaction(
        rulebook,
        data.draw(st.dictionaries(names, st.integers(0, 12), max_size=40)),
        data.draw(st.sets(st.sampled_from(lowering))),
    )
    determination = Prepared(program, FINAL, ()).core(transaction).determination
    assert Recommendation.PROCEED not in recommended(determination)


def test_facts_lead_to_proceed_once_nothing_is_left_unchecked(rulebook: Rulebook) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    checked = Program(replace(rulebook, policy=policy))
    transaction = drawn_transaction(rulebook, {}, set())
    determination = Prepared(checked, FINAL, ()).core(transaction).determination
    assert determination.after.known is Recommendation.PROCEED


def test_assess_file_leaves_what_is_held_unread_unless_given(rulebook: Rulebook) -> None:
    assert assessed(CAMERA, rulebook).assessment.transaction.gathered is None


@pytest.mark.parametrize("as_of", [None, date(2008, 1, 1)])
def test_assess_file_gathers_what_is_held_as_of_its_day(
    rulebook: Rulebook, held: Held, as_of: date | None
) -> None:
    one = assess_file(example(HISTORIC), rulebook, today=TODAY, held=held, as_of=as_of)
    gathered = one.assessment.transaction.gathered
    assert gathered is not None
    days = [ground.known_on for proposal in gathered.proposals for ground in proposal.grounds]
    assert max(days, default=one.assessment.as_of) <= one.assessment.as_of


@pytest.mark.parametrize("name", NAMES)
def test_assess_file_never_loses_or_overrules_an_answer_to_what_is_held(
    rulebook: Rulebook, held: Held, name: str
) -> None:
    plain = assessed(name, rulebook).assessment.facts
    found = assess_file(example(name), rulebook, today=TODAY, held=held).assessment.facts
    for fact, state in plain.items():
        if fact not in {origin.fact for origin in rulebook.gathering.states}:
            assert found[fact] == state
        else:
            assert found[fact].openness is Openness.CONFLICT or set(state.counted) <= set(
                found[fact].counted
            )
