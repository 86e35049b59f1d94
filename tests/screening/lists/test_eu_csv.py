from __future__ import annotations

from datetime import date

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
from tests.screening.lists.small import names, parties, party, read, refusal

COLUMNS = [
    "fileGenerationDate",
    "Entity_LogicalId",
    "Entity_EU_ReferenceNumber",
    "Entity_DesignationDate",
    "Entity_Remark",
    "Entity_SubjectType",
    "Entity_SubjectType_ClassificationCode",
    "Entity_Regulation_EntryIntoForceDate",
    "Entity_Regulation_NumberTitle",
    "Entity_Regulation_Programme",
    "NameAlias_LastName",
    "NameAlias_FirstName",
    "NameAlias_WholeName",
    "NameAlias_NameLanguage",
    "NameAlias_Remark",
    "Address_City",
    "Address_Street",
    "Address_CountryIso2Code",
    "Address_CountryDescription",
    "BirthDate_BirthDate",
    "BirthDate_Year",
    "BirthDate_Circa",
    "BirthDate_City",
    "BirthDate_CountryIso2Code",
    "Identification_Number",
    "Identification_LatinNumber",
    "Identification_TypeCode",
    "Citizenship_CountryIso2Code",
    "New_Column",
]


def sample(*rows: dict[str, str]) -> str:
    always = {"fileGenerationDate": "05/08/2026", "Entity_LogicalId": "13"}
    lines = [";".join({**always, **row}.get(name, "") for name in COLUMNS) for row in rows]
    return "\ufeff" + "\r\n".join([";".join(COLUMNS), *lines, ""])


FIRST = {
    "Entity_EU_ReferenceNumber": "EU.1.2",
    "Entity_DesignationDate": "2012-05-06",
    "Entity_Remark": "Fled.",
    "Entity_SubjectType": "person",
    "Entity_SubjectType_ClassificationCode": "P",
    "Entity_Regulation_EntryIntoForceDate": "2012-05-04",
    "Entity_Regulation_NumberTitle": "1/2012",
    "Entity_Regulation_Programme": "MUX",
    "NameAlias_LastName": "Ergo",
    "NameAlias_FirstName": "Ada",
    "NameAlias_WholeName": "Ada Ergo",
    "New_Column": "new",
}


def test_rows_of_a_party_come_together() -> None:
    rows = [
        FIRST,
        {
            "NameAlias_LastName": "Эрго",
            "NameAlias_FirstName": "Ада",
            "NameAlias_NameLanguage": "BG",
        },
        {"NameAlias_WholeName": "Wave", "NameAlias_Remark": "Low quality a.k.a."},
        {
            "Address_City": "Reef",
            "Address_Street": "1 Sea",
            "Address_CountryIso2Code": "00",
            "Address_CountryDescription": "MU",
        },
        {
            "BirthDate_BirthDate": "1943-11-23",
            "BirthDate_City": "Reef",
            "BirthDate_CountryIso2Code": "MU",
        },
        {"BirthDate_Year": "1944", "BirthDate_Circa": "true"},
        {"BirthDate_Circa": "true"},
        {"Identification_Number": "A1", "Identification_TypeCode": "passport"},
        {"Citizenship_CountryIso2Code": "MU"},
    ]
    assert party("eu_csv", sample(*rows)) == ListedParty(
        "l",
        "EU.1.2",
        PartyKind.PERSON,
        (
            ListedName("Ada Ergo", NameKind.PRIMARY, family="Ergo"),
            ListedName("Ада Эрго", NameKind.STRONG, language="bg", family="Эрго"),
            ListedName("Wave", NameKind.WEAK),
        ),
        identifiers=(ListedIdentifier(IdentifierKind.PASSPORT, "passport", "A1"),),
        births=(read_date("1943-11-23"), read_date("circa 1944")),
        birth_places=("Reef, MU",),
        countries=(ListedCountry("MU", CountryLink.CITIZENSHIP),),
        addresses=(ListedAddress("1 Sea, Reef, MU", "MU"),),
        programmes=("MUX",),
        citations=("1/2012",),
        listed_on=date(2012, 5, 4),
        remarks="Fled.",
        raw=(
            RawField("New_Column", "new"),
            RawField("note on a name", "Low quality a.k.a."),
        ),
    )


def test_parties_are_told_apart_by_their_number() -> None:
    rows = [FIRST, {**FIRST, "Entity_LogicalId": "14", "Entity_EU_ReferenceNumber": ""}, FIRST]
    head, found = read("eu_csv", sample(*rows))
    assert head == ListHead(date(2026, 8, 5))
    assert [one.entry_id for one in found] == ["EU.1.2", "14"]


def test_older_version_is_read() -> None:
    text = (
        "Date_file;Entity_logical_id;Subject_type;Naal_wholename;Programme;Iden_number;Iden_country"
        ";Entity_logical_id\n05/06/2026;13;E;Sea Company;MUX;;;13\n05/06/2026;13;E;;MUX;77;MU;13\n"
    )
    (found,) = parties("eu_csv", text)
    assert (found.kind, names(found), found.programmes) == (
        PartyKind.ORGANISATION,
        [("Sea Company", "primary")],
        ("MUX",),
    )
    assert found.identifiers == (ListedIdentifier(IdentifierKind.OTHER, "", "77", "MU"),)


def test_missing_columns_are_refused_by_their_version() -> None:
    assert "NameAlias_WholeName" in refusal("eu_csv", "Entity_LogicalId;x\n1;2\n")[1]
    assert "Entity_logical_id" in refusal("eu_csv", "Naal_wholename;x\n1;2\n")[1]
    assert refusal("eu_csv", "")[0] == "list.columns"


def test_file_without_rows_is_refused() -> None:
    assert refusal("eu_csv", sample())[0] == "list.empty"
