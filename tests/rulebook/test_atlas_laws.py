"""Laws of countries in the atlas and its bundle."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import Law
from caveat.model.dossier import Reference
from caveat.model.standing import Basis
from caveat.rulebook.atlas import load_atlas, open_atlas
from caveat.rulebook.atlas_tree import country_of, plain
from caveat.rulebook.loader import DATA
from tests.rulebook.small_atlas import change, write_atlas

LAWS = """\
laws:
  - feature: speech_offences
    statute: First Act
    native: আইন
    year: 2006
    provision: section 57
    does: Makes words an offence.
    until_year: 2018
    basis: secondary_source
    seen:
      publisher: A gazette
      title: First Act
      published: "2006-10"
      basis: secondary_source
      url: https://gazette.example/1
      read_on: 2026-11-20
    written_on: 2026-11-24
    checked_by: A. Smith
    remark: Struck down.
  - feature: speech_offences
    statute: Second Act
    year: 2018
    does: Makes words an offence.
    basis: recalled
    written_on: 2026-11-24
"""
FIRST = Law(
    feature="speech_offences",
    statute="First Act",
    native="আইন",
    year=2006,
    provision="section 57",
    does="Makes words an offence.",
    until_year=2018,
    basis=Basis.SECONDARY_SOURCE,
    seen=Reference(
        "A gazette",
        "First Act",
        "2006-10",
        Basis.SECONDARY_SOURCE,
        "https://gazette.example/1",
        date(2026, 11, 20),
    ),
    written_on=date(2026, 11, 24),
    checked_by="A. Smith",
    remark="Struck down.",
)
SECOND = Law(
    feature="speech_offences",
    statute="Second Act",
    native="",
    year=2018,
    provision="",
    does="Makes words an offence.",
    until_year=None,
    basis=Basis.RECALLED,
    seen=None,
    written_on=date(2026, 11, 24),
    checked_by="",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small atlas with one law feature, and laws of one country."""
    data = write_atlas(tmp_path / "data")
    (data / "law_features").mkdir()
    shutil.copy(DATA / "law_features/speech_offences.yaml", data / "law_features")
    with (data / "countries/NO.yaml").open("a", encoding="utf-8") as file:
        file.write(LAWS)
    return data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_load_gives_laws_in_the_order_of_the_file(data: Path) -> None:
    countries = load_atlas(data).countries
    assert countries["NO"].laws == (FIRST, SECOND)
    assert countries["KP"].laws == ()


def test_open_brings_back_laws_from_the_bundle(data: Path, folder: Path) -> None:
    open_atlas(data)
    assert open_atlas(data).countries["NO"].laws == (FIRST, SECOND)


def test_open_reads_the_files_when_a_law_changed(data: Path, folder: Path) -> None:
    open_atlas(data)
    change(data / "countries/NO.yaml", "statute: Second Act", "statute: Third Act")
    assert [law.statute for law in open_atlas(data).countries["NO"].laws] == [
        "First Act",
        "Third Act",
    ]


def test_open_reads_the_files_when_a_law_feature_changed(data: Path, folder: Path) -> None:
    open_atlas(data)
    with (data / "law_features/speech_offences.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    open_atlas(data)
    assert len(list(folder.iterdir())) == 2


def test_country_with_laws_is_the_same_after_it_was_plain_data(data: Path) -> None:
    country = load_atlas(data).countries["NO"]
    assert country_of(plain(country)) == country
