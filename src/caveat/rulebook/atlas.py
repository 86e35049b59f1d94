"""Reads countries, indicators and figures into one `Atlas`, or says everything wrong with them.

Every figure has an edition, every edition a day and a source, every line of a country a source
and a day. What has no line is not held, which is unknown and never no.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from caveat.model.country import Country, Edition, Figure, Indicator, Publisher, Regime
from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.rulebook.atlas_tree import (
    Figures,
    Lazy,
    country_of,
    edition_of,
    figures_of,
    indicator_of,
    plain,
    plain_figures,
    publisher_of,
    regime_of,
)
from caveat.rulebook.bundle import UNREADABLE, cache_folder, json_line, write_generated
from caveat.rulebook.check_atlas import AtlasFiles, atlas_problems
from caveat.rulebook.country_shape import CountryFile, IndicatorFile, PublisherFile, RegimeFile
from caveat.rulebook.entries import LawFeature
from caveat.rulebook.figure_file import read_figures
from caveat.rulebook.loader import DATA, data_digest, load_kind, load_one
from caveat.rulebook.supports import Source
from caveat.rulebook.yaml_reader import Document

OBSERVATIONS = "observations"
FOLDERS = (
    CountryFile.folder,
    RegimeFile.folder,
    IndicatorFile.folder,
    OBSERVATIONS,
    Source.folder,
    LawFeature.folder,
)
"""The folders of `data/` that an atlas is read from."""
FORMAT = 2


@dataclass(frozen=True)
class Atlas:
    """All that is held of countries: who they are, what they joined, and figures about them."""

    countries: Mapping[str, Country]
    """Countries and territories by id."""
    regimes: Mapping[str, Regime]
    """What the lines of countries name, by id."""
    indicators: Mapping[str, Indicator]
    editions: Mapping[str, Edition]
    publishers: Mapping[str, Publisher]
    sources: Mapping[str, Source]
    """The documents that lines and editions name, by id."""
    figures: Mapping[str, Figures]
    """Figures by country and indicator, by data year and then by the day of the edition."""


def open_atlas(data: Path = DATA) -> Atlas:
    """Return the atlas, from its bundle where that is current.

    Raises:
        CaveatError: there is no current bundle and the files do not load.
    """
    digest = data_digest(data, FOLDERS)
    file = cache_folder() / f"atlas-{version('caveat')}-{FORMAT}-{digest[:32]}.json"
    atlas = _read(file, digest)
    if atlas is None:
        atlas = load_atlas(data)
        text = json_line({"digest": digest, **_tree(atlas)})
        write_generated(file, f"{_hash(text)}\n{text}")
    return atlas


def load_atlas(data: Path = DATA) -> Atlas:
    """Read all files on countries.

    Raises:
        CaveatError: with every problem of the shape of a file; where there is none, with
            every problem between files and every line of figures that is wrong.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    files = AtlasFiles(
        load_kind(CountryFile, data, documents, problems),
        load_kind(RegimeFile, data, documents, problems),
        load_kind(IndicatorFile, data, documents, problems),
        _publishers(data, documents, problems),
        load_kind(Source, data, documents, problems),
        load_kind(LawFeature, data, documents, problems),
    )
    if problems:
        raise CaveatError(problems)
    problems.extend(
        Problem(code, message, hint, documents[kind, name].place(pointer))
        for kind, name, pointer, code, message, hint in atlas_problems(files)
    )
    figures = _all_figures(files, data, problems)
    if problems:
        raise CaveatError(problems)
    return Atlas(
        countries={name: one.country() for name, one in files.countries.items()},
        regimes={name: one.regime() for name, one in files.regimes.items()},
        indicators={name: one.indicator() for name, one in files.indicators.items()},
        editions=files.editions(),
        publishers={name: one.publisher() for name, one in files.publishers.items()},
        sources=files.sources,
        figures=figures,
    )


def _publishers(
    data: Path, documents: dict[tuple[str, str], Document], problems: list[Problem]
) -> dict[str, PublisherFile]:
    found: dict[str, PublisherFile] = {}
    for folder in sorted(one for one in (data / OBSERVATIONS).glob("*") if one.is_dir()):
        if not (folder / "LICENCE.md").is_file():
            message = "the file is missing."
            hint = "Write under which licence the figures stand, and what follows from it."
            problems.append(Problem("file.missing", message, hint, Place(folder / "LICENCE.md")))
        loaded = load_one(PublisherFile, folder / "publisher.yaml", problems)
        if loaded is None:
            continue
        found[folder.name], documents["publisher", folder.name] = loaded
        if loaded[0].id != folder.name:
            message = f"the id is '{loaded[0].id}', but the folder is '{folder.name}'."
            place = loaded[1].place(("id",))
            problems.append(Problem("entry.id", message, "Make the two the same.", place))
    return found


def _all_figures(
    files: AtlasFiles, data: Path, problems: list[Problem]
) -> dict[str, dict[str, tuple[Figure, ...]]]:
    """Return all figures by country and indicator, and note what is wrong with their files."""
    editions = files.editions()
    found: dict[str, dict[str, tuple[Figure, ...]]] = {}
    expected: set[Path] = set()
    for name, entry in files.indicators.items():
        file = data / OBSERVATIONS / entry.publisher / f"{name}.csv"
        expected.add(file)
        own = {one.id: one for one in editions.values() if one.publisher == entry.publisher}
        try:
            series = read_figures(file, entry.indicator(), countries=files.countries, editions=own)
        except CaveatError as error:
            problems.extend(error.problems)
            continue
        for country, figures in series.items():
            figures.sort(key=lambda one: (one.data_year, editions[one.edition].published_on))
            found.setdefault(country, {})[name] = tuple(figures)
    problems.extend(_unread(data, expected, files.indicators))
    return {country: found[country] for country in sorted(found)}


def _unread(data: Path, expected: set[Path], indicators: Iterable[str]) -> Iterator[Problem]:
    for file in sorted((data / OBSERVATIONS).rglob("*.csv")):
        if file not in expected:
            message = "no indicator of this publisher reads these figures."
            hint = nearest(file.stem, indicators) or "Write the indicator, or remove the file."
            yield Problem("figures.unread", message, hint, Place(file))


def _tree(atlas: Atlas) -> dict[str, Any]:
    nouns = ("countries", "regimes", "indicators", "editions", "publishers")
    tree: dict[str, Any] = {
        table: {name: plain(one) for name, one in getattr(atlas, table).items()} for table in nouns
    }
    tree["sources"] = {
        name: one.model_dump(mode="json", exclude_defaults=True)
        for name, one in atlas.sources.items()
    }
    tree["figures"] = {name: plain_figures(one) for name, one in atlas.figures.items()}
    return tree


def _read(file: Path, digest: str) -> Atlas | None:
    try:
        head, _, text = file.read_text(encoding="utf-8").partition("\n")
        if head != _hash(text):
            return None
        tree = json.loads(text)
        if tree["digest"] != digest:
            return None
        return Atlas(
            countries=Lazy(tree["countries"], country_of),
            regimes=Lazy(tree["regimes"], regime_of),
            indicators=Lazy(tree["indicators"], indicator_of),
            editions=Lazy(tree["editions"], edition_of),
            publishers=Lazy(tree["publishers"], publisher_of),
            sources=Lazy(tree["sources"], Source.model_validate),
            figures=Lazy(tree["figures"], figures_of),
        )
    except UNREADABLE:
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
