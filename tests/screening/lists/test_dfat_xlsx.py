from __future__ import annotations

import datetime

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
from tests.screening.lists.small import party, read, refusal, workbook

COLUMNS = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength",
    "Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information",
    "Listing Information", "IMO Number", "Committees", "Control Date",
    "Instrument of Designation", "Travel Ban",
]  # fmt: skip
DAY = datetime.date(2026, 4, 14)
PERSON: dict[str, object] = {
    "Reference": 2.0,
    "Name of Individual or Entity": "Ada Ergo",
    "Type": "Individual",
    "Name Type": "Primary Name",
    "Date of Birth": "Approximately 1943, 30/01/1944\r\n1945 2/03/1946",
    "Place of Birth": "Reef, Mu",
    "Citizenship": "Mu, Atlantis",
    "Address": "1 Sea, Mu",
    "Additional Information": "Fled.",
    "Listing Information": "Listed on 25 January 2001 (amended on 3 Sep 2003)",
    "Committees": "1 (Mu)",
    "Control Date": DAY,
    "Instrument of Designation": "Tide Regulation",
    "Travel Ban": True,
}


def sample(*rows: dict[str, object]) -> bytes:
    return workbook(COLUMNS, *([row.get(name) for name in COLUMNS] for row in rows))


def row(reference: str, name: str, **cells: object) -> dict[str, object]:
    more = {key.replace("_", " "): cell for key, cell in cells.items()}
    return {**PERSON, "Reference": reference, "Name of Individual or Entity": name, **more}


def test_rows_of_a_party_come_together() -> None:
    rows = [
        PERSON,
        row("2a", "Ada Ergot", Name_Type="Alias", Alias_Strength="Strong"),
        row("2b", "Wave", Name_Type="Alias", Alias_Strength="Weak"),
        row("2c", "Ада Эрго", Name_Type="Original Script"),
    ]
    assert party("dfat_xlsx", sample(*rows)) == ListedParty(
        "l",
        "2",
        PartyKind.PERSON,
        (
            ListedName("Ada Ergo", NameKind.PRIMARY),
            ListedName("Ada Ergot", NameKind.STRONG),
            ListedName("Wave", NameKind.WEAK),
            ListedName("Ада Эрго", NameKind.ORIGINAL_SCRIPT),
        ),
        births=tuple(
            read_date(text) for text in ("Approximately 1943", "30/01/1944", "1945", "2/03/1946")
        ),
        birth_places=("Reef, Mu",),
        countries=(
            ListedCountry("Mu", CountryLink.CITIZENSHIP),
            ListedCountry("Atlantis", CountryLink.CITIZENSHIP),
        ),
        addresses=(ListedAddress("1 Sea, Mu"),),
        programmes=("1 (Mu)",),
        citations=("Tide Regulation",),
        listed_on=datetime.date(2001, 1, 25),
        remarks="Fled.",
        raw=(
            RawField("Listing Information", "Listed on 25 January 2001 (amended on 3 Sep 2003)"),
            RawField("Control Date", "2026-04-14"),
            RawField("Travel Ban", "true"),
        ),
    )


def test_vessel_has_its_number() -> None:
    vessel = row("3", "Gull", Type="Vessel", IMO_Number=1234567.0, Listing_Information="Then")
    found = party("dfat_xlsx", sample(vessel))
    assert found.kind is PartyKind.VESSEL
    assert found.identifiers == (ListedIdentifier(IdentifierKind.IMO, "IMO Number", "1234567"),)
    assert found.listed_on is None


def test_head_has_the_newest_control_date() -> None:
    later = row("3", "Ida", Control_Date=datetime.date(2026, 5, 1))
    head, found = read("dfat_xlsx", sample(later, PERSON, row("4", "Oda", Control_Date="")))
    assert head == ListHead(datetime.date(2026, 5, 1), note="the newest control date of a row")
    assert [one.entry_id for one in found] == ["3", "2", "4"]


def test_reference_without_a_number_is_refused() -> None:
    code, text = refusal("dfat_xlsx", sample(PERSON, row("x", "Ida")))
    assert (code, text) == (
        "list.reference",
        "a.list:3: the reference is 'x', expected a number first. Fetch it again.",
    )


def test_missing_columns_are_refused() -> None:
    assert refusal("dfat_xlsx", workbook(COLUMNS[:5]))[0] == "list.columns"
