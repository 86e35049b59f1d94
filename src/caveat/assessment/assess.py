"""Assesses one transaction: facts to findings to determination, and what to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from caveat.assessment.answers import Answers
from caveat.assessment.ask import Asker, Mode
from caveat.assessment.change import ChangeFinder
from caveat.assessment.determine import determine
from caveat.assessment.facts import fact_states, together
from caveat.assessment.program import Program
from caveat.assessment.selection import Selection, select
from caveat.assessment.table import Table, View
from caveat.model.assessment import (
    Assessment,
    OpenFact,
    Outlook,
    Prompt,
    ProposedSafeguard,
    RightsLine,
    StepState,
)
from caveat.model.determination import Determination
from caveat.model.fact import FactState
from caveat.model.finding import Finding, Result
from caveat.model.gathered import Aspect
from caveat.model.transaction import SafeguardState, Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.rulebook.entries import LawFeature, Note, RedFlag, Safeguard, Step, Test, Tool
from caveat.rulebook.loader import Rulebook


@dataclass(frozen=True)
class Core:
    """The findings and the determination, before anything that is derived from them."""

    facts: Mapping[str, FactState]
    view: View
    results: Mapping[str, Result]
    determination: Determination
    in_force: frozenset[str]

    @property
    def values(self) -> Sequence[Truth]:
        """Return the truth of every atom."""
        return self.view.values


class Prepared:
    """A rulebook prepared for one date and one choice of instruments."""

    def __init__(
        self,
        program: Program,
        as_of: date,
        instruments: Sequence[str],
        exporter_country: str | None = None,
    ) -> None:
        """Select what is in effect and compile the table for it."""
        self.program = program
        self.rulebook = program.rulebook
        self.as_of = as_of
        self.selection: Selection = select(self.rulebook, as_of, instruments, exporter_country)
        self.red_flags = self.selection.names(RedFlag)
        self.flag_tests = [(name, program.tests[name]) for name in self.red_flags]
        self.table = Table(program, set(self.red_flags))
        answers = Answers(program)
        self.asker = Asker(self.table, self.red_flags, answers)
        self.finder = ChangeFinder(self.table, answers)
        self.tools_of_fact = _tools_of_fact(self.rulebook, self.selection.names(Tool))

    def core(self, transaction: Transaction) -> Core:
        """Return findings and determination: what is recorded and digested."""
        facts = fact_states(transaction, self.rulebook.facts, self.as_of)
        values = self.program.values(facts)
        results = {name: test.result(values) for name, test in self.flag_tests}
        in_force = frozenset(
            name
            for name in in_force_on(transaction, self.as_of)
            if name not in self.program.needs
            or self.program.needs[name].result(values).truth is not Truth.NO
        )
        view = self.table.view(values, results)
        return Core(facts, view, results, determine(self.table, view, in_force), in_force)

    def assess(
        self, transaction: Transaction, *, ahead: Mode | None = Mode.QUICK, limit: int = 5
    ) -> Assessment:
        """Assess a transaction as of the date this was prepared for.

        The result depends on the transaction, the date, the instruments and the rulebook,
        and on nothing else.

        Args:
            transaction: The transaction as its file states it.
            ahead: How far questions go; None leaves the outlook empty.
            limit: Most questions to ask next.
        """
        core = self.core(transaction)
        determination = core.determination
        return Assessment(
            transaction=transaction,
            contradicted=tuple(_contradicted(core.facts, transaction)),
            as_of=self.as_of,
            instruments=self.selection.instruments,
            hindsight=self.selection.hindsight,
            facts=core.facts,
            tests={
                name: self.program.tests[name].result(core.values)
                for name in self.selection.names(Test)
            },
            findings=self._findings(core),
            determination=determination,
            outlook=Outlook()
            if ahead is None
            else self.outlook(core, ahead, limit=limit, first=_on_agency(transaction)),
            open_facts=self._open_facts(core),
            safeguards=tuple(self._safeguards(core, transaction)),
            steps=tuple(self._steps(core)),
            prompts=tuple(self._prompts(core)),
            worksheet=tuple(self._worksheet(core, transaction)),
            notes=tuple(self.selection.names(Note)),
            categories=tuple(sorted(_categories(core).present)),
            rows={
                f"{kind}:{name}": tuple(c.row for c in cited if c.row is not None)
                for (kind, name), cited in self.selection.citations.items()
            },
        )

    def outlook(
        self, core: Core, mode: Mode, *, limit: int = 5, first: Collection[str] = ()
    ) -> Outlook:
        """Return what would change the determination, and what to ask next.

        Args:
            core: The findings and the determination.
            mode: How far questions go.
            limit: Most questions.
            first: Facts that are asked before the others.
        """
        known = (core.determination, core.view, core.in_force)
        return Outlook(
            self.finder.changes(*known),
            self.asker.questions(*known, mode=mode, limit=limit, first=first),
            mode is Mode.COMPLETE,
        )

    def _findings(self, core: Core) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                name, result, name in core.determination.gating, self.selection.rows(RedFlag, name)
            )
            for name, result in core.results.items()
        )

    def _open_facts(self, core: Core) -> tuple[OpenFact, ...]:
        hanging: dict[str, list[str]] = {}
        for name, result in core.results.items():
            for fact in result.missing:
                hanging.setdefault(fact, []).append(name)
        steps, needs = self.program.steps, self.program.needs
        waiting = {
            fact
            for test in (
                *(steps[name] for name in self.selection.names(Step)),
                *(needs[name] for name in self.selection.names(Safeguard) if name in needs),
            )
            for fact in test.result(core.values).missing
        }
        unstated = {fact for fact in self.tools_of_fact if not _is_known(core.facts.get(fact))}
        gating = core.determination.open_facts
        ordered = dict.fromkeys((*gating, *sorted(hanging), *sorted(waiting | unstated)))
        return tuple(
            OpenFact(
                fact,
                fact in gating,
                tuple(hanging.get(fact, ())),
                self.tools_of_fact.get(fact, ()),
            )
            for fact in ordered
        )

    def _safeguards(self, core: Core, transaction: Transaction) -> Iterable[ProposedSafeguard]:
        raised: dict[str, list[str]] = {}
        still_open: dict[str, list[str]] = {}
        for name, result in core.results.items():
            place = {Truth.YES: raised, Truth.UNKNOWN: still_open}.get(result.truth)
            if place is not None:
                for safeguard in self.rulebook.red_flags[name].safeguards:
                    place.setdefault(safeguard, []).append(name)
        for name in self.selection.names(Safeguard):
            stated = transaction.safeguards.get(name)
            general = self.rulebook.safeguards[name].general
            if name not in raised and name not in still_open and not general and stated is None:
                continue
            needs = self.program.needs.get(name)
            met = needs.result(core.values) if needs is not None else None
            yield ProposedSafeguard(
                name,
                tuple(raised.get(name, ())),
                tuple(still_open.get(name, ())),
                Truth.YES if met is None else met.truth,
                () if met is None else met.missing,
                stated,
                name in core.in_force,
                self.selection.rows(Safeguard, name),
            )

    def _steps(self, core: Core) -> Iterable[StepState]:
        names = self.selection.names(Step)
        for name in sorted(
            names, key=lambda n: (n.rpartition(".")[0], self.rulebook.steps[n].order)
        ):
            result = self.program.steps[name].result(core.values)
            yield StepState(name, result, self.selection.rows(Step, name))

    def _prompts(self, core: Core) -> Iterable[Prompt]:
        state = core.facts.get("country.law_features")
        known = state.value if state is not None else None
        features = known if isinstance(known, Members) else Members(frozenset())
        for name in self.selection.names(LawFeature):
            stated = features.has(name)
            if stated is not Truth.NO:
                yield Prompt(name, stated, self.selection.rows(LawFeature, name))

    def _worksheet(self, core: Core, transaction: Transaction) -> Iterable[RightsLine]:
        categories = self.rulebook.product_categories
        present = sorted(_categories(core).present)
        for name in sorted(self.rulebook.rights, key=lambda n: self.rulebook.rights[n].order):
            yield RightsLine(
                name,
                tuple(line for line in transaction.rights_impact if line.right == name),
                tuple(c for c in present if name in categories[c].rights),
            )


def in_force_on(transaction: Transaction, as_of: date) -> frozenset[str]:
    """Return the safeguards that are in force with evidence on the date."""
    return frozenset(
        name
        for name, stated in transaction.safeguards.items()
        if stated.state is SafeguardState.IN_FORCE
        and stated.evidence
        and stated.since is not None
        and stated.since <= as_of
    )


def _contradicted(facts: Mapping[str, FactState], transaction: Transaction) -> Iterable[str]:
    """Yield facts on which what is held suggests what cannot be true beside the answer."""
    if transaction.gathered is None:
        return
    for one in transaction.gathered.proposals:
        state = facts.get(one.fact)
        known = state.value if state is not None else None
        if known is not None and one.value is not None and together(known, one.value) is None:
            yield one.fact


def _on_agency(transaction: Transaction) -> frozenset[str]:
    """Return the facts on which the record of the end user suggests an answer.

    They are asked first: what the agency did outweighs how its country stands.
    """
    if transaction.gathered is None:
        return frozenset()
    return frozenset(
        one.fact
        for one in transaction.gathered.proposals
        if one.value is not None and any(ground.aspect is Aspect.END_USER for ground in one.grounds)
    )


def _is_known(state: FactState | None) -> bool:
    return state is not None and state.openness is None


def _categories(core: Core) -> Members:
    state = core.facts.get("product.categories")
    value = state.value if state is not None else None
    return value if isinstance(value, Members) else Members(frozenset())


def _tools_of_fact(rulebook: Rulebook, tools: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in tools:
        for fact in rulebook.tools[name].helps:
            found.setdefault(fact, []).append(name)
    return {fact: tuple(names) for fact, names in found.items()}
