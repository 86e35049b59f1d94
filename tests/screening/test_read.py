from __future__ import annotations

import time

import pytest

from caveat.model.name import Kind, NameTables, Reading, Script, Token
from caveat.screening import read
from caveat.screening.read import MOST_READINGS, MOST_TOKENS, NameReader


def shown(reader: NameReader, name: str) -> list[tuple[str, str]]:
    """Return the readings of a name as how and text."""
    return [(reading.how, reading.text) for reading in reader.read(name)]


def test_name_becomes_tokens_with_kind_word_and_place(reader: NameReader) -> None:
    tokens = (
        Token("jan", Kind.WORD, "Jan", 0),
        Token("v", Kind.INITIAL, "V", 1),
        Token("van", Kind.PARTICLE, "van", 2),
        Token("obrien", Kind.WORD, "O'Brien", 3),
        Token("2", Kind.NUMBER, "2", 4),
        Token("3rd", Kind.WORD, "3rd", 5),
        Token("=ltd", Kind.LEGAL, "Co Ltd", 6),
    )
    assert reader.read("Jan V. van O'Brien 2 3rd Co., Ltd.") == (
        Reading(tokens, Script.LATIN, "as written", False),
    )


@pytest.mark.parametrize("name", ["", " ", "…", "—–!?", "🚀🚀"[:1], "\u200b\u202e", "'", "\u0301"])
def test_name_without_letters_or_digits_has_no_reading(reader: NameReader, name: str) -> None:
    assert reader.read(name) == ()


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("Volna", [("as written", "volna")]),
        ("VOLNA, OOO", [("as written", "volna =llc")]),
        ("OOO", [("as written", "ooo")]),
        ("ООО", [("Russian", "ooo")]),
        (
            "Общество с ограниченной ответственностью «Волна»",
            [("Russian", "=llc volna"), ("translated", "=llc wave")],
        ),
        (
            "АО «Рыбинский приборостроительный завод»",
            [
                ("Russian", "=jsc rybinskiy priborostroitelnyy zavod"),
                ("translated", "=jsc rybinsk instrument making plant"),
            ],
        ),
        ("Достоевский", [("Russian", "dostoevskiy")]),
        ("Iгар Быкаў", [("Belarusian", "ihar bykau"), ("Russian", "igar bykau")]),
        ("Тарас Ющенко, ВАТ", [("Russian", "taras yushchenko =ojsc")]),
        (
            "Петрів С. А.",
            [
                ("Ukrainian", "petriv =jsc"),
                ("initials, no legal form", "petriv s a"),
            ],
        ),
        (
            "حبیب الله",
            [("Persian", "habib allah"), ("Arabic words apart", "habibullah")],
        ),
        (
            "Abdulrahman Alqaida",
            [
                ("as written", "abdulrahman alqaida"),
                ("Arabic words apart", "abdul rahman al qaida"),
            ],
        ),
        (
            "中国IBM公司",
            [("pinyin", "china ibm =co"), ("pinyin, nothing translated", "zhongguo ibm gongsi")],
        ),
        ("Կարեն", [("Armenian", "karen")]),
        ("สมชาย", [("anyascii", "smchay")]),
        ("שלמה", [("Hebrew", "shlma"), ("Hebrew, hard consonants", "slma")]),
        ("Müller =llc", [("as written", "muller =llc"), ("umlaut as two letters", "mueller =llc")]),
        ("=unknown", [("as written", "unknown")]),
        ("Аcme", [("as written", "acme")]),
        ("١٢ ３", [("Arabic", "12 3")]),
    ],
)
def test_name_is_read(reader: NameReader, name: str, readings: list[tuple[str, str]]) -> None:
    assert shown(reader, name) == readings


def test_script_of_the_reading_is_the_first_that_is_not_latin(reader: NameReader) -> None:
    assert [reader.read(one)[0].script for one in ("ACME Волна", "ACME", "ACME 公司")] == [
        Script.CYRILLIC,
        Script.LATIN,
        Script.HAN,
    ]


def test_parts_of_one_word_share_its_place(reader: NameReader) -> None:
    tokens = reader.read("ACME 深圳科技公司")[0].tokens
    assert [(token.text, token.native, token.place) for token in tokens] == [
        ("acme", "ACME", 0),
        ("shenzhen", "深圳科技公司", 1),
        ("technology", "深圳科技公司", 1),
        ("=co", "深圳科技公司", 1),
    ]


def test_readings_are_bounded(reader: NameReader) -> None:
    assert len(reader.read("정철수 张伟明 Müller moeller sanaye")) == MOST_READINGS


@pytest.mark.parametrize(("words", "cut"), [(MOST_TOKENS, False), (MOST_TOKENS + 1, True)])
def test_name_of_too_many_words_is_cut_and_says_so(
    reader: NameReader, words: int, cut: bool
) -> None:
    (reading,) = reader.read("abc " * words)
    assert (len(reading.tokens), reading.cut) == (MOST_TOKENS, cut)


def test_words_of_too_many_tokens_are_cut_and_say_so(reader: NameReader) -> None:
    word = "科技红山" * 10
    assert [(len(one.tokens), one.cut) for one in reader.read(f"{word} {word} {word}")] == [
        (60, False),
        (MOST_TOKENS, True),
        (3, False),
    ]


def test_word_that_becomes_too_long_is_cut_and_says_so(reader: NameReader) -> None:
    (reading,) = reader.read("щ" * 20)
    assert (reading.text, reading.cut) == (("shch" * 20)[:64], True)


def test_words_are_forgotten_and_found_again(
    names: NameTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "REMEMBERED", 2)
    reader = NameReader(names)
    once = [shown(reader, name) for name in ("Müller Schmidt Meier", "Müller")]
    assert [shown(reader, name) for name in ("Müller Schmidt Meier", "Müller")] == once


def test_reader_has_the_version_of_its_tables(reader: NameReader, names: NameTables) -> None:
    assert reader.version == names.version


@pytest.mark.parametrize("letter", ["a", "щ", "ش", "한", "漢", "ก", "é", "\u0301", "a "])
def test_long_name_is_read_in_bounded_time(reader: NameReader, letter: str) -> None:
    started = time.process_time()
    reader.read(letter * 10_000)
    assert time.process_time() - started < 0.5
