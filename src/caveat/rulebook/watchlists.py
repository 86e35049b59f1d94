"""Reads the lists to screen against and the listings held by hand into one `Watchlists` object.

Every claim about a list or a listing says what it rests on. A listing that is held is no
list: who is in none of them was not screened, which is unknown and never no.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.listed import ListedParty
from caveat.model.standing import Basis
from caveat.rulebook.bundle import UNREADABLE, cache_folder, json_line, write_generated
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.country_shape import CountryFile
from caveat.rulebook.loader import DATA, data_digest, load_kind
from caveat.rulebook.supports import Source
from caveat.rulebook.watchlist_shape import Evidence, Listing, Watchlist
from caveat.rulebook.yaml_reader import Document, Pointer

FOLDERS = (Watchlist.folder, Listing.folder, Source.folder, CountryFile.folder)
"""The folders of `data/` that the lists are read from or checked against."""
FORMAT = 1


@dataclass(frozen=True)
class Watchlists:
    """All that is held of lists: what they are, and listings by hand."""

    lists: Mapping[str, Watchlist]
    """Lists by id."""
    listings: Mapping[str, Listing]
    """Listings held by hand, by id."""
    sources: Mapping[str, Source]
    """The documents that lists and listings name, by id."""

    def parties(self) -> tuple[ListedParty, ...]:
        """Return the parties of all listings held by hand, removed ones too, in order of ids."""
        names = sorted(self.listings)
        return tuple(party for name in names for party in self.listings[name].listed())

    def by_basis(self) -> Mapping[Basis, int]:
        """Return how many parties are held by hand, by what their listing rests on."""
        held = Counter[Basis]()
        for listing in self.listings.values():
            held[listing.basis] += len(listing.parties)
        return {basis: held[basis] for basis in Basis}


def open_watchlists(data: Path = DATA) -> Watchlists:
    """Return the lists, from their bundle where that is current.

    Raises:
        CaveatError: there is no current bundle and the files do not load.
    """
    digest = data_digest(data, FOLDERS)
    file = cache_folder() / f"watchlists-{version('caveat')}-{FORMAT}-{digest[:32]}.json"
    found = _read(file, digest)
    if found is None:
        found = load_watchlists(data)
        write_generated(file, json_line({"digest": digest, **_tree(found)}))
    return found


def load_watchlists(data: Path = DATA) -> Watchlists:
    """Read all files on lists and listings.

    Raises:
        CaveatError: with every problem of the shape of a file; where there is none, with
            every problem between files.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    found = Watchlists(
        load_kind(Watchlist, data, documents, problems),
        load_kind(Listing, data, documents, problems),
        load_kind(Source, data, documents, problems),
    )
    if problems:
        raise CaveatError(problems)
    countries = {file.stem for file in (data / CountryFile.folder).glob("*.yaml")}
    problems.extend(
        Problem(code, message, hint, documents[kind, name].place(pointer))
        for kind, name, pointer, code, message, hint in _problems(found, countries)
    )
    if problems:
        raise CaveatError(problems)
    return found


def _problems(found: Watchlists, countries: set[str]) -> Iterator[Found]:
    for watchlist in found.lists.values():
        yield from _parts(watchlist, found.lists)
        for n, effect in enumerate(watchlist.effects):
            yield from _source("watchlist", watchlist.id, ("effects", n), effect, found)
    for listing in found.listings.values():
        if listing.watchlist not in found.lists:
            yield _unknown_list(
                "listing", listing.id, ("watchlist",), listing.watchlist, found.lists
            )
        yield from _source("listing", listing.id, (), listing, found)
        yield from _source("listing", listing.id, ("reason",), listing.reason, found)
        for n, removal in enumerate(listing.removals):
            yield from _source("listing", listing.id, ("removals", n), removal, found)
        yield from _countries(listing, countries)
    yield from _twice(found.listings)


def _parts(watchlist: Watchlist, lists: Mapping[str, Watchlist]) -> Iterator[Found]:
    for n, name in enumerate(watchlist.contained_in):
        if name not in lists:
            yield _unknown_list("watchlist", watchlist.id, ("contained_in", n), name, lists)
        elif watchlist.id not in lists[name].parts.values():
            message = f"'{name}' has no part that is '{watchlist.id}'."
            pointer = ("contained_in", n)
            hint = f"Name it in 'parts' of '{name}'."
            yield "watchlist", watchlist.id, pointer, "watchlist.part", message, hint
    for word, name in watchlist.parts.items():
        if name not in lists:
            yield _unknown_list("watchlist", watchlist.id, ("parts", word), name, lists)


def _unknown_list(
    kind: str, name: str, pointer: Pointer, given: str, lists: Mapping[str, Watchlist]
) -> Found:
    message = f"'{given}' is no list of watchlists/."
    return kind, name, pointer, "watchlist.unknown", message, nearest(given, lists)


def _source(
    kind: str, name: str, pointer: Pointer, claim: Evidence, found: Watchlists
) -> Iterator[Found]:
    if claim.source is not None and claim.source not in found.sources:
        message = f"'{claim.source}' is no source."
        hint = nearest(claim.source, found.sources)
        yield kind, name, (*pointer, "source"), "source.unknown", message, hint


def _countries(listing: Listing, countries: set[str]) -> Iterator[Found]:
    for n, party in enumerate(listing.parties):
        for m, code in enumerate(party.countries):
            if code not in countries:
                message, hint = f"'{code}' is no country.", nearest(code, countries)
                pointer = ("parties", n, "countries", m)
                yield "listing", listing.id, pointer, "country.unknown", message, hint


def _twice(listings: Mapping[str, Listing]) -> Iterator[Found]:
    """Yield a party that two listings put on one list by one primary name."""
    first: dict[tuple[str, str], str] = {}
    for listing in listings.values():
        for n, party in enumerate(listing.parties):
            key = (listing.watchlist, party.names[0].text)
            before = first.setdefault(key, listing.id)
            if before != listing.id:
                message = f"'{key[1]}' is in the listing '{before}' too."
                pointer = ("parties", n, "names")
                hint = "Hold it once, or tell the two apart."
                yield "listing", listing.id, pointer, "listing.twice", message, hint


def _tree(found: Watchlists) -> dict[str, Any]:
    tables = {"lists": found.lists, "listings": found.listings, "sources": found.sources}
    return {
        table: {
            name: one.model_dump(mode="json", exclude_defaults=True) for name, one in held.items()
        }
        for table, held in tables.items()
    }


def _read(file: Path, digest: str) -> Watchlists | None:
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        if tree["digest"] != digest:
            return None
        return Watchlists(
            {name: Watchlist.model_validate(one) for name, one in tree["lists"].items()},
            {name: Listing.model_validate(one) for name, one in tree["listings"].items()},
            {name: Source.model_validate(one) for name, one in tree["sources"].items()},
        )
    except UNREADABLE:
        return None
