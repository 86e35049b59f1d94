"""The words of a map: what it shows, how much it rests on, and whose figures they are."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.country import Domain
from caveat.model.country_map import CountryMap, MapRecord
from caveat.reports.country_report import DOMAINS, bands_words
from caveat.reports.document import clean
from caveat.reports.words import counted, listed
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.world import World

NO_DATA = "no data"
ONE_DOMAIN = (
    "One domain is shown. No number stands for a country as a whole, and no domain makes good for "
    "another."
)
APART = (
    "Corruption is kept apart: it says how business is done, and is no measure of how people are "
    "treated."
)
RETROSPECTIVE = (
    "In retrospect: figures published after this day about earlier years take part and are marked."
)
HOW_TO_READ = (
    "The colour is the band of the mean. Hatched: the interval touches several bands. Stippled: "
    "thin, fewer than two producers speak. Latticed: no data, which is not low; nothing that is "
    "held speaks of it."
)
DOTS = (
    "A dot stands for what is too small to be seen as a shape; a line leads to where it lies. In a "
    "dot, a bar stands for hatching, a point for thin, and a cross for no data."
)
CHANGED = (
    "The figures were changed: this workbench placed them between fixed anchors, averaged them and "
    "put them in bands. Their publishers have neither seen nor approved it. Whoever passes the map "
    "on keeps to their licences."
)
NO_ENTRY = "no entry here is about it, so it has no data"
NO_PLACE = "the file of shapes has no place for it"


def heading(shown: CountryMap) -> str:
    """Say the domain and the day."""
    return f"{DOMAINS[shown.domain]} as of {shown.as_of}"


def set_words(shown: CountryMap) -> str:
    """Say how much the map rests on; it stands first in every form."""
    if shown.newest is None:
        return f"No data: no scored figure held on this domain had been published by {shown.as_of}."
    producers = shown.producers
    return (
        f"Reduced set, {counted(len(producers), 'producer')} ({clean(', '.join(producers))}), "
        f"newest data {shown.newest}."
    )


def limits(shown: CountryMap) -> Iterator[str]:
    """Yield what must not be read into the map."""
    yield ONE_DOMAIN
    if shown.domain is Domain.CORRUPTION:
        yield APART
    if shown.retrospective:
        yield RETROSPECTIVE


def name_words(one: MapRecord) -> str:
    """Name a country with its code."""
    return clean(f"{one.country.name} ({one.country.id})")


def record_words(one: MapRecord) -> str:
    """Say what the map shows of a country in one line."""
    if one.middle is None:
        return f"{name_words(one)}: {NO_DATA}"
    return (
        f"{name_words(one)}: {bands_words(one.record)}; mean and interval {interval_words(one)}; "
        f"data {years_words(one)}; {producers_words(one)}"
    )


def interval_words(one: MapRecord) -> str:
    """Say the mean and the interval around it."""
    record = one.record
    if record.risk is None:
        return NO_DATA
    return f"{record.risk:.2f} ({record.low:.2f} to {record.high:.2f})"


def years_words(one: MapRecord) -> str:
    """Say the data years, and whether any figure was published after the day."""
    if not one.years:
        return NO_DATA
    later = ", published later" if any(reading.later for reading in one.readings) else ""
    return " to ".join(dict.fromkeys((str(one.years[0]), str(one.years[-1])))) + later


def producers_words(one: MapRecord) -> str:
    """Name those who coded what is shown."""
    return clean(listed(one.record.producers))


def credit_lines(shown: CountryMap, atlas: Atlas) -> Iterator[str]:
    """Yield each publisher whose figures are shown, its licence, and what was done here."""
    for name in dict.fromkeys(one.edition.publisher for one in shown.readings):
        one = atlas.publishers[name]
        yield clean(f"Figures: {one.title}, {one.licence}. {one.attribution}")
    if shown.readings:
        yield CHANGED


def shape_credit(world: World) -> str:
    """Name where the shapes come from."""
    source = world.source
    return clean(f"Shapes: {source.publisher}; {source.version}. {source.licence}.")


def not_drawn_lines(shown: CountryMap, world: World) -> Iterator[str]:
    """Yield each country that has neither shape nor dot, with the reason."""
    for one in shown.records:
        if one.country.id not in world.shapes and one.country.id not in world.dots:
            reason = world.not_drawn.get(one.country.id, NO_PLACE)
            yield clean(f"Not drawn: {name_words(one)}: {reason}.")
