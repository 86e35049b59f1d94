"""What is held here on the fact that is asked: shown with the question, and taken as its source."""

from __future__ import annotations

from collections.abc import Mapping

from caveat.cli.choices import said
from caveat.cli.dialogue import say
from caveat.model.gathered import Proposal
from caveat.model.standing import Basis
from caveat.model.value import Members, Value
from caveat.reports.document import Entry
from caveat.reports.held import ground_line
from caveat.reports.words import BASES, counted
from caveat.services.assess_file import Assessed

SHOWN = 4
"""Most grounds shown with a question."""
FROM_MEMORY = (
    "What is held here is from memory, in part at least, and is no source: find the document, and "
    "name it."
)


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


def offered_source(one: Proposal, value: Value | None) -> str:
    """Say which sources Enter takes for an answer, and return them.

    Empty where the answer is not the one that is suggested, and where it would rest on memory:
    what nobody opened is no source. Of a set each ground may stand for another member, so that
    all of them must have been read; another answer rests on those that were.
    """
    if value is None or value != one.value:
        return ""
    speaking = [ground for ground in one.grounds if ground.suggests]
    read = [ground for ground in speaking if ground.basis is not Basis.RECALLED]
    if not read or (isinstance(one.value, Members) and len(read) < len(speaking)):
        say(FROM_MEMORY)
        return ""
    sources = dict.fromkeys(f"{ground.source} ({BASES[ground.basis]})" for ground in read[:SHOWN])
    offered = f"held here: {'; '.join(sources)}"
    say(f"Enter takes: {offered}")
    return offered
