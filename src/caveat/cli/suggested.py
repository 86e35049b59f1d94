"""What is held here on the fact that is asked: shown with the question, and taken as its source."""

from __future__ import annotations

from collections.abc import Mapping

from caveat.cli.choices import said
from caveat.model.gathered import Proposal
from caveat.model.value import Value
from caveat.reports.document import Entry
from caveat.reports.held import ground_line
from caveat.reports.words import counted
from caveat.services.assess_file import Assessed

SHOWN = 4
"""Most grounds shown with a question."""


def suggestion(fact: str, assessed: Assessed) -> Proposal | None:
    """Return what is held on a fact; None where nothing is."""
    gathered = assessed.assessment.transaction.gathered
    found = gathered.proposals if gathered is not None else ()
    return next((one for one in found if one.fact == fact), None)


def suggestion_entry(one: Proposal, words: Mapping[str, str]) -> Entry:
    """Return what is held on a fact as an entry of the question."""
    lead = "Held here" if one.value is None else f"Held here, and suggests {said(one.value, words)}"
    lines = [ground_line(ground) for ground in one.grounds[:SHOWN]]
    left = len(one.grounds) - SHOWN
    more = [f"and {counted(left, 'other')} in the memo"] if left > 0 else []
    return Entry(f"{lead}:", (*lines, *more))


def source_of(one: Proposal | None, value: Value | None) -> str:
    """Return the sources of a suggestion that a person takes as it is; else nothing."""
    if one is None or value is None or value != one.value:
        return ""
    sources = dict.fromkeys(ground.source for ground in one.grounds[:SHOWN])
    return f"held here and confirmed: {'; '.join(sources)}"
