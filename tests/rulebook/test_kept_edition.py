from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from caveat.model.country import Edition, Figure
from caveat.model.error import CaveatError, Problem
from caveat.rulebook.kept_edition import (
    MAX_BYTES,
    OLD,
    RECORD,
    SEAL,
    STRAY,
    KeptEdition,
    edition_folders,
    home_digest,
    kept_editions,
)
from tests.countries.small import indicator
from tests.store.small import COURTS, kept, record, seal

BROKEN = "the edition 'first-3' is left out: "


def read(home: Path | None, embedded: tuple[str, ...] = ()) -> tuple[list[KeptEdition], list[Any]]:
    problems: list[Problem] = []
    found = kept_editions(
        home,
        countries={"NO": "Norway"},
        indicators={"courts": indicator()},
        embedded=embedded,
        problems=problems,
    )
    told = [(one.code, one.message, one.hint) for one in problems]
    assert all(one.where is not None for one in problems)
    return found, told


def test_edition_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    kept(tmp_path)
    found, problems = read(tmp_path)
    assert problems == []
    assert found == [KeptEdition(record(), {"courts": {"NO": [Figure(0.5, 2024, "first-3")]}})]
    assert found[0].record.edition() == Edition(
        "first-3",
        "first",
        "Three",
        date(2025, 3, 1),
        "Invented.",
        "https://example.org/courts.csv",
    )


def test_without_a_home_there_are_no_editions(tmp_path: Path) -> None:
    assert read(None) == ([], [])
    assert read(tmp_path / "none") == ([], [])
    assert (home_digest(None), home_digest(tmp_path / "none"), home_digest(tmp_path)) == ("",) * 3


def test_unfinished_editions_and_files_are_none(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    folder.rename(folder.with_name(".new-abc"))
    (folder.parent / "file").touch()
    assert edition_folders(tmp_path) == []


def test_edition_that_is_being_replaced_counts_until_the_new_one_is_there(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    old = folder.with_name(folder.name + OLD)
    folder.rename(old)
    assert edition_folders(tmp_path) == [old]
    found, problems = read(tmp_path)
    assert ([one.record.id for one in found], problems) == (["first-3"], [])
    kept(tmp_path)
    assert edition_folders(tmp_path) == [folder]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("courts.csv", "0.5", "0.6", "'courts.csv' is not as it was written."),
        (RECORD, '"rows": 1', '"rows": "x"', f"'{RECORD}' does not have the shape (at 'rows')."),
        (RECORD, '"rows": 1', '"rows": 1, "x": 1', f"'{RECORD}' does not have the shape (at 'x')."),
        (RECORD, '"title"', "title", f"'{RECORD}' does not have the shape (at '')."),
        (RECORD, '"id": "first-3"', '"id": "first-4"', "it says that it is 'first/first-4'."),
        (
            RECORD,
            '"publisher": "first"',
            '"publisher": "second"',
            "it says that it is 'second/first-3'.",
        ),
        (RECORD, '"courts"', '"press"', "'press' is no indicator of this publisher."),
    ],
)
def test_edition_that_is_not_as_it_was_written_is_left_out(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    file = kept(tmp_path) / name
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    seal(file.parent)
    found, problems = read(tmp_path)
    said = said.replace("the shape (", "the shape expected (")
    hint = STRAY if said.startswith("it says that it is") else ""
    assert (found, problems) == ([], [("edition.broken", BROKEN + said, hint)])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RECORD, '"published_on": "2025-03-01"', '"published_on": "2024-03-01"'),
        (RECORD, "https://example.org", "https://example.net"),
        (SEAL, f"  {RECORD}", ""),
    ],
)
def test_record_that_is_not_as_it_was_written_is_left_out(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    file = kept(tmp_path) / name
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    said = f"'{RECORD}' is not as it was written."
    assert read(tmp_path) == ([], [("edition.broken", BROKEN + said, "")])


@pytest.mark.parametrize(
    ("hour", "known", "early"),
    [(9, "2026-11-24", False), (9, "2026-11-25", True), (10, "2026-11-25", False)],
)
def test_edition_counts_no_earlier_than_it_was_fetched_where_the_day_begins_first(
    tmp_path: Path, hour: int, known: str, early: bool
) -> None:
    at = datetime(2026, 11, 24, hour, 59, tzinfo=UTC)
    kept(tmp_path, published_on=date.fromisoformat(known), fetched_at=at)
    found, problems = read(tmp_path)
    said = f"{BROKEN}it was fetched on 2026-11-24, and says that it is known since {known} only."
    assert (len(found), problems) == ((0, [("edition.broken", said, "")]) if early else (1, []))


def test_pipe_in_an_edition_is_not_waited_for(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    (folder / "courts.csv").unlink()
    os.mkfifo(folder / "courts.csv")
    assert len(home_digest(tmp_path)) == 64
    said = "'courts.csv' is no file."
    assert read(tmp_path) == ([], [("edition.broken", BROKEN + said, "")])


def locked_away(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody list a folder: root may list all, so that its mode says nothing."""
    listed = Path.iterdir

    def listing(self: Path) -> Iterator[Path]:
        if self == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", listing)


@pytest.mark.parametrize("place", ["observations", "observations/first"])
def test_home_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    kept(tmp_path)
    locked_away(monkeypatch, tmp_path / place)
    for look in (home_digest, edition_folders):
        with pytest.raises(CaveatError) as caught:
            look(tmp_path)
        assert str(caught.value) == (
            f"{tmp_path / place}: cannot be read: Permission denied. "
            "Let yourself read it, or name another folder in CAVEAT_HOME."
        )


def test_edition_that_cannot_be_listed_has_a_digest_of_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = kept(tmp_path)
    before = home_digest(tmp_path)
    locked_away(monkeypatch, folder)
    after = home_digest(tmp_path)
    assert (len(after), after == before) == (64, False)


@pytest.mark.parametrize("name", ["courts.csv", RECORD, SEAL])
def test_edition_without_one_of_its_files_is_left_out(tmp_path: Path, name: str) -> None:
    (kept(tmp_path) / name).unlink()
    said = f"'{name}' cannot be read: No such file or directory."
    assert read(tmp_path) == ([], [("edition.broken", BROKEN + said, "")])


def test_edition_with_other_columns_is_left_out(tmp_path: Path) -> None:
    kept(tmp_path, COURTS.replace(b"margin", b"error"))
    found, ((_, message, _),) = read(tmp_path)
    assert (found, message.startswith(f"{BROKEN}found 'country,data_year,value,error")) == (
        [],
        True,
    )


def test_file_of_figures_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    kept(tmp_path, COURTS + b"x" * MAX_BYTES)
    assert read(tmp_path) == (
        [],
        [("edition.broken", f"{BROKEN}'courts.csv' is not as it was written.", "")],
    )


def test_indicator_of_another_publisher_is_left_out(tmp_path: Path) -> None:
    kept(tmp_path, publisher="second")
    said = "'courts' is no indicator of this publisher."
    assert read(tmp_path) == ([], [("edition.broken", BROKEN + said, "")])


def test_edition_that_is_there_already_stands_as_it_is(tmp_path: Path) -> None:
    kept(tmp_path)
    said = "there is an edition of that name already."
    assert read(tmp_path, ("first-3",)) == ([], [("edition.broken", BROKEN + said, STRAY)])


def test_broken_edition_does_not_stop_another(tmp_path: Path) -> None:
    (kept(tmp_path) / RECORD).unlink()
    kept(tmp_path, COURTS.replace(b"first-3", b"first-4"), id="first-4", number="4")
    found, problems = read(tmp_path)
    assert ([one.record.id for one in found], len(problems)) == (["first-4"], 1)


def test_digest_covers_names_and_contents(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    digests = [home_digest(tmp_path)]
    assert digests[0] == home_digest(tmp_path)
    (folder / "courts.csv").write_bytes(COURTS + b"\n")
    digests.append(home_digest(tmp_path))
    (folder / "courts.csv").rename(folder / "court.csv")
    digests.append(home_digest(tmp_path))
    (folder / "court.csv").unlink()
    (folder / "court.csv").mkdir()
    digests.append(home_digest(tmp_path))
    folder.rename(folder.with_name("first-4"))
    digests.append(home_digest(tmp_path))
    assert len(set(digests)) == 5


def test_record_is_plain_json(tmp_path: Path) -> None:
    tree = json.loads((kept(tmp_path) / RECORD).read_text())
    assert tree["fetched_at"] == "2026-11-24T12:00:00Z"
    assert "etag" not in tree
