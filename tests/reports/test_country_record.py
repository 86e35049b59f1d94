"""Laws and documented misuse in the report and in the JSON of a country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.countries.profile import profile_of
from caveat.model.country import Law
from caveat.model.dossier import Incident
from caveat.model.profile import CountryProfile
from caveat.model.standing import Basis
from caveat.reports.country_record import IN_FULL, add_incidents, add_laws, laws_of, record_json
from caveat.reports.country_report import country_report
from caveat.reports.document import Document
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.entries import LawFeature
from caveat.rulebook.loader import Rulebook
from tests.countries.small import LAND
from tests.reports.blocks import lines
from tests.reports.dossiers import DAY, OPENED, RECALLED, incident

FEATURE, OTHER = "bulk_retention", "shutdown_powers"


def law(**parts: Any) -> Law:
    plain: dict[str, Any] = {
        "feature": FEATURE,
        "statute": "Watch Act",
        "native": "",
        "year": 2012,
        "since_year": None,
        "provision": "",
        "does": "Has operators keep what they carry.",
        "until_year": None,
        "basis": Basis.RECALLED,
        "seen": None,
        "written_on": DAY,
        "checked_by": "",
    }
    return Law(**(plain | parts))


def profile(*laws: Law, as_of: date = DAY, incidents: tuple[Incident, ...] = ()) -> CountryProfile:
    return profile_of(replace(LAND, laws=laws), {}, [], {}, as_of, incidents=incidents)


@pytest.fixture(scope="module")
def features(rulebook: Rulebook) -> dict[str, LawFeature]:
    return {name: rulebook.law_features[name] for name in (FEATURE, OTHER)}


def said(found: CountryProfile, features: dict[str, LawFeature], *, whole: bool) -> list[str]:
    document = Document()
    add_laws(document, found, features, whole=whole)
    return lines(document)


WRITTEN = (
    "Written on 2026-11-24; what came later is not in it. No entry has been compared with the text "
    "of the law by a second person."
)


def test_features_without_a_statute_are_unknown_and_not_absent(
    features: dict[str, LawFeature],
) -> None:
    found = said(profile(), features, whole=True)
    titles = "; ".join(features[name].title for name in (FEATURE, OTHER))
    assert (found[0], found[2:]) == (
        "Laws and practices: 0 held on 0 of 2 features",
        [f"Nothing is held on: {titles}. That is unknown, and not absent."],
    )


def test_law_says_what_it_does_on_what_basis_and_what_to_ask_counsel(
    features: dict[str, LawFeature],
) -> None:
    one = law(
        native="Vaktloven",
        provision="section 3",
        until_year=2019,
        basis=Basis.SECONDARY_SOURCE,
        seen=OPENED,
        remark="Struck down in part.",
    )
    found = said(profile(one), features, whole=True)
    assert found[0] == "Laws and practices: 1 held on 1 of 2 features"
    assert found[2:] == [
        WRITTEN,
        f"{features[FEATURE].title} ({FEATURE})",
        "Watch Act, 2012, section 3; until 2019",
        "Vaktloven",
        "Has operators keep what they carry.",
        "Struck down in part.",
        "as published: Example Paper: report on the watch, 2021-12, https://paper.example/1 "
        "(opened on 2026-11-24)",
        f"Ask counsel: {features[FEATURE].ask_counsel}",
        f"Nothing is held on: {features[OTHER].title}. That is unknown, and not absent.",
    ]


def test_law_in_short_leaves_out_native_name_and_address_and_never_the_basis(
    features: dict[str, LawFeature],
) -> None:
    read = law(native="Vaktloven", basis=Basis.SECONDARY_SOURCE, seen=OPENED)
    found = said(profile(read, law(statute="Zone Act")), features, whole=False)
    assert found[3:9] == [
        IN_FULL,
        f"{features[FEATURE].title} ({FEATURE})",
        "Watch Act, 2012",
        "Has operators keep what they carry.",
        "as published: Example Paper: report on the watch, 2021-12 (opened on 2026-11-24)",
        "Zone Act, 2012",
    ]
    assert found[10] == "from memory, not checked"


def test_nothing_is_said_to_be_missing_where_every_feature_has_a_statute(
    features: dict[str, LawFeature],
) -> None:
    found = said(profile(law(), law(feature=OTHER)), features, whole=True)
    assert found[-1] == f"Ask counsel: {features[OTHER].ask_counsel}"


def test_entries_say_when_they_were_written_and_who_compared_them(
    features: dict[str, LawFeature],
) -> None:
    laws = (law(checked_by="A. Smith"), law(statute="Zone Act", written_on=date(2026, 1, 2)))
    found = said(profile(*laws), features, whole=False)
    assert found[2] == (
        "Written on 2026-01-02 to 2026-11-24; what came later is not in it. 1 of 2 have been "
        "compared with the text of the law by a second person."
    )
    assert "from memory, not checked; checked by A. Smith" in found


@pytest.mark.parametrize(
    ("day", "known"),
    [(date(2012, 12, 31), False), (date(2013, 1, 1), True), (date(1900, 1, 1), False)],
)
def test_statute_counts_from_the_end_of_the_year_of_its_passing(day: date, known: bool) -> None:
    assert (laws_of(profile(law(), as_of=day)) != ()) is known


@pytest.mark.parametrize(
    ("until_year", "day", "told"),
    [
        (2019, date(2018, 12, 31), None),
        (2019, date(2019, 1, 1), 2019),
        (2019, DAY, 2019),
        (None, DAY, None),
    ],
)
def test_end_of_a_statute_is_not_told_before_its_year(
    until_year: int | None, day: date, told: int | None
) -> None:
    found = profile(law(until_year=until_year), as_of=day)
    (one,) = laws_of(found)
    assert (one.until_year, record_json(found)["laws"][0]["until_year"]) == (told, told)


def test_statutes_stand_by_feature_year_and_name() -> None:
    found = laws_of(
        profile(
            law(feature=OTHER),
            law(statute="B", year=2013),
            law(statute="A", year=2013),
            law(statute="C", year=2001),
        )
    )
    assert [(one.feature, one.statute) for one in found] == [
        (FEATURE, "C"),
        (FEATURE, "A"),
        (FEATURE, "B"),
        (OTHER, "Watch Act"),
    ]


def misuse(found: CountryProfile, *, whole: bool) -> list[str]:
    document = Document()
    add_incidents(document, found, whole=whole)
    return lines(document)


@pytest.mark.parametrize("whole", [True, False])
def test_no_incident_held_does_not_mean_that_there_is_none(whole: bool) -> None:
    found = misuse(profile(), whole=whole)
    assert (found[0], found[2:]) == (
        "Documented misuse held (0)",
        ["No incident is held here. That does not mean that there is none."],
    )


def test_incidents_stand_in_full_or_in_short() -> None:
    found = profile(incidents=(incident(), incident("xa_other_2022", title="Another")))
    full, short = (misuse(found, whole=whole) for whole in (True, False))
    assert (full[0], full[2], full.count("Another")) == (
        "Documented misuse held (2)",
        "A reporter was followed",
        1,
    )
    assert (short[2], short[3], IN_FULL in full) == (IN_FULL, "A reporter was followed", False)
    assert len(short) < len(full)


def test_later_sources_of_an_incident_are_marked() -> None:
    found = profile(as_of=date(2022, 6, 30), incidents=(incident(sources=(OPENED, RECALLED)),))
    assert misuse(found, whole=True)[-1].endswith("; public only after this day")


def test_json_has_laws_and_incidents(features: dict[str, LawFeature]) -> None:
    read = law(basis=Basis.SECONDARY_SOURCE, seen=OPENED, checked_by="A. Smith", remark="In part.")
    tree = record_json(profile(law(), read, incidents=(incident(),)))
    assert [one["seen"] for one in tree["laws"]] == [
        None,
        "Example Paper: report on the watch, 2021-12, https://paper.example/1 (opened on "
        "2026-11-24)",
    ]
    assert tree["laws"][1] == {
        "feature": FEATURE,
        "statute": "Watch Act",
        "native": "",
        "year": 2012,
        "since_year": None,
        "provision": "",
        "does": "Has operators keep what they carry.",
        "until_year": None,
        "basis": "secondary_source",
        "seen": tree["laws"][1]["seen"],
        "written_on": "2026-11-24",
        "checked_by": "A. Smith",
        "remark": "In part.",
    }
    assert [one["id"] for one in tree["incidents"]] == ["xa_watch_2021"]


def test_report_has_both_before_the_figures_and_in_full_unless_told_otherwise(
    features: dict[str, LawFeature],
) -> None:
    empty = Atlas({}, {}, {}, {}, {}, {}, {})
    found = profile(law(), incidents=(incident(),))
    full = lines(country_report(found, empty, features))
    short = lines(country_report(found, empty, features, whole=False))
    places = [
        full.index(one)
        for one in (
            "Laws and practices: 1 held on 1 of 2 features",
            "Documented misuse held (1)",
            "Indicators",
        )
    ]
    assert (places, full.count(IN_FULL), short.count(IN_FULL)) == (sorted(places), 0, 2)
