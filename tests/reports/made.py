"""Reports of the examples, and of the camera example with one part changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caveat.model.assessment import Assessment, ProposedSafeguard
from caveat.model.determination import Bound, Recommendation
from caveat.model.finding import Finding, Result, State
from caveat.model.truth import Truth
from caveat.reports.assessment_report import assessment_report
from caveat.reports.document import Document
from caveat.rulebook.loader import Rulebook
from tests.services.examples import CAMERA, assessed

TRUTHS = {
    State.YES: Truth.YES,
    State.NO: Truth.NO,
    State.NOT_APPLICABLE: Truth.NO,
    State.UNKNOWN: Truth.UNKNOWN,
}


def report(assessment: Assessment, rulebook: Rulebook, *, whole: bool = False) -> Document:
    """Return the report of an assessment under a digest of no meaning."""
    return assessment_report(assessment, rulebook, "sha256:00", whole=whole)


def of_example(name: str, rulebook: Rulebook, *, whole: bool = False, **options: Any) -> Document:
    """Return the report of an example."""
    return report(assessed(name, rulebook, **options).assessment, rulebook, whole=whole)


def camera(rulebook: Rulebook) -> Assessment:
    """Return the assessment of the camera maker's offer: open, with flags of all states."""
    return assessed(CAMERA, rulebook).assessment


def determined(assessment: Assessment, **parts: Any) -> Assessment:
    """Return an assessment with parts of its determination changed."""
    return replace(assessment, determination=replace(assessment.determination, **parts))


def ends(known: Recommendation, low: str, worst: Recommendation, high: str) -> Bound:
    """Return a bound as its two ends, each with its tier."""
    return Bound(known, worst, low, high)


def result(state: State, *facts: str) -> Result:
    """Return a result that the facts decide, or for which they are missing."""
    if state is State.UNKNOWN:
        return Result(state, TRUTHS[state], (), facts)
    return Result(state, TRUTHS[state], facts, ())


def finding(flag: str, state: State, *facts: str, gating: bool = False) -> Finding:
    """Return a finding that the facts decide, or for which they are missing."""
    return Finding(flag, result(state, *facts), gating, ())


def proposal(name: str, **parts: Any) -> ProposedSafeguard:
    """Return a safeguard that nothing calls for, which can be put in place."""
    plain = ProposedSafeguard(name, (), (), Truth.YES, (), None, counts=False, rows=())
    return replace(plain, **parts)
