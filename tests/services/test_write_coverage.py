from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caveat.rulebook.loader import DATA, load
from caveat.services.write_coverage import write_coverage
from tests.services.small import change, coverage, flag_file, write


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real data."""
    folder = tmp_path_factory.mktemp("real") / "data"
    shutil.copytree(DATA, folder)
    return folder


def register(data: Path) -> str:
    return (data / "coverage.yaml").read_text(encoding="utf-8")


def test_write_coverage_leaves_a_register_that_is_up_to_date(data: Path) -> None:
    assert (write_coverage(data), register(data)) == (0, coverage())


def test_write_coverage_leaves_the_real_register_as_it_is(real: Path) -> None:
    committed = (DATA / "coverage.yaml").read_text(encoding="utf-8")
    assert (write_coverage(real), register(real)) == (0, committed)


def test_write_coverage_brings_back_a_broken_line_of_the_real_register(real: Path) -> None:
    before = register(real)
    line = "    file: red_flags/record/prior_misuse.yaml\n"
    assert line in before
    write(real / "coverage.yaml", before.replace(line, "    file: red_flags/moved.yaml\n", 1))
    assert (write_coverage(real), register(real)) == (1, before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("file: red_flags/record/misuse.yaml", "file: red_flags/record/moved.yaml"),
        ('scenario: "misuse is raised"', 'scenario: "misuse was raised once"'),
        (
            'state: done\n    file: red_flags/record/misuse.yaml\n    scenario: "misuse is raised"',
            "state: assigned\n    issue: later",
        ),
    ],
    ids=["file", "scenario", "state"],
)
def test_write_coverage_brings_back_a_broken_line(data: Path, old: str, new: str) -> None:
    change(data / "coverage.yaml", old, new)
    assert (write_coverage(data), register(data)) == (1, coverage())


def test_write_coverage_keeps_rows_that_no_entry_carries_out(data: Path) -> None:
    by_hand = (
        '  X-1:\n    state: assigned\n    issue: "The law: what \\"licence\\" means"\n'
        '    doubts: [CHK-01, CHK-02]\n  X-2:\n    state: context\n    reason: "Background"\n'
    )
    write(data / "coverage.yaml", coverage() + by_hand)
    assert (write_coverage(data), register(data)) == (0, coverage() + by_hand)


def test_write_coverage_leaves_a_row_that_no_scenario_shows(data: Path) -> None:
    change(flag_file(data, "misuse"), "{finding: yes, rows: [RF-MISUSE]}", "{finding: yes}")
    change(data / "coverage.yaml", '"misuse is raised"', '"by hand"')
    before = register(data)
    assert (write_coverage(data), register(data)) == (0, before)


def test_write_coverage_keeps_another_scenario_that_shows_the_row(data: Path) -> None:
    change(flag_file(data, "misuse"), "{finding: no}", "{finding: no, rows: [RF-MISUSE]}")
    change(data / "coverage.yaml", '"misuse is raised"', '"misuse is not raised"')
    before = register(data)
    assert (write_coverage(data), register(data)) == (0, before)


def test_write_coverage_registers_no_row_of_its_own(data: Path) -> None:
    change(data / "coverage.yaml", coverage().split("rows:\n")[1].split("  RF-KIND")[0], "")
    assert (write_coverage(data), "RF-MISUSE" in register(data)) == (0, False)


def test_write_coverage_writes_what_loads_again(data: Path) -> None:
    write_coverage(data)
    assert load(data).rulebook.coverage.rows["RF-MISUSE"].scenario == "misuse is raised"
