"""One domain of every country as of a day, for a map."""

from __future__ import annotations

import unicodedata
from datetime import date

from caveat.countries.scale import bands_between
from caveat.model.country import Domain
from caveat.model.country_map import CountryMap, MapRecord
from caveat.model.profile import CountryProfile
from caveat.rulebook.atlas import Atlas
from caveat.services.profile_country import profile_country


def map_countries(
    domain: Domain, atlas: Atlas, as_of: date, *, today: date, retrospective: bool = False
) -> CountryMap:
    """Return one domain of every country and territory held, in the order of their names.

    Args:
        domain: The domain; no map shows two, so that none makes good for another.
        atlas: The data held.
        as_of: The day of the map.
        today: The day after which days lie in the future.
        retrospective: Also admit what was published later about earlier years, marked.

    Raises:
        CaveatError: the day lies in the future.
    """
    profiles = [
        profile_country(code, atlas, as_of, today=today, retrospective=retrospective)
        for code in atlas.countries
    ]
    records = tuple(_record(one, domain) for one in sorted(profiles, key=_name))
    return CountryMap(domain, as_of, retrospective, records)


def _record(profile: CountryProfile, domain: Domain) -> MapRecord:
    record = profile.record(domain)
    middle = None if record.risk is None else bands_between(record.risk, record.risk)[0]
    return MapRecord(profile.country, record, middle)


def _name(profile: CountryProfile) -> tuple[str, str]:
    """Return the name by which a country is put in order: accents and capitals do not count."""
    letters = unicodedata.normalize("NFKD", profile.country.name).casefold()
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return plain, profile.country.id
