"""What is on public record of an agency: who is meant by a name, who is kin, what was known.

Names are compared by whole words, without marks and case. It is a first look and no
screening: a name that is not found here says nothing of the body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caveat.model.dossier import Agency, Incident

LEAST_LETTERS = 3
"""Fewest letters of a single word that is looked for within a longer name."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency that a name may mean."""

    agency: Agency
    same: bool
    """Whether the whole name is the same; else one contains the other."""


def agencies_named(
    name: str, agencies: Iterable[Agency], country: str | None = None
) -> list[Named]:
    """Return the agencies that a name may mean, those of the same name first, then by id.

    Args:
        name: The name as it was stated, in any script.
        agencies: The agencies held.
        country: If given, only its agencies and those of its territories.
    """
    found = []
    wanted = words_of(name)
    for agency in agencies:
        if country is not None and agency.country.partition("-")[0] != country:
            continue
        like = [_likeness(wanted, words_of(one)) for one in (agency.name, *agency.names)]
        if any(like):
            found.append(Named(agency, 2 in like))
    return sorted(found, key=lambda one: (not one.same, one.agency.id))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, without marks and case."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", bare.casefold()))


def _likeness(wanted: tuple[str, ...], held: tuple[str, ...]) -> int:
    """Return 2 for the same words, 1 where one is contained in the other, else 0."""
    if not wanted or not held:
        return 0
    if wanted == held:
        return 2
    short, long = sorted((wanted, held), key=len)
    if len(short) == 1 and (short is wanted or len(short[0]) < LEAST_LETTERS):
        return 0
    starts = range(len(long) - len(short) + 1)
    return int(any(long[n : n + len(short)] == short for n in starts))


def kin_of(agency: Agency, agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    """Return an agency with the bodies it belongs to and its units, by id, itself first.

    The record of each counts when the record of the agency is looked at.
    """
    found = {agency.id: agency}
    above = agency.parent_file
    while above is not None and above in agencies and above not in found:
        found[above] = agencies[above]
        above = agencies[above].parent_file
    found |= {one.id: one for one in agencies.values() if one.parent_file == agency.id}
    return found


def known_on(incidents: Iterable[Incident], day: date) -> list[Incident]:
    """Return the incidents that were public by a day, the newest first."""
    known = [one for one in incidents if one.known_on <= day]
    return sorted(known, key=lambda one: (-one.known_on.toordinal(), one.id))


def involving(incidents: Iterable[Incident], agencies: Collection[str]) -> Iterator[Incident]:
    """Yield the incidents that name one of some agencies, in their order."""
    return (one for one in incidents if not set(agencies).isdisjoint(one.end_users))
