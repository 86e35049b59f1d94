"""Checks the coverage register: every row is accounted for, and shown by what it names."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.rulebook.check_leaves import Found
from caveat.rulebook.coverage import CoverageRow
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Rulebook

CONTEXT_SHARE = 0.1
"""Largest share of the catalogue's rows that may be mere context."""


def coverage_problems(rulebook: Rulebook) -> Iterator[Found]:
    """Yield rows not accounted for as the register says, and doubts no row is linked to."""
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
