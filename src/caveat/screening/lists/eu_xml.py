"""The format of the EU's financial sanctions files in XML, version 1.1: all in attributes.

No whole file was at hand. The layout is from a fragment of a file of 2018 and from public
programs that read it today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of, parts_date, read_date, span_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.labels import party_kind
from caveat.screening.lists.xml_stream import XmlList, text_of, texts_of

_KNOWN = (
    *("subjectType", "nameAlias", "address", "birthdate", "citizenship", "identification"),
    *("regulation", "remark"),
)
_PLACE = ("street", "poBox", "city", "place", "zipCode", "region")


def parse_eu_xml(files: Files, list_id: str) -> ParsedList:
    """Return the list of a file of version 1.1."""
    found = XmlList(files[MAIN], "export")
    head = ListHead(day_of(found.head.get("generationDate", "")))
    return ParsedList(head, _parties(found, list_id))


def _parties(found: XmlList, list_id: str) -> Iterator[ListedParty]:
    for entry in found.entries({"sanctionEntity"}):
        yield _party(entry, list_id)


def _party(entry: Element, list_id: str) -> ListedParty:
    draft = Draft(list_id, entry.get("euReferenceNumber", "") or entry.get("logicalId", ""))
    for one in entry.iterfind("subjectType"):
        draft.kind = party_kind(one.get("code", ""))
    for one in entry.iterfind("nameAlias"):
        _name(draft, one)
    for one in entry.iterfind("address"):
        parts = (one.get(part, "") for part in _PLACE)
        draft.address(*parts, country=_country(one))
        for contact in one.iterfind("contactInfo"):
            draft.identifier(contact.get("key", ""), contact.get("value", ""))
        draft.fields(("note on an address", text) for text in texts_of(one, "remark"))
    for one in entry.iterfind("birthdate"):
        _birth(draft, one)
    for one in entry.iterfind("citizenship"):
        draft.country(_country(one), CountryLink.CITIZENSHIP)
    for one in entry.iterfind("identification"):
        _identifier(draft, one)
    for one in entry.iterfind("regulation"):
        draft.programme(one.get("programme", ""))
        draft.citation(one.get("numberTitle", ""))
        draft.field(
            "regulation", join(text_of(one, "publicationUrl"), one.get("publicationDate", ""))
        )
    draft.listed_on = _listed_on(entry)
    draft.remark("\n".join(texts_of(entry, "remark")))
    rest = (one for one in entry if one.tag not in _KNOWN)
    draft.fields((one.tag, join(*one.attrib.values(), text_of(one))) for one in rest)
    for name in ("logicalId", "unitedNationId", "designationDate", "designationDetails"):
        draft.field(name, entry.get(name, ""))
    return draft.party()


def _name(draft: Draft, one: Element) -> None:
    weak = one.get("strong") == "false" or "low quality" in text_of(one, "remark").lower()
    parts = (one.get(part, "") for part in ("firstName", "middleName", "lastName"))
    draft.name(
        one.get("wholeName", "").strip() or join(*parts, by=" "),
        NameKind.WEAK if weak else NameKind.STRONG,
        language=one.get("nameLanguage", "").lower(),
        family=one.get("lastName", ""),
    )
    draft.fields((part, one.get(part, "")) for part in ("title", "function", "gender"))
    draft.fields(("note on a name", text) for text in texts_of(one, "remark"))


def _birth(draft: Draft, one: Element) -> None:
    about = one.get("circa") == "true"
    whole = one.get("birthdate", "")
    first, last = one.get("yearRangeFrom", ""), one.get("yearRangeTo", "")
    parts = (one.get(part, "") for part in ("year", "monthOfYear", "dayOfMonth"))
    if whole:
        draft.birth(read_date(f"circa {whole}" if about else whole))
    elif first and last:
        draft.birth(span_of(f"between {first} and {last}", first, last))
    else:
        draft.birth(parts_date(*parts, approximate=about))
    draft.birth_place(*(one.get(part, "") for part in _PLACE), _country(one))


def _identifier(draft: Draft, one: Element) -> None:
    label = one.get("identificationTypeDescription", "")
    label = label or one.get("identificationTypeCode", "")
    dates = ((word, one.get(word, "")) for word in ("issueDate", "validFrom", "validTo"))
    notes = [one.get("nameOnDocument", ""), one.get("issuedBy", "")]
    notes += [f"{word} {text}" for word, text in dates if text]
    note = join(*notes, *texts_of(one, "remark"))
    for number in dict.fromkeys((one.get("number", ""), one.get("latinNumber", ""))):
        draft.identifier(label, number, country=_country(one), note=note)


def _country(one: Element) -> str:
    words = (one.get("countryDescription", ""), one.get("countryIso2Code", ""))
    return next((word for word in words if word not in ("", "00", "UNKNOWN")), "")


def _listed_on(entry: Element) -> date | None:
    days = [day_of(entry.get("designationDate", ""))]
    days += [day_of(one.get("entryIntoForceDate", "")) for one in entry.iterfind("regulation")]
    return min((day for day in days if day is not None), default=None)
