from __future__ import annotations

import os
from pathlib import Path

import pytest

from caveat.rulebook.whole_file import write_whole

NOT_WRITABLE = "half of it \ud800"
"""Text that no UTF-8 file can hold: writing it fails when the new file is open already."""


def test_write_whole_writes_a_new_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", "é\n")
    assert (tmp_path / "file").read_bytes() == b"\xc3\xa9\n"


def test_write_whole_replaces_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old and longer", encoding="utf-8")
    write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == "new"


def test_write_whole_leaves_nothing_else_in_the_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", "new")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_write_whole_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "file"
    file.touch()
    file.chmod(mode)
    write_whole(file, "new")
    assert file.stat().st_mode & 0o777 == mode


def test_write_whole_gives_a_new_file_the_mode_of_any_new_file(tmp_path: Path) -> None:
    other = tmp_path / "other"
    before = os.umask(0o027)
    try:
        other.touch()
        write_whole(tmp_path / "file", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode == other.stat().st_mode


def test_write_whole_leaves_the_umask_as_it_was(tmp_path: Path) -> None:
    before = os.umask(0o031)
    try:
        write_whole(tmp_path / "file", "new")
        after = os.umask(0o031)
    finally:
        os.umask(before)
    assert after == 0o031


def test_write_whole_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, NOT_WRITABLE)
    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == {
        "file": "old"
    }


def test_write_whole_that_fails_leaves_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "file", NOT_WRITABLE)
    assert list(tmp_path.iterdir()) == []


def test_write_whole_refuses_to_replace_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", "new")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_write_whole_raises_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "file", "new")


def test_write_whole_writes_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "file", tmp_path / "link"
    file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    write_whole(link, "new")
    assert (link.is_symlink(), file.read_text(encoding="utf-8")) == (True, "new")
