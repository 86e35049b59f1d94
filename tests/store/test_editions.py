from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from caveat.model.country import Figure
from caveat.model.error import CaveatError
from caveat.rulebook.kept_edition import (
    OBSERVATIONS,
    OLD,
    RECORD,
    SEAL,
    edition_folders,
    read_record,
)
from caveat.store.editions import NEW, figure_text, same_name, tidy
from tests.store.small import COURTS, kept, record


def test_figures_are_written_by_country_and_year_with_few_decimals() -> None:
    figures = [
        ("NO", Figure(0.1234567, 2024, "e-1", 0.25)),
        ("NA", Figure(-0.0000001, 2024, "e-1", 0.0)),
        ("NO", Figure(10.0, 2023, "e-1")),
        ("PS-GAZA", Figure(1.5e-05, 2024, "e-1", 1e3)),
    ]
    assert figure_text(figures) == (
        b"country,data_year,value,margin,edition\n"
        b"NA,2024,0,0,e-1\n"
        b"NO,2023,10,,e-1\n"
        b"NO,2024,0.123457,0.25,e-1\n"
        b"PS-GAZA,2024,0.000015,1000,e-1\n"
    )


def test_edition_is_kept_whole_and_nothing_else(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    assert folder == tmp_path / "observations/first/first-3"
    assert {one.name: one.read_bytes() for one in folder.glob("*.csv")} == {"courts.csv": COURTS}
    assert read_record(folder) == record()
    assert [one.name for one in folder.parent.iterdir()] == ["first-3"]


def test_record_of_an_edition_carries_a_hash_that_others_can_check(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    digest = hashlib.sha256((folder / RECORD).read_bytes()).hexdigest()
    assert (folder / SEAL).read_text() == f"{digest}  edition.json\n"


def test_edition_takes_the_place_of_one_of_the_same_name(tmp_path: Path) -> None:
    kept(tmp_path)
    text = COURTS.replace(b"0.5", b"0.6")
    folder = kept(tmp_path, text)
    assert (folder / "courts.csv").read_bytes() == text
    assert [one.name for one in folder.parent.iterdir()] == ["first-3"]


def test_edition_that_stands_says_since_when_and_what_to_do() -> None:
    problem = same_name(record())
    assert (problem.code, str(problem)) == (
        "edition.same_name",
        "'first-3' is held since 2026-11-24, and the publisher gives other figures under the same "
        "name now. Look at what changed; --replace takes the new ones.",
    )


def test_home_that_cannot_be_written_keeps_what_it_has(tmp_path: Path) -> None:
    (tmp_path / OBSERVATIONS).mkdir()
    (tmp_path / OBSERVATIONS / "first").touch()
    with pytest.raises(CaveatError) as caught:
        kept(tmp_path)
    assert [one.code for one in caught.value.problems] == ["home.unwritable"]


def test_what_a_stopped_writer_left_is_removed(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    (folder.with_name(f"{NEW}abc")).mkdir()
    (folder.with_name(f"{NEW}abc") / RECORD).touch()
    (folder.with_name(folder.name + OLD)).mkdir()
    tidy(tmp_path)
    assert [one.name for one in folder.parent.iterdir()] == ["first-3"]


def test_edition_that_was_being_replaced_comes_back(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    folder.rename(folder.with_name(folder.name + OLD))
    tidy(tmp_path)
    assert read_record(folder) == record()


def test_tidying_of_nothing_does_nothing(tmp_path: Path) -> None:
    tidy(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    folder.with_name(f"{NEW}abc").touch()
    with pytest.raises(CaveatError) as caught:
        tidy(tmp_path)
    assert [one.code for one in caught.value.problems] == ["home.unwritable"]


STEPS = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
left = int(sys.argv[2])

def dying(name, before):
    def call(*arguments, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return before(*arguments, **named)
    return call

for name in ("fsync", "rename", "chmod", "rmdir", "unlink"):
    setattr(os, name, dying(name, getattr(os, name)))
from tests.store.small import COURTS, kept
kept(Path(sys.argv[1]), COURTS.replace(b"0.5", b"0.6"))
"""


def test_writer_that_is_killed_at_any_step_leaves_the_old_edition_or_the_new(
    tmp_path: Path,
) -> None:
    root = str(Path(__file__).resolve().parents[2])
    new = COURTS.replace(b"0.5", b"0.6")
    found = []
    for step in range(40):
        home = tmp_path / str(step)
        kept(home)
        ran = subprocess.run(
            [sys.executable, "-c", STEPS, str(home), str(step), root],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=False,
        )
        (folder,) = edition_folders(home)
        text = (folder / "courts.csv").read_bytes()
        assert text in (COURTS, new)
        wanted = record({"courts": text})
        assert read_record(folder) == wanted
        tidy(home)
        (after,) = edition_folders(home)
        assert (after.name, (after / "courts.csv").read_bytes()) == ("first-3", text)
        found.append(text == new)
        if ran.returncode == 0:
            break
        assert ran.returncode == -9
    assert found[0] is False
    assert found[-1] is True
    assert len(found) > 6
