"""Profiles of countries as of a day, from the data held on this machine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from caveat.countries.dossier import known_on
from caveat.countries.profile import profile_of
from caveat.model.country import Country
from caveat.model.dossier import Incident
from caveat.model.error import CaveatError, Problem
from caveat.model.profile import CountryProfile
from caveat.model.truth import Truth
from caveat.rulebook.atlas import Atlas
from caveat.services.find_country import find_country, find_several


def profile_country(
    code: str,
    atlas: Atlas,
    as_of: date,
    *,
    today: date,
    retrospective: bool = False,
    incidents: Iterable[Incident] = (),
) -> CountryProfile:
    """Return the profile of one country or territory.

    Args:
        code: Its id: an ISO 3166-1 alpha-2 code, or `XX-NAME`; case does not matter.
        atlas: The data held.
        as_of: The day of the profile.
        today: The day after which days lie in the future.
        retrospective: Also admit what was published later about earlier years, marked.
        incidents: All incidents held; those of the country that were public by the day are shown.

    Raises:
        CaveatError: nobody has that id, or the day lies in the future.
    """
    _not_in_the_future(as_of, today)
    country = find_country(code, atlas)
    return _profile(country, atlas, as_of, retrospective=retrospective, incidents=incidents)


def profile_several(
    codes: Sequence[str],
    atlas: Atlas,
    as_of: date,
    *,
    today: date,
    retrospective: bool = False,
    incidents: Collection[Incident] = (),
) -> list[CountryProfile]:
    """Return the profiles of two countries or more on one day, in the order of the codes.

    Each is what `profile_country` returns of it.

    Raises:
        CaveatError: the day lies in the future, nobody has a code, a country stands twice, or
            there is nothing to compare.
    """
    _not_in_the_future(as_of, today)
    return [
        _profile(country, atlas, as_of, retrospective=retrospective, incidents=incidents)
        for country in find_several(codes, atlas)
    ]


def _not_in_the_future(as_of: date, today: date) -> None:
    if as_of > today:
        raise CaveatError(
            Problem("date.future", f"--as-of {as_of} lies in the future.", f"Today is {today}.")
        )


def _profile(
    country: Country,
    atlas: Atlas,
    as_of: date,
    *,
    retrospective: bool,
    incidents: Iterable[Incident],
) -> CountryProfile:
    known = known_on((one for one in incidents if one.country == country.id), as_of)
    return profile_of(
        country,
        atlas.figures.get(country.id, {}),
        atlas.indicators.values(),
        atlas.editions,
        as_of,
        retrospective=retrospective,
        misuse=Truth.YES if known else None,
        incidents=known,
    )


def warnings_of(atlas: Atlas, today: date) -> Iterator[str]:
    """Yield why editions that the user fetched are left out, and what is in use instead."""
    for problem in atlas.problems:
        folders = () if problem.where is None else problem.where.file.parts
        own = [one for one in atlas.editions.values() if one.publisher in folders]
        last = max(own, key=lambda one: (one.published_on, one.id), default=None)
        if last is None:
            instead = "No other edition of this publisher is held."
        else:
            age = (today - last.published_on).days
            instead = f"The last good edition is '{last.id}', known for {max(0, age)} day(s)."
        yield f"{problem} {instead}"
