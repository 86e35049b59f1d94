from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from caveat.model.dossier import (
    Against,
    Agency,
    Incident,
    PublicListing,
    Reference,
    Search,
    Weight,
)
from caveat.model.error import CaveatError
from caveat.model.standing import Basis
from caveat.rulebook.dossier_shape import AgencyFile, IncidentFile
from caveat.rulebook.loader import validate
from caveat.rulebook.yaml_reader import parse_yaml
from tests.rulebook.bad_files import shown
from tests.rulebook.small_dossiers import ABUSE, FILES, POLICE

FILE = Path("file.yaml")
ARTICLE = Reference("A paper", "An article", "2021-07", Basis.RECALLED)
AGENCY = Agency(
    id="NO.example_police",
    name="Example Police (invented)",
    country="NO",
    names=("EXP",),
    parent="",
    parent_file=None,
    predecessors=(),
    units=(),
    functions=("police",),
    level="national",
    mandate="",
    oversight="",
    listings=(
        PublicListing(
            "An authority",
            "A list",
            "2021-12-10",
            "2023",
            True,
            "torture",
            Basis.RECALLED,
            "an order",
        ),
    ),
    searched=(Search("an invented shelf", date(2026, 11, 20), "what stands below"),),
    sources=(ARTICLE,),
    written_on=date(2026, 11, 20),
    checked_by="",
)
INCIDENT = Incident(
    id="no_example_2021",
    title="A unit read the telephone of a journalist",
    country="NO",
    end_users=("NO.example_unit",),
    named="A paper named the unit.",
    vendors=(),
    product="",
    technology=("internet_surveillance.intrusion_tools",),
    rights=("privacy",),
    against=(Against.JOURNALISTS,),
    abroad=False,
    years=(2020, None),
    what="A paper reported it.",
    weight=Weight.REPORTED,
    answer="",
    sources=(ARTICLE,),
)


def refused(kind: type[BaseModel], name: str, old: str, new: str) -> list[str]:
    """Return what is said of a file in which a text that stands once was replaced."""
    assert FILES[name].count(old) == 1
    with pytest.raises(CaveatError) as caught:
        validate(kind, parse_yaml(FILES[name].replace(old, new), FILE))
    return [line.split("; found")[0] for line in shown(caught.value, FILE)]


def agency(text: str) -> Agency:
    return validate(AgencyFile, parse_yaml(text, FILE)).agency()


def incident(text: str) -> Incident:
    return validate(IncidentFile, parse_yaml(text, FILE)).incident()


def test_agency_with_the_keys_that_must_be_there_leaves_the_others_unknown() -> None:
    assert agency(FILES[POLICE]) == AGENCY


def test_agency_is_read_with_every_key() -> None:
    more = """\
parent: Example Ministry
parent_file: NO.example_ministry
predecessors: [Old Police]
units: [Example Unit]
mandate: Example Act
oversight: Example Court
checked_by: A. Smith
note: It is no other body.
"""
    assert agency(FILES[POLICE] + more) == replace(
        AGENCY,
        parent="Example Ministry",
        parent_file="NO.example_ministry",
        predecessors=("Old Police",),
        units=("Example Unit",),
        mandate="Example Act",
        oversight="Example Court",
        checked_by="A. Smith",
        note="It is no other body.",
    )


def test_listing_is_read_with_its_remark() -> None:
    text = FILES[POLICE].replace("an order\n", "an order\n    remark: Its head only.\n")
    assert [one.remark for one in agency(text).listings] == ["Its head only."]


def test_agency_of_a_territory_belongs_to_the_territory() -> None:
    assert agency(FILES[POLICE].replace("NO.ex", "NO-FAR_NORTH.ex")).country == "NO-FAR_NORTH"


@pytest.mark.parametrize("name", ["র‍্যাব", "الأمن العام", "ФСБ", "Long " * 2000 + "End"])
def test_name_is_kept_as_it_is_written(name: str) -> None:
    assert agency(FILES[POLICE].replace("[EXP]", f'["{name}"]')).names == (name,)


def test_incident_with_the_keys_that_must_be_there_leaves_the_others_unknown() -> None:
    assert incident(FILES[ABUSE]) == INCIDENT


def test_incident_is_read_with_every_key() -> None:
    read = """\
  - publisher: A court
    title: A judgment
    published: "2022-03-04"
    basis: official_text
    url: https://court.example/1
    read_on: 2026-11-20
vendors: [A vendor]
product: A product
abroad: true
until_year: 2020
answer: The unit denied it.
"""
    judgment = Reference(
        "A court",
        "A judgment",
        "2022-03-04",
        Basis.OFFICIAL_TEXT,
        "https://court.example/1",
        date(2026, 11, 20),
    )
    assert incident(FILES[ABUSE] + read) == replace(
        INCIDENT,
        vendors=("A vendor",),
        product="A product",
        abroad=True,
        years=(2020, 2020),
        answer="The unit denied it.",
        sources=(ARTICLE, judgment),
    )


def test_own_files_are_marked() -> None:
    own = validate(AgencyFile, parse_yaml(FILES[POLICE], FILE)).agency(own=True)
    abuse = validate(IncidentFile, parse_yaml(FILES[ABUSE], FILE)).incident(own=True)
    assert (own, abuse) == (replace(AGENCY, own=True), replace(INCIDENT, own=True))


WROTE = 'published: "2021-07", basis: recalled'
REFERENCE = "'sources.0'"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("basis: recalled", "missing_key: the key 'published' is missing. "),
        ("published: 2021, basis: recalled", "value: 'sources.0.published': expected text"),
        ('published: "1066", basis: recalled', "value: 'sources.0.published': String should"),
        ('published: "July 2021", basis: recalled', "value: 'sources.0.published': String should"),
        ('published: "2021-7", basis: recalled', "value: 'sources.0.published': String should"),
        ('published: "2021-00", basis: recalled', "value: 'sources.0.published': month must"),
        ('published: "2021-13", basis: recalled', "value: 'sources.0.published': month must"),
        ('published: "2021-02-30", basis: recalled', "value: 'sources.0.published': day is out"),
        (
            'published: "2021", basis: ours',
            "value: 'sources.0.basis': what is on public record is not 'ours': say who",
        ),
        (
            'published: "2021", basis: secondary_source',
            f"value: {REFERENCE}: basis 'secondary_source' and 'read_on' do not go together",
        ),
        (
            'published: "2021", basis: official_text',
            f"value: {REFERENCE}: basis 'official_text' and 'read_on' do not go together",
        ),
        (
            'published: "2021", basis: recalled, read_on: 2022-01-01',
            f"value: {REFERENCE}: basis 'recalled' and 'read_on' do not go together",
        ),
        (
            'published: "2021-07", basis: secondary_source, read_on: 2021-06-30',
            f"value: {REFERENCE}: 'read_on' is before 'published'",
        ),
        ('published: "2021", basis: heard', "value: 'sources.0.basis': expected 'official_text'"),
    ],
)
def test_reference_that_does_not_hold_is_refused(new: str, said: str) -> None:
    (found,) = refused(IncidentFile, ABUSE, WROTE, new)
    assert found.startswith(f"13 entry.{said}")


def test_reference_may_be_read_in_the_time_it_is_dated_to() -> None:
    new = 'published: "2021-07", basis: secondary_source, read_on: 2021-07-01'
    (source,) = incident(FILES[ABUSE].replace(WROTE, new)).sources
    assert (source.read_on, source.known_on) == (date(2021, 7, 1), date(2021, 7, 31))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "from_year: 2020",
            "from_year: 2020\nuntil_year: 2019",
            "1 entry.value: the file: 'until_year' is before 'from_year'",
        ),
        (
            "from_year: 2020",
            "from_year: 2022",
            "1 entry.value: the file: 'from_year' is later than every source",
        ),
        (
            "from_year: 2020\n",
            "",
            "1 entry.missing_key: the key 'from_year' is missing. "
            "Add it; see docs/reference/files.md for what it means.",
        ),
        (
            "from_year: 2020",
            "from_year: 1900",
            "9 entry.value: 'from_year': expected greater than or equal to 1990",
        ),
        (
            "from_year: 2020",
            'from_year: "2020"',
            "9 entry.value: 'from_year': expected a valid integer",
        ),
        (
            "against: [journalists]",
            "against: [journalist]",
            "8 entry.value: 'against.0': "
            "expected 'journalists', 'human_rights_defenders', 'lawyers', 'opposition', "
            "'protesters', 'ethnic_or_religious_groups', 'lgbtqi', 'migrants', 'detainees', "
            "'officials', 'diaspora' or 'general_population'",
        ),
        (
            "weight: reported",
            "weight: proven",
            "11 entry.value: 'weight': "
            "expected 'official_finding', 'admitted', 'reported' or 'disputed'",
        ),
        (
            "rights: [privacy]",
            "rights: []",
            "7 entry.value: 'rights': List should have at least 1 item after validation, not 0",
        ),
        ('country: "NO"', "country: false", "3 entry.value: 'country': expected text"),
        (
            "title: A unit",
            "titel: A unit",
            "1 entry.missing_key: the key 'title' is missing. "
            "Add it; see docs/reference/files.md for what it means.",
        ),
    ],
)
def test_incident_that_does_not_hold_is_refused(old: str, new: str, said: str) -> None:
    assert refused(IncidentFile, ABUSE, old, new)[0] == said


@pytest.mark.parametrize(
    "id",
    [
        "no.police",
        "NO",
        "NO.",
        "NO.Police",
        "NO-.police",
        "NOR.police",
        "NO.a.b",
        "NO.a-b",
        "NO.a__b",
        "../NO.police",
    ],
)
def test_agency_id_of_another_form_is_refused(id: str) -> None:
    (said,) = refused(AgencyFile, POLICE, "id: NO.example_police", f"id: {id}")
    assert said.startswith("1 entry.value: 'id': String should match pattern")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "name: Example Police (invented)",
            'name: "  "',
            "2 entry.value: 'name': String should have at least 1 character",
        ),
        ("[EXP]", '[""]', "3 entry.value: 'names.0': String should have at least 1 character"),
        (
            "[police]",
            "[]",
            "4 entry.value: 'functions': List should have at least 1 item after validation, not 0",
        ),
        (
            "level: national",
            "level: world",
            "5 entry.value: 'level': expected 'national', 'regional', 'local' or 'none'",
        ),
        (
            'removed: "2023"',
            'removed: "2021-11"',
            "7 entry.value: 'listings.0': 'removed' is before 'listed'",
        ),
        (
            "for_abuse: true",
            "for_abuse: yes",
            "11 entry.value: 'listings.0.for_abuse': expected true or false",
        ),
        (
            "citation: an order\n    basis: recalled",
            "citation: an order\n    basis: ours",
            "14 entry.value: 'listings.0.basis': "
            "what is on public record is not 'ours': say who published it",
        ),
    ],
)
def test_agency_that_does_not_hold_is_refused(old: str, new: str, said: str) -> None:
    assert refused(AgencyFile, POLICE, old, new) == [said]


@pytest.mark.parametrize("removed", ["2021", "2021-12", "2021-12-10"])
def test_listing_may_be_removed_in_the_time_it_was_listed(removed: str) -> None:
    text = FILES[POLICE].replace('removed: "2023"', f'removed: "{removed}"')
    assert agency(text).listings[0].removed == removed
