from __future__ import annotations

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
from caveat.rulebook.mapping_shape import ListMapping
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import names, parties, party, refusal, workbook

FIELDS: dict[str, Any] = {
    "id": "own",
    "format": "csv",
    "delimiter": ";",
    "encoding": "cp1252",
    "entry": "No",
    "kind": {"column": "What", "words": {"P": "person", "C": "organisation"}},
    "names": [
        {"columns": ["First", "Last"], "kind": "primary"},
        {
            "columns": ["Also"],
            "kind": "strong",
            "separator": "|",
            "script": "Latn",
            "language": "fr",
        },
    ],
    "identifiers": [
        {"column": "Pass", "kind": "passport", "country": "PassBy", "separator": ","},
        {"column": "Reg", "kind": "registration", "label": "Register"},
    ],
    "births": [{"column": "Born", "separator": ","}],
    "birth_places": [{"column": "BornIn"}],
    "countries": [{"column": "Of", "link": "nationality", "separator": "/"}],
    "addresses": [{"columns": ["Street", "City"], "country": "Land"}],
    "programmes": [{"column": "Why"}],
    "citations": [{"column": "Cited"}],
    "listed_on": "On",
    "removed_on": "Off",
    "licence_policy": "Policy",
    "remarks": ["Note"],
}
COLUMNS = [
    "No",
    "What",
    "First",
    "Last",
    "Also",
    "Pass",
    "PassBy",
    "Reg",
    "Born",
    "BornIn",
    "Of",
    "Street",
    "City",
    "Land",
    "Why",
    "Cited",
    "On",
    "Off",
    "Policy",
    "Note",
    "More",
]
ROW = (
    "7;P;Ada;Ergo;Adé|Ida;A1,A2;Mu;77;1943,1944;Reef;Mu/Atlantis;1 Sea;Reef;Mu;Tide;1 G 2;"
    "2020-01-02;2021-01-02;denial;Fled;more"
)


def mapping(**fields: Any) -> ListMapping:
    return ListMapping.model_validate({**FIELDS, **fields})


def sample(*rows: str) -> bytes:
    return "\n".join([";".join(COLUMNS), *rows, ""]).encode("cp1252")


def test_row_becomes_a_party_as_the_mapping_says() -> None:
    assert party("mapped", sample(ROW), mapping()) == ListedParty(
        "l",
        "7",
        PartyKind.PERSON,
        (
            ListedName("Ada Ergo", NameKind.PRIMARY),
            ListedName("Adé", NameKind.STRONG, "Latn", "fr"),
            ListedName("Ida", NameKind.STRONG, "Latn", "fr"),
        ),
        identifiers=(
            ListedIdentifier(IdentifierKind.PASSPORT, "Pass", "A1", "Mu"),
            ListedIdentifier(IdentifierKind.PASSPORT, "Pass", "A2", "Mu"),
            ListedIdentifier(IdentifierKind.REGISTRATION, "Register", "77"),
        ),
        births=(read_date("1943"), read_date("1944")),
        birth_places=("Reef",),
        countries=(
            ListedCountry("Mu", CountryLink.NATIONALITY),
            ListedCountry("Atlantis", CountryLink.NATIONALITY),
        ),
        addresses=(ListedAddress("1 Sea, Reef, Mu", "Mu"),),
        programmes=("Tide",),
        citations=("1 G 2",),
        listed_on=date(2020, 1, 2),
        removed_on=date(2021, 1, 2),
        licence_policy="denial",
        remarks="Fled",
        raw=(RawField("More", "more"),),
    )


def test_rows_that_agree_in_the_entry_are_one_party() -> None:
    second = "7;C;Ida;Ergo;" + ";" * (len(COLUMNS) - 5)
    other = second.replace("7;C", "8;X")
    found = parties("mapped", sample(ROW, other, second), mapping())
    assert [(one.entry_id, one.kind.value, len(one.names)) for one in found] == [
        ("7", "organisation", 4),
        ("8", "unknown", 1),
    ]


def test_without_an_entry_each_row_is_a_party() -> None:
    plain: dict[str, Any] = {
        "id": "own",
        "format": "xlsx",
        "sheet": "S",
        "party_kind": "vessel",
        "names": [{"columns": ["N"], "kind": "primary"}],
        "identifiers": [{"column": "I", "kind": "imo"}],
        "addresses": [{"columns": ["A"]}],
    }
    content = workbook(["N", "I", "A"], ["Gull", 1234567, "Reef"], ["Gull", 7654321, ""], sheet="S")
    found = parties("mapped", content, ListMapping.model_validate(plain))
    assert [
        (one.entry_id, one.kind.value, names(one), one.identifiers[0].number) for one in found
    ] == [
        ("", "vessel", [("Gull", "primary")], "1234567"),
        ("", "vessel", [("Gull", "primary")], "7654321"),
    ]
    assert found[0].addresses == (ListedAddress("Reef"),)


def test_missing_column_of_the_mapping_is_refused() -> None:
    assert refusal("mapped", b"No\n1\n", mapping()) == (
        "list.columns",
        "a.list:1: columns are missing: What, First, Last, Also, Street, City, Land, Pass, PassBy, "
        "Reg, Born, BornIn, Why, Cited, Of, On, Off, Policy, Note. Check that it is the list in "
        "this format, and no page about an error.",
    )


@pytest.mark.parametrize("form", ["mapped", "un_xml"])
def test_mapping_goes_with_its_format_and_only_with_it(form: str) -> None:
    given = None if form == "mapped" else mapping()
    assert refusal(form, b"", given)[0] == "list.mapping"
