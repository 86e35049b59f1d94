"""Countries by their codes, and what a person may have meant who wrote something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from caveat.model.country import Country
from caveat.model.error import CaveatError, Problem
from caveat.rulebook.atlas import Atlas

SHOWN = 60
"""Characters of a wrong code that are looked at and shown."""
NAMED = 5
"""Countries of one name that a hint lists at most."""
NEAREST = 3
"""Countries that a hint calls nearest at most; a word of more than these is not rare."""
ALIKE = 0.75
"""How much alike two spellings must be for a hint, from 0 to 1."""


def find_country(code: str, atlas: Atlas) -> Country:
    """Return the country or territory with an id; case does not matter.

    Raises:
        CaveatError: nobody has that id. The hint names the code of the country that is called
            so in any language held, or the nearest.
    """
    found = atlas.countries.get(code.strip().upper())
    if found is None:
        shown = code if len(code) <= SHOWN else f"{code[:SHOWN]}..."
        message = f"'{shown}' is no code of a country or territory held here."
        raise CaveatError(Problem("country.unknown", message, _hint(code[:SHOWN], atlas)))
    return found


def find_several(codes: Sequence[str], atlas: Atlas) -> list[Country]:
    """Return two countries or more by their ids, in the order given.

    Raises:
        CaveatError: with every code that nobody has, every country that stands twice, and
            where there are fewer than two codes.
    """
    problems: list[Problem] = []
    found: dict[str, Country] = {}
    for code in codes:
        try:
            country = find_country(code, atlas)
        except CaveatError as error:
            problems.extend(error.problems)
            continue
        if country.id in found:
            message = f"{country.id} ({country.name}) stands twice."
            problems.append(Problem("country.twice", message, "Name each country once."))
        found[country.id] = country
    if len(codes) < 2:
        message = f"found {len(codes)} code, expected two or more to compare."
        hint = "To look at one, leave the word 'compare' out."
        problems.append(Problem("country.alone", message, hint))
    if problems:
        raise CaveatError(problems)
    return list(found.values())


def _hint(text: str, atlas: Atlas) -> str:
    named = _folded(text)
    countries = atlas.countries.values()
    called = _called(named, countries)
    if len(called) == 1:
        return f"Write {called[0].id} for {called[0].name}."
    if called:
        return f"Several have a name with that in it: {_listed(called)}. Write the code of one."
    near = _nearest(named, atlas.countries)
    if near:
        return f"Nearest: {_listed(near)}."
    return "Codes are those of ISO 3166-1 alpha-2, such as NO for Norway."


def _called(named: str, countries: Iterable[Country]) -> list[Country]:
    """Return the country of that name in English, or all with these words in any language."""
    words = set(named.split())
    if not words:
        return []
    plainly = [
        one for one in countries if named in map(_folded, (one.name, one.iso3 or "", *one.also))
    ]
    return plainly or [
        one for one in countries if any(words <= set(name.split()) for name in _names(one))
    ]


def _nearest(named: str, countries: Mapping[str, Country]) -> list[Country]:
    """Return those that share a rare word, stand within or are spelt alike, the nearest first."""
    holders: dict[str, set[str]] = {}
    spellings: dict[str, set[str]] = {}
    for country in countries.values():
        for name in (*_names(country), _folded(country.id)):
            spellings.setdefault(name, set()).add(country.id)
            for word in name.split():
                holders.setdefault(word, set()).add(country.id)
    words = [like for one in named.split() for like in get_close_matches(one, holders, 1, ALIKE)]
    rare = [holders[word] for word in words if len(holders[word]) <= NEAREST]
    alike = [spellings[name] for name in get_close_matches(named, spellings, NEAREST, ALIKE)]
    within = [ids for name, ids in spellings.items() if set(name.split()) <= set(named.split())]
    found = {one for group in (*rare, *alike, *within) for one in group}

    def likeness(one: str) -> tuple[float, str]:
        ratios = (SequenceMatcher(None, named, name).ratio() for name in _names(countries[one]))
        return -max(ratios), one

    return [countries[one] for one in sorted(found, key=likeness)[:NEAREST]]


def _names(country: Country) -> Iterator[str]:
    yield _folded(country.name)
    for name in (*country.names.values(), *country.also):
        yield _folded(name)


def _folded(text: str) -> str:
    """Return the words of a text without case, accents and punctuation."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in flat if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def _listed(countries: Sequence[Country]) -> str:
    said = ", ".join(f"{one.name} ({one.id})" for one in countries[:NAMED])
    more = len(countries) - NAMED
    return f"{said} and {more} more" if more > 0 else said
