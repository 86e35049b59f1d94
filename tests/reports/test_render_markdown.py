from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from caveat.reports.document import Document, Entry, clean
from caveat.reports.render_markdown import escape, render_markdown

READER = MarkdownIt("commonmark").enable("table")

MARKUP = st.text(
    st.one_of(st.sampled_from("-+*_.)(1 9=#&;<>!|~`\\[]{}:/\"'x\n"), st.characters()), max_size=12
).map(clean)


def test_render_markdown_shows_every_kind_of_block() -> None:
    made = Document()
    made.paragraph("First.", strong=True)
    made.heading("Title", 1)
    made.heading("Part")
    made.paragraph("Text.")
    made.listing([Entry("one", ("more on one",)), Entry("two")])
    made.listing([Entry("first", ("more on first",))], numbered=True)
    made.pairs([("Name", "Ada"), ("Country", "ZZ")])
    made.table(("left", "right"), [("a", "b"), ("c", "d")])
    assert render_markdown(made) == (
        "**First.**\n"
        "\n"
        "# Title\n"
        "\n"
        "## Part\n"
        "\n"
        "Text.\n"
        "\n"
        "- one\n"
        "  - more on one\n"
        "- two\n"
        "\n"
        "1. first\n"
        "   - more on first\n"
        "\n"
        "- **Name**: Ada\n"
        "- **Country**: ZZ\n"
        "\n"
        "| left | right |\n"
        "|---|---|\n"
        "| a | b |\n"
        "| c | d |\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, 1 to 5 (all).", "plain words, 1 to 5 (all)."),
        ("**bold** _it_", "\\*\\*bold\\*\\* \\_it\\_"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[text](http://x)", "\\[text\\](http://x)"),
        ("![text](x)", "!\\[text\\](x)"),
        ("a | b", "a \\| b"),
        ("`code`", "\\`code\\`"),
        ("# heading", "\\# heading"),
        ("back\\slash", "back\\\\slash"),
        ("&#x202E;", "\\&\\#x202E;"),
        ("- item", "\\- item"),
        ("+", "\\+"),
        ("12. item", "12\\. item"),
        ("3) item", "3\\) item"),
        ("---", "\\---"),
        ("2020-09-30", "2020-09-30"),
        ("1.5 metres", "1.5 metres"),
        ("-5 degrees", "-5 degrees"),
    ],
)
def test_escape_leaves_nothing_that_is_taken_for_markup(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(MARKUP.filter(bool))
def test_escape_is_read_back_as_the_same_text_in_a_paragraph(text: str) -> None:
    read = READER.render(escape(text))
    assert (read[:3], html.unescape(read[3:-5]), read[-5:]) == ("<p>", text, "</p>\n")


@given(MARKUP.filter(bool))
def test_escape_is_read_back_as_the_same_text_in_an_entry(text: str) -> None:
    made = Document()
    made.listing([Entry(text)])
    read = READER.render(render_markdown(made))
    assert html.unescape(read) == f"<ul>\n<li>{text}</li>\n</ul>\n"


@given(MARKUP.filter(bool))
def test_escape_is_read_back_as_the_same_text_in_a_cell(text: str) -> None:
    made = Document()
    made.table(("head",), [(text,)])
    read = READER.render(render_markdown(made))
    assert html.unescape(read.split("<td>")[1].split("</td>")[0]) == text


def test_render_markdown_nests_entries_by_their_level() -> None:
    made = Document()
    made.listing([Entry("all"), Entry("one", level=1), Entry("two", level=2), Entry("end")])
    assert READER.render(render_markdown(made)) == (
        "<ul>\n<li>all\n<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n</li>\n"
        "<li>end</li>\n</ul>\n"
    )


@pytest.mark.parametrize("text", ["<b>x</b>", "**x**", "[x](y)", "a|b|c", "- x", "# x"])
def test_render_markdown_lets_no_text_form_markup_in_any_block(text: str) -> None:
    made = Document()
    made.heading(text)
    made.paragraph(text)
    made.paragraph(text, strong=True)
    made.listing([Entry(text, (text,))])
    made.paragraph("between")
    made.pairs([("Label", text)])
    made.table(("head",), [(text,)])
    assert html.unescape(READER.render(render_markdown(made))) == (
        f"<h2>{text}</h2>\n<p>{text}</p>\n<p><strong>{text}</strong></p>\n"
        f"<ul>\n<li>{text}\n<ul>\n<li>{text}</li>\n</ul>\n</li>\n</ul>\n<p>between</p>\n"
        f"<ul>\n<li><strong>Label</strong>: {text}</li>\n</ul>\n"
        f"<table>\n<thead>\n<tr>\n<th>head</th>\n</tr>\n</thead>\n"
        f"<tbody>\n<tr>\n<td>{text}</td>\n</tr>\n</tbody>\n</table>\n"
    )
