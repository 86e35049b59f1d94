"""Reads a publisher's file into editions whose figures name our countries.

A code or name that we have no entry for is told, never guessed, and folded into no neighbour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from caveat.countries.published.formats import FORMATS
from caveat.countries.published.layouts import Row, rows_of
from caveat.countries.published.table import refused
from caveat.model.country import Country
from caveat.model.error import CaveatError
from caveat.rulebook.dataset_shape import DatasetFile

PANIC = "PanicException"
"""What a library in Rust raises; it is no `Exception`."""
_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "\u00a0": " "})


@dataclass(frozen=True)
class Published:
    """What a file says: figures by edition, and whom it names that we do not know."""

    editions: Mapping[str, tuple[Row, ...]]
    """Figures with our ids, by number of the edition, the oldest edition first."""
    left_out: tuple[str, ...]
    """Names known to have no entry, in order."""
    unknown: tuple[str, ...]
    """Other names without an entry, in order."""


def read_published(
    stream: BinaryIO, dataset: DatasetFile, countries: Iterable[Country], *, address: str
) -> Published:
    """Read a file of a dataset.

    Args:
        stream: The file, at its start.
        dataset: How it is to be read.
        countries: The countries that there are.
        address: Where it came from; an edition may be told from it.

    Raises:
        CaveatError: it cannot be read as the dataset says, or names too many unknown countries.
    """
    try:
        return _read(stream, dataset, countries, address)
    except CaveatError:
        raise
    except BaseException as error:
        # What the libraries below raise on bytes made to harm is up to them.
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        message = f"reading it failed with {type(error).__name__}: {str(error)[:120]}."
        hint = "Fetch it again; it may be damaged, or made to do harm."
        raise refused("broken", message, hint) from error


def _read(
    stream: BinaryIO, dataset: DatasetFile, countries: Iterable[Country], address: str
) -> Published:
    table = FORMATS[dataset.format](stream, dataset)
    fixed = _number(table.label, address, dataset)
    places = _Places(dataset, countries)
    rows = [
        replace(row, country=place)
        for row in rows_of(table, dataset, fixed)
        if (place := places.id_of(row.country)) is not None
    ]
    if len(places.unknown) > dataset.country.most_unknown:
        named = ", ".join(f"'{one}'" for one in list(places.unknown)[:5])
        message = f"{len(places.unknown)} countries are not known here: {named}."
        hint = f"Name them under 'aliases' or 'left_out' in datasets/{dataset.id}.yaml."
        raise refused("country", message, hint)
    if not rows:
        raise refused("empty", "found no figure of a country known here.")
    if dataset.edition.found_in == "newest_year":
        fixed = str(max(row.data_year for row in rows))
    editions: dict[str, list[Row]] = {}
    for row in rows:
        editions.setdefault(row.number or fixed or "", []).append(row)
    numbers = sorted(editions, key=order_of)
    return Published(
        {one: tuple(editions[one]) for one in numbers},
        tuple(places.left_out),
        tuple(places.unknown),
    )


def order_of(number: str) -> tuple[int, ...]:
    """Return what puts numbers of editions in order: years, versions, or days."""
    return tuple(int(part) for part in re.findall("[0-9]+", number))


def _number(label: str, address: str, dataset: DatasetFile) -> str | None:
    """Return the number that the label or address has; None where it stands elsewhere.

    Raises:
        CaveatError: it has none, or several that differ.
    """
    place = dataset.edition.found_in
    if place not in ("label", "address"):
        return None
    text = label if place == "label" else address.rpartition("/")[2]
    found = list(dict.fromkeys(re.findall(dataset.edition.pattern, text)))
    if len(found) == 1:
        return str(found[0])
    what = "no edition" if not found else f"several editions ({', '.join(found)})"
    hint = f"Expected one match of '{dataset.edition.pattern}'."
    if place == "address":
        hint += " Name the file as the publisher does."
    raise refused("edition", f"'{text[:80]}' names {what}.", hint)


class _Places:
    """Finds our id of a publisher's code or name, and notes whom it does not find."""

    def __init__(self, dataset: DatasetFile, countries: Iterable[Country]) -> None:
        by_code = dataset.country.by == "iso3"
        self._ids = {
            _plain(word): one.id
            for one in countries
            if (word := one.iso3 if by_code else one.name) is not None
        }
        self._ids |= {_plain(name): place for name, place in dataset.country.aliases.items()}
        self._left_out = {_plain(name) for name in dataset.country.left_out}
        self.left_out: dict[str, None] = {}
        self.unknown: dict[str, None] = {}

    def id_of(self, name: str) -> str | None:
        """Return our id; None, and a note, where there is none."""
        plain = _plain(name)
        if plain in self._left_out:
            self.left_out[name] = None
        elif plain not in self._ids:
            self.unknown[name] = None
        else:
            return self._ids[plain]
        return None


def _plain(name: str) -> str:
    """Return a name without accents, kinds of apostrophe, and case; nothing else is made alike."""
    parts = unicodedata.normalize("NFKD", name.translate(_SAME))
    return "".join(one for one in parts if not unicodedata.combining(one)).casefold().strip()
