from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.reports.document import Document, Entry
from caveat.reports.render_text import render_text

WORDS = st.lists(
    st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=15), max_size=40
).map(" ".join)


def document() -> Document:
    """Return a document with a block of every kind."""
    made = Document()
    made.paragraph("First.", strong=True)
    made.heading("Title", 1)
    made.heading("Part")
    made.heading("Detail", 3)
    made.listing([Entry("one", ("more on one",)), Entry("two")])
    made.listing([Entry("first"), Entry("second", ("more on second",))], numbered=True)
    made.pairs([("Name", "Ada"), ("Country", "ZZ")])
    made.table(("left", "right"), [("a", "b")])
    return made


def test_render_text_shows_every_kind_of_block() -> None:
    assert render_text(document()) == (
        "First.\n"
        "\n"
        "Title\n"
        "=====\n"
        "\n"
        "\n"
        "PART\n"
        "\n"
        "Detail\n"
        "\n"
        "  - one\n"
        "    more on one\n"
        "  - two\n"
        "\n"
        "  1. first\n"
        "  2. second\n"
        "     more on second\n"
        "\n"
        "  Name     Ada\n"
        "  Country  ZZ\n"
        "\n"
        "  left  right\n"
        "  ----  -----\n"
        "  a     b\n"
    )


def test_render_text_indents_entries_by_their_level() -> None:
    made = Document()
    made.listing([Entry("all of:"), Entry("one", ("more",), level=1), Entry("two", level=2)])
    assert render_text(made) == "  - all of:\n    - one\n      more\n      - two\n"


def test_render_text_of_nothing_is_an_empty_line() -> None:
    assert render_text(Document()) == "\n"


@given(WORDS, st.integers(60, 100))
def test_render_text_keeps_within_the_width(words: str, width: int) -> None:
    made = Document()
    made.paragraph(words)
    made.listing([Entry(words, (words,))], numbered=True)
    made.pairs([("Label", words)])
    made.table(("one", "two", "three"), [(words, "x", words)])
    assert max(len(line) for line in render_text(made, width=width).splitlines()) <= width


@given(WORDS, st.integers(60, 100))
def test_render_text_keeps_every_word(words: str, width: int) -> None:
    made = Document()
    made.paragraph(words)
    assert render_text(made, width=width).split() == words.split()


def test_render_text_breaks_no_long_word() -> None:
    made = Document()
    made.paragraph(f"see {'x' * 200} there")
    assert render_text(made, width=60) == f"see\n{'x' * 200}\nthere\n"


def test_render_text_breaks_no_word_at_a_hyphen() -> None:
    made = Document()
    made.paragraph(f"{'x' * 50} so-called")
    assert render_text(made, width=60) == f"{'x' * 50} so-called\n"
    made.paragraph(f"{'x' * 55} so-called")
    assert render_text(made, width=60).splitlines()[-1] == "so-called"


def test_render_text_shows_a_label_without_text() -> None:
    made = Document()
    made.pairs([("Label", "")])
    assert render_text(made) == "  Label\n"


def test_render_text_underlines_a_long_title_no_further_than_the_page() -> None:
    made = Document()
    made.heading("x" * 200, 1)
    assert render_text(made) == f"{'x' * 200}\n{'=' * 96}\n"


def test_render_text_wraps_the_widest_cell_of_a_table() -> None:
    made = Document()
    made.table(("key", "text"), [("a", "word " * 20)])
    assert render_text(made, width=60).splitlines() == [
        "  key  text",
        "  ---  -----------------------------------------------------",
        "  a    word word word word word word word word word word",
        "       word word word word word word word word word word",
    ]


def test_render_text_breaks_a_long_word_in_a_cell() -> None:
    made = Document()
    made.table(("key", "text"), [("a", "x" * 10_000)])
    rendered = render_text(made, width=60)
    assert (rendered.count("x"), max(map(len, rendered.splitlines()))) == (10_000 + 1, 60)


@pytest.mark.parametrize("width", [60, 96])
def test_render_text_leaves_a_narrow_table_narrow(width: int) -> None:
    made = Document()
    made.table(("tier", "recommendation"), [("low", "proceed")])
    assert render_text(made, width=width) == (
        "  tier  recommendation\n  ----  --------------\n  low   proceed\n"
    )


def test_render_text_shows_an_empty_cell() -> None:
    made = Document()
    made.table(("", "right"), [("", "b")])
    assert render_text(made).splitlines()[-1].split() == ["b"]
