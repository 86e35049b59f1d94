"""Runs the scenarios that stand in the rulebook's files, and says where one does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.model.assessment import Assessment
from caveat.model.error import CaveatError, Place, Problem
from caveat.model.finding import Result, State
from caveat.model.transaction import Item, Transaction
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Loaded, Rulebook
from caveat.rulebook.scenario import Expectation, Scenario
from caveat.rulebook.statements import Origin, StatementReader
from caveat.rulebook.transaction_file import read_safeguards
from caveat.rulebook.transaction_shape import SafeguardEntry
from caveat.rulebook.yaml_reader import Document

_WHO = "scenario"


@dataclass(frozen=True)
class Failure:
    """An expectation that did not hold."""

    kind: str
    entry: str
    scenario: int
    name: str
    expected: str
    found: str


class ScenarioRunner:
    """Runs scenarios against one rulebook, whole or with something taken out."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Compile the rulebook once for all scenarios."""
        self.rulebook = rulebook
        self.program = Program(rulebook)
        self._prepared = lru_cache(maxsize=None)(self._prepare)

    def _prepare(self, as_of: date, instruments: tuple[str, ...]) -> Prepared:
        return Prepared(self.program, as_of, instruments)

    def failures(self, entries: Iterable[Entry]) -> Iterator[Failure]:
        """Yield every expectation of every scenario of the entries that does not hold."""
        for entry in entries:
            for number, scenario in enumerate(entry.scenarios):
                for expected, found in self.run(entry.kind, entry.id, scenario):
                    yield Failure(entry.kind, entry.id, number, scenario.name, expected, found)

    def run(self, kind: str, name: str, scenario: Scenario) -> list[tuple[str, str]]:
        """Return the expectations of a scenario that do not hold, each with what was found."""
        prepared = self._prepared(scenario.as_of, tuple(scenario.instruments))
        try:
            transaction = self._transaction(kind, name, scenario)
        except CaveatError as error:
            return [("a scenario that can be read", str(error))]
        assessment = prepared.assess(transaction, ahead=None)
        return list(self._differences(kind, name, scenario.expect, assessment))

    def _transaction(self, kind: str, name: str, scenario: Scenario) -> Transaction:
        document = Document(Path(kind) / name, {}, {})
        reader = StatementReader(self.rulebook, document, None)
        origin = Origin(_WHO, scenario.as_of, _WHO)
        stated = reader.statements(scenario.facts, origin, ("facts",))
        entries = [SafeguardEntry.model_validate(one) for one in scenario.safeguards]
        safeguards = read_safeguards(entries, reader)
        reader.finish()
        product = {fact: said for fact, said in stated.items() if fact.startswith("product.")}
        rest = {fact: said for fact, said in stated.items() if fact not in product}
        return Transaction(
            id="scenario",
            title=scenario.name,
            as_of=scenario.as_of,
            instruments=(),
            destination="",
            parties=(),
            items=(Item("product", "product", "1", product),),
            stated_end_use="",
            statements=rest,
            safeguards=safeguards,
        )

    def _differences(
        self, kind: str, name: str, expect: Expectation, assessment: Assessment
    ) -> Iterator[tuple[str, str]]:
        rows = assessment.rows.get(f"{kind}:{name}")
        result = _result(kind, name, assessment)
        proposed = {one.safeguard: one for one in assessment.safeguards}
        prompts = {one.law_feature: one.stated.value for one in assessment.prompts}
        needs = self.program.needs.get(name)
        found: Mapping[str, object] = {
            "finding": _state(result),
            "missing": None if result is None else sorted(result.missing),
            "decided_by": None if result is None else sorted(result.decided_by),
            "step": _step_state(result),
            "proposed": name in proposed,
            "available": "yes"
            if needs is None
            else needs.result(self.program.values(assessment.facts)).truth.value,
            "prompted": prompts.get(name) == "yes",
            "listed": rows is not None and name in assessment.categories,
            "noted": name in assessment.notes,
            "in_effect": rows is not None,
        }
        for key, value in found.items():
            wanted = getattr(expect, key)
            wanted = sorted(wanted) if isinstance(wanted, list) else wanted
            if wanted is not None and wanted != value:
                yield f"{key}: {_shown(wanted)}", _shown(value)
        if expect.offered_for is not None and name not in _offered(assessment, expect.offered_for):
            yield f"offered_for: {expect.offered_for}", "not offered"
        lacking = sorted(set(expect.rows or ()) - set(rows or ()))
        if lacking:
            yield f"rows: {_shown(expect.rows)}", f"{_shown(list(rows or ()))}"


def _result(kind: str, name: str, assessment: Assessment) -> Result | None:
    if kind == "red_flag":
        return next((f.result for f in assessment.findings if f.red_flag == name), None)
    if kind == "step":
        return next((s.result for s in assessment.steps if s.step == name), None)
    return assessment.tests.get(name)


def _state(result: Result | None) -> str | None:
    return None if result is None else result.state.value


def _step_state(result: Result | None) -> str | None:
    words = {State.YES: "done", State.NO: "due"}
    return None if result is None else words.get(result.state, result.state.value)


def _offered(assessment: Assessment, fact: str) -> Sequence[str]:
    return next((one.tools for one in assessment.open_facts if one.fact == fact), ())


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return "not in effect" if value is None else str(value)


def problems_of(loaded: Loaded, failures: Iterable[Failure]) -> list[Problem]:
    """Return failures as problems with the line of their scenario."""
    return [
        Problem(
            "scenario.failed",
            f"the scenario '{one.name}' expects {one.expected}, found {one.found}.",
            "Correct the rule or the scenario, whichever is wrong.",
            _place(loaded, one),
        )
        for one in failures
    ]


def _place(loaded: Loaded, failure: Failure) -> Place:
    return loaded.place(failure.kind, failure.entry, ("scenarios", failure.scenario))
