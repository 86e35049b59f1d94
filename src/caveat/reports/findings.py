"""Findings as entries of a document: what was found, on which facts, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caveat.model.assessment import Assessment
from caveat.model.condition import Refers, leaves
from caveat.model.determination import Question
from caveat.model.finding import Finding, State
from caveat.model.standing import Basis, Standing
from caveat.reports import document
from caveat.reports.words import (
    STANDINGS,
    citation_words,
    counted,
    fact_words,
    first_sentence,
    listed,
    severity_words,
)
from caveat.rulebook.citation import Citation
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Rulebook


def by_state(assessment: Assessment) -> dict[State, list[Finding]]:
    """Return the findings of each state, by id."""
    found: dict[State, list[Finding]] = {state: [] for state in State}
    for finding in assessment.findings:
        found[finding.result.state].append(finding)
    return found


def by_weight(
    findings: Iterable[Finding], assessment: Assessment, rulebook: Rulebook
) -> list[Finding]:
    """Return findings as the determination hangs on them, then by standing, then by id.

    A finding stands as high as the heaviest row of the table that names it and that holds
    or is open.
    """
    rows = {row.id: row for row in rulebook.policy.table}
    determination = assessment.determination
    place: dict[str, int] = {}
    heaviest_first = (*determination.open_rows, *determination.reasons)
    for number, name in enumerate(heaviest_first):
        for leaf in leaves(rows[name].when):
            if isinstance(leaf, Refers):
                place.setdefault(leaf.test, number)
    return sorted(
        findings,
        key=lambda finding: (
            not finding.gating,
            place.get(finding.red_flag, len(heaviest_first)),
            _rank(cited(rulebook.red_flags[finding.red_flag], assessment)[0]),
            finding.red_flag,
        ),
    )


def finding_entries(
    findings: Iterable[Finding], assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> Iterator[document.Entry]:
    """Yield an entry for each finding, with the facts that decide it and its citations."""
    for finding in findings:
        flag = rulebook.red_flags[finding.red_flag]
        citations = cited(flag, assessment)
        result = finding.result
        details = [
            f"because: {fact_words(name, assessment.facts, rulebook)}" for name in result.decided_by
        ]
        if result.missing:
            details.append(f"open: {listed(result.missing)}")
        for one in citations if whole else citations[:1]:
            details.append(f"source: {citation_words(one, rulebook, assessment.instruments)}")
            if one.remark is not None and whole:
                details.append(f"note: {one.remark}")
        if result.state in (State.YES, State.UNKNOWN) and whole:
            details.append(f"severity (ours): {severity_words(flag.severity)}")
        if result.state is State.YES:
            details.append(f"do: {flag.guidance if whole else first_sentence(flag.guidance)}")
        gating = ", gating" if finding.gating else ""
        standing = STANDINGS[citations[0].standing]
        yield document.Entry(f"{flag.title} [{standing}{gating}] ({flag.id})", tuple(details))


def reason_lines(
    question: Question, assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> list[str]:
    """Say why a question is asked: the flags that hang on it, and where the first comes from."""
    flags = [rulebook.red_flags[name] for name in question.because]
    if not flags:
        return []
    flags.sort(key=lambda flag: _rank(cited(flag, assessment)[0]))
    first = cited(flags[0], assessment)[0]
    said = citation_words(first, rulebook, assessment.instruments)
    if not whole:
        more = f", and {counted(len(flags) - 1, 'other flag')}" if len(flags) > 1 else ""
        return [f"reason: {flags[0].title}{more}. {said}"]
    note = [f"note: {first.remark}"] if first.remark is not None else []
    return [f"bears on: {'; '.join(flag.title for flag in flags)}", f"reason: {said}", *note]


def cited(entry: Entry, assessment: Assessment) -> list[Citation]:
    """Return the citations of an entry that are in effect, the weightiest first."""
    taking_part = set(assessment.instruments)
    found = [c for c in entry.citations if not taking_part.isdisjoint(c.instruments)]
    return sorted(found, key=_rank)


def source_lines(entry: Entry, assessment: Assessment, rulebook: Rulebook) -> Iterator[str]:
    """Yield a line for each citation of an entry in effect: where it stands, and on what basis."""
    for one in cited(entry, assessment):
        yield f"source: {citation_words(one, rulebook, assessment.instruments)}"


def _rank(citation: Citation) -> tuple[int, int]:
    return list(Standing).index(citation.standing), list(Basis).index(citation.basis)
