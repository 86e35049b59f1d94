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
from tests.screening.lists.small import names, parties, party, raw, read, refusal

HEAD = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://example.org/XML">
  <publshInformation><Publish_Date>03/28/2025</Publish_Date><Record_Count>{count}</Record_Count>
  </publshInformation>{entries}
</sdnList>"""
PERSON = """
  <sdnEntry>
    <uid>101</uid><firstName>Ada Beryl</firstName><lastName>ERGO</lastName>
    <title>Minister of Tides</title><sdnType>Individual</sdnType><remarks>(Linked To: SEA)</remarks>
    <programList><program>TIDE</program><program>MOON</program></programList>
    <idList>
      <id><uid>1</uid><idType>Passport</idType><idNumber>A123</idNumber>
        <idCountry>Atlantis</idCountry><issueDate>01 Jan 2020</issueDate></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber></id>
      <id><uid>3</uid><idType>Tax ID No.</idType><idNumber>77</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>4</uid><type>a.k.a.</type><category>strong</category>
        <lastName>ERGOT</lastName><firstName>Ada</firstName></aka>
      <aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>Wave</lastName></aka>
      <aka><uid>6</uid><type>f.k.a.</type><category>strong</category>
        <lastName>SUM</lastName><firstName>Ada</firstName></aka>
    </akaList>
    <addressList><address><uid>7</uid><address1>1 Sea</address1><city>Reef</city>
      <postalCode>9</postalCode><country>Atlantis</country></address></addressList>
    <nationalityList><nationality><uid>8</uid><country>Atlantis</country>
      <mainEntry>true</mainEntry></nationality></nationalityList>
    <citizenshipList><citizenship><uid>9</uid><country>Mu</country></citizenship></citizenshipList>
    <dateOfBirthList><dateOfBirthItem><uid>10</uid><dateOfBirth>23 Nov 1943</dateOfBirth>
      </dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>11</uid><placeOfBirth>Reef, Atlantis</placeOfBirth>
      </placeOfBirthItem></placeOfBirthList>
  </sdnEntry>"""
VESSEL = """
  <sdnEntry>
    <uid>102</uid><lastName>THE GULL</lastName><sdnType>Vessel</sdnType>
    <programList><program>TIDE</program></programList>
    <vesselInfo><callSign>GULL1</callSign><vesselType>Tanker</vesselType>
      <vesselFlag>Mu</vesselFlag><vesselOwner>Sea Co</vesselOwner></vesselInfo>
  </sdnEntry>"""


def sample(*entries: str) -> str:
    return HEAD.format(count=len(entries), entries="".join(entries))


def test_party_has_all_that_its_entry_says() -> None:
    assert party("ofac_xml", sample(PERSON)) == ListedParty(
        "l",
        "101",
        PartyKind.PERSON,
        (
            ListedName("Ada Beryl ERGO", NameKind.PRIMARY, family="ERGO"),
            ListedName("Ada ERGOT", NameKind.STRONG, family="ERGOT"),
            ListedName("Wave", NameKind.WEAK),
            ListedName("Ada SUM", NameKind.FORMER, family="SUM"),
        ),
        identifiers=(
            ListedIdentifier(
                IdentifierKind.PASSPORT, "Passport", "A123", "Atlantis", "issueDate 01 Jan 2020"
            ),
            ListedIdentifier(IdentifierKind.TAX, "Tax ID No.", "77"),
        ),
        births=(read_date("23 Nov 1943"),),
        birth_places=("Reef, Atlantis",),
        countries=(
            ListedCountry("Atlantis", CountryLink.NATIONALITY),
            ListedCountry("Mu", CountryLink.CITIZENSHIP),
        ),
        addresses=(ListedAddress("1 Sea, Reef, 9, Atlantis", "Atlantis"),),
        programmes=("TIDE", "MOON"),
        remarks="(Linked To: SEA)",
        raw=(RawField("Gender", "Female"), RawField("title", "Minister of Tides")),
    )


def test_vessel_has_call_sign_and_flag() -> None:
    found = party("ofac_xml", sample(VESSEL))
    assert found.kind is PartyKind.VESSEL
    assert names(found) == [("THE GULL", "primary")]
    assert found.identifiers == (ListedIdentifier(IdentifierKind.CALL_SIGN, "Call sign", "GULL1"),)
    assert found.countries == (ListedCountry("Mu", CountryLink.FLAG),)
    assert raw(found) == [("vesselType", "Tanker"), ("vesselOwner", "Sea Co")]


def test_family_name_of_an_organisation_is_none() -> None:
    entry = PERSON.replace("Individual", "Entity")
    assert {one.family for one in party("ofac_xml", sample(entry)).names} == {None}


def test_head_has_day_and_number_of_entries() -> None:
    assert read("ofac_xml", sample(PERSON, VESSEL))[0] == ListHead(date(2025, 3, 28), 2)


def test_list_without_a_head_is_read() -> None:
    text = f"<sdnList>{PERSON}{VESSEL}</sdnList>"
    head, found = read("ofac_xml", text)
    assert (head, [one.entry_id for one in found]) == (ListHead(), ["101", "102"])


def test_head_without_a_number_is_read() -> None:
    text = sample(PERSON).replace(">1<", ">many<")
    assert read("ofac_xml", text)[0] == ListHead(date(2025, 3, 28))


def test_other_number_of_entries_than_stated_is_refused() -> None:
    assert refusal("ofac_xml", HEAD.format(count=2, entries=PERSON)) == (
        "list.count",
        "a.list: the file says that it has 2 entries, and it has 1. Fetch it again.",
    )


def test_list_without_entries_is_refused() -> None:
    assert refusal("ofac_xml", "<sdnList/>")[0] == "list.empty"


def test_entries_are_read_one_by_one() -> None:
    found = [one.entry_id for one in parties("ofac_xml", sample(*[PERSON, VESSEL] * 3))]
    assert found == ["101", "102"] * 3
