"""Checks across the files on countries: what one names stands in another, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caveat.model.country import Edition, Heading
from caveat.model.error import nearest
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.country_shape import (
    CountryFile,
    IndicatorFile,
    MembershipFields,
    PublisherFile,
    RegimeFile,
    TreatyFields,
)
from caveat.rulebook.entries import LawFeature
from caveat.rulebook.supports import Source

_PARTS = {
    Heading.TREATY: "treaties",
    Heading.MEMBERSHIP: "memberships",
    Heading.FLAG: "flags",
}


@dataclass(frozen=True)
class AtlasFiles:
    """The files that an atlas is made of, each kind by id; publishers by folder."""

    countries: Mapping[str, CountryFile]
    regimes: Mapping[str, RegimeFile]
    indicators: Mapping[str, IndicatorFile]
    publishers: Mapping[str, PublisherFile]
    sources: Mapping[str, Source]
    law_features: Mapping[str, LawFeature]

    def editions(self) -> dict[str, Edition]:
        """Return the editions of all publishers by id."""
        return {
            name: edition
            for publisher in self.publishers.values()
            for name, edition in publisher.published().items()
        }


def atlas_problems(files: AtlasFiles) -> Iterator[Found]:
    """Yield every problem between files on countries."""
    for country in files.countries.values():
        yield from _lines(country, files)
        yield from _states(country, files)
        yield from _laws(country, files)
    yield from _twice(files)
    for indicator in files.indicators.values():
        yield from _publisher(indicator, files)
    yield from _editions(files)


def _lines(country: CountryFile, files: AtlasFiles) -> Iterator[Found]:
    for heading, part in _PARTS.items():
        table: Mapping[str, TreatyFields | MembershipFields] = getattr(country, part)
        for name, line in table.items():
            regime = files.regimes.get(name)
            if regime is None:
                message, hint = f"'{name}' is no regime.", nearest(name, files.regimes)
                yield "country", country.id, (part, name), "regime.unknown", message, hint
            elif regime.heading is not heading:
                message = f"'{name}' is a {regime.heading.value}, and stands under '{part}'."
                hint = f"Put it under '{_PARTS[regime.heading]}'."
                yield "country", country.id, (part, name), "regime.heading", message, hint
            if line.source not in files.sources:
                message, hint = (
                    f"'{line.source}' is no source.",
                    nearest(line.source, files.sources),
                )
                pointer = (part, name, "source")
                yield "country", country.id, pointer, "source.unknown", message, hint


def _laws(country: CountryFile, files: AtlasFiles) -> Iterator[Found]:
    seen: set[tuple[str, str, int, str | None]] = set()
    for n, law in enumerate(country.laws):
        if law.feature not in files.law_features:
            message, hint = (
                f"'{law.feature}' is no law feature.",
                nearest(law.feature, files.law_features),
            )
            pointer = ("laws", n, "feature")
            yield "country", country.id, pointer, "law_feature.unknown", message, hint
        key = (law.feature, law.statute, law.year, law.provision)
        if key in seen:
            message = f"'{law.statute}' stands twice under '{law.feature}'."
            yield "country", country.id, ("laws", n), "law.twice", message, "Keep one of the two."
        seen.add(key)


def _states(country: CountryFile, files: AtlasFiles) -> Iterator[Found]:
    for n, state in enumerate(country.part_of):
        if state not in files.countries:
            message, hint = f"'{state}' is no country.", nearest(state, files.countries)
            yield "country", country.id, ("part_of", n), "country.unknown", message, hint


def _twice(files: AtlasFiles) -> Iterator[Found]:
    for key in ("name", "iso3"):
        first: dict[str, str] = {}
        for country in files.countries.values():
            word = getattr(country, key)
            before = first.setdefault(word, country.id)
            if word is not None and before != country.id:
                message = f"'{word}' is the {key} of '{before}' too."
                yield "country", country.id, (key,), "country.twice", message, "Tell them apart."


def _publisher(indicator: IndicatorFile, files: AtlasFiles) -> Iterator[Found]:
    publisher = files.publishers.get(indicator.publisher)
    if publisher is None:
        message = f"'{indicator.publisher}' is no folder of observations/."
        hint = nearest(indicator.publisher, files.publishers)
        yield "indicator", indicator.id, ("publisher",), "publisher.unknown", message, hint
    elif indicator.licence != publisher.licence:
        message = f"the licence is '{indicator.licence}', its publisher's '{publisher.licence}'."
        hint = "Make the two the same."
        yield "indicator", indicator.id, ("licence",), "indicator.licence", message, hint


def _editions(files: AtlasFiles) -> Iterator[Found]:
    first: dict[str, str] = {}
    for folder, publisher in files.publishers.items():
        for name, edition in publisher.editions.items():
            before = first.setdefault(name, folder)
            if before != folder:
                message = f"'{name}' is an edition of '{before}' too."
                hint = "Begin its id with the publisher."
                yield "publisher", folder, ("editions", name), "edition.twice", message, hint
            if edition.source not in files.sources:
                message = f"'{edition.source}' is no source."
                hint = nearest(edition.source, files.sources)
                pointer = ("editions", name, "source")
                yield "publisher", folder, pointer, "source.unknown", message, hint
