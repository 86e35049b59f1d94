from __future__ import annotations

import pytest

from caveat.model.name import Script
from caveat.screening.characters import LONGEST_NAME, LONGEST_WORD, only_script, script_of, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", []),
        ("  ", []),
        ("Volna-2, (OOO)", ["Volna", "2", "OOO"]),
        ("O'Brien", ["O'Brien"]),
        ("O’Brien", ["O’Brien"]),
        ("Smith & Sons", ["Smith", "and", "Sons"]),
        ("Smith&Sønner", ["Smith", "and", "Sønner"]),
        ("a=llc", ["a", "=llc"]),
        ("tab\tline\nnull\x00bell\x07", ["tab", "line", "null", "bell"]),
        ("zero\u200bwidth\u200d\ufeff", ["zerowidth"]),
        ("\u202eleft\u202c right\u200f", ["left", "right"]),
        ("Ｆｕｌｌ　ｗｉｄｔｈ１", ["Full", "width1"]),
        ("ﻣﺤﻤﺪ", ["محمد"]),
        ("مُحَمَّد", ["محمد"]),
        ("Jose\u0301 e\u0328\u0301", ["José", "ę"]),
        ("rocket🚀ship", ["rocket", "ship"]),
        ("half \ud800 pair", ["half", "pair"]),
        ("किरण", ["किरण"]),
        ("№ 5", ["No", "5"]),
        ("Ünï_cöde", ["Ünï", "cöde"]),
    ],
)
def test_name_is_parted_into_words(name: str, words: list[str]) -> None:
    assert words_of(name) == (words, False)


def test_longest_name_is_read_whole() -> None:
    assert words_of("ab " * (LONGEST_NAME // 3)) == (["ab"] * (LONGEST_NAME // 3), False)


def test_longer_name_is_cut() -> None:
    assert words_of("a " * LONGEST_NAME) == (["a"] * (LONGEST_NAME // 2), True)


def test_longest_word_is_read_whole() -> None:
    assert words_of("x" * LONGEST_WORD) == (["x" * LONGEST_WORD], False)


def test_longer_word_is_cut() -> None:
    assert words_of("x" * (LONGEST_WORD + 1) + " y") == (["x" * LONGEST_WORD, "y"], True)


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", Script.LATIN),
        ("ə", Script.LATIN),
        ("ạ", Script.LATIN),
        ("’", Script.LATIN),
        ("ж", Script.CYRILLIC),
        ("λ", Script.GREEK),
        ("ს", Script.GEORGIAN),
        ("հ", Script.ARMENIAN),
        ("ش", Script.ARABIC),
        ("ש", Script.HEBREW),
        ("한", Script.HANGUL),
        ("漢", Script.HAN),
        ("𠀀", Script.HAN),
        ("か", Script.KANA),
        ("ก", Script.OTHER),
    ],
)
def test_script_of_a_character_is_told(character: str, script: Script) -> None:
    assert script_of(character) is script


@pytest.mark.parametrize(
    ("word", "script"),
    [("слово", Script.CYRILLIC), ("word", Script.LATIN), ("wоrd", None), ("漢か", None)],
)
def test_only_script_of_a_word_is_told(word: str, script: Script | None) -> None:
    assert only_script(word) is script
