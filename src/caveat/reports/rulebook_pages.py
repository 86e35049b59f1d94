"""Pages about the rulebook itself: an entry, an index, the coverage register, the doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from caveat.model.error import CaveatError, Problem, nearest
from caveat.reports.document import Document, Entry
from caveat.reports.explanation import condition_entries
from caveat.reports.words import STANDINGS, citation_words, listed, severity_words
from caveat.rulebook import entries
from caveat.rulebook.check import conditions_of
from caveat.rulebook.check_coverage import file_of
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.shape import Named
from caveat.rulebook.supports import SUPPORTS, Fact

KINDS = {kind.folder: kind for kind in (*entries.RULES, *SUPPORTS)}

_LABELS = {"guidance": "What to do (ours)"}
"""Labels of texts whose key would be read as something else: advice of ours as guidance."""


def index_page(rulebook: Rulebook) -> Document:
    """Return the kinds of entries with their number."""
    document = Document()
    document.heading(f"Rulebook {rulebook.version}", 1)
    document.table(("kind", "entries"), [(k, str(len(getattr(rulebook, k)))) for k in KINDS])
    document.paragraph("Show a kind, an id, a row id or 'policy'.")
    return document


def entry_page(what: str, rulebook: Rulebook) -> Document:
    """Return the page of an id, a row, a kind or the policy.

    Raises:
        CaveatError: there is nothing of that name.
    """
    if what == "policy":
        return policy_page(rulebook)
    if what in KINDS:
        return _kind_page(what, rulebook)
    if what in rulebook.facts:
        return _fact_page(rulebook.facts[what])
    for entry in rulebook.entries():
        if what == entry.id or any(c.row == what for c in entry.citations):
            return _rule_page(entry, rulebook)
    for kind in SUPPORTS:
        if what in getattr(rulebook, kind.folder):
            return _support_page(getattr(rulebook, kind.folder)[what])
    if what in rulebook.coverage.rows:
        row = rulebook.coverage.rows[what]
        document = Document()
        document.heading(what, 1)
        document.paragraph(f"{row.state}: {row.issue or row.reason or row.file}.")
        return document
    known = {
        *KINDS,
        "policy",
        *rulebook.coverage.rows,
        *(name for folder in KINDS for name in getattr(rulebook, folder)),
    }
    raise CaveatError(
        Problem("show.unknown", f"'{what}' is no entry of the rulebook.", nearest(what, known))
    )


def _kind_page(folder: str, rulebook: Rulebook) -> Document:
    document = Document()
    table = getattr(rulebook, folder)
    document.heading(f"{folder.replace('_', ' ')} ({len(table)})", 1)
    document.listing(
        Entry(f"{name}: {getattr(entry, 'title', getattr(entry, 'doubt', ''))}")
        for name, entry in sorted(table.items())
    )
    return document


def _fact_page(fact: Fact) -> Document:
    document = Document()
    document.heading(fact.question, 1)
    document.pairs(
        [
            ("Fact", f"{fact.id} ({fact.type.value})"),
            ("Help", fact.help),
            ("Who can answer", ", ".join(fact.who)),
            ("Evidence", fact.evidence),
            ("Cost", fact.cost.value),
        ],
    )
    document.listing(Entry(f"{word}: {meaning}") for word, meaning in fact.values.items())
    return document


def _support_page(entry: Named) -> Document:
    """Return the page of what rules rest on: an instrument, a source, a doubt, a right, a class."""
    document = Document()
    tree = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document.heading(tree.pop("title", entry.id), 1)
    document.pairs(
        (key.replace("_", " ").capitalize(), _said(said))
        for key, said in tree.items()
        if said != {}
    )
    return document


def _said(value: object) -> str:
    if isinstance(value, dict):
        return listed(f"{key} {said}" for key, said in value.items())
    if isinstance(value, list):
        return listed(value)
    return {"True": "yes", "False": "no"}.get(str(value), str(value))


def _rule_page(entry: entries.Entry, rulebook: Rulebook) -> Document:
    document = Document()
    document.heading(entry.title, 1)
    document.paragraph(f"{entry.kind.replace('_', ' ')} {entry.id}, {entry.status}.")
    for key in ("action", "text", "meaning", "why", "use", "guidance", "ask_counsel", "residual"):
        text = getattr(entry, key, None)
        if text is not None:
            document.paragraph(f"{_LABELS.get(key) or key.replace('_', ' ').capitalize()}: {text}")
    for key, condition in conditions_of(entry):
        document.paragraph(f"{key.replace('_', ' ').capitalize()}:")
        document.listing(condition_entries(condition, rulebook))
    if isinstance(entry, entries.RedFlag):
        document.paragraph(f"Severity, our judgement: {severity_words(entry.severity)}.")
        document.paragraph(f"Safeguards: {listed(entry.safeguards)}.")
    document.heading("Where it comes from")
    document.listing(
        Entry(
            f"{STANDINGS[c.standing]}: {citation_words(c, rulebook)}",
            (f"supports: {c.supports}", *([f"note: {c.remark}"] if c.remark else [])),
        )
        for c in entry.citations
    )
    reviewed = entry.reviewed_by
    document.paragraph(
        "Reviewed by nobody who knows the law yet."
        if reviewed == "none"
        else f"Reviewed by {reviewed}."
    )
    return document


def policy_page(rulebook: Rulebook) -> Document:
    """Return the published table of tiers."""
    policy = rulebook.policy
    document = Document()
    document.heading("The published table of tiers", 1)
    document.paragraph(
        "A policy of this workbench, not a rule of any authority. The highest row that holds gives "
        "the tier; none gives low. Red flags in no row are reported and change nothing."
    )
    document.table(("tier", "recommendation"), [(t, r) for t, r in policy.recommendations.items()])
    if policy.not_checked:
        document.paragraph(
            "Proceed is never recommended while something is not checked; it gives way to proceed "
            "with safeguards. Not checked:"
        )
        document.listing(Entry(one.title) for one in policy.not_checked)
    for row in policy.table:
        document.heading(f"{row.tier.value}: {row.title}", 3)
        document.listing(condition_entries(row.when, rulebook))
        lowered = listed(row.lowered_by) if row.lowered_by else "no safeguard"
        document.paragraph(f"{row.why} Lowered by one tier by: {lowered}.")
    return document


def coverage_page(rulebook: Rulebook) -> Document:
    """Return the counts of the coverage register."""
    rows = rulebook.coverage.rows
    states = Counter(row.state for row in rows.values())
    missing = unaccounted(rulebook)
    document = Document()
    document.heading(f"Coverage: {len(rows)} rows, {len(missing)} unaccounted for", 1)
    document.table(
        ("state", "rows"), [(s, str(states[s])) for s in ("done", "assigned", "context")]
    )
    document.heading("Rows done, by standing and basis")
    counts = _basis_counts(rulebook)
    document.table(
        ("standing", "basis", "rows"),
        [(s, b, str(n)) for (s, b), n in sorted(counts.items())],
    )
    document.heading("Rows assigned to later issues")
    issues = Counter(row.issue for row in rows.values() if row.issue is not None)
    document.table(("issue", "rows"), [(issue, str(n)) for issue, n in issues.most_common()])
    document.listing(Entry(f"unaccounted for: {name}") for name in missing)
    return document


def unaccounted(rulebook: Rulebook) -> list[str]:
    """Return rows that are said to be done and are not, or are cited and not registered."""
    cited = {c.row for e in rulebook.entries() for c in e.citations if c.row is not None}
    done = {name for name, row in rulebook.coverage.rows.items() if row.state == "done"}
    return sorted((done ^ cited) - set(rulebook.doubts))


def _basis_counts(rulebook: Rulebook) -> Counter[tuple[str, str]]:
    counts = Counter(
        (STANDINGS[c.standing], _basis_label(c.basis.value, uncertain=c.uncertain))
        for entry in rulebook.entries()
        for c in entry.citations
        if c.row is not None
    )
    counts["register", "doubts"] = len(rulebook.doubts.keys() & rulebook.coverage.rows.keys())
    return counts


def _basis_label(basis: str, *, uncertain: bool) -> str:
    return f"{basis.replace('_', ' ')}{', uncertain' if uncertain else ''}"


def doubts_page(rulebook: Rulebook) -> Document:
    """Return the register of doubts, each with the rows it applies to."""
    document = Document()
    document.heading(f"Doubts ({len(rulebook.doubts)})", 1)
    document.paragraph(
        "What could not be verified. Whoever settles one writes it into the citations of its rows."
    )
    linked = dict(_links(rulebook))
    document.listing(
        Entry(
            f"{name}: {one.doubt}",
            (
                f"why: {one.why}",
                f"how to check: {one.how_to_check}",
                f"applies to: {listed(linked.get(name, ()))}",
            ),
        )
        for name, one in sorted(rulebook.doubts.items())
    )
    return document


def _links(rulebook: Rulebook) -> Iterator[tuple[str, Iterable[str]]]:
    for name in rulebook.doubts:
        cited = [
            citation.row or file_of(entry)
            for entry in rulebook.entries()
            for citation in entry.citations
            if name in citation.doubts
        ]
        later = [row for row, one in rulebook.coverage.rows.items() if name in one.doubts]
        yield name, [*dict.fromkeys(cited), *(f"{row} (later)" for row in later)]
