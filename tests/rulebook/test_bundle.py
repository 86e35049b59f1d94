from __future__ import annotations

import dataclasses
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.bundle import KEPT, bundle_tree, cache_folder, open_rulebook, read_bundle
from caveat.rulebook.entries import RULES
from caveat.rulebook.loader import Rulebook, data_digest, load
from tests.rulebook.bad_files import GOOD

SMALL = GOOD / "rulebook"
NOON = 1_790_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small rulebook that may be changed."""
    shutil.copytree(SMALL, tmp_path / "data")
    return tmp_path / "data"


def _without_scenarios(rulebook: Rulebook) -> Rulebook:
    tables: dict[str, Any] = {
        kind.folder: {
            name: entry.model_copy(update={"scenarios": []})
            for name, entry in getattr(rulebook, kind.folder).items()
        }
        for kind in RULES
    }
    return dataclasses.replace(rulebook, **tables)


def _bundle(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_bundle_brings_back_the_whole_rulebook_but_its_scenarios(rulebook: Rulebook) -> None:
    text = json.dumps(bundle_tree(rulebook))
    assert read_bundle(json.loads(text)) == _without_scenarios(rulebook)


def test_bundle_is_the_same_whenever_it_is_made(rulebook: Rulebook) -> None:
    first = json.dumps(bundle_tree(rulebook))
    assert json.dumps(bundle_tree(read_bundle(json.loads(first)))) == first


def test_open_rulebook_writes_one_bundle(folder: Path) -> None:
    open_rulebook(SMALL)
    assert _bundle(folder).name.endswith(f"-{data_digest(SMALL)[:32]}.json")


def test_open_rulebook_reads_the_files_where_there_is_no_bundle(folder: Path) -> None:
    assert open_rulebook(SMALL) == load(SMALL).rulebook


def test_open_rulebook_reads_the_bundle_where_it_is_current(folder: Path) -> None:
    open_rulebook(SMALL)
    tree = json.loads(_bundle(folder).read_text(encoding="utf-8"))
    _bundle(folder).write_text(json.dumps({**tree, "version": "from it"}), encoding="utf-8")
    assert open_rulebook(SMALL).version == "from it"


def test_open_rulebook_makes_the_bundle_anew_when_the_data_change(folder: Path, data: Path) -> None:
    open_rulebook(data)
    (data / "VERSION").write_text("2027.01.01\n", encoding="utf-8")
    assert open_rulebook(data).version == "2027.01.01"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"digest"',
        "{}",
        "[" * 100_000,
        "\ud800",
        '{"digest": "another"}',
        '{"digest": DIGEST}',
        '{"digest": DIGEST, "facts": []}',
        '{"digest": DIGEST, "facts": {"a": {"id": 5}}}',
    ],
)
def test_open_rulebook_reads_the_files_where_the_bundle_is_broken(folder: Path, text: str) -> None:
    open_rulebook(SMALL)
    digest = json.dumps(data_digest(SMALL))
    broken = text.replace("DIGEST", digest).encode("utf-8", "surrogatepass")
    _bundle(folder).write_bytes(broken)
    assert open_rulebook(SMALL) == load(SMALL).rulebook


def test_open_rulebook_mends_a_broken_bundle(folder: Path) -> None:
    open_rulebook(SMALL)
    whole = _bundle(folder).read_bytes()
    _bundle(folder).write_bytes(whole[: len(whole) // 2])
    open_rulebook(SMALL)
    assert _bundle(folder).read_bytes() == whole


def test_open_rulebook_does_without_a_cache_that_cannot_be_written(folder: Path) -> None:
    folder.write_text("a file where a folder should be", encoding="utf-8")
    assert open_rulebook(SMALL) == load(SMALL).rulebook


def test_open_rulebook_does_without_a_bundle_that_cannot_be_replaced(folder: Path) -> None:
    open_rulebook(SMALL)
    name = _bundle(folder)
    name.unlink()
    name.mkdir()
    assert open_rulebook(SMALL) == load(SMALL).rulebook


def _bundles(folder: Path, *days: int) -> list[Path]:
    """Write a bundle of another rulebook so many days ago, for each."""
    folder.mkdir()
    files = [folder / f"rulebook-0.0.1-1-{day:032}.json" for day in days]
    for file, day in zip(files, days, strict=True):
        file.write_text("{}", encoding="utf-8")
        os.utime(file, (NOON - day * 86_400,) * 2)
    return files


def test_open_rulebook_keeps_the_newest_bundles(folder: Path) -> None:
    _, _, old, new = _bundles(folder, 3, 4, 2, 1)
    marker = folder / "checked-0.json"
    marker.write_text("{}", encoding="utf-8")
    open_rulebook(SMALL)
    (made,) = folder.glob(f"*-{data_digest(SMALL)[:32]}.json")
    assert set(folder.iterdir()) == {made, new, old, marker}
    assert len({made, new, old}) == KEPT


def test_open_rulebook_keeps_the_bundle_it_wrote_whatever_the_clock_says(folder: Path) -> None:
    _bundles(folder, *(-36_500 - n for n in range(KEPT)))
    open_rulebook(SMALL)
    made = list(folder.glob(f"*-{data_digest(SMALL)[:32]}.json"))
    assert (len(made), len(list(folder.iterdir()))) == (1, KEPT)


def test_open_rulebook_removes_nothing_where_a_bundle_is_only_read(folder: Path) -> None:
    open_rulebook(SMALL)
    made = _bundle(folder)
    others = [folder / f"rulebook-{n}.json" for n in range(KEPT)]
    for file in others:
        file.write_text("{}", encoding="utf-8")
    open_rulebook(SMALL)
    assert set(folder.iterdir()) == {made, *others}


def test_open_rulebook_leaves_alone_what_it_cannot_remove(folder: Path) -> None:
    _, newer, new = _bundles(folder, 3, 2, 1)
    stuck = folder / "rulebook-stuck.json"
    stuck.mkdir()
    os.utime(stuck, (0, 0))
    gone = folder / "rulebook-gone.json"
    gone.symlink_to(folder / "nowhere")
    assert open_rulebook(SMALL) == load(SMALL).rulebook
    (made,) = folder.glob(f"*-{data_digest(SMALL)[:32]}.json")
    assert set(folder.iterdir()) == {made, new, newer, stuck}


def test_open_rulebook_raises_where_the_files_do_not_load(folder: Path, data: Path) -> None:
    (data / "coverage.yaml").unlink()
    with pytest.raises(CaveatError):
        open_rulebook(data)
    assert not folder.exists()


def test_cache_folder_is_where_it_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAVEAT_CACHE", "named")
    assert cache_folder() == Path("named")


def test_cache_folder_lies_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAVEAT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "users")
    assert cache_folder() == Path("users/caveat")


@pytest.mark.parametrize("empty", [True, False])
def test_cache_folder_falls_back_on_the_home_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty: bool
) -> None:
    monkeypatch.delenv("CAVEAT_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if empty:
        monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/caveat"
