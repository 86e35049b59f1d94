from __future__ import annotations

from datetime import date

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
from tests.screening.lists.small import names, parties, party, read, refusal

COLUMNS = [
    "Last Updated", "Unique ID", "OFSI Group ID", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4",
    "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script",
    "Non-latin script type", "Non-latin script language", "Regime Name",
    "Individual, Entity, Ship", "Designation source", "Other Information",
    "UK Statement of Reasons", "Address Line 1", "Address Line 6", "Address Postal Code",
    "Address Country", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)",
    "National Identifier number", "National Identifier additional information", "Passport number",
    "Passport additional information", "Town of birth", "Country of birth",
    "Business registration number (s)", "IMO number", "Current believed flag of ship",
    "Previous flags",
]  # fmt: skip
FIRST = {
    "Last Updated": "01/02/2026",
    "OFSI Group ID": "77",
    "Name 6": "ERGO",
    "Name 1": "Ada",
    "Name 2": "Beryl",
    "Name type": "Primary Name",
    "Title": "Dr",
    "Name non-latin script": "Ада Эрго",
    "Non-latin script type": "Cyrillic",
    "Non-latin script language": "Murian",
    "Regime Name": "Mu",
    "Individual, Entity, Ship": "Individual",
    "Other Information": "Fled.",
    "UK Statement of Reasons": "Tides; storms.",
    "Address Line 1": "1 Sea",
    "Address Line 6": "Reef",
    "Address Postal Code": "9",
    "Address Country": "Mu",
    "Date Designated": "06/05/2012",
    "D.O.B": "(1) 23/11/1943 (2) dd/mm/1944",
    "Nationality(/ies)": "(1) Mu (2) Atlantis",
    "National Identifier number": "77",
    "National Identifier additional information": "card",
    "Passport number": "A1; A2",
    "Town of birth": "Reef",
    "Country of birth": "Mu",
}


def sample(*rows: dict[str, str]) -> str:
    always = {"Unique ID": "MUU0001"}
    lines = [",".join(f'"{({**always, **row}).get(name, "")}"' for name in COLUMNS) for row in rows]
    head = ",".join(f'"{name}"' for name in COLUMNS)
    return "\ufeff" + "\r\n".join(["Report Date: 01/10/2026", head, *lines, ""])


def test_rows_of_a_party_come_together() -> None:
    rows = [
        FIRST,
        {
            "Name 6": "ERGOT",
            "Name 1": "Ada",
            "Name type": "Alias",
            "Alias strength": "Good quality",
        },
        {"Name 6": "WAVE", "Name type": "Alias", "Alias strength": "Low quality"},
        {"Name 6": "ERGOTT", "Name type": "Primary Name Variation"},
    ]
    assert party("uk_csv", sample(*rows)) == ListedParty(
        "l",
        "MUU0001",
        PartyKind.PERSON,
        (
            ListedName("Ada Beryl ERGO", NameKind.PRIMARY, family="ERGO"),
            ListedName("Ада Эрго", NameKind.ORIGINAL_SCRIPT, "Cyrillic", "Murian"),
            ListedName("Ada ERGOT", NameKind.STRONG, family="ERGOT"),
            ListedName("WAVE", NameKind.WEAK),
            ListedName("ERGOTT", NameKind.STRONG),
        ),
        identifiers=(
            ListedIdentifier(
                IdentifierKind.NATIONAL_ID, "National Identifier number", "77", None, "card"
            ),
            ListedIdentifier(IdentifierKind.PASSPORT, "Passport number", "A1"),
            ListedIdentifier(IdentifierKind.PASSPORT, "Passport number", "A2"),
        ),
        births=(read_date("23/11/1943"), read_date("dd/mm/1944")),
        birth_places=("Reef, Mu",),
        countries=(
            ListedCountry("Mu", CountryLink.NATIONALITY),
            ListedCountry("Atlantis", CountryLink.NATIONALITY),
        ),
        addresses=(ListedAddress("1 Sea, Reef, 9, Mu", "Mu"),),
        programmes=("Mu",),
        listed_on=date(2012, 5, 6),
        remarks="Fled.\nTides; storms.",
        raw=(
            RawField("Last Updated", "01/02/2026"),
            RawField("OFSI Group ID", "77"),
            RawField("Title", "Dr"),
        ),
    )


def test_ship_has_number_and_flags() -> None:
    ship = {
        "Name 6": "GULL",
        "Name type": "Primary Name",
        "Individual, Entity, Ship": "Ship",
        "IMO number": "1234567",
        "Current believed flag of ship": "Mu",
        "Previous flags": "Atlantis; Lemuria",
    }
    found = party("uk_csv", sample(ship))
    assert found.kind is PartyKind.VESSEL
    assert found.identifiers == (ListedIdentifier(IdentifierKind.IMO, "IMO number", "1234567"),)
    assert found.countries == (
        ListedCountry("Mu", CountryLink.FLAG),
        ListedCountry("Atlantis", CountryLink.FORMER_FLAG),
        ListedCountry("Lemuria", CountryLink.FORMER_FLAG),
    )


def test_head_has_the_day_of_the_report() -> None:
    assert read("uk_csv", sample(FIRST))[0] == ListHead(date(2026, 10, 1))


def test_head_has_no_day_where_the_file_says_none() -> None:
    text = sample(FIRST).replace("Report Date: 01/10/2026\r\n", "")
    assert read("uk_csv", text)[0] == ListHead()


def test_parties_are_told_apart_by_their_numbers() -> None:
    rows = [
        FIRST,
        {**FIRST, "Unique ID": ""},
        {**FIRST, "Unique ID": "MUU0002"},
        FIRST,
    ]
    assert [one.entry_id for one in parties("uk_csv", sample(*rows))] == [
        "MUU0001",
        "77",
        "MUU0002",
    ]


def test_missing_columns_are_refused() -> None:
    assert refusal("uk_csv", "Report Date: 1\nName,Alias\n1,2\n")[0] == "list.columns"


@pytest.mark.parametrize("strength", ["Weak", "low"])
def test_weak_words_make_a_name_weak(strength: str) -> None:
    row = {"Name 6": "WAVE", "Name type": "Alias", "Alias strength": strength}
    assert names(party("uk_csv", sample(row))) == [("WAVE", "weak")]
