from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caveat.model.error import Problem
from caveat.model.update import Changes, DatasetUpdate, InUse, Outcome
from caveat.reports.update_report import update_json, update_lines

USED = InUse("rsf-2026", "Press 2026", date(2026, 5, 31), 177, 2026, 2026, 180, 180)
SAID = "rsf-2026 (known since 2026-05-31, 177 days ago), data of 2026, 180 countries, 180 figures"
ONE = DatasetUpdate("rsf", "Press", Outcome.SHOWN, USED)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.SHOWN, f"rsf: in use: {SAID}"),
        (Outcome.UNCHANGED, f"rsf: unchanged; in use: {SAID}"),
        (Outcome.REFUSED, f"rsf: not updated; in use: {SAID}"),
        (Outcome.BY_HAND, f"rsf: not fetched; in use: {SAID}"),
        (Outcome.KEPT, f"rsf: kept {SAID}; nothing was held before"),
    ],
)
def test_first_line_says_what_came_and_what_is_in_use(outcome: Outcome, said: str) -> None:
    assert update_lines(replace(ONE, outcome=outcome)) == [said]


def test_nothing_in_use_is_no_data() -> None:
    assert update_lines(replace(ONE, in_use=None)) == [
        "rsf: in use: nothing; its indicators have no data"
    ]


def test_span_of_years_and_one_of_each_are_said_as_such() -> None:
    used = replace(USED, age_days=1, first_year=2012, figures=1)
    (line,) = update_lines(replace(ONE, in_use=used))
    assert "2026-05-31, 1 day ago), data of 2012 to 2026, 180 countries, 1 figure" in line


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (Changes(170, 0, ""), "; none of 170 newest figures differs from those before"),
        (
            Changes(170, 3, "rsf_score NO 90 to 91"),
            "; 3 of 170 newest figures differ from those before, the most: rsf_score NO 90 to 91",
        ),
    ],
)
def test_changes_are_told_of_what_was_kept(changes: Changes, said: str) -> None:
    one = replace(
        ONE, outcome=Outcome.KEPT, changes=changes, kept=("rsf-2026",), address="https://a/b"
    )
    assert update_lines(one) == [f"rsf: kept {SAID}{said}", "  from https://a/b"]


def test_notes_and_reasons_follow_in_lines_of_their_own() -> None:
    one = replace(
        ONE,
        outcome=Outcome.REFUSED,
        kept=("a", "b"),
        address="c",
        notes=("left out: \x1b[2J",),
        problems=(Problem("x.y", "It failed.", "Try."), Problem("x.y", "Again.")),
    )
    assert update_lines(one)[1:] == [
        "  from c",
        "  2 editions kept: a, b",
        "  left out: <U+001B>[2J",
        "  why: It failed. Try.",
        "  why: Again.",
    ]


def test_json_has_the_same() -> None:
    one = replace(
        ONE,
        outcome=Outcome.KEPT,
        kept=("rsf-2026",),
        address="https://a/b",
        changes=Changes(2, 1, "x"),
        notes=("n",),
        problems=(Problem("x.y", "It failed.", "Try."),),
    )
    empty = DatasetUpdate("cpi", "Corruption", Outcome.SHOWN, None)
    assert update_json([one, empty]) == {
        "schema": "caveat-update-1",
        "datasets": [
            {
                "dataset": "rsf",
                "title": "Press",
                "outcome": "kept",
                "kept": ["rsf-2026"],
                "address": "https://a/b",
                "in_use": {
                    "edition": "rsf-2026",
                    "title": "Press 2026",
                    "published_on": "2026-05-31",
                    "age_days": 177,
                    "first_year": 2026,
                    "last_year": 2026,
                    "countries": 180,
                    "figures": 180,
                },
                "changes": {"compared": 2, "changed": 1, "largest": "x"},
                "notes": ["n"],
                "problems": [{"code": "x.y", "message": "It failed.", "hint": "Try."}],
            },
            {
                "dataset": "cpi",
                "title": "Corruption",
                "outcome": "shown",
                "kept": [],
                "address": "",
                "in_use": None,
                "changes": None,
                "notes": [],
                "problems": [],
            },
        ],
    }
