"""The reference pages, made from the rulebook and the schemas, so that they cannot go stale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caveat.reports.document import Document, Entry
from caveat.reports.explanation import condition_entries
from caveat.reports.rulebook_pages import coverage_page, doubts_page, policy_page
from caveat.reports.words import STANDINGS, citation_words, listed, severity_words
from caveat.rulebook.loader import Rulebook


def reference_pages(
    rulebook: Rulebook, schemas: Mapping[str, dict[str, Any]]
) -> dict[str, Document]:
    """Return the reference pages by name."""
    return {
        "red-flags": _red_flags(rulebook),
        "safeguards": _safeguards(rulebook),
        "facts": _facts(rulebook),
        "instruments": _instruments(rulebook),
        "policy": policy_page(rulebook),
        "coverage": coverage_page(rulebook),
        "doubts": doubts_page(rulebook),
        "files": _files(schemas),
    }


def _red_flags(rulebook: Rulebook) -> Document:
    document = Document()
    document.heading(f"Red flags ({len(rulebook.red_flags)})", 1)
    for name, flag in sorted(rulebook.red_flags.items()):
        document.heading(f"{name}: {flag.title}")
        if flag.applies_when is not None:
            document.paragraph("Applies when:")
            document.listing(condition_entries(flag.applies_when, rulebook))
        document.paragraph("Raised when:")
        document.listing(condition_entries(flag.condition, rulebook))
        document.paragraph(f"Severity (ours): {severity_words(flag.severity)}. {flag.guidance}")
        document.listing(
            Entry(f"{STANDINGS[c.standing]}: {citation_words(c, rulebook)}") for c in flag.citations
        )
        document.paragraph(f"Safeguards: {listed(flag.safeguards)}.")
    return document


def _safeguards(rulebook: Rulebook) -> Document:
    document = Document()
    document.heading(f"Safeguards ({len(rulebook.safeguards)})", 1)
    for name, safeguard in sorted(rulebook.safeguards.items()):
        document.heading(f"{name}: {safeguard.title}")
        document.paragraph(safeguard.text)
        if safeguard.needs is not None:
            document.paragraph("Needs:")
            document.listing(condition_entries(safeguard.needs, rulebook))
        document.paragraph(f"Evidence: {safeguard.evidence} What remains: {safeguard.residual}")
        if safeguard.caution is not None:
            document.paragraph(f"Caution: {safeguard.caution}")
        document.listing(
            Entry(f"{STANDINGS[c.standing]}: {citation_words(c, rulebook)}")
            for c in safeguard.citations
        )
    return document


def _facts(rulebook: Rulebook) -> Document:
    document = Document()
    document.heading(f"Facts ({len(rulebook.facts)})", 1)
    for name, fact in sorted(rulebook.facts.items()):
        document.heading(name)
        document.paragraph(fact.question)
        document.pairs(
            [
                ("Answer", fact.type.value),
                ("Help", fact.help),
                ("Who can answer", ", ".join(fact.who)),
                ("Evidence", fact.evidence),
                ("Cost", fact.cost.value),
                ("Across several items", fact.across_items),
            ]
        )
        document.listing(Entry(f"{word}: {meaning}") for word, meaning in fact.values.items())
    return document


def _instruments(rulebook: Rulebook) -> Document:
    document = Document()
    document.heading("Instruments and sources", 1)
    for name, one in sorted(rulebook.instruments.items()):
        document.heading(f"{name}: {one.short}")
        document.paragraph(f"{one.title}. {one.publisher}. {STANDINGS[one.standing]}.")
        document.paragraph(one.effective_note)
    document.heading("Documents that were opened")
    document.listing(
        Entry(f"{name}: {one.title} ({one.publisher})", (f"read on {one.read_on}: {one.read}",))
        for name, one in sorted(rulebook.sources.items())
    )
    return document


def _files(schemas: Mapping[str, dict[str, Any]]) -> Document:
    document = Document()
    document.heading("Files and their keys", 1)
    document.paragraph(
        "Every file is YAML in a strict subset. The full JSON Schemas lie beside the data and are "
        "printed by 'caveat schema NAME'."
    )
    for name, schema in schemas.items():
        document.heading(name)
        document.paragraph(schema.get("description", ""))
        one = _one(schema)
        required = set(one.get("required", ()))
        document.listing(
            Entry(f"{key}{'' if key in required else ' (optional)'}: {prop.get('description', '')}")
            for key, prop in one.get("properties", {}).items()
        )
    return document


def _one(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one thing, where a file may hold one or a list of them."""
    if "anyOf" not in schema:
        return schema
    found: dict[str, Any] = schema["$defs"][schema["anyOf"][0]["$ref"].rpartition("/")[2]]
    return found
