"""Whatever is put into a reader, what comes out is the thing read, or problems with their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.model.error import CaveatError, Problem
from caveat.rulebook.loader import Rulebook, validate
from caveat.rulebook.shape import Strict
from caveat.rulebook.statements import Origin, StatementReader
from caveat.rulebook.transaction_file import read_transaction
from caveat.rulebook.transaction_shape import ProductFile, TransactionFile
from caveat.rulebook.yaml_reader import Document, parse_yaml, read_yaml
from tests.rulebook.bad_files import GOOD

FILE = Path("file.yaml")
TODAY = date(2026, 11, 24)
ORIGIN = Origin("order", date(2026, 11, 2), "A. Example")

MARKS = st.sampled_from("-?:[]{},&*!|>'\"%@`#~\\\t\n\r\x00\x07\x85\u2028\ufeffé") | st.just("  ")
PHRASES = st.sampled_from(
    ["a: b\n", "- ", ": ", "&a ", "*a ", "!!str ", "!<x> ", "!e!x ", "|2\n", "|+9\n", ">-\n"]
)
TOKENS = st.sampled_from(
    [
        "\\x41",
        "\\U0011FFFF",
        "\\ud800",
        "#c\n",
        "<<: ",
        "null",
        "yes",
        "1.5",
        "9" * 30,
        "\U0001f600",
    ]
)
DIRECTIVES = st.sampled_from(
    ["%YAML 1.1\n---\n", "%YAML 9.9\n---\n", "%TAG !e! tag:e\n---\n", "%X\n", "---\n", "...\n"]
)
FRAGMENTS = st.lists(MARKS | PHRASES | TOKENS | DIRECTIVES, max_size=15).map("".join)

DATES = st.sampled_from(["2020-01-01", "2020-W01-1", "9999-12-31"])
WORDS = st.sampled_from(["", "unknown", "yes", "no", "NO", "government", "contract.audit_right"])
PATHS = st.sampled_from(["x" * 300, "../product", "/", ".", "a\x00b", "\ud800", "é"])
LEAVES = DATES | WORDS | PATHS | st.booleans() | st.integers(-200, 200) | st.floats(-1e6, 1e6)
PROVENANCE = st.sampled_from(
    ["value", "source", "observed_on", "entered_by", "expires_on", "decides", "reason"]
)
KEYS = PROVENANCE | st.sampled_from(
    ["members", "absent", "complete", "from", "to", "x", "end_user.type", "product.bulk"]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def _problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        read()
    except CaveatError as error:
        return error.problems
    return ()


def _placed(problems: tuple[Problem, ...]) -> bool:
    return all(problem.where is not None and problem.message for problem in problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a good transaction, its product, and room for one more file."""
    folder = tmp_path_factory.mktemp("any")
    for name in ("product/camera.yaml", "transaction/whole.yaml"):
        target = folder / name
        target.parent.mkdir()
        target.write_bytes((GOOD / name).read_bytes())
    return folder


@given(st.text() | FRAGMENTS)
@settings(max_examples=300)
def test_parse_yaml_reads_or_refuses_any_text(text: str) -> None:
    problems = _problems(lambda: parse_yaml(text, FILE))
    assert {problem.where.file for problem in problems if problem.where} <= {FILE}
    assert _placed(problems)


@given(st.binary() | st.text().map(str.encode) | FRAGMENTS.map(lambda text: text.encode("utf-16")))
def test_read_yaml_reads_or_refuses_any_bytes(folder: Path, data: bytes) -> None:
    file = folder / "any.yaml"
    file.write_bytes(data)
    assert _placed(_problems(lambda: read_yaml(file)))


@pytest.mark.parametrize("kind", [TransactionFile, ProductFile])
@given(TREES)
def test_validate_reads_or_refuses_any_tree(kind: type[Strict], tree: Any) -> None:
    assert _placed(_problems(lambda: validate(kind, Document(FILE, tree, {}))))


@given(st.data())
@settings(max_examples=300)
def test_statements_are_read_or_refused_whatever_is_stated(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    facts = st.sampled_from([*sorted(rulebook.facts), "end_user.typ", ""])
    tree = data.draw(st.dictionaries(facts, TREES, max_size=4))
    reader = StatementReader(rulebook, Document(FILE, {}, {}), TODAY)
    read = reader.statements(tree, ORIGIN, ("facts",))
    assert _placed(tuple(reader.problems))
    assert reader.problems or set(read) == set(tree)


def _paths(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps: Any = tree.items() if isinstance(tree, dict) else ()
    if isinstance(tree, list):
        steps = enumerate(tree)
    found = [path] if path else []
    for step, inner in steps:
        found += _paths(inner, (*path, step))
    return found


@st.composite
def _damaged(draw: st.DrawFn) -> Any:
    """Draw the good transaction with up to three of its parts replaced or taken out."""
    tree = deepcopy(read_yaml(GOOD / "transaction/whole.yaml").tree)
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(_paths(tree)))
        parent: Any = tree
        for step in above:
            parent = parent[step]
        if draw(st.booleans()):
            parent[last] = draw(TREES)
        else:
            del parent[last]
    return tree


@given(_damaged())
@settings(max_examples=100)
def test_read_transaction_reads_or_refuses_any_damaged_file(
    rulebook: Rulebook, folder: Path, tree: Any
) -> None:
    file = folder / "transaction" / "damaged.yaml"
    # Text in JSON is text in YAML too, with everything quoted.
    file.write_text(json.dumps(tree), encoding="utf-8")
    assert _placed(_problems(lambda: read_transaction(file, rulebook, today=TODAY)))
