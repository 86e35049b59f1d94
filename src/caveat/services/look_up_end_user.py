"""Looks up an end user by name in the dossiers held on this machine."""

from __future__ import annotations

from datetime import date

from caveat.countries.dossier import agencies_named, involving, kin_of, known_on, near_names
from caveat.model.dossier import Agency, HeldAgency, LookedUp
from caveat.model.error import CaveatError, Problem, nearest
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dossiers import Dossiers


def look_up_end_user(
    name: str,
    atlas: Atlas,
    dossiers: Dossiers,
    *,
    as_of: date,
    today: date,
    country: str | None = None,
) -> LookedUp:
    """Return what is held on an end user as of a day.

    Args:
        name: Its name as stated, in any script, or an acronym.
        atlas: The countries that may be named.
        dossiers: The agencies and incidents held.
        as_of: The day; what became public later is left out.
        today: The day after which days lie in the future.
        country: If given, only agencies of this country.

    Raises:
        CaveatError: the name is empty, nobody has that code, or the day lies in the future.
    """
    _check(name, atlas, as_of, today=today, country=country)
    code = country.upper() if country is not None else None
    found = tuple(
        _with_record(one.agency, dossiers, as_of, same=one.same)
        for one in agencies_named(name, dossiers.agencies.values(), code)
    )
    near = () if found else tuple(near_names(name, dossiers.agencies.values()))
    return LookedUp(name, code, as_of, found, near)


def _check(name: str, atlas: Atlas, as_of: date, *, today: date, country: str | None) -> None:
    if not name.strip():
        hint = "Write the name as it stands in the order or the end-use statement."
        raise CaveatError(Problem("end_user.name", "the name is empty.", hint))
    if as_of > today:
        raise CaveatError(
            Problem("date.future", f"--as-of {as_of} lies in the future.", f"Today is {today}.")
        )
    if country is not None and country.upper() not in atlas.countries:
        message = f"--country '{country}' is no country held here."
        hint = nearest(country.upper(), atlas.countries)
        raise CaveatError(Problem("country.unknown", message, hint))


def _with_record(agency: Agency, dossiers: Dossiers, as_of: date, *, same: bool) -> HeldAgency:
    kin = kin_of(agency, dossiers.agencies)
    known = known_on(dossiers.incidents.values(), as_of)
    return HeldAgency(
        agency,
        same,
        tuple(one for name, one in kin.items() if name != agency.id),
        tuple(involving(known, kin)),
    )
