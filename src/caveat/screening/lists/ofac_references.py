"""The tables of OFAC's advanced XML, which its parties only point to.

What a party points to and no table has is kept as the number of the reference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from caveat.model.listed import PartialDate
from caveat.screening.lists.dates import day_of, parts_date, read_date
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.xml_stream import text_of, texts_of

SECTIONS = frozenset(
    [
        "DateOfIssue",
        "ReferenceValueSets",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
        "SanctionsEntryLink",
    ]
)
"""The elements to read the tables from; parties are among them so that they are let go of."""
_PLACE = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")


@dataclass(slots=True)
class Entry:
    """What the entries of one profile say together."""

    lists: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class References:
    """The tables: words by kind and number, places, documents, entries and relations."""

    issued_on: date | None = None
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    subtypes: dict[str, str] = field(default_factory=dict)
    """Number of the party type by that of the party subtype."""
    locations: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    documents: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, Entry] = field(default_factory=lambda: defaultdict(Entry))
    relations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def word(self, kind: str, number: str | None) -> str:
        """Return the word of a reference; its number where the table has none."""
        return self.words.get((kind, number or ""), number or "")


def read_references(sections: Iterator[Element]) -> References:
    """Return the tables from the elements of `SECTIONS`, in the order of the file."""
    tables = References()
    for section in sections:
        match section.tag:
            case "DateOfIssue":
                tables.issued_on = day_of(date_text(section))
            case "ReferenceValueSets":
                _words(tables, section)
            case "Location":
                tables.locations[section.get("ID", "")] = _location(tables, section)
            case "IDRegDocument":
                tables.documents[section.get("IdentityID", "")].append(section)
            case "ProfileRelationship":
                kind = tables.word("RelationType", section.get("RelationTypeID"))
                said = join(
                    kind, section.get("To-ProfileID", ""), text_of(section, "Comment"), by=" "
                )
                tables.relations[section.get("From-ProfileID", "")].append(said)
            case "SanctionsEntry":
                _entry(tables, section)
    return tables


def date_text(element: Element | None, *, approximate: bool = False) -> str:
    """Return a date of the format as a text that `read_date` reads."""
    parts = (text_of(element, part) for part in ("Year", "Month", "Day"))
    return parts_date(*parts, approximate=approximate)


def period(element: Element) -> PartialDate:
    """Return a date that is given as the span in which it lies."""
    start = element.find("Start")
    about = start is not None and start.get("Approximate") == "true"
    ends = [
        day_of(date_text(element.find(path)))
        for path in ("Start/From", "Start/To", "End/From", "End/To")
    ]
    days = [one for one in ends if one is not None]
    if not days:
        return read_date(date_text(element.find("Start/From"), approximate=about))
    text = " to ".join(dict.fromkeys(one.isoformat() for one in (min(days), max(days))))
    return PartialDate(f"circa {text}" if about else text, min(days), max(days), about)


def add_documents(draft: Draft, tables: References, identity: str) -> None:
    """Add the documents of an identity."""
    for one in tables.documents.get(identity, ()):
        dates = (
            f"{tables.word('IDRegDocDateType', when.get('IDRegDocDateTypeID'))} {period(span).text}"
            for when in one.iterfind("DocumentDate")
            if (span := when.find("DatePeriod")) is not None
        )
        issued = one.find("IssuedBy")
        country = one.get("IssuedBy-CountryID") or (issued is not None and issued.get("CountryID"))
        draft.identifier(
            tables.word("IDRegDocType", one.get("IDRegDocTypeID")),
            text_of(one, "IDRegistrationNo"),
            country=tables.word("Country", country or ""),
            note=join(text_of(one, "IssuingAuthority"), *dates, text_of(one, "Comment")),
        )


def _words(tables: References, sets: Element) -> None:
    for one in sets.iterfind("*/*"):
        number = one.get("ID", "")
        said = (one.get("ScriptCode"), one.get("Description"), text_of(one), one.get("ISO2"))
        word = next((text for text in said if text), "")
        tables.words[one.tag, number] = word
        if one.tag == "PartySubType":
            tables.subtypes[number] = one.get("PartyTypeID", "")


def _location(tables: References, element: Element) -> tuple[tuple[str, ...], str]:
    """Return the parts of a place in the order in which they are written, and its country."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in element.iterfind("LocationPart"):
        kind = tables.word("LocPartType", part.get("LocPartTypeID"))
        found[kind].extend(texts_of(part, "LocationPartValue/Value"))
    countries = [
        tables.word("Country", one.get("CountryID")) for one in element.iterfind("LocationCountry")
    ]
    areas = [
        tables.word("AreaCode", one.get("AreaCodeID"))
        for one in element.iterfind("LocationAreaCode")
    ]
    order = [*_PLACE, *(kind for kind in found if kind not in _PLACE)]
    parts = tuple(text for kind in order for text in found.get(kind, ()))
    return parts, join(*(countries or areas))


def _entry(tables: References, element: Element) -> None:
    entry = tables.entries[element.get("ProfileID", "")]
    entry.lists.append(tables.word("List", element.get("ListID")))
    for event in element.iterfind("EntryEvent"):
        entry.bases.append(tables.word("LegalBasis", event.get("LegalBasisID")))
        entry.comments.append(text_of(event, "Comment"))
        day = day_of(date_text(event.find("Date")))
        entry.days.extend(() if day is None else (day,))
    for measure in element.iterfind("SanctionsMeasure"):
        kind = tables.word("SanctionsType", measure.get("SanctionsTypeID"))
        comment = text_of(measure, "Comment")
        if kind == "Program":
            entry.programmes.append(comment)
        else:
            entry.measures.append(join(kind, comment))
