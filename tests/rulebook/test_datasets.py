"""The real files on datasets, and what is refused in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.atlas import Atlas, load_atlas
from caveat.rulebook.datasets import load_datasets
from tests.rulebook.bad_files import shown
from tests.rulebook.small_atlas import change, write_atlas

TEXT = """\
id: courts-file
title: Courts
publisher: first
addresses: [https://example.org/courts.csv]
seen: Invented.
media_types: [text/csv]
most_bytes: 1000
most_unpacked: 1000
format: csv
layout: long
country: {column: ISO, by: iso3, aliases: {NRW: "NO"}}
year_column: Year
edition: {found_in: newest_year, id: "first-{number}", title: "First {number}", note: Known.}
indicators:
  courts: {any_of: [Score], largest_change: 0.5}
least_countries: 1
most_lost: 0
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small atlas with one dataset."""
    folder = write_atlas(tmp_path / "data")
    (folder / "datasets").mkdir()
    (folder / "datasets/courts-file.yaml").write_text(TEXT, encoding="utf-8")
    return folder


def problems(data: Path) -> list[str]:
    atlas = load_atlas(data)
    with pytest.raises(CaveatError) as caught:
        load_datasets(atlas, data)
    return shown(caught.value, data)


def test_dataset_is_read(data: Path) -> None:
    found = load_datasets(load_atlas(data), data)
    assert {name: one.country.aliases for name, one in found.items()} == {
        "courts-file": {"NRW": "NO"}
    }


def test_no_folder_is_no_dataset(tmp_path: Path) -> None:
    assert load_datasets(load_atlas(tmp_path), tmp_path) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "publisher: first",
            "publisher: fist",
            [
                "courts-file.yaml:3 publisher.unknown: 'fist' is no folder of observations/. "
                "Nearest: 'first'.",
                "courts-file.yaml:15 indicator.unknown: 'courts' is no indicator of 'fist'. "
                "It is one of 'first'.",
            ],
        ),
        (
            "  courts: {",
            "  court: {",
            [
                "courts-file.yaml:15 indicator.unknown: 'court' is no indicator of 'first'. "
                "Nearest: 'courts'."
            ],
        ),
        (
            '"NO"',
            '"NQ"',
            ["courts-file.yaml:11 country.unknown: 'NQ' is no country. Nearest: 'NO'."],
        ),
    ],
)
def test_dataset_that_names_what_is_not_there_is_refused(
    data: Path, old: str, new: str, said: list[str]
) -> None:
    change(data / "datasets/courts-file.yaml", old, new)
    assert problems(data) == said


def test_shape_that_is_wrong_is_refused_with_the_line(data: Path) -> None:
    change(data / "datasets/courts-file.yaml", "layout: long", "layout: lang")
    (said,) = problems(data)
    assert said.startswith("courts-file.yaml:10 entry.value: 'layout'")


def test_every_indicator_is_filled_by_one_dataset(atlas: Atlas) -> None:
    filled = sorted(name for one in load_datasets(atlas).values() for name in one.indicators)
    assert filled == sorted(atlas.indicators)


def test_each_dataset_says_how_far_its_address_was_seen(atlas: Atlas) -> None:
    said = {name: one.seen for name, one in load_datasets(atlas).items()}
    assert sorted(said) == [
        "cpi",
        "dsp",
        "fiw",
        "fotn",
        "keepiton",
        "pts",
        "rsf",
        "vdem",
        "wgi",
        "wjp",
    ]
    assert [name for name, one in load_datasets(atlas).items() if one.by_hand] == ["vdem"]


def test_units_that_are_parts_of_a_state_are_never_folded_into_it(atlas: Atlas) -> None:
    found = load_datasets(atlas)
    for name in ("vdem", "dsp"):
        assert found[name].country.aliases == {"PSE": "PS-WEST_BANK", "PSG": "PS-GAZA"}
        assert {"SML", "ZZB"} <= set(found[name].country.left_out)
    assert {"CSS", "CTU"} <= set(found["rsf"].country.left_out)
    assert {"Abkhazia", "Northern Cyprus", "Somaliland"} <= set(found["fiw"].country.left_out)
