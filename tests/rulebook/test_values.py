"""What is refused of a file stands in tests/bad; here is what is read, and written again."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.supports import Cost, Fact, FactType
from caveat.rulebook.values import ValueRefusedError, parse_day, parse_value, value_tree

WORDS = {f"word{n:02}": f"Word {n}" for n in range(15)}


def _fact(
    type_: FactType,
    *,
    free: bool = False,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
) -> Fact:
    return Fact(
        id="a.fact",
        title="A fact",
        type=type_,
        question="What is it?",
        help="Look.",
        who=["compliance"],
        evidence="A document.",
        cost=Cost.MINUTES,
        open_vocabulary=free,
        minimum=low,
        maximum=high,
        unit=unit,
    )


TRUTH, CHOICE, SET, NUMBER = (
    _fact(type_) for type_ in (FactType.TRUTH, FactType.CHOICE, FactType.SET, FactType.NUMBER)
)
DATE, TEXT, FREE = _fact(FactType.DATE), _fact(FactType.TEXT), _fact(FactType.SET, free=True)
SHARE = _fact(FactType.NUMBER, low=0)
PERCENT = _fact(FactType.NUMBER, low=0, high=100, unit="percent")

SOME_WORDS = st.frozensets(st.sampled_from(sorted(WORDS)))
NUMBERS = st.floats(0, allow_nan=False, allow_infinity=False)
RANGES = st.tuples(NUMBERS, NUMBERS | st.just(inf)).map(lambda ends: Range(min(ends), max(ends)))
KNOWN: st.SearchStrategy[tuple[Fact, Value | None]] = st.one_of(
    st.tuples(st.just(TRUTH), st.sampled_from([Truth.YES, Truth.NO])),
    st.tuples(st.just(CHOICE), st.sampled_from(sorted(WORDS))),
    st.tuples(
        st.just(SET),
        st.builds(
            lambda present, absent, complete: Members(present, absent - present, complete),
            SOME_WORDS,
            SOME_WORDS,
            st.booleans(),
        ),
    ),
    st.tuples(st.just(SHARE), RANGES),
    st.tuples(st.just(NUMBER), NUMBERS.map(lambda high: Range(high=high))),
    st.tuples(st.just(DATE), st.dates()),
    st.tuples(st.just(TEXT), st.text().filter(lambda text: text.strip() not in ("", "unknown"))),
    st.tuples(st.sampled_from([TRUTH, CHOICE, SET, NUMBER, DATE, TEXT]), st.none()),
)
TREES = st.recursive(
    st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | st.sampled_from(["yes", "no", "unknown", "word01", "2020-01-01", "", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["members", "absent", "complete", "from", "to", "value"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def _read(tree: object, fact: Fact) -> Value | None:
    return parse_value(tree, fact, vocabulary=WORDS)


def _refusal(tree: object, fact: Fact) -> str:
    with pytest.raises(ValueRefusedError) as refused:
        _read(tree, fact)
    return str(refused.value)


@pytest.mark.parametrize(
    ("fact", "tree", "value"),
    [
        (TRUTH, "yes", Truth.YES),
        (TRUTH, "no", Truth.NO),
        (CHOICE, "word01", "word01"),
        (SET, [], Members(frozenset())),
        (SET, ["word01", "word02"], Members(frozenset({"word01", "word02"}))),
        (SET, {"members": ["word01"]}, Members(frozenset({"word01"}))),
        (SET, {"members": [], "complete": True}, Members(frozenset(), complete=True)),
        (SET, {"absent": ["word01"]}, Members(frozenset(), frozenset({"word01"}))),
        (FREE, ["anything"], Members(frozenset({"anything"}))),
        (NUMBER, 5, Range(5.0, 5.0)),
        (NUMBER, -2.5, Range(-2.5, -2.5)),
        (NUMBER, {"from": 20, "to": 40}, Range(20.0, 40.0)),
        (NUMBER, {"from": 20}, Range(low=20.0)),
        (NUMBER, {"to": 40}, Range(high=40.0)),
        (NUMBER, {"from": 20, "to": 20}, Range(20.0, 20.0)),
        (PERCENT, 0, Range(0.0, 0.0)),
        (PERCENT, {"from": 0, "to": 100}, Range(0.0, 100.0)),
        (DATE, "2020-02-29", date(2020, 2, 29)),
        (TEXT, "yes", "yes"),
    ],
)
def test_parse_value_reads_each_type(fact: Fact, tree: object, value: Value) -> None:
    assert _read(tree, fact) == value


@pytest.mark.parametrize("fact", [TRUTH, CHOICE, SET, FREE, NUMBER, DATE, TEXT])
def test_parse_value_reads_an_explicit_unknown_for_every_type(fact: Fact) -> None:
    assert _read("unknown", fact) is None


@pytest.mark.parametrize(
    ("fact", "tree", "message"),
    [
        (TRUTH, {"yes": "no"}, "found {'yes': 'no'}, expected yes, no or unknown"),
        (CHOICE, ["word01"], "found ['word01'], expected a word from the list of the fact"),
        (
            CHOICE,
            "zzz",
            "found 'zzz', expected one of word00, word01, word02, word03, word04, word05, word06, "
            "word07, word08, word09, word10, word11 and 3 more",
        ),
        (SET, ["word01", 5], "found 5, expected a word from the list of the fact"),
        (
            SET,
            {"members": [], "all": True},
            "found {'members': [], 'all': True}, expected a list, or a mapping with members, "
            "absent and complete",
        ),
        (SET, {"absent": "word01"}, "found 'word01', expected a list"),
        (NUMBER, {}, "found {}, expected a number or a mapping with from and to"),
        (NUMBER, True, "found True, expected a number or a mapping with from and to"),
        (NUMBER, nan, "found nan, expected a number or a mapping with from and to"),
        (NUMBER, inf, "found inf, expected a number or a mapping with from and to"),
        (NUMBER, {"from": "low"}, "found 'low', expected a number or a mapping with from and to"),
        (SHARE, -1, "found -1, expected 0 to inf"),
        (PERCENT, 100.5, "found 100.5, expected 0 to 100 percent"),
        (PERCENT, {"from": 40, "to": 20}, "the range runs from 40 down to 20"),
        (SET, {"complete": "yes"}, "'complete' is 'yes', expected true or false"),
        (
            SET,
            {"members": ["word01", "word02"], "absent": ["word02"]},
            "'word02' is both a member and absent",
        ),
        (DATE, 20200229, "found 20200229, expected a date such as 2020-09-30"),
        (DATE, "2021-02-29", "found '2021-02-29', expected a date such as 2020-09-30"),
        (TEXT, " ", "found ' ', expected text"),
    ],
)
def test_parse_value_says_what_it_found_and_expected(
    fact: Fact, tree: object, message: str
) -> None:
    assert _refusal(tree, fact) == message


def test_parse_value_lists_twelve_words_whole() -> None:
    twelve = dict(list(WORDS.items())[:12])
    with pytest.raises(ValueRefusedError) as refused:
        parse_value("zzz", CHOICE, vocabulary=twelve)
    assert str(refused.value) == f"found 'zzz', expected one of {', '.join(twelve)}"


@pytest.mark.parametrize(
    "text", ["20200930", "2020-W40-3", "2020-9-30", "2020-09-30 ", "2020-09-30T00", "٢٠٢٠-09-30"]
)
def test_parse_day_takes_one_form_only(text: str) -> None:
    with pytest.raises(ValueRefusedError):
        parse_day(text)


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        (None, "unknown"),
        (Truth.NO, "no"),
        ("word01", "word01"),
        (Members(frozenset({"b", "a"})), {"members": ["a", "b"], "complete": False}),
        (
            Members(frozenset(), frozenset({"b", "a"}), complete=True),
            {"members": [], "absent": ["a", "b"], "complete": True},
        ),
        (Range(5.0, 5.0), 5.0),
        (Range(20.0, 40.0), {"from": 20.0, "to": 40.0}),
        (Range(low=20.0), {"from": 20.0}),
        (Range(high=40.0), {"to": 40.0}),
        (date(2020, 9, 30), "2020-09-30"),
    ],
)
def test_value_tree_has_one_form_for_each_value(value: Value | None, tree: object) -> None:
    assert value_tree(value) == tree


@given(KNOWN)
def test_value_comes_back_from_its_tree(known: tuple[Fact, Value | None]) -> None:
    fact, value = known
    assert _read(value_tree(value), fact) == value


@given(st.sampled_from([TRUTH, CHOICE, SET, FREE, NUMBER, SHARE, DATE, TEXT]), TREES)
def test_parse_value_reads_or_refuses_any_tree(fact: Fact, tree: object) -> None:
    try:
        value = _read(tree, fact)
    except ValueRefusedError:
        return
    assert _read(value_tree(value), fact) == value
