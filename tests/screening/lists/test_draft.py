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
    NameKind,
    PartialDate,
    PartyKind,
    RawField,
)
from caveat.screening.lists.draft import Draft, join, one_line


def test_draft_becomes_a_party_with_everything_once() -> None:
    draft = Draft("l", "1", PartyKind.PERSON, "part")
    for _ in range(2):
        draft.name(" Ada \n Ergo ", NameKind.PRIMARY, script="Latn", language="en", family="Ergo")
        draft.identifier("Passport", " A1 ", country=" X ", note=" n ")
        draft.birth("1970")
        draft.birth_place("Sea", "", "X")
        draft.country(" X ", CountryLink.FLAG)
        draft.address("1 Sea", country="X")
        draft.programme(" P ")
        draft.citation("C")
        draft.remark("R")
        draft.field("f", " t ")
    draft.listed_on = date(2020, 1, 1)
    draft.licence_policy = "denial"
    assert draft.party() == ListedParty(
        "l",
        "1",
        PartyKind.PERSON,
        (ListedName("Ada Ergo", NameKind.PRIMARY, "Latn", "en", "Ergo"),),
        "part",
        identifiers=(ListedIdentifier(IdentifierKind.PASSPORT, "Passport", "A1", "X", "n"),),
        births=(PartialDate("1970", date(1970, 1, 1), date(1970, 12, 31)),),
        birth_places=("Sea, X",),
        countries=(ListedCountry("X", CountryLink.FLAG),),
        addresses=(ListedAddress("1 Sea, X", "X"),),
        programmes=("P",),
        citations=("C",),
        listed_on=date(2020, 1, 1),
        licence_policy="denial",
        remarks="R",
        raw=(RawField("f", "t"),),
    )


def test_blanks_are_left_out() -> None:
    draft = Draft("l", "1")
    draft.name(" \n", NameKind.PRIMARY)
    draft.identifier("Passport", " ")
    draft.birth("")
    draft.birth_place("", " ")
    draft.country(" ", CountryLink.FLAG)
    draft.address("", country=" ")
    draft.programme(" ")
    draft.field("f", " ")
    assert draft.party() == ListedParty("l", "1", PartyKind.UNKNOWN, ())


def test_what_identifies_nobody_is_kept_apart_from_the_numbers() -> None:
    draft = Draft("l", "1")
    draft.identifier("Gender", "Male", country="X", note="n")
    draft.identifier("Gender", "7", kind=IdentifierKind.OTHER)
    found = draft.party()
    assert found.raw == (RawField("Gender", "Male, X, n"),)
    assert found.identifiers == (ListedIdentifier(IdentifierKind.OTHER, "Gender", "7"),)


def test_first_strong_name_is_primary_where_none_is_marked() -> None:
    draft = Draft("l", "1")
    draft.name("Nick", NameKind.WEAK)
    draft.name("Ada", NameKind.STRONG, language="en")
    draft.name("Ida", NameKind.STRONG)
    assert draft.party().names == (
        ListedName("Nick", NameKind.WEAK),
        ListedName("Ada", NameKind.PRIMARY, language="en"),
        ListedName("Ida", NameKind.STRONG),
    )


def test_names_without_a_strong_one_stay_as_they_are() -> None:
    draft = Draft("l", "1")
    draft.name("Nick", NameKind.WEAK)
    assert draft.party().names == (ListedName("Nick", NameKind.WEAK),)


def test_parts_are_joined_on_one_line() -> None:
    assert join(" a ,", "", " b\nc ") == "a, b c"
    assert join("a", "b", by=" ") == "a b"
    assert one_line(" a \r\n b ") == "a b"
