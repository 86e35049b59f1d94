from __future__ import annotations

from datetime import date

import pytest

from caveat.countries.profile import profile_of
from caveat.model.country import Domain, TreatyStatus
from caveat.model.gathered import Aspect, Ground
from caveat.model.standing import Basis
from caveat.services import grounds
from tests.countries.small import EDITIONS, figure, indicator, jumpy
from tests.services.small_held import (
    DAY,
    SHELF,
    agency,
    incident,
    land,
    law,
    line,
    listing,
    reference,
    treaty,
)

OPENED = reference(
    "2021-02-03", Basis.OFFICIAL_TEXT, url="https://example.org/a", read_on=date(2026, 1, 1)
)
SOURCES = {"shelf": SHELF}


def test_incident_is_told_with_its_weight_answer_and_every_source() -> None:
    one = incident(answer="It denies it.", sources=(reference(), OPENED), own=True)
    assert grounds.of_incident(one, Aspect.PARTY, DAY) == Ground(
        Aspect.PARTY,
        "phones",
        "Phones were broken into (official finding)",
        "A court says so. Answer: It denies it.",
        "A court, A judgment, 2020-03; A court, A judgment, 2021-02-03, https://example.org/a",
        date(2020, 3, 31),
        Basis.OFFICIAL_TEXT,
        own=True,
    )


def test_incident_without_an_answer_or_an_opened_source_says_so_by_silence() -> None:
    one = grounds.of_incident(incident(), Aspect.COUNTRY, DAY)
    assert (one.text, one.basis, one.own) == ("A court says so.", Basis.RECALLED, False)


def test_incident_says_that_its_words_know_more_than_the_day() -> None:
    one = incident(sources=(reference(), OPENED))
    early = grounds.of_incident(one, Aspect.COUNTRY, date(2020, 4, 1))
    assert early.text == (
        "A court says so. Some of its sources came out after this day: not all of it was public "
        "yet."
    )
    assert grounds.of_incident(one, Aspect.COUNTRY, date(2021, 2, 3)).text == "A court says so."


@pytest.mark.parametrize(
    ("changes", "text", "suggests"),
    [
        ({}, "Abuses.", True),
        ({"remark": "It names its head."}, "Abuses. It names its head.", True),
        ({"removed": "2024-05"}, "Abuses. Taken off again: 2024-05.", False),
        ({"removed": "2024-06"}, "Abuses.", True),
    ],
)
def test_listing_is_told_with_authority_list_and_day_and_may_be_undone(
    changes: dict[str, str], text: str, suggests: bool
) -> None:
    assert grounds.of_listing(agency(own=True), listing(**changes), DAY) == Ground(
        Aspect.END_USER,
        "BD.rapid_guard",
        "Rapid Guard: listed by A ministry, A list, 2021-12",
        text,
        "listing of Rapid Guard: A ministry, A list, 2021-12; An order",
        date(2021, 12, 31),
        Basis.RECALLED,
        own=True,
        suggests=suggests,
    )


def test_line_that_was_read_later_suggests_nothing() -> None:
    one = line("ban", date(2024, 7, 1))
    assert grounds.of_later_line(one, "A ban", SOURCES) == Ground(
        Aspect.COUNTRY,
        "ban",
        "A ban: read on 2024-07-01, after this day",
        "How it stood on this day was not looked up; look it up.",
        SHELF.title,
        date(2024, 7, 1),
        Basis.RECALLED,
        suggests=False,
    )


def test_statute_counts_from_the_year_since_which_it_has_the_feature() -> None:
    told = grounds.of_law(law(since_year=2020), "Offences of speech", DAY)
    assert (told.text, told.known_on) == ("It punishes speech. Since 2020.", date(2020, 12, 31))


def test_agency_is_known_from_the_first_of_its_sources() -> None:
    one = agency(note="Not the fire guard.", sources=(OPENED, reference("2015")))
    assert grounds.of_agency(one, "tasks: police.") == Ground(
        Aspect.END_USER,
        "BD.rapid_guard",
        "Rapid Guard: tasks: police.",
        "Not the fire guard.",
        "A court, A judgment, 2021-02-03, https://example.org/a; A court, A judgment, 2015",
        date(2015, 12, 31),
        Basis.OFFICIAL_TEXT,
    )


def test_statute_from_memory_is_told_as_such() -> None:
    assert grounds.of_law(law(), "Offences of speech", DAY) == Ground(
        Aspect.COUNTRY,
        "speech_offences",
        "Offences of speech: Speech Act, 2018",
        "It punishes speech.",
        "the statute, from memory",
        date(2018, 12, 31),
        Basis.RECALLED,
    )


def test_statute_that_was_opened_is_told_in_full() -> None:
    one = law(
        native="বাক আইন",
        provision="section 57",
        until_year=2024,
        basis=Basis.OFFICIAL_TEXT,
        seen=OPENED,
        remark="Under challenge.",
    )
    told = grounds.of_law(one, "Offences of speech", DAY)
    assert (told.title, told.text, told.source, told.basis) == (
        "Offences of speech: Speech Act, 2018, section 57",
        "It punishes speech. In its language: বাক আইন. In force until 2024. Under challenge.",
        "A court, A judgment, 2021-02-03, https://example.org/a",
        Basis.OFFICIAL_TEXT,
    )


def test_end_of_a_statute_that_came_later_is_not_told() -> None:
    told = grounds.of_law(law(until_year=2025), "Offences of speech", DAY)
    assert told.text == "It punishes speech."


def test_domain_is_told_by_each_scored_reading() -> None:
    scales = [
        indicator("courts"),
        indicator("judges", producer="Second Institute"),
        indicator("shown", scored=False),
    ]
    figures = {one.id: (figure(5.25 - 4 * n),) for n, one in enumerate(scales)}
    record = profile_of(land(), figures, scales, EDITIONS, DAY).record(Domain.RULE_OF_LAW)
    assert [(one.of, one.title) for one in grounds.of_domain(record, suggests=True)] == [
        ("courts", "rule of law: elevated to severe; Courts 5.25, data of 2023"),
        ("judges", "rule of law: elevated to severe; Judges 1.25, data of 2023"),
    ]


def test_domain_in_one_band_of_one_producer_is_told_as_thin() -> None:
    scale = indicator()
    profile = profile_of(land(), {"courts": (figure(0),)}, [scale], EDITIONS, DAY)
    assert grounds.of_domain(profile.record(Domain.RULE_OF_LAW), suggests=False) == [
        Ground(
            Aspect.COUNTRY,
            "courts",
            "rule of law: severe, one producer only; Courts 0, data of 2023",
            "Best 10, worst 0.",
            "Edition e24",
            date(2024, 3, 1),
            Basis.SECONDARY_SOURCE,
            suggests=False,
        )
    ]
    assert grounds.of_domain(profile.record(Domain.PRESS), suggests=True) == []


def test_break_is_told_with_both_figures() -> None:
    series = {"freedom": (figure(60, 2021, "e22"), figure(30.5, 2022, "e23"))}
    (one,) = profile_of(land(), series, [jumpy()], EDITIONS, DAY).breaks
    assert grounds.of_break(one, EDITIONS) == Ground(
        Aspect.COUNTRY,
        "freedom",
        "Freedom went from 60 in 2021 to 30.5 in 2022",
        "",
        "Edition e23",
        date(2023, 3, 1),
        Basis.SECONDARY_SOURCE,
    )


@pytest.mark.parametrize(("remark", "more"), [("", ""), ("In part.", " In part.")])
def test_doubtful_line_asks_to_be_checked(remark: str, more: str) -> None:
    told = grounds.of_line(line("ear_d5", verify=True, remark=remark), "A list", SOURCES)
    assert told == Ground(
        Aspect.COUNTRY,
        "ear_d5",
        "A list: not verified",
        f"Check it before you rely on it.{more}",
        "A shelf",
        date(2023, 1, 1),
        Basis.RECALLED,
    )


@pytest.mark.parametrize(
    ("verify", "text", "basis"),
    [
        (True, "It is not verified.", Basis.RECALLED),
        (False, "It may have changed since.", Basis.SECONDARY_SOURCE),
    ],
)
def test_status_under_a_treaty_asks_to_be_checked(verify: bool, text: str, basis: Basis) -> None:
    one = treaty(TreatyStatus.SIGNATORY, verify=verify)
    assert grounds.of_treaty(one, "A covenant", SOURCES) == Ground(
        Aspect.COUNTRY,
        "iccpr",
        "A covenant: signatory on 2022-08-25",
        f"{text} Check it before you rely on it.",
        "A shelf",
        date(2022, 8, 25),
        basis,
    )
