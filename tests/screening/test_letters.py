from __future__ import annotations

import pytest

from caveat.model.name import NameTable
from caveat.screening.letters import Letters, plain


def table(**rows: str) -> NameTable:
    return NameTable("letters", "by hand", {key: (value,) for key, value in rows.items()})


def test_single_letters_are_replaced() -> None:
    letters = Letters(table(a="x", b=""))
    assert (letters.how, letters.write("abca")) == ("by hand", "xcx")


def test_longest_key_goes_first_and_ends_of_the_word_count() -> None:
    rows = {"^a": ("1",), "a$": ("2",), "a": ("3",), "ab": ("4",), "b": ("5",)}
    letters = Letters(NameTable("letters", "", rows))
    assert [letters.write(word) for word in ("a", "aa", "aba", "caba")] == ["1", "12", "152", "c42"]


def test_rows_of_the_first_table_stand_before_those_of_others() -> None:
    letters = Letters(table(a="x"), table(a="y", b="z"))
    assert letters.write("ab") == "xz"


def test_key_is_looked_up() -> None:
    letters = Letters(table(a="x"))
    assert (letters.key("a"), letters.key("b")) == ("x", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [("Ab-1", "ab1"), ("ñ", "n"), ("थ", "th"), ("٣", "3"), ("🚀", "rocket"), ("\u0300", "")],
)
def test_text_is_made_plain(text: str, found: str) -> None:
    assert plain(text) == found
