from __future__ import annotations

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
from tests.screening.lists.small import names, parties, raw, refusal

NOTHING = "-0- "
PRIM = (
    '36,"SEA AIRLINES",-0- ,"MU",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '101,"ERGO, Ada","individual","TIDE] [MOON","Minister",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 23 Nov 1943; POB Reef, Mu; nationality Mu; Pass"\r\n'
    '102,"THE GULL","vessel","TIDE",-0- ,"GULL1","Tanker","10","12","Mu","Sea Co",'
    '"Vessel Registration Identification IMO 1234567; MMSI 987654321."\r\n'
    "\x1a"
)
ALT = '101,1,"aka","ERGOT, Ada",-0- \r\n101,2,"fka","SUM, Ada","old"\r\n\x1a'
ADD = '36,1,-0- ,"Reef","Mu",-0- \r\n101,2,"1 Sea",-0- ,-0- ,"moved"\r\n\x1a'
COMMENTS = '101,"port A123 (Mu) issued 2020."\r\n\x1a'
FILES = {"prim": PRIM, "alt": ALT, "add": ADD, "comments": COMMENTS}


def test_files_come_together_to_parties() -> None:
    line, person, _ = parties("ofac_csv", FILES)
    assert line == ListedParty(
        "l",
        "36",
        PartyKind.ORGANISATION,
        (ListedName("SEA AIRLINES", NameKind.PRIMARY),),
        addresses=(ListedAddress("Reef, Mu", "Mu"),),
        programmes=("MU",),
    )
    assert person == ListedParty(
        "l",
        "101",
        PartyKind.PERSON,
        (
            ListedName("ERGO, Ada", NameKind.PRIMARY, family="ERGO"),
            ListedName("ERGOT, Ada", NameKind.STRONG, family="ERGOT"),
            ListedName("SUM, Ada", NameKind.FORMER, family="SUM"),
        ),
        identifiers=(
            ListedIdentifier(IdentifierKind.PASSPORT, "Passport", "A123", "Mu", "issued 2020"),
        ),
        births=(read_date("23 Nov 1943"),),
        birth_places=("Reef, Mu",),
        countries=(ListedCountry("Mu", CountryLink.NATIONALITY),),
        addresses=(ListedAddress("1 Sea", None),),
        programmes=("TIDE", "MOON"),
        remarks="old\nmoved\nDOB 23 Nov 1943; POB Reef, Mu; nationality Mu; Passport A123 (Mu) "
        "issued 2020.",
        raw=(RawField("title", "Minister"),),
    )


def test_vessel_has_its_columns() -> None:
    found = parties("ofac_csv", FILES)[2]
    assert found.kind is PartyKind.VESSEL
    assert found.identifiers == (
        ListedIdentifier(IdentifierKind.CALL_SIGN, "Call sign", "GULL1"),
        ListedIdentifier(IdentifierKind.IMO, "Vessel Registration Identification IMO", "1234567"),
        ListedIdentifier(IdentifierKind.MMSI, "MMSI", "987654321"),
    )
    assert found.countries == (ListedCountry("Mu", CountryLink.FLAG),)
    assert raw(found) == [
        ("vessel type", "Tanker"),
        ("tonnage", "10"),
        ("gross tonnage", "12"),
        ("vessel owner", "Sea Co"),
    ]


def test_end_mark_and_comments_may_be_missing() -> None:
    files = {name: text.removesuffix("\x1a") for name, text in FILES.items() if name != "comments"}
    assert [names(one)[0] for one in parties("ofac_csv", files)] == [
        ("SEA AIRLINES", "primary"),
        ("ERGO, Ada", "primary"),
        ("THE GULL", "primary"),
    ]


@pytest.mark.parametrize("part", ["alt", "add", "comments"])
def test_entry_that_only_another_file_has_is_refused(part: str) -> None:
    width = {"alt": 5, "add": 6, "comments": 2}[part]
    files = {**FILES, part: ",".join(["999", *["x"] * (width - 1)]) + "\n" + FILES[part]}
    code, text = refusal("ofac_csv", files)
    assert (code, text) == (
        "list.parts",
        f"{part}: 1 entries, the first '999', are not in 'prim'. Fetch all files of the list on "
        "one day.",
    )


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("prim", "1,x\n"),
        ("prim", PRIM + "\r\n" + PRIM),
        ("prim", "," * 11 + "\n"),
        ("alt", "<html>\n"),
        ("alt", "\x1a\n\x1a\n"),
    ],
)
def test_row_of_another_form_is_refused(part: str, text: str) -> None:
    assert refusal("ofac_csv", {**FILES, part: text})[0] == "list.row"


def test_refused_row_is_shown() -> None:
    assert refusal("ofac_csv", {**FILES, "alt": "101,1\n"})[1] == (
        "alt:1: the row begins '101, 1' and has 2 cells; expected 5, the first with a number, "
        "before the end mark. Check that the file is the one called 'alt' in this format."
    )


def test_missing_and_unknown_files_are_refused() -> None:
    code, text = refusal("ofac_csv", {"prim": PRIM, "alt": ALT})
    assert (code, text) == (
        "list.parts",
        "the format 'ofac_csv' has the files prim, alt, add, comments (if any); found prim, alt. "
        "Name each file by its part.",
    )
    assert refusal("ofac_csv", {**FILES, "more": ""})[0] == "list.parts"
