"""Reads the shapes of countries for a map of the world: outlines and dots in one frame.

The file carries the SHA-256 of what is in it, so that a shape that was changed or cut off is
refused, and says what it was made of, how, and how it draws places whose status is disputed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.loader import DATA, validate
from caveat.rulebook.shape import Day, Strict, Words
from caveat.rulebook.yaml_reader import Document

WORLD = DATA / "map" / "world.json"
MAX_BYTES = 250_000
AGAIN = "Take the file as it was published."

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Size = Annotated[int, Field(gt=0, le=1_000_000)]
Point = Annotated[list[int], Field(min_length=2, max_length=2)]
Ring = Annotated[list[int], Field(min_length=6)]
"""A closed line: the first point, then of each further one how far it lies from the last."""
Shape = Annotated[list[Ring], Field(min_length=1)]


class WorldSource(Strict):
    """What the shapes were made of."""

    title: Words
    publisher: Words
    version: Words
    fetched_on: Day
    licence: Words
    sha256: dict[str, Digest]
    """SHA-256 by file."""


class Frame(Strict):
    """How far the map reaches to the right and down from 0."""

    width: Size
    height: Size


class Dot(Strict):
    """A mark for a country that is too small to be seen as a shape."""

    at: Point
    """Where the country lies."""
    dot: Point
    """Where its dot stands; a line leads from one to the other."""


class World(Strict):
    """Shapes and dots by country, and what a reader must know about them."""

    digest: Digest
    """SHA-256 over everything else in the file, as JSON with sorted keys and no spaces."""
    title: Words
    source: WorldSource
    made: list[Words]
    """How the shapes were made of the source."""
    boundaries: list[Words]
    """Whose boundaries they are, and how places whose status is disputed are drawn."""
    frame: Frame
    outline: Ring
    """The edge of the world."""
    without_entry: dict[str, Shape]
    """Shapes, by name, that belong to no country held here."""
    not_drawn: dict[str, Words]
    """Why a country has neither shape nor dot."""
    shapes: dict[str, Shape]
    dots: dict[str, Dot]


def read_world(countries: Container[str], file: Path = WORLD) -> World:
    """Return the shapes of the world.

    Args:
        countries: The countries held; a shape of any other is an error.
        file: The file of shapes.

    Raises:
        CaveatError: with every problem of the file.
    """
    tree = _tree_of(_text_of(file), file)
    world = validate(World, Document(file, tree, {}))
    problems = [*_digest(world, tree, file), *_points(world, file), *_names(world, countries, file)]
    if problems:
        raise CaveatError(problems)
    return world


def corners(ring: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the points of a ring by their place in the frame; the last one leads to the first."""
    x = y = 0
    for right, down in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + right, y + down
        yield x, y


def content_digest(tree: dict[str, Any]) -> str:
    """Return the SHA-256 that the content of a file of shapes must carry."""
    content = {name: one for name, one in tree.items() if name != "digest"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}."
        raise CaveatError(Problem("file.unreadable", message, AGAIN, Place(file))) from error
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes."
        raise CaveatError(Problem("file.large", message, AGAIN, Place(file)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8 text."
        raise CaveatError(Problem("file.encoding", message, AGAIN, Place(file))) from error


def _tree_of(text: str, file: Path) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        message, place = f"this is no JSON: {error.msg}.", Place(file, error.lineno)
        raise CaveatError(Problem("map.json", message, AGAIN, place)) from error
    except (ValueError, RecursionError) as error:
        message = "this is no JSON that is read here: a key stands twice, or it is too deep."
        raise CaveatError(Problem("map.json", message, AGAIN, Place(file))) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError
    return tree


def _digest(world: World, tree: dict[str, Any], file: Path) -> Iterator[Problem]:
    found = content_digest(tree)
    if found != world.digest:
        message = f"the content has the SHA-256 {found}, the file says {world.digest}."
        yield Problem("map.digest", message, AGAIN, Place(file))


def _points(world: World, file: Path) -> Iterator[Problem]:
    for name, points in _lines(world):
        if len(points) % 2:
            message = f"'{name}' has a ring with half a point."
            yield Problem("map.ring", message, AGAIN, Place(file))
        elif not all(
            0 <= x <= world.frame.width and 0 <= y <= world.frame.height for x, y in corners(points)
        ):
            message = f"'{name}' has a point outside the frame."
            yield Problem("map.outside", message, AGAIN, Place(file))


def _lines(world: World) -> Iterator[tuple[str, list[int]]]:
    yield "outline", world.outline
    for shapes in (world.without_entry, world.shapes):
        yield from ((name, ring) for name, rings in shapes.items() for ring in rings)
    for name, dot in world.dots.items():
        yield name, dot.at
        yield name, dot.dot


def _names(world: World, countries: Container[str], file: Path) -> Iterator[Problem]:
    drawn = {*world.shapes, *world.dots}
    for name in _not_in(countries, {*drawn, *world.not_drawn}):
        message = f"'{name}' is no country held here."
        yield Problem("country.unknown", message, "Write the country first.", Place(file))
    for name in sorted(drawn & {*world.not_drawn}):
        message = f"'{name}' is drawn, and said not to be."
        yield Problem("map.both", message, AGAIN, Place(file))


def _not_in(known: Container[str], names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name not in known)
