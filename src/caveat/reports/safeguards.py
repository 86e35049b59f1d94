"""Safeguards, steps and the rights-impact worksheet as parts of a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caveat.model.assessment import Assessment, ProposedSafeguard
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.model.transaction import SafeguardState
from caveat.model.truth import Truth
from caveat.reports.document import Document, Entry
from caveat.reports.findings import source_lines
from caveat.reports.words import listed
from caveat.rulebook.loader import Rulebook

SHOWN = 5
"""Most safeguards named on the first page where nothing was stated of them."""

_COUNTS = (
    "Only a safeguard in force, with evidence, owner and date, counts; a promise does not. "
    "It lowers only the rows of the table that name it, by one tier at most."
)


def add_safeguards_in_brief(
    document: Document, assessment: Assessment, rulebook: Rulebook, rest: str
) -> None:
    """Add how the safeguards stand, one line for each state."""
    proposed = _of_guidance(assessment, rulebook)
    document.heading(f"Safeguards ({len(proposed)} to consider)")
    document.paragraph(_COUNTS)
    in_force = [one for one in proposed if one.counts]
    promised = _stated(proposed, SafeguardState.PROMISED)
    void = [one for one in _stated(proposed, SafeguardState.IN_FORCE) if not one.counts]
    left_out = [one for one in proposed if one.stated and one not in in_force + promised + void]
    missing = [one for one in proposed if one.raised and not one.stated and _can_be_had(one)]
    lines = [
        ("In force", in_force),
        ("Said to be in force, but does not count", void),
        ("Promised, so that it does not count yet", promised),
        ("Refused or not adopted", left_out),
    ]
    entries = [Entry(f"{label}: {_titles(found, rulebook)}") for label, found in lines if found]
    if missing:
        more = f", and {len(missing) - SHOWN} more {rest}" if len(missing) > SHOWN else ""
        named = _titles(missing[:SHOWN], rulebook)
        entries.append(Entry(f"Called for by the flags raised, nothing stated: {named}{more}"))
    document.listing(entries)


def unanswered(assessment: Assessment, rulebook: Rulebook) -> Iterator[tuple[str, str | None]]:
    """Yield each raised flag that no safeguard in force answers, with one that would.

    The example is the first of the flag's safeguards that can be had and that nobody turned
    down; None when there is none. Law is no example: it stands in a part of its own.
    """
    proposed = {one.safeguard: one for one in _of_guidance(assessment, rulebook)}
    for finding in assessment.findings:
        flag = rulebook.red_flags[finding.red_flag]
        answers = [proposed[name] for name in flag.safeguards if name in proposed]
        if finding.result.state is State.YES and not any(one.counts for one in answers):
            possible = (one for one in answers if _can_be_had(one))
            first = next(possible, None)
            yield flag.title, None if first is None else rulebook.safeguards[first.safeguard].title


def _can_be_had(one: ProposedSafeguard) -> bool:
    turned_down = (SafeguardState.REFUSED, SafeguardState.NOT_ADOPTED)
    stated = one.stated
    return one.available is not Truth.NO and (stated is None or stated.state not in turned_down)


def law_safeguards(assessment: Assessment, rulebook: Rulebook) -> Iterator[Entry]:
    """Yield the proposed safeguards that are law and not guidance, with their provision."""
    for one in assessment.safeguards:
        entry = rulebook.safeguards[one.safeguard]
        if _is_law(one, rulebook):
            places = ", ".join(c.provision for c in entry.citations)
            yield Entry(f"{entry.title} ({places}). {entry.text}")


def _is_law(one: ProposedSafeguard, rulebook: Rulebook) -> bool:
    citations = rulebook.safeguards[one.safeguard].citations
    return any(citation.standing is Standing.LAW for citation in citations)


def _of_guidance(assessment: Assessment, rulebook: Rulebook) -> list[ProposedSafeguard]:
    """Return the proposed safeguards that are not law: stated ones, then by flags they answer."""
    proposed = [one for one in assessment.safeguards if not _is_law(one, rulebook)]
    return sorted(proposed, key=lambda one: (one.stated is None, -len(one.raised), -len(one.open)))


def _stated(proposed: list[ProposedSafeguard], state: SafeguardState) -> list[ProposedSafeguard]:
    return [one for one in proposed if one.stated is not None and one.stated.state is state]


def _titles(proposed: list[ProposedSafeguard], rulebook: Rulebook) -> str:
    return "; ".join(rulebook.safeguards[one.safeguard].title for one in proposed)


def add_safeguards(document: Document, assessment: Assessment, rulebook: Rulebook) -> None:
    """Add the annex on safeguards: for raised flags first, then open ones, then general ones."""
    proposed = _of_guidance(assessment, rulebook)
    called_for = [one for one in proposed if one.raised or one.stated]
    document.heading("Annex C: safeguards")
    document.paragraph(_COUNTS)
    for title, found in (
        ("Stated, or called for by a raised flag", called_for),
        (
            "For flags that are still open, and for the company as a whole",
            [one for one in proposed if one not in called_for],
        ),
    ):
        document.heading(f"{title} ({len(found)})", 3)
        document.listing(
            _safeguard(one, assessment, rulebook, whole=one in called_for) for one in found
        )


def _safeguard(
    one: ProposedSafeguard, assessment: Assessment, rulebook: Rulebook, *, whole: bool
) -> Entry:
    safeguard = rulebook.safeguards[one.safeguard]
    flags = rulebook.red_flags
    details = [_state(one, assessment.as_of)]
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
    details.extend(source_lines(safeguard, assessment, rulebook))
    if safeguard.caution is not None:
        details.append(f"caution: {safeguard.caution}")
    return Entry(f"{safeguard.title} ({safeguard.id})", tuple(details))


def _state(one: ProposedSafeguard, as_of: date) -> str:
    """Say what the file states of a safeguard, and whether it can be had."""
    stated = one.stated
    if stated is None:
        return f"nothing stated yet; {_available(one)}"
    if stated.state is SafeguardState.IN_FORCE:
        said = f"in force since {stated.since}: {stated.evidence.rstrip('.')}, owner {stated.owner}"
        if one.counts:
            return said
        late = stated.since is not None and stated.since > as_of
        why = f"on {as_of} it was not in force" if late else _available(one)
        return f"{said}; does not count: {why}"
    if stated.state is SafeguardState.PROMISED:
        return f"promised: does not count until in force; {_available(one)}"
    reason = stated.reason.rstrip(".") or "no reason recorded"
    return f"{stated.state.value.replace('_', ' ')}: {reason}; {_available(one)}"


def _available(one: ProposedSafeguard) -> str:
    if one.available is Truth.YES:
        return "can be put in place"
    if one.available is Truth.NO:
        return "cannot be put in place: its prerequisite is missing"
    return f"whether it can be put in place hangs on {listed(one.missing)}"


def add_steps_in_brief(document: Document, assessment: Assessment, rulebook: Rulebook) -> None:
    """Add how far due diligence has come, and which rights nobody assessed."""
    steps = _called_for(assessment)
    open_steps = [name for name, state in steps if state is not State.YES]
    document.heading("Steps and rights")
    done = f"{len(steps) - len(open_steps)} of {len(steps)} steps of due diligence are done"
    following = f"; next: {rulebook.steps[open_steps[0]].title}" if open_steps else ""
    filled = sum(bool(line.impacts) for line in assessment.worksheet)
    empty = [line for line in assessment.worksheet if not line.impacts and line.suggested_by]
    titles = listed(rulebook.rights[line.right].title for line in empty)
    at_issue = f"; not assessed, though the product puts them at issue: {titles}" if empty else ""
    document.listing(
        [
            Entry(f"{done}{following}."),
            Entry(
                f"{filled} of {len(assessment.worksheet)} rights of the worksheet are "
                f"filled{at_issue}."
            ),
        ]
    )


def _called_for(assessment: Assessment) -> list[tuple[str, State]]:
    found = [(one.step, one.result.state) for one in assessment.steps]
    return [(name, state) for name, state in found if state is not State.NOT_APPLICABLE]


def add_steps(document: Document, assessment: Assessment, rulebook: Rulebook) -> None:
    """Add the annex on the steps of due diligence with their state."""
    words = {State.YES: "done", State.NO: "due", State.UNKNOWN: "not known to be done"}
    steps = [one for one in assessment.steps if one.result.state in words]
    document.heading("Annex D: steps of due diligence")
    document.listing(
        Entry(
            f"{words[one.result.state]}: {rulebook.steps[one.step].title}",
            (
                rulebook.steps[one.step].action,
                *source_lines(rulebook.steps[one.step], assessment, rulebook),
            ),
        )
        for one in steps
    )


def add_worksheet(document: Document, assessment: Assessment, rulebook: Rulebook) -> None:
    """Add the annex with the rights-impact worksheet of consideration 1."""
    document.heading("Annex E: rights-impact worksheet")
    rows = []
    for line in assessment.worksheet:
        right = rulebook.rights[line.right].title
        for impact in line.impacts:
            consulted = "; ".join(
                f"{c.who}{f' ({c.on})' if c.on is not None else ''}: {c.said}"
                for c in impact.consulted
            )
            rows.append(
                (
                    right,
                    f"{impact.whose}: {impact.how}",
                    f"{impact.scale}, {impact.scope}, {impact.remediability}",
                    consulted or "nobody named",
                )
            )
        if not line.impacts:
            categories = rulebook.product_categories
            suggested = listed(categories[name].title for name in line.suggested_by)
            why = f"put at issue by: {suggested}" if line.suggested_by else ""
            rows.append((right, "not assessed", why, ""))
    document.table(("Right", "Whose, and how", "Scale, scope, remedy", "Consulted"), rows)
