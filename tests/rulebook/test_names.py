from __future__ import annotations

import json
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.model.name import NameTable, NameTables
from caveat.rulebook.bundle import cache_folder
from caveat.rulebook.loader import DATA, data_digest
from caveat.rulebook.names import FOLDERS, load_names, open_names

TABLE = """\
id: letters.klingon
holds: letters
title: Letters of a language of the stage
how: Klingon
source: Ours.
basis: ours
rows:
  x: kh
  "^y": ""
"""
WORDS = """\
id: words
holds: words
title: Words
source: Ours.
basis: ours
rows:
  bank: [banka, banque]
"""
FROZEN = {"2026-11-24": "a2da21018e35040914bb04263a73ca6645a4cbf06dffda5271a78b62aeb6c251"}
"""The digest of each edition of the tables. A changed table is a new edition, with a new day."""


def write(data: Path, *, table: str = TABLE, words: str = WORDS, version: bool = True) -> Path:
    folder = data / "names"
    (folder / "letters").mkdir(parents=True)
    (folder / "letters" / "klingon.yaml").write_text(table, encoding="utf-8")
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    if version:
        (folder / "VERSION").write_text("2026-01-02\n", encoding="utf-8")
    return data


def generated() -> list[Path]:
    return sorted(cache_folder().glob("names-*.json"))


def test_tables_are_read_from_their_files(tmp_path: Path) -> None:
    data = write(tmp_path)
    assert load_names(data) == NameTables(
        "2026-01-02",
        data_digest(data, FOLDERS),
        {
            "letters.klingon": NameTable("letters", "Klingon", {"x": ("kh",), "^y": ("",)}),
            "words": NameTable("words", "", {"bank": ("banka", "banque")}),
        },
    )


def test_tables_from_the_generated_file_are_those_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    data = write(tmp_path / "data")
    first = open_names(data)
    file = generated()[0]
    file.write_text(file.read_text().replace("banque", "bankas"), encoding="utf-8")
    assert first == load_names(data)
    assert open_names(data).tables["words"].rows == {"bank": ("banka", "bankas")}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"digest": "of others"}', "\ud800"])
def test_generated_file_that_is_broken_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    data = write(tmp_path / "data")
    expected = open_names(data)
    generated()[0].write_bytes(text.encode("utf-8", "surrogatepass"))
    assert open_names(data) == expected
    assert json.loads(generated()[0].read_text(encoding="utf-8"))["digest"] == expected.digest


def test_tables_without_a_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaveatError) as caught:
        load_names(write(tmp_path, version=False))
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/names/VERSION: the file is missing. Write the date of the tables for names "
        "into it."
    ]


def test_row_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    words = WORDS.replace("holds: words", "holds: patterns").replace("[banka, banque]", '["[", a]')
    table = TABLE.replace("x: kh", "x: [kh]")
    with pytest.raises(CaveatError) as caught:
        load_names(write(tmp_path, table=table, words=f"{words}  y: text\n"))
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/names/letters/klingon.yaml:8: the row 'x' of letters: expected one text, "
        "found a list. See another table of the kind.",
        f"{tmp_path}/names/words.yaml:7: '[' is no regular expression: unterminated character set "
        "at position 0. Put \\ before a sign that is meant.",
        f"{tmp_path}/names/words.yaml:8: the row 'y' of patterns: expected a list, found one text. "
        "See another table of the kind.",
    ]


def test_every_problem_of_every_table_is_named(tmp_path: Path) -> None:
    words = WORDS.replace("holds: words", "holds: numbers")
    with pytest.raises(CaveatError) as caught:
        load_names(write(tmp_path, table=TABLE.replace("basis", "bases"), words=words))
    found = [(one.code, one.where and one.where.line) for one in caught.value.problems]
    assert found == [
        ("entry.missing_key", 1),
        ("entry.unknown_key", 6),
        ("entry.value", 2),
    ]


def test_tables_of_an_edition_never_change() -> None:
    version = (DATA / "names" / "VERSION").read_text(encoding="utf-8").strip()
    assert data_digest(DATA, FOLDERS) == FROZEN[version]
