"""Which entries are in effect on a date, under which instruments, and which rows they cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caveat.rulebook.citation import Citation
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Rulebook


@dataclass(frozen=True)
class Selection:
    """Entries in effect, by kind, with the citations under which they are."""

    instruments: tuple[str, ...]
    hindsight: tuple[str, ...]
    citations: dict[tuple[str, str], tuple[Citation, ...]]

    def names(self, kind: type[Entry]) -> list[str]:
        """Return the ids of a kind in effect, sorted."""
        return sorted(name for folder, name in self.citations if folder == kind.kind)

    def rows(self, kind: type[Entry], name: str) -> tuple[str, ...]:
        """Return the rows that an entry in effect cites; empty if it is not in effect."""
        found = self.citations.get((kind.kind, name), ())
        return tuple(citation.row for citation in found if citation.row is not None)


def select(
    rulebook: Rulebook, as_of: date, instruments: Sequence[str], exporter_country: str | None = None
) -> Selection:
    """Return what is in effect.

    Args:
        rulebook: All entries.
        as_of: The date of the assessment.
        instruments: Instruments asked for, by id; empty for those that are current on the date
            and address exporters of the country. The checks of this workbench always take part.
        exporter_country: Country of the exporter; None, when it is not known, is addressed by
            all.

    An entry is in effect if it is active, its own dates cover the date or it is read in
    hindsight, and one of its citations is to an instrument that takes part. An instrument
    asked for by name takes part whatever its dates; if the date is outside them it is
    read in hindsight, and so are the dates of its rows that had not begun.
    """
    known = rulebook.instruments
    current = {name for name, one in known.items() if one.base or one.effective.covers(as_of)}
    base = {name for name, one in known.items() if one.base}
    addressed = {
        name
        for name in current
        if exporter_country is None
        or not known[name].exporters
        or exporter_country in known[name].exporters
    }
    taking_part = base | set(instruments) if instruments else addressed
    hindsight = tuple(sorted(taking_part - current))
    citations: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for entry in rulebook.entries():
        cited = tuple(
            citation
            for citation in entry.citations
            if not taking_part.isdisjoint(citation.instruments)
        )
        if entry.status == "active" and cited and _is_current(entry, as_of, cited, hindsight):
            citations[entry.kind, entry.id] = cited
    return Selection(tuple(sorted(taking_part)), hindsight, citations)


def _is_current(
    entry: Entry, as_of: date, cited: Sequence[Citation], hindsight: Sequence[str]
) -> bool:
    if entry.effective.covers(as_of):
        return True
    begun = entry.effective.since is None or entry.effective.since <= as_of
    return not begun and any(not set(hindsight).isdisjoint(c.instruments) for c in cited)
