"""Brings the 'done' lines of the coverage register up to date with the entries."""

from __future__ import annotations

import json
from pathlib import Path

from caveat.rulebook.check_coverage import file_of
from caveat.rulebook.coverage import CoverageRow
from caveat.rulebook.loader import DATA, Rulebook, load
from caveat.rulebook.whole_file import write_whole

HEAD = (
    "# What became of every row of the catalogue of guidance. 'done' lines are written by\n"
    "# 'caveat rulebook coverage --write'; the rest by hand.\n"
    "rows:\n"
)


def write_coverage(data: Path = DATA) -> int:
    """Rewrite `coverage.yaml`, and return how many rows changed."""
    rulebook = load(data).rulebook
    done = _done(rulebook)
    rows = {name: done.get(name, row) for name, row in rulebook.coverage.rows.items()}
    changed = sum(rows[name] != row for name, row in rulebook.coverage.rows.items())
    text = HEAD + "".join(_lines(name, row) for name, row in rows.items())
    write_whole(data / "coverage.yaml", text)
    return changed


def _done(rulebook: Rulebook) -> dict[str, CoverageRow]:
    """Return the register's line of each row that an entry carries out and shows.

    A scenario that was registered stays as long as it shows the row.
    """
    registered = rulebook.coverage.rows
    found: dict[str, CoverageRow] = {}
    for entry in rulebook.entries():
        for row in [c.row for c in entry.citations if c.row is not None]:
            shown = [s.name for s in entry.scenarios if row in (s.expect.rows or ())]
            kept = registered[row].scenario if row in registered else None
            if shown:
                scenario = kept if kept in shown else shown[0]
                found[row] = CoverageRow(state="done", file=file_of(entry), scenario=scenario)
    return found


def _lines(name: str, row: CoverageRow) -> str:
    lines = [f"  {name}:", f"    state: {row.state}"]
    for key in ("file", "scenario", "issue", "reason"):
        value = getattr(row, key)
        if value is not None:
            quoted = value if key == "file" else json.dumps(value, ensure_ascii=False)
            lines.append(f"    {key}: {quoted}")
    if row.doubts:
        lines.append(f"    doubts: [{', '.join(row.doubts)}]")
    return "\n".join(lines) + "\n"
