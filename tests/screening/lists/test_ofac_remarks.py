from __future__ import annotations

import pytest

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedCountry,
    ListedIdentifier,
    PartyKind,
)
from caveat.screening.lists.dates import read_date
from caveat.screening.lists.draft import Draft
from caveat.screening.lists.ofac_remarks import read_remarks
from tests.screening.lists.small import names


def drafted(remarks: str, kind: PartyKind = PartyKind.PERSON) -> Draft:
    draft = Draft("l", "1", kind)
    read_remarks(draft, remarks)
    return draft


def test_births_places_and_countries_are_read() -> None:
    found = drafted(
        "DOB 1943; alt. DOB circa 1944; POB Reef; alt. POB Rock; nationality Mu; alt. nationality "
        "Atlantis; citizen Mu; Organization Established Date 2001."
    ).party()
    assert found.births == (read_date("1943"), read_date("circa 1944"), read_date("2001"))
    assert found.birth_places == ("Reef", "Rock")
    assert found.countries == (
        ListedCountry("Mu", CountryLink.NATIONALITY),
        ListedCountry("Atlantis", CountryLink.NATIONALITY),
        ListedCountry("Mu", CountryLink.CITIZENSHIP),
    )


def test_names_in_quotes_are_weak_or_former() -> None:
    found = drafted("a.k.a. 'WAVE'; alt. f.k.a. 'FOAM'; n.k.a. 'SURF'; Issuer Name Sea Co.").party()
    assert names(found) == [
        ("WAVE", "weak"),
        ("FOAM", "former"),
        ("SURF", "weak"),
        ("Sea Co", "primary"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "label", "number", "country"),
    [
        ("Passport E48 (Japan)", IdentifierKind.PASSPORT, "Passport", "E48", "Japan"),
        ("Cedula No. 609 (Mu)", IdentifierKind.NATIONAL_ID, "Cedula No.", "609", "Mu"),
        ("Tax ID No. 7744 (Mu)", IdentifierKind.TAX, "Tax ID No.", "7744", "Mu"),
        ("Legal Entity Number 2534", IdentifierKind.LEI, "Legal Entity Number", "2534", None),
        ("Email Address a@b.c", IdentifierKind.CONTACT, "Email Address", "a@b.c", None),
        ("SWIFT/BIC ABCD", IdentifierKind.BANK, "SWIFT/BIC", "ABCD", None),
        (
            "alt. Digital Currency Address - XBT 1abc",
            IdentifierKind.WALLET,
            "Digital Currency Address - XBT",
            "1abc",
            None,
        ),
        ("Chart Number 12", IdentifierKind.OTHER, "Chart Number", "12", None),
    ],
)
def test_numbers_are_read_with_label_and_country(
    text: str, kind: IdentifierKind, label: str, number: str, country: str | None
) -> None:
    found = drafted(f"{text}; Gender Male.").party()
    assert found.identifiers == (ListedIdentifier(kind, label, number, country),)


@pytest.mark.parametrize(
    "text",
    [
        "Gender Male",
        "Listing Date No. 3",
        "Linked To: SEA",
        "Chart Number unknown",
        "Additional Sanctions Information - Subject to Secondary Sanctions",
        "",
    ],
)
def test_what_has_no_known_form_is_no_number(text: str) -> None:
    assert drafted(text).party() == Draft("l", "1", PartyKind.PERSON).party()


def test_number_of_a_vessel_that_names_imo_is_one() -> None:
    (found,) = drafted("Other Number 1 (IMO 1234567)", PartyKind.VESSEL).party().identifiers
    assert found.kind is IdentifierKind.IMO
