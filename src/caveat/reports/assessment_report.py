"""An assessment as a document: the first page alone, or a memo with its annexes."""

from __future__ import annotations

from caveat.model.assessment import Assessment
from caveat.reports.annexes import Annexes
from caveat.reports.document import Document
from caveat.reports.summary import Summary
from caveat.rulebook.loader import Rulebook


def assessment_report(
    assessment: Assessment, rulebook: Rulebook, digest: str, *, whole: bool
) -> Document:
    """Return the report of an assessment.

    Args:
        assessment: The assessment.
        rulebook: The rulebook it was made under.
        digest: The digest of its record.
        whole: Whether everything is shown, as in a memo, or the first page alone.
    """
    summary = Summary(assessment, rulebook, "in the annexes" if whole else "in the memo")
    document = summary.write()
    if whole:
        Annexes(summary).write()
    _foot(document, assessment, rulebook, digest)
    return document


def _foot(document: Document, assessment: Assessment, rulebook: Rulebook, digest: str) -> None:
    document.heading("This assessment")
    count = len(assessment.findings)
    reviewed = sum(
        rulebook.red_flags[finding.red_flag].reviewed_by != "none"
        for finding in assessment.findings
    )
    lawyers = (
        f"Lawyers have reviewed {reviewed} of the {count} red flags."
        if reviewed
        else f"No lawyer has reviewed any of the {count} red flags."
    )
    document.pairs(
        [
            ("Digest", digest),
            ("Rulebook", f"{rulebook.version}, sha256:{rulebook.digest}"),
            ("Reviewed", f"{lawyers} All texts are paraphrases of this workbench."),
        ]
    )
