"""Safeguards, steps and the rights-impact worksheet as parts of a document."""

from __future__ import annotations

from datetime import date

from caveat.model.assessment import Assessment, ProposedSafeguard
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.model.transaction import SafeguardState
from caveat.model.truth import Truth
from caveat.reports.document import Document, Entry
from caveat.reports.words import listed
from caveat.rulebook.loader import Rulebook

SHOWN = 10
"""Safeguards shown in the short form."""


def add_safeguards(
    document: Document, assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> None:
    """Add the proposed safeguards: for raised flags first, then open ones, then general ones."""
    proposed = [
        one
        for one in assessment.safeguards
        if all(c.standing is not Standing.LAW for c in rulebook.safeguards[one.safeguard].citations)
    ]
    proposed.sort(key=lambda one: (one.stated is None, -len(one.raised), -len(one.open)))
    document.heading(f"Safeguards to consider ({len(proposed)})")
    document.paragraph(
        "Only a safeguard in force, with evidence, owner and date, counts; a promise does not. "
        "It lowers only the rows of the table that name it, by one tier at most."
    )
    called_for = [one for one in proposed if one.raised or one.stated]
    shown = called_for if whole else called_for[:SHOWN]
    as_of = assessment.as_of
    document.listing(_safeguard(one, as_of, rulebook, whole=whole) for one in shown)
    if whole:
        document.heading("For flags that are still open, and for the company as a whole", 3)
        document.listing(
            _safeguard(one, as_of, rulebook, whole=False)
            for one in proposed
            if one not in called_for
        )
    elif len(shown) < len(proposed):
        document.paragraph(f"and {len(proposed) - len(shown)} more in the memo.")


def _safeguard(one: ProposedSafeguard, as_of: date, rulebook: Rulebook, *, whole: bool) -> Entry:
    safeguard = rulebook.safeguards[one.safeguard]
    flags = rulebook.red_flags
    details = [f"{_state(one, as_of)}; {_available(one)}"]
    if one.raised:
        details.append(f"answers: {listed(flags[name].title for name in one.raised)}")
    if whole:
        if one.open:
            details.append(
                f"for flags still open: {listed(flags[name].title for name in one.open)}"
            )
        details.append(f"what: {safeguard.text}")
        details.append(f"evidence to keep: {safeguard.evidence}")
        details.append(f"what remains: {safeguard.residual}")
        if one.rows:
            details.append(f"rows: {listed(one.rows)}")
    if safeguard.caution is not None:
        details.append(f"caution: {safeguard.caution}")
    return Entry(f"{safeguard.title} ({safeguard.id})", tuple(details))


def _state(one: ProposedSafeguard, as_of: date) -> str:
    stated = one.stated
    if stated is None:
        return "nothing stated yet"
    if stated.state is SafeguardState.IN_FORCE:
        late = stated.since is not None and stated.since > as_of
        note = f"; on {as_of} it was not, and does not count" if late else ""
        if one.available is Truth.NO:
            note = "; does not count"
        return f"in force since {stated.since}: {stated.evidence} (owner: {stated.owner}){note}"
    if stated.state is SafeguardState.PROMISED:
        return "promised: does not count until in force"
    return f"{stated.state.value.replace('_', ' ')}: {stated.reason or 'no reason recorded'}"


def _available(one: ProposedSafeguard) -> str:
    if one.available is Truth.YES:
        return "can be put in place"
    if one.available is Truth.NO:
        return "cannot be put in place: its prerequisite is missing"
    return f"whether it can be put in place hangs on {listed(one.missing)}"


def add_steps(
    document: Document, assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> None:
    """Add the steps of due diligence with their state."""
    words = {State.YES: "done", State.NO: "due", State.UNKNOWN: "not known to be done"}
    steps = [one for one in assessment.steps if one.result.state in words]
    done = sum(one.result.state is State.YES for one in steps)
    document.heading(f"Steps of due diligence ({done} of {len(steps)} done)")
    if whole:
        document.listing(
            Entry(
                f"{words[one.result.state]}: {rulebook.steps[one.step].title} [{listed(one.rows)}]",
                (rulebook.steps[one.step].action,),
            )
            for one in steps
        )
    else:
        open_steps = [one for one in steps if one.result.state is not State.YES]
        titles = "; ".join(rulebook.steps[one.step].title for one in open_steps[:6])
        more = f"; and {len(open_steps) - 6} more in the memo" if len(open_steps) > 6 else ""
        document.paragraph(f"To do: {titles or 'none'}{more}.")


def add_worksheet(
    document: Document, assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> None:
    """Add the rights-impact worksheet of consideration 1."""
    filled = sum(bool(line.impacts) for line in assessment.worksheet)
    document.heading(f"Rights-impact worksheet ({filled} of {len(assessment.worksheet)} filled)")
    rows = []
    for line in assessment.worksheet:
        right = rulebook.rights[line.right].title
        for impact in line.impacts:
            consulted = "; ".join(f"{c.who}: {c.said}" for c in impact.consulted)
            rows.append(
                (
                    right,
                    f"{impact.whose}: {impact.how}",
                    f"{impact.scale}, {impact.scope}, {impact.remediability}",
                    consulted or "nobody named",
                )
            )
        if not line.impacts and whole:
            why = f"suggested by {listed(line.suggested_by)}" if line.suggested_by else ""
            rows.append((right, "not assessed", why, ""))
    document.table(("Right", "Whose, and how", "Scale, scope, remedy", "Consulted"), rows)
    empty = [line for line in assessment.worksheet if not line.impacts and line.suggested_by]
    if empty and not whole:
        titles = listed(rulebook.rights[line.right].title for line in empty)
        document.paragraph(f"Not assessed, though the product puts them at issue: {titles}.")
