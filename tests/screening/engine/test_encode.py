"""Names become phrases by frozen tables alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.name import Kind, WordCounts
from caveat.rulebook.names import load_names
from caveat.rulebook.word_counts import read_word_counts
from caveat.screening.engine.encode import Encoder, encoder_of, weight_of
from caveat.screening.engine.phrase import LETTERS, WORDS, Phrase, Word
from caveat.screening.engine.vocabulary import Vocabulary, WordStore
from tests.screening.engine import plain


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Return the encoder of the tables that are carried."""
    return encoder_of(load_names(), read_word_counts())


@pytest.mark.parametrize(
    ("count", "weight"), [(0, 800), (11, 800), (12, 794), (100, 589), (5000, 199), (99_000, 120)]
)
def test_weight_falls_with_the_count(count: int, weight: int) -> None:
    assert weight_of("word", WordCounts("", 99_064, {"word": count})) == weight
    assert weight_of("other", WordCounts("", 99_064, {"word": count})) == 800


def test_word_has_all_that_it_is_compared_by(encoder: Encoder) -> None:
    (phrase,) = encoder.phrases("Mohammed")
    (word,) = phrase.words
    assert (word.text, word.kind, word.bare, word.attested) == ("mohammed", Kind.WORD, False, True)
    assert (word.skeleton, word.shape) == ("mhmd", "mobammed")
    assert set(word.groups) == set(encoder.word("muhammad", Kind.WORD, False).groups) != set()
    assert word.weight < 500


def test_version_names_all_tables(encoder: Encoder) -> None:
    tables, counted = load_names(), read_word_counts()
    assert encoder.version == f"2026-11-24 {tables.digest[:16]} {counted.digest[:16]}"


def test_readings_that_say_the_same_are_one_phrase() -> None:
    encoder = plain.encoder()
    assert encoder.phrases("kab 7/kab 7/akb") == (
        Phrase((encoder.word("kab", Kind.WORD, False), encoder.word("7", Kind.NUMBER, False))),
        Phrase((encoder.word("akb", Kind.WORD, False),)),
    )
    assert encoder.phrases("7/~7") == (Phrase((Word("7", Kind.NUMBER, False, 250),)),)


def test_long_names_and_words_are_cut() -> None:
    (phrase,) = plain.encoder().phrases(" ".join(["abk" * 30] * 50))
    assert [len(word.text) for word in phrase.words] == [LETTERS] * WORDS


def test_words_without_letters_only_have_no_skeleton() -> None:
    word = plain.encoder().word("b2b", Kind.WORD, False)
    assert (word.skeleton, word.shape) == ("", "b2b")


@given(plain.names)
def test_vocabulary_gives_the_phrases_of_the_encoder(name: str) -> None:
    vocabulary = Vocabulary(plain.encoder())
    rows = vocabulary.rows(name)
    assert tuple(map(vocabulary.phrase, rows)) == vocabulary.encoder.phrases(name)
    assert vocabulary.rows(name) == rows


def test_word_of_two_kinds_has_two_numbers() -> None:
    vocabulary = Vocabulary(plain.encoder())
    token = plain.read("kab")[0].tokens[0]
    reading = plain.read("kab")[0]._replace(
        tokens=(token, token._replace(kind=Kind.PARTICLE), token)
    )
    assert vocabulary.row(reading) == [0, 1, 0]


@given(st.text(max_size=40))
def test_any_name_becomes_phrases_that_fit_the_kernel(encoder: Encoder, name: str) -> None:
    store = WordStore()
    for phrase in encoder.phrases(name):
        assert 0 < len(phrase.words) <= WORDS
        for word in phrase.words:
            assert 0 < len(word.text) <= LETTERS
            assert 0 < word.weight <= encoder.numbers.heaviest
            store.add(word)
    assert {len(array) for name, array in store.arrays().items() if name == "kind"} == {len(store)}
