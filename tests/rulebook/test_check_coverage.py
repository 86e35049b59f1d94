"""Problems of the coverage register, each provoked in the real rulebook by one change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caveat.rulebook.check_coverage import CONTEXT_SHARE
from caveat.rulebook.coverage import CoverageRow
from caveat.rulebook.loader import Loaded
from tests.rulebook.changes import (
    ABUSE,
    FLAG,
    citations_with,
    found_in,
    with_entry,
    with_flag,
)

ROW = "US20-2-RF2"
CONTEXT = CoverageRow(state="context", reason="It carries no rule.")
WRITE = "Run 'caveat rulebook coverage --write'."


def _rows(loaded: Loaded, rows: dict[str, CoverageRow]) -> Loaded:
    """Return the rulebook with some rows of the register replaced."""
    coverage = loaded.rulebook.coverage
    new = coverage.model_copy(update={"rows": {**coverage.rows, **rows}})
    return replace(loaded, rulebook=replace(loaded.rulebook, coverage=new))


def _row(loaded: Loaded, **keys: Any) -> Loaded:
    row = loaded.rulebook.coverage.rows[ROW].model_copy(update=keys)
    return _rows(loaded, {ROW: row})


def _with_doubt(loaded: Loaded) -> Loaded:
    """Return the rulebook with a doubt more, which no row is linked to."""
    first = loaded.rulebook.doubts["CHK-01"]
    doubts = {**loaded.rulebook.doubts, "CHK-99": first.model_copy(update={"id": "CHK-99"})}
    documents = {**loaded.documents, ("doubt", "CHK-99"): loaded.documents["doubt", "CHK-01"]}
    return Loaded(replace(loaded.rulebook, doubts=doubts), documents)


def test_check_finds_a_row_that_is_carried_out_twice(loaded: Loaded) -> None:
    citation = loaded.rulebook.red_flags[FLAG].citations[0]
    others = loaded.rulebook.red_flags[ABUSE].citations
    twice = with_entry(loaded, "red_flags", ABUSE, citations=[*others, citation])
    assert (
        f"coverage.yaml rows.{ROW} coverage.twice: {ROW} is carried out more than once: "
        f"{ABUSE}, {FLAG}. Keep one." in found_in(twice)
    )


def test_check_finds_a_row_said_to_be_done_that_no_entry_cites(loaded: Loaded) -> None:
    citations = citations_with(loaded.rulebook, row=None)
    assert found_in(with_flag(loaded, citations=citations)) == [
        f"coverage.yaml rows.{ROW} coverage.not_done: {ROW} is said to be done, "
        "but no entry cites it."
    ]


def test_check_finds_a_row_that_is_cited_but_not_said_to_be_done(loaded: Loaded) -> None:
    later = CoverageRow(state="assigned", issue="A later issue")
    assert found_in(_rows(loaded, {ROW: later})) == [
        f"coverage.yaml rows.{ROW} coverage.done: {ROW} is cited by '{FLAG}', "
        f"but not said to be done. {WRITE}"
    ]


@pytest.mark.parametrize(
    "keys",
    [
        {"file": "red_flags/record/abuse_by_agency.yaml"},
        {"scenario": "no such scenario"},
        {"scenario": "a search with sources found none"},
    ],
)
def test_check_finds_a_row_that_names_what_does_not_show_it(
    loaded: Loaded, keys: dict[str, str]
) -> None:
    assert found_in(_row(loaded, **keys)) == [
        f"coverage.yaml rows.{ROW} coverage.scenario: {ROW} names a file or scenario that does "
        f"not show it. {WRITE}"
    ]


@pytest.mark.parametrize("more", [0, 1])
def test_check_allows_one_row_in_ten_to_be_context(loaded: Loaded, more: int) -> None:
    rows = loaded.rulebook.coverage.rows
    assigned = [name for name, row in rows.items() if row.state == "assigned" and not row.doubts]
    already = sum(row.state == "context" for row in rows.values())
    allowed = int(CONTEXT_SHARE * len(rows)) + more
    context = dict.fromkeys(assigned[: allowed - already], CONTEXT)
    said = (
        f"coverage.yaml rows coverage.context: {allowed} of {len(rows)} rows are context; "
        "at most one in ten may be."
    )
    assert found_in(_rows(loaded, context)) == [said] * more


def test_check_finds_a_doubt_that_no_row_is_linked_to(loaded: Loaded) -> None:
    assert found_in(_with_doubt(loaded)) == [
        "doubts/CHK-01.yaml  doubt.unlinked: no row is linked to CHK-99. "
        "Name it in the 'doubts' of each row it applies to."
    ]


def test_check_accepts_a_doubt_that_a_citation_names(loaded: Loaded) -> None:
    citations = citations_with(loaded.rulebook, doubts=["CHK-99"])
    assert found_in(with_flag(_with_doubt(loaded), citations=citations)) == []


def test_check_accepts_a_doubt_that_a_row_names(loaded: Loaded) -> None:
    assert found_in(_row(_with_doubt(loaded), doubts=["CHK-99"])) == []


def test_check_leaves_the_rows_of_doubts_alone(loaded: Loaded) -> None:
    done = CoverageRow(state="done", file="doubts/CHK-01.yaml", scenario="none")
    assert found_in(_rows(loaded, {"CHK-01": done})) == []
