"""What is held on an end user, as a document: who it is, its record, and where was looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from caveat.model.country import Country
from caveat.model.dossier import Agency, HeldAgency, LookedUp, PublicListing
from caveat.reports.document import Document, Entry
from caveat.reports.incidents import id_words, incident_lines, reference_words, tie_line
from caveat.reports.words import BASES

NOTHING = (
    "Nothing is held here on this agency. That says nothing of it: its record is unknown, and the "
    "findings that hang on it stay open."
)
UNKNOWN = "unknown: nothing is held here"
LIKE = (
    "The name is like the one you gave, and not the same. Whether it is this body, a person must "
    "tell."
)
SEARCH = (
    "Search the agency, its parent ministry and its predecessors yourself, in its own language, "
    "and keep a log of the search. A file of your own in the same form is read beside those that "
    "ship."
)


def end_user_report(looked_up: LookedUp, countries: Mapping[str, Country]) -> Document:
    """Return what is held on an end user as a document.

    Args:
        looked_up: What the look-up came to.
        countries: The countries held, for their names.
    """
    document = Document()
    document.heading(f"{looked_up.name} as of {looked_up.as_of}", 1)
    if looked_up.country is not None:
        where = _country(looked_up.country, countries)
        document.paragraph(f"Only bodies of this country were looked for: {where}.")
    if not looked_up.found:
        _nothing(document, looked_up, countries)
        return document
    if len(looked_up.found) > 1:
        count = len(looked_up.found)
        document.paragraph(f"{count} bodies are held under this name or one like it:", strong=True)
        document.listing(
            Entry(f"{_named(one.agency, countries)}: {'the same' if one.same else 'a like'} name")
            for one in looked_up.found
        )
    for one in looked_up.found:
        _agency(document, one, looked_up.as_of, countries)
    return document


def _nothing(document: Document, looked_up: LookedUp, countries: Mapping[str, Country]) -> None:
    document.paragraph(NOTHING, strong=True)
    if looked_up.nearest:
        document.paragraph(
            "Held under names of a like spelling, in any country, and perhaps other bodies:"
        )
        document.listing(Entry(_named(one, countries)) for one in looked_up.nearest)
    document.paragraph(SEARCH)


def _named(agency: Agency, countries: Mapping[str, Country]) -> str:
    own = ", from your own files" if agency.own else ""
    return f"{agency.name}, {_country(agency.country, countries)} ({agency.id}){own}"


def _country(code: str, countries: Mapping[str, Country]) -> str:
    return countries[code].name if code in countries else code


def _agency(
    document: Document, held: HeldAgency, as_of: date, countries: Mapping[str, Country]
) -> None:
    agency = held.agency
    own = ", from your own files" if agency.own else ""
    document.heading(f"{agency.name} ({agency.id}){own}")
    if not held.same:
        document.paragraph(LIKE)
    document.pairs(_pairs(held, countries))
    if agency.note:
        document.paragraph(agency.note)
    if as_of < agency.written_on:
        document.paragraph(
            f"Listings and incidents are those that were public by {as_of}. All else was written "
            f"on {agency.written_on}, and so were their texts."
        )
    listings = list(_listings(held, as_of))
    document.heading(f"Listings held ({len(listings)})", 3)
    document.listing(listings)
    if not listings:
        document.paragraph("No listing is held here. That is no screening.")
    document.heading(f"Documented record held ({len(held.incidents)})", 3)
    document.listing(_incidents(held, as_of))
    if not held.incidents:
        document.paragraph("No incident is held here. That does not mean that there is none.")
    document.heading("Search log: where somebody looked", 3)
    document.listing(
        Entry(f"{one.on}: {one.where}", (f"found: {one.found}",)) for one in agency.searched
    )
    document.heading("What the description rests on", 3)
    document.listing(Entry(reference_words(one)) for one in agency.sources)
    document.paragraph(f"Written on {agency.written_on}; what came later is not in it.")


def _pairs(held: HeldAgency, countries: Mapping[str, Country]) -> Iterator[tuple[str, str]]:
    agency = held.agency
    level = "no part of a government" if agency.level == "none" else agency.level
    yield "Country", f"{_country(agency.country, countries)} ({agency.country})"
    yield "Other names", _some(agency.names)
    yield "Belongs to", agency.parent or UNKNOWN
    yield "Grew out of", _some(agency.predecessors)
    yield "Units", _some(agency.units)
    if held.kin:
        yield "Tied to", "; ".join(f"{one.name} ({one.id})" for one in held.kin)
    yield "Tasks", f"{id_words(agency.functions)} (perhaps more)"
    yield "Level", level
    yield "Acts under", agency.mandate or UNKNOWN
    yield "Overseen by", agency.oversight or UNKNOWN
    yield "Checked by", agency.checked_by or "nobody yet"


def _some(words: Iterable[str]) -> str:
    """Join what is held, which is never known to be all."""
    return "; ".join(words) or UNKNOWN


def _listings(held: HeldAgency, as_of: date) -> Iterator[Entry]:
    for agency in (held.agency, *held.kin):
        for one in agency.listings:
            if not one.was_made_by(as_of):
                continue
            details = list(_listing_lines(one))
            if agency is not held.agency:
                details.insert(0, f"names {agency.name} ({agency.id}), to which this body is tied")
            removed = f"; taken off {one.removed}" if one.was_undone_by(as_of) else ""
            head = f"{one.authority}, {one.list}, listed {one.listed}{removed}"
            yield Entry(head, tuple(details))


def _listing_lines(one: PublicListing) -> Iterator[str]:
    reason = "for abuses" if one.for_abuse else "for another reason than abuses"
    yield f"{reason}: {one.reason}"
    if one.remark:
        yield one.remark
    yield f"source: {one.citation}; {BASES[one.basis]}"


def _incidents(held: HeldAgency, as_of: date) -> Iterator[Entry]:
    for one in held.incidents:
        tie = () if held.agency.id in one.end_users else (tie_line(one.end_users, held.kin),)
        yield Entry(one.title, (*tie, *incident_lines(one, as_of)))
