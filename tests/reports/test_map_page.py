from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from caveat.model.country import Domain
from caveat.model.country_map import CountryMap
from caveat.reports.country_map import MARK, country_map
from caveat.reports.map_page import map_page
from caveat.reports.map_words import CHANGED
from caveat.rulebook.world import World
from tests.reports.maps import ATLAS, HOSTILE, small_map
from tests.rulebook.small_world import small_world

Tag = tuple[str, dict[str, str | None]]


class Page(HTMLParser):
    """The tags of a page, the cells of its table, and its paragraphs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.rows: list[list[str]] = []
        self.paragraphs: list[str] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in ("th", "td"):
            self.rows[-1].append(data)
        elif self.inside == "p":
            self.paragraphs.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return small_world(tmp_path)


def page_of(shown: CountryMap, world: World) -> Page:
    return Page(map_page(shown, world, ATLAS))


def test_page_says_its_language_and_carries_the_mark(world: World) -> None:
    text = map_page(small_map(), world, ATLAS)
    assert text.startswith(f'<!DOCTYPE html>\n{MARK}\n<html lang="en">\n')
    assert text.endswith("</html>\n")
    assert text == map_page(small_map(), world, ATLAS)


def test_page_has_the_picture_as_it_is_written_alone(world: World) -> None:
    text = map_page(small_map(), world, ATLAS)
    picture = country_map(small_map(), world, ATLAS).removeprefix(f"{MARK}\n")
    assert picture in text
    assert text.count(MARK) == 1


def test_table_has_a_row_for_every_country_by_name(world: World) -> None:
    head, *rows = page_of(small_map(), world).rows
    assert head == [
        "Country",
        "Code",
        "Bands",
        "Mean and interval",
        "Data years",
        "Producers",
        "Thin",
        "Data",
    ]
    none = ["no data", "no data", "no data", "none", "no data", "no data"]
    assert [row[:2] for row in rows] == [
        ["\u00c5land", "XX"],
        ["Malta", "MT"],
        ["North", "KP-NORTH"],
        ["North Korea", "KP"],
        ["Norway", "NO"],
    ]
    assert (rows[0][2:], rows[2][2:]) == (none, none)
    assert rows[4][2:] == [
        "low (thin)",
        "0.05 (0.02 to 0.08)",
        "2022",
        "First Institute",
        "yes",
        "yes",
    ]
    assert rows[3][4:] == ["2021 to 2023", "First Institute, Second Institute", "no", "yes"]


def test_table_can_be_read_aloud(world: World) -> None:
    page = page_of(small_map(), world)
    assert len(page.named("caption")) == 1
    scopes = [found.get("scope") for found in page.named("th")]
    assert scopes == ["col"] * 8 + ["row"] * 5


def test_page_has_no_script_and_may_fetch_nothing(world: World) -> None:
    page = page_of(small_map(), world)
    assert not page.named("script")
    (policy,) = (one["content"] for one in page.named("meta") if "http-equiv" in one)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not [found for _, found in page.tags if "src" in found]


def test_page_says_what_it_rests_on_and_how_boundaries_are_drawn(world: World) -> None:
    paragraphs = page_of(small_map(), world).paragraphs
    assert paragraphs[0] == (
        "Reduced set, 2 producers (First Institute, Second Institute), newest data 2023."
    )
    assert paragraphs[-8:] == [
        "Figures: First Institute, CC BY 4.0. Name first.",
        "Figures: Second Institute, CC BY 4.0. Name second.",
        CHANGED,
        "Shapes: A maker; first. Public domain.",
        "No line is a statement.",
        "The North is within KP.",
        "Not drawn: \u00c5land (XX): the file of shapes has no place for it.",
        "Not drawn: North (KP-NORTH): the file does not tell it apart.",
    ]


def test_page_of_a_domain_without_data_says_so_first(world: World) -> None:
    page = page_of(small_map(Domain.CORRUPTION), world)
    assert page.paragraphs[0].startswith("No data: ")
    assert {row[2] for row in page.rows[1:]} == {"no data"}


def test_hostile_names_stay_text_in_the_page(world: World) -> None:
    shown = small_map()
    records = tuple(
        replace(one, country=replace(one.country, name=HOSTILE)) for one in shown.records
    )
    page = page_of(replace(shown, records=records), world)
    assert not page.named("script")
    assert "".join(page.rows[1][:-7]) == "<script>alert('&')</script><U+202E><U+FFFE>"
