"""A small atlas to draw maps of, and one domain of its countries."""

from __future__ import annotations

from datetime import date
from typing import Any

from caveat.model.country import Country, Domain, Publisher
from caveat.model.country_map import CountryMap, MapRecord
from caveat.rulebook.atlas import Atlas
from caveat.services.map_countries import map_countries
from tests.countries.small import EDITIONS, edition, figure, indicator

DAY = date(2024, 6, 1)
HOSTILE = "<script>alert('&')</script>\u202e\ufffe"


def land(code: str, name: str, *part_of: str) -> Country:
    """Return a country without lines."""
    return Country(code, name, None, {}, part_of, (), (), (), "")


COUNTRIES = (
    land("NO", "Norway"),
    land("KP", "North Korea"),
    land("MT", "Malta"),
    land("XX", "\u00c5land"),
    land("KP-NORTH", "North", "KP"),
)
INDICATORS = (
    indicator("courts"),
    indicator("judges", producer="Second Institute", publisher="second"),
    indicator("blend", scored=False, producer="Third Institute", publisher="third"),
    indicator("graft", domain=Domain.CORRUPTION),
)
FIGURES = {
    "NO": {"courts": (figure(9.5, 2022),), "blend": (figure(1, 2024, "third-1"),)},
    "KP": {"courts": (figure(1.0),), "judges": (figure(4.0, 2021, "second-1"),)},
    "MT": {"courts": (figure(5.0),)},
    "XX": {"blend": (figure(1, 2024, "third-1"),)},
}
ATLAS = Atlas(
    countries={one.id: one for one in COUNTRIES},
    regimes={},
    indicators={one.id: one for one in INDICATORS},
    editions={
        **EDITIONS,
        "second-1": edition("second-1", date(2022, 1, 1), "second"),
        "third-1": edition("third-1", date(2024, 1, 1), "third"),
    },
    publishers={
        name: Publisher(name, f"{name.title()} Institute", "CC BY 4.0", "", f"Name {name}.")
        for name in ("first", "second", "third")
    },
    sources={},
    figures=FIGURES,
)


def small_map(domain: Domain = Domain.RULE_OF_LAW, as_of: date = DAY, **parts: Any) -> CountryMap:
    """Return one domain of the small atlas."""
    return map_countries(domain, ATLAS, as_of, today=DAY, **parts)


def record(code: str, **parts: Any) -> MapRecord:
    """Return what the map shows of one country."""
    return next(one for one in small_map(**parts).records if one.country.id == code)
