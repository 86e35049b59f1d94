"""Problems of the laws of countries; the other problems of the atlas are in `test_atlas.py`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.atlas import load_atlas
from caveat.rulebook.loader import DATA
from tests.rulebook.bad_files import shown
from tests.rulebook.small_atlas import write_atlas

FEATURES = ("speech_offences", "media_licensing")


def law(feature: str, statute: str, year: int, provision: str = "") -> str:
    """Return a law of a country's file, of five lines, and one more with a provision."""
    place = f"    provision: {provision}\n" if provision else ""
    return (
        f"  - feature: {feature}\n"
        f"    statute: {statute}\n"
        f"    year: {year}\n{place}"
        "    does: Makes words an offence.\n"
        "    basis: recalled\n"
        "    written_on: 2026-11-24\n"
    )


def problems(folder: Path, *laws: str) -> list[str]:
    """Return what is wrong with an atlas in which North Korea has these laws, from line 5 on."""
    data = write_atlas(folder / "data")
    (data / "law_features").mkdir()
    for name in FEATURES:
        shutil.copy(DATA / f"law_features/{name}.yaml", data / "law_features")
    with (data / "countries/KP.yaml").open("a", encoding="utf-8") as file:
        file.write(f"laws:\n{''.join(laws)}")
    try:
        load_atlas(data)
    except CaveatError as refused:
        return shown(refused, data)
    return []


ACT = law("speech_offences", "First Act", 2006)


@pytest.mark.parametrize(
    "other",
    [
        law("speech_offences", "First Act", 2006, "section 2"),
        law("speech_offences", "First Act", 2007),
        law("speech_offences", "Second Act", 2006),
        law("media_licensing", "First Act", 2006),
    ],
)
def test_check_accepts_laws_that_differ(tmp_path: Path, other: str) -> None:
    assert problems(tmp_path, ACT, other) == []


def test_check_finds_a_law_that_stands_twice(tmp_path: Path) -> None:
    assert problems(tmp_path, ACT, law("media_licensing", "First Act", 2006), ACT) == [
        "KP.yaml:17 law.twice: 'First Act' stands twice under 'speech_offences'. "
        "Keep one of the two."
    ]


def test_check_finds_a_provision_that_stands_twice(tmp_path: Path) -> None:
    section = law("speech_offences", "First Act", 2006, "section 2")
    assert [line.split()[0] for line in problems(tmp_path, ACT, section, section)] == ["KP.yaml:18"]


def test_check_finds_a_law_of_no_feature(tmp_path: Path) -> None:
    assert problems(tmp_path, ACT, law("speech_offence", "First Act", 2006)) == [
        "KP.yaml:11 law_feature.unknown: 'speech_offence' is no law feature. "
        "Nearest: 'speech_offences'."
    ]
