"""The lists and listings that come with the software: what they must have, and how many."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import get_args

import pytest

from caveat.model.listed import NameKind
from caveat.model.standing import Basis
from caveat.rulebook.watchlist_shape import ListFormat
from caveat.rulebook.watchlists import Watchlists, load_watchlists
from caveat.screening.lists.formats import FORMATS

SHARED = Path(os.environ.get("CAVEAT_SHARED", "/nowhere")) / "data" / "lists"


@pytest.fixture(scope="module")
def found() -> Watchlists:
    """Return what comes with the software."""
    return load_watchlists()


def test_lists_name_formats_that_are_read_with_all_their_files(found: Watchlists) -> None:
    assert set(get_args(ListFormat)) == set(FORMATS)
    ways = [way for one in found.lists.values() for way in one.ways]
    assert [
        way.format for way in ways if not set(FORMATS[way.format].needed) <= set(way.files)
    ] == []
    assert [
        way.format
        for way in ways
        if set(way.files) - {*FORMATS[way.format].needed, *FORMATS[way.format].optional}
    ] == []


def test_every_list_that_another_contains_is_a_part_of_it(found: Watchlists) -> None:
    contained = {name for one in found.lists.values() for name in one.parts.values()}
    assert contained == {name for name, one in found.lists.items() if one.contained_in}


def test_number_of_lists_and_of_parties_by_basis(found: Watchlists) -> None:
    assert (len(found.lists), len(found.listings)) == (16, 28)
    assert found.by_basis() == {
        Basis.OFFICIAL_TEXT: 1,
        Basis.SECONDARY_SOURCE: 127,
        Basis.RECALLED: 7,
        Basis.OURS: 0,
    }
    assert sum(one.removed_on is not None for one in found.parties()) == 4


def test_names_in_another_script_say_so_and_that_they_are_recalled(found: Watchlists) -> None:
    names = [
        name for one in found.listings.values() for party in one.parties for name in party.names
    ]
    assert [
        name.text
        for name in names
        if not name.text.isascii()
        and not (name.kind is NameKind.ORIGINAL_SCRIPT and name.script and name.recalled)
    ] == []
    assert [name.text for name in names if name.recalled and name.text.isascii()] == []


def test_keys_of_parties_are_theirs_alone(found: Watchlists) -> None:
    keys = [one.key for one in found.parties()]
    assert len(set(keys)) == len(keys)


@pytest.mark.skipif(not SHARED.is_dir(), reason="CAVEAT_SHARED names no folder with data/lists")
def test_entity_list_names_stand_in_the_list_with_their_citation(found: Watchlists) -> None:
    file = SHARED / "us_bis" / "bis_entity_list_2026-07-09.json"
    entries = json.loads(file.read_text(encoding="utf-8"))["entities"]
    held = {(entry["name"], (entry["federal_register"] or "")[:11]) for entry in entries}
    listings = [one for one in found.listings.values() if one.source == "entity-list-2026-07"]
    assert [
        party.names[0].text
        for one in listings
        for party in one.parties
        if (party.names[0].text, one.citation[:11]) not in held
    ] == []
    assert sum(len(one.parties) for one in listings) == 93


@pytest.mark.skipif(not SHARED.is_dir(), reason="CAVEAT_SHARED names no folder with data/lists")
def test_names_of_the_treasury_stand_in_its_list_unless_removed(found: Watchlists) -> None:
    file = SHARED / "us_ofac" / "sdn_names_2026-07-11.json"
    entries = json.loads(file.read_text(encoding="utf-8"))["entries"]
    held = {entry["name"] for entry in entries}
    parties = [one for one in found.parties() if one.list_id == "us_ofac_sdn"]
    assert [one.names[0].text for one in parties if one.removed_on is None] == [
        one.names[0].text for one in parties if one.names[0].text in held
    ]
