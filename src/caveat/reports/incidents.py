"""Incidents and publications in words, as far as they were public by a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from caveat.model.dossier import Agency, Incident, Reference
from caveat.model.standing import Basis
from caveat.reports.words import BASES, listed

LATER = "public only after this day"


def incident_lines(one: Incident, as_of: date) -> Iterator[str]:
    """Yield what is held of an incident: who, with what, against whom, and who says so."""
    yield _head(one, as_of)
    yield _product(one)
    against = listed(target.value.replace("_", " ") for target in one.against)
    abroad = ", abroad too" if one.abroad else ""
    yield f"against: {against}{abroad}; rights: {id_words(one.rights)}"
    yield one.what
    yield from _answer(one)
    for source in one.sources:
        later = f"; {LATER}" if source.known_on > as_of else ""
        yield f"source: {reference_words(source)}{later}"
    yield from _own(one)


def incident_brief(one: Incident, as_of: date) -> Iterator[str]:
    """Yield the same in short: what it stands on, whose it is, the answer and its first source."""
    yield _head(one, as_of)
    yield _product(one)
    yield from _answer(one)
    first = min(one.sources, key=lambda source: source.known_on)
    left = len(one.sources) - 1
    more = f"; and {left} more" if left else ""
    yield f"source: {reference_words(first, address=False)}{more}"
    yield from _own(one)


def _head(one: Incident, as_of: date) -> str:
    return f"{one.weight.value.replace('_', ' ')}; {_years(one, as_of)}; user: {one.named}"


def _years(one: Incident, as_of: date) -> str:
    first, last = one.years
    if last is None or last > as_of.year:
        return f"since {first}, not known to have ended"
    return f"in {first}" if first == last else f"{first} to {last}"


def _product(one: Incident) -> str:
    if not (one.technology or one.product or one.vendors):
        return "no product is recorded"
    kinds = id_words(name.rpartition(".")[2] for name in one.technology) or "not recorded"
    product = f" ({one.product})" if one.product else ""
    vendors = ", ".join(one.vendors) or "not recorded"
    return f"technology: {kinds}{product}; vendor: {vendors}"


def _answer(one: Incident) -> Iterator[str]:
    if one.answer:
        yield f"answer: {one.answer}"


def _own(one: Incident) -> Iterator[str]:
    if one.own:
        yield "from your own files"


def tie_line(named: Collection[str], kin: Collection[Agency]) -> str:
    """Say which tied bodies an incident names, where it does not name the body itself."""
    names = listed(f"{one.name} ({one.id})" for one in kin if one.id in named)
    return f"names {names}, to which this body is tied"


def reference_words(one: Reference, *, address: bool = True) -> str:
    """Name a publication, and say whether anybody opened it."""
    where = f", {one.url}" if one.url and address else ""
    read = f" on {one.read_on}" if one.read_on is not None else ""
    said = f"opened{read}" if one.basis is not Basis.RECALLED else BASES[one.basis]
    return f"{one.publisher}: {one.title}, {one.published}{where} ({said})"


def id_words(ids: Collection[str] | Iterator[str]) -> str:
    """Say ids in plain words, joined with commas; empty when there are none."""
    return ", ".join(one.replace("_", " ") for one in ids)
