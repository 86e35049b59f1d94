"""The atlas as plain data for its bundle, and back, each country only when asked for.

What is made of it late must not turn out to be broken; the bundle carries the hash of its text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from caveat.model.country import (
    Country,
    Domain,
    Edition,
    Figure,
    Heading,
    Indicator,
    Law,
    Membership,
    Publisher,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.dossier import Reference
from caveat.model.error import Place, Problem
from caveat.model.standing import Basis

Made = TypeVar("Made")
Figures = Mapping[str, tuple[Figure, ...]]
"""Figures of a country by indicator."""


class Lazy(Mapping[str, Made]):
    """A mapping whose values are made of plain data when they are first asked for."""

    def __init__(self, plain: Mapping[str, Any], make: Callable[[Any], Made]) -> None:
        self._plain = plain
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, name: str) -> Made:
        if name not in self._made:
            self._made[name] = self._make(self._plain[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


def plain(thing: Any) -> Any:
    """Return a noun of the model as JSON data."""
    return json.loads(json.dumps(asdict(thing), default=_plain_value))


def _plain_value(value: date | Enum) -> Any:
    return value.value if isinstance(value, Enum) else value.isoformat()


def plain_figures(figures: Figures) -> dict[str, list[list[Any]]]:
    """Return the figures of a country as short lists, by indicator."""
    return {
        name: [[one.value, one.data_year, one.edition, one.margin] for one in series]
        for name, series in figures.items()
    }


def figures_of(tree: Mapping[str, list[list[Any]]]) -> Figures:
    """Return the figures that `plain_figures` made this of."""
    return {name: tuple(Figure(*one) for one in series) for name, series in tree.items()}


def country_of(tree: dict[str, Any]) -> Country:
    """Return the country that `plain` made this of."""
    return Country(
        **{
            **tree,
            "part_of": tuple(tree["part_of"]),
            "also": tuple(tree["also"]),
            "treaties": tuple(_treaty(one) for one in tree["treaties"]),
            "memberships": tuple(_membership(one) for one in tree["memberships"]),
            "flags": tuple(_membership(one) for one in tree["flags"]),
            "laws": tuple(_law(one) for one in tree["laws"]),
        }
    )


def _treaty(tree: dict[str, Any]) -> TreatyLine:
    status = TreatyStatus(tree["status"])
    return TreatyLine(**{**tree, "status": status, "as_of": date.fromisoformat(tree["as_of"])})


def _membership(tree: dict[str, Any]) -> Membership:
    return Membership(**{**tree, "as_of": date.fromisoformat(tree["as_of"])})


def _law(tree: dict[str, Any]) -> Law:
    return Law(
        **{
            **tree,
            "basis": Basis(tree["basis"]),
            "seen": _reference(tree["seen"]) if tree["seen"] is not None else None,
            "written_on": date.fromisoformat(tree["written_on"]),
        }
    )


def _reference(tree: dict[str, Any]) -> Reference:
    read_on = date.fromisoformat(tree["read_on"]) if tree["read_on"] is not None else None
    return Reference(**{**tree, "basis": Basis(tree["basis"]), "read_on": read_on})


def indicator_of(tree: dict[str, Any]) -> Indicator:
    """Return the indicator that `plain` made this of."""
    return Indicator(**{**tree, "domain": Domain(tree["domain"]), "basis": Basis(tree["basis"])})


def edition_of(tree: dict[str, Any]) -> Edition:
    """Return the edition that `plain` made this of."""
    return Edition(**{**tree, "published_on": date.fromisoformat(tree["published_on"])})


def regime_of(tree: dict[str, Any]) -> Regime:
    """Return the regime that `plain` made this of."""
    return Regime(**{**tree, "heading": Heading(tree["heading"])})


def publisher_of(tree: dict[str, Any]) -> Publisher:
    """Return the publisher that `plain` made this of."""
    return Publisher(**tree)


def plain_problem(problem: Problem) -> list[Any]:
    """Return a problem as a short list; of its place, the file alone."""
    file = None if problem.where is None else str(problem.where.file)
    return [problem.code, problem.message, problem.hint, file]


def problem_of(tree: list[Any]) -> Problem:
    """Return the problem that `plain_problem` made this of."""
    code, message, hint, file = tree
    return Problem(code, message, hint, None if file is None else Place(Path(file)))
