from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from caveat.assessment.answers import Answers
from caveat.assessment.ask import Asker, Mode
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.assessment.table import Table
from caveat.model.determination import Effect, Question
from caveat.model.truth import Truth
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import Cost
from tests.assessment import small
from tests.assessment.small import NO, UNKNOWN, YES, fact, facts, flag, row, said

NAMES = tuple(f"end_user.{name}" for name in "abcd")
A, B, C, F = ({"fact": name} for name in NAMES)

Row = Mapping[str, Any]


def table_of(known: Sequence[Any], flags: Sequence[Any], rows: Sequence[Row] = ()) -> Table:
    """Return a table over these flags, by default with a heavy row that any of them makes hold."""
    heavy = row("heavy", "high", {"any": [{"test": one.id} for one in flags]})
    book = small.rulebook(*known, *flags, rows=rows or [heavy])
    return Table(Program(book), [one.id for one in flags])


def asked(
    table: Table, values: Mapping[str, Truth] | None = None, **more: Any
) -> tuple[Question, ...]:
    """Return the questions when these facts are known, all atoms of a fact alike."""
    program = table.program
    known = [(values or {}).get(name, UNKNOWN) for name in program.facts]
    return asked_on(table, known, **more)


def asked_on(table: Table, values: Sequence[Truth], **more: Any) -> tuple[Question, ...]:
    """Return the questions for the truths of all atoms."""
    program, view = table.program, table.view(values)
    asker = Asker(table, sorted(program.rulebook.red_flags), Answers(program))
    return asker.questions(determine(table, view, frozenset()), view, frozenset(), **more)


def leads_to(effect: Effect) -> str:
    ends = dict.fromkeys((effect.known.value, effect.worst.value))
    return " to ".join(ends)


def by_words(question: Question) -> dict[str, str]:
    return {said(one.answer): leads_to(one) for one in question.effects}


def test_question_says_what_each_answer_leads_to_and_which_flags_hang_on_it() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", A), flag("f.y", {"all": [A, B]})])
    first = asked(table)[0]
    assert (first.fact, first.gain, first.because) == ("end_user.a", 1.0, ("f.x", "f.y"))
    assert by_words(first) == {"yes": "escalate", "no": "proceed"}
    assert [one.settled for one in first.effects] == [True, True]


def test_answer_that_leaves_it_open_leads_to_a_bound() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [A, B]})])
    first = asked(table)[0]
    assert by_words(first) == {"yes": "proceed to escalate", "no": "proceed"}
    assert [one.settled for one in first.effects] == [False, True]


def test_question_that_settles_more_comes_first() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [B, {"any": [A, C]}]})])
    assert [one.fact for one in asked(table)] == ["end_user.b", "end_user.a", "end_user.c"]


def test_gain_is_the_mean_share_that_the_answers_settle() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [B, {"any": [A, C]}]})])
    gains = {one.fact: one.gain for one in asked(table)}
    # b: no settles three of three, yes one of three. a: yes settles two of three, no one.
    assert gains == pytest.approx({"end_user.b": 2 / 3, "end_user.a": 1 / 2, "end_user.c": 1 / 2})


def test_questions_that_gain_alike_come_by_id() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [C, A, B]})])
    assert [one.fact for one in asked(table)] == ["end_user.a", "end_user.b", "end_user.c"]


def test_cheap_question_comes_before_a_dear_one_that_gains_alike() -> None:
    dear = fact("end_user.a", cost="days"), fact("end_user.b")
    table = table_of(dear, [flag("f.x", {"all": [A, B]})])
    assert [one.fact for one in asked(table)] == ["end_user.b", "end_user.a"]


def test_effort_rises_with_the_cost(rulebook: Rulebook) -> None:
    effort = rulebook.policy.effort
    assert [effort[cost.value] for cost in Cost] == sorted(effort.values())


def test_quick_mode_asks_only_what_the_determination_hangs_on() -> None:
    flags = [flag("f.x", A), flag("f.y", B)]
    table = table_of(facts(*NAMES), flags, [row("heavy", "high", {"test": "f.x"})])
    assert [one.fact for one in asked(table)] == ["end_user.a"]


def test_quick_mode_asks_nothing_once_it_is_settled() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", A), flag("f.y", B)])
    assert asked(table, {"end_user.a": YES}) == ()


def test_complete_mode_asks_until_every_finding_is_settled() -> None:
    flags = [flag("f.x", A), flag("f.y", {"all": [B, C]})]
    table = table_of(facts(*NAMES), flags, [row("heavy", "high", {"test": "f.x"})])
    found = asked(table, {"end_user.a": YES}, mode=Mode.COMPLETE)
    assert [one.fact for one in found] == ["end_user.b", "end_user.c"]
    assert asked(table, {"end_user.a": YES, "end_user.c": NO}, mode=Mode.COMPLETE) == ()


def test_complete_mode_gains_by_what_is_missing_in_all_findings() -> None:
    flags = [flag("f.x", A), flag("f.y", {"all": [A, B]}), flag("f.z", C)]
    table = table_of(facts(*NAMES), flags)
    gains = {one.fact: one.gain for one in asked(table, mode=Mode.COMPLETE)}
    # Missing are a; a and b; c. a: no settles three of four, yes two. b: no two, yes one.
    assert gains == pytest.approx({"end_user.a": 5 / 8, "end_user.b": 3 / 8, "end_user.c": 1 / 4})


def test_fact_that_is_read_off_the_file_is_not_asked() -> None:
    derived = fact("end_user.a", derived_from="exporter")
    table = table_of([derived, fact("end_user.b")], [flag("f.x", {"all": [A, B]})])
    assert [one.fact for one in asked(table)] == ["end_user.b"]


def test_no_more_questions_come_than_asked_for() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [A, B, C, F]})])
    assert [one.fact for one in asked(table, limit=2)] == ["end_user.a", "end_user.b"]


def test_question_names_open_flags_only() -> None:
    flags = [flag("f.x", {"all": [A, B]}), flag("f.y", {"all": [A, C]})]
    table = table_of(facts(*NAMES), flags)
    assert asked(table, {"end_user.c": NO})[0].because == ("f.x",)


TYPE = fact("end_user.type", "choice", values={"x": "X", "y": "Y", "z": "Z"})
TIES = fact("end_user.ties", "set", values={"x": "X", "y": "Y", "z": "Z"})
SHARE = fact("end_user.share", "number")
HAS_X, HAS_Y, HAS_Z = ({"fact": "end_user.ties", "is": word} for word in "xyz")


def effects(condition: object, known: Mapping[str, Truth] | None = None) -> dict[str, str]:
    table = table_of([*facts(*NAMES), TYPE, TIES, SHARE], [flag("f.x", condition)])
    (question,) = asked(table, known)
    return by_words(question)


def test_choice_is_answered_with_what_conditions_tell_apart() -> None:
    is_x, is_y = ({"fact": "end_user.type", "is": word} for word in "xy")
    assert effects({"all": [{"not": is_x}, {"not": is_y}]}) == {
        "is x / is y": "proceed",
        "is not x and is not y": "escalate",
    }


def test_number_is_answered_with_the_stretch_it_lies_in() -> None:
    share = {"fact": "end_user.share"}
    assert effects({"all": [share | {"gte": 25}, share | {"lt": 50}]}) == {
        "under 25 and under 50 / 25 or more and 50 or more": "proceed",
        "under 50": "escalate",
    }


def test_set_is_answered_with_each_member_or_none() -> None:
    assert effects({"any": [HAS_X, HAS_Y]}) == {
        "has x / has y": "escalate",
        "has none of x or y": "proceed",
    }


def test_one_open_member_of_a_set_is_answered_with_yes_or_no() -> None:
    assert effects(HAS_X) == {"has x": "escalate", "has none of x": "proceed"}


def test_answers_take_other_members_to_be_absent() -> None:
    assert effects({"all": [HAS_X, HAS_Y]}) == {
        "has x / has y / has none of x or y": "proceed",
    }


def test_only_open_members_are_asked_about() -> None:
    table = table_of([TIES], [flag("f.x", {"any": [HAS_X, HAS_Y, HAS_Z]})])
    values = [NO, UNKNOWN, UNKNOWN]
    (question,) = asked_on(table, values)
    assert list(by_words(question)) == ["has y / has z", "has none of y or z"]


def test_number_known_in_part_is_answered_with_what_is_left() -> None:
    share = {"fact": "end_user.share"}
    table = table_of([SHARE], [flag("f.x", {"all": [share | {"gte": 25}, share | {"lt": 50}]})])
    # Atom 0 is "under 25", atom 1 "under 50"; the number is known to be under 50.
    values = [UNKNOWN, YES]
    (question,) = asked_on(table, values)
    assert by_words(question) == {"under 25": "proceed", "25 or more": "escalate"}


def test_answer_to_a_set_is_taken_to_settle_all_of_it() -> None:
    table = table_of([TIES], [flag("f.x", {"all": [HAS_X, HAS_Y]})])
    assert asked(table)[0].gain == 1.0


@pytest.mark.parametrize("mode", list(Mode))
def test_facts_named_first_are_asked_before_the_others(mode: Mode) -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [B, {"any": [A, C]}]})])
    plain = asked(table, mode=mode)
    first = asked(table, mode=mode, first=("end_user.c", "end_user.d"))
    assert [one.fact for one in plain] == ["end_user.b", "end_user.a", "end_user.c"]
    assert first == (plain[2], plain[0], plain[1])


def test_fact_named_first_stays_within_the_limit() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", {"all": [B, {"any": [A, C]}]})])
    assert [one.fact for one in asked(table, limit=1, first={"end_user.c"})] == ["end_user.c"]


def test_fact_named_first_is_asked_only_while_something_hangs_on_it() -> None:
    table = table_of(facts(*NAMES), [flag("f.x", A)])
    assert [one.fact for one in asked(table, first={"end_user.b"})] == ["end_user.a"]
