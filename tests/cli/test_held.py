from __future__ import annotations

from pathlib import Path

import pytest

from caveat.cli.held import open_held, own_folder
from caveat.rulebook.loader import Rulebook
from tests.cli.conftest import Run
from tests.cli.own_files import AGENCY, ID, INCIDENT, NAME, write_own


def test_held_has_own_files_beside_those_that_ship(
    rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ships = open_held(rulebook).dossiers
    monkeypatch.setenv("CAVEAT_HOME", str(write_own(tmp_path)))
    both = open_held(rulebook).dossiers
    assert both.agencies.keys() - ships.agencies.keys() == {ID}
    assert both.incidents.keys() - ships.incidents.keys() == {"za_kestrel_bay_2025"}
    assert (both.agencies[ID].own, any(one.own for one in ships.agencies.values())) == (True, False)


def test_own_folder_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "caveat").mkdir()
    monkeypatch.setenv("CAVEAT_HOME", "elsewhere")
    assert own_folder() == Path("elsewhere")


@pytest.mark.parametrize("named", [None, ""])
def test_own_folder_lies_in_the_data_of_the_user_and_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    if named is not None:
        monkeypatch.setenv("CAVEAT_HOME", named)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert own_folder() is None
    (tmp_path / "caveat").mkdir()
    assert own_folder() == tmp_path / "caveat"


def test_own_folder_is_found_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    usual = tmp_path / ".local" / "share" / "caveat"
    usual.mkdir(parents=True)
    assert own_folder() == usual


def test_folder_that_is_named_and_missing_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "none"))
    ran = run("end-user", NAME)
    assert (ran.code, ran.out, str(tmp_path / "none") in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    ("name", "was", "now", "line"),
    [
        (AGENCY, "level: local", "level: federal", 4),
        (AGENCY, "level: local", "level: [", None),
        (AGENCY, f"id: {ID}", "id: ZA.other", 1),
        (INCIDENT, f"[{ID}]", "[ZA.nobody]", 4),
        (INCIDENT, "weight: reported", "weight: proven", 12),
    ],
)
def test_own_file_that_does_not_fit_is_refused_with_file_and_line(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    was: str,
    now: str,
    line: int | None,
) -> None:
    file = write_own(tmp_path) / name
    file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path))
    ran = run("end-user", NAME)
    where = f"error: {file}:" if line is None else f"error: {file}:{line}: "
    assert (ran.code, ran.out, ran.err.startswith(where)) == (2, "", True)
