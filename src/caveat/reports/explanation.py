"""One finding explained: what the rule asks, what decided it, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caveat.model.assessment import Assessment
from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Refers,
)
from caveat.model.finding import State
from caveat.reports.document import Document, Entry
from caveat.reports.words import STANDINGS, citation_words, fact_words, listed, severity_words
from caveat.rulebook.entries import RedFlag
from caveat.rulebook.loader import Rulebook

STATES = {
    State.YES: "yes",
    State.NO: "no, on the sources given",
    State.UNKNOWN: "unknown",
    State.NOT_APPLICABLE: "not applicable",
}


def explanation(name: str, assessment: Assessment, rulebook: Rulebook) -> Document:
    """Return the explanation of a red flag or test for one assessment."""
    entry = rulebook.conditionals()[name]
    document = Document()
    document.heading(entry.title, 1)
    result = next(
        (f.result for f in assessment.findings if f.red_flag == name), assessment.tests.get(name)
    )
    if result is None:
        names = listed(dict.fromkeys(i for c in entry.citations for i in c.instruments))
        document.paragraph(
            f"Not in effect on {assessment.as_of} under "
            f"{', '.join(assessment.instruments)}; it stands in {names}.",
            strong=True,
        )
    else:
        document.paragraph(f"Finding: {STATES[result.state]}.", strong=True)
        document.heading("Decided by" if result.decided_by else "Open")
        document.listing(
            Entry(fact_words(fact, assessment.facts, rulebook))
            for fact in result.decided_by or result.missing
        )
    document.heading("The rule")
    if entry.applies_when is not None:
        document.paragraph("It applies when:")
        document.listing(condition_entries(entry.applies_when, rulebook))
        document.paragraph("and is raised when:")
    document.listing(condition_entries(entry.condition, rulebook))
    document.heading("Where it comes from")
    document.listing(
        Entry(
            f"{STANDINGS[c.standing]}: {citation_words(c, rulebook)}",
            (f"supports: {c.supports}", *([f"note: {c.remark}"] if c.remark else [])),
        )
        for c in entry.citations
    )
    if isinstance(entry, RedFlag):
        document.heading("Severity and what to do")
        document.paragraph(f"Severity, our judgement: {severity_words(entry.severity)}.")
        document.paragraph(entry.guidance)
        titles = listed(rulebook.safeguards[s].title for s in entry.safeguards)
        document.paragraph(f"Safeguards that answer it: {titles}.")
    _policy(document, name, assessment, rulebook)
    return document


def _policy(document: Document, name: str, assessment: Assessment, rulebook: Rulebook) -> None:
    rows = [row for row in rulebook.policy.table if name in _names(row.when)]
    document.heading("In the table of tiers")
    held = assessment.determination.reasons
    document.listing(
        Entry(f"{row.tier.value}: {row.title}" + (" (holds)" if row.id in held else ""))
        for row in rows
    )
    if not rows:
        document.paragraph("It is in no row: it is reported and never changes the recommendation.")


def _names(condition: Condition) -> set[str]:
    if isinstance(condition, Refers):
        return {condition.test}
    return {name for part in getattr(condition, "parts", ()) for name in _names(part)}


def condition_entries(condition: Condition, rulebook: Rulebook) -> tuple[Entry, ...]:
    """Return a condition as nested lines of plain words."""
    return tuple(Entry(text, level=level) for text, level in _lines(condition, rulebook, 0))


def _lines(condition: Condition, rulebook: Rulebook, level: int) -> Iterator[tuple[str, int]]:
    facts = rulebook.facts
    match condition:
        case All(parts):
            yield from _group("all of:", parts, rulebook, level)
        case AnyOf(parts):
            yield from _group("any of:", parts, rulebook, level)
        case AtLeast(count, parts):
            yield from _group(f"at least {count} of:", parts, rulebook, level)
        case Not(part):
            yield from _group("not:", (part,), rulebook, level)
        case Refers(test):
            yield f"{_title(test, rulebook)} ({test})", level
        case Holds(fact):
            yield f"{facts[fact].title}: yes ({fact})", level
        case OneOf(fact, options):
            yield f"{facts[fact].title}: {' or '.join(options)} ({fact})", level
        case Below(fact, bound):
            yield f"{facts[fact].title}: under {_bound(bound)} ({fact})", level
        case _:
            fact = condition.fact
            yield f"{facts[fact].title}: {_bound(condition.bound)} or more ({fact})", level


def _group(
    head: str, parts: tuple[Condition, ...], rulebook: Rulebook, level: int
) -> Iterator[tuple[str, int]]:
    yield head, level
    for part in parts:
        yield from _lines(part, rulebook, level + 1)


def _bound(bound: float | date) -> str:
    return f"{bound:g}" if isinstance(bound, float) else bound.isoformat()


def _title(test: str, rulebook: Rulebook) -> str:
    if test.startswith("class."):
        return rulebook.product_classes[test.removeprefix("class.")].title
    return rulebook.conditionals()[test].title
