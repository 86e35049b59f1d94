"""FollowTheMoney JSON lines: one entity a line, flat or with others nested in it.

Parties are entities of the schemata below. What else speaks of a party (its sanctions,
documents and addresses) is joined to it, wherever it stands; the file is read twice for that.
The layout is from the published schema and from memory; no file was at hand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedParty,
    ListHead,
    NameKind,
    PartyKind,
)
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList

_SCHEMATA = {
    "Person": PartyKind.PERSON,
    "LegalEntity": PartyKind.UNKNOWN,
    "Organization": PartyKind.ORGANISATION,
    "Company": PartyKind.ORGANISATION,
    "PublicBody": PartyKind.ORGANISATION,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
}
_NAMES = {
    "name": NameKind.PRIMARY,
    "alias": NameKind.STRONG,
    "weakAlias": NameKind.WEAK,
    "previousName": NameKind.FORMER,
}
_BIRTHS = ("birthDate", "incorporationDate", "buildDate")
_LINKS = {
    "nationality": CountryLink.NATIONALITY,
    "citizenship": CountryLink.CITIZENSHIP,
    "country": CountryLink.LOCATION,
    "jurisdiction": CountryLink.REGISTRATION,
    "flag": CountryLink.FLAG,
    "pastFlags": CountryLink.FORMER_FLAG,
}
_NUMBERS = {
    "passportNumber": IdentifierKind.PASSPORT,
    "idNumber": IdentifierKind.NATIONAL_ID,
    "socialSecurityNumber": IdentifierKind.NATIONAL_ID,
    "taxNumber": IdentifierKind.TAX,
    "innCode": IdentifierKind.TAX,
    "vatCode": IdentifierKind.TAX,
    "registrationNumber": IdentifierKind.REGISTRATION,
    "ogrnCode": IdentifierKind.REGISTRATION,
    "uscCode": IdentifierKind.REGISTRATION,
    "dunsCode": IdentifierKind.REGISTRATION,
    "leiCode": IdentifierKind.LEI,
    "swiftBic": IdentifierKind.BANK,
    "isin": IdentifierKind.SECURITY,
    "ticker": IdentifierKind.SECURITY,
    "imoNumber": IdentifierKind.IMO,
    "mmsi": IdentifierKind.MMSI,
    "callSign": IdentifierKind.CALL_SIGN,
    "serialNumber": IdentifierKind.AIRCRAFT,
    "email": IdentifierKind.CONTACT,
    "website": IdentifierKind.CONTACT,
    "phone": IdentifierKind.CONTACT,
}
_OWNER = ("entity", "holder", "things")
"""The properties by which another entity says of whom it speaks."""
_ADDRESS = "addressEntity"

_Entity = Mapping[str, Any]


def parse_ftm_json(files: Files, list_id: str) -> ParsedList:
    """Return the parties of a file of JSON lines."""
    file = files[MAIN]
    others: dict[str, list[_Entity]] = defaultdict(list)
    addresses: dict[str, _Entity] = {}
    for entity in _entities(file):
        if entity["schema"] == "Address":
            addresses[entity["id"]] = entity
        elif entity["schema"] not in _SCHEMATA:
            for owner in (one for name in _OWNER for one in _texts(entity, name)):
                others[owner].append(entity)
    return ParsedList(ListHead(), _parties(file, list_id, others, addresses))


def _parties(
    file: ListFile,
    list_id: str,
    others: Mapping[str, list[_Entity]],
    addresses: Mapping[str, _Entity],
) -> Iterator[ListedParty]:
    for entity in _entities(file):
        if entity["schema"] not in _SCHEMATA:
            continue
        draft = Draft(list_id, entity["id"], _SCHEMATA[entity["schema"]])
        _party(draft, entity)
        for number in _texts(entity, _ADDRESS):
            if number in addresses:
                _other(draft, addresses[number])
        for other in (*others.get(entity["id"], ()), *_nested(entity)):
            _other(draft, other)
        yield draft.party()


def _entities(file: ListFile) -> Iterator[_Entity]:
    number = 0
    for number, line in enumerate(file.open(), 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except UnicodeDecodeError as error:
            raise file.refused("encoding", "this is not UTF-8 text.", line=number) from error
        except (ValueError, RecursionError) as error:
            code = "json" if number == 1 or line.endswith(b"\n") else "cut"
            raise file.refused(code, "this line is not JSON.", line=number) from error
        shaped = isinstance(entity, dict) and isinstance(entity.get("properties"), dict)
        words = [entity.get(name) for name in ("id", "schema")] if shaped else [None]
        if not all(isinstance(word, str) for word in words):
            message = "the line is no entity with 'id', 'schema' and 'properties'."
            hint = "Check that it is the list in this format."
            raise file.refused("columns", message, hint, number)
        yield entity


def _party(draft: Draft, entity: _Entity) -> None:
    for name, kind in _NAMES.items():
        for text in _texts(entity, name):
            first = kind is not NameKind.PRIMARY or not draft.names
            draft.name(text, kind if first else NameKind.STRONG)
    for name in _BIRTHS:
        for text in _texts(entity, name):
            draft.birth(text)
    for text in _texts(entity, "birthPlace"):
        draft.birth_place(text)
    for name, link in _LINKS.items():
        for text in _texts(entity, name):
            draft.country(text, link)
    for name, number in _NUMBERS.items():
        for text in _texts(entity, name):
            draft.identifier(name, text, kind=number)
    for text in _texts(entity, "address"):
        draft.address(text)
    for name in ("notes", "summary"):
        for text in _texts(entity, name):
            draft.remark(text)
    known = {*_NAMES, *_BIRTHS, *_LINKS, *_NUMBERS, _ADDRESS}
    known |= {"birthPlace", "address", "notes", "summary"}
    _rest(draft, entity, known, "")


def _other(draft: Draft, other: _Entity) -> None:
    """Read what an entity of another schema says of a party."""
    known: set[str] = {*_OWNER}
    if other["schema"] == "Sanction":
        for text in (*_texts(other, "program"), *_texts(other, "programId")):
            draft.programme(text)
        for text in _texts(other, "reason"):
            draft.remark(text)
        days = [day_of(one) for name in ("listingDate", "startDate") for one in _texts(other, name)]
        days.append(draft.listed_on)
        draft.listed_on = min((day for day in days if day is not None), default=None)
        draft.ends_on = next((day_of(one) for one in _texts(other, "endDate")), draft.ends_on)
        known |= {"program", "programId", "reason", "listingDate", "startDate", "endDate"}
    elif other["schema"] == "Address":
        country = next(iter(_texts(other, "country")), "")
        for text in _texts(other, "full") or [
            join(*_texts(other, "street"), *_texts(other, "city"))
        ]:
            draft.address(text.removesuffix(country), country=country)
        known |= {"full", "street", "city", "country"}
    elif other["schema"] in ("Passport", "Identification"):
        label = next(iter(_texts(other, "type")), other["schema"])
        country = next(iter(_texts(other, "country")), "")
        note = join(*(one for name in ("startDate", "endDate") for one in _texts(other, name)))
        for text in _texts(other, "number"):
            draft.identifier(label, text, country=country, note=note)
        known |= {"type", "country", "startDate", "endDate", "number"}
    _rest(draft, other, known, f"{other['schema']} ")


def _rest(draft: Draft, entity: _Entity, known: set[str], before: str) -> None:
    for name in entity["properties"]:
        if name not in known:
            draft.fields((f"{before}{name}", text) for text in _texts(entity, name))


def _texts(entity: _Entity, name: str) -> list[str]:
    """Return the texts of a property, without what is nested in it."""
    found = entity["properties"].get(name, ())
    values = found if isinstance(found, list | tuple) else [found]
    return [text for one in values if isinstance(one, str) and (text := one.strip())]


def _nested(entity: _Entity) -> Iterator[_Entity]:
    for values in entity["properties"].values():
        for one in values if isinstance(values, list) else ():
            shaped = isinstance(one, dict) and isinstance(one.get("properties"), dict)
            if shaped and isinstance(one.get("schema"), str):
                yield one
