from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedAddress,
    ListedCountry,
    ListedIdentifier,
    ListedName,
    ListedParty,
    NameKind,
    PartyKind,
    RawField,
)
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import names, parties, party, raw, refusal


def entity(number: str, schema: str, /, **properties: Any) -> dict[str, Any]:
    return {"id": number, "schema": schema, "properties": properties}


def lines(*entities: dict[str, Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in entities)


PERSON = entity(
    "p1",
    "Person",
    name=["Ada Ergo", "Ada ERGO"],
    alias=["Ada Ergot"],
    weakAlias=["Wave"],
    previousName=["Ada Sum"],
    birthDate=["1943-11-23"],
    birthPlace=["Reef"],
    nationality=["mu"],
    country=["at"],
    passportNumber=["A1"],
    innCode=["77"],
    address=["2 Sea"],
    addressEntity=["a1", "a9"],
    notes=["Fled."],
    topics=["sanction"],
)
SANCTION = entity(
    "s1",
    "Sanction",
    entity=["p1"],
    program=["Tide"],
    programId=["MU-TIDE"],
    reason=["Storms."],
    listingDate=["2020-03-01"],
    startDate=["2020-02-01", "x"],
    endDate=["2030-01-01"],
    authority=["Sea Council"],
)
PASSPORT = entity(
    "d1",
    "Passport",
    holder=["p1"],
    number=["B2"],
    country=["mu"],
    type=["passport"],
    startDate=["2020-01-01"],
)
ADDRESS = entity("a1", "Address", full="1 Sea, mu", country=["mu"], postalCode=["9"])


def test_party_has_what_it_and_others_say() -> None:
    assert party("ftm_json", lines(SANCTION, PERSON, ADDRESS, PASSPORT)) == ListedParty(
        "l",
        "p1",
        PartyKind.PERSON,
        (
            ListedName("Ada Ergo", NameKind.PRIMARY),
            ListedName("Ada ERGO", NameKind.STRONG),
            ListedName("Ada Ergot", NameKind.STRONG),
            ListedName("Wave", NameKind.WEAK),
            ListedName("Ada Sum", NameKind.FORMER),
        ),
        identifiers=(
            ListedIdentifier(IdentifierKind.PASSPORT, "passportNumber", "A1"),
            ListedIdentifier(IdentifierKind.TAX, "innCode", "77"),
            ListedIdentifier(IdentifierKind.PASSPORT, "passport", "B2", "mu", "2020-01-01"),
        ),
        births=(read_date("1943-11-23"),),
        birth_places=("Reef",),
        countries=(
            ListedCountry("mu", CountryLink.NATIONALITY),
            ListedCountry("at", CountryLink.LOCATION),
        ),
        addresses=(ListedAddress("2 Sea"), ListedAddress("1 Sea, mu", "mu")),
        programmes=("Tide", "MU-TIDE"),
        listed_on=date(2020, 2, 1),
        ends_on=date(2030, 1, 1),
        remarks="Fled.\nStorms.",
        raw=(
            RawField("topics", "sanction"),
            RawField("Address postalCode", "9"),
            RawField("Sanction authority", "Sea Council"),
        ),
    )


def test_what_is_nested_in_a_party_is_joined_to_it() -> None:
    nested = entity(
        "p2",
        "Company",
        name=["Sea Company"],
        sanctions=[entity("s", "Sanction", program=["Tide"]), 7, {"schema": "X"}],
        addressEntity=[entity("a", "Address", street=["1 Sea"], city=["Reef"])],
        identifications=[entity("i", "Identification", number=["7"])],
        other={"a": 1},
    )
    found = party("ftm_json", lines(nested))
    assert found.kind is PartyKind.ORGANISATION
    assert found.programmes == ("Tide",)
    assert found.addresses == (ListedAddress("1 Sea, Reef"),)
    assert found.identifiers == (ListedIdentifier(IdentifierKind.OTHER, "Identification", "7"),)
    assert (found.listed_on, found.ends_on) == (None, None)


def test_other_entities_are_kept_beside_a_party() -> None:
    relation = entity("r", "UnknownLink", things=["p1"], role=["sister"])
    assert raw(party("ftm_json", lines(PERSON, relation)))[1:] == [("UnknownLink role", "sister")]


def test_schema_tells_what_a_party_is() -> None:
    schemata = ("LegalEntity", "PublicBody", "Vessel", "Airplane", "Thing")
    text = lines(*(entity(one, one, name=[one]) for one in schemata))
    assert [(one.kind.value, names(one)) for one in parties("ftm_json", text)] == [
        ("unknown", [("LegalEntity", "primary")]),
        ("organisation", [("PublicBody", "primary")]),
        ("vessel", [("Vessel", "primary")]),
        ("aircraft", [("Airplane", "primary")]),
    ]


def test_empty_lines_are_passed_over() -> None:
    assert len(parties("ftm_json", "\n" + lines(PERSON) + "\n")) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"id": "1"}\n', "list.columns"),
        ("[1]\n", "list.columns"),
        ('{"id": 1, "schema": "Person", "properties": {}}\n', "list.columns"),
        ('{"id": "1", "schema": "Person", "properties": []}\n', "list.columns"),
        ("<html>\n", "list.json"),
        ('\n{"id": "1", "sch', "list.cut"),
        (b'{"id": "\xff"}\n', "list.encoding"),
        ("[" * 100_000 + "\n", "list.json"),
        ("", "list.empty"),
    ],
)
def test_what_is_no_entity_is_refused(text: str | bytes, code: str) -> None:
    assert refusal("ftm_json", text)[0] == code


def test_refusal_names_the_line() -> None:
    assert refusal("ftm_json", lines(PERSON) + "x\n")[1] == (
        "a.list:2: this line is not JSON. Fetch it again."
    )
