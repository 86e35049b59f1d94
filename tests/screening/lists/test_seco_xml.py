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
    PartyKind,
    RawField,
)
from caveat.screening.lists import seco_xml
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import names, party, raw, read

PROGRAMME = """<sanctions-program ssid="20"><program-key lang="eng">Mu</program-key>
  <program-name lang="ger">Verordnung Mu</program-name>
  <program-name lang="eng">Ordinance on Mu</program-name>
  <sanctions-set ssid="200" lang="ger">Anhang 1</sanctions-set>
  <sanctions-set ssid="200" lang="eng">Annex 1</sanctions-set></sanctions-program>
<sanctions-program ssid="21"><sanctions-set ssid="201">Annex 2</sanctions-set>
</sanctions-program>"""
PERSON = """<target ssid="1"><sanctions-set-id>200</sanctions-set-id>
  <foreign-identifier>MUi.001</foreign-identifier>
  <individual sex="female">
    <identity ssid="11" main="true">
      <name name-type="primary-name">
        <name-part order="2" name-part-type="given-name"><value>Ada</value>
          <spelling-variant lang="mur" script="CYRL">Ада</spelling-variant>
          <spelling-variant script="LATN">Ida</spelling-variant></name-part>
        <name-part order="1" name-part-type="family-name"><value>Ergo</value>
          <spelling-variant lang="mur" script="CYRL">Эрго</spelling-variant></name-part>
        <name-part order="3" name-part-type="title"><value>General</value></name-part></name>
      <name name-type="alias" quality="low">
        <name-part order="1" name-part-type="whole-name"><value>Wave</value></name-part></name>
      <name name-type="formerly-known-as">
        <name-part order="1" name-part-type="whole-name"><value>Ada Sum</value></name-part></name>
      <address place-id="900"><address-details>1 Sea</address-details><remarks>old</remarks>
        </address>
      <day-month-year day="23" month="11" year="1943"/><day-month-year quality="circa" year="1944"/>
      <place-of-birth place-id="900"/><place-of-birth><location>Rock</location></place-of-birth>
      <nationality><country iso-code="MU">Mu</country></nationality>
      <identification-document document-type="passport"><number>A123</number><issuer>Mu</issuer>
        <date-of-issue>2020-01-02</date-of-issue><remark>lost</remark></identification-document>
    </identity>
    <identity ssid="12" main="false"><name name-type="primary-name">
      <name-part order="1" name-part-type="whole-name"><value>Ada Other</value></name-part></name>
    </identity>
    <justification ssid="31">Tides.</justification>
    <other-information>Fled.</other-information><generic-attribute>deep</generic-attribute>
    <relation target-id="2" relation-type="related-to"/>
  </individual>
  <modification modification-type="amended" publication-date="2022-05-01"/>
  <modification modification-type="listed" publication-date="2021-02-01"
      effective-date="2021-01-31">
    <added><target ssid="1"><individual><identity><name name-type="primary-name">
      <name-part order="1"><value>Old Copy</value></name-part></name></identity>
    </individual></target></added></modification>
</target>"""
VESSEL = """<target ssid="2" sanctions-set-id="201"><object object-type="vessel">
  <identity main="true"><name name-type="primary-name">
    <name-part order="1" name-part-type="whole-name"><value>Gull</value></name-part></name>
    </identity>
  <other-information>IMO number: 1234567</other-information></object>
  <modification modification-type="listed" publication-date="2021-02-01"/>
  <modification modification-type="de-listed" effective-date="2023-04-05"/>
  <modification modification-type="amended"/></target>"""
PLACE = '<place ssid="900"><location>Reef</location><area>South</area><country>Mu</country></place>'


def sample(*parts: str) -> str:
    return (
        '<?xml version="1.0"?><swiss-sanctions-list list-type="whole-list" date="2026-09-28">'
        f"{''.join(parts)}</swiss-sanctions-list>"
    )


def test_party_has_all_that_its_target_says() -> None:
    assert party("seco_xml", sample(PROGRAMME, PERSON, PLACE)) == ListedParty(
        "l",
        "1",
        PartyKind.PERSON,
        (
            ListedName("Ergo Ada", NameKind.PRIMARY, family="Ergo"),
            ListedName("Эрго Ада", NameKind.ORIGINAL_SCRIPT, "CYRL", "mur"),
            ListedName("Ergo Ida", NameKind.STRONG, "LATN"),
            ListedName("Wave", NameKind.WEAK),
            ListedName("Ada Sum", NameKind.FORMER),
            ListedName("Ada Other", NameKind.STRONG),
        ),
        identifiers=(
            ListedIdentifier(
                IdentifierKind.PASSPORT, "passport", "A123", "Mu", "date-of-issue 2020-01-02, lost"
            ),
        ),
        births=(read_date("1943-11-23"), read_date("circa 1944")),
        birth_places=("Reef, South, Mu", "Rock"),
        countries=(ListedCountry("Mu", CountryLink.NATIONALITY),),
        addresses=(ListedAddress("1 Sea, Reef, South, old, Mu", "Mu"),),
        programmes=("Ordinance on Mu, Annex 1",),
        citations=("MUi.001",),
        listed_on=date(2021, 1, 31),
        remarks="Tides.\nFled.",
        raw=(
            RawField("sex", "female"),
            RawField("title", "General"),
            RawField("generic-attribute", "deep"),
            RawField("relation", "related-to 2"),
            RawField("modification amended", "2022-05-01"),
            RawField("modification listed", "2021-02-01"),
        ),
    )


def test_party_that_was_removed_has_the_day_of_it() -> None:
    assert party("seco_xml", sample(PROGRAMME, VESSEL)) == ListedParty(
        "l",
        "2",
        PartyKind.VESSEL,
        (ListedName("Gull", NameKind.PRIMARY),),
        identifiers=(ListedIdentifier(IdentifierKind.IMO, "IMO number", "1234567"),),
        programmes=("Annex 2",),
        listed_on=date(2021, 2, 1),
        removed_on=date(2023, 4, 5),
        raw=(RawField("modification listed", "2021-02-01"),),
    )


def test_party_that_was_listed_again_is_listed() -> None:
    again = '<modification modification-type="listed" effective-date="2024-01-01"/></target>'
    found = party("seco_xml", sample(VESSEL.replace("</target>", again)))
    assert (found.listed_on, found.removed_on) == (date(2021, 2, 1), None)


def test_head_has_the_day_of_the_list() -> None:
    assert read("seco_xml", sample(PERSON, VESSEL))[0] == ListHead(date(2026, 9, 28))


def test_programme_that_has_no_name_is_kept_by_its_number() -> None:
    assert party("seco_xml", sample(PERSON)).programmes == ("200",)


def test_older_layout_has_the_identity_beside_the_individual() -> None:
    text = """<target ssid="3"><individual sex="male"/><identity main="true"><name>
      <name-part order="1" name-part-type="given-name">Ada</name-part></name></identity></target>"""
    found = party("seco_xml", sample(text))
    assert (found.kind, names(found), raw(found)) == (
        PartyKind.PERSON,
        [("Ada", "primary")],
        [("sex", "male")],
    )


def test_other_object_is_unknown() -> None:
    text = VESSEL.replace("vessel", "raft")
    assert party("seco_xml", sample(text)).kind is PartyKind.UNKNOWN


def test_spellings_of_a_name_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seco_xml, "MOST_SPELLINGS", 3)
    parts = "".join(
        f'<name-part order="{n}"><value>v{n}</value>'
        f'<spelling-variant script="CYRL">а{n}</spelling-variant>'
        f'<spelling-variant script="CYRL">б{n}</spelling-variant></name-part>'
        for n in (1, 2)
    )
    text = f'<target ssid="4"><entity><identity><name name-type="primary-name">{parts}</name>'
    found = party("seco_xml", sample(f"{text}</identity></entity></target>"))
    assert names(found) == [
        ("v1 v2", "primary"),
        ("а1 а2", "original_script"),
        ("а1 б2", "original_script"),
        ("б1 а2", "original_script"),
    ]
