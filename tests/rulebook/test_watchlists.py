from __future__ import annotations

import json
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.model.standing import Basis
from caveat.rulebook.watchlists import FOLDERS, load_watchlists, open_watchlists
from tests.rulebook.bad_files import shown
from tests.rulebook.small_lists import FILES, change, write_lists


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return small lists that may be changed."""
    return write_lists(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def problems(data: Path) -> list[str]:
    with pytest.raises(CaveatError) as refused:
        load_watchlists(data)
    return shown(refused.value, data)


def test_load_gives_lists_listings_and_sources(data: Path) -> None:
    found = load_watchlists(data)
    assert (set(found.lists), set(found.listings), set(found.sources)) == (
        {"tide", "all"},
        {"first"},
        {"shelf"},
    )
    assert found.lists["all"].parts == {"Tide List (TL)": "tide"}
    assert [one.entry_id for one in found.parties()] == ["first.gull", "first.ada"]


def test_load_of_nothing_holds_nothing(tmp_path: Path) -> None:
    found = load_watchlists(tmp_path)
    assert (found.lists, found.listings, found.parties()) == ({}, {}, ())


def test_parties_are_counted_by_what_their_listing_rests_on(data: Path) -> None:
    assert load_watchlists(data).by_basis() == {
        Basis.OFFICIAL_TEXT: 0,
        Basis.SECONDARY_SOURCE: 2,
        Basis.RECALLED: 0,
        Basis.OURS: 0,
    }


def test_load_names_every_problem_of_the_shape_of_files_first(data: Path) -> None:
    change(data, "watchlists/tide.yaml", "short:", "shrt:")
    change(data, "listings/first.yaml", "watchlist: tide", "watchlist: moon")
    assert problems(data) == [
        "tide.yaml:1 entry.missing_key: the key 'short' is missing. Add it; see "
        "docs/reference/files.md for what it means.",
        "tide.yaml:3 entry.unknown_key: the key 'shrt' is not known here. Nearest: 'short'.",
    ]


def test_load_names_every_problem_between_files(data: Path) -> None:
    change(data, "watchlists/tide.yaml", "source: shelf", "source: shelv")
    change(data, "watchlists/all.yaml", "(TL): tide", "(TL): tade")
    change(data, "listings/first.yaml", "watchlist: tide", "watchlist: tode")
    change(data, "listings/first.yaml", "source: shelf", "source: self")
    change(data, "listings/first.yaml", '["NO"]', '["NX"]')
    change(
        data,
        "listings/first.yaml",
        "  basis: recalled\nparties:",
        "  basis: secondary_source\n  source: other\n  read_on: 2026-11-24\nparties:",
    )
    change(
        data,
        "listings/first.yaml",
        "    basis: recalled\n",
        "    basis: official_text\n    source: third\n    read_on: 2026-11-24\n",
    )
    assert problems(data) == [
        "all.yaml:13 watchlist.unknown: 'tade' is no list of watchlists/. Nearest: 'tide'.",
        "tide.yaml:15 watchlist.part: 'all' has no part that is 'tide'. Name it in 'parts' of "
        "'all'.",
        "tide.yaml:7 source.unknown: 'shelv' is no source. Nearest: 'shelf'.",
        "first.yaml:3 watchlist.unknown: 'tode' is no list of watchlists/. Nearest: 'tide'.",
        "first.yaml:9 source.unknown: 'self' is no source. Nearest: 'shelf'.",
        "first.yaml:16 source.unknown: 'other' is no source.",
        "first.yaml:37 source.unknown: 'third' is no source.",
        "first.yaml:24 country.unknown: 'NX' is no country. Nearest: 'NO'.",
    ]


def test_list_that_contains_nothing_known_is_refused(data: Path) -> None:
    change(data, "watchlists/tide.yaml", "  - all\n", "  - al\n")
    assert problems(data) == [
        "tide.yaml:15 watchlist.unknown: 'al' is no list of watchlists/. Nearest: 'all'."
    ]


def test_party_that_two_listings_hold_is_refused(data: Path) -> None:
    text = FILES["listings/first.yaml"].replace("id: first", "id: second")
    (data / "listings/second.yaml").write_text(text, encoding="utf-8")
    assert problems(data) == [
        f"second.yaml:{line} listing.twice: '{name}' is in the listing 'first' too. Hold it once, "
        "or tell the two apart."
        for line, name in ((19, "Gull Ltd."), (26, "Ada Ergo"))
    ]


def test_open_writes_a_bundle_and_reads_it_again(data: Path, folder: Path) -> None:
    first = open_watchlists(data)
    (file,) = folder.glob("watchlists-*.json")
    written = file.stat().st_mtime_ns
    assert open_watchlists(data) == first == load_watchlists(data)
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("text", ["", "{}", '{"digest": "x"}'])
def test_open_makes_a_bundle_that_cannot_be_used_anew(data: Path, folder: Path, text: str) -> None:
    first = open_watchlists(data)
    (file,) = folder.glob("watchlists-*.json")
    good = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert (open_watchlists(data), file.read_text(encoding="utf-8")) == (first, good)


def test_open_makes_a_bundle_whose_content_is_broken_anew(data: Path, folder: Path) -> None:
    first = open_watchlists(data)
    (file,) = folder.glob("watchlists-*.json")
    tree = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**tree, "lists": {"x": {}}}), encoding="utf-8")
    assert open_watchlists(data) == first


@pytest.mark.parametrize("name", FOLDERS)
def test_open_sees_a_change_in_every_folder_it_reads(data: Path, folder: Path, name: str) -> None:
    open_watchlists(data)
    file = next((data / name).glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    open_watchlists(data)
    assert len(list(folder.glob("watchlists-*.json"))) == 2
