from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from caveat.model.country import Domain
from caveat.model.country_map import CountryMap
from caveat.reports.country_map import COLUMNS, MARK, country_map, xml
from caveat.reports.map_style import BANDS, NO_DATA
from caveat.reports.map_words import DOTS, HOW_TO_READ, NO_ENTRY, record_words
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.world import World, read_world
from caveat.services.map_countries import map_countries
from tests.reports.maps import ATLAS, HOSTILE, record, small_map
from tests.rulebook.small_world import small_world

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 24)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return small_world(tmp_path)


def drawn(shown: CountryMap, world: World) -> Element:
    return ElementTree.fromstring(country_map(shown, world, ATLAS))


def titled(root: Element) -> dict[str, list[Element]]:
    """Return the groups with a title, by the title."""
    found: dict[str, list[Element]] = {}
    for group in root.iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if title is not None:
            found.setdefault(title.text or "", []).append(group)
    return found


def texts(root: Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_map_is_a_picture_with_a_title_and_a_description(world: World) -> None:
    root = drawn(small_map(), world)
    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == (
        f"{SVG}svg",
        "img",
        "map-title map-desc",
    )
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Rule of law and courts as of 2024-06-01"
    assert described is not None
    assert (described.text or "").startswith("Reduced set, 2 producers")
    assert (described.text or "").endswith(HOW_TO_READ)


def test_map_is_the_same_bytes_each_time_and_starts_with_the_mark(world: World) -> None:
    text = country_map(small_map(), world, ATLAS)
    assert text == country_map(small_map(), world, ATLAS)
    assert text.startswith(f"{MARK}\n<svg ")
    assert text.endswith("</svg>\n")


def test_every_shape_and_dot_has_the_words_of_its_country(world: World) -> None:
    found = titled(drawn(small_map(), world))
    assert {title: len(groups) for title, groups in found.items()} == {
        f"No Land: {NO_ENTRY}": 1,
        record_words(record("NO")): 2,
        record_words(record("KP")): 1,
        record_words(record("MT")): 1,
    }


def test_shape_has_its_outline_its_colour_and_its_patterns(world: World) -> None:
    group, dot = titled(drawn(small_map(), world))[record_words(record("NO"))]
    path, pattern = group[1], group[2]
    assert group.get("fill") == next(iter(BANDS.values())).fill
    assert (path.get("d"), path.get("fill")) == ("M0 0l40 0 0 40 -40 0zM60 0l9 0 0 9z", None)
    assert pattern.get("href") == f"#{path.get('id')}"
    assert pattern.get("fill") == "url(#thin-dark)"
    assert [one.tag for one in dot] == [f"{SVG}title", f"{SVG}circle", f"{SVG}circle"]


def test_land_without_an_entry_looks_like_no_data(world: World) -> None:
    (group,) = titled(drawn(small_map(), world))[f"No Land: {NO_ENTRY}"]
    assert (group.get("fill"), group[2].get("fill")) == (NO_DATA.fill, "url(#no-data)")
    assert group[1].get("id") == "shape-without-No-Land"


def test_country_without_data_has_no_colour_of_a_band(world: World) -> None:
    root = drawn(small_map(Domain.CORRUPTION), world)
    paints = {group.get("fill") for groups in titled(root).values() for group in groups}
    assert paints == {NO_DATA.fill, None}
    (dot,) = titled(root)["Malta (MT): no data"]
    assert dot[1].get("fill") == NO_DATA.fill
    assert dot[2].get("d") == "M317.5 302.5L322.5 297.5M317.5 297.5L322.5 302.5"


def test_dot_stands_where_it_was_put_with_a_line_to_its_place(world: World) -> None:
    root = drawn(small_map(), world)
    (dot,) = titled(root)[record_words(record("MT"))]
    assert (dot[1].get("cx"), dot[1].get("cy")) == ("320.0", "300.0")
    (line,) = root.iter(f"{SVG}line")
    assert [line.get(end) for end in ("x1", "y1", "x2", "y2")] == [
        "300.0",
        "300.0",
        "320.0",
        "300.0",
    ]


@pytest.mark.parametrize(("moved", "lines"), [(3, 0), (4, 1)])
def test_dot_that_covers_its_place_needs_no_line(tmp_path: Path, moved: int, lines: int) -> None:
    world = small_world(tmp_path, dots={"MT": {"at": [300, 300], "dot": [300, 300 + moved]}})
    assert len([*drawn(small_map(), world).iter(f"{SVG}line")]) == lines


def test_dot_has_a_bar_where_the_interval_touches_several_bands(tmp_path: Path) -> None:
    world = small_world(tmp_path, dots={"KP": {"at": [300, 300], "dot": [300, 300]}})
    (_, dot) = titled(drawn(small_map(), world))[record_words(record("KP"))]
    assert [one.get("d") for one in dot if one.tag == f"{SVG}path"] == ["M297.5 302.5L302.5 297.5"]
    assert len([one for one in dot if one.tag == f"{SVG}circle"]) == 1


def test_map_prints_what_it_rests_on_and_the_note_on_boundaries(world: World) -> None:
    found = texts(drawn(small_map(), world))
    assert found[:2] == [
        "Rule of law and courts as of 2024-06-01",
        "Reduced set, 2 producers (First Institute, Second Institute), newest data 2023.",
    ]
    words = " ".join(found)
    for line in (
        HOW_TO_READ,
        DOTS,
        "Figures: Second Institute, CC BY 4.0. Name second.",
        "Shapes: A maker; first. Public domain.",
        *world.boundaries,
        "Not drawn: North (KP-NORTH): the file does not tell it apart.",
    ):
        assert line in words


def test_legend_names_every_band_and_pattern(world: World) -> None:
    found = texts(drawn(small_map(), world))
    start = found.index("Patterns") + 1
    assert found[start : start + 8] == [
        "low",
        "moderate",
        "elevated",
        "high",
        "severe",
        "several bands",
        "thin",
        "no data, not low",
    ]


def test_lines_of_text_fit_and_end_above_the_lower_edge(tmp_path: Path) -> None:
    root = drawn(small_map(), small_world(tmp_path, boundaries=["word " * 200]))
    lines = [one for one in root.iter(f"{SVG}text") if one.get("font-size") == "12"]
    places = [float(one.get("y", "")) for one in lines]
    height = float(root.get("viewBox", "").split()[3])
    assert max(len(one.text or "") for one in lines) <= COLUMNS
    assert len({(one.get("x"), one.get("y")) for one in lines}) == len(lines)
    assert 0 < height - max(places) < 24


def test_map_has_no_script_and_fetches_nothing(world: World) -> None:
    root = drawn(small_map(), world)
    links = [
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name.endswith("href") or "url(" in value
    ]
    assert links
    assert all(one.startswith(("#", "url(#")) for one in links)
    assert not [one for one in root.iter() if one.tag in (f"{SVG}script", f"{SVG}image")]


def test_every_pattern_and_shape_that_is_named_is_there(world: World) -> None:
    text = country_map(small_map(), world, ATLAS)
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {*re.findall(r"url\(#([^)]+)\)", text), *re.findall(r'href="#([^"]+)"', text)} <= {*ids}


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    world = small_world(
        tmp_path, boundaries=[HOSTILE], without_entry={HOSTILE: [[0, 0, 1, 0, 0, 1]]}
    )
    shown = small_map()
    records = tuple(
        replace(one, country=replace(one.country, name=HOSTILE)) for one in shown.records
    )
    text = country_map(replace(shown, records=records), world, ATLAS)
    root = ElementTree.fromstring(text)
    assert "<script" not in text
    assert not [one for one in root.iter() if "script" in one.tag]
    assert "<script>alert('&')</script><U+202E><U+FFFE>" in texts(root)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ('a < b & "c"', "a &lt; b &amp; &quot;c&quot;"),
        ("a\nb\x00", "a b&lt;U+0000&gt;"),
        ("\ufffe\uffff", "&lt;U+FFFE&gt;&lt;U+FFFF&gt;"),
    ],
)
def test_text_is_made_safe_for_xml(text: str, safe: str) -> None:
    assert xml(text) == safe


def ids_of(root: Element) -> Iterator[str]:
    for one in root.iter(f"{SVG}path"):
        name = one.get("id", "")
        if name.startswith("shape-") and not name.startswith("shape-without-"):
            yield name.removeprefix("shape-")


@pytest.mark.parametrize("domain", Domain)
def test_real_map_draws_every_country_once_and_says_its_record(
    atlas: Atlas, domain: Domain
) -> None:
    world = read_world(atlas.countries)
    shown = map_countries(domain, atlas, TODAY, today=TODAY)
    root = ElementTree.fromstring(country_map(shown, world, atlas))
    assert sorted(ids_of(root)) == sorted(world.shapes)
    found = {title: len(groups) for title, groups in titled(root).items() if NO_ENTRY not in title}
    assert found == {
        record_words(one): (one.country.id in world.shapes) + (one.country.id in world.dots)
        for one in shown.records
        if one.country.id not in world.not_drawn
    }
