"""Reads the files on datasets, and says what does not fit with publishers and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from caveat.model.country import Indicator
from caveat.model.error import CaveatError, Problem, nearest
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.loader import DATA, load_kind
from caveat.rulebook.yaml_reader import Document


def load_datasets(atlas: Atlas, data: Path = DATA) -> Mapping[str, DatasetFile]:
    """Return the datasets by id.

    Args:
        atlas: The publishers, indicators and countries that they may name.
        data: The folder of the data that comes with the software.

    Raises:
        CaveatError: with every problem of every file.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    found = load_kind(DatasetFile, data, documents, problems)
    problems.extend(
        Problem(code, message, hint, documents[kind, name].place(pointer))
        for dataset in found.values()
        for kind, name, pointer, code, message, hint in _problems(dataset, atlas)
    )
    if problems:
        raise CaveatError(problems)
    return found


def _problems(dataset: DatasetFile, atlas: Atlas) -> Iterator[Found]:
    if dataset.publisher not in atlas.publishers:
        message = f"'{dataset.publisher}' is no folder of observations/."
        hint = nearest(dataset.publisher, atlas.publishers)
        yield "dataset", dataset.id, ("publisher",), "publisher.unknown", message, hint
    for name in dataset.indicators:
        wrong = _wrong(name, atlas.indicators.get(name), dataset, atlas)
        if wrong is not None:
            message = f"'{name}' is no indicator of '{dataset.publisher}'."
            yield "dataset", dataset.id, ("indicators", name), "indicator.unknown", message, wrong
    for name, place in dataset.country.aliases.items():
        if place not in atlas.countries:
            message, hint = f"'{place}' is no country.", nearest(place, atlas.countries)
            pointer = ("country", "aliases", name)
            yield "dataset", dataset.id, pointer, "country.unknown", message, hint


def _wrong(name: str, there: Indicator | None, dataset: DatasetFile, atlas: Atlas) -> str | None:
    if there is None:
        return nearest(name, atlas.indicators)
    if there.publisher != dataset.publisher:
        return f"It is one of '{there.publisher}'."
    return None
