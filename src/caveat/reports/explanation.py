"""One finding explained: what the rule asks, what decided it, where it comes from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

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
    leaves,
)
from caveat.model.finding import Result
from caveat.model.standing import Standing
from caveat.model.truth import Truth
from caveat.reports.document import Document, Entry
from caveat.reports.words import (
    STANDINGS,
    STATES,
    above_words,
    below_words,
    citation_words,
    fact_words,
    listed,
    not_checked_line,
    severity_words,
    within,
)
from caveat.rulebook.citation import Citation
from caveat.rulebook.entries import RedFlag
from caveat.rulebook.loader import Rulebook


def explanation(name: str, assessment: Assessment, rulebook: Rulebook) -> Document:
    """Return the explanation of a red flag or test for one assessment."""
    entry = rulebook.conditionals()[name]
    document = Document()
    if line := not_checked_line(rulebook):
        document.paragraph(line, strong=True)
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
            _cited_as(c, rulebook),
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
    if result is not None:
        _policy(document, name, result, assessment, rulebook)
    return document


def _cited_as(citation: Citation, rulebook: Rulebook) -> str:
    """Say where a rule stands and with what standing; a check of ours says both in one."""
    said = citation_words(citation, rulebook)
    if citation.standing is Standing.WORKBENCH_CHECK:
        return said
    return f"{STANDINGS[citation.standing]}: {said}"


def _policy(
    document: Document, name: str, result: Result, assessment: Assessment, rulebook: Rulebook
) -> None:
    """Say in which rows a finding is, and of those that hold whether they do so without it."""
    document.heading("In the table of tiers")
    held = assessment.determination.reasons
    mark = " (holds)" if result.truth is Truth.YES else " (holds already, without this)"
    rows = [
        Entry(f"{row.tier.value}: {row.title}{through}" + (mark if row.id in held else ""))
        for row in rulebook.policy.table
        if (through := _through(row.when, name, rulebook)) is not None
    ]
    document.listing(rows)
    if not rows:
        document.paragraph("It is in no row: it is reported and never changes the recommendation.")


def _through(when: Condition, name: str, rulebook: Rulebook) -> str | None:
    """Say through which tests a row comes to a flag; empty when it names it, None when never."""
    paths: deque[tuple[str, ...]] = deque((test,) for test in sorted(_names(when)))
    seen: set[str] = set()
    while paths:
        path = paths.popleft()
        if path[-1] == name:
            titles = ", ".join(_title(test, rulebook) for test in path[:-1])
            return f", through {titles}" if titles else ""
        entry = rulebook.conditionals().get(path[-1])
        if entry is None or path[-1] in seen:
            continue
        seen.add(path[-1])
        gate = set() if entry.applies_when is None else _names(entry.applies_when)
        paths.extend((*path, test) for test in sorted(_names(entry.condition) | gate))
    return None


def _names(condition: Condition) -> set[str]:
    return {leaf.test for leaf in leaves(condition) if isinstance(leaf, Refers)}


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
            words = rulebook.vocabulary(facts[fact])
            titles = [f"{within(words[one])} ({one})" for one in options]
            if len(titles) == 1:
                yield f"{facts[fact].title}: {titles[0]} ({fact})", level
            else:
                yield f"{facts[fact].title}, one of these at least ({fact}):", level
                yield from ((title, level + 1) for title in titles)
        case Below(fact, bound):
            yield f"{facts[fact].title}: {below_words(bound)} ({fact})", level
        case _:
            fact = condition.fact
            yield f"{facts[fact].title}: {above_words(condition.bound)} ({fact})", level


def _group(
    head: str, parts: tuple[Condition, ...], rulebook: Rulebook, level: int
) -> Iterator[tuple[str, int]]:
    yield head, level
    for part in parts:
        yield from _lines(part, rulebook, level + 1)


def _title(test: str, rulebook: Rulebook) -> str:
    if test.startswith("class."):
        return rulebook.product_classes[test.removeprefix("class.")].title
    return rulebook.conditionals()[test].title
