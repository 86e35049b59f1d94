from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.error import CaveatError, Problem
from caveat.rulebook.atlas import open_atlas
from caveat.rulebook.bundle import KEPT
from caveat.rulebook.dossiers import load_dossiers
from caveat.rulebook.loader import Loaded, Rulebook, load
from caveat.services import check_rulebook as module
from caveat.services.check_rulebook import (
    check_rulebook,
    counts_of,
    two_sided_problems,
    unshown_rows,
    without_row,
)
from caveat.services.scenarios import ScenarioRunner
from tests.services.small import FACT, change, fact_file, flag_file, line_of, write

SOUND = {
    "facts": 16,
    "red flags": 8,
    "safeguards": 0,
    "entries": 8,
    "scenarios": 24,
    "rows": 8,
    "countries": 1,
    "laws": 0,
    "laws from memory": 0,
    "countries with laws": 0,
    "agencies": 0,
    "incidents": 0,
    "figures": 0,
}

OPPOSITE = """\
id: definition.spotless
title: No misuse
condition: {not: {fact: end_user.misuse}}
meaning: Nothing happened.
citations:
  - instruments: [ours]
    provision: none
    supports: condition
    standing: workbench_check
    basis: ours
scenarios:
  - name: spotless
    as_of: 2021-06-01
    facts: {end_user.misuse: no}
    expect: {finding: yes}
  - name: stained
    as_of: 2021-06-01
    facts: {end_user.misuse: yes}
    expect: {finding: no}
  - name: open
    as_of: 2021-06-01
    expect: {finding: unknown}
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder for generated files."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def refused(data: Path) -> tuple[Problem, ...]:
    with pytest.raises(CaveatError) as caught:
        check_rulebook(data)
    return caught.value.problems


def weigh_both_ways(data: Path) -> None:
    write(data / "tests" / "definition" / "spotless.yaml", OPPOSITE)
    change(
        data / "policy" / "determination.yaml",
        "not_checked:\n",
        "  - {id: spotless, title: Spotless, tier: high, when: {test: definition.spotless}, "
        "why: Odd.}\nnot_checked:\n",
    )


def justify(data: Path, fact: str) -> None:
    policy = data / "policy" / "determination.yaml"
    text = policy.read_text(encoding="utf-8")
    write(policy, f"{text}non_monotone:\n  - {{fact: {fact}, why: Both weigh.}}\n")


def test_check_rulebook_counts_what_it_checked(data: Path, cache: Path) -> None:
    report = check_rulebook(data)
    assert (report.counts, report.fresh) == (SOUND, True)


def test_check_rulebook_recalls_that_nothing_changed(data: Path, cache: Path) -> None:
    check_rulebook(data)
    report = check_rulebook(data)
    assert (report.counts, report.fresh) == (SOUND, False)


def test_check_rulebook_keeps_the_newest_marks_only(data: Path, cache: Path) -> None:
    cache.mkdir()
    for number in range(2 * KEPT):
        write(cache / f"checked-{number}.json", "{}")
    check_rulebook(data)
    assert len(list(cache.glob("checked-*.json"))) == KEPT


def test_check_rulebook_checks_again_when_asked_to(data: Path, cache: Path) -> None:
    check_rulebook(data)
    assert check_rulebook(data, again=True).fresh is True


def test_check_rulebook_checks_again_when_a_file_changed(data: Path, cache: Path) -> None:
    check_rulebook(data)
    change(flag_file(data, "misuse"), "Ask again.", "Ask twice.")
    assert check_rulebook(data).fresh is True


@pytest.mark.parametrize("text", ["no JSON", "[1]"])
def test_check_rulebook_checks_again_when_the_mark_is_spoilt(
    data: Path, cache: Path, text: str
) -> None:
    check_rulebook(data)
    (marker,) = cache.glob("checked-*.json")
    write(marker, text)
    assert check_rulebook(data).fresh is True


def test_check_rulebook_does_without_a_cache(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_CACHE", str(write(tmp_path / "file", "") / "cache"))
    assert [check_rulebook(data).fresh, check_rulebook(data).fresh] == [True, True]


def test_check_rulebook_refuses_a_dangling_reference_with_file_and_line(
    data: Path, cache: Path
) -> None:
    file = flag_file(data, "misuse")
    change(file, "condition: {fact: end_user.misuse}", "condition: {fact: end_user.misuze}")
    (problem,) = [p for p in refused(data) if p.code == "reference.dangling"]
    assert str(problem.where) == f"{file}:{line_of(file, 'condition:')}"


def test_check_rulebook_refuses_a_scenario_that_fails_with_file_and_line(
    data: Path, cache: Path
) -> None:
    file = flag_file(data, "misuse")
    change(file, "{end_user.misuse: no}", "{end_user.misuse: unknown}")
    (problem,) = refused(data)
    line = line_of(file, "misuse is not raised")
    assert (problem.code, str(problem.where)) == ("scenario.failed", f"{file}:{line}")


def test_check_rulebook_refuses_what_is_wrong_with_a_country(data: Path, cache: Path) -> None:
    file = data / "countries" / "ZZ.yaml"
    write(file, 'id: "ZZ"\nname: Zedland\npart_of: ["ZY"]\n')
    (problem,) = refused(data)
    assert (problem.code, str(problem.where)) == ("country.unknown", f"{file}:3")


AGENCY = """\
id: ZZ.guard
name: Guard
functions: [police]
level: national
searched: [{where: a shelf, on: 2026-11-24, found: nothing}]
sources: [{publisher: A court, title: A judgment, published: "2020", basis: recalled}]
written_on: 2026-11-24
"""


def agency_file(data: Path, text: str) -> Path:
    """Write an agency beside the small rulebook, with the fact that has its tasks."""
    rest = "values: {police: Police}\nderived_from: file\n"
    name = "end_user.functions"
    write(fact_file(data, name), FACT.format(name=name, kind="set", rest=rest))
    return write(data / "end_users" / "ZZ" / "guard.yaml", text)


def test_check_rulebook_counts_agencies(data: Path, cache: Path) -> None:
    agency_file(data, AGENCY)
    counts = check_rulebook(data).counts
    assert (counts["agencies"], counts["incidents"]) == (1, 0)


def test_check_rulebook_checks_again_when_an_agency_changed(data: Path, cache: Path) -> None:
    file = agency_file(data, AGENCY)
    check_rulebook(data)
    change(file, "name: Guard", "name: Water Guard")
    assert [check_rulebook(data).fresh, check_rulebook(data).fresh] == [True, False]


@pytest.mark.parametrize(
    ("old", "new"),
    [("[police]", "[cooking]"), ("level: national", "level: planetary"), ("ZZ.guard", "ZY.guard")],
)
def test_check_rulebook_refuses_what_is_wrong_with_an_agency(
    data: Path, cache: Path, old: str, new: str
) -> None:
    file = agency_file(data, AGENCY)
    change(file, old, new)
    assert {str(problem.where).split(":")[0] for problem in refused(data)} == {str(file)}


def test_check_rulebook_refuses_a_line_of_what_is_gathered_that_no_fact_takes(
    data: Path, cache: Path
) -> None:
    file = data / "policy" / "gathering.yaml"
    change(file, "states: []", "states: [{fact: end_user.misuze, figures: true}]")
    (problem,) = refused(data)
    assert (problem.code, str(problem.where).split(":")[0]) == ("fact.unknown", str(file))


def test_check_rulebook_refuses_what_is_wrong_with_a_list(data: Path, cache: Path) -> None:
    file = data / "watchlists" / "tide.yaml"
    write(file, "id: tide\n")
    assert {str(problem.where) for problem in refused(data)} == {f"{file}:1"}


def test_check_rulebook_does_not_remember_a_failure(data: Path, cache: Path) -> None:
    change(flag_file(data, "misuse"), "{end_user.misuse: no}", "{end_user.misuse: unknown}")
    refused(data)
    assert [problem.code for problem in refused(data)] == ["scenario.failed"]


def test_check_rulebook_refuses_a_fact_that_weighs_both_ways(data: Path, cache: Path) -> None:
    weigh_both_ways(data)
    (problem,) = refused(data)
    assert (problem.code, "'end_user.misuse'" in problem.message) == ("policy.two_sided", True)


def test_check_rulebook_accepts_a_fact_that_weighs_both_ways_with_a_reason(
    data: Path, cache: Path
) -> None:
    weigh_both_ways(data)
    justify(data, "end_user.misuse")
    assert check_rulebook(data).fresh is True


def test_check_rulebook_refuses_facts_with_too_many_extreme_ways_to_turn_out(
    data: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COMPLETIONS", 1)
    weigh_both_ways(data)
    justify(data, "end_user.misuse")
    (problem,) = refused(data)
    assert (problem.code, " 2 extreme ways" in problem.message) == ("policy.completions", True)


def test_check_rulebook_refuses_a_reason_that_no_fact_needs(data: Path, cache: Path) -> None:
    justify(data, "end_user.misuse")
    (problem,) = refused(data)
    policy = data / "policy" / "determination.yaml"
    line = line_of(policy, "non_monotone:")
    assert (problem.code, str(problem.where)) == ("policy.one_sided", f"{policy}:{line}")


def test_two_sided_problems_finds_what_the_real_policy_justifies(
    loaded: Loaded, rulebook: Rulebook
) -> None:
    runner = ScenarioRunner(rulebook)
    assert list(two_sided_problems(loaded, runner.program)) == []


def test_unshown_rows_is_empty_when_each_scenario_needs_its_row(data: Path) -> None:
    assert list(unshown_rows(load(data))) == []


def test_unshown_rows_finds_a_row_whose_scenario_holds_without_it(data: Path) -> None:
    file = flag_file(data, "misuse")
    change(
        file,
        "    supports: condition\n",
        "    supports: condition\n    standing: workbench_check\n    basis: ours\n"
        "  - row: RF-KIND\n    instruments: [ours]\n    provision: none\n    supports: severity\n",
    )
    change(flag_file(data, "kind"), "  - row: RF-KIND\n    instruments", "  - instruments")
    change(data / "coverage.yaml", '"kind is raised"', '"misuse is raised"')
    (problem,) = unshown_rows(load(data))
    line = line_of(file, "scenarios:")
    assert (problem.code, str(problem.where)) == ("coverage.unshown", f"{file}:{line}")


def test_unshown_rows_says_which_row_and_scenario(data: Path) -> None:
    change(data / "coverage.yaml", '"misuse is raised"', '"misuse is open"')
    change(
        flag_file(data, "misuse"),
        "{finding: unknown, missing: [end_user.misuse]}",
        "{in_effect: false}",
    )
    (problem,) = unshown_rows(load(data))
    assert problem.message == (
        "the scenario 'misuse is open' still holds when the row RF-MISUSE is removed."
    )


def test_without_row_retires_an_entry_that_cites_no_other(small: Rulebook) -> None:
    changed = without_row(small, small.red_flags["record.misuse"], "RF-MISUSE")
    flag = changed.red_flags["record.misuse"]
    assert (flag.citations, flag.status) == ([], "retired")


def test_without_row_keeps_an_entry_that_cites_another(rulebook: Rulebook) -> None:
    entry = rulebook.safeguards["technical.remote_disable"]
    changed = without_row(rulebook, entry, "US20-5-SG8").safeguards["technical.remote_disable"]
    assert ([c.row for c in changed.citations], changed.status) == (["SG-T-10"], "active")


def test_counts_of_counts_every_kind(rulebook: Rulebook) -> None:
    entries = list(rulebook.entries())
    atlas = open_atlas()
    figures = [series for one in atlas.figures.values() for series in one.values()]
    dossiers = load_dossiers(rulebook)
    laws = [law for one in atlas.countries.values() for law in one.laws]
    assert counts_of(rulebook, atlas, dossiers) == {
        "facts": len(rulebook.facts),
        "red flags": len(rulebook.red_flags),
        "safeguards": len(rulebook.safeguards),
        "entries": len(entries),
        "scenarios": sum(len(entry.scenarios) for entry in entries),
        "rows": len(rulebook.coverage.rows),
        "countries": len(atlas.countries),
        "laws": len(laws),
        "laws from memory": len([law for law in laws if law.seen is None]),
        "countries with laws": len([one for one in atlas.countries.values() if one.laws]),
        "agencies": len(dossiers.agencies),
        "incidents": len(dossiers.incidents),
        "figures": sum(len(series) for series in figures),
    }
