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
    ListHead,
    NameKind,
    PartyKind,
    RawField,
)
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import parties, party, read, refusal

COLUMNS = [
    "_id",
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "source_information_url",
    "ids",
]
CELLS = {
    "_id": "101",
    "source": "Tide List (TL) - Sea Department",
    "entity_number": "101",
    "type": "Individual",
    "programs": "TIDE; MOON",
    "name": "Ada ERGO",
    "title": "General",
    "addresses": "1 Sea, Reef, MU; 2 Sea, Reef",
    "federal_register_notice": "1 FR 2",
    "start_date": "2011-11-21",
    "end_date": "2056-06-29",
    "standard_order": "Y",
    "license_requirement": "For all items.",
    "license_policy": "Presumption of denial.",
    "call_sign": "GULL1",
    "vessel_flag": "MU",
    "remarks": "Fled.",
    "alt_names": "Ada ERGOT; WAVE CO., LTD",
    "citizenships": "MU",
    "dates_of_birth": "1943-11-23; 1944",
    "nationalities": "MU; AT",
    "places_of_birth": "Reef, MU; Rock",
    "ids": "Passport, A123, MU; Tax ID No., 7,7; Issuer Name, Sea Co, Ltd; Gender, Female",
}
COMMON: dict[str, Any] = {
    "births": (read_date("1943-11-23"), read_date("1944")),
    "countries": (
        ListedCountry("MU", CountryLink.NATIONALITY),
        ListedCountry("AT", CountryLink.NATIONALITY),
        ListedCountry("MU", CountryLink.CITIZENSHIP),
        ListedCountry("MU", CountryLink.FLAG),
    ),
    "programmes": ("TIDE", "MOON"),
    "citations": ("1 FR 2",),
    "listed_on": date(2011, 11, 21),
    "ends_on": date(2056, 6, 29),
    "licence_requirement": "For all items.",
    "licence_policy": "Presumption of denial.",
    "remarks": "Fled.",
}
NAMES = (
    ListedName("Ada ERGO", NameKind.PRIMARY),
    ListedName("Ada ERGOT", NameKind.STRONG),
    ListedName("WAVE CO., LTD", NameKind.STRONG),
)
CALL_SIGN = ListedIdentifier(IdentifierKind.CALL_SIGN, "call sign", "GULL1")


def sample(*rows: dict[str, str]) -> str:
    lines = [",".join(f'"{row.get(name, "")}"' for name in COLUMNS) for row in rows]
    return "\n".join([",".join(COLUMNS), *lines, ""])


def test_row_becomes_a_party() -> None:
    assert party("csl_csv", sample(CELLS)) == ListedParty(
        "l",
        "101",
        PartyKind.PERSON,
        (*NAMES, ListedName("Sea Co, Ltd", NameKind.STRONG)),
        "Tide List (TL) - Sea Department",
        identifiers=(
            CALL_SIGN,
            ListedIdentifier(IdentifierKind.PASSPORT, "Passport", "A123", "MU"),
            ListedIdentifier(IdentifierKind.TAX, "Tax ID No.", "7,7"),
        ),
        birth_places=("Reef, MU", "Rock"),
        addresses=(ListedAddress("1 Sea, Reef, MU", "MU"), ListedAddress("2 Sea, Reef")),
        raw=(
            RawField("title", "General"),
            RawField("standard_order", "Y"),
            RawField("Gender", "Female"),
        ),
        **COMMON,
    )


def test_row_that_repeats_the_columns_is_no_party() -> None:
    head, found = read("csl_csv", sample(CELLS, dict(zip(COLUMNS, COLUMNS, strict=True)), CELLS))
    assert (head, len(found)) == (ListHead(), 2)


def test_missing_columns_and_a_cut_row_are_refused() -> None:
    assert refusal("csl_csv", "name,source\na,b\n")[0] == "list.columns"
    assert refusal("csl_csv", sample(CELLS)[:-300])[0] in ("list.cut", "list.row")


RECORD: dict[str, Any] = {
    "id": "101",
    "source": "Tide List (TL) - Sea Department",
    "type": "Individual",
    "programs": ["TIDE", "MOON"],
    "name": "Ada ERGO",
    "title": None,
    "addresses": [
        {"address": "1 Sea", "city": "Reef", "state": None, "postal_code": "9", "country": "MU"}
    ],
    "federal_register_notice": "1 FR 2",
    "start_date": "2011-11-21",
    "end_date": "2056-06-29",
    "license_requirement": "For all items.",
    "license_policy": "Presumption of denial.",
    "call_sign": "GULL1",
    "vessel_flag": "MU",
    "remarks": "Fled.",
    "alt_names": ["Ada ERGOT", "WAVE CO., LTD"],
    "citizenships": ["MU"],
    "dates_of_birth": ["1943-11-23", "1944"],
    "nationalities": ["MU", "AT"],
    "places_of_birth": ["Reef, MU"],
    "ids": [
        {"type": "Passport", "number": "A123", "country": "MU", "issue_date": "2020-01-02"},
        {"type": "Gender", "number": "Female"},
        "nothing",
    ],
    "new": [{"a": 1}, "b"],
}


def test_record_becomes_a_party() -> None:
    assert party("csl_json", json.dumps({"total": 1, "results": [RECORD]})) == ListedParty(
        "l",
        "101",
        PartyKind.PERSON,
        NAMES,
        "Tide List (TL) - Sea Department",
        identifiers=(
            CALL_SIGN,
            ListedIdentifier(
                IdentifierKind.PASSPORT, "Passport", "A123", "MU", "issued 2020-01-02"
            ),
        ),
        birth_places=("Reef, MU",),
        addresses=(ListedAddress("1 Sea, Reef, 9, MU", "MU"),),
        raw=(RawField("new", "a 1; b"), RawField("Gender", "Female")),
        **COMMON,
    )


def test_plain_list_of_records_is_read() -> None:
    records = [{"_id": "1", "name": "A", "source": "S"}, {"name": "B", "source": "S", "ids": None}]
    assert [one.entry_id for one in parties("csl_json", json.dumps(records))] == ["1", ""]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "list.cut"),
        ('{"results": [{"name": "A"', "list.cut"),
        ("<html>", "list.json"),
        ("", "list.cut"),
        (b"\xff", "list.encoding"),
        ("[" * 100_000, "list.json"),
        ("1" * 5000, "list.json"),
        ("{}", "list.columns"),
        ('"text"', "list.columns"),
        ("[1]", "list.columns"),
        ('[{"name": "A"}]', "list.columns"),
        ("[]", "list.empty"),
    ],
)
def test_what_is_no_list_of_records_is_refused(text: str | bytes, code: str) -> None:
    assert refusal("csl_json", text)[0] == code


def test_refusal_of_json_names_the_line() -> None:
    assert refusal("csl_json", '{\n"results": x}')[1] == (
        "a.list:2: this is not JSON: Expecting value. Fetch it again."
    )
