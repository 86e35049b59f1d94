"""The format of OFAC's plain XML (`sdn.xml`, `consolidated.xml`): one `sdnEntry` a party.

Read from a complete file of the non-SDN list of March 2025. `vesselInfo` and the file of
ships were not seen; their elements are from descriptions of the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind, PartyKind
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.labels import name_kind, party_kind
from caveat.screening.lists.ofac_labels import add_labelled
from caveat.screening.lists.xml_stream import XmlList, text_of, texts_of

_KNOWN = frozenset(
    [
        "uid",
        "firstName",
        "lastName",
        "sdnType",
        "remarks",
        "programList",
        "akaList",
        "addressList",
        "idList",
        "dateOfBirthList",
        "placeOfBirthList",
        "nationalityList",
        "citizenshipList",
        "vesselInfo",
    ]
)


def parse_ofac_xml(files: Files, list_id: str) -> ParsedList:
    """Return the list of a plain XML file."""
    file = files[MAIN]
    found = XmlList(file, "sdnList").entries(
        {"publshInformation", "publishInformation", "sdnEntry"}
    )
    first = next(found, None)
    if first is None:
        return ParsedList(ListHead(), iter(()))
    if first.tag == "sdnEntry":
        entry = _party(first, list_id)
        return ParsedList(ListHead(), chain((entry,), _parties(found, list_id)))
    count = text_of(first, "Record_Count")
    published = day_of(text_of(first, "Publish_Date"), month_first=True)
    head = ListHead(published, int(count) if count.isdecimal() else None)
    return ParsedList(head, _parties(found, list_id))


def _parties(found: Iterator[Element], list_id: str) -> Iterator[ListedParty]:
    for entry in found:
        yield _party(entry, list_id)


def _party(entry: Element, list_id: str) -> ListedParty:
    kind = party_kind(text_of(entry, "sdnType"))
    draft = Draft(list_id, text_of(entry, "uid"), kind)
    _name(draft, entry, NameKind.PRIMARY)
    for aka in entry.iterfind("akaList/aka"):
        weak = text_of(aka, "category").lower() == "weak"
        _name(draft, aka, NameKind.WEAK if weak else name_kind(text_of(aka, "type")))
    for programme in texts_of(entry, "programList/program"):
        draft.programme(programme)
    for one in entry.iterfind("addressList/address"):
        parts = ["address1", "address2", "address3", "city", "stateOrProvince", "postalCode"]
        draft.address(*(text_of(one, part) for part in parts), country=text_of(one, "country"))
    for one in entry.iterfind("idList/id"):
        _identifier(draft, one)
    for text in texts_of(entry, "dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        draft.birth(text)
    for text in texts_of(entry, "placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        draft.birth_place(text)
    for text in texts_of(entry, "nationalityList/nationality/country"):
        draft.country(text, CountryLink.NATIONALITY)
    for text in texts_of(entry, "citizenshipList/citizenship/country"):
        draft.country(text, CountryLink.CITIZENSHIP)
    draft.remark(text_of(entry, "remarks"))
    _vessel(draft, entry)
    draft.fields((one.tag, text_of(one)) for one in entry if one.tag not in _KNOWN)
    return draft.party()


def _name(draft: Draft, element: Element, kind: NameKind) -> None:
    given, family = text_of(element, "firstName"), text_of(element, "lastName")
    apart = family if given and draft.kind in (PartyKind.PERSON, PartyKind.UNKNOWN) else ""
    draft.name(join(given, family, by=" "), kind, family=apart)


def _identifier(draft: Draft, one: Element) -> None:
    dates = (
        f"{word} {text}" for word in ("issueDate", "expirationDate") if (text := text_of(one, word))
    )
    label, number = text_of(one, "idType"), text_of(one, "idNumber")
    country = text_of(one, "idCountry")
    add_labelled(draft, label, number, country=country, note=", ".join(dates))


def _vessel(draft: Draft, entry: Element) -> None:
    for part in entry.iterfind("vesselInfo/*"):
        if part.tag == "callSign":
            draft.identifier("Call sign", text_of(part))
        elif part.tag == "vesselFlag":
            draft.country(text_of(part), CountryLink.FLAG)
        else:
            draft.field(part.tag, text_of(part))
