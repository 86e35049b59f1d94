"""Profiles of countries as of a day, from the data held on this machine."""

from __future__ import annotations

from datetime import date

from caveat.countries.profile import profile_of
from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.profile import CountryProfile
from caveat.rulebook.atlas import Atlas


def profile_country(
    code: str, atlas: Atlas, as_of: date, *, today: date, retrospective: bool = False
) -> CountryProfile:
    """Return the profile of one country or territory.

    Args:
        code: Its id: an ISO 3166-1 alpha-2 code, or `XX-NAME`; case does not matter.
        atlas: The data held.
        as_of: The day of the profile.
        today: The day after which days lie in the future.
        retrospective: Also admit what was published later about earlier years, marked.

    Raises:
        CaveatError: nobody has that id, or the day lies in the future.
    """
    if as_of > today:
        raise CaveatError(
            Problem("date.future", f"--as-of {as_of} lies in the future.", f"Today is {today}.")
        )
    country = atlas.countries.get(code.upper())
    if country is None:
        raise CaveatError(
            Problem("country.unknown", f"'{code}' is no country held here.", _hint(code, atlas))
        )
    return profile_of(
        country,
        atlas.figures.get(country.id, {}),
        atlas.indicators.values(),
        atlas.editions,
        as_of,
        retrospective=retrospective,
    )


def _hint(code: str, atlas: Atlas) -> str:
    """Return the code of the country that was named, or the nearest names and codes."""
    named = code.casefold()
    for country in atlas.countries.values():
        if named in (country.name.casefold(), (country.iso3 or "").casefold()):
            return f"Write {country.id} for {country.name}."
    names = {country.name: country.id for country in atlas.countries.values()}
    found = nearest(code, names) or nearest(code.upper(), atlas.countries)
    return found or "Codes are those of ISO 3166-1 alpha-2, such as NO for Norway."
