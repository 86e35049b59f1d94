from __future__ import annotations

import pytest

from caveat.reports.document import Document, Heading
from caveat.reports.reference import reference_pages
from caveat.reports.render_markdown import render_markdown
from caveat.reports.rulebook_pages import coverage_page, doubts_page, policy_page
from caveat.reports.schemas import schemas
from caveat.reports.words import STANDINGS, citation_words
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import lines


@pytest.fixture(scope="module")
def pages(rulebook: Rulebook) -> dict[str, Document]:
    """Return the reference pages."""
    return reference_pages(rulebook, schemas())


def parts(page: Document) -> list[str]:
    """Return the ids that head the parts of a page."""
    found = [b.text for b in page.blocks if isinstance(b, Heading) and b.level == 2]
    return [text.partition(": ")[0] for text in found]


@pytest.mark.parametrize(
    ("name", "table"),
    [("red-flags", "red_flags"), ("safeguards", "safeguards"), ("facts", "facts")],
)
def test_page_has_a_part_for_every_entry(
    pages: dict[str, Document], rulebook: Rulebook, name: str, table: str
) -> None:
    assert parts(pages[name]) == sorted(getattr(rulebook, table))


def test_page_of_red_flags_gives_every_citation(
    pages: dict[str, Document], rulebook: Rulebook
) -> None:
    said = set(lines(pages["red-flags"]))
    wanted = {
        f"{STANDINGS[c.standing]}: {citation_words(c, rulebook)}"
        for flag in rulebook.red_flags.values()
        for c in flag.citations
    }
    assert wanted <= said


def test_page_of_safeguards_gives_cautions_and_needs(
    pages: dict[str, Document], rulebook: Rulebook
) -> None:
    said = lines(pages["safeguards"])
    cautions = [one.caution for one in rulebook.safeguards.values() if one.caution is not None]
    needs = [one for one in rulebook.safeguards.values() if one.needs is not None]
    assert (said.count("Needs:"), sum(line.startswith("Caution: ") for line in said)) == (
        len(needs),
        len(cautions),
    )


def test_page_of_facts_gives_the_meaning_of_every_value(
    pages: dict[str, Document], rulebook: Rulebook
) -> None:
    said = set(lines(pages["facts"]))
    wanted = {
        f"{word}: {' '.join(meaning.split())}"
        for fact in rulebook.facts.values()
        for word, meaning in fact.values.items()
    }
    assert wanted <= said


def test_page_of_instruments_names_instruments_and_sources(
    pages: dict[str, Document], rulebook: Rulebook
) -> None:
    said = "\n".join(lines(pages["instruments"]))
    assert [n for n in (*rulebook.instruments, *rulebook.sources) if f"{n}: " not in said] == []


def test_page_of_files_gives_every_key_with_its_sentence(pages: dict[str, Document]) -> None:
    said = lines(pages["files"])
    found = schemas()
    found["country_profile"] = found["country_profile"]["$defs"]["CountryJson"]
    for schema in found.values():
        required = schema.get("required", [])
        for key in schema["properties"]:
            label = key if key in required else f"{key} (optional)"
            assert [line for line in said if line.startswith(f"{label}:")] != []


def test_pages_of_the_rulebook_are_the_ones_that_show_prints(
    pages: dict[str, Document], rulebook: Rulebook
) -> None:
    assert [lines(pages[name]) for name in ("policy", "coverage", "doubts")] == [
        lines(page(rulebook)) for page in (policy_page, coverage_page, doubts_page)
    ]


def test_every_page_has_one_title(pages: dict[str, Document]) -> None:
    titles = {
        name: sum(isinstance(b, Heading) and b.level == 1 for b in page.blocks)
        for name, page in pages.items()
    }
    assert set(titles.values()) == {1}


def test_every_page_can_be_written_as_markdown(pages: dict[str, Document]) -> None:
    assert all(render_markdown(page).startswith("# ") for page in pages.values())
