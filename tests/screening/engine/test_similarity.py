"""Similarity of words: letters, sound, variants, and the same in both directions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from caveat.model.name import Kind
from caveat.screening.engine.phrase import Word
from caveat.screening.engine.similarity import Relation, distance, similarity
from tests.screening.engine.plain import NUMBERS, encoder, kind_of, names

ENCODER = encoder()


def word(text: str, *, bare: bool = False) -> Word:
    """Return a word of the plain reader."""
    return ENCODER.word(text, kind_of(text), bare)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "abc", 0),
        ("abcd", "abdc", 1),
        ("abcd", "acd", 1),
        ("abcd", "abxcd", 1),
        ("abcd", "bxdc", 3),
        ("ca", "abc", 3),
    ],
)
def test_distance_counts_edits_and_swaps(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("smith", "smith", (1000, Relation.SAME)),
        ("smith", "smyth", (820, Relation.ONE_LETTER)),
        ("smitten", "smytton", (743, Relation.TWO_LETTERS)),
        ("smithers", "xmithers", (850, Relation.ONE_LETTER)),
        ("karim", "kerim", (820, Relation.ONE_LETTER)),
        ("karim", "kareem", (770, Relation.SOUND)),
        ("karimova", "kriv", (0, Relation.SAME)),
        ("oamil", "emol", (690, Relation.SOUND)),
        ("esmalud", "osmulid", (780, Relation.SOUND)),
        ("mahdabad", "muhdobed", (860, Relation.SOUND)),
        ("mahdabad", "muhdobitd", (670, Relation.SOUND)),
        ("makdabad", "mukdabob", (700, Relation.SOUND)),
        ("mahdabadi", "muhdab", (0, Relation.SAME)),
        ("kkarim", "barim", (900, Relation.SHAPE)),
        ("akb", "kab", (690, Relation.SOUND)),
        ("mohammed", "mahommad", (860, Relation.SOUND)),
        ("bardukov", "bardukin", (775, Relation.TWO_LETTERS)),
        ("li", "lu", (0, Relation.SAME)),
        ("12", "13", (0, Relation.SAME)),
        ("=llc", "=llc", (1000, Relation.SAME)),
        ("=llc", "=llp", (0, Relation.SAME)),
        ("kab", "bak", (930, Relation.VARIANT)),
        ("kabbak", "abuzab", (0, Relation.SAME)),
    ],
)
def test_similarity_has_a_reason(one: str, other: str, expected: tuple[int, Relation]) -> None:
    assert similarity(word(one), word(other), NUMBERS) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mhmmd", "muhammed", (900, Relation.ROMANISATION)),
        ("mhmmd", "mahammedi", (900, Relation.ROMANISATION)),
        ("krm", "aikrima", (820, Relation.ROMANISATION)),
        ("krmbd", "karimabadis", (720, Relation.ROMANISATION)),
        ("bd", "abeda", (780, Relation.ROMANISATION)),
    ],
)
def test_similarity_without_vowels_goes_by_sound(
    one: str, other: str, expected: tuple[int, Relation]
) -> None:
    assert similarity(word(one, bare=True), word(other), NUMBERS) == expected


def test_known_words_are_less_alike() -> None:
    known, unknown = word("smith"), word("smitm")
    assert known.attested
    assert similarity(known, unknown, NUMBERS) == (820, Relation.ONE_LETTER)
    other = replace(unknown, attested=True)
    assert similarity(known, other, NUMBERS) == (760, Relation.ONE_LETTER)
    one, two = replace(word("kkarim"), attested=True), replace(word("barim"), attested=True)
    assert similarity(one, two, NUMBERS) == (840, Relation.SHAPE)
    one, two = replace(word("mahdabad"), attested=True), replace(word("muhdobed"), attested=True)
    assert similarity(one, two, NUMBERS) == (830, Relation.SOUND)


@given(names, names)
def test_similarity_is_the_same_in_both_directions(one: str, other: str) -> None:
    for first in ENCODER.phrases(one):
        for second in ENCODER.phrases(other):
            for a in first.words:
                for b in second.words:
                    assert similarity(a, b, NUMBERS) == similarity(b, a, NUMBERS)


def test_kinds_that_are_not_words_have_no_sound() -> None:
    assert ENCODER.word("12", Kind.NUMBER, True) == ENCODER.word("12", Kind.NUMBER, False)
