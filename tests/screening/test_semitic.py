from __future__ import annotations

import pytest

from caveat.model.name import NameTables, Script
from caveat.screening.forms import Forms
from caveat.screening.semitic import Arabic, Hebrew


@pytest.fixture(scope="module")
def arabic(names: NameTables) -> Arabic:
    """Return the reader of Arabic."""
    return Arabic(names)


@pytest.fixture(scope="module")
def hebrew(names: NameTables) -> Hebrew:
    """Return the reader of Hebrew."""
    return Hebrew(names)


@pytest.mark.parametrize(
    ("word", "language", "texts"),
    [
        ("محمد", "", ("muhammad",)),
        ("محمـد", "", ("muhammad",)),
        ("إبراهيم", "", ("ibrahim",)),
        ("السامرائي", "", ("al", "samrai")),
        ("عبدالرحمن", "", ("abd", "al", "rahman")),
        ("للتجارة", "", ("li", "al", "tjara")),
        ("والحماية", "", ("wa", "al", "hmaya")),
        ("ال", "", ("al",)),
        ("العد", "", ("al", "ad")),
        ("الله", "", ("allah",)),
        ("جوادی", "persian", ("javadi",)),
        ("گرجستانی", "persian", ("grjstani",)),
        ("ثقفی", "persian", ("sghfi",)),
        ("ثقفي", "", ("thqfi",)),
    ],
)
def test_word_is_written_by_its_language(
    arabic: Arabic, word: str, language: str, texts: tuple[str, ...]
) -> None:
    assert arabic.read(word, language).texts == texts


def test_word_that_is_known_is_translated_without_its_prefix(arabic: Arabic) -> None:
    assert arabic.read("للتجارة", "") == Forms(
        ("li", "al", "tjara"),
        "Arabic",
        Script.ARABIC,
        (("translated", ("trading",)),),
    )


def test_word_is_read_the_other_way_where_that_differs(arabic: Arabic) -> None:
    assert arabic.read("ذوقی", "").others == (("Dari, waw as consonant", ("zwqi",)),)
    assert arabic.read("برنا", "").others == ()


@pytest.mark.parametrize(
    ("word", "texts", "others"),
    [
        ("ברק", ("brk",), ()),
        ("שבתאי", ("shvtai",), (("Hebrew, hard consonants", ("sbtai",)),)),
        ("בע״מ", ("bam",), (("translated", ("=ltd",)),)),
    ],
)
def test_hebrew_word_is_read(
    hebrew: Hebrew,
    word: str,
    texts: tuple[str, ...],
    others: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:
    assert hebrew.read(word) == Forms(texts, "Hebrew", Script.HEBREW, others)
