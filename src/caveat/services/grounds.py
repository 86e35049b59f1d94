"""What is held here, as grounds: one plain sentence each, with source, day and basis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caveat.model.country import Edition, Law, Membership, TreatyLine
from caveat.model.dossier import Agency, Incident, PublicListing, Reference, last_day
from caveat.model.gathered import Aspect, Ground
from caveat.model.profile import Break, DomainRecord, Reading
from caveat.model.standing import Basis
from caveat.rulebook.supports import Source

LATER = " Some of its sources came out after this day: not all of it was public yet."


def of_incident(incident: Incident, aspect: Aspect, day: date) -> Ground:
    """Return an incident as a ground, with what was answered to it.

    It counts from its first source on. Its words were written later and stand whole, so that
    they may say more than was public on the day; then the ground says so.
    """
    answer = f" Answer: {incident.answer}" if incident.answer else ""
    later = LATER if any(one.known_on > day for one in incident.sources) else ""
    weight = incident.weight.value.replace("_", " ")
    return Ground(
        aspect,
        incident.id,
        f"{incident.title} ({weight})",
        f"{incident.what}{answer}{later}",
        "; ".join(_reference(one) for one in incident.sources),
        incident.known_on,
        _strongest(incident.sources),
        incident.own,
    )


def of_listing(agency: Agency, listing: PublicListing, day: date) -> Ground:
    """Return a listing of an agency as a ground.

    One that had been taken off by the day suggests nothing.
    Its source says what was decided about whom, so that an answer can rest on it.
    """
    remark = f" {listing.remark.rstrip('.')}." if listing.remark else ""
    off = listing.was_undone_by(day)
    removed = f" Taken off again: {listing.removed}." if off else ""
    decided = f"{listing.authority}, {listing.list}, {listing.listed}"
    return Ground(
        Aspect.END_USER,
        agency.id,
        f"{agency.name}: listed by {decided}",
        f"{listing.reason.rstrip('.')}.{remark}{removed}",
        f"listing of {agency.name}: {decided}; {listing.citation}",
        last_day(listing.listed),
        listing.basis,
        agency.own,
        suggests=not off,
    )


def of_agency(agency: Agency, text: str) -> Ground:
    """Return a part of an agency's file as a ground."""
    return Ground(
        Aspect.END_USER,
        agency.id,
        f"{agency.name}: {text}",
        agency.note,
        "; ".join(_reference(one) for one in agency.sources),
        min(one.known_on for one in agency.sources),
        _strongest(agency.sources),
        agency.own,
    )


def of_law(law: Law, title: str, day: date) -> Ground:
    """Return a statute as a ground; it counts from the end of the year since which it is so.

    That it ends is said only when it did so by the year of the day.
    """
    native = f" In its language: {law.native}." if law.native else ""
    place = f", {law.provision}" if law.provision else ""
    since = f" Since {law.since_year}." if law.since_year is not None else ""
    until = law.until_year
    ended = f" In force until {until}." if until is not None and until <= day.year else ""
    remark = f" {law.remark}" if law.remark else ""
    source = "the statute, from memory" if law.seen is None else _reference(law.seen)
    return Ground(
        Aspect.COUNTRY,
        law.feature,
        f"{title}: {law.statute}, {law.year}{place}",
        f"{law.does}{since}{native}{ended}{remark}",
        source,
        last_day(str(law.since)),
        law.basis,
    )


def of_domain(record: DomainRecord, *, suggests: bool) -> list[Ground]:
    """Return the scored readings of a domain as grounds; empty where it has no data."""
    if not record.bands:
        return []
    bands = " to ".join(dict.fromkeys((record.bands[0].value, record.bands[-1].value)))
    thin = ", one producer only" if record.is_thin else ""
    head = f"{record.domain.value.replace('_', ' ')}: {bands}{thin}"
    scored = (one for one in record.readings if one.indicator.scored)
    return [_of_reading(one, head, suggests=suggests) for one in scored]


def _of_reading(one: Reading, head: str, *, suggests: bool) -> Ground:
    indicator, figure = one.indicator, one.figure
    return Ground(
        Aspect.COUNTRY,
        indicator.id,
        f"{head}; {indicator.title} {figure.value:g}, data of {figure.data_year}",
        f"Best {indicator.best:g}, worst {indicator.worst:g}.",
        one.edition.title,
        one.edition.published_on,
        Basis.SECONDARY_SOURCE,
        suggests=suggests,
    )


def of_break(one: Break, editions: Mapping[str, Edition]) -> Ground:
    """Return a sharp change of an index as a ground."""
    edition = editions[one.after.edition]
    return Ground(
        Aspect.COUNTRY,
        one.indicator.id,
        f"{one.indicator.title} went from {one.before.value:g} in {one.before.data_year} "
        f"to {one.after.value:g} in {one.after.data_year}",
        "",
        edition.title,
        edition.published_on,
        Basis.SECONDARY_SOURCE,
    )


def of_line(line: Membership, title: str, sources: Mapping[str, Source]) -> Ground:
    """Return a line on a list that is not verified as a ground."""
    remark = f" {line.remark}" if line.remark else ""
    return Ground(
        Aspect.COUNTRY,
        line.id,
        f"{title}: not verified",
        f"Check it before you rely on it.{remark}",
        sources[line.source].title,
        line.as_of,
        Basis.RECALLED,
    )


def of_later_line(line: Membership, title: str, sources: Mapping[str, Source]) -> Ground:
    """Return a line on a list that was read after the day: how it stood then was not looked up."""
    return Ground(
        Aspect.COUNTRY,
        line.id,
        f"{title}: read on {line.as_of}, after this day",
        "How it stood on this day was not looked up; look it up.",
        sources[line.source].title,
        line.as_of,
        Basis.RECALLED,
        suggests=False,
    )


def of_treaty(line: TreatyLine, title: str, sources: Mapping[str, Source]) -> Ground:
    """Return a status under a treaty that is not verified, or may have changed, as a ground."""
    text = "It is not verified." if line.verify else "It may have changed since."
    return Ground(
        Aspect.COUNTRY,
        line.treaty,
        f"{title}: {line.status.value} on {line.as_of}",
        f"{text} Check it before you rely on it.",
        sources[line.source].title,
        line.as_of,
        Basis.RECALLED if line.verify else Basis.SECONDARY_SOURCE,
    )


def _reference(one: Reference) -> str:
    where = f", {one.url}" if one.url else ""
    return f"{one.publisher}, {one.title}, {one.published}{where}"


def _strongest(sources: tuple[Reference, ...]) -> Basis:
    """Return the basis of what rests on any of some sources: read if one was, else recalled."""
    return min((one.basis for one in sources), key=list(Basis).index)
