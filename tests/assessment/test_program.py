from __future__ import annotations

from datetime import date

import pytest

from caveat.assessment.program import Elementary, Program
from caveat.assessment.tree import Atom, Count, Minus
from caveat.model.condition import Below, Holds, OneOf
from caveat.model.fact import FactState, Openness
from caveat.model.finding import Result, State
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook import entries
from caveat.rulebook.supports import ProductClass
from tests.assessment.small import NO, UNKNOWN, YES, entry, fact, facts, flag, rulebook, truths

A, B, C = ({"fact": f"end_user.{name}"} for name in "abc")
FACTS = facts("end_user.a", "end_user.b", "end_user.c")
TYPE = fact("end_user.type", "choice", values={"x": "X", "y": "Y", "z": "Z"})
TIES = fact("end_user.ties", "set", values={"x": "X", "y": "Y"})
SHARE = fact("end_user.share", "number")
SINCE = fact("end_user.since", "date")


def compiled(condition: object, **more: object) -> Program:
    """Return a program with one red flag."""
    return Program(rulebook(*FACTS, TYPE, TIES, SHARE, SINCE, flag("f.x", condition, **more)))


def result(program: Program, known: dict[str, Truth]) -> Result:
    return program.tests["f.x"].result(truths(program, known))


def test_conditions_compile_to_counts_of_parts() -> None:
    program = compiled(
        {"all": [A, {"any": [B, {"not": C}]}, {"at_least": {"count": 2, "of": [A, B, C]}}]}
    )
    a, b, c = Atom(0), Atom(1), Atom(2)
    assert program.tests["f.x"].whole == Count(3, (a, Count(1, (b, Minus(c))), Count(2, (a, b, c))))


def test_atoms_are_shared_by_all_tests() -> None:
    program = Program(rulebook(*FACTS, flag("f.x", A), flag("f.y", {"all": [A, B]})))
    assert program.facts == ["end_user.a", "end_user.b"]
    assert program.tests["f.y"].atoms == (0, 1)


def test_atoms_are_found_by_their_fact() -> None:
    program = compiled({"any": [{"fact": "end_user.ties", "in": ["x", "y"]}, A]})
    assert program.atoms_of_fact == {"end_user.ties": [0, 1], "end_user.a": [2]}


def test_choice_is_one_atom_for_all_its_options() -> None:
    program = compiled({"fact": "end_user.type", "in": ["x", "y"]})
    assert program.atoms == [Elementary("end_user.type", OneOf("end_user.type", ("x", "y")))]


def test_set_is_one_atom_for_each_member() -> None:
    program = compiled({"fact": "end_user.ties", "in": ["x", "y"]})
    assert [atom.leaf for atom in program.atoms] == [
        OneOf("end_user.ties", ("x",)),
        OneOf("end_user.ties", ("y",)),
    ]
    assert program.tests["f.x"].whole == Count(1, (Atom(0), Atom(1)))


def test_reaching_a_bound_is_the_negation_of_being_under_it() -> None:
    program = compiled({"any": [{"fact": "end_user.share", "gte": 25}, A]})
    assert program.atoms[0].leaf == Below("end_user.share", 25.0)
    assert program.tests["f.x"].whole == Count(1, (Minus(Atom(0)), Atom(1)))


def test_bound_is_tested_once_from_both_sides() -> None:
    share = {"fact": "end_user.share"}
    program = compiled({"all": [share | {"gte": 25}, share | {"lt": 50}, share | {"lt": 25}]})
    assert [atom.leaf for atom in program.atoms] == [
        Below("end_user.share", 25.0),
        Below("end_user.share", 50.0),
    ]


def test_reference_stands_for_the_gate_and_the_condition_of_what_it_names() -> None:
    program = Program(
        rulebook(
            *FACTS,
            flag("f.x", {"all": [{"test": "f.y"}, C]}),
            flag("f.y", B, applies_when=A),
        )
    )
    c, a, b = (Atom(program.facts.index(f"end_user.{name}")) for name in "cab")
    assert program.tests["f.x"].whole == Count(2, (Count(2, (a, b)), c))


def test_reference_to_an_ungated_test_stands_for_its_condition() -> None:
    named = entry(entries.Test, "definition.y", condition=B)
    program = Program(rulebook(*FACTS, named, flag("f.x", {"not": {"test": "definition.y"}})))
    assert program.tests["f.x"].whole == Minus(Atom(0))
    assert program.tests["definition.y"].whole == Atom(0)


CATEGORIES = fact("product.categories", "set", values_from="product_categories")
VIDEO = ProductClass(id="video", title="Video", meaning="Cameras.")
CAMERA = entry(entries.ProductCategory, "sensors.camera")
RADAR = entry(entries.ProductCategory, "sensors.radar")


def test_product_class_is_any_of_its_categories() -> None:
    audio = entry(entries.ProductCategory, "sensors.microphone", product_class="audio")
    program = Program(rulebook(CATEGORIES, VIDEO, CAMERA, RADAR, audio))
    assert [atom.leaf for atom in program.atoms] == [
        OneOf("product.categories", ("sensors.camera",)),
        OneOf("product.categories", ("sensors.radar",)),
    ]
    assert program.tests["class.video"].whole == Count(1, (Atom(0), Atom(1)))


def test_product_class_without_categories_holds_for_no_product() -> None:
    program = Program(rulebook(CATEGORIES, VIDEO))
    assert program.tests["class.video"].result([]) == Result(State.NO, NO, (), ())


def test_condition_may_refer_to_a_product_class() -> None:
    program = Program(rulebook(CATEGORIES, VIDEO, CAMERA, flag("f.x", {"test": "class.video"})))
    assert program.tests["f.x"].whole == Count(1, (Atom(0),))


def test_steps_and_prerequisites_are_compiled_too() -> None:
    step = entry(entries.Step, "s.x", done_when=B, applies_when=A)
    needed = entry(entries.Safeguard, "contract.x", needs=C)
    free = entry(entries.Safeguard, "contract.y")
    program = Program(rulebook(*FACTS, step, needed, free))
    assert list(program.needs) == ["contract.x"]
    values = truths(program, {"end_user.a": NO, "end_user.c": YES})
    assert program.steps["s.x"].result(values).state is State.NOT_APPLICABLE
    assert program.needs["contract.x"].result(values).state is State.YES


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, Result(State.UNKNOWN, UNKNOWN, (), ("end_user.a", "end_user.b"))),
        ({"end_user.a": NO}, Result(State.NOT_APPLICABLE, NO, ("end_user.a",), ())),
        ({"end_user.b": NO}, Result(State.NO, NO, ("end_user.b",), ())),
        ({"end_user.b": YES}, Result(State.UNKNOWN, UNKNOWN, (), ("end_user.a",))),
        ({"end_user.a": YES}, Result(State.UNKNOWN, UNKNOWN, (), ("end_user.b",))),
        (
            {"end_user.a": YES, "end_user.b": YES},
            Result(State.YES, YES, ("end_user.a", "end_user.b"), ()),
        ),
        ({"end_user.a": YES, "end_user.b": NO}, Result(State.NO, NO, ("end_user.b",), ())),
        (
            {"end_user.a": NO, "end_user.b": NO},
            Result(State.NOT_APPLICABLE, NO, ("end_user.a",), ()),
        ),
    ],
)
def test_gated_flag_is_shown_in_four_states(known: dict[str, Truth], expected: Result) -> None:
    assert result(compiled(B, applies_when=A), known) == expected


def test_facts_of_the_gate_are_missing_first() -> None:
    program = compiled({"all": [A, B]}, applies_when=C)
    assert result(program, {}).missing == ("end_user.c", "end_user.a", "end_user.b")


def test_facts_that_decide_are_sorted_and_named_once() -> None:
    share = {"fact": "end_user.share"}
    program = compiled({"all": [share | {"gte": 25}, A, share | {"lt": 50}]})
    values = program.values({"end_user.share": known(Range(30, 30)), "end_user.a": known(YES)})
    assert program.tests["f.x"].result(values).decided_by == ("end_user.a", "end_user.share")


def known(value: Value) -> FactState:
    return FactState(value, None)


def test_fact_that_is_open_leaves_its_atoms_unknown() -> None:
    program = compiled({"all": [A, B]})
    states = {
        "end_user.a": FactState(None, Openness.CONFLICT),
        "end_user.b": known(NO),
    }
    assert program.values(states) == [UNKNOWN, NO]


def test_fact_that_no_condition_tests_is_passed_over() -> None:
    assert compiled(A).values({"end_user.b": known(YES)}) == [UNKNOWN]


@pytest.mark.parametrize(("value", "expected"), [(YES, YES), (NO, NO)])
def test_truth_passes_as_it_is(value: Truth, expected: Truth) -> None:
    assert Elementary("f", Holds("f")).of(value) is expected


@pytest.mark.parametrize(("value", "expected"), [("x", YES), ("y", YES), ("z", NO)])
def test_choice_passes_as_one_of_the_options(value: str, expected: Truth) -> None:
    assert Elementary("f", OneOf("f", ("x", "y"))).of(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Members(frozenset("x")), YES),
        (Members(frozenset("y"), complete=True), NO),
        (Members(frozenset(), frozenset("x")), NO),
        (Members(frozenset("y")), UNKNOWN),
    ],
)
def test_member_is_unknown_while_the_set_is_open_and_silent(
    value: Members, expected: Truth
) -> None:
    assert Elementary("f", OneOf("f", ("x",))).of(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Range(24, 24), YES),
        (Range(25, 25), NO),
        (Range(20, 25), UNKNOWN),
        (Range(25, 40), NO),
        (Range(20, 24), YES),
        (Range(), UNKNOWN),
    ],
)
def test_range_is_unknown_where_it_straddles_the_bound(value: Range, expected: Truth) -> None:
    assert Elementary("f", Below("f", 25.0)).of(value) is expected


@pytest.mark.parametrize(("day", "expected"), [(date(2019, 12, 31), YES), (date(2020, 1, 1), NO)])
def test_date_is_below_a_day_it_precedes(day: date, expected: Truth) -> None:
    assert Elementary("f", Below("f", date(2020, 1, 1))).of(day) is expected


def test_date_is_compiled_like_a_number() -> None:
    program = compiled({"fact": "end_user.since", "gte": "2020-01-01"})
    values = program.values({"end_user.since": known(date(2021, 6, 1))})
    assert program.tests["f.x"].result(values).truth is YES


def test_reaching_is_never_an_atom(program: Program) -> None:
    assert {type(atom.leaf) for atom in program.atoms} == {Holds, OneOf, Below}


def test_compiling_twice_gives_the_same_numbers(program: Program) -> None:
    again = Program(program.rulebook)
    assert again.atoms == program.atoms
    assert {name: test.whole for name, test in again.tests.items()} == {
        name: test.whole for name, test in program.tests.items()
    }


def test_every_red_flag_test_and_class_is_compiled(program: Program) -> None:
    book = program.rulebook
    classes = {f"class.{name}" for name in book.product_classes}
    assert set(program.tests) == {*book.red_flags, *book.tests, *classes}
