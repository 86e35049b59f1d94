from __future__ import annotations

import os
from pathlib import Path

import pytest

from caveat.reports.country_map import MARK
from tests.cli.conftest import Run

DATE = ("--as-of", "2026-11-20")


@pytest.mark.parametrize("name", ["map.svg", "map.html"])
def test_map_writes_the_picture_and_the_page_beside_it(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("country", "map", "--out", tmp_path / name, *DATE)
    picture, page = tmp_path / "map.svg", tmp_path / "map.html"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Rule of law and courts as of 2026-11-20",
        "Reduced set, 1 producer (V-Dem Institute), newest data 2023.",
        f"Written: {picture}",
        f"Written: {page}",
    ]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["map.html", "map.svg"]
    assert picture.read_text(encoding="utf-8").startswith(MARK)
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


def test_map_shows_the_domain_and_the_day_that_are_asked_for(run: Run, tmp_path: Path) -> None:
    ran = run("country", "map", "--out", tmp_path / "map.svg", "--domain", "press", *DATE)
    assert ran.out.startswith("Press as of 2026-11-20\n")
    assert "Press as of 2026-11-20" in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_map_before_the_data_begins_is_one_of_no_data(run: Run, tmp_path: Path) -> None:
    out = ("country", "map", "--out", tmp_path / "map.svg", "--as-of", "2019-01-01")
    said = "No data: no scored figure held on this domain had been published by 2019-01-01."
    assert run(*out).out.splitlines()[1] == said
    assert "Norway (NO): no data" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "newest data 2018" in run(*out, "--retrospective").out


def test_map_is_written_anew_over_one_of_ours(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    run("country", "map", "--out", file, *DATE)
    first = file.read_bytes()
    assert run("country", "map", "--out", file, "--domain", "press", *DATE).code == 0
    assert run("country", "map", "--out", file, *DATE).code == 0
    assert file.read_bytes() == first


@pytest.mark.parametrize("name", ["map.svg", "map.html"])
def test_map_leaves_a_file_of_somebody_else_alone(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("mine", encoding="utf-8")
    ran = run("country", "map", "--out", tmp_path / "map.svg", *DATE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"error: {file}: there is something already, and this command did not make it. "
        "Name another file with --out, or add --force to write over a file.\n"
    )
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [
        (name, "mine")
    ]


def test_map_with_force_writes_over_any_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    file.write_text("mine", encoding="utf-8")
    assert run("country", "map", "--out", file, "--force", *DATE).code == 0
    assert file.read_text(encoding="utf-8").startswith(MARK)


def test_map_writes_over_no_folder_even_with_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    ran = run("country", "map", "--out", tmp_path / "map.svg", "--force", *DATE)
    assert (ran.code, [one.name for one in tmp_path.iterdir()]) == (2, ["map.html"])


def test_map_does_not_wait_for_a_pipe(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "map.svg")
    assert run("country", "map", "--out", tmp_path / "map.svg", *DATE).code == 2


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("map.png", "map.svg"),
        ("map", "map.svg"),
        ("map.SVG", "map.svg"),
        ("map.svg.gz", "map.svg.svg"),
    ],
)
def test_map_of_another_form_is_refused_with_a_hint(
    run: Run, tmp_path: Path, name: str, hint: str
) -> None:
    ran = run("country", "map", "--out", tmp_path / name)
    assert (ran.code, [*tmp_path.iterdir()]) == (2, [])
    assert ran.err == (
        f"error: --out {tmp_path / name}: expected a name that ends in .svg or .html. "
        f"Write {tmp_path / hint}.\n"
    )


def test_map_without_a_name_is_refused(run: Run) -> None:
    assert "Write map.svg." in run("country", "map", "--out", "/").err


def test_map_in_a_folder_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("country", "map", "--out", tmp_path / "none" / "map.svg", *DATE)
    assert ran.code == 2
    assert ran.err == (
        f"error: {tmp_path}/none/map.svg: cannot write there: No such file or directory. "
        "Name a file in a folder that is there and can be written to.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--domain", "weather"), "weather"),
        (("--as-of", "2999-01-01"), "lies in the future"),
        (("--as-of", "soon"), "--as-of"),
    ],
)
def test_map_of_bad_words_is_refused_and_writes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = run("country", "map", "--out", tmp_path / "map.svg", *words)
    assert (ran.code, said in ran.err, [*tmp_path.iterdir()]) == (2, True, [])


def test_map_must_be_told_where_to_write(run: Run) -> None:
    assert run("country", "map").code == 2
