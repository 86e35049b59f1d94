from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import Law
from caveat.model.dossier import Reference
from caveat.model.error import CaveatError
from caveat.model.standing import Basis
from caveat.rulebook.country_shape import CountryFile
from caveat.rulebook.loader import validate
from caveat.rulebook.yaml_reader import parse_yaml
from tests.rulebook.bad_files import shown

FILE = Path("file.yaml")
TEXT = """\
id: "NO"
name: Norway
laws:
  - feature: mandatory_data_retention
    statute: Example Act
    year: 2017
    does: Obliges carriers to keep traffic data.
    basis: recalled
    written_on: 2026-11-20
"""
SEEN = 'publisher: A gazette, title: Example Act, published: "2017"'
LAW = Law(
    feature="mandatory_data_retention",
    statute="Example Act",
    native="",
    year=2017,
    provision="",
    does="Obliges carriers to keep traffic data.",
    until_year=None,
    basis=Basis.RECALLED,
    seen=None,
    written_on=date(2026, 11, 20),
    checked_by="",
)


def law(text: str) -> Law:
    (found,) = validate(CountryFile, parse_yaml(text, FILE)).country().laws
    return found


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("since_year: 2017", "'since_year' does not lie after 'year', up to 'written_on'"),
        ("since_year: 2027", "'since_year' does not lie after 'year', up to 'written_on'"),
        ("since_year: 2019, until_year: 2018", "'until_year' is before 'year' or 'since_year'"),
    ],
)
def test_law_that_came_to_have_the_feature_at_a_wrong_time_is_refused(keys: str, said: str) -> None:
    lines = "".join(f"    {key}\n" for key in keys.split(", "))
    with pytest.raises(CaveatError) as caught:
        law(TEXT + lines)
    assert [line for line in shown(caught.value, FILE) if said in line]


def test_law_has_the_feature_since_the_later_year() -> None:
    assert [law(TEXT).since, law(TEXT + "    since_year: 2019\n").since] == [2017, 2019]


def test_law_with_the_keys_that_must_be_there_leaves_the_others_unknown() -> None:
    assert law(TEXT) == LAW


def test_law_is_read_with_every_key() -> None:
    more = f"""\
    native: আইন
    provision: section 4
    until_year: 2020
    seen: {{{SEEN}, basis: official_text, read_on: 2026-11-20}}
    checked_by: A. Smith
    remark: Struck down.
"""
    assert law(TEXT.replace("recalled", "official_text") + more) == replace(
        LAW,
        native="আইন",
        provision="section 4",
        until_year=2020,
        basis=Basis.OFFICIAL_TEXT,
        seen=Reference(
            "A gazette",
            "Example Act",
            "2017",
            Basis.OFFICIAL_TEXT,
            None,
            date(2026, 11, 20),
        ),
        checked_by="A. Smith",
        remark="Struck down.",
    )


def test_law_may_end_in_the_year_it_was_passed() -> None:
    assert law(TEXT.replace("year: 2017", "year: 2017\n    until_year: 2017")).until_year == 2017


def test_country_without_laws_has_none_that_are_known() -> None:
    country = validate(CountryFile, parse_yaml('id: "NO"\nname: Norway\n', FILE)).country()
    assert country.laws == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("basis: recalled", "basis: official_text", "basis 'official_text' and 'seen' do not go"),
        (
            "basis: recalled",
            f"basis: recalled\n    seen: {{{SEEN}, basis: recalled}}",
            "basis 'recalled' and 'seen' do not go together",
        ),
        (
            "basis: recalled",
            f"basis: official_text\n    seen: {{{SEEN}, basis: recalled}}",
            "basis 'official_text', but 'seen' is 'recalled'",
        ),
        (
            "basis: recalled",
            "basis: official_text\n"
            f"    seen: {{{SEEN}, basis: secondary_source, read_on: 2026-11-20}}",
            "basis 'official_text', but 'seen' is 'secondary_source'",
        ),
        ("year: 2017", "year: 2017\n    until_year: 2016", "'until_year' is before 'year'"),
        ("year: 2017", "year: 2027", "'year' is later than 'written_on'"),
    ],
)
def test_law_that_contradicts_itself_is_refused(old: str, new: str, said: str) -> None:
    assert refused(old, new).startswith(f"4 entry.value: 'laws.0': {said}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "basis: recalled",
            "basis: ours",
            "8 entry.value: 'laws.0.basis': what is on public record is not 'ours'",
        ),
        ("year: 2017", "year: 201", "6 entry.value: 'laws.0.year': expected greater than or equal"),
        ("statute: Example Act", 'statute: " "', "5 entry.value: 'laws.0.statute': String should"),
        ("    written_on: 2026-11-20\n", "", "4 entry.missing_key: the key 'written_on' is"),
        ("does:", "dose:", "4 entry.missing_key: the key 'does' is missing"),
        ("2026-11-20", "yesterday", "9 entry.value: 'laws.0.written_on': "),
    ],
)
def test_law_of_another_form_is_refused(old: str, new: str, said: str) -> None:
    assert refused(old, new).startswith(said)


def refused(old: str, new: str) -> str:
    """Return what is first said of a file in which a text that stands once was replaced."""
    assert TEXT.count(old) == 1
    with pytest.raises(CaveatError) as caught:
        validate(CountryFile, parse_yaml(TEXT.replace(old, new), FILE))
    return shown(caught.value, FILE)[0]
