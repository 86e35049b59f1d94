"""Small countries, indicators and editions to test with."""

from __future__ import annotations

from datetime import date
from typing import Any

from caveat.model.country import Country, Domain, Edition, Figure, Indicator

DAY = date(2024, 6, 1)
LAND = Country("NO", "Norway", "NOR", {}, (), (), (), (), "")


def indicator(name: str = "courts", **parts: Any) -> Indicator:
    """Return an indicator from 10 (best) to 0 (worst), with parts changed."""
    plain: dict[str, Any] = {
        "id": name,
        "title": name.title(),
        "domain": Domain.RULE_OF_LAW,
        "producer": "First Institute",
        "publisher": "first",
        "best": 10.0,
        "worst": 0.0,
        "scored": True,
        "logarithmic": False,
        "lowest": 0.0,
        "highest": 10.0,
        "how_to_read": "Higher is better.",
        "ageing": "Slowly.",
    }
    return Indicator(**(plain | parts))


def edition(name: str, published_on: date, publisher: str = "first") -> Edition:
    """Return an edition of that day."""
    return Edition(name, publisher, f"Edition {name}", published_on, "", "a shelf")


def figure(value: float, year: int = 2023, edition: str = "e24", **parts: Any) -> Figure:
    """Return a figure."""
    return Figure(value, year, edition, **parts)


def jumpy(name: str = "freedom", at: float | None = 5.0, **parts: Any) -> Indicator:
    """Return an indicator from 100 (best) to 0 (worst), shown only, with a threshold of breaks."""
    plain = {"best": 100.0, "highest": 100.0, "scored": False, "break_at": at}
    return indicator(name, **(plain | parts))


EDITIONS = {
    one.id: one
    for one in (
        edition("e22", date(2022, 3, 1)),
        edition("e23", date(2023, 3, 1)),
        edition("e24", date(2024, 3, 1)),
        edition("e25", date(2025, 3, 1)),
    )
}
