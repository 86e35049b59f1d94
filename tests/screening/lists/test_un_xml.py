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
    PartialDate,
    PartyKind,
    RawField,
)
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import parties, read, refusal

LIST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2026-08-01T23:00:03.110Z"><INDIVIDUALS><INDIVIDUAL>
  <DATAID>1</DATAID><VERSIONNUM>2</VERSIONNUM><FIRST_NAME>ADA</FIRST_NAME>
  <SECOND_NAME>BERYL</SECOND_NAME><THIRD_NAME>ERGO</THIRD_NAME><UN_LIST_TYPE>Mu</UN_LIST_TYPE>
  <REFERENCE_NUMBER>MUi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>Ада Эрго</NAME_ORIGINAL_SCRIPT><COMMENTS1>Fled.</COMMENTS1>
  <DESIGNATION><VALUE>General</VALUE><VALUE>Admiral</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Mu</VALUE></NATIONALITY><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>ADA ERGOT</ALIAS_NAME>
    <DATE_OF_BIRTH>1944</DATE_OF_BIRTH><CITY_OF_BIRTH>Rock</CITY_OF_BIRTH>
    <COUNTRY_OF_BIRTH>Mu</COUNTRY_OF_BIRTH><NOTE>at sea</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>WAVE</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Sea</STREET><CITY>Reef</CITY><ZIP_CODE>9</ZIP_CODE>
    <COUNTRY>Mu</COUNTRY><NOTE>in 2016</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1943-11-23</DATE>
    </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1945</YEAR>
    <NOTE>doubtful</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1946</FROM_YEAR>
    <TO_YEAR>1948</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Reef</CITY><STATE_PROVINCE>South</STATE_PROVINCE>
    <COUNTRY>Mu</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <TYPE_OF_DOCUMENT2>Mu passport</TYPE_OF_DOCUMENT2><NUMBER>A123</NUMBER>
    <ISSUING_COUNTRY>Mu</ISSUING_COUNTRY><DATE_OF_ISSUE>2020-01-02</DATE_OF_ISSUE>
    <CITY_OF_ISSUE>Reef</CITY_OF_ISSUE><COUNTRY_OF_ISSUE>Atlantis</COUNTRY_OF_ISSUE>
    <NOTE>lost</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>none</NOTE>
    </INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT/>
  <SORT_KEY/><SORT_KEY_LAST_MOD/>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY>
  <DATAID>2</DATAID><FIRST_NAME>SEA COMPANY</FIRST_NAME><UN_LIST_TYPE>Mu</UN_LIST_TYPE>
  <REFERENCE_NUMBER>MUe.001</REFERENCE_NUMBER><LISTED_ON>2013-01-01</LISTED_ON>
  <DELISTED_ON>2020-01-01</DELISTED_ON>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>TIDE COMPANY</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY>Mu</COUNTRY></ENTITY_ADDRESS><SORT_KEY/>
</ENTITY></ENTITIES></CONSOLIDATED_LIST>"""


def test_individual_has_all_that_the_list_says() -> None:
    assert parties("un_xml", LIST)[0] == ListedParty(
        "l",
        "1",
        PartyKind.PERSON,
        (
            ListedName("ADA BERYL ERGO", NameKind.PRIMARY),
            ListedName("Ада Эрго", NameKind.ORIGINAL_SCRIPT),
            ListedName("ADA ERGOT", NameKind.STRONG),
            ListedName("WAVE", NameKind.WEAK),
        ),
        identifiers=(
            ListedIdentifier(
                IdentifierKind.PASSPORT,
                "Passport",
                "A123",
                "Mu",
                "Mu passport, Reef, Atlantis, issued 2020-01-02, lost",
            ),
        ),
        births=(
            read_date("1944"),
            read_date("1943-11-23"),
            read_date("circa 1945"),
            PartialDate("between 1946 and 1948", date(1946, 1, 1), date(1948, 12, 31)),
        ),
        birth_places=("Rock, Mu", "Reef, South, Mu"),
        countries=(ListedCountry("Mu", CountryLink.NATIONALITY),),
        addresses=(ListedAddress("1 Sea, Reef, 9, in 2016, Mu", "Mu"),),
        programmes=("Mu",),
        citations=("MUi.001",),
        listed_on=date(2012, 12, 31),
        remarks="Fled.",
        raw=(
            RawField("note on a name", "at sea"),
            RawField("note on a date of birth", "doubtful"),
            RawField("document", "Passport, none"),
            RawField("VERSIONNUM", "2"),
            RawField("DESIGNATION", "General"),
            RawField("DESIGNATION", "Admiral"),
            RawField("LIST_TYPE", "UN List"),
        ),
    )


def test_entity_has_all_that_the_list_says() -> None:
    assert parties("un_xml", LIST)[1] == ListedParty(
        "l",
        "2",
        PartyKind.ORGANISATION,
        (
            ListedName("SEA COMPANY", NameKind.PRIMARY),
            ListedName("TIDE COMPANY", NameKind.FORMER),
        ),
        addresses=(ListedAddress("Mu", "Mu"),),
        programmes=("Mu",),
        citations=("MUe.001",),
        listed_on=date(2013, 1, 1),
        removed_on=date(2020, 1, 1),
    )


def test_head_has_the_day_of_the_list() -> None:
    assert read("un_xml", LIST)[0] == ListHead(date(2026, 8, 1))


def test_list_that_is_cut_is_refused() -> None:
    assert refusal("un_xml", LIST[:-40])[0] == "list.cut"
