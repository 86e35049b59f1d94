"""The profile of a country as a document: violence and control apart, and no number for all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from caveat.countries.low import BELOW, LEAST_PRODUCERS, OLDEST_YEARS
from caveat.model.country import (
    HUMAN_RIGHTS,
    Domain,
    Edition,
    Indicator,
    Membership,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.profile import (
    Band,
    Break,
    CountryProfile,
    DomainRecord,
    LowCondition,
    Reading,
    Unmet,
)
from caveat.reports.country_record import add_incidents, add_laws
from caveat.reports.document import Document, Entry
from caveat.reports.words import counted, listed
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.entries import LawFeature

DOMAINS: Mapping[Domain, str] = {
    Domain.RULE_OF_LAW: "Rule of law and courts",
    Domain.SURVEILLANCE: "Surveillance and privacy",
    Domain.DIGITAL_REPRESSION: "Digital repression",
    Domain.PHYSICAL_INTEGRITY: "Physical integrity",
    Domain.PRESS: "Press",
    Domain.CIVIC_SPACE: "Civic space and minorities",
    Domain.CORRUPTION: "Corruption",
}
AXES: Mapping[str, tuple[Domain, ...]] = {
    "Rule of law": (Domain.RULE_OF_LAW,),
    "Control": (
        Domain.SURVEILLANCE,
        Domain.DIGITAL_REPRESSION,
        Domain.PRESS,
        Domain.CIVIC_SPACE,
    ),
    "Violence": (Domain.PHYSICAL_INTEGRITY,),
    "Corruption, kept apart": (Domain.CORRUPTION,),
}
TREATIES: Mapping[TreatyStatus, str] = {
    TreatyStatus.PARTY: "party",
    TreatyStatus.SIGNATORY: "signed, not party",
    TreatyStatus.NONE: "neither party nor signatory",
}
UNMET: Mapping[LowCondition, str] = {
    LowCondition.NO_DATA: "no data in {}",
    LowCondition.NOT_BELOW: f"a mean of {BELOW:.2f} or more in {{}}",
    LowCondition.THIN: f"fewer than {LEAST_PRODUCERS} producers in {{}}",
    LowCondition.OLD: f"newest data more than {OLDEST_YEARS:g} years old in {{}}",
    LowCondition.BEFORE_BREAK: "figures of before a break in {}",
    LowCondition.FLAGGED: "a hard flag",
    LowCondition.MISUSE: "documented misuse",
    LowCondition.MISUSE_NOT_KNOWN: "whether misuse is documented is not known",
}
LATER = "looked up after this day; how it stood then was not"
VERIFY = "not verified; check it before you rely on it"


def country_report(
    profile: CountryProfile,
    atlas: Atlas,
    features: Mapping[str, LawFeature],
    *,
    whole: bool = True,
) -> Document:
    """Return the profile of a country as a document.

    Args:
        profile: The profile.
        atlas: Titles of what its lines name.
        features: All law features, those too on which nothing is held.
        whole: Whether laws and incidents stand in full, or in short.
    """
    document = Document()
    country = profile.country
    document.paragraph(set_line(profile), strong=True)
    document.heading(f"{country.name} ({country.id}) as of {profile.as_of}", 1)
    if country.note:
        document.paragraph(country.note)
    if country.part_of:
        document.paragraph(f"Held or claimed by: {listed(country.part_of)}.")
    _domains(document, profile)
    _breaks(document, profile, atlas)
    _flags(document, profile, atlas)
    _treaties(document, profile, atlas)
    _memberships(document, profile, atlas)
    add_laws(document, profile, features, whole=whole)
    add_incidents(document, profile, whole=whole)
    _readings(document, profile)
    _editions(document, profile, atlas)
    return document


def set_line(profile: CountryProfile) -> str:
    """Say how much the profile rests on; it stands first in every form."""
    if profile.newest is None:
        return _no_data(profile)
    producers = profile.producers
    if not producers:
        return f"No data that is scored; what is shown beside it is of {profile.newest}."
    names = ", ".join(producers)
    return (
        f"Reduced set, {counted(len(producers), 'producer')} ({names}), "
        f"newest data {profile.newest}."
    )


def _no_data(profile: CountryProfile) -> str:
    if profile.earliest is None:
        return "No data: no figure of this country or territory is held here."
    return (
        f"No data: no figure held here had been published by {profile.as_of}. The earliest "
        f"edition with one counts as known from {profile.earliest.published_on}: "
        f"{profile.earliest.title}."
    )


def _domains(document: Document, profile: CountryProfile) -> None:
    document.heading("Record by domain")
    document.paragraph(
        "0 is the best and 1 the worst of the scale. A band is named when the interval touches "
        "it. Missing is no data, never low. No number stands for the country as a whole; a good "
        "domain does not make good for another."
    )
    document.table(
        ("Axis", "Domain", "Bands", "Mean and interval", "Producers", "Data years"),
        [
            (axis, DOMAINS[domain], *_record_cells(profile.record(domain)))
            for axis, domains in AXES.items()
            for domain in domains
        ],
    )
    document.paragraph(low_line(profile))


def bands_words(record: DomainRecord) -> str:
    """Name the bands that the interval of a domain touches, and whether few speak for it."""
    return band_words(record.bands, thin=record.is_thin, before_break=record.is_before_break)


def band_words(bands: Sequence[Band], *, thin: bool, before_break: bool) -> str:
    """Name the first and the last of some bands, and what to mind; no band is no data."""
    if not bands:
        return "no data"
    named = " to ".join(dict.fromkeys((bands[0].value, bands[-1].value)))
    marks = ["thin"] if thin else []
    if before_break:
        marks.append("before break")
    return f"{named} ({', '.join(marks)})" if marks else named


def low_line(profile: CountryProfile) -> str:
    """Say what keeps a record from being called low, or on what it may be."""
    if profile.unmet:
        return f"This record cannot be called low: {'; '.join(map(_unmet, profile.unmet))}."
    return (
        f"This record may be called low as of {profile.as_of}: every domain of human rights has a "
        f"mean below {BELOW:.2f} from {LEAST_PRODUCERS} producers or more, newest data at most "
        f"{OLDEST_YEARS:g} years old, and none of before a break; no hard flag is held here, and "
        "no misuse was found documented. The limits are ours. What is not held here is unknown, "
        "and the record says nothing of the end user."
    )


def _unmet(one: Unmet) -> str:
    names = [f"{DOMAINS[domain][0].lower()}{DOMAINS[domain][1:]}" for domain in one.domains]
    every = one.domains == HUMAN_RIGHTS
    return UNMET[one.condition].format("every domain of human rights" if every else listed(names))


def break_line(one: Break) -> str:
    """Say what jumped, from what to what, in which years, by how much and which way."""
    return (
        f"{one.indicator.title} ({one.indicator.id}) went from {one.before.value:g} for "
        f"{one.before.data_year} to {one.after.value:g} for {one.after.data_year}: "
        f"{one.direction.value} by {one.change:g} within one year"
    )


def _breaks(document: Document, profile: CountryProfile, atlas: Atlas) -> None:
    if not profile.breaks:
        return
    year = profile.breaks[0].after.data_year
    document.heading(f"Breaks ({len(profile.breaks)})")
    document.paragraph(
        f"After such a jump, figures for the years before {year} describe what was before it. Each "
        "is marked 'before break'. Where the mean of a domain rests on one, its bands are widened "
        "by one on either side."
    )
    document.listing(Entry(break_line(one), tuple(_grounds(one, atlas))) for one in profile.breaks)


def _grounds(one: Break, atlas: Atlas) -> Iterator[str]:
    yield f"{_threshold(one.indicator)}; the number is ours"
    editions = dict.fromkeys((one.before.edition, one.after.edition))
    yield f"figures of {listed(atlas.editions[name].title for name in editions)}"


def _threshold(indicator: Indicator) -> str:
    return f"a change of {indicator.break_at:g} or more from one year to the next counts as a break"


def _record_cells(record: DomainRecord) -> tuple[str, str, str, str]:
    interval = ""
    if record.risk is not None:
        interval = f"{record.risk:.2f} ({record.low:.2f} to {record.high:.2f})"
    return bands_words(record), interval, str(len(record.producers)), _years(record)


def _years(record: DomainRecord) -> str:
    if record.newest is None:
        return ""
    return " to ".join(dict.fromkeys((str(record.oldest), str(record.newest))))


def _flags(document: Document, profile: CountryProfile, atlas: Atlas) -> None:
    flags = profile.country.flags
    document.heading(f"Hard flags ({len(flags)})")
    document.paragraph(
        "Each is law of the authority that made it and asks for a review; what it means for a "
        "sale is not determined here. What is not listed was not looked up, and is unknown."
    )
    document.listing(_membership(one, profile, atlas) for one in flags)


def _memberships(document: Document, profile: CountryProfile, atlas: Atlas) -> None:
    document.heading("Regimes and memberships")
    document.listing(_membership(one, profile, atlas) for one in profile.country.memberships)
    if not profile.country.memberships:
        document.paragraph("None is held here; what was not looked up is unknown.")


def _membership(one: Membership, profile: CountryProfile, atlas: Atlas) -> Entry:
    details = [f"as of {one.as_of}, from {atlas.sources[one.source].title}"]
    if one.as_of > profile.as_of:
        details.append(LATER)
    if one.remark:
        details.append(one.remark)
    if one.verify:
        details.append(VERIFY)
    return Entry(atlas.regimes[one.id].title, tuple(details))


def _treaties(document: Document, profile: CountryProfile, atlas: Atlas) -> None:
    document.heading("Human rights treaties")
    document.table(
        ("Treaty", "Status", "Party since", "As of", "Marked"),
        [_treaty_cells(line, profile, atlas) for line in profile.country.treaties],
    )
    if not profile.country.treaties:
        document.paragraph("No status is held here: unknown.")


def _treaty_cells(line: TreatyLine, profile: CountryProfile, atlas: Atlas) -> tuple[str, ...]:
    marks = [VERIFY] if line.verify else []
    if line.as_of > profile.as_of:
        marks.append(LATER)
    return (
        atlas.regimes[line.treaty].title,
        TREATIES[line.status],
        "" if line.since is None else str(line.since),
        str(line.as_of),
        "; ".join(marks),
    )


def _readings(document: Document, profile: CountryProfile) -> None:
    document.heading("Indicators")
    readings = [one for record in profile.domains for one in record.readings]
    document.listing(_reading(one) for one in readings)
    if not readings:
        document.paragraph("No data.")


def _reading(one: Reading) -> Entry:
    indicator, figure = one.indicator, one.figure
    margin = "" if figure.margin is None else f", give or take {figure.margin:g}"
    placed = f"placed at {one.risk:.2f}" if indicator.scored else "shown, never averaged"
    details = [
        f"{figure.data_year}: {figure.value:g}{margin}; best {indicator.best:g}, "
        f"worst {indicator.worst:g}; {placed}",
        f"{one.edition.title}, published {one.edition.published_on}; coded by {indicator.producer}",
        f"how to read it: {indicator.how_to_read}",
    ]
    if indicator.break_at is not None:
        details.append(_threshold(indicator))
    if one.before_break:
        details.append("before break: it describes what was before the newest jump")
    if one.later:
        details.append("published after this day; it stands here in retrospect only")
    return Entry(f"{indicator.title} ({indicator.id})", tuple(details))


def _editions(document: Document, profile: CountryProfile, atlas: Atlas) -> None:
    used = {one.edition.id: one.edition for record in profile.domains for one in record.readings}
    if used:
        document.heading("Where the figures come from")
        document.listing(_credits(used.values(), atlas))


def _credits(editions: Collection[Edition], atlas: Atlas) -> Iterator[Entry]:
    """Yield each publisher with its licence, and how sure the days of its editions are."""
    for name in dict.fromkeys(one.publisher for one in editions):
        publisher = atlas.publishers[name]
        notes = [
            f"{one.title}: {one.published_note}"
            for one in editions
            if one.publisher == name and one.published_note
        ]
        licence = [publisher.licence_note] if publisher.licence_note else []
        yield Entry(
            f"{publisher.title}: {publisher.licence}", (publisher.attribution, *licence, *notes)
        )
