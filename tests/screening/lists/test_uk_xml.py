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
from tests.screening.lists.small import party, read, refusal

DAY = "<DateGenerated>10/06/2026</DateGenerated>"
PERSON = """<Designation><LastUpdated>16/04/2026</LastUpdated>
  <DateDesignated>29/06/2012</DateDesignated><UniqueID>MUU0001</UniqueID>
  <RegimeName>Mu</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
  <OtherInformation>Fled.</OtherInformation><UKStatementofReasons>Tides.</UKStatementofReasons>
  <Names><Name><Name1>Ada</Name1><Name6>ERGO</Name6><NameType>Primary Name</NameType></Name>
    <Name><Name6>WAVE</Name6><NameType>Alias</NameType>
      <AliasStrength>Low quality</AliasStrength></Name></Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>Ада Эрго</NameNonLatinScript>
    <NonLatinScriptType>Cyrillic</NonLatinScriptType></NonLatinName></NonLatinNames>
  <Addresses><Address><AddressLine1>1 Sea</AddressLine1><AddressLine6>Reef</AddressLine6>
    <AddressPostalCode>9</AddressPostalCode><AddressCountry>Mu</AddressCountry></Address></Addresses>
  <PhoneNumbers><PhoneNumber>12</PhoneNumber></PhoneNumbers>
  <IndividualDetails><Individual><Title>Dr</Title><DOBs><DOB>dd/mm/1943</DOB></DOBs>
    <Nationalities><Nationality>Mu</Nationality></Nationalities>
    <PassportDetails><Passport><PassportNumber>A123</PassportNumber>
      <PassportAdditionalInformation>lost</PassportAdditionalInformation></Passport>
      </PassportDetails>
    <BirthDetails><Location><TownOfBirth>Reef</TownOfBirth><CountryOfBirth>Mu</CountryOfBirth>
      </Location></BirthDetails></Individual></IndividualDetails>
</Designation>"""
SHIP = """<Designation><UniqueID>MUU0002</UniqueID>
  <IndividualEntityShip>Ship</IndividualEntityShip>
  <Names><Name><Name6>GULL</Name6><NameType>Primary Name</NameType></Name></Names>
  <ShipDetails><Ship><IMONumbers><IMONumber>1234567</IMONumber></IMONumbers>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Mu</CurrentBelievedFlagOfShip>
      </CurrentBelievedFlagOfShips>
    <PreviousFlags><PreviousFlag>Lemuria</PreviousFlag></PreviousFlags>
    <TypeOfShipDetails><TypeOfShip>Tanker</TypeOfShip></TypeOfShipDetails></Ship></ShipDetails>
</Designation>"""


def sample(*entries: str) -> str:
    return f'<?xml version="1.0"?><Designations>{"".join(entries)}</Designations>'


def test_party_has_all_that_its_designation_says() -> None:
    assert party("uk_xml", sample(DAY, PERSON)) == ListedParty(
        "l",
        "MUU0001",
        PartyKind.PERSON,
        (
            ListedName("Ada ERGO", NameKind.PRIMARY, family="ERGO"),
            ListedName("WAVE", NameKind.WEAK),
            ListedName("Ада Эрго", NameKind.ORIGINAL_SCRIPT, "Cyrillic"),
        ),
        identifiers=(
            ListedIdentifier(IdentifierKind.PASSPORT, "PassportNumber", "A123", None, "lost"),
            ListedIdentifier(IdentifierKind.CONTACT, "PhoneNumber", "12"),
        ),
        births=(read_date("dd/mm/1943"),),
        birth_places=("Reef, Mu",),
        countries=(ListedCountry("Mu", CountryLink.NATIONALITY),),
        addresses=(ListedAddress("1 Sea, Reef, 9, Mu", "Mu"),),
        programmes=("Mu",),
        listed_on=date(2012, 6, 29),
        remarks="Fled.\nTides.",
        raw=(RawField("Title", "Dr"), RawField("LastUpdated", "16/04/2026")),
    )


def test_ship_has_number_and_flags() -> None:
    assert party("uk_xml", sample(DAY, SHIP)) == ListedParty(
        "l",
        "MUU0002",
        PartyKind.VESSEL,
        (ListedName("GULL", NameKind.PRIMARY),),
        identifiers=(ListedIdentifier(IdentifierKind.IMO, "IMONumber", "1234567"),),
        countries=(
            ListedCountry("Mu", CountryLink.FLAG),
            ListedCountry("Lemuria", CountryLink.FORMER_FLAG),
        ),
        raw=(RawField("TypeOfShip", "Tanker"),),
    )


def test_head_has_the_day_where_the_file_says_it() -> None:
    assert read("uk_xml", sample(DAY, PERSON, SHIP))[0] == ListHead(date(2026, 6, 10))
    head, found = read("uk_xml", sample(PERSON, SHIP))
    assert (head, [one.entry_id for one in found]) == (ListHead(), ["MUU0001", "MUU0002"])


def test_list_without_designations_is_refused() -> None:
    assert refusal("uk_xml", sample())[0] == "list.empty"
    assert refusal("uk_xml", sample(DAY))[0] == "list.empty"
