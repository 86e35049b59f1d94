"""What is held on an end user, as a document: who it is, its record, and where was looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caveat.model.dossier import (
    HeldAgency,
    Incident,
    LookedUp,
    PublicListing,
    Reference,
    last_day,
)
from caveat.model.standing import Basis
from caveat.reports.document import Document, Entry
from caveat.reports.words import BASES, listed

NOTHING = (
    "Nothing is held here on this agency. That says nothing of it: its record is unknown, and the "
    "findings that hang on it stay open."
)
UNKNOWN = "unknown: not held here"


def end_user_report(looked_up: LookedUp) -> Document:
    """Return what is held on an end user as a document."""
    document = Document()
    document.heading(f"{looked_up.name} as of {looked_up.as_of}", 1)
    if not looked_up.found:
        document.paragraph(NOTHING, strong=True)
        document.listing(
            Entry(f"held under a like spelling: {one.name} ({one.id})") for one in looked_up.nearest
        )
        document.paragraph(
            "Search the agency, its parent ministry and its predecessors yourself, in its own "
            "language, and keep a log of the search. A file of your own in the same form is read "
            "beside those that ship."
        )
        return document
    for one in looked_up.found:
        _agency(document, one, looked_up.as_of)
    return document


def _agency(document: Document, held: HeldAgency, as_of: date) -> None:
    agency = held.agency
    own = ", from your own files" if agency.own else ""
    document.heading(f"{agency.name} ({agency.id}){own}")
    if not held.same:
        document.paragraph(
            "The name is like the one you gave, and not the same. Whether it is this body, a "
            "person must tell."
        )
    document.pairs(
        [
            ("Other names", listed(agency.names)),
            ("Belongs to", agency.parent or UNKNOWN),
            ("Grew out of", listed(agency.predecessors)),
            ("Units known", listed(agency.units)),
            ("Tasks", f"{listed(agency.functions)} (perhaps more)"),
            ("Level", agency.level),
            ("Acts under", agency.mandate or UNKNOWN),
            ("Overseen by", agency.oversight or UNKNOWN),
            ("Checked by", agency.checked_by or "nobody yet"),
        ]
    )
    if agency.note:
        document.paragraph(agency.note)
    known = [one for one in agency.listings if last_day(one.listed) <= as_of]
    document.heading(f"Listings ({len(known)})", 3)
    document.listing(_listing(one) for one in known)
    if not known:
        document.paragraph("None is held here. That is no screening.")
    document.heading(f"Documented record ({len(held.incidents)})", 3)
    document.listing(_incident(one, held) for one in held.incidents)
    if not held.incidents:
        document.paragraph("No incident is held here. That is not the same as none.")
    document.heading("Where was looked", 3)
    document.listing(
        Entry(f"{one.on}: {one.where}", (f"found: {one.found}",)) for one in agency.searched
    )
    document.heading("What the description rests on", 3)
    document.listing(Entry(reference_words(one)) for one in agency.sources)
    document.paragraph(f"Written on {agency.written_on}; what came later is not in it.")


def _listing(one: PublicListing) -> Entry:
    removed = f"; removed {one.removed}" if one.removed is not None else ""
    reason = "for abuses" if one.for_abuse else "for another reason than abuses"
    details = [f"{reason}: {one.reason}", f"source: {one.citation}; {BASES[one.basis]}"]
    if one.remark:
        details.append(one.remark)
    return Entry(f"{one.authority}, {one.list}, listed {one.listed}{removed}", tuple(details))


def _incident(one: Incident, held: HeldAgency) -> Entry:
    return Entry(one.title, tuple(incident_lines(one, held)))


def incident_lines(one: Incident, held: HeldAgency | None = None) -> Iterator[str]:
    """Yield what is held of an incident: who, with what, against whom, and who says so."""
    if held is not None and held.agency.id not in one.end_users:
        names = [kin.name for kin in held.kin if kin.id in one.end_users]
        yield f"names {listed(names)}, to which this body is tied"
    first, last = one.years
    until = f"to {last}" if last is not None else "on, not known to have ended"
    yield f"{one.weight.value.replace('_', ' ')}; from {first} {until}; user: {one.named}"
    if one.technology:
        product = f" ({one.product})" if one.product else ""
        yield f"technology: {listed(one.technology)}{product}; vendor: {listed(one.vendors)}"
    against = listed(target.value.replace("_", " ") for target in one.against)
    yield f"against: {against}{', abroad too' if one.abroad else ''}; rights: {listed(one.rights)}"
    yield one.what
    if one.answer:
        yield f"answer: {one.answer}"
    for source in one.sources:
        yield f"source: {reference_words(source)}"
    if one.own:
        yield "from your own files"


def reference_words(one: Reference) -> str:
    """Name a publication, and say whether anybody opened it."""
    where = f", {one.url}" if one.url else ""
    read = f" on {one.read_on}" if one.read_on is not None else ""
    said = f"opened{read}" if one.basis is not Basis.RECALLED else BASES[one.basis]
    return f"{one.publisher}: {one.title}, {one.published}{where} ({said})"
