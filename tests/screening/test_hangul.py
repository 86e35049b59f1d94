from __future__ import annotations

import pytest

from caveat.model.name import NameTables, Script
from caveat.screening.hangul import Korean

Readings = list[tuple[str, str]]


@pytest.fixture(scope="module")
def korean(names: NameTables) -> Korean:
    """Return the reader of Korean."""
    return Korean(names)


def readings(korean: Korean, run: str) -> Readings:
    forms = korean.read(run)
    assert forms.script is Script.HANGUL
    return [(how, " ".join(texts)) for how, texts in ((forms.how, forms.texts), *forms.others)]


def test_name_of_a_person_is_read_by_three_systems(korean: Korean) -> None:
    assert readings(korean, "정철수") == [
        ("North Korean, by syllables", "jong chol su"),
        ("McCune-Reischauer, by syllables", "chong chol su"),
        ("Revised Romanization, by syllables", "jeong cheol su"),
        ("North Korean", "jong cholsu"),
        ("McCune-Reischauer", "chong cholsu"),
        ("Revised Romanization", "jeong cheolsu"),
    ]


def test_surname_is_read_as_one(korean: Korean) -> None:
    assert [text for _, text in readings(korean, "이박")][::3] == ["ri pak", "ri pak"]


def test_name_without_a_known_surname_is_read_by_letters(korean: Korean) -> None:
    assert readings(korean, "뷁가")[0] == ("North Korean, by syllables", "pwek ka")


def test_words_are_translated_and_the_rest_is_voiced(korean: Korean) -> None:
    assert readings(korean, "백두강무역은행") == [
        ("North Korean", "paektugang trading bank"),
        ("McCune-Reischauer", "paektugang trading bank"),
        ("Revised Romanization", "baekdugang trading bank"),
        ("North Korean, nothing translated", "paektugang muyok unhaeng"),
    ]


def test_long_run_without_known_words_is_one_word(korean: Korean) -> None:
    assert [text for _, text in readings(korean, "가나다라마바")] == [
        "kanadaramaba",
        "kanadaramaba",
        "ganadaramaba",
    ]


def test_letters_that_are_no_syllable_are_read_too(korean: Korean) -> None:
    assert next(text for _, text in readings(korean, "ㅎ가나다라")) == "hkanadara"
