"""What is refused stands in tests/bad/rule; here is what is read, and written again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.rulebook.conditions import ConditionField, condition_tree, parse_condition

FIELD: TypeAdapter[Condition] = TypeAdapter(ConditionField)
A, B = Holds("a"), Holds("b")
TREE_A, TREE_B = {"fact": "a"}, {"fact": "b"}

WORDS = st.text(min_size=1, max_size=5)
BOUNDS = st.floats(allow_nan=False, allow_infinity=False) | st.dates()
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Holds, WORDS),
    st.builds(Refers, WORDS),
    st.builds(OneOf, WORDS, st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
    st.builds(Below, WORDS, BOUNDS),
    st.builds(Reaches, WORDS, BOUNDS),
)


def _around(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = parts.flatmap(
        lambda some: st.integers(1, len(some)).map(lambda count: AtLeast(count, some))
    )
    return st.one_of(st.builds(All, parts), st.builds(AnyOf, parts), st.builds(Not, inner), counted)


CONDITIONS = st.recursive(LEAVES, _around, max_leaves=8)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["yes", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "fact",
                    "is",
                    "in",
                    "lt",
                    "gte",
                    "test",
                    "all",
                    "any",
                    "not",
                    "at_least",
                    "count",
                    "of",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


FORMS: list[tuple[dict[str, object], Condition]] = [
    ({"fact": "a"}, A),
    ({"fact": "a", "is": "yes"}, A),
    ({"fact": "a", "is": "no"}, Not(A)),
    ({"fact": "a", "is": "police"}, OneOf("a", ("police",))),
    ({"fact": "a", "in": ["police", "prison"]}, OneOf("a", ("police", "prison"))),
    ({"fact": "a", "in": ["yes"]}, OneOf("a", ("yes",))),
    ({"fact": "a", "lt": 25}, Below("a", 25.0)),
    ({"fact": "a", "gte": 2.5}, Reaches("a", 2.5)),
    ({"fact": "a", "lt": "2020-09-30"}, Below("a", date(2020, 9, 30))),
    ({"fact": "a", "gte": "2020-09-30"}, Reaches("a", date(2020, 9, 30))),
    ({"test": "class.intrusive"}, Refers("class.intrusive")),
    ({"all": [TREE_A, TREE_B]}, All((A, B))),
    ({"any": [TREE_A]}, AnyOf((A,))),
    ({"not": TREE_A}, Not(A)),
    ({"at_least": {"count": 2, "of": [TREE_A, TREE_B]}}, AtLeast(2, (A, B))),
]


@pytest.mark.parametrize(("tree", "condition"), FORMS)
def test_parse_condition_reads_each_form(tree: object, condition: Condition) -> None:
    assert parse_condition(tree) == condition


@pytest.mark.parametrize("tree", [tree for tree, _ in FORMS])
def test_schema_takes_each_form(tree: object) -> None:
    Draft202012Validator(FIELD.json_schema()).validate(tree)


@pytest.mark.parametrize(
    "tree",
    [
        {},
        [],
        {"all": []},
        {"any": []},
        {"not": "a"},
        {"fact": 5},
        {"fact": "a", "in": []},
        {"fact": "a", "in": [5]},
        {"fact": "a", "lt": 5, "gte": 3},
        {"fact": "a", "test": "b"},
    ],
)
def test_schema_and_reader_refuse_the_same(tree: object) -> None:
    assert not Draft202012Validator(FIELD.json_schema()).is_valid(tree)
    with pytest.raises(PydanticCustomError):
        parse_condition(tree)


def test_parse_condition_leaves_its_tree_as_it_was() -> None:
    tree = {"not": {"fact": "a", "is": "yes"}}
    parse_condition(tree)
    assert tree == {"not": {"fact": "a", "is": "yes"}}


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({}, "found {}, expected a mapping with all, any, not, at_least, or a leaf with fact "),
        ({"test": 5}, "found the operator 'test', expected all, any, not, at_least, or a leaf"),
        ({"any": TREE_A}, "'any' takes a list with at least one condition"),
        ({"not": [TREE_A]}, "found [{'fact': 'a'}], expected a mapping with all"),
        ({"at_least": {"count": 0, "of": [TREE_A]}}, "'count' is 0, expected 1 to 1"),
        ({"at_least": {"count": True, "of": [TREE_A]}}, "'count' is True, expected 1 to 1"),
        ({"at_least": {"count": "1", "of": [TREE_A]}}, "'count' is '1', expected 1 to 1"),
        ({"at_least": {"count": 1, "of": []}}, "'of' takes a list with at least one condition"),
        ({"fact": "a", "is": True}, "the leaf 'is: True' is none of is, in, lt, gte with its"),
        ({"fact": "a", "in": []}, "the leaf 'in: []' is none of is, in, lt, gte with its"),
        ({"fact": "a", "in": ["b", 1]}, "the leaf 'in: ['b', 1]' is none of is, in, lt, gte with"),
        ({"fact": "a", "lt": True}, "found the bound True, expected a number or a date"),
        (
            {"fact": "a", "lt": "20200930"},
            "found the bound '20200930', expected a number or a date",
        ),
    ],
)
def test_parse_condition_says_what_it_found(tree: object, message: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_condition(tree)
    assert str(refused.value).startswith(message)


@given(CONDITIONS)
def test_condition_comes_back_from_its_tree(condition: Condition) -> None:
    assert parse_condition(condition_tree(condition)) == condition


@given(CONDITIONS)
def test_condition_comes_back_from_the_bundle(condition: Condition) -> None:
    assert FIELD.validate_json(FIELD.dump_json(condition)) == condition


@given(CONDITIONS)
def test_parse_condition_takes_a_condition_that_was_read_already(condition: Condition) -> None:
    assert parse_condition(condition) is condition


@given(TREES)
def test_parse_condition_reads_or_refuses_any_tree(tree: object) -> None:
    try:
        condition = parse_condition(tree)
    except PydanticCustomError:
        return
    assert parse_condition(condition_tree(condition)) == condition
