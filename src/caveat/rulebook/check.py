"""Checks across files: references resolve, leaves fit their facts, rows are accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from caveat.model.condition import (
    Below,
    Condition,
    Holds,
    Leaf,
    Not,
    OneOf,
    Reaches,
    Refers,
    leaves,
)
from caveat.model.error import Problem, nearest
from caveat.rulebook.coverage import CoverageRow
from caveat.rulebook.entries import Conditional, Entry, ProductCategory, RedFlag, Tool
from caveat.rulebook.loader import Loaded, Rulebook
from caveat.rulebook.supports import Fact, FactType
from caveat.rulebook.yaml_reader import Pointer

CLASS_PREFIX = "class."
CONTEXT_SHARE = 0.1
"""Largest share of the catalogue's rows that may be mere context."""

Found = tuple[str, str, Pointer, str, str, str]
"""Kind, id, pointer, code, message and hint of a problem."""


def check(loaded: Loaded) -> list[Problem]:
    """Return every problem between files; an empty list means that all references hold."""
    rulebook = loaded.rulebook
    found: list[Found] = []
    for entry in rulebook.entries():
        found.extend(_entry(entry, rulebook))
    found.extend(_facts(rulebook))
    found.extend(_cycles(rulebook))
    found.extend(_policy(rulebook))
    found.extend(_coverage(rulebook))
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
            for code, message, hint in _leaf(leaf, rulebook):
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


def _leaf(leaf: Leaf | Refers, rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    if isinstance(leaf, Refers):
        known = {*rulebook.conditionals(), *(CLASS_PREFIX + c for c in rulebook.product_classes)}
        if leaf.test not in known:
            yield (
                "reference.dangling",
                f"the condition names the test '{leaf.test}', which no file defines.",
                nearest(leaf.test, known),
            )
        return
    fact = rulebook.facts.get(leaf.fact)
    if fact is None:
        yield (
            "reference.dangling",
            f"the condition names the fact '{leaf.fact}', which no file in facts/ defines.",
            f"{nearest(leaf.fact, rulebook.facts)} Add the fact or correct the name.",
        )
    elif fact.type not in _TYPES[type(leaf)]:
        fits = " or ".join(kind.value for kind in _TYPES[type(leaf)])
        yield (
            "condition.type",
            f"'{fact.id}' is a {fact.type.value}, but the leaf tests a {fits}.",
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        )
    elif isinstance(leaf, OneOf) and not fact.open_vocabulary:
        words = rulebook.vocabulary(fact)
        for option in leaf.options:
            if option not in words:
                yield (
                    "condition.option",
                    f"'{option}' is no value of '{fact.id}'.",
                    nearest(option, words),
                )


_TYPES: dict[type[Leaf], tuple[FactType, ...]] = {
    Holds: (FactType.TRUTH,),
    OneOf: (FactType.CHOICE, FactType.SET),
    Below: (FactType.NUMBER, FactType.DATE),
    Reaches: (FactType.NUMBER, FactType.DATE),
}


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


def _policy(rulebook: Rulebook) -> Iterator[Found]:
    policy = rulebook.policy
    order = ("proceed", "proceed_with_safeguards", "escalate", "decline")
    ranks = [order.index(policy.recommendations[t]) for t in ("low", "medium", "high", "critical")]
    if ranks != sorted(ranks):
        yield (
            "policy",
            policy.id,
            ("recommendations",),
            "policy.order",
            "a higher tier has a milder recommendation.",
            "",
        )
    for name, count in Counter(row.id for row in policy.table).items():
        if count > 1:
            yield ("policy", policy.id, ("table",), "policy.twice", f"row '{name}' twice.", "")
    for n, row in enumerate(policy.table):
        here: Pointer = ("table", n, "when")
        for leaf in leaves(row.when):
            if not isinstance(leaf, Refers):
                yield (
                    "policy",
                    policy.id,
                    here,
                    "policy.leaf",
                    f"row '{row.id}' tests the fact '{leaf.fact}' itself.",
                    "The table is over red flags, tests and classes; name a test.",
                )
            else:
                for code, message, hint in _leaf(leaf, rulebook):
                    yield "policy", policy.id, here, code, message, hint
        if _has_negation(row.when):
            yield (
                "policy",
                policy.id,
                here,
                "policy.negation",
                f"row '{row.id}' uses 'not'.",
                "The table must be monotone: put the negation into a test of its own.",
            )
        for safeguard in row.lowered_by:
            if safeguard not in rulebook.safeguards:
                yield (
                    "policy",
                    policy.id,
                    here,
                    "reference.dangling",
                    f"'{safeguard}' is no safeguard.",
                    nearest(safeguard, rulebook.safeguards),
                )


def _has_negation(condition: Condition) -> bool:
    if isinstance(condition, Not):
        return True
    return any(_has_negation(part) for part in getattr(condition, "parts", ()))


def _coverage(rulebook: Rulebook) -> Iterator[Found]:
    rows = rulebook.coverage.rows
    cited: dict[str, list[Entry]] = {}
    for entry in rulebook.entries():
        for citation in entry.citations:
            if citation.row is not None:
                cited.setdefault(citation.row, []).append(entry)
    for name, row in rows.items():
        entries = cited.get(name, [])
        for code, message, hint in _row(name, row, entries, doubt=name in rulebook.doubts):
            yield "coverage", "coverage", ("rows", name), code, message, hint
    linked = {d for e in rulebook.entries() for c in e.citations for d in c.doubts}
    linked |= {doubt for row in rows.values() for doubt in row.doubts}
    for doubt in sorted(set(rulebook.doubts) - linked):
        yield (
            "doubt",
            doubt,
            (),
            "doubt.unlinked",
            f"no row is linked to {doubt}.",
            "Name it in the 'doubts' of each row it applies to.",
        )
    context = sum(row.state == "context" for row in rows.values())
    if context > CONTEXT_SHARE * len(rows):
        yield (
            "coverage",
            "coverage",
            ("rows",),
            "coverage.context",
            f"{context} of {len(rows)} rows are context; at most one in ten may be.",
            "",
        )


def _row(
    name: str, row: CoverageRow, entries: list[Entry], *, doubt: bool
) -> Iterator[tuple[str, str, str]]:
    if len(entries) > 1:
        places = ", ".join(entry.id for entry in entries)
        yield "coverage.twice", f"{name} is carried out more than once: {places}.", "Keep one."
    if doubt:
        return
    write = "Run 'caveat rulebook coverage --write'."
    if row.state == "done" and not entries:
        yield "coverage.not_done", f"{name} is said to be done, but no entry cites it.", ""
    if row.state != "done" and entries:
        yield (
            "coverage.done",
            f"{name} is cited by '{entries[0].id}', but not said to be done.",
            write,
        )
    if row.state == "done" and entries and not _names_scenario(entries[0], name, row):
        yield "coverage.scenario", f"{name} names a file or scenario that does not show it.", write


def _names_scenario(entry: Entry, name: str, row: CoverageRow) -> bool:
    shown = [s.name for s in entry.scenarios if name in (s.expect.rows or ())]
    return row.file == file_of(entry) and row.scenario in shown


def file_of(entry: Entry) -> str:
    """Return the path of the entry's file below `data/`."""
    return f"{entry.folder}/{entry.id.replace('.', '/')}.yaml"
