"""The format of Canada's consolidated list of autonomous sanctions as XML: flat records.

Read from a complete file of May 2025. It says neither its day nor what a party is: a record
with a ship's number is a vessel, one with a name of a person a person, another an organisation.
Other names stand in one cell, with semicolons, slashes or commas between them. A comma may also
stand before a legal form, so it parts names only where each of them has two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from caveat.model.listed import (
    IdentifierKind,
    ListedParty,
    ListHead,
    NameKind,
    PartyKind,
)
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.xml_stream import XmlList, text_of

_KNOWN = frozenset(
    [
        "Country",
        "LastName",
        "GivenName",
        "EntityOrShip",
        "TitleOrShip",
        "Aliases",
        "DateOfBirthOrShipBuildDate",
        "Schedule",
        "Item",
        "DateOfListing",
        "ShipIMONumber",
    ]
)
_BETWEEN = re.compile(r"\s*[;/\n]\s*|\s+or\s+")
_LANGUAGE = re.compile(r"(?:([A-Z][a-z]+):\s*)?(.*)", re.S)
_DATES = re.compile(r"\s+or\s+|\s*;\s*", re.I)


def parse_canada_xml(files: Files, list_id: str) -> ParsedList:
    """Return the consolidated list of autonomous sanctions."""
    return ParsedList(ListHead(), _parties(XmlList(files[MAIN], "data-set"), list_id))


def _parties(found: XmlList, list_id: str) -> Iterator[ListedParty]:
    for record in found.entries({"record"}):
        yield _party(record, list_id)


def _party(record: Element, list_id: str) -> ListedParty:
    said = {name: text_of(record, name) for name in _KNOWN}
    entry = join(said["Country"], said["Schedule"], said["Item"], by=" | ")
    draft = Draft(list_id, entry, _kind(said))
    given, family = said["GivenName"], said["LastName"]
    draft.name(join(given, family, by=" "), NameKind.PRIMARY, family=family if given else "")
    draft.name(said["EntityOrShip"], NameKind.PRIMARY)
    for language, text in _aliases(said["Aliases"]):
        draft.name(text, NameKind.STRONG, language=language)
    for text in _DATES.split(said["DateOfBirthOrShipBuildDate"]):
        draft.birth(text)
    draft.identifier("IMO number", said["ShipIMONumber"], kind=IdentifierKind.IMO)
    draft.programme(said["Country"])
    draft.citation(join("Schedule " + said["Schedule"] if said["Schedule"] else "", said["Item"]))
    draft.listed_on = day_of(said["DateOfListing"])
    draft.field("TitleOrShip", said["TitleOrShip"])
    draft.field("Aliases", said["Aliases"])
    draft.fields((one.tag, text_of(one)) for one in record if one.tag not in _KNOWN)
    return draft.party()


def _kind(said: dict[str, str]) -> PartyKind:
    if said["ShipIMONumber"]:
        return PartyKind.VESSEL
    if said["LastName"] or said["GivenName"]:
        return PartyKind.PERSON
    return PartyKind.ORGANISATION if said["EntityOrShip"] else PartyKind.UNKNOWN


def _aliases(cell: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a cell, each with the language that stands before it."""
    for whole in _BETWEEN.split(cell):
        parts = [_LANGUAGE.fullmatch(part.strip()) for part in whole.split(",")]
        pairs = [(found[1] or "", found[2]) for found in parts if found is not None]
        if any(len(text.split()) < 2 for _, text in pairs):
            found = _LANGUAGE.fullmatch(whole.strip())
            pairs = [(found[1] or "", found[2])] if found is not None else []
        yield from pairs
