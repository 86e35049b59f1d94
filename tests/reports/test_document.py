from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.reports.document import (
    Document,
    Entry,
    Heading,
    Listing,
    Pairs,
    Paragraph,
    Table,
    clean,
)

HOSTILE = "a\x1b[31mb\u202ec\nd"
VISIBLE = "a<U+001B>[31mb<U+202E>c d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x9b31mred", "<U+009B>31mred"),
        ("\x00\x07\x7f", "<U+0000><U+0007><U+007F>"),
        ("abc\u202ecba", "abc<U+202E>cba"),
        ("\u2066isolate\u2069", "<U+2066>isolate<U+2069>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\ufeffmark", "<U+FEFF>mark"),
        ("\ue000", "<U+E000>"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041tag", "<U+E0041>tag"),
        ("one\ntwo\r\nthree\tfour\u2028five\x85six", "one two three four five six"),
        ("  both ends \n", "both ends"),
        ("", ""),
        ("Zürich, Łódź, القاهرة, 北京", "Zürich, Łódź, القاهرة, 北京"),
    ],
)
def test_clean_makes_characters_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_clean_leaves_one_line_without_control_or_direction_characters(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert {unicodedata.category(c) for c in cleaned}.isdisjoint({"Cc", "Cf", "Cs", "Co"})


@given(st.text())
def test_clean_changes_nothing_twice(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_heading_is_cleaned() -> None:
    document = Document()
    document.heading(HOSTILE, 1)
    assert document.blocks == [Heading(VISIBLE, 1)]


def test_paragraph_is_cleaned() -> None:
    document = Document()
    document.paragraph(HOSTILE, strong=True)
    assert document.blocks == [Paragraph(VISIBLE, strong=True)]


def test_listing_is_cleaned_with_its_details() -> None:
    document = Document()
    document.listing([Entry(HOSTILE, (HOSTILE,), level=2)], numbered=True)
    assert document.blocks == [Listing((Entry(VISIBLE, (VISIBLE,), level=2),), numbered=True)]


def test_pairs_are_cleaned() -> None:
    document = Document()
    document.pairs([("Label", HOSTILE)])
    assert document.blocks == [Pairs((("Label", VISIBLE),))]


def test_table_is_cleaned() -> None:
    document = Document()
    document.table(("head",), [(HOSTILE,)])
    assert document.blocks == [Table(("head",), ((VISIBLE,),))]


def test_listing_without_entries_adds_nothing() -> None:
    document = Document()
    document.listing([])
    assert document.blocks == []


def test_table_without_rows_adds_nothing() -> None:
    document = Document()
    document.table(("head",), [])
    assert document.blocks == []
