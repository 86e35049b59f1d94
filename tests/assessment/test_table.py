from __future__ import annotations

import pytest

from caveat.assessment.program import Program
from caveat.assessment.table import Table
from caveat.assessment.tree import Atom, Count
from caveat.model.determination import Recommendation
from caveat.model.truth import Truth
from caveat.rulebook import entries
from caveat.rulebook.loader import Rulebook
from tests.assessment.small import NO, UNKNOWN, YES, entry, facts, flag, row, rulebook, truths

FACTS = facts("end_user.a", "end_user.b", "end_user.c")
X, Y, Z = (
    flag(f"f.{name}", {"fact": f"end_user.{fact}"}) for name, fact in zip("xyz", "abc", strict=True)
)
DEFINED = entry(entries.Test, "definition.d", condition={"fact": "end_user.c"})
ROWS = (
    row("light", "medium", {"test": "f.z"}, ["contract.p"]),
    row("grave", "critical", {"all": [{"test": "f.x"}, {"test": "f.y"}]}),
    row("heavy", "high", {"test": "f.y"}, ["contract.p", "contract.q"]),
    row("named", "high", {"any": [{"test": "definition.d"}, {"test": "f.x"}]}),
)


def table(*in_effect: str, not_checked: bool = False) -> Table:
    book = rulebook(*FACTS, X, Y, Z, DEFINED, rows=ROWS, not_checked=not_checked)
    return Table(Program(book), in_effect)


ALL = ("f.x", "f.y", "f.z")


def row_truths(one: Table, known: dict[str, Truth]) -> dict[str, Truth]:
    found = one.view(truths(one.program, known)).rows
    return {row.entry.id: truth for row, truth in zip(one.rows, found, strict=True)}


def test_rows_come_heaviest_first_and_else_as_published() -> None:
    assert [row.entry.id for row in table(*ALL).rows] == ["grave", "heavy", "named", "light"]


def test_rows_are_true_by_their_findings() -> None:
    assert row_truths(table(*ALL), {"end_user.a": YES, "end_user.c": NO}) == {
        "grave": UNKNOWN,
        "heavy": UNKNOWN,
        "named": YES,
        "light": NO,
    }


def test_red_flag_that_is_not_in_effect_is_not_raised() -> None:
    known = {"end_user.a": YES, "end_user.b": YES, "end_user.c": YES}
    assert row_truths(table("f.y"), known) == {
        "grave": NO,
        "heavy": YES,
        "named": YES,
        "light": NO,
    }


def test_row_names_its_red_flags_in_effect_and_no_tests() -> None:
    assert {row.entry.id: row.red_flags for row in table("f.x", "f.z").rows} == {
        "grave": {"f.x"},
        "heavy": set(),
        "named": {"f.x"},
        "light": {"f.z"},
    }


def test_row_is_kept_over_the_atoms_of_the_program() -> None:
    one = table(*ALL)
    a, b = (Atom(one.program.facts.index(f"end_user.{name}")) for name in "ab")
    assert one.rows[0].tree == Count(2, (a, b))


def test_at_least_counts_findings() -> None:
    several = {"at_least": {"count": 2, "of": [{"test": f"f.{n}"} for n in "xyz"]}}
    book = rulebook(*FACTS, X, Y, Z, rows=[row("several", "high", several)])
    one = Table(Program(book), ALL)
    assert row_truths(one, {"end_user.a": YES, "end_user.c": YES}) == {"several": YES}


@pytest.mark.parametrize("condition", [{"fact": "end_user.a"}, {"not": {"test": "f.x"}}])
def test_row_over_anything_but_tests_is_a_bug(condition: object) -> None:
    book = rulebook(*FACTS, X, rows=[row("wrong", "high", condition)])
    with pytest.raises(AssertionError, match="name tests only"):
        Table(Program(book), ["f.x"])


P, S, E, D = Recommendation
LOW, MEDIUM, HIGH, CRITICAL = range(4)


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        (LOW, LOW, P),
        (LOW, MEDIUM, S),
        (MEDIUM, MEDIUM, S),
        (MEDIUM, HIGH, S),
        (HIGH, HIGH, E),
        (HIGH, CRITICAL, E),
        (CRITICAL, CRITICAL, D),
    ],
)
def test_recommendation_follows_the_tier_after_safeguards(
    after: int, before: int, expected: Recommendation
) -> None:
    assert table(*ALL).recommendation(after, before) is expected


@pytest.mark.parametrize(("after", "expected"), [(LOW, S), (MEDIUM, S), (HIGH, E), (CRITICAL, D)])
def test_nothing_is_plain_proceed_while_something_is_not_checked(
    after: int, expected: Recommendation
) -> None:
    assert table(*ALL, not_checked=True).recommendation(after, after) is expected


@pytest.mark.parametrize(
    ("in_force", "expected"),
    [
        (set(), (False, False, False, False)),
        ({"contract.p"}, (False, False, False, True)),
        ({"contract.q"}, (False, False, False, False)),
        ({"contract.p", "contract.q"}, (False, True, False, True)),
    ],
)
def test_row_is_lowered_when_all_its_safeguards_are_in_force(
    in_force: set[str], expected: tuple[bool, ...]
) -> None:
    assert table(*ALL).weights(frozenset(in_force)).lowered == expected


def test_row_is_lowered_by_one_tier() -> None:
    one = table(*ALL)
    assert one.weights(frozenset()).levels == (CRITICAL, HIGH, HIGH, MEDIUM)
    assert one.weights(frozenset({"contract.p", "contract.q"})).levels == (
        CRITICAL,
        MEDIUM,
        HIGH,
        LOW,
    )


def test_row_that_safeguards_lower_to_the_lightest_still_asks_for_them() -> None:
    weights = table(*ALL).weights(frozenset({"contract.p"}))
    assert weights.ranks == (D.rank, E.rank, E.rank, S.rank)


def test_rows_hang_on_the_open_facts_of_their_open_tests() -> None:
    one = table(*ALL)
    values = truths(one.program, {"end_user.b": YES})
    view = one.view(values)
    assert one.open_facts(one.rows, view) == ("end_user.a", "end_user.c")
    assert one.open_facts(one.rows[1:2], view) == ()


@pytest.mark.parametrize("value", [YES, NO])
@pytest.mark.parametrize("name", ["end_user.a", "end_user.b", "end_user.c"])
def test_changed_view_is_the_view_of_the_changed_values(name: str, value: Truth) -> None:
    one = table(*ALL)
    before, after = (truths(one.program, known) for known in ({}, {name: value}))
    changed = one.changed(one.view(before), after, one.program.atoms_of_fact[name])
    assert changed == one.view(after)


def test_results_that_are_known_are_not_found_again() -> None:
    one = table(*ALL)
    values = truths(one.program, {"end_user.b": YES})
    other = truths(one.program, {"end_user.b": NO})
    known = {test.name: test.result(other) for test in one.tests}
    assert one.view(values, known).tests == one.view(other).tests


def test_every_row_of_the_real_table_is_compiled(rulebook: Rulebook, program: Program) -> None:
    rows = Table(program, rulebook.red_flags).rows
    assert {one.entry.id for one in rows} == {one.id for one in rulebook.policy.table}
    assert [one.level for one in rows] == sorted((one.level for one in rows), reverse=True)
