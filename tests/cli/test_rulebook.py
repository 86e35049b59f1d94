from __future__ import annotations

from pathlib import Path

import pytest

from caveat.reports.rulebook_pages import KINDS
from caveat.rulebook.atlas import open_atlas
from caveat.rulebook.dossiers import open_dossiers
from caveat.rulebook.loader import DATA, Rulebook
from caveat.services.check_rulebook import counts_of
from tests.cli.conftest import Run


def test_check_says_what_it_checked_and_recalls_it(
    run: Run, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path))
    held = counts_of(rulebook, open_atlas(), open_dossiers(rulebook))
    counts = ", ".join(f"{count} {name}" for name, count in held.items())
    first, second = run("rulebook", "check"), run("rulebook", "check")
    assert (first.code, first.err, first.out) == (0, "", f"The rulebook holds: {counts}.\n")
    assert second.out == (f"The rulebook holds: {counts} (nothing changed since it last passed).\n")


def test_show_lists_the_kinds(run: Run, rulebook: Rulebook) -> None:
    out = run("rulebook", "show").out
    rows = [
        line.split() for line in out.splitlines() if line.split()[:1] and len(line.split()) == 2
    ]
    shown = {kind: int(count) for kind, count in rows if count.isdecimal()}
    assert shown == {kind: len(getattr(rulebook, kind)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_show_lists_a_kind(run: Run, rulebook: Rulebook, kind: str) -> None:
    out = run("rulebook", "show", kind).out
    title = f"{kind.replace('_', ' ')} ({len(getattr(rulebook, kind))})"
    assert out.splitlines()[0] == title


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("record.prior_misuse", "red flag record.prior_misuse, active."),
        ("US20-2-RF1", "red flag record.abuse_by_agency, active."),
        ("SG-T-10", "safeguard technical.remote_disable, active."),
        ("end_user.type", "end_user.type (choice)"),
        ("us-state-2019", "until 2020-09-30"),
        ("CHK-02", "How to check"),
        ("policy", "The published table of tiers"),
    ],
)
def test_show_prints_one_entry(run: Run, what: str, said: str) -> None:
    ran = run("rulebook", "show", what)
    assert (ran.code, ran.err, said in ran.out) == (0, "", True)


def test_show_prints_an_assigned_row(run: Run, rulebook: Rulebook) -> None:
    name, row = next((n, r) for n, r in rulebook.coverage.rows.items() if r.state == "assigned")
    out = " ".join(run("rulebook", "show", name).out.split())
    assert out.endswith(f"assigned: {row.issue}.")


def test_show_refuses_an_unknown_name(run: Run) -> None:
    ran = run("rulebook", "show", "record.prior_misuze")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "error: 'record.prior_misuze' is no entry of the rulebook. "
        "Nearest: 'record.prior_misuse'.\n",
    )


def test_coverage_accounts_for_every_row(run: Run, rulebook: Rulebook) -> None:
    title = run("rulebook", "coverage").out.splitlines()[0]
    assert title == f"Coverage: {len(rulebook.coverage.rows)} rows, 0 unaccounted for"


def test_coverage_writes_nothing_new_into_a_register_that_is_up_to_date(run: Run) -> None:
    before = (DATA / "coverage.yaml").read_bytes()
    out = run("rulebook", "coverage", "--write").out
    assert out.startswith("0 lines changed in coverage.yaml.\nCoverage: ")
    assert (DATA / "coverage.yaml").read_bytes() == before


def test_doubts_links_every_doubt_to_rows(run: Run, rulebook: Rulebook) -> None:
    out = " ".join(run("rulebook", "doubts").out.split())
    assert out.count("applies to: ") == len(rulebook.doubts)
    assert "applies to: none" not in out
