"""The annexes of a memo: everything behind the first page, each with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.assessment import Assessment, OpenFact
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.reports.document import Document, Entry
from caveat.reports.findings import by_state, by_weight, finding_entries, source_lines
from caveat.reports.held import add_held
from caveat.reports.safeguards import add_safeguards, add_steps, add_worksheet
from caveat.reports.summary import Summary
from caveat.reports.words import STATES, aside_lines, counted, fact_words, listed
from caveat.rulebook.loader import Rulebook


class Annexes:
    """Writes the annexes of one assessment after its first page."""

    def __init__(self, summary: Summary) -> None:
        """Write into the document of the first page."""
        self.summary = summary
        self.document: Document = summary.document
        self.assessment: Assessment = summary.assessment
        self.rulebook: Rulebook = summary.rulebook

    def write(self) -> None:
        """Add every annex."""
        self._determination()
        self._findings()
        add_safeguards(self.document, self.assessment, self.rulebook)
        add_steps(self.document, self.assessment, self.rulebook)
        add_worksheet(self.document, self.assessment, self.rulebook)
        self._prompts()
        self._facts()
        self._instruments()
        add_held(self.document, self.assessment, self.rulebook)

    def _determination(self) -> None:
        document, determination = self.document, self.assessment.determination
        rows = {row.id: row for row in self.rulebook.policy.table}
        document.heading("Annex A: the determination in full")
        for title, names in (
            ("Rows of the table that hold", determination.reasons),
            ("Rows that are open and would weigh more", determination.open_rows),
        ):
            document.heading(f"{title} ({len(names)})", 3)
            document.listing(
                Entry(f"{rows[name].tier.value}: {rows[name].title}", (rows[name].why,))
                for name in names
            )
            if not names:
                document.paragraph("None.")
        document.heading("Scope and definitions", 3)
        document.listing(self._tests())
        outlook = self.assessment.outlook
        if outlook.changes.listed:
            document.heading("Smallest sets of answers that would change it", 3)
            document.listing(self.summary.change(one) for one in outlook.changes.listed)
            if outlook.changes.left_out:
                left = counted(outlook.changes.left_out, "set")
                document.paragraph(f"and up to {left} of two or three answers, not listed.")
        if outlook.questions:
            document.heading("Questions to ask next", 3)
            document.listing(
                (self.summary.question(one, whole=True) for one in outlook.questions), numbered=True
            )

    def _tests(self) -> Iterator[Entry]:
        for name, result in self.assessment.tests.items():
            label = "decided by" if result.decided_by else "open"
            yield Entry(
                f"{self.rulebook.tests[name].title}: {STATES[result.state]} ({name})",
                (f"{label}: {listed(result.decided_by or result.missing)}",),
            )

    def _findings(self) -> None:
        titles = {
            State.YES: "Raised",
            State.UNKNOWN: "Open: unknown, never no",
            State.NO: "Answered no on the sources given",
            State.NOT_APPLICABLE: "Not applicable",
        }
        self.document.heading("Annex B: every red flag")
        self.document.paragraph(
            "Ids in brackets are rows of this workbench's own catalogue of the guidance, and no "
            "places in its text."
        )
        found = by_state(self.assessment)
        for state, title in titles.items():
            self.document.heading(f"{title} ({len(found[state])})", 3)
            self.document.listing(
                finding_entries(
                    by_weight(found[state], self.assessment, self.rulebook),
                    self.assessment,
                    self.rulebook,
                    whole=state in (State.YES, State.UNKNOWN),
                )
            )
            if not found[state]:
                self.document.paragraph("None.")

    def _prompts(self) -> None:
        self.document.heading("Annex F: questions for counsel on laws and practices")
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

    def _facts(self) -> None:
        self.document.heading("Annex G: facts and their sources")
        self.document.listing(
            Entry(
                fact_words(name, self.assessment.facts, self.rulebook),
                tuple(aside_lines(name, self.assessment)),
            )
            for name in self.assessment.facts
        )
        self.document.heading("Open facts and where to look", 3)
        self.document.listing(
            self._open_fact(one) for one in self.assessment.open_facts if one.red_flags or one.tools
        )

    def _open_fact(self, one: OpenFact) -> Entry:
        fact = self.rulebook.facts[one.fact]
        tools = listed(self.rulebook.tools[name].title for name in one.tools)
        return Entry(
            f"{fact.question} ({one.fact}{', gating' if one.gating else ''})",
            (f"evidence: {fact.evidence}", f"where to look: {tools}"),
        )

    def _instruments(self) -> None:
        self.document.heading("Annex H: about the instruments")
        self._about(law=False)
        laws = [n for n in self.assessment.instruments if self._is_law_instrument(n)]
        if laws:
            self.document.heading("Annex I: law that is cited")
            self._about(law=True)

    def _about(self, *, law: bool) -> None:
        """Add the instruments and notes that are law, or those that are not."""
        instruments = [
            self.rulebook.instruments[name]
            for name in self.assessment.instruments
            if self._is_law_instrument(name) is law
        ]
        notes = [self.rulebook.notes[name] for name in self.assessment.notes]
        self.document.listing(
            Entry(f"{one.title} ({one.publisher}). {one.effective_note}") for one in instruments
        )
        self.document.listing(
            Entry(
                f"{note.title}: {note.text}",
                tuple(source_lines(note, self.assessment, self.rulebook)),
            )
            for note in notes
            if any(one.standing is Standing.LAW for one in note.citations) is law
        )

    def _is_law_instrument(self, name: str) -> bool:
        return self.rulebook.instruments[name].standing is Standing.LAW
