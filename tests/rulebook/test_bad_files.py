"""Each file in tests/bad announces at its top what is said of it, word for word."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from caveat.model.error import CaveatError, Problem
from caveat.rulebook.check import check
from caveat.rulebook.loader import Rulebook, load
from caveat.rulebook.transaction_file import read_product, read_transaction
from tests.rulebook.bad_files import BAD, GOOD, bad_files, said, shown

TODAY = date(2026, 11, 24)


def _name(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", bad_files("transaction"), ids=_name)
def test_bad_transaction_file_is_refused_as_it_announces(file: Path, rulebook: Rulebook) -> None:
    with pytest.raises(CaveatError) as refused:
        read_transaction(file, rulebook, today=TODAY)
    assert shown(refused.value, file) == said(file)


def test_bad_files_announce_no_words_of_the_library() -> None:
    files = [file for kind in ("product", "rule", "transaction") for file in bad_files(kind)]
    words = [line for file in files for line in said(file)]
    assert [line for line in words if "Value error" in line] == []


@pytest.mark.parametrize("file", bad_files("product"), ids=_name)
def test_bad_product_file_is_refused_as_it_announces(file: Path, rulebook: Rulebook) -> None:
    with pytest.raises(CaveatError) as refused:
        read_product(file, rulebook, today=TODAY)
    assert shown(refused.value, file) == said(file)


@pytest.mark.parametrize("file", bad_files("rule"), ids=_name)
def test_bad_rule_file_is_refused_as_it_announces(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(GOOD / "rulebook", data)
    text = file.read_text(encoding="utf-8")
    laid_over = data / _path_in_rulebook(text)
    assert laid_over.is_file()
    laid_over.write_text(text, encoding="utf-8")
    assert shown(_problems(data), laid_over) == said(file)


def _path_in_rulebook(text: str) -> str:
    return next(
        line.removeprefix("# path ") for line in text.splitlines() if line.startswith("# path ")
    )


def _problems(data: Path) -> list[Problem]:
    try:
        return check(load(data))
    except CaveatError as error:
        return list(error.problems)


@pytest.mark.parametrize("file", sorted(BAD.glob("*/*.yaml")), ids=_name)
def test_bad_file_announces_something(file: Path) -> None:
    assert said(file) != []


def test_good_rulebook_has_no_problems() -> None:
    assert check(load(GOOD / "rulebook")) == []


@pytest.mark.parametrize("file", sorted((GOOD / "transaction").glob("*.yaml")), ids=_name)
def test_good_transaction_file_is_read(file: Path, rulebook: Rulebook) -> None:
    assert read_transaction(file, rulebook, today=TODAY).id == file.stem


@pytest.mark.parametrize("file", sorted((GOOD / "product").glob("*.yaml")), ids=_name)
def test_good_product_file_is_read(file: Path, rulebook: Rulebook) -> None:
    assert read_product(file, rulebook, today=TODAY)[1].product == file.stem
