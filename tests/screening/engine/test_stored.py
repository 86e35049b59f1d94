"""An index is read back as it was written, and a file that does not fit is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.model.error import CaveatError
from caveat.screening.engine import matcher
from caveat.screening.engine.index import Index, build
from caveat.screening.engine.stored import ARRAYS, MAGIC, open_index, save
from caveat.screening.engine.tables import Array
from tests.screening.engine.plain import encoder, names

NAMES = ["kab smith", "k smith =llc", "akka 12", "kkab abk/kabkab"]


def index_of(listed: list[str]) -> Index:
    """Return the index of some names."""
    return build(
        ((name, number) for number, name in enumerate(listed)),
        encoder(),
        matcher.engine().Tables(),
    )


def codes(path: Path, version: str = "1") -> list[str]:
    """Return the codes of the problems for which a file is refused."""
    with pytest.raises(CaveatError) as caught:
        open_index(path, version)
    return [problem.code for problem in caught.value.problems]


def sealed(body: bytes, length: int) -> bytes:
    """Return a file with a digest that fits."""
    return MAGIC + length.to_bytes(16, "little") + sha256(body).digest() + body


@given(st.lists(names, max_size=8))
@settings(max_examples=50, deadline=None)
def test_index_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, listed: list[str]
) -> None:
    path = tmp_path_factory.mktemp("index") / "list.index"
    index = index_of(listed)
    save(index, path, "1")
    found = open_index(path, "1")
    assert {name: found.arrays[name].tolist() for name in ARRAYS} == {
        name: index.arrays[name].tolist() for name in ARRAYS
    }
    assert {name: found.arrays[name].dtype for name in ARRAYS} == {
        name: index.arrays[name].dtype for name in ARRAYS
    }
    assert found.megabytes == index.megabytes
    assert [one.name for one in path.parent.iterdir()] == ["list.index"]


def test_missing_and_empty_files_are_refused(tmp_path: Path) -> None:
    assert codes(tmp_path / "none") == ["index.unreadable"]
    (tmp_path / "empty").write_bytes(b"")
    assert codes(tmp_path / "empty") == ["index.unreadable"]


def test_other_cut_and_altered_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.index"
    save(index_of(NAMES), path, "1")
    whole = path.read_bytes()
    path.write_bytes(whole[:20])
    assert codes(path) == ["index.no_index"]
    path.write_bytes(b"x" + whole[1:])
    assert codes(path) == ["index.no_index"]
    path.write_bytes(whole[:-1])
    assert codes(path) == ["index.altered"]
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert codes(path) == ["index.altered"]
    path.write_bytes(whole)
    assert codes(path, "2") == ["index.version"]


@pytest.mark.parametrize(
    "header",
    [
        b"no json",
        b"{}",
        b"[]",
        json.dumps({"version": "1", "counts": {}}).encode(),
        json.dumps({"version": "1", "counts": dict.fromkeys(ARRAYS, 1 << 70)}).encode(),
        json.dumps({"version": "1", "counts": dict.fromkeys(ARRAYS, 9)}).encode(),
        json.dumps({"version": "1", "counts": dict.fromkeys(ARRAYS, "many")}).encode(),
    ],
)
def test_headers_that_do_not_fit_are_refused(tmp_path: Path, header: bytes) -> None:
    path = tmp_path / "list.index"
    path.write_bytes(sealed(header.ljust(64), len(header)))
    assert codes(path) == ["index.header"]


def set_to(value: int) -> Callable[[Array], Array]:
    """Return what sets the last number of an array."""

    def change(array: Array) -> Array:
        array[-1] = value
        return array

    return change


def cut(array: Array) -> Array:
    """Return an array without its last number."""
    return array[:-1]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        *((name, cut) for name in ARRAYS if name not in {"name_party", "row_name", "bare"}),
        *((name, cut) for name in ("name_party", "row_name", "bare")),
        *((name, set_to(1 << 20)) for name in ("row_word", "row_join", "row_name", "join", "post")),
        *((name, set_to(-2)) for name in ("row_word", "row_join", "row_name", "join", "post")),
        ("kind", set_to(9)),
        ("weight", set_to(801)),
        ("weight", set_to(-1)),
        ("sound_word", set_to(99)),
        ("group_word", set_to(-1)),
        ("letters_table_id", set_to(99)),
        ("joins_table_id", set_to(99)),
        ("shapes_table_id", set_to(-1)),
        ("sounds_table_id", set_to(99)),
        ("sounds_table_at", set_to(0)),
        ("text_at", lambda array: np.sort(array)[::-1].copy()),
        ("text_at", lambda array: np.concatenate([array[:1], array[:1], array[2:]])),
        ("letters_table_at", lambda array: np.concatenate([array[:1], array[1:][::-1]])),
        ("group_word_at", lambda array: array[:0]),
        ("sounds_table_at", lambda array: array[:0]),
    ],
)
def test_numbers_that_lead_nowhere_are_refused(
    tmp_path: Path, name: str, change: Callable[[Array], Array]
) -> None:
    index = index_of(NAMES)
    arrays = {one: array.copy() for one, array in index.arrays.items()}
    arrays[name] = change(arrays[name])
    path = tmp_path / "list.index"
    save(Index(arrays), path, "1")
    assert codes(path) == ["index.broken"]
