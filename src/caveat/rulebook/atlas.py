"""Reads countries, indicators and figures into one `Atlas`, or says everything wrong with them.

Every figure has an edition, every edition a day and a source, every line of a country a source
and a day. What has no line is not held, which is unknown and never no.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
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
    plain_problem,
    problem_of,
    publisher_of,
    regime_of,
)
from caveat.rulebook.bundle import UNREADABLE, cache_folder, json_line, write_generated
from caveat.rulebook.check_atlas import AtlasFiles, atlas_problems
from caveat.rulebook.country_shape import CountryFile, IndicatorFile, PublisherFile, RegimeFile
from caveat.rulebook.entries import LawFeature
from caveat.rulebook.figure_file import read_figures
from caveat.rulebook.kept_edition import OBSERVATIONS, home_digest, kept_editions
from caveat.rulebook.loader import DATA, data_digest, load_kind, load_one
from caveat.rulebook.supports import Source
from caveat.rulebook.yaml_reader import Document

FOLDERS = (
    CountryFile.folder,
    RegimeFile.folder,
    IndicatorFile.folder,
    OBSERVATIONS,
    Source.folder,
    LawFeature.folder,
)
"""The folders of `data/` that an atlas is read from."""
FORMAT = 4


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
    problems: tuple[Problem, ...] = ()
    """Why editions of the user's home are left out."""


def open_atlas(data: Path = DATA, home: Path | None = None) -> Atlas:
    """Return the atlas, from its bundle where that is current.

    Args:
        data: The folder of the data that comes with the software.
        home: The user's folder, whose editions join it; it need not exist.

    Raises:
        CaveatError: there is no current bundle and the files do not load.
    """
    digest = data_digest(data, FOLDERS)
    kept = home_digest(home)
    if kept:
        digest = _hash(digest + kept)
    file = cache_folder() / f"atlas-{version('caveat')}-{FORMAT}-{digest[:32]}.json"
    atlas = _read(file, digest)
    if atlas is None:
        atlas = load_atlas(data, home)
        text = json_line({"digest": digest, **_tree(atlas)})
        write_generated(file, f"{_hash(text)}\n{text}")
    return atlas


def load_atlas(data: Path = DATA, home: Path | None = None) -> Atlas:
    """Read all files on countries, and the editions in the user's home.

    An edition of the home that is broken is left out, and the atlas keeps the reason.

    Raises:
        CaveatError: with every problem of the shape of a file; where there is none, with
            every problem between files and every line of figures that is wrong.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    files = _files(data, documents, problems)
    if problems:
        raise CaveatError(problems)
    problems.extend(
        Problem(code, message, hint, documents[kind, name].place(pointer))
        for kind, name, pointer, code, message, hint in atlas_problems(files)
    )
    editions = files.editions()
    figures = _embedded(files, data, problems)
    if problems:
        raise CaveatError(problems)
    indicators = {name: one.indicator() for name, one in files.indicators.items()}
    left_out: list[Problem] = []
    for kept in kept_editions(
        home,
        countries=files.countries,
        indicators=indicators,
        embedded=editions,
        problems=left_out,
    ):
        editions[kept.record.id] = kept.record.edition()
        for name, series in kept.figures.items():
            _join(figures, name, series)
    return Atlas(
        countries={name: one.country() for name, one in files.countries.items()},
        regimes={name: one.regime() for name, one in files.regimes.items()},
        indicators=indicators,
        editions=editions,
        publishers={name: one.publisher() for name, one in files.publishers.items()},
        sources=files.sources,
        figures=_sorted(figures, editions),
        problems=tuple(left_out),
    )


def _files(
    data: Path, documents: dict[tuple[str, str], Document], problems: list[Problem]
) -> AtlasFiles:
    return AtlasFiles(
        load_kind(CountryFile, data, documents, problems),
        load_kind(RegimeFile, data, documents, problems),
        load_kind(IndicatorFile, data, documents, problems),
        _publishers(data, documents, problems),
        load_kind(Source, data, documents, problems),
        load_kind(LawFeature, data, documents, problems),
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


Series = dict[str, dict[str, list[Figure]]]
"""Figures by country and indicator."""


def _embedded(files: AtlasFiles, data: Path, problems: list[Problem]) -> Series:
    """Return the figures in `data/`, and note what is wrong with their files."""
    editions = files.editions()
    found: Series = {}
    expected: set[Path] = set()
    for name, entry in files.indicators.items():
        publisher = files.publishers.get(entry.publisher)
        if publisher is not None and publisher.distribution == "download":
            continue
        file = data / OBSERVATIONS / entry.publisher / f"{name}.csv"
        expected.add(file)
        own = {one.id: one for one in editions.values() if one.publisher == entry.publisher}
        try:
            series = read_figures(file, entry.indicator(), countries=files.countries, editions=own)
        except CaveatError as error:
            problems.extend(error.problems)
            continue
        _join(found, name, series)
    problems.extend(_unread(data, expected, files))
    return found


def _join(figures: Series, indicator: str, series: Mapping[str, Iterable[Figure]]) -> None:
    for country, more in series.items():
        figures.setdefault(country, {}).setdefault(indicator, []).extend(more)


def _sorted(
    figures: Series, editions: Mapping[str, Edition]
) -> dict[str, dict[str, tuple[Figure, ...]]]:
    def place(one: Figure) -> tuple[int, date]:
        return one.data_year, editions[one.edition].published_on

    return {
        country: {
            name: tuple(sorted(series, key=place)) for name, series in figures[country].items()
        }
        for country in sorted(figures)
    }


def _unread(data: Path, expected: set[Path], files: AtlasFiles) -> Iterator[Problem]:
    for file in sorted((data / OBSERVATIONS).rglob("*.csv")):
        publisher = files.publishers.get(file.parent.name)
        if publisher is not None and publisher.distribution == "download":
            message = "figures of this publisher may not be passed on; each user fetches them."
            yield Problem("figures.not_ours", message, "Remove the file.", Place(file))
        elif file not in expected:
            message = "no indicator of this publisher reads these figures."
            hint = nearest(file.stem, files.indicators)
            hint = hint or "Write the indicator, or remove the file."
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
    tree["problems"] = [plain_problem(one) for one in atlas.problems]
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
            problems=tuple(problem_of(one) for one in tree["problems"]),
        )
    except UNREADABLE:
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
