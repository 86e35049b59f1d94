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
    PartialDate,
    PartyKind,
    RawField,
)
from tests.screening.lists.small import names, party, raw, read

SETS = """<ReferenceValueSets>
  <AliasTypeValues><AliasType ID="1">Name</AliasType><AliasType ID="2">A.K.A.</AliasType>
    <AliasType ID="3">F.K.A.</AliasType></AliasTypeValues>
  <CountryValues><Country ID="11" ISO2="MU">Mu</Country><Country ID="12" ISO2="AT"/>
    </CountryValues>
  <AreaCodeValues><AreaCode ID="21" Description="Atlantis">AT</AreaCode></AreaCodeValues>
  <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType>
    <FeatureType ID="9">Place of Birth</FeatureType>
    <FeatureType ID="10">Nationality Country</FeatureType>
    <FeatureType ID="25">Location</FeatureType><FeatureType ID="26">Gender</FeatureType>
    <FeatureType ID="27">SWIFT/BIC</FeatureType>
    <FeatureType ID="28">Effective Date (X)</FeatureType>
    <FeatureType ID="29">Operating Area</FeatureType></FeatureTypeValues>
  <DetailReferenceValues><DetailReference ID="91">Female</DetailReference></DetailReferenceValues>
  <IDRegDocTypeValues><IDRegDocType ID="31">Passport</IDRegDocType></IDRegDocTypeValues>
  <IDRegDocDateTypeValues><IDRegDocDateType ID="41">Issue Date</IDRegDocDateType>
    </IDRegDocDateTypeValues>
  <LegalBasisValues><LegalBasis ID="51">Order 1</LegalBasis></LegalBasisValues>
  <ListValues><List ID="61">Tide List</List><List ID="62">Moon List</List></ListValues>
  <LocPartTypeValues><LocPartType ID="71">ADDRESS1</LocPartType>
    <LocPartType ID="72">CITY</LocPartType><LocPartType ID="73">Unknown</LocPartType>
    </LocPartTypeValues>
  <NamePartTypeValues><NamePartType ID="81">Last Name</NamePartType>
    <NamePartType ID="82">First Name</NamePartType></NamePartTypeValues>
  <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
    <PartySubType ID="1" PartyTypeID="9">Vessel</PartySubType></PartySubTypeValues>
  <PartyTypeValues><PartyType ID="2">Individual</PartyType></PartyTypeValues>
  <RelationTypeValues><RelationType ID="5">Owned By</RelationType></RelationTypeValues>
  <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType>
    <SanctionsType ID="2">Block</SanctionsType></SanctionsTypeValues>
  <ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script>
    <Script ID="220" ScriptCode="Cyrl">Cyrillic</Script></ScriptValues>
</ReferenceValueSets>"""
PLACES = """<Locations>
  <Location ID="500"><LocationCountry CountryID="11"/></Location>
  <Location ID="501">
    <LocationPart LocPartTypeID="73"><LocationPartValue><Value>by the pier</Value>
      </LocationPartValue></LocationPart>
    <LocationPart LocPartTypeID="72"><LocationPartValue Primary="true"><Value>Reef</Value>
      </LocationPartValue><LocationPartValue><Value>Риф</Value></LocationPartValue></LocationPart>
    <LocationPart LocPartTypeID="71"><LocationPartValue><Value>1 Sea</Value></LocationPartValue>
      </LocationPart>
    <LocationAreaCode AreaCodeID="21"/></Location>
</Locations>"""
DOCUMENTS = """<IDRegDocuments>
  <IDRegDocument ID="1" IDRegDocTypeID="31" IdentityID="91" IssuedBy-CountryID="11">
    <Comment>lost</Comment><IDRegistrationNo>A123</IDRegistrationNo>
    <IssuingAuthority>Harbour</IssuingAuthority>
    <DocumentDate IDRegDocDateTypeID="41"><DatePeriod><Start><From><Year>2020</Year>
      <Month>1</Month><Day>2</Day></From><To><Year>2020</Year><Month>1</Month><Day>2</Day></To>
      </Start></DatePeriod></DocumentDate><DocumentDate IDRegDocDateTypeID="41"/></IDRegDocument>
  <IDRegDocument ID="2" IDRegDocTypeID="99" IdentityID="91">
    <IDRegistrationNo>77</IDRegistrationNo><IssuedBy CountryID="12"/></IDRegDocument>
</IDRegDocuments>"""
PERIOD = """<DatePeriod><Start Approximate="{about}"><From><Year>1943</Year><Month>1</Month>
  <Day>1</Day></From><To><Year>1943</Year><Month>1</Month><Day>1</Day></To></Start>
  <End><From><Year>1943</Year><Month>12</Month><Day>31</Day></From><To><Year>1943</Year>
  <Month>12</Month><Day>31</Day></To></End></DatePeriod>"""
PERSON = """<DistinctParty FixedRef="9001"><Comment>Linked</Comment>
  <Profile ID="9001" PartySubTypeID="3">
    <Identity ID="91" Primary="true">
      <Alias AliasTypeID="1" Primary="true" LowQuality="false">
        <DocumentedName><DocumentedNamePart>
          <NamePartValue NamePartGroupID="1" ScriptID="215">ERGO</NamePartValue>
          </DocumentedNamePart><DocumentedNamePart>
          <NamePartValue NamePartGroupID="2" ScriptID="215">Ada</NamePartValue>
          </DocumentedNamePart></DocumentedName>
        <DocumentedName><DocumentedNamePart>
          <NamePartValue NamePartGroupID="1" ScriptID="220">ЭРГО</NamePartValue>
          </DocumentedNamePart><DocumentedNamePart>
          <NamePartValue NamePartGroupID="2" ScriptID="220">Ада</NamePartValue>
          </DocumentedNamePart></DocumentedName></Alias>
      <Alias AliasTypeID="2" Primary="false" LowQuality="true"><DocumentedName>
        <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">WAVE</NamePartValue>
        </DocumentedNamePart></DocumentedName></Alias>
      <Alias AliasTypeID="3" Primary="false" LowQuality="false"><DocumentedName>
        <DocumentedNamePart><NamePartValue NamePartGroupID="9">SUM</NamePartValue>
        </DocumentedNamePart></DocumentedName></Alias>
      <Alias AliasTypeID="1" Primary="false" LowQuality="false"><DocumentedName>
        <DocumentedNamePart><NamePartValue NamePartGroupID="9">SUMMA</NamePartValue>
        </DocumentedNamePart></DocumentedName></Alias>
      <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="81"/>
        </MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="82"/>
        </MasterNamePartGroup></NamePartGroups>
    </Identity>
    <Feature FeatureTypeID="8"><FeatureVersion><Comment/>{period}</FeatureVersion></Feature>
    <Feature FeatureTypeID="9"><FeatureVersion><VersionDetail>Reef</VersionDetail>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="9"><FeatureVersion><VersionLocation LocationID="500"/>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="10"><FeatureVersion><VersionLocation LocationID="500"/>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="501"/>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="599"/>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="26"><FeatureVersion><VersionDetail DetailReferenceID="91"/>
      </FeatureVersion></Feature>
    <Feature FeatureTypeID="27"><FeatureVersion><Comment>old</Comment>
      <VersionDetail>ABCD</VersionDetail></FeatureVersion></Feature>
    <Feature FeatureTypeID="28"><FeatureVersion>{period}</FeatureVersion></Feature>
    <Feature FeatureTypeID="29"><FeatureVersion><VersionLocation LocationID="500"/>
      </FeatureVersion></Feature>
  </Profile></DistinctParty>"""
ENTRIES = """<ProfileRelationships>
  <ProfileRelationship From-ProfileID="9001" To-ProfileID="9002" RelationTypeID="5">
    <Comment>half</Comment></ProfileRelationship></ProfileRelationships>
<SanctionsEntries>
  <SanctionsEntry ID="1" ProfileID="9001" ListID="61">
    <EntryEvent LegalBasisID="51"><Comment>first</Comment><Date><Year>2022</Year><Month>3</Month>
      <Day>4</Day></Date></EntryEvent>
    <EntryEvent LegalBasisID="51"><Comment/></EntryEvent>
    <SanctionsMeasure SanctionsTypeID="1"><Comment>TIDE</Comment></SanctionsMeasure>
    <SanctionsMeasure SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry>
  <SanctionsEntry ID="2" ProfileID="9001" ListID="62"/>
</SanctionsEntries>"""
FRAME = """<?xml version="1.0"?><Sanctions xmlns="https://example.org/ADVANCED_XML">
<DateOfIssue><Year>2026</Year><Month>5</Month><Day>21</Day></DateOfIssue>
{sets}{places}{documents}<DistinctParties>{parties}</DistinctParties>{entries}</Sanctions>"""


def sample(parties: str = PERSON, *, about: str = "false", entries: str = ENTRIES) -> str:
    whole = parties.replace("{period}", PERIOD.format(about=about))
    return FRAME.format(
        sets=SETS, places=PLACES, documents=DOCUMENTS, parties=whole, entries=entries
    )


BORN = PartialDate("1943-01-01 to 1943-12-31", date(1943, 1, 1), date(1943, 12, 31))


def test_party_has_all_that_it_points_to() -> None:
    assert party("ofac_advanced", sample()) == ListedParty(
        "l",
        "9001",
        PartyKind.PERSON,
        (
            ListedName("Ada ERGO", NameKind.PRIMARY, "Latn", family="ERGO"),
            ListedName("Ада ЭРГО", NameKind.ORIGINAL_SCRIPT, "Cyrl", family="ЭРГО"),
            ListedName("WAVE", NameKind.WEAK, "Latn"),
            ListedName("SUM", NameKind.FORMER),
            ListedName("SUMMA", NameKind.STRONG),
        ),
        "Tide List",
        identifiers=(
            ListedIdentifier(
                IdentifierKind.PASSPORT,
                "Passport",
                "A123",
                "Mu",
                "Harbour, Issue Date 2020-01-02, lost",
            ),
            ListedIdentifier(IdentifierKind.OTHER, "99", "77", "AT"),
            ListedIdentifier(IdentifierKind.BANK, "SWIFT/BIC", "ABCD", None, "old"),
        ),
        births=(BORN,),
        birth_places=("Reef", "Mu"),
        countries=(ListedCountry("Mu", CountryLink.NATIONALITY),),
        addresses=(ListedAddress("1 Sea, Reef, Риф, by the pier, Atlantis", "Atlantis"),),
        programmes=("TIDE",),
        citations=("Order 1",),
        listed_on=date(2022, 3, 4),
        remarks="Linked",
        raw=(
            RawField("Gender", "Female"),
            RawField("Effective Date (X)", "1943-01-01 to 1943-12-31"),
            RawField("Operating Area", "Mu"),
            RawField("measure", "Block"),
            RawField("entry comment", "first"),
            RawField("list", "Moon List"),
            RawField("relation", "Owned By 9002 half"),
        ),
    )


def test_head_has_the_day_of_issue() -> None:
    assert read("ofac_advanced", sample())[0] == ListHead(date(2026, 5, 21))


def test_party_without_entries_and_with_a_known_subtype_is_read() -> None:
    text = """<DistinctParty FixedRef="5"><Profile ID="5" PartySubTypeID="1"><Identity ID="5">
      <Alias><DocumentedName><DocumentedNamePart><NamePartValue>GULL</NamePartValue>
      </DocumentedNamePart></DocumentedName></Alias></Identity></Profile></DistinctParty>"""
    found = party("ofac_advanced", sample(text))
    assert (found.kind, names(found), found.part, raw(found)) == (
        PartyKind.VESSEL,
        [("GULL", "primary")],
        "",
        [],
    )


def test_date_says_that_it_is_approximate() -> None:
    (born,) = party("ofac_advanced", sample(about="true")).births
    assert born == PartialDate(f"circa {BORN.text}", BORN.earliest, BORN.latest, True)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("<From><Year>1943</Year></From>", "circa 1943"),
        ("<From><Year>1943</Year><Month>2</Month></From>", "circa 1943-02"),
    ],
)
def test_part_of_a_date_is_kept(start: str, text: str) -> None:
    period = f'<DatePeriod><Start Approximate="true">{start}</Start></DatePeriod>'
    found = party("ofac_advanced", sample(PERSON.replace("{period}", period)))
    assert [one.text for one in found.births] == [text]


def test_date_without_anything_is_left_out() -> None:
    found = party("ofac_advanced", sample(PERSON.replace("{period}", "<DatePeriod/>")))
    assert found.births == ()
