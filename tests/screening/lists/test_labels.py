from __future__ import annotations

import pytest

from caveat.model.listed import IdentifierKind, NameKind, PartyKind
from caveat.screening.lists.labels import identifier_kind, is_identifier, name_kind, party_kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Passport", IdentifierKind.PASSPORT),
        ("Número de pasaporte", IdentifierKind.PASSPORT),
        ("Legal Entity Number", IdentifierKind.LEI),
        ("Vessel Registration Identification", IdentifierKind.IMO),
        ("MMSI", IdentifierKind.MMSI),
        ("Call sign", IdentifierKind.CALL_SIGN),
        ("Aircraft Tail Number", IdentifierKind.AIRCRAFT),
        ("Digital Currency Address - XBT", IdentifierKind.WALLET),
        ("SWIFT/BIC", IdentifierKind.BANK),
        ("ISIN", IdentifierKind.SECURITY),
        ("Email Address", IdentifierKind.CONTACT),
        ("Tax ID No.", IdentifierKind.TAX),
        ("National ID No.", IdentifierKind.NATIONAL_ID),
        ("Unified Social Credit Code (USCC)", IdentifierKind.REGISTRATION),
        ("Something No.", IdentifierKind.OTHER),
    ],
)
def test_label_tells_what_a_number_identifies(label: str, kind: IdentifierKind) -> None:
    assert identifier_kind(label) is kind


def test_number_that_begins_with_imo_is_one_whatever_its_label() -> None:
    assert identifier_kind("Identification Number", "IMO 1234567") is IdentifierKind.IMO
    assert identifier_kind("Passport", "IMOA1") is IdentifierKind.PASSPORT


@pytest.mark.parametrize(
    ("label", "identifies"),
    [
        ("Passport", True),
        ("Passport date book", True),
        ("Folio Mercantil No.", True),
        ("Gender", False),
        ("Secondary sanctions risk:", False),
        ("Listing Date (CMIC)", False),
        ("Vessel Flag", False),
    ],
)
def test_label_tells_whether_anything_is_identified(label: str, identifies: bool) -> None:
    assert is_identifier(label) is identifies


def test_word_tells_the_kind_of_a_name_and_an_unknown_word_makes_it_strong() -> None:
    words = ("Primary Name", "low", "f.k.a.", "Original Script", "a.k.a.", "Good", "new word", "")
    assert [name_kind(word) for word in words] == [
        NameKind.PRIMARY,
        NameKind.WEAK,
        NameKind.FORMER,
        NameKind.ORIGINAL_SCRIPT,
        *[NameKind.STRONG] * 4,
    ]


def test_word_tells_the_kind_of_a_party_and_an_unknown_word_is_unknown() -> None:
    words = ("Individual", "E", " ship ", "aircraft", "thing", "")
    assert [party_kind(word) for word in words] == [
        PartyKind.PERSON,
        PartyKind.ORGANISATION,
        PartyKind.VESSEL,
        PartyKind.AIRCRAFT,
        PartyKind.UNKNOWN,
        PartyKind.UNKNOWN,
    ]
