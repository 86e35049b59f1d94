from __future__ import annotations

import pytest

from caveat.model.name import NameTable
from caveat.screening.lexicon import Stems, by_native

STEMS = Stems({"завод": ("plant",), "за": ("for", "it")}, ["а", "ский"], trimmed_after=["ск"])


def test_words_are_found_by_what_they_are_in_their_language() -> None:
    table = NameTable("words", "", {"hong kong": ("香港",), "trade": ("貿", "贸")})
    assert by_native(table) == {"香港": ("hong", "kong"), "貿": ("trade",), "贸": ("trade",)}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("завод", ("plant",)),
        ("завода", ("plant",)),
        ("заводский", ("plant",)),
        ("за", ("for", "it")),
        ("заводом", None),
        ("а", None),
        ("", None),
    ],
)
def test_word_is_found_by_stem_and_ending(word: str, found: tuple[str, ...] | None) -> None:
    assert STEMS.find(word) == found


@pytest.mark.parametrize(("word", "found"), [("омска", "омск"), ("омск", None), ("дома", None)])
def test_adjective_of_a_place_is_trimmed(word: str, found: str | None) -> None:
    assert STEMS.trim(word) == found


def test_stems_in_other_letters_leave_short_ones_out() -> None:
    stems = Stems.written(
        {"abcde": ("x",), "ab": ("y",), "ABCDE": ("z",)}, ["F"], str.lower, shortest=3
    )
    assert [stems.find(word) for word in ("abcdef", "ab")] == [("x",), None]
    assert [stems.may_have(word) for word in ("abcxyz", "ab")] == [True, False]
