"""Tells which edition of a dataset is in use, and its newest figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caveat.model.country import Edition, Figure
from caveat.model.update import InUse
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dataset_shape import DatasetFile


def in_use(dataset: DatasetFile, atlas: Atlas, today: date) -> InUse | None:
    """Return the edition of a dataset that was published last; None where none is held."""
    held = list(_figures(dataset, atlas))
    newest = _newest(atlas, (figure.edition for _, _, figure in held))
    if newest is None:
        return None
    own = [(place, figure) for _, place, figure in held if figure.edition == newest.id]
    return use_of(newest, own, today)


def use_of(edition: Edition, figures: Iterable[tuple[str, Figure]], today: date) -> InUse:
    """Return what is told of an edition with these figures, each with its country."""
    own = list(figures)
    years = [figure.data_year for _, figure in own]
    return InUse(
        edition.id,
        edition.title,
        edition.published_on,
        max(0, (today - edition.published_on).days),
        min(years),
        max(years),
        len({place for place, _ in own}),
        len(own),
    )


def newest_figures(dataset: DatasetFile, atlas: Atlas) -> dict[str, dict[str, Figure]]:
    """Return the newest figures that are held, by indicator and country.

    Of each indicator only the edition counts that was published last: editions are not mixed.
    """
    held: dict[str, list[tuple[str, Figure]]] = {}
    for name, place, figure in _figures(dataset, atlas):
        held.setdefault(name, []).append((place, figure))
    found: dict[str, dict[str, Figure]] = {}
    for name, series in held.items():
        newest = _newest(atlas, (figure.edition for _, figure in series))
        assert newest is not None
        # Figures come by data year, so that the newest one of a country is set last.
        found[name] = {place: one for place, one in series if one.edition == newest.id}
    return found


def _figures(dataset: DatasetFile, atlas: Atlas) -> Iterator[tuple[str, str, Figure]]:
    for place, table in atlas.figures.items():
        for name in dataset.indicators:
            for figure in table.get(name, ()):
                yield name, place, figure


def _newest(atlas: Atlas, names: Iterable[str]) -> Edition | None:
    editions = [atlas.editions[name] for name in set(names)]
    return max(editions, key=lambda one: (one.published_on, one.id), default=None)
