"""An atlas whose figures a user has fetched in part."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.country import Figure
from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.atlas import load_atlas, open_atlas
from caveat.rulebook.atlas_tree import plain_problem, problem_of
from caveat.rulebook.kept_edition import RECORD
from tests.rulebook.bad_files import shown
from tests.rulebook.small_atlas import HEAD, change, write_atlas
from tests.store.small import kept


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small atlas that may be changed."""
    return write_atlas(tmp_path / "data")


@pytest.fixture
def kept_home(tmp_path: Path) -> Path:
    """Return a home with one edition."""
    kept(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def as_download(data: Path) -> None:
    file = data / "observations/first/publisher.yaml"
    head, _, _ = file.read_text().partition("editions:")
    file.write_text(head + "distribution: download\n")


def test_figures_of_the_home_join_the_embedded_ones(data: Path, kept_home: Path) -> None:
    atlas = load_atlas(data, kept_home)
    assert atlas.figures["NO"]["courts"] == (
        Figure(0.8, 2022, "first-1"),
        Figure(0.7, 2022, "first-2"),
        Figure(0.9, 2023, "first-2", 0.05),
        Figure(0.5, 2024, "first-3"),
    )
    assert set(atlas.editions) == {"first-1", "first-2", "first-3"}
    assert atlas.problems == ()


def test_figures_stand_in_the_home_alone_where_they_may_not_be_passed_on(
    data: Path, kept_home: Path
) -> None:
    as_download(data)
    (data / "observations/first/courts.csv").unlink()
    assert load_atlas(data).figures == {}
    assert load_atlas(data, kept_home).figures == {
        "NO": {"courts": (Figure(0.5, 2024, "first-3"),)}
    }


def test_figures_that_may_not_be_passed_on_are_refused_in_the_data(data: Path) -> None:
    as_download(data)
    with pytest.raises(CaveatError) as caught:
        load_atlas(data)
    assert shown(caught.value, data) == [
        "courts.csv: figures.not_ours: figures of this publisher may not be passed on; each user "
        "fetches them. Remove the file."
    ]


def test_broken_edition_is_left_out_and_told(data: Path, kept_home: Path, folder: Path) -> None:
    record = kept_home / "observations/first/first-3" / RECORD
    record.unlink()
    wanted = Problem(
        "edition.broken",
        f"the edition 'first-3' is left out: '{RECORD}' cannot be read: No such file or directory.",
        "",
        Place(record),
    )
    for atlas in (open_atlas(data, kept_home), open_atlas(data, kept_home)):
        assert atlas.problems == (wanted,)
        assert set(atlas.editions) == {"first-1", "first-2"}


def test_open_brings_back_what_was_loaded(data: Path, kept_home: Path, folder: Path) -> None:
    first, second = open_atlas(data, kept_home), open_atlas(data, kept_home)
    assert first == second == load_atlas(data, kept_home)
    assert len(list(folder.iterdir())) == 1


def test_open_reads_the_home_again_when_it_changed(
    data: Path, kept_home: Path, folder: Path
) -> None:
    open_atlas(data, kept_home)
    kept(kept_home, HEAD.encode() + b"NO,2024,0.6,,first-3\n")
    assert open_atlas(data, kept_home).figures["NO"]["courts"][-1].value == 0.6
    assert open_atlas(data).figures["NO"]["courts"][-1].value == 0.9
    assert len(list(folder.iterdir())) == 3


def test_home_without_editions_uses_the_bundle_of_no_home(
    data: Path, tmp_path: Path, folder: Path
) -> None:
    open_atlas(data)
    open_atlas(data, tmp_path / "none")
    assert len(list(folder.iterdir())) == 1


def test_change_of_the_data_is_seen_beside_a_home(
    data: Path, kept_home: Path, folder: Path
) -> None:
    open_atlas(data, kept_home)
    change(data / "observations/first/courts.csv", "NO,2023,0.9", "NO,2023,0.6")
    assert open_atlas(data, kept_home).figures["NO"]["courts"][-2].value == 0.6


def test_problem_without_a_place_comes_back_from_plain_data() -> None:
    problem = Problem("a.b", "Said.", "Do.")
    assert problem_of(plain_problem(problem)) == problem
