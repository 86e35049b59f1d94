"""The first page of an assessment: what a person must see, in the order it is needed.

The order never changes: what was not checked, what is recommended and on what bound, what
would change it, what to ask, then flags, safeguards, law, steps and rights. Law stands in
a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.assessment import Assessment
from caveat.model.determination import Bound, Change, Question, Recommendation
from caveat.model.finding import Finding, State
from caveat.model.standing import Standing
from caveat.reports.document import Document, Entry
from caveat.reports.findings import (
    by_state,
    by_weight,
    finding_entries,
    reason_lines,
)
from caveat.reports.held import add_held_in_brief
from caveat.reports.safeguards import (
    add_safeguards_in_brief,
    add_steps_in_brief,
    law_safeguards,
    unanswered,
)
from caveat.reports.words import (
    RECOMMENDATIONS,
    answer_words,
    counted,
    effect_lines,
    listed,
    not_checked_line,
)
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.policy import Tier

SHOWN = 5
"""Most rows, changes and open flags shown on the first page."""
ASKED = 3
"""Most questions shown on the first page."""
WAYS = 3
"""Most ways of one answer said on the first page."""

SCOPE = {
    State.YES: "yes",
    State.NO: "no, as stated; the findings are still worth reading",
    State.NOT_APPLICABLE: "not applicable",
    State.UNKNOWN: "not known; treated as in scope",
}
_TABLE = "The table of tiers is a policy of this workbench, not a rule of any authority."


class Summary:
    """Writes the first page of one assessment into a document."""

    def __init__(self, assessment: Assessment, rulebook: Rulebook, rest: str) -> None:
        """Write about `assessment`; `rest` says where what is left out can be read."""
        self.assessment = assessment
        self.rulebook = rulebook
        self.rest = rest
        self.document = Document()
        self.states = by_state(assessment)

    def write(self) -> Document:
        """Return the document with every part of the first page."""
        self._head()
        self._recommendation()
        self._why()
        add_held_in_brief(self.document, self.assessment, self.rulebook, self.rest)
        self._changes()
        self._questions()
        self._raised()
        self._open()
        add_safeguards_in_brief(self.document, self.assessment, self.rulebook, self.rest)
        self._law()
        add_steps_in_brief(self.document, self.assessment, self.rulebook)
        return self.document

    def _head(self) -> None:
        transaction = self.assessment.transaction
        if line := not_checked_line(self.rulebook):
            self.document.paragraph(line, strong=True)
        self.document.heading(transaction.title, 1)
        if transaction.about:
            self.document.paragraph(transaction.about)
        end_user = transaction.party("end_user")
        country = self.rulebook.countries.get(transaction.destination, transaction.destination)
        self.document.pairs(
            [
                ("End user", end_user.name if end_user is not None else "not stated"),
                ("Destination", country),
                ("Stated end use", transaction.stated_end_use),
                ("Items", "; ".join(f"{i.title}, {i.quantity}" for i in transaction.items)),
                ("Assessed as of", self.assessment.as_of.isoformat()),
                ("Under", self._under()),
                ("Scope", "; ".join(self._scope())),
            ],
        )
        if self.assessment.hindsight:
            late = [self.rulebook.instruments[name].short for name in self.assessment.hindsight]
            self.document.paragraph(
                f"Read in hindsight: {' and '.join(late)}. What did not exist, or was not current, "
                "on that date is applied to what was known then; nobody was asked to follow it."
            )

    def _under(self) -> str:
        instruments = [self.rulebook.instruments[name] for name in self.assessment.instruments]
        guidance = [one for one in instruments if not one.base and one.standing is not Standing.LAW]
        guidance.sort(key=lambda one: one.standing is not Standing.OFFICIAL_GUIDANCE)
        if not guidance:
            laws = [one.short for one in instruments if one.standing is Standing.LAW]
            cited = f"; {' and '.join(laws)}: law, cited and not evaluated" if laws else ""
            return f"no guidance; only the checks of this workbench{cited}"
        names = " and ".join(one.short for one in guidance)
        return f"{names}, with the checks of this workbench"

    def _scope(self) -> Iterator[str]:
        tests = {n: r for n, r in self.assessment.tests.items() if n.startswith("scope.in_scope")}
        for name, result in tests.items():
            yield f"{self.rulebook.tests[name].title}: {SCOPE[result.state]}"
        if not tests:
            yield "no version of the State guidance takes part in this assessment"

    def _recommendation(self) -> None:
        determination = self.assessment.determination
        words = RECOMMENDATIONS[determination.recommendation]
        self.document.heading("Recommendation")
        if determination.settled:
            said = f"{words}: settled, however the open facts turn out."
        else:
            facts = counted(len(determination.open_facts), "open fact")
            said = f"{words}: not yet decidable; it hangs on {facts}."
        self.document.paragraph(said, strong=True)
        self.document.paragraph(" ".join((*self._bounds(), f"{_TABLE} A person decides.")))
        self.document.paragraph(self._counts())
        if determination.recommendation is Recommendation.PROCEED_WITH_SAFEGUARDS:
            self.document.heading("Before anything ships", 3)
            if determination.before.known_tier == Tier.LOW.value:
                self.document.paragraph(
                    "The findings so far would let it proceed; what is not checked does not."
                )
            self.document.listing(self._before_shipping())

    def _bounds(self) -> Iterator[str]:
        after, before = self.assessment.determination.after, self.assessment.determination.before
        known = _bound_words(after.known, after.known_tier)
        worst = _bound_words(after.worst, after.worst_tier)
        if known == worst:
            yield f"It stands at {known}."
        else:
            yield f"Known, however the open facts turn out: at least {known}. At worst: {worst}."
        if before == after:
            yield "Safeguards in force change neither end."
        else:
            yield f"Without the safeguards in force: {_range_words(before)}."

    def _counts(self) -> str:
        number = {state: len(found) for state, found in self.states.items()}
        movers = sum(finding.gating for finding in self.states[State.UNKNOWN])
        gating = f", {movers} of them gating: they can still raise it" if movers else ""
        complete = (
            " Settled is not complete: what is open stays on file as open."
            if self.assessment.determination.settled and number[State.UNKNOWN]
            else ""
        )
        return (
            f"{counted(len(self.assessment.findings), 'red flag')}: {number[State.YES]} raised; "
            f"{number[State.UNKNOWN]} open{gating}; {number[State.NO]} answered no on the sources "
            f"given; {number[State.NOT_APPLICABLE]} not applicable.{complete}"
        )

    def _before_shipping(self) -> Iterator[Entry]:
        """Yield what 'with safeguards' asks for, and what takes the place of missing checks."""
        for title, example in unanswered(self.assessment, self.rulebook):
            hint = "none can be had" if example is None else f"for example: {example}"
            yield Entry(f"put a safeguard in force for: {title} ({hint})")
        for one in self.rulebook.policy.not_checked:
            yield Entry(f"{one.title}: {one.do_instead}")

    def _why(self) -> None:
        determination = self.assessment.determination
        rows = {row.id: row for row in self.rulebook.policy.table}
        self.document.heading("Why", 3)
        if not determination.reasons:
            self.document.paragraph("No row of the table of tiers holds on what is known.")
        self.document.listing(
            Entry(
                f"{rows[name].tier.value}: {rows[name].title}. {rows[name].why}"
                + (
                    " Lowered by one tier: safeguards in force."
                    if name in determination.lowered
                    else ""
                )
            )
            for name in determination.reasons[:SHOWN]
        )
        self._more(len(determination.reasons) - SHOWN)

    def _more(self, left: int) -> None:
        if left > 0:
            self.document.paragraph(f"and {left} more {self.rest}.")

    def _changes(self) -> None:
        changes = self.assessment.outlook.changes.listed
        if self.assessment.determination.settled:
            return
        self.document.heading("What would change it")
        if not changes:
            self.document.paragraph("No answers to three facts or fewer settle or move it.")
        self.document.listing(self.change(one, most=WAYS) for one in changes[:SHOWN])
        self._more(len(changes) - SHOWN)

    def change(self, change: Change, *, most: int | None = None) -> Entry:
        """Return a set of answers with what it leads to; `most` ways of each are said."""
        facts = self.rulebook.facts
        answers = " and ".join(
            f"{facts[a.fact].title}: {answer_words(a, self.rulebook, most=most)} ({a.fact})"
            for a in change.answers
        )
        words = RECOMMENDATIONS[change.known]
        return Entry(f"{answers} -> {words if change.settled else f'at least {words}'}")

    def _questions(self) -> None:
        questions = self.assessment.outlook.questions
        if questions:
            self.document.heading("Ask next")
            self.document.listing(
                (self.question(one, whole=False) for one in questions[:ASKED]), numbered=True
            )

    def question(self, question: Question, *, whole: bool) -> Entry:
        """Return a question with who can answer it, what its answers do, and why it is asked."""
        fact = self.rulebook.facts[question.fact]
        return Entry(
            f"{fact.question} ({fact.id})",
            (
                f"who: {', '.join(fact.who)}; cost: {fact.cost.value}",
                *effect_lines(question, self.rulebook, most=None if whole else WAYS),
                *reason_lines(question, self.assessment, self.rulebook, whole=whole),
            ),
        )

    def _raised(self) -> None:
        raised = by_weight(self.states[State.YES], self.assessment, self.rulebook)
        self.document.heading(f"Red flags raised ({len(raised)})")
        self.document.listing(finding_entries(raised, self.assessment, self.rulebook, whole=False))
        if not raised:
            self.document.paragraph("None on the sources given.")

    def _open(self) -> None:
        found = by_weight(self.states[State.UNKNOWN], self.assessment, self.rulebook)
        self.document.heading(f"Red flags open ({len(found)}): unknown, never no")
        self.document.listing(self._open_entry(finding) for finding in found[:SHOWN])
        self._more(len(found) - SHOWN)

    def _open_entry(self, finding: Finding) -> Entry:
        title = self.rulebook.red_flags[finding.red_flag].title
        gating = " [gating]" if finding.gating else ""
        return Entry(f"{title}{gating}: {listed(finding.result.missing)}")

    def _law(self) -> None:
        """Law in a box of its own: what the workbench can say of it, and nothing else."""
        self.document.heading("Law")
        self.document.paragraph(
            "Whether a licence is needed, or the sale prohibited, is not determined here. The "
            "guidance above replaces no law, and no licence answers a finding above."
        )
        self.document.listing(law_safeguards(self.assessment, self.rulebook))


def _bound_words(recommendation: Recommendation, tier: str) -> str:
    return f"{RECOMMENDATIONS[recommendation]} (tier {tier})"


def _range_words(bound: Bound) -> str:
    ends = dict.fromkeys(
        _bound_words(*end)
        for end in ((bound.known, bound.known_tier), (bound.worst, bound.worst_tier))
    )
    return " to ".join(ends)
