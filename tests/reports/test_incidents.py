from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caveat.model.dossier import Weight
from caveat.reports.incidents import (
    id_words,
    incident_brief,
    incident_lines,
    reference_words,
    tie_line,
)
from tests.reports.dossiers import DAY, OPENED, RECALLED, agency, incident

HEAD = "official finding; 2019 to 2020; user: the Harbour Watch"
PRODUCT = "technology: networked cctv (Lens 2); vendor: Example Lens"
OPENED_WORDS = (
    "Example Paper: report on the watch, 2021-12, https://paper.example/1 (opened on 2026-11-24)"
)
RECALLED_WORDS = "Example Court: a judgment, 2023-05-31 (from memory, not checked)"


def test_incident_says_who_with_what_against_whom_and_who_says_so() -> None:
    assert list(incident_lines(incident(), DAY)) == [
        HEAD,
        PRODUCT,
        "against: journalists, human rights defenders; rights: privacy, freedom from torture",
        "Example Paper reported that a reporter was followed.",
        f"source: {OPENED_WORDS}",
        f"source: {RECALLED_WORDS}",
    ]


def test_incident_gives_the_answer_and_says_that_it_reached_abroad_and_is_an_own_one() -> None:
    one = incident(answer="It denied it.", abroad=True, own=True)
    found = list(incident_lines(one, DAY))
    assert found[2].startswith("against: journalists, human rights defenders, abroad too; rights:")
    assert (found[4], found[-1]) == ("answer: It denied it.", "from your own files")


def test_incident_in_short_names_its_first_source_without_address_and_counts_the_rest() -> None:
    one = incident(sources=(RECALLED, OPENED), answer="It denied it.", own=True)
    assert list(incident_brief(one, DAY)) == [
        HEAD,
        PRODUCT,
        "answer: It denied it.",
        "source: Example Paper: report on the watch, 2021-12 (opened on 2026-11-24); and 1 more",
        "from your own files",
    ]


def test_incident_in_short_with_one_source_counts_none() -> None:
    assert list(incident_brief(incident(sources=(RECALLED,)), DAY))[2:] == [
        f"source: {RECALLED_WORDS}"
    ]


@pytest.mark.parametrize(
    ("years", "as_of", "said"),
    [
        ((2019, 2020), DAY, "2019 to 2020"),
        ((2020, 2020), DAY, "in 2020"),
        ((2019, None), DAY, "since 2019, not known to have ended"),
        ((2019, 2024), date(2022, 6, 30), "since 2019, not known to have ended"),
        ((2019, 2022), date(2022, 6, 30), "2019 to 2022"),
    ],
)
def test_years_end_only_where_that_was_so_by_the_day(
    years: tuple[int, int | None], as_of: date, said: str
) -> None:
    found = next(incident_lines(incident(years=years), as_of))
    assert found == f"official finding; {said}; user: the Harbour Watch"


def test_source_that_became_public_after_the_day_is_marked() -> None:
    found = list(incident_lines(incident(), date(2022, 6, 30)))
    assert found[-2:] == [
        f"source: {OPENED_WORDS}",
        f"source: {RECALLED_WORDS}; public only after this day",
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"technology": (), "product": "", "vendors": ()}, "no product is recorded"),
        ({"vendors": (), "product": ""}, "technology: networked cctv; vendor: not recorded"),
        ({"technology": ()}, "technology: not recorded (Lens 2); vendor: Example Lens"),
    ],
)
def test_what_is_not_held_of_a_product_is_said_to_be_not_recorded(
    parts: dict[str, object], said: str
) -> None:
    one = replace(incident(), **parts)  # type: ignore[arg-type]
    assert list(incident_lines(one, DAY))[1] == said


@pytest.mark.parametrize("weight", Weight)
def test_incident_begins_with_what_it_stands_on(weight: Weight) -> None:
    found = next(incident_lines(incident(weight=weight), DAY))
    assert found.startswith(f"{weight.value.replace('_', ' ')}; ")


def test_tie_names_only_the_bodies_that_the_incident_names() -> None:
    kin = (agency("port"), agency("navy", name="Navy"))
    assert tie_line(("XA.navy", "XA.other"), kin) == (
        "names Navy (XA.navy), to which this body is tied"
    )


def test_publication_says_whether_anybody_opened_it() -> None:
    assert (reference_words(OPENED), reference_words(RECALLED)) == (OPENED_WORDS, RECALLED_WORDS)


def test_no_ids_are_no_words() -> None:
    assert id_words(()) == ""
