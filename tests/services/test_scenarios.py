from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caveat.model.error import Problem
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Rulebook, load
from caveat.rulebook.scenario import Expectation, Scenario
from caveat.services.scenarios import Failure, ScenarioRunner, problems_of
from tests.services.small import change, flag_file, line_of


@pytest.fixture(scope="session")
def runner(rulebook: Rulebook) -> ScenarioRunner:
    """Return a runner for the real rulebook."""
    return ScenarioRunner(rulebook)


WRONG: dict[str, Any] = {
    "finding": "not_applicable",
    "missing": ["end_user.name"],
    "decided_by": ["end_user.name"],
    "proposed": False,
    "available": "no",
    "step": "not_applicable",
    "offered_for": "end_user.name",
    "prompted": False,
    "listed": False,
    "noted": False,
    "rows": ["NO-SUCH-ROW"],
}


def problems(data: Path) -> list[Problem]:
    loaded = load(data)
    runner = ScenarioRunner(loaded.rulebook)
    return problems_of(loaded, runner.failures(loaded.rulebook.entries()))


def with_expectation(rulebook: Rulebook, key: str, value: object) -> tuple[Entry, Scenario]:
    """Return a scenario of the real rulebook that expects that of its entry."""
    return next(
        (entry, scenario)
        for entry in rulebook.entries()
        for scenario in entry.scenarios
        if getattr(scenario.expect, key) not in (None, value, [])
    )


def expecting(scenario: Scenario, **expect: Any) -> Scenario:
    return scenario.model_copy(update={"expect": Expectation.model_validate(expect)})


@pytest.mark.parametrize("key", WRONG)
def test_run_finds_that_an_expectation_does_not_hold(
    runner: ScenarioRunner, rulebook: Rulebook, key: str
) -> None:
    entry, scenario = with_expectation(rulebook, key, WRONG[key])
    changed = expecting(scenario, **{key: WRONG[key]})
    differences = runner.run(entry.kind, entry.id, changed)
    assert [expected.partition(":")[0] for expected, _ in differences] == [key]


def test_run_finds_that_an_entry_is_in_effect_after_all(
    runner: ScenarioRunner, rulebook: Rulebook
) -> None:
    entry = rulebook.red_flags["record.prior_misuse"]
    changed = expecting(entry.scenarios[0], in_effect=False)
    assert runner.run(entry.kind, entry.id, changed) == [("in_effect: False", "True")]


@pytest.mark.parametrize("key", WRONG)
def test_run_finds_nothing_where_an_expectation_holds(
    runner: ScenarioRunner, rulebook: Rulebook, key: str
) -> None:
    entry, scenario = with_expectation(rulebook, key, WRONG[key])
    assert runner.run(entry.kind, entry.id, scenario) == []


def test_run_expects_a_set_of_facts_in_any_order(
    runner: ScenarioRunner, rulebook: Rulebook
) -> None:
    entry = rulebook.tests["scope.in_scope"]
    scenario = next(s for s in entry.scenarios if len(s.expect.missing or ()) > 1)
    turned = expecting(scenario, missing=list(reversed(scenario.expect.missing or [])))
    assert runner.run(entry.kind, entry.id, turned) == []


def test_run_says_that_an_entry_is_not_in_effect(
    runner: ScenarioRunner, rulebook: Rulebook
) -> None:
    entry = rulebook.tests["scope.in_scope"]
    scenario = next(s for s in entry.scenarios if s.expect.in_effect is False)
    changed = expecting(scenario, finding="yes", rows=["US20-S-Q9"])
    assert runner.run(entry.kind, entry.id, changed) == [
        ("finding: yes", "not in effect"),
        ("rows: [US20-S-Q9]", "[]"),
    ]


def test_run_assesses_under_the_instruments_of_the_scenario(
    runner: ScenarioRunner, rulebook: Rulebook
) -> None:
    entry = rulebook.tests["scope.in_scope"]
    scenario = next(s for s in entry.scenarios if s.expect.in_effect is False)
    named = scenario.model_copy(update={"instruments": ["us-state-2020"]})
    assert runner.run(entry.kind, entry.id, named) == [("in_effect: False", "True")]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"end_user.prior_misuze": "yes"}, "'end_user.prior_misuze' is no fact"),
        ({"end_user.prior_misuse": "perhaps"}, "found 'perhaps', expected yes, no or unknown"),
    ],
    ids=["name", "value"],
)
def test_run_finds_that_a_scenario_cannot_be_read(
    runner: ScenarioRunner, rulebook: Rulebook, facts: dict[str, Any], said: str
) -> None:
    entry = rulebook.red_flags["record.prior_misuse"]
    changed = entry.scenarios[0].model_copy(update={"facts": facts})
    ((expected, found),) = runner.run(entry.kind, entry.id, changed)
    assert (expected, said in found) == ("a scenario that can be read", True)


def test_run_finds_that_a_safeguard_of_a_scenario_is_unknown(
    runner: ScenarioRunner, rulebook: Rulebook
) -> None:
    entry = rulebook.red_flags["record.prior_misuse"]
    stated = [{"safeguard": "technical.nothing", "state": "promised"}]
    changed = entry.scenarios[0].model_copy(update={"safeguards": stated})
    ((_, found),) = runner.run(entry.kind, entry.id, changed)
    assert "'technical.nothing' is no safeguard." in found


def test_failures_is_empty_for_entries_whose_scenarios_hold(small: Rulebook) -> None:
    assert list(ScenarioRunner(small).failures(small.entries())) == []


def test_failures_names_entry_scenario_expected_and_found(data: Path) -> None:
    change(flag_file(data, "misuse"), "{end_user.misuse: no}", "{end_user.misuse: yes}")
    rulebook = load(data).rulebook
    assert list(ScenarioRunner(rulebook).failures(rulebook.entries())) == [
        Failure("red_flag", "record.misuse", 1, "misuse is not raised", "finding: no", "yes")
    ]


def test_problems_of_gives_file_and_line_of_the_scenario(data: Path) -> None:
    file = flag_file(data, "misuse")
    change(file, "{end_user.misuse: no}", "{end_user.misuse: yes}")
    (problem,) = problems(data)
    line = line_of(file, "misuse is not raised")
    assert str(problem) == (
        f"{file}:{line}: the scenario 'misuse is not raised' expects finding: no, found yes. "
        "Correct the rule or the scenario, whichever is wrong."
    )


def test_problems_of_gives_file_and_line_of_a_scenario_that_cannot_be_read(data: Path) -> None:
    file = flag_file(data, "misuse")
    change(file, "{end_user.misuse: no}", "{end_user.misuze: no}")
    (problem,) = problems(data)
    assert (problem.code, str(problem.where)) == (
        "scenario.failed",
        f"{file}:{line_of(file, 'misuse is not raised')}",
    )
