from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.world import MAX_BYTES, corners, read_world
from tests.rulebook.small_world import COUNTRIES, SQUARE, small_world, world_tree, write_world

DOT = {"at": [1, 1], "dot": [1, 1]}


def codes(file: Path) -> list[str]:
    with pytest.raises(CaveatError) as caught:
        read_world(COUNTRIES, file)
    assert {one.where.file for one in caught.value.problems if one.where is not None} == {file}
    return [one.code for one in caught.value.problems]


def test_world_is_read_with_its_source_and_notes(tmp_path: Path) -> None:
    world = small_world(tmp_path)
    assert world.shapes["NO"][0] == SQUARE
    assert (world.dots["MT"].at, world.dots["MT"].dot) == ([300, 300], [320, 300])
    assert (world.source.fetched_on, world.source.sha256) == (
        date(2026, 11, 24),
        {"globe.json": "0" * 64},
    )
    assert (world.frame.width, world.boundaries[1]) == (1160, "The North is within KP.")


def test_corners_are_places_in_the_frame() -> None:
    assert list(corners(SQUARE)) == [(0, 0), (40, 0), (40, 40), (0, 40)]


def test_shape_that_was_changed_is_refused(tmp_path: Path) -> None:
    tree = world_tree()
    tree["shapes"]["KP"][0][0] = 101
    assert codes(write_world(tmp_path, tree)) == ["map.digest"]


def test_digest_does_not_hang_on_the_order_of_keys(tmp_path: Path) -> None:
    tree = dict(reversed(world_tree().items()))
    assert read_world(COUNTRIES, write_world(tmp_path, tree)).title == "A small world"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"shapes": {"QQ": [SQUARE]}}, "country.unknown"),
        ({"dots": {"QQ": DOT}}, "country.unknown"),
        ({"not_drawn": {"QQ": "why"}}, "country.unknown"),
        ({"not_drawn": {"NO": "why"}}, "map.both"),
        ({"not_drawn": {"MT": "why"}}, "map.both"),
        ({"shapes": {"NO": [[0, 0, 1, 1, 2, 2, 3]]}}, "map.ring"),
        ({"outline": [0, 0, 1, 1, 2, 2, 3]}, "map.ring"),
        ({"shapes": {"NO": [[0, 0, 1161, 0, -1161, 1]]}}, "map.outside"),
        ({"shapes": {"NO": [[0, 0, 0, 581, 1, -581]]}}, "map.outside"),
        ({"without_entry": {"No Land": [[0, 0, -1, 0, 1, 1]]}}, "map.outside"),
        ({"without_entry": {"No Land": [[0, 0, 0, -1, 1, 1]]}}, "map.outside"),
        ({"dots": {"MT": {"at": [1161, 0], "dot": [0, 0]}}}, "map.outside"),
        ({"dots": {"MT": {"at": [0, 0], "dot": [0, 581]}}}, "map.outside"),
    ],
)
def test_world_that_does_not_fit_is_refused(
    tmp_path: Path, parts: dict[str, Any], code: str
) -> None:
    assert codes(write_world(tmp_path, world_tree(**parts))) == [code]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"shapes": {"NO": []}}, "entry.value"),
        ({"shapes": {"NO": [[0, 0, 1, 1]]}}, "entry.value"),
        ({"shapes": {"NO": [[0, 0, 1, 1, 2, 2.5]]}}, "entry.value"),
        ({"dots": {"NO": {"at": [1], "dot": [1, 1]}}}, "entry.value"),
        ({"frame": {"width": 0, "height": 1}}, "entry.value"),
        ({"boundaries": [""]}, "entry.value"),
        ({"extra": 1}, "entry.unknown_key"),
    ],
)
def test_world_of_another_shape_is_refused(
    tmp_path: Path, parts: dict[str, Any], code: str
) -> None:
    assert codes(write_world(tmp_path, world_tree(**parts))) == [code]


def test_world_without_a_source_is_refused(tmp_path: Path) -> None:
    tree = world_tree()
    del tree["source"]
    assert codes(write_world(tmp_path, tree)) == ["entry.missing_key"]


def test_every_problem_is_named(tmp_path: Path) -> None:
    tree = world_tree(shapes={"QQ": [[0, 0, 2000, 0, 1, 1]]})
    tree["title"] = "Another"
    assert codes(write_world(tmp_path, tree)) == ["map.digest", "map.outside", "country.unknown"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "map.json"),
        (b'{"digest": ', "map.json"),
        (b'{"title": "a", "title": "b"}', "map.json"),
        (b"[" * 100_000, "map.json"),
        (b"[]", "entry.value"),
        (b"\xff", "file.encoding"),
        (b" " * (MAX_BYTES + 1), "file.large"),
    ],
)
def test_file_that_is_no_world_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "world.json"
    file.write_bytes(data)
    assert codes(file) == [code]


def test_file_as_large_as_may_be_is_read(tmp_path: Path) -> None:
    text = json.dumps(world_tree())
    file = tmp_path / "world.json"
    file.write_text(text.ljust(MAX_BYTES), encoding="utf-8")
    assert read_world(COUNTRIES, file).title == "A small world"


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path / "world.json") == ["file.unreadable"]


def test_json_that_breaks_off_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    file.write_text('{\n"digest":', encoding="utf-8")
    with pytest.raises(CaveatError) as caught:
        read_world(COUNTRIES, file)
    assert str(caught.value) == (
        f"{file}:2: this is no JSON: Expecting value. Take the file as it was published."
    )
