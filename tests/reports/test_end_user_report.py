from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caveat.model.country import Country
from caveat.model.dossier import LookedUp, Search
from caveat.reports.document import Heading, Pairs
from caveat.reports.end_user_report import (
    LIKE,
    NOTHING,
    SEARCH,
    UNKNOWN,
    end_user_report,
)
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from tests.reports.blocks import headings, lines, part
from tests.reports.dossiers import DAY, agency, held, incident, listing, looked_up

COUNTRIES = {"XA": Country("XA", "Exampleland", "XAA", {}, (), (), (), (), "")}
EARLY = date(2019, 6, 30)


def said(found: LookedUp) -> list[str]:
    return lines(end_user_report(found, COUNTRIES))


def below(found: LookedUp, heading: str) -> list[str]:
    return lines(part(end_user_report(found, COUNTRIES), heading))


def test_nothing_held_is_said_first_and_to_mean_nothing() -> None:
    assert said(looked_up(name="Ministry of Nowhere")) == [
        "Ministry of Nowhere as of 2026-11-24",
        NOTHING,
        SEARCH,
    ]


def test_names_of_a_like_spelling_are_offered_as_perhaps_other_bodies() -> None:
    other = agency("sea", name="Sea Watch", own=True)
    found = looked_up(country="XA", nearest=(agency(country="XX"), other))
    assert said(found)[1:] == [
        "Only bodies of this country were looked for: Exampleland.",
        NOTHING,
        "Held under names of a like spelling, in any country, and perhaps other bodies:",
        "Harbour Watch, XX (XA.harbour_watch)",
        "Sea Watch, Exampleland (XA.sea), from your own files",
        SEARCH,
    ]


def test_of_a_body_of_which_nothing_more_is_held_all_is_said_to_be_unknown() -> None:
    assert said(looked_up(held())) == [
        "harbour watch as of 2026-11-24",
        "Harbour Watch (XA.harbour_watch)",
        "Country: Exampleland (XA)",
        f"Other names: {UNKNOWN}",
        f"Belongs to: {UNKNOWN}",
        f"Grew out of: {UNKNOWN}",
        f"Units: {UNKNOWN}",
        "Tasks: state security (perhaps more)",
        "Level: national",
        f"Acts under: {UNKNOWN}",
        f"Overseen by: {UNKNOWN}",
        "Checked by: nobody yet",
        "Listings held (0)",
        "No listing is held here. That is no screening.",
        "Documented record held (0)",
        "No incident is held here. That does not mean that there is none.",
        "Search log: where somebody looked",
        "2026-11-24: the public record",
        "found: one report",
        "What the description rests on",
        "Example Paper: report on the watch, 2021-12, https://paper.example/1 (opened on "
        "2026-11-24)",
        "Written on 2026-11-24; what came later is not in it.",
    ]


def test_nothing_is_said_to_be_none_where_nothing_is_held() -> None:
    assert [line for line in said(looked_up(held())) if line.endswith(": none")] == []


def test_what_is_held_of_a_body_is_said() -> None:
    one = agency(
        names=("HW", "Havnevakten"),
        parent="Ministry of the Sea",
        predecessors=("Pier Guard",),
        units=("Unit 1", "Unit 2"),
        functions=("police", "border"),
        level="none",
        mandate="Harbour Act 1999",
        oversight="a committee",
        checked_by="A. Smith",
        note="It is not the Lake Watch.",
    )
    kin = (agency("sea", name="Ministry of the Sea"), agency("unit_1", name="Unit 1"))
    report = end_user_report(looked_up(held(one, kin=kin)), COUNTRIES)
    (pairs,) = [block.pairs for block in report.blocks if isinstance(block, Pairs)]
    assert dict(pairs) == {
        "Country": "Exampleland (XA)",
        "Other names": "HW; Havnevakten",
        "Belongs to": "Ministry of the Sea",
        "Grew out of": "Pier Guard",
        "Units": "Unit 1; Unit 2",
        "Tied to": "Ministry of the Sea (XA.sea); Unit 1 (XA.unit_1)",
        "Tasks": "police, border (perhaps more)",
        "Level": "no part of a government",
        "Acts under": "Harbour Act 1999",
        "Overseen by": "a committee",
        "Checked by": "A. Smith",
    }
    assert "It is not the Lake Watch." in lines(report)


def test_body_of_a_like_name_must_be_told_by_a_person() -> None:
    assert (LIKE in said(looked_up(held(same=False))), LIKE in said(looked_up(held()))) == (
        True,
        False,
    )


def test_own_file_is_marked() -> None:
    found = end_user_report(looked_up(held(agency(own=True))), COUNTRIES)
    texts = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert texts[1] == "Harbour Watch (XA.harbour_watch), from your own files"


def test_several_bodies_are_counted_and_each_stands_by_itself() -> None:
    twin = agency("twin", country="XA-COAST")
    found = looked_up(held(), held(twin), held(agency("pier", own=True), same=False))
    assert said(found)[1:5] == [
        "3 bodies are held under this name or one like it:",
        "Harbour Watch, Exampleland (XA.harbour_watch): the same name",
        "Harbour Watch, XA-COAST (XA.twin): the same name",
        "Harbour Watch, Exampleland (XA.pier), from your own files: a like name",
    ]
    assert headings(end_user_report(found, COUNTRIES)).count("Harbour Watch") == 3


def test_listing_says_who_why_and_on_what_basis() -> None:
    one = listing(removed="2022-05", remark="It names the head.")
    other = listing(for_abuse=False, reason="arms")
    assert below(looked_up(held(agency(listings=(one, other)))), "Listings held (2)") == [
        "Example Treasury, Example list, listed 2020-12-10; taken off 2022-05",
        "for abuses: torture",
        "It names the head.",
        "source: Order 1; from memory, not checked",
        "Example Treasury, Example list, listed 2020-12-10",
        "for another reason than abuses: arms",
        "source: Order 1; from memory, not checked",
    ]


def test_listing_of_a_tied_body_stands_with_its_name() -> None:
    kin = (agency("sea", name="Ministry of the Sea", listings=(listing(),)),)
    assert below(looked_up(held(kin=kin)), "Listings held (1)")[:2] == [
        "Example Treasury, Example list, listed 2020-12-10",
        "names Ministry of the Sea (XA.sea), to which this body is tied",
    ]


@pytest.mark.parametrize(
    ("listed", "as_of", "known"),
    [
        ("2020-12-10", date(2020, 12, 9), False),
        ("2020-12-10", date(2020, 12, 10), True),
        ("2020-12", date(2020, 12, 30), False),
        ("2020-12", date(2020, 12, 31), True),
        ("2020", date(2020, 12, 30), False),
        ("2020", date(2020, 12, 31), True),
    ],
)
def test_listing_is_known_once_its_day_month_or_year_has_ended(
    listed: str, as_of: date, known: bool
) -> None:
    one = listing(listed=listed)
    assert (one.was_made_by(as_of), one.stands_on(as_of)) == (known, known)


@pytest.mark.parametrize(
    ("removed", "gone"),
    [(None, False), ("2022-05", False), ("2022-04", True), ("2022-05-30", True), ("2022", False)],
)
def test_listing_is_taken_off_once_that_was_public(removed: str | None, gone: bool) -> None:
    one, day = listing(removed=removed), date(2022, 5, 30)
    assert (one.was_undone_by(day), one.stands_on(day)) == (gone, not gone)


def test_removal_after_the_day_is_not_told() -> None:
    found = looked_up(held(agency(listings=(listing(removed="2024"),))), as_of=date(2022, 1, 1))
    assert below(found, "Listings held (1)")[0] == (
        "Example Treasury, Example list, listed 2020-12-10"
    )


def test_as_of_a_day_before_the_file_says_what_is_of_that_day() -> None:
    line = (
        "Listings and incidents are those that were public by 2019-06-30. All else was written on "
        "2026-11-24, and so were their texts."
    )
    early = said(looked_up(held(agency(listings=(listing(),))), as_of=EARLY))
    assert (line in early, "Listings held (0)" in early) == (True, True)
    assert not any(one.startswith("Listings and incidents") for one in said(looked_up(held())))


def test_incidents_stand_in_full_and_name_the_tied_body() -> None:
    kin = (agency("sea", name="Ministry of the Sea"),)
    found = looked_up(held(kin=kin, incidents=(incident(), incident(end_users=("XA.sea",)))))
    record = below(found, "Documented record held (2)")
    tie = "names Ministry of the Sea (XA.sea), to which this body is tied"
    assert (record[0], record.count("A reporter was followed"), record.count(tie)) == (
        "A reporter was followed",
        2,
        1,
    )
    assert record[record.index(tie) - 1] == "A reporter was followed"


HOSTILE = "\x1b[31mA|B\u202e\n# Title\r[x](http://x) <b>"


@pytest.mark.parametrize("name", [HOSTILE, "র‍্যাব", "جهاز", "Росгвардия", "x" * 5000, "!!!"])
def test_any_name_can_be_shown(name: str) -> None:
    parts: dict[str, Any] = {"names": (name,), "searched": (Search(name, DAY, name),)}
    one = agency(name=name, note=name, **parts)
    found = looked_up(held(one, incidents=(incident(what=name),)), name=name, nearest=(one,))
    text = render_text(end_user_report(found, COUNTRIES))
    memo = render_markdown(end_user_report(found, COUNTRIES))
    assert {"\x1b", "\u202e", "\r"}.isdisjoint(text + memo)
    assert "\n# Title" not in memo
    assert "<b>" not in memo
