"""The format of the UK Sanctions List as XML: one `Designation` a party.

No file was at hand. The layout is from public programs that read the file of 2024 to 2026 and
from samples in their tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from caveat.model.listed import CountryLink, IdentifierKind, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.labels import party_kind
from caveat.screening.lists.uk_csv import add_name
from caveat.screening.lists.xml_stream import XmlList, text_of, texts_of

_ADDRESS = (*(f"AddressLine{n}" for n in range(1, 7)), "AddressPostalCode")
_KNOWN = frozenset(
    [
        "UniqueID",
        "Names",
        "NonLatinNames",
        "Addresses",
        "PhoneNumbers",
        "EmailAddresses",
        "Websites",
        "IndividualDetails",
        "ShipDetails",
        "EntityDetails",
        "IndividualEntityShip",
        "RegimeName",
        "DateDesignated",
        "OtherInformation",
        "UKStatementofReasons",
    ]
)
_COUNTRIES = (
    ("Nationality", CountryLink.NATIONALITY),
    ("CurrentBelievedFlagOfShip", CountryLink.FLAG),
    ("PreviousFlag", CountryLink.FORMER_FLAG),
)
_NUMBERS = (
    ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    ("PassportNumber", "PassportAdditionalInformation"),
    ("BusinessRegistrationNumber", ""),
    ("IMONumber", ""),
    ("HullIdentificationNumber", ""),
    ("PhoneNumber", ""),
    ("EmailAddress", ""),
    ("Website", ""),
)
_PARTS = frozenset(
    [
        "DOB",
        "TownOfBirth",
        "CountryOfBirth",
        "NationalIdentifierAdditionalInformation",
        "PassportAdditionalInformation",
    ]
) | {name for name, _ in (*_COUNTRIES, *_NUMBERS)}


def parse_uk_xml(files: Files, list_id: str) -> ParsedList:
    """Return the UK Sanctions List."""
    found = XmlList(files[MAIN], "Designations").entries({"DateGenerated", "Designation"})
    first = next(found, None)
    if first is None or first.tag == "Designation":
        rest = found if first is None else chain((first,), found)
        return ParsedList(ListHead(), _parties(rest, list_id))
    return ParsedList(ListHead(day_of(text_of(first))), _parties(found, list_id))


def _parties(found: Iterator[Element], list_id: str) -> Iterator[ListedParty]:
    for entry in found:
        yield _party(entry, list_id)


def _party(entry: Element, list_id: str) -> ListedParty:
    draft = Draft(list_id, text_of(entry, "UniqueID"))
    draft.kind = party_kind(text_of(entry, "IndividualEntityShip"))
    for one in entry.iterfind("Names/Name"):
        given = [text_of(one, f"Name{n}") for n in range(1, 6)]
        strength = text_of(one, "AliasStrength")
        add_name(
            draft, given, text_of(one, "Name6"), word=text_of(one, "NameType"), strength=strength
        )
    for one in entry.iterfind("NonLatinNames/NonLatinName"):
        draft.name(
            text_of(one, "NameNonLatinScript"),
            NameKind.ORIGINAL_SCRIPT,
            script=text_of(one, "NonLatinScriptType"),
            language=text_of(one, "NonLatinScriptLanguage"),
        )
    for one in entry.iterfind("Addresses/Address"):
        parts = (text_of(one, part) for part in _ADDRESS)
        draft.address(*parts, country=text_of(one, "AddressCountry"))
    _details(draft, entry)
    draft.programme(text_of(entry, "RegimeName"))
    draft.listed_on = day_of(text_of(entry, "DateDesignated"))
    draft.remark(text_of(entry, "OtherInformation"))
    draft.remark(text_of(entry, "UKStatementofReasons"))
    draft.fields((one.tag, text_of(one)) for one in entry if one.tag not in _KNOWN)
    return draft.party()


def _details(draft: Draft, entry: Element) -> None:
    for text in texts_of(entry, ".//DOB"):
        draft.birth(text)
    for one in entry.iterfind(".//BirthDetails//Location"):
        draft.birth_place(text_of(one, ".//TownOfBirth"), text_of(one, ".//CountryOfBirth"))
    for name, link in _COUNTRIES:
        for text in texts_of(entry, f".//{name}"):
            draft.country(text, link)
    above = {part: one for one in entry.iter() for part in one}
    for name, note in _NUMBERS:
        kind = IdentifierKind.IMO if name == "IMONumber" else None
        for one in entry.iterfind(f".//{name}"):
            said = text_of(above[one], note) if note else ""
            draft.identifier(name, text_of(one), note=said, kind=kind)
    for section in ("IndividualDetails", "EntityDetails", "ShipDetails"):
        for one in entry.iterfind(f"{section}//"):
            if len(one) == 0 and one.tag not in _PARTS:
                draft.field(one.tag, text_of(one))
