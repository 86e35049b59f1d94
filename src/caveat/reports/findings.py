"""Findings as entries of a document: what was found, on which facts, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caveat.model.assessment import Assessment
from caveat.model.determination import Question
from caveat.model.finding import Finding, State
from caveat.model.standing import Standing
from caveat.reports.document import Entry
from caveat.reports.words import STANDINGS, citation_words, fact_words, listed, severity_words
from caveat.rulebook.citation import Citation
from caveat.rulebook.entries import RedFlag
from caveat.rulebook.loader import Rulebook


def finding_entries(
    findings: Iterable[Finding], assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> Iterator[Entry]:
    """Yield an entry for each finding, with the facts that decide it and its citations."""
    for finding in findings:
        flag = rulebook.red_flags[finding.red_flag]
        citations = cited(flag, assessment)
        standing = STANDINGS[citations[0].standing]
        result = finding.result
        details = [
            f"because: {fact_words(name, assessment.facts, rulebook)}" for name in result.decided_by
        ]
        if result.missing:
            details.append(f"open: {listed(result.missing)}")
        kept = citations if whole else citations[:1]
        details.extend(
            f"source: {citation_words(one, rulebook, assessment.instruments)}" for one in kept
        )
        if whole:
            details.extend(f"note: {c.remark}" for c in citations if c.remark is not None)
        if result.state in (State.YES, State.UNKNOWN) and whole:
            details.append(f"severity (ours): {severity_words(flag.severity)}")
        if result.state is State.YES:
            do = flag.guidance if whole else f"{flag.guidance.split('. ')[0].rstrip('.')}."
            details.append(f"do: {do}")
        gating = ", gating" if finding.gating else ""
        yield Entry(f"{flag.title} [{standing}{gating}] ({flag.id})", tuple(details))


def reason_lines(question: Question, assessment: Assessment, rulebook: Rulebook) -> list[str]:
    """Say why a question is asked: the flags that hang on it, and where the first comes from."""
    flags = [rulebook.red_flags[name] for name in question.because]
    if not flags:
        return []
    flags.sort(key=lambda flag: _rank(cited(flag, assessment)))
    citation = citation_words(cited(flags[0], assessment)[0], rulebook, assessment.instruments)
    return [f"bears on: {'; '.join(flag.title for flag in flags)}", f"reason: {citation}"]


def standing_rank(finding: Finding, assessment: Assessment, rulebook: Rulebook) -> int:
    """Return the place of a finding's standing, the weightiest first."""
    return _rank(cited(rulebook.red_flags[finding.red_flag], assessment))


def _rank(citations: list[Citation]) -> int:
    return min(list(Standing).index(citation.standing) for citation in citations)


def finding_titles(findings: Iterable[Finding], rulebook: Rulebook) -> str:
    """Return the titles of findings in one line."""
    return "; ".join(rulebook.red_flags[finding.red_flag].title for finding in findings) + "."


def cited(flag: RedFlag, assessment: Assessment) -> list[Citation]:
    """Return the citations of a flag that are in effect; law is never among them."""
    taking_part = set(assessment.instruments)
    return [c for c in flag.citations if not taking_part.isdisjoint(c.instruments)]
