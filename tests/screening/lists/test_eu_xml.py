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
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import party, read

ENTRY = """<sanctionEntity designationDetails="by vote" unitedNationId=""
    designationDate="2012-05-06" euReferenceNumber="EU.1.2" logicalId="13">
  <remark>Fled.</remark>
  <regulation regulationType="amendment" publicationDate="2012-05-05" programme="MUX"
      entryIntoForceDate="2012-05-07" numberTitle="1/2012 (OJ L1)">
    <publicationUrl>http://example.org/1</publicationUrl></regulation>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="Ada" middleName="" lastName="Ergo" wholeName="Ada Ergo" function="General"
      gender="F" title="" nameLanguage="" strong="true"><remark>Good quality a.k.a.</remark>
    <regulationSummary/></nameAlias>
  <nameAlias firstName="Ада" middleName="" lastName="Эрго" wholeName="" nameLanguage="BG"
      strong="true"/>
  <nameAlias wholeName="Wave" strong="false"/>
  <nameAlias wholeName="Foam" strong="true"><remark>Low quality a.k.a.</remark></nameAlias>
  <address street="1 Sea" poBox="" city="Reef" zipCode="9" region="" place=""
      countryIso2Code="MU" countryDescription="MU LAND"><remark>old</remark>
    <contactInfo key="EMAIL" value="a@b.c"/></address>
  <birthdate circa="false" year="1943" birthdate="1943-11-23" city="Reef" countryIso2Code="MU"
      countryDescription=""/>
  <birthdate circa="true" year="1944" monthOfYear="2" city="" countryIso2Code="00"
      countryDescription="UNKNOWN"/>
  <birthdate circa="false" yearRangeFrom="1945" yearRangeTo="1946"/>
  <citizenship region="" countryIso2Code="MU" countryDescription="MU LAND"/>
  <identification number="A123" latinNumber="A-123" identificationTypeCode="passport"
      identificationTypeDescription="National passport" countryIso2Code="MU"
      countryDescription="MU LAND" issuedBy="Harbour" nameOnDocument="" issueDate="2020-01-02">
    <remark>lost</remark></identification>
  <identification number="77" identificationTypeCode="taxid"/><thing at="sea">deep</thing>
</sanctionEntity>"""
HEAD = (
    '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
    'generationDate="2026-08-05T16:47:04.449+02:00">{}</export>'
)


def test_party_has_all_that_its_entry_says() -> None:
    assert party("eu_xml", HEAD.format(ENTRY)) == ListedParty(
        "l",
        "EU.1.2",
        PartyKind.PERSON,
        (
            ListedName("Ada Ergo", NameKind.PRIMARY, family="Ergo"),
            ListedName("Ада Эрго", NameKind.STRONG, language="bg", family="Эрго"),
            ListedName("Wave", NameKind.WEAK),
            ListedName("Foam", NameKind.WEAK),
        ),
        identifiers=(
            ListedIdentifier(IdentifierKind.CONTACT, "EMAIL", "a@b.c"),
            *(
                ListedIdentifier(
                    IdentifierKind.PASSPORT,
                    "National passport",
                    number,
                    "MU LAND",
                    "Harbour, issueDate 2020-01-02, lost",
                )
                for number in ("A123", "A-123")
            ),
            ListedIdentifier(IdentifierKind.TAX, "taxid", "77"),
        ),
        births=(
            read_date("1943-11-23"),
            read_date("circa 1944-02"),
            PartialDate("between 1945 and 1946", date(1945, 1, 1), date(1946, 12, 31)),
        ),
        birth_places=("Reef, MU",),
        countries=(ListedCountry("MU LAND", CountryLink.CITIZENSHIP),),
        addresses=(ListedAddress("1 Sea, Reef, 9, MU LAND", "MU LAND"),),
        programmes=("MUX",),
        citations=("1/2012 (OJ L1)",),
        listed_on=date(2012, 5, 6),
        remarks="Fled.",
        raw=(
            RawField("function", "General"),
            RawField("gender", "F"),
            RawField("note on a name", "Good quality a.k.a."),
            RawField("note on a name", "Low quality a.k.a."),
            RawField("note on an address", "old"),
            RawField("regulation", "http://example.org/1, 2012-05-05"),
            RawField("thing", "sea, deep"),
            RawField("logicalId", "13"),
            RawField("designationDate", "2012-05-06"),
            RawField("designationDetails", "by vote"),
        ),
    )


def test_head_has_the_day_of_the_file() -> None:
    assert read("eu_xml", HEAD.format(ENTRY))[0] == ListHead(date(2026, 8, 5))


def test_entry_without_a_reference_has_its_number() -> None:
    text = HEAD.format('<sanctionEntity logicalId="9"><nameAlias wholeName="X"/></sanctionEntity>')
    found = party("eu_xml", text)
    assert (found.entry_id, found.kind, found.listed_on) == ("9", PartyKind.UNKNOWN, None)


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ('circa="true" birthdate="1943-11-23"', "circa 1943-11-23"),
        ('yearRangeFrom="1943" yearRangeTo="" year="1944"', "1944"),
        ('year="1944" monthOfYear="11" dayOfMonth="3"', "1944-11-03"),
    ],
)
def test_date_of_birth_is_read_in_each_form(attributes: str, text: str) -> None:
    entry = f'<sanctionEntity><nameAlias wholeName="X"/><birthdate {attributes}/></sanctionEntity>'
    assert party("eu_xml", HEAD.format(entry)).births == (read_date(text),)
