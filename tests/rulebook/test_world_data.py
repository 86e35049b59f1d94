"""The real shapes of the world: that nobody is lost, joined to another, or shown for another."""

from __future__ import annotations

import hashlib
from itertools import combinations
from math import asin, cos, dist, radians, sin, sqrt

import pytest

from caveat.rulebook.atlas import Atlas
from caveat.rulebook.world import WORLD, World, corners, read_world

DIGEST = "83f946d4bb6b9a885a48854753eaca2f80cf1f7d5c1c22f1275a6392e59f5809"
SIZE = (178, 91)

INSIDE = {
    "NO": (9, 61),
    "SJ": (16, 78.5),
    "FR": (2.5, 47),
    "GF": (-53, 4),
    "UA": (31, 49),
    "RU": (90, 60),
    "UA-CRIMEA": (34.2, 45.2),
    "MA": (-6, 32),
    "EH": (-13, 26.5),
    "IL": (34.9, 31.0),
    "PS-WEST_BANK": (35.2, 31.9),
    "TW": (121, 23.7),
    "CN": (105, 35),
    "XK": (20.9, 42.6),
    "RS": (21, 44),
    "KP": (127, 40),
    "KR": (128, 36),
    "CD": (23, -3),
    "CG": (15, -1),
    "NA": (17, -22),
    "NE": (9, 17),
    "NG": (8, 9),
    "SO": (45, 4),
    "SD": (30, 15),
    "SS": (30, 7),
    "GN": (-11, 11),
    "GW": (-15, 12),
    "GQ": (10.5, 1.6),
    "AU": (134, -25),
    "AT": (14.5, 47.5),
    "SE": (15, 62),
    "CH": (8, 46.8),
    "SZ": (31.5, -26.5),
    "IE": (-8, 53),
    "IS": (-18, 65),
    "LV": (26, 57),
    "LT": (24, 55.5),
    "SK": (19.5, 48.7),
    "SI": (14.8, 46.1),
    "DO": (-70.5, 19),
}
"""A place in degrees that lies within the shape of a country and of no other."""

WITHIN = {
    "Sevastopol": ((33.6, 44.65), "UA-CRIMEA"),
    "Laayoune": ((-12.9, 27.1), "EH"),
    "east of the berm": ((-10.57, 26.16), "EH"),
    "Tarfaya": ((-12.7, 27.9), "MA"),
    "Golan": ((35.8, 33.0), "IL"),
    "Jerusalem": ((35.235, 31.777), "PS-WEST_BANK"),
    "Srinagar": ((74.8, 34.1), "IN"),
    "Gilgit": ((74.6, 35.9), "PK"),
    "Siachen": ((77.1, 35.4), "PK"),
    "Aksai Chin": ((79.5, 35.2), "CN"),
    "Lhasa": ((91.1, 29.7), "CN"),
    "Hong Kong": ((114.1, 22.4), "CN"),
    "Sukhumi": ((41.2, 43.05), "GE"),
    "Tskhinvali": ((43.97, 42.24), "GE"),
    "Tiraspol": ((29.55, 46.85), "MD"),
    "near Tiraspol": ((29.6, 46.9), "UA"),
    "Donetsk": ((37.8, 48.0), "UA"),
    "Melitopol": ((35.4, 46.85), "UA"),
}
"""What the notes on boundaries say of a place, and in which shape it lies."""


@pytest.fixture(scope="module")
def world(atlas: Atlas) -> World:
    return read_world(atlas.countries)


def projected(lon: float, lat: float, world: World) -> tuple[float, float]:
    """Return a place in the frame, by the polynomial of Equal Earth, written anew here."""

    def raw(lon: float, lat: float) -> tuple[float, float]:
        a = (1.340264, -0.081106, 0.000893, 0.003796)
        angle = asin(sqrt(3) / 2 * sin(radians(lat)))
        powers = (1, 3, 7, 9)
        slope = sum(k * n * angle ** (n - 1) for k, n in zip(a, powers, strict=True))
        along = 2 * sqrt(3) * radians(lon) * cos(angle) / (3 * slope)
        return along, sum(k * angle**n for k, n in zip(a, powers, strict=True))

    (far, _), (_, top) = raw(180, 0), raw(0, 90)
    unit = world.frame.width / (2 * far)
    x, y = raw(lon, lat)
    return (x + far) * unit, (top - y) * unit


def shapes_at(place: tuple[float, float], world: World) -> set[str]:
    """Return the shapes in which a place in degrees lies."""
    x, y = projected(*place, world)
    named = {**world.shapes, **world.without_entry}
    return {name for name, rings in named.items() if sum(crosses(ring, x, y) for ring in rings) % 2}


def crosses(ring: list[int], x: float, y: float) -> int:
    """Return how often a ray from a point to the right crosses a ring."""
    points = list(corners(ring))
    return sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True)
    )


def test_world_is_the_file_that_was_made() -> None:
    assert hashlib.sha256(WORLD.read_bytes()).hexdigest() == DIGEST


def test_world_says_what_it_was_made_of(world: World) -> None:
    assert world.source.sha256 == {
        "countries-110m.json": "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8",
        "countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
        "countries-10m.json": "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
    }
    assert (WORLD.parent / "LICENCE.md").is_file()


def test_every_country_is_drawn_or_said_not_to_be(world: World, atlas: Atlas) -> None:
    drawn = {*world.shapes, *world.dots}
    assert drawn | {*world.not_drawn} == {*atlas.countries}
    assert {*world.not_drawn} == {"PS", "CN-TIBET"}


def test_shapes_and_dots_are_as_many_as_were_made(world: World) -> None:
    assert (len(world.shapes), len(world.dots)) == SIZE
    assert {*world.without_entry} == {"Northern Cyprus", "Somaliland"}


def test_easily_mistaken_shapes_were_joined_to_their_countries(world: World) -> None:
    found = {code: shapes_at(place, world) for code, place in INSIDE.items()}
    assert found == {code: {code} for code in INSIDE}


def test_places_of_disputed_status_lie_where_the_notes_say(world: World) -> None:
    found = {name: shapes_at(place, world) for name, (place, _) in WITHIN.items()}
    assert found == {name: {code} for name, (_, code) in WITHIN.items()}


@pytest.mark.parametrize(
    ("place", "name"), [((33.4, 35.3), "Northern Cyprus"), ((44.1, 9.5), "Somaliland")]
)
def test_land_without_an_entry_is_within_no_country(
    world: World, place: tuple[float, float], name: str
) -> None:
    assert shapes_at(place, world) == {name}


def test_sea_and_the_southern_kurils_are_within_no_shape(world: World) -> None:
    assert [shapes_at(place, world) for place in ((-30, 0), (147.9, 45.0), (34.37, 31.4))] == [
        set(),
        set(),
        set(),
    ]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("MT", (14.4, 35.9)),
        ("SG", (103.8, 1.35)),
        ("PS-GAZA", (34.35, 31.4)),
        ("HK", (114.1, 22.4)),
        ("TV", (179.2, -8.5)),
        ("GI", (-5.35, 36.14)),
        ("BV", (3.4, -54.4)),
        ("RE", (55.5, -21.1)),
        ("BQ", (-68.3, 12.2)),
        ("TK", (-171.8, -9.2)),
        ("CX", (105.6, -10.5)),
        ("AG", (-61.8, 17.1)),
        ("LI", (9.5, 47.2)),
        ("AD", (1.6, 42.5)),
        ("VA", (12.45, 41.9)),
    ],
)
def test_dot_belongs_to_where_the_country_lies(
    world: World, code: str, place: tuple[float, float]
) -> None:
    assert dist(world.dots[code].at, projected(*place, world)) < 40


def test_dots_do_not_lie_on_each_other(world: World) -> None:
    near = [
        (one, other)
        for one, other in combinations(sorted(world.dots), 2)
        if dist(world.dots[one].dot, world.dots[other].dot) < 90
    ]
    assert near == []


def test_dots_stand_near_where_they_belong(world: World) -> None:
    assert max(dist(one.at, one.dot) for one in world.dots.values()) < 200
