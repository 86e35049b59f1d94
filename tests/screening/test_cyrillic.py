from __future__ import annotations

import pytest

from caveat.model.name import NameTables, Script
from caveat.screening.cyrillic import Cyrillic
from caveat.screening.forms import Forms


@pytest.fixture(scope="module")
def cyrillic(names: NameTables) -> Cyrillic:
    """Return the reader of Cyrillic."""
    return Cyrillic(names)


@pytest.mark.parametrize(
    ("word", "language", "text"),
    [
        ("щукин", "russian", "shchukin"),
        ("щукин", "", "shchukin"),
        ("щукин", "persian", "shchukin"),
        ("гриценко", "ukrainian", "hrytsenko"),
        ("быкаў", "belarusian", "bykau"),
        ("ръждов", "bulgarian", "razhdov"),
        ("живковић", "serbian", "zivkovic"),
        ("қасым", "", "qasym"),
        ("о'нил", "", "onil"),
    ],
)
def test_word_is_written_by_its_language(
    cyrillic: Cyrillic, word: str, language: str, text: str
) -> None:
    assert cyrillic.read(word, language).texts == (text,)


def test_word_that_is_known_is_translated(cyrillic: Cyrillic) -> None:
    assert cyrillic.read("приборостроительного", "russian") == Forms(
        ("priborostroitelnogo",),
        "Russian",
        Script.CYRILLIC,
        (("translated", ("instrument", "making")),),
    )


def test_short_word_is_translated(cyrillic: Cyrillic) -> None:
    assert cyrillic.read("окб", "").others == (
        ("translated", ("experimental", "design", "bureau")),
    )


def test_word_of_another_language_is_read_as_russian_too(cyrillic: Cyrillic) -> None:
    assert cyrillic.read("григорій", "ukrainian").others == (("Russian", ("grigoriy",)),)


def test_adjective_of_a_place_is_trimmed(cyrillic: Cyrillic) -> None:
    assert cyrillic.read("рыбинский", "").trimmed == ("rybinsk",)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Iгар", "Ігар"),
        ("ABТО", "АВТО"),
        ("Аcme", "Acme"),
        ("Завод", "Завод"),
        ("Acme", "Acme"),
        ("3Д", "3Д"),
    ],
)
def test_letters_that_look_alike_are_exchanged(cyrillic: Cyrillic, word: str, found: str) -> None:
    assert cyrillic.unmixed(word) == found
