"""Checks the whole rulebook: files, references, scenarios, policy, countries and lists.

A check that passed is remembered under the hash of data and code, and not run again
until one of them changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

from caveat.assessment.completion import Extremes
from caveat.assessment.program import Program
from caveat.model.error import CaveatError, Problem
from caveat.model.standing import Basis
from caveat.rulebook.atlas import Atlas, load_atlas
from caveat.rulebook.bundle import cache_folder, open_rulebook, write_generated
from caveat.rulebook.check import check
from caveat.rulebook.datasets import load_datasets
from caveat.rulebook.dossiers import Dossiers, load_dossiers
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import DATA, Loaded, Rulebook, data_digest, load
from caveat.rulebook.scenario import Scenario
from caveat.rulebook.watchlists import load_watchlists
from caveat.services.scenarios import ScenarioRunner, problems_of

CODE = DATA.parent

MOST_COMPLETIONS = 64
"""Most extreme completions that facts weighing both ways may have together."""


@dataclass(frozen=True)
class CheckReport:
    """What was checked; `fresh` is false when nothing had changed since it last passed."""

    counts: dict[str, int]
    fresh: bool


def check_rulebook(data: Path = DATA, *, again: bool = False) -> CheckReport:
    """Check the rulebook, or recall that nothing changed since it last passed.

    Raises:
        CaveatError: with every problem that was found.
    """
    marker = cache_folder() / f"checked-{_state(data)[:32]}.json"
    if not again:
        counts = _recall(marker)
        if counts is not None:
            return CheckReport(counts, fresh=False)
    loaded = load(data)
    atlas = load_atlas(data)
    load_datasets(atlas, data)
    load_watchlists(data)
    problems = check(loaded)
    if problems:
        raise CaveatError(problems)
    dossiers = load_dossiers(loaded.rulebook, data)
    runner = ScenarioRunner(loaded.rulebook)
    problems = problems_of(loaded, runner.failures(loaded.rulebook.entries()))
    problems.extend(unshown_rows(loaded))
    problems.extend(two_sided_problems(loaded, runner.program))
    if problems:
        raise CaveatError(problems)
    counts = counts_of(loaded.rulebook, atlas, dossiers)
    write_generated(marker, json.dumps(counts))
    open_rulebook(data)
    return CheckReport(counts, fresh=True)


def counts_of(rulebook: Rulebook, atlas: Atlas, dossiers: Dossiers) -> dict[str, int]:
    """Return how many entries, facts, scenarios, rows, countries, figures and files there are."""
    entries = list(rulebook.entries())
    laws = [law for country in atlas.countries.values() for law in country.laws]
    return {
        "facts": len(rulebook.facts),
        "red flags": len(rulebook.red_flags),
        "safeguards": len(rulebook.safeguards),
        "entries": len(entries),
        "scenarios": sum(len(entry.scenarios) for entry in entries),
        "rows": len(rulebook.coverage.rows),
        "countries": len(atlas.countries),
        "laws": len(laws),
        "laws from memory": sum(one.basis is Basis.RECALLED for one in laws),
        "countries with laws": sum(one.laws != () for one in atlas.countries.values()),
        "agencies": len(dossiers.agencies),
        "incidents": len(dossiers.incidents),
        "figures": sum(
            len(series) for figures in atlas.figures.values() for series in figures.values()
        ),
    }


def unshown_rows(loaded: Loaded) -> Iterator[Problem]:
    """Yield the rows that could be removed without any of their scenarios failing."""
    rulebook = loaded.rulebook
    for entry in rulebook.entries():
        for row in {c.row for c in entry.citations if c.row is not None}:
            registered = rulebook.coverage.rows[row]
            scenario = next(s for s in entry.scenarios if s.name == registered.scenario)
            if _survives(rulebook, entry, row, scenario):
                yield Problem(
                    "coverage.unshown",
                    f"the scenario '{scenario.name}' still holds when the row {row} is removed.",
                    "Make it expect what only this row brings.",
                    loaded.place(entry.kind, entry.id, ("scenarios",)),
                )


def _survives(rulebook: Rulebook, entry: Entry, row: str, scenario: Scenario) -> bool:
    runner = ScenarioRunner(without_row(rulebook, entry, row))
    return not runner.run(entry.kind, entry.id, scenario)


def without_row(rulebook: Rulebook, entry: Entry, row: str) -> Rulebook:
    """Return the rulebook in which the entry no longer carries out the row.

    The entry loses its citation of the row. If it cites no other row it takes no part
    in assessments any more, as if its file were gone; conditions that name it stand.
    """
    citations = [citation for citation in entry.citations if citation.row != row]
    kept = any(citation.row is not None for citation in citations)
    status = entry.status if kept else "retired"
    changed = entry.model_copy(update={"citations": citations, "status": status})
    tables: dict[str, Any] = {entry.folder: {**getattr(rulebook, entry.folder), entry.id: changed}}
    return replace(rulebook, **tables)


def two_sided_problems(loaded: Loaded, program: Program) -> Iterator[Problem]:
    """Yield facts without an adverse answer that the policy does not justify, and the reverse."""
    rulebook = loaded.rulebook
    trees = [program.tree(row.when) for row in rulebook.policy.table]
    ways = Extremes(program, trees).two_sided()
    found = set(ways)
    justified = {one.fact for one in rulebook.policy.non_monotone}
    where = loaded.place("policy", "determination", ("non_monotone",))
    for fact in sorted(found - justified):
        yield Problem(
            "policy.two_sided",
            f"no answer to '{fact}' is simply the adverse one: it weighs both ways.",
            "Justify it under 'non_monotone', or change the conditions.",
            where,
        )
    if prod(ways.values()) > MOST_COMPLETIONS:
        yield Problem(
            "policy.completions",
            f"facts that weigh both ways can turn out in {prod(ways.values())} extreme ways, "
            f"and every determination tries them all; at most {MOST_COMPLETIONS} may be.",
            "Let fewer facts weigh both ways.",
            where,
        )
    for fact in sorted(justified - found):
        yield Problem(
            "policy.one_sided",
            f"'{fact}' has an adverse answer after all.",
            "Remove it from 'non_monotone'.",
            where,
        )


def _state(data: Path) -> str:
    total = hashlib.sha256(data_digest(data).encode())
    for file in sorted(CODE.rglob("*.py")):
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _recall(marker: Path) -> dict[str, int] | None:
    try:
        counts = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return counts if isinstance(counts, dict) else None
