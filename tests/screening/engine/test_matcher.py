"""Screening finds what a look at every name finds, with the kernel and with the fallback."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.screening.engine import fallback, kernel, matcher
from caveat.screening.engine.calibration import calibrated
from caveat.screening.engine.index import Index, build
from caveat.screening.engine.matcher import Matcher, Matches
from caveat.screening.engine.score import align
from tests.screening.engine.plain import NUMBERS, encoder, names

ENGINES: list[Any] = [kernel, fallback]
ENCODER = encoder()
Row = tuple[int, int, int, int]


def rows_of(matches: Matches) -> list[Row]:
    """Return matches as rows of query, name, score and evidence."""
    columns = (matches.query, matches.name, matches.score, matches.evidence)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def by_looking_at_every_name(
    queries: Sequence[str], listed: Sequence[str], least: int
) -> list[Row]:
    """Return what must be found, without an index."""
    found: list[Row] = []
    for i, query in enumerate(queries):
        for j, name in enumerate(listed):
            best = max(
                (
                    (pairs.raw, pairs.evidence)
                    for one in ENCODER.phrases(query)
                    for other in ENCODER.phrases(name)
                    for pairs in (align(one, other, NUMBERS),)
                ),
                default=(0, 0),
            )
            if calibrated(best[0]) >= max(1, least):
                found.append((i, j, *best))
    found.sort(key=lambda row: (row[0], -row[2], -row[3], row[1]))
    return [(i, j, calibrated(raw), evidence) for i, j, raw, evidence in found]


several = st.lists(names, max_size=12)


@given(several, several, st.integers(1, 1_000_000))
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("made_by", ENGINES)
def test_screening_finds_all_and_nothing_else(
    made_by: Any, queries: list[str], listed: list[str], least: int
) -> None:
    index = build(((name, 0) for name in listed), ENCODER, made_by.Tables())
    found = Matcher(index, ENCODER, made_by=made_by).screen(queries, least)
    assert rows_of(found) == by_looking_at_every_name(queries, listed, least)


@given(several, several, st.integers(1, 1_000_000))
@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("made_by", ENGINES)
def test_portfolio_as_index_finds_the_same(
    made_by: Any, queries: list[str], listed: list[str], least: int
) -> None:
    portfolio = build(((name, 0) for name in queries), ENCODER, made_by.Tables())
    found = Matcher(portfolio, ENCODER, swapped=True, made_by=made_by).screen(listed, least)
    assert rows_of(found) == by_looking_at_every_name(queries, listed, least)


@given(several)
@settings(max_examples=60, deadline=None)
def test_kernel_and_fallback_build_the_same_arrays(listed: list[str]) -> None:
    one, other = (
        build(((name, number) for number, name in enumerate(listed)), ENCODER, made_by.Tables())
        for made_by in ENGINES
    )
    assert {name: array.tobytes() for name, array in one.arrays.items()} == {
        name: array.tobytes() for name, array in other.arrays.items()
    }
    assert [one.name(number) for number in range(one.names)] == listed


@pytest.mark.parametrize("made_by", ENGINES)
@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("kab smith", "bak smith"),
        ("akka smith", "bak smith"),
        ("akka smith", "kab smith"),
        ("k smith", "karim smith"),
        ("karim smith", "k smith"),
        ("7 k", "7 karim"),
        ("k", "karim"),
        ("kab bak smith", "kabbak smith"),
        ("kabbak smith", "kab bak smith"),
        ("~krm smith", "karim smith"),
        ("smith =llc", "=llc smith"),
        ("ab ab ab ab", "ab ab"),
    ],
)
def test_each_way_to_be_alike_is_found(made_by: Any, query: str, listed: str) -> None:
    index = build([("nobody", 0), (listed, 0)], ENCODER, made_by.Tables())
    found = Matcher(index, ENCODER, made_by=made_by).screen([query], 1)
    assert rows_of(found) == by_looking_at_every_name([query], ["nobody", listed], 1)


@pytest.mark.parametrize("made_by", ENGINES)
def test_texts_that_share_a_hash_are_told_apart(made_by: Any) -> None:
    index = build([("kab bak", 0), ("kkk bbb", 0)], ENCODER, made_by.Tables())
    arrays = dict(index.arrays) | {"joins_table_id": index.arrays["joins_table_id"][::-1].copy()}
    found = Matcher(Index(arrays), ENCODER, made_by=made_by).screen(["kabbak", "kkkbbb"], 1)
    assert rows_of(found) == []


@pytest.mark.parametrize("made_by", ENGINES)
def test_memory_grows_with_what_is_found(made_by: Any) -> None:
    listed = [f"kab{letter}{other} smith" for letter in "abcdef" for other in "abcdefgh"] * 12
    index = build(((name, 0) for name in listed), ENCODER, made_by.Tables())
    asked = ["kabaa smith", "smith", *(f"kab{one}{two}" for one in "ab" for two in "abcd")]
    asked += [f"w{number}ord smith" for number in range(1100)]
    one = Matcher(index, ENCODER, made_by=made_by)
    found = one.screen(asked, 400_000)
    assert len(found) > 256
    assert rows_of(found) == [
        (number, *row[1:])
        for number, name in enumerate(asked)
        for row in rows_of(Matcher(index, ENCODER, made_by=made_by).screen([name], 400_000))
    ]


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    index = build([("kab smith", 0)], ENCODER, kernel.Tables())
    matches = Matcher(index, ENCODER)
    monkeypatch.setattr(matcher, "REMEMBERED", 1)
    monkeypatch.setattr(matcher, "CHUNK", 2)
    asked = ["kab smith", "", "kab smyth", "nobody", "smith kab"]
    assert rows_of(matches.screen(asked, 600_000)) == by_looking_at_every_name(
        asked, ["kab smith"], 600_000
    )


def test_fallback_stands_in_where_the_kernel_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert matcher.engine() is kernel
    monkeypatch.setattr(kernel, "available", lambda: False)
    assert matcher.engine() is fallback
