"""An assessment as a document: the short form for a terminal, the whole one for the file.

The order never changes: what was not checked, what is recommended and on what bound,
what would change it, what to ask, then findings, safeguards, steps and worksheet. Law
stands in a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caveat.model.assessment import Assessment, OpenFact
from caveat.model.determination import Bound, Change, Question, Recommendation
from caveat.model.finding import Finding, State
from caveat.model.standing import Standing
from caveat.reports.document import Document, Entry
from caveat.reports.findings import (
    finding_entries,
    finding_titles,
    reason_lines,
    standing_rank,
)
from caveat.reports.safeguards import add_safeguards, add_steps, add_worksheet
from caveat.reports.words import (
    RECOMMENDATIONS,
    aside_lines,
    effect_lines,
    fact_words,
    listed,
)
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.policy import TierRow

OPEN_SHOWN = 8
"""Open flags shown in the short form."""


def assessment_report(
    assessment: Assessment, rulebook: Rulebook, digest: str, *, whole: bool
) -> Document:
    """Return the report of an assessment.

    Args:
        assessment: The assessment.
        rulebook: The rulebook it was made under.
        digest: The digest of its record.
        whole: Whether everything is shown, as in a memo, or the short form.
    """
    report = _Report(assessment, rulebook, whole=whole)
    report.head()
    report.recommendation()
    report.outlook()
    report.scope()
    report.findings()
    add_safeguards(report.document, assessment, rulebook, whole=whole)
    report.law()
    add_steps(report.document, assessment, rulebook, whole=whole)
    add_worksheet(report.document, assessment, rulebook, whole=whole)
    if whole:
        report.prompts()
        report.facts()
        report.notes()
    report.foot(digest)
    return report.document


class _Report:
    def __init__(self, assessment: Assessment, rulebook: Rulebook, *, whole: bool) -> None:
        self.assessment = assessment
        self.rulebook = rulebook
        self.whole = whole
        self.document = Document()
        self.rows = {row.id: row for row in rulebook.policy.table}

    def head(self) -> None:
        transaction = self.assessment.transaction
        not_checked = self.rulebook.policy.not_checked
        if not_checked:
            titles = ", ".join(one.title for one in not_checked)
            self.document.paragraph(f"Not checked: {titles}.", strong=True)
        self.document.heading(transaction.title, 1)
        end_user = transaction.party("end_user")
        country = self.rulebook.countries.get(transaction.destination, transaction.destination)
        instruments = [self.rulebook.instruments[name] for name in self.assessment.instruments]
        names = "; ".join(f"{one.short} ({one.publisher})" for one in instruments if not one.base)
        self.document.pairs(
            [
                ("End user", end_user.name if end_user is not None else "not stated"),
                ("Destination", country),
                ("Stated end use", transaction.stated_end_use),
                ("Items", "; ".join(f"{i.title}, {i.quantity}" for i in transaction.items)),
                ("Assessed as of", self.assessment.as_of.isoformat()),
                ("Under", names or "no instrument; only the checks of this workbench"),
            ],
        )
        if self.assessment.hindsight:
            late = listed(self.rulebook.instruments[n].short for n in self.assessment.hindsight)
            self.document.paragraph(
                f"Read in hindsight: {late} did not exist, or was not current, on that date. "
                "It is applied to what was known then; nobody was asked to follow it."
            )

    def recommendation(self) -> None:
        determination = self.assessment.determination
        words = RECOMMENDATIONS[determination.recommendation]
        self.document.heading("Recommendation")
        if determination.settled:
            self.document.paragraph(
                f"{words}: settled, however the open facts turn out.", strong=True
            )
        else:
            count = len(determination.open_facts)
            self.document.paragraph(
                f"{words}: not yet decidable; it hangs on {count} open fact"
                f"{'' if count == 1 else 's'}.",
                strong=True,
            )
        self.document.table(
            ("", "on what is known", "if the open facts turn out worst"),
            [
                ("With safeguards in force", *_bound_words(determination.after)),
                ("Before safeguards", *_bound_words(determination.before)),
            ],
        )
        self.document.paragraph(
            "The table of tiers and this recommendation are a policy of this workbench, not a rule "
            "of any authority. A person decides."
        )
        if determination.reasons:
            self._rows("Why", determination.reasons)
        else:
            self.document.paragraph("No row of the table holds on what is known.")
        if determination.recommendation is Recommendation.PROCEED_WITH_SAFEGUARDS:
            self.document.listing(
                Entry(f"Before anything ships - {one.title}: {one.do_instead}")
                for one in self.rulebook.policy.not_checked
            )

    def _rows(self, title: str, names: Iterable[str]) -> None:
        rows = [self.rows[name] for name in names]
        shown = rows if self.whole else rows[:5]
        self.document.heading(title, 3)
        self.document.listing(self._row(row) for row in shown)
        if len(rows) > len(shown):
            self.document.paragraph(f"and {len(rows) - len(shown)} more in the memo.")

    def _row(self, row: TierRow) -> Entry:
        lowered = row.id in self.assessment.determination.lowered
        note = " Lowered by one tier: safeguards in force." if lowered else ""
        return Entry(f"{row.tier.value}: {row.title}. {row.why}{note}")

    def outlook(self) -> None:
        outlook = self.assessment.outlook
        if outlook.changes:
            self.document.heading("What would change it")
            limit = None if self.whole else 5
            self.document.listing(self._change(change) for change in outlook.changes[:limit])
        elif not self.assessment.determination.settled:
            self.document.heading("What would change it")
            self.document.paragraph("No answers to three facts or fewer settle or move it.")
        if outlook.questions:
            self.document.heading("Ask next")
            limit = None if self.whole else 3
            self.document.listing(
                (self._question(one) for one in outlook.questions[:limit]), numbered=True
            )

    def _change(self, change: Change) -> Entry:
        answers = " and ".join(
            f"{self.rulebook.facts[a.fact].title}: {a.answer} ({a.fact})" for a in change.answers
        )
        words = RECOMMENDATIONS[change.known]
        return Entry(f"{answers} -> {words if change.settled else f'at least {words}'}")

    def _question(self, question: Question) -> Entry:
        fact = self.rulebook.facts[question.fact]
        return Entry(
            f"{fact.question} ({fact.id})",
            (
                f"who: {', '.join(fact.who)}; cost: {fact.cost.value}",
                *effect_lines(question),
                *reason_lines(question, self.assessment, self.rulebook),
            ),
        )

    def scope(self) -> None:
        tests = {n: r for n, r in self.assessment.tests.items() if n.startswith("scope.in_scope")}
        self.document.heading("Scope")
        for name, result in tests.items():
            said = {
                State.YES: "in scope",
                State.NO: "not in scope as stated; the findings below are still worth reading",
                State.NOT_APPLICABLE: "not applicable",
                State.UNKNOWN: "not known; treated as in scope",
            }[result.state]
            basis = result.decided_by or result.missing
            label = "decided by" if result.decided_by else "open"
            self.document.paragraph(
                f"{self.rulebook.tests[name].title}: {said} ({label}: {listed(basis)})."
            )
        if not tests:
            self.document.paragraph(
                "No version of the State guidance takes part in this assessment."
            )

    def findings(self) -> None:
        by_state: dict[State, list[Finding]] = {state: [] for state in State}
        for finding in self.assessment.findings:
            by_state[finding.result.state].append(finding)
        raised, still_open = by_state[State.YES], by_state[State.UNKNOWN]
        raised.sort(key=lambda finding: standing_rank(finding, self.assessment, self.rulebook))
        still_open.sort(key=lambda finding: not finding.gating)
        self.document.heading(f"Red flags raised ({len(raised)})")
        self.document.listing(
            finding_entries(raised, self.assessment, self.rulebook, whole=self.whole)
        )
        self.document.heading(f"Red flags open ({len(still_open)}): unknown, never no")
        if self.whole:
            self.document.listing(
                finding_entries(still_open, self.assessment, self.rulebook, whole=True)
            )
        else:
            self.document.listing(
                Entry(f"{self.rulebook.red_flags[f.red_flag].title}: {listed(f.result.missing)}")
                for f in still_open[:OPEN_SHOWN]
            )
            if len(still_open) > OPEN_SHOWN:
                self.document.paragraph(f"and {len(still_open) - OPEN_SHOWN} more in the memo.")
        answered = by_state[State.NO]
        self.document.heading(f"Answered no on the sources given ({len(answered)})")
        self._answered(answered)
        if self.whole and by_state[State.NOT_APPLICABLE]:
            self.document.heading("Not applicable", 3)
            self._answered(by_state[State.NOT_APPLICABLE])

    def _answered(self, findings: list[Finding]) -> None:
        if self.whole:
            self.document.listing(
                finding_entries(findings, self.assessment, self.rulebook, whole=False)
            )
        elif findings:
            self.document.paragraph(finding_titles(findings, self.rulebook))
        else:
            self.document.paragraph("None.")

    def law(self) -> None:
        """Law in a box of its own: what the workbench can say of it, and nothing else."""
        self.document.heading("Law")
        self.document.paragraph(
            "Whether a licence is needed, or the sale prohibited, is not determined here. The "
            "guidance above replaces no law, and no licence answers a finding above."
        )
        entries = []
        for safeguard in self.assessment.safeguards:
            entry = self.rulebook.safeguards[safeguard.safeguard]
            if any(c.standing is Standing.LAW for c in entry.citations):
                places = ", ".join(c.provision for c in entry.citations)
                entries.append(Entry(f"{entry.title} ({places}). {entry.text}"))
        self.document.listing(entries)

    def prompts(self) -> None:
        self.document.heading("Questions for counsel on laws and practices")
        self.document.paragraph(
            "A law feature prompts counsel and never decides alone. Features nobody has looked at "
            "are unknown, not absent."
        )
        features = self.rulebook.law_features
        stated = [p for p in self.assessment.prompts if p.stated.value == "yes"]
        unseen = [p for p in self.assessment.prompts if p.stated.value == "unknown"]
        self.document.listing(
            Entry(
                f"Stated: {features[p.law_feature].title}",
                (
                    features[p.law_feature].ask_counsel,
                    f"Covenant articles {listed(features[p.law_feature].iccpr)}",
                ),
            )
            for p in stated
        )
        if unseen:
            titles = "; ".join(features[p.law_feature].title for p in unseen)
            self.document.paragraph(f"Not looked at: {titles}.")

    def facts(self) -> None:
        self.document.heading("Facts and their sources")
        self.document.listing(
            Entry(
                fact_words(name, self.assessment.facts, self.rulebook),
                tuple(aside_lines(name, self.assessment)),
            )
            for name in self.assessment.facts
        )
        self.document.heading("Open facts and where to look", 3)
        self.document.listing(self._open_fact(one) for one in self._open())

    def _open(self) -> Iterator[OpenFact]:
        return (one for one in self.assessment.open_facts if one.red_flags or one.tools)

    def _open_fact(self, one: OpenFact) -> Entry:
        fact = self.rulebook.facts[one.fact]
        tools = listed(self.rulebook.tools[name].title for name in one.tools)
        return Entry(
            f"{fact.question} ({one.fact}{', gating' if one.gating else ''})",
            (f"evidence: {fact.evidence}", f"where to look: {tools}"),
        )

    def notes(self) -> None:
        self.document.heading("About the instruments")
        self.document.listing(
            Entry(f"{self.rulebook.notes[name].title}: {self.rulebook.notes[name].text}")
            for name in self.assessment.notes
        )
        self.document.listing(
            Entry(f"{one.title} ({one.publisher}). {one.effective_note}")
            for one in (self.rulebook.instruments[n] for n in self.assessment.instruments)
        )

    def foot(self, digest: str) -> None:
        self.document.heading("This assessment")
        unreviewed = sum(
            self.rulebook.red_flags[f.red_flag].reviewed_by == "none"
            for f in self.assessment.findings
        )
        self.document.paragraph(
            f"Rulebook {self.rulebook.version}, {digest}. {unreviewed} of "
            f"{len(self.assessment.findings)} red flags were reviewed by no lawyer yet. "
            "All texts are paraphrases of this workbench."
        )


def _bound_words(bound: Bound) -> tuple[str, str]:
    return (
        f"{RECOMMENDATIONS[bound.known]} (tier {bound.known_tier})",
        f"{RECOMMENDATIONS[bound.worst]} (tier {bound.worst_tier})",
    )
