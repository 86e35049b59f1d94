"""Checks across files: references resolve, facts are used, scenarios fit, nothing goes round."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from caveat.model.condition import (
    Condition,
    Refers,
    leaves,
)
from caveat.model.error import Problem, nearest
from caveat.rulebook.check_coverage import coverage_problems
from caveat.rulebook.check_gathering import gathering_problems
from caveat.rulebook.check_leaves import Found, leaf_problems
from caveat.rulebook.check_policy import justified_problems, policy_problems
from caveat.rulebook.entries import Conditional, Entry, ProductCategory, RedFlag, Tool
from caveat.rulebook.loader import Loaded, Rulebook
from caveat.rulebook.supports import Fact, FactType, Instrument
from caveat.rulebook.yaml_reader import Pointer


def check(loaded: Loaded) -> list[Problem]:
    """Return every problem between files; an empty list means that all references hold."""
    rulebook = loaded.rulebook
    found: list[Found] = []
    for entry in rulebook.entries():
        found.extend(_entry(entry, rulebook))
        found.extend(_effective(entry))
    for instrument in rulebook.instruments.values():
        found.extend(_effective(instrument))
    found.extend(_facts(rulebook))
    found.extend(_cycles(rulebook))
    found.extend(policy_problems(rulebook))
    found.extend(justified_problems(rulebook))
    found.extend(gathering_problems(rulebook))
    found.extend(coverage_problems(rulebook))
    return [
        Problem(code, message, hint, loaded.place(kind, name, pointer))
        for kind, name, pointer, code, message, hint in found
    ]


def conditions_of(entry: Entry) -> Iterator[tuple[str, Condition]]:
    """Yield the conditions of an entry with the key under which each stands."""
    for key in ("applies_when", "condition", "done_when", "needs"):
        condition = getattr(entry, key, None)
        if condition is not None:
            yield key, condition


def _entry(entry: Entry, rulebook: Rulebook) -> Iterator[Found]:
    for key, condition in conditions_of(entry):
        for leaf in leaves(condition):
            for code, message, hint in leaf_problems(leaf, rulebook):
                yield entry.kind, entry.id, (key,), code, message, hint
    for pointer, word, known, what in _references(entry, rulebook):
        if word not in known:
            yield (
                entry.kind,
                entry.id,
                pointer,
                "reference.dangling",
                f"'{word}' is no {what}.",
                nearest(word, known),
            )
    yield from _scenarios(entry)


def _references(
    entry: Entry, rulebook: Rulebook
) -> Iterator[tuple[Pointer, str, Collection[str], str]]:
    """Yield each word that must name something, with where it stands and what it may name."""
    for n, citation in enumerate(entry.citations):
        for instrument in citation.instruments:
            yield ("citations", n), instrument, rulebook.instruments, "instrument"
        for doubt in citation.doubts:
            yield ("citations", n), doubt, rulebook.doubts, "doubt"
        if citation.source is not None:
            yield ("citations", n), citation.source, rulebook.sources, "source"
        if citation.row is not None:
            yield ("citations", n), citation.row, rulebook.coverage.rows, "row in coverage.yaml"
    if isinstance(entry, RedFlag):
        for safeguard in entry.safeguards:
            yield ("safeguards",), safeguard, rulebook.safeguards, "safeguard"
    if isinstance(entry, Tool):
        for fact in entry.helps:
            yield ("helps",), fact, rulebook.facts, "fact"
    if isinstance(entry, ProductCategory):
        yield ("product_class",), entry.product_class, rulebook.product_classes, "product class"
        for right in entry.rights:
            yield ("rights",), right, rulebook.rights, "right"
        for verb in entry.verbs:
            yield ("verbs",), verb, rulebook.facts["product.verbs"].values, "verb"


def _scenarios(entry: Entry) -> Iterator[Found]:
    shown = {scenario.expect.finding for scenario in entry.scenarios}
    wanted: set[str] = set()
    if isinstance(entry, Conditional):
        wanted = {"yes", "no", "unknown"}
        if entry.applies_when is not None:
            wanted.add("not_applicable")
    lacking = sorted(wanted - {state for state in shown if state is not None})
    if lacking or not entry.scenarios:
        yield (
            entry.kind,
            entry.id,
            ("scenarios",),
            "scenario.missing",
            f"no scenario shows {', '.join(lacking) or 'what this entry does'}.",
            "Add one; a sentence, the facts, and what comes out.",
        )
    rows = {citation.row for citation in entry.citations if citation.row is not None}
    shown_rows = {row for scenario in entry.scenarios for row in scenario.expect.rows or ()}
    for row in sorted(rows - shown_rows):
        yield (
            entry.kind,
            entry.id,
            ("scenarios",),
            "scenario.row",
            f"no scenario expects the row {row} to be cited.",
            "Name it in 'expect.rows' of one.",
        )


def _effective(one: Entry | Instrument) -> Iterator[Found]:
    since, until = one.effective.since, one.effective.until
    if since is not None and until is not None and since >= until:
        message = f"it is effective from {since} until {until}, which is on no day."
        hint = "'until' is the first day on which it no longer applies."
        yield one.kind, one.id, ("effective",), "effective.order", message, hint


def _facts(rulebook: Rulebook) -> Iterator[Found]:
    """Yield facts that no rule, tool or dictionary needs, and values that stand twice."""
    used = {
        leaf.fact
        for entry in rulebook.entries()
        for _, condition in conditions_of(entry)
        for leaf in leaves(condition)
        if not isinstance(leaf, Refers)
    }
    used |= {fact for tool in rulebook.tools.values() for fact in tool.helps}
    for name, fact in rulebook.facts.items():
        if name not in used and not fact.dictionary and fact.derived_from is None:
            yield (
                "fact",
                name,
                (),
                "fact.unused",
                f"no rule and no tool uses '{name}'.",
                "Use it or remove it: every question costs a person time.",
            )
        yield from _fact_shape(name, fact)


def _fact_shape(name: str, fact: Fact) -> Iterator[Found]:
    listed = bool(fact.values) + (fact.values_from is not None) + fact.open_vocabulary
    needs = fact.type in (FactType.CHOICE, FactType.SET)
    if listed != needs:
        yield (
            "fact",
            name,
            ("type",),
            "fact.values",
            f"a {fact.type.value} has {'exactly one of' if needs else 'none of'} "
            "values, values_from and open_vocabulary.",
            "",
        )


def _cycles(rulebook: Rulebook) -> Iterator[Found]:
    refers = {
        name: [
            leaf.test
            for _, condition in conditions_of(entry)
            for leaf in leaves(condition)
            if isinstance(leaf, Refers)
        ]
        for name, entry in rulebook.conditionals().items()
    }
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if name in path:
            return (*path[path.index(name) :], name)
        if name in done:
            return None
        for other in refers.get(name, ()):
            cycle = walk(other, (*path, name))
            if cycle is not None:
                return cycle
        done.add(name)
        return None

    for name in sorted(refers):
        cycle = walk(name, ())
        if cycle is not None:
            yield (
                rulebook.conditionals()[cycle[0]].kind,
                cycle[0],
                ("condition",),
                "condition.cycle",
                f"the condition refers to itself: {' -> '.join(cycle)}.",
                "Break the circle.",
            )
            return
