from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from caveat.assessment import cuts
from caveat.assessment.answers import Answers
from caveat.assessment.change import ChangeFinder
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.assessment.table import Table
from caveat.model.determination import Answer, Change, Clause, Recommendation, Relation
from caveat.model.truth import Truth
from tests.assessment.small import NO, UNKNOWN, YES, fact, facts, flag, row, rulebook, said, truths

P, S, E, D = Recommendation
A, B, C, F = ({"test": f"f.{name}"} for name in "abcd")
NAMES = tuple(f"end_user.{name}" for name in "abcd")
FLAGS = tuple(flag(f"f.{name}", {"fact": f"end_user.{name}"}) for name in "abcd")

Row = Mapping[str, Any]


def changes(
    rows: Sequence[Row], known: Mapping[str, Truth] | None = None, **more: Any
) -> tuple[Change, ...]:
    """Return the changes when these facts are known; letters stand for facts and flags."""
    table = Table(Program(rulebook(*facts(*NAMES), *FLAGS, rows=rows)), [f.id for f in FLAGS])
    stated = {f"end_user.{name}": truth for name, truth in (known or {}).items()}
    return changes_of(table, truths(table.program, stated), **more)


def changes_of(
    table: Table,
    values: Sequence[Truth],
    in_force: frozenset[str] = frozenset(),
    **more: Any,
) -> tuple[Change, ...]:
    view = table.view(values)
    found = determine(table, view, in_force)
    finder = ChangeFinder(table, Answers(table.program))
    return finder.changes(found, view, in_force, **more).listed


def answers(**words: str) -> tuple[Answer, ...]:
    return tuple(
        Answer(f"end_user.{name}", ((Clause(Relation.IS, (word,)),),))
        for name, word in words.items()
    )


HEAVY = row("heavy", "high", {"all": [A, B]})


def test_answers_that_make_a_row_hold_and_that_rule_it_out_are_found() -> None:
    assert changes([HEAVY]) == (
        Change(answers(a="no"), P, settled=True),
        Change(answers(b="no"), P, settled=True),
        Change(answers(a="yes", b="yes"), E, settled=True),
    )


def test_only_open_facts_are_in_a_change() -> None:
    assert changes([HEAVY], {"a": YES}) == (
        Change(answers(b="yes"), E, settled=True),
        Change(answers(b="no"), P, settled=True),
    )


def test_settled_determination_has_no_changes() -> None:
    assert changes([HEAVY], {"a": NO}) == ()


def test_changes_of_one_size_come_with_the_most_severe_first() -> None:
    rows = [row("light", "medium", A), row("grave", "critical", B)]
    assert [(one.answers, one.known, one.settled) for one in changes(rows)] == [
        (answers(b="yes"), D, True),
        (answers(a="yes"), S, False),
        (answers(a="no", b="no"), P, True),
    ]


def test_change_may_move_what_is_known_without_settling_it() -> None:
    rows = [row("light", "medium", A), row("grave", "critical", {"all": [A, B]})]
    assert changes(rows, largest=1) == (
        Change(answers(a="yes"), S, settled=False),
        Change(answers(a="no"), P, settled=True),
    )


def test_change_has_no_more_facts_than_asked_for() -> None:
    rows = [row("heavy", "high", {"all": [A, B, C]})]
    assert max(len(one.answers) for one in changes(rows)) == 3
    assert [len(one.answers) for one in changes(rows, largest=2)] == [1, 1, 1]


def test_no_change_is_shown_when_none_is_small_enough() -> None:
    rows = [row("heavy", "high", {"at_least": {"count": 2, "of": [A, B, C]}})]
    assert changes(rows, largest=1) == ()


def test_change_of_at_least_takes_any_that_suffice() -> None:
    rows = [row("heavy", "high", {"at_least": {"count": 2, "of": [A, B, C]}})]
    found = [{a.fact[-1] for a in one.answers} for one in changes(rows) if one.known is E]
    assert found == [{"a", "b"}, {"a", "c"}, {"b", "c"}]


def test_no_more_changes_are_shown_than_asked_for() -> None:
    assert changes([HEAVY], limit=2) == changes([HEAVY])[:2]


def test_change_that_contains_a_smaller_one_is_left_out() -> None:
    rows = [row("heavy", "high", {"any": [A, {"all": [A, B]}, {"all": [B, C]}]})]
    assert [one.answers for one in changes(rows) if one.known is E] == [
        answers(a="yes"),
        answers(b="yes", c="yes"),
    ]


def test_negated_condition_is_changed_by_a_no() -> None:
    table = table_of([flag("f.x", {"not": {"fact": "end_user.a"}})])
    assert found(table) == {("no", E), ("yes", P)}


def table_of(flags: Sequence[Any], rows: Sequence[Row] | None = None) -> Table:
    """Return a table over these flags, by default with a heavy row that any of them makes hold."""
    known = (
        *facts(*NAMES),
        fact("end_user.type", "choice", values={"x": "X", "y": "Y", "z": "Z"}),
        fact("end_user.ties", "set", values={"x": "X", "y": "Y"}),
        fact("end_user.share", "number"),
        fact("end_user.since", "date"),
    )
    heavy = row("heavy", "high", {"any": [{"test": one.id} for one in flags]})
    return Table(Program(rulebook(*known, *flags, rows=rows or [heavy])), [f.id for f in flags])


def found(table: Table) -> set[tuple[str, Recommendation]]:
    """Return the words of one-fact changes when nothing is known, with what they lead to."""
    found = changes_of(table, [UNKNOWN] * len(table.program.atoms))
    return {(said(one.answers[0]), one.known) for one in found if len(one.answers) == 1}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"fact": "end_user.type", "is": "x"}, {("is x", E), ("is not x", P)}),
        ({"fact": "end_user.type", "in": ["x", "y"]}, {("is x or y", E), ("is not x or y", P)}),
        ({"fact": "end_user.ties", "is": "x"}, {("has x", E), ("has none of x", P)}),
        ({"fact": "end_user.share", "gte": 25}, {("25 or more", E), ("under 25", P)}),
        ({"fact": "end_user.share", "lt": 2.5}, {("under 2.5", E), ("2.5 or more", P)}),
        (
            {"fact": "end_user.since", "lt": "2020-01-31"},
            {("under 2020-01-31", E), ("2020-01-31 or more", P)},
        ),
    ],
)
def test_answers_are_said_in_the_words_of_the_fact(
    condition: object, expected: set[tuple[str, Recommendation]]
) -> None:
    assert found(table_of([flag("f.x", condition)])) == expected


def test_answers_to_one_fact_with_the_same_effect_stand_together() -> None:
    ties = {"fact": "end_user.ties", "is": "x"}, {"fact": "end_user.ties", "is": "y"}
    assert found(table_of([flag("f.x", {"any": list(ties)})])) == {
        ("has x / has y", E),
        ("has none of x or y", P),
    }


def test_answers_to_one_fact_with_another_effect_stand_apart() -> None:
    flags = [flag(f"f.{w}", {"fact": "end_user.ties", "is": w}) for w in "xy"]
    rows = [row("light", "medium", {"test": "f.x"}), row("grave", "critical", {"test": "f.y"})]
    assert found(table_of(flags, rows)) >= {("has x", S), ("has y", D)}


def test_answers_that_stand_together_are_one_change_of_those_asked_for() -> None:
    ties = {"fact": "end_user.ties", "is": "x"}, {"fact": "end_user.ties", "is": "y"}
    table = table_of([flag("f.x", {"any": list(ties)})])
    first = changes_of(table, [UNKNOWN] * len(table.program.atoms), limit=1)[0]
    assert [said(one) for one in first.answers] == ["has x / has y"]


def test_several_members_of_one_set_are_one_answer() -> None:
    ties = {"fact": "end_user.ties", "is": "x"}, {"fact": "end_user.ties", "is": "y"}
    assert ("has x and has y", E) in found(table_of([flag("f.x", {"all": list(ties)})]))


def test_answers_that_exclude_each_other_are_no_change() -> None:
    is_x, is_y = ({"fact": "end_user.type", "is": word} for word in "xy")
    both = {"all": [is_x, is_y]}
    assert {said for said in found(table_of([flag("f.x", both)])) if said[1] is E} == set()


def test_answer_that_would_have_to_be_yes_and_no_is_no_change() -> None:
    flags = [flag("f.x", {"fact": "end_user.a"}), flag("f.y", {"not": {"fact": "end_user.a"}})]
    rows = [row("heavy", "high", {"all": [{"test": "f.x"}, {"test": "f.y"}]})]
    assert found(table_of(flags, rows)) == {("no / yes", P)}


def test_row_that_weighs_nothing_is_settled_by_any_answer() -> None:
    (only,) = changes([row("weightless", "low", A)])
    assert ([said(one) for one in only.answers], only.known, only.settled) == (
        ["yes / no"],
        P,
        True,
    )


def test_answer_that_moves_nothing_is_no_change() -> None:
    rows = [row("weightless", "low", A), row("heavy", "high", B)]
    assert [(one.answers, one.known) for one in changes(rows)] == [
        (answers(b="yes"), E),
        (answers(a="no", b="no"), P),
    ]


def test_rows_that_are_settled_bring_no_change() -> None:
    rows = [row("held", "medium", A), row("open", "high", B), row("ruled_out", "critical", C)]
    assert changes(rows, {"a": YES, "c": NO}) == (
        Change(answers(b="yes"), E, settled=True),
        Change(answers(b="no"), S, settled=True),
    )


def test_what_follows_from_an_answer_counts() -> None:
    # To be x rules out y, so that one answer decides both rows.
    flags = [flag(f"f.{w}", {"fact": "end_user.type", "is": w}) for w in "xy"]
    rows = [row("light", "medium", {"test": "f.x"}), row("grave", "critical", {"test": "f.y"})]
    assert ("is x", S) in found(table_of(flags, rows))
    known = Answers(table_of(flags, rows).program)
    assert known.answered([UNKNOWN, UNKNOWN], {(0, YES)}) == [YES, NO]


def test_what_follows_on_a_scale_counts() -> None:
    share = {"fact": "end_user.share"}
    table = table_of([flag("f.x", {"any": [share | {"lt": 25}, share | {"lt": 50}]})])
    known = Answers(table.program)
    assert known.answered([UNKNOWN, UNKNOWN], {(0, YES)}) == [YES, YES]
    assert known.answered([UNKNOWN, UNKNOWN], {(1, NO)}) == [NO, NO]
    assert known.answered([UNKNOWN, UNKNOWN], {(1, YES)}) == [UNKNOWN, YES]


def test_too_many_sets_are_cut_to_the_smallest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "MAX_SETS", 2)
    rows = [row("heavy", "high", {"any": [{"all": [A, B]}, C, F]})]
    assert [one.answers for one in changes(rows) if one.known is E] == [
        answers(c="yes"),
        answers(d="yes"),
    ]


def test_safeguards_in_force_count_in_a_change() -> None:
    rows = [row("heavy", "high", A, ["contract.p"])]
    table = Table(Program(rulebook(*facts(*NAMES), *FLAGS, rows=rows)), [f.id for f in FLAGS])
    values = truths(table.program, {})
    assert changes_of(table, values, frozenset({"contract.p"})) == (
        Change(answers(a="yes"), S, settled=True),
        Change(answers(a="no"), P, settled=True),
    )


def test_most_severe_changes_of_a_size_are_kept_when_there_are_too_many() -> None:
    rows = [row("light", "medium", {"all": [A, C]}), row("grave", "critical", {"all": [B, F]})]
    found = changes(rows, limit=1)
    assert [(one.answers, one.known) for one in found] == [(answers(b="yes", d="yes"), D)]


def test_single_answers_are_all_listed_and_larger_sets_counted_past_the_limit() -> None:
    rows = [row("heavy", "high", {"any": [A, B, {"all": [C, F]}]})]
    table = Table(Program(rulebook(*facts(*NAMES), *FLAGS, rows=rows)), [f.id for f in FLAGS])
    view = table.view(truths(table.program, {}))
    found = ChangeFinder(table, Answers(table.program)).changes(
        determine(table, view, frozenset()), view, frozenset(), limit=1
    )
    assert [one.answers for one in found.listed] == [answers(a="yes"), answers(b="yes")]
    # Left out are c with d, and the two sets of three that rule the row out.
    assert found.left_out == 3
