from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from caveat.model.error import CaveatError
from caveat.reports.document import Document, Heading, Pairs, Table
from caveat.reports.rulebook_pages import (
    KINDS,
    coverage_page,
    doubts_page,
    entry_page,
    index_page,
    policy_page,
    unaccounted,
)
from caveat.reports.words import STANDINGS, citation_words
from caveat.rulebook.coverage import Coverage, CoverageRow
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import lines

LATER = CoverageRow(state="assigned", issue="The law layer")


def pairs(document: Document) -> dict[str, str]:
    return {k: v for block in document.blocks if isinstance(block, Pairs) for k, v in block.pairs}


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def registered(rulebook: Rulebook, **rows: CoverageRow) -> Rulebook:
    coverage = Coverage(rows={**rulebook.coverage.rows, **rows})
    return replace(rulebook, coverage=coverage)


def test_index_counts_the_entries_of_every_kind(rulebook: Rulebook) -> None:
    (table,) = tables(index_page(rulebook))
    assert table.rows == tuple((kind, str(len(getattr(rulebook, kind)))) for kind in KINDS)


def test_index_names_the_version(rulebook: Rulebook) -> None:
    assert index_page(rulebook).blocks[0] == Heading(f"Rulebook {rulebook.version}", 1)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_lists_its_entries_by_id(rulebook: Rulebook, kind: str) -> None:
    shown = lines(entry_page(kind, rulebook))[1:]
    assert [line.partition(": ")[0] for line in shown] == sorted(getattr(rulebook, kind))
    assert all(line.partition(": ")[2] for line in shown)


@pytest.mark.parametrize("kind", KINDS)
def test_every_id_has_a_page_of_its_own(rulebook: Rulebook, kind: str) -> None:
    for name, entry in getattr(rulebook, kind).items():
        title = getattr(entry, "question", getattr(entry, "title", name))
        assert lines(entry_page(name, rulebook))[0] == title


@pytest.mark.parametrize("row", ["US20-2-RF1", "SG-T-10", "US20-5-SG8"])
def test_row_shows_the_entry_that_carries_it_out(rulebook: Rulebook, row: str) -> None:
    entry = next(e for e in rulebook.entries() if any(c.row == row for c in e.citations))
    assert lines(entry_page(row, rulebook)) == lines(entry_page(entry.id, rulebook))


def test_every_row_has_a_page(rulebook: Rulebook) -> None:
    assert all(lines(entry_page(row, rulebook)) for row in rulebook.coverage.rows)


def test_assigned_row_shows_the_issue(rulebook: Rulebook) -> None:
    made = entry_page("X-1", registered(rulebook, **{"X-1": LATER}))
    assert lines(made) == ["X-1", "assigned: The law layer."]


def test_row_of_context_shows_the_reason(rulebook: Rulebook) -> None:
    row = CoverageRow(state="context", reason="It is history")
    made = entry_page("X-1", registered(rulebook, **{"X-1": row}))
    assert lines(made) == ["X-1", "context: It is history."]


def test_policy_is_shown_by_name(rulebook: Rulebook) -> None:
    assert lines(entry_page("policy", rulebook)) == lines(policy_page(rulebook))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("record.prior_misuze", "Nearest: 'record.prior_misuse'."),
        ("us-state-2018", "Nearest: 'us-state-2019'."),
        ("polici", "Nearest: 'policy'."),
        ("US20-2-RF99", "Nearest: 'US20-2-RF"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest(rulebook: Rulebook, name: str, hint: str) -> None:
    with pytest.raises(CaveatError) as caught:
        entry_page(name, rulebook)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint[: len(hint)]) == ("show.unknown", hint)


def test_fact_shows_type_help_and_who(rulebook: Rulebook) -> None:
    fact = rulebook.facts["end_user.type"]
    made = entry_page("end_user.type", rulebook)
    assert pairs(made) == {
        "Fact": "end_user.type (choice)",
        "Help": " ".join(fact.help.split()),
        "Who can answer": ", ".join(fact.who),
        "Evidence": fact.evidence,
        "Cost": fact.cost.value,
    }
    assert all(any(line.startswith(f"{word}: ") for line in lines(made)) for word in fact.values)


def test_instrument_shows_its_dates(rulebook: Rulebook) -> None:
    said = pairs(entry_page("us-state-2019", rulebook))
    assert (said["Id"], said["Effective"]) == (
        "us-state-2019",
        "from 2019-09-04, until 2020-09-30",
    )


def test_instrument_without_dates_shows_none(rulebook: Rulebook) -> None:
    said = pairs(entry_page("caveat", rulebook))
    assert ("Effective" in said, said["Base"]) == (False, "yes")


def test_instrument_shows_whom_it_addresses(rulebook: Rulebook) -> None:
    exporters = rulebook.instruments["eu-2024-2659"].exporters
    assert pairs(entry_page("eu-2024-2659", rulebook))["Exporters"] == ", ".join(exporters)


def test_source_shows_whether_it_is_official(rulebook: Rulebook) -> None:
    found = {name: pairs(entry_page(name, rulebook))["Official"] for name in rulebook.sources}
    assert found == {
        name: "yes" if source.official else "no" for name, source in rulebook.sources.items()
    }


def test_rule_shows_its_texts_condition_and_citations(rulebook: Rulebook) -> None:
    flag = rulebook.red_flags["after_sale.contact_lost"]
    said = lines(entry_page(flag.id, rulebook))
    assert said[1] == f"red flag {flag.id}, active."
    assert f"What to do (ours): {flag.guidance}" in said
    assert [line for line in said if line.startswith("Guidance")] == []
    assert "Applies when:" in said
    assert "Condition:" in said
    for one in flag.citations:
        assert f"{STANDINGS[one.standing]}: {citation_words(one, rulebook)}" in said


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("technical.remote_disable", "Residual"),
        ("definitions.knowledge", "Text"),
        ("scope.in_scope", "Meaning"),
        ("bulk_retention", "Ask counsel"),
        ("vdem", "Use"),
    ],
)
def test_rule_of_another_kind_shows_its_own_texts(
    rulebook: Rulebook, name: str, label: str
) -> None:
    said = lines(entry_page(name, rulebook))
    assert [line for line in said if line.startswith(f"{label}: ")] != []


@pytest.mark.parametrize(
    ("reviewer", "said"),
    [
        ("none", "Reviewed by nobody who knows the law yet."),
        ("A. Lawyer", "Reviewed by A. Lawyer."),
    ],
)
def test_rule_shows_who_reviewed_it(rulebook: Rulebook, reviewer: str, said: str) -> None:
    name = "record.prior_misuse"
    read = rulebook.red_flags[name].model_copy(update={"reviewed_by": reviewer})
    changed = replace(rulebook, red_flags={**rulebook.red_flags, name: read})
    assert lines(entry_page(name, changed))[-1] == said


def test_policy_shows_every_row_with_its_tier(rulebook: Rulebook) -> None:
    made = policy_page(rulebook)
    shown = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 3]
    assert shown == [f"{row.tier.value}: {row.title}" for row in rulebook.policy.table]


def said_of_not_checked(rulebook: Rulebook) -> list[str]:
    """Return the lines between the table of recommendations and the first row."""
    blocks = policy_page(rulebook).blocks
    table = next(n for n, block in enumerate(blocks) if isinstance(block, Table))
    row = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 3)
    return lines(Document(list(blocks[table + 1 : row])))


def test_policy_says_that_proceed_gives_way_to_what_is_not_checked(rulebook: Rulebook) -> None:
    titles = [one.title for one in rulebook.policy.not_checked]
    assert titles != []
    assert said_of_not_checked(rulebook) == [
        "Proceed is never recommended while something is not checked; it gives way to proceed "
        "with safeguards. Not checked:",
        *titles,
    ]


def test_policy_that_leaves_nothing_unchecked_says_nothing_of_it(rulebook: Rulebook) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    assert said_of_not_checked(replace(rulebook, policy=policy)) == []


def test_policy_shows_what_lowers_a_row(rulebook: Rulebook) -> None:
    said = [line for line in lines(policy_page(rulebook)) if "Lowered by one tier by: " in line]
    assert [line.partition("tier by: ")[2] for line in said] == [
        f"{', '.join(row.lowered_by) or 'no safeguard'}." for row in rulebook.policy.table
    ]


def test_coverage_accounts_for_every_row(rulebook: Rulebook) -> None:
    count = len(rulebook.coverage.rows)
    assert lines(coverage_page(rulebook))[0] == f"Coverage: {count} rows, 0 unaccounted for"


def test_coverage_counts_rows_by_state(rulebook: Rulebook) -> None:
    counts = Counter(row.state for row in rulebook.coverage.rows.values())
    shown = {state: int(count) for state, count in tables(coverage_page(rulebook))[0].rows}
    assert shown == {state: counts[state] for state in ("done", "assigned", "context")}


def test_coverage_counts_done_rows_by_standing_and_basis(rulebook: Rulebook) -> None:
    done = sum(row.state == "done" for row in rulebook.coverage.rows.values())
    assert sum(int(row[2]) for row in tables(coverage_page(rulebook))[1].rows) == done


def test_coverage_counts_rows_by_issue(rulebook: Rulebook) -> None:
    shown = tables(coverage_page(rulebook))[2].rows
    assigned = sum(row.state == "assigned" for row in rulebook.coverage.rows.values())
    assert sum(int(count) for _, count in shown) == assigned


def test_unaccounted_finds_a_row_that_is_cited_and_not_registered(rulebook: Rulebook) -> None:
    rows = {name: row for name, row in rulebook.coverage.rows.items() if name != "US20-2-RF2"}
    assert unaccounted(replace(rulebook, coverage=Coverage(rows=rows))) == ["US20-2-RF2"]


def test_unaccounted_finds_a_row_that_is_cited_and_not_done(rulebook: Rulebook) -> None:
    changed = registered(rulebook, **{"US20-2-RF2": LATER})
    assert unaccounted(changed) == ["US20-2-RF2"]


def test_unaccounted_finds_a_row_that_is_done_and_not_cited(rulebook: Rulebook) -> None:
    done = CoverageRow(state="done", file="red_flags/x.yaml", scenario="x")
    changed = registered(rulebook, **{"X-1": done})
    assert unaccounted(changed) == ["X-1"]
    assert "unaccounted for: X-1" in lines(coverage_page(changed))


def test_unaccounted_asks_for_no_row_of_a_doubt(rulebook: Rulebook) -> None:
    rows = {k: row for k, row in rulebook.coverage.rows.items() if not k.startswith("CHK")}
    assert unaccounted(replace(rulebook, coverage=Coverage(rows=rows))) == []


def test_doubts_link_each_doubt_to_rows(rulebook: Rulebook) -> None:
    said = [line for line in lines(doubts_page(rulebook)) if line.startswith("applies to: ")]
    assert len(said) == len(rulebook.doubts)
    assert "applies to: none" not in said


def test_doubts_name_the_rows_whose_citations_name_them(rulebook: Rulebook) -> None:
    said = lines(doubts_page(rulebook))
    place = next(n for n, line in enumerate(said) if line.startswith("CHK-02: "))
    rows = {
        citation.row
        for entry in rulebook.entries()
        for citation in entry.citations
        if "CHK-02" in citation.doubts and citation.row is not None
    }
    assert rows <= set(said[place + 3].removeprefix("applies to: ").split(", "))


def test_doubts_name_rows_of_later_issues(rulebook: Rulebook) -> None:
    row = CoverageRow(state="assigned", issue="later", doubts=["CHK-02"])
    said = "\n".join(lines(doubts_page(registered(rulebook, **{"X-1": row}))))
    assert "X-1 (later)" in said


def test_doubt_that_applies_to_nothing_says_so(rulebook: Rulebook) -> None:
    doubt = rulebook.doubts["CHK-01"].model_copy(update={"id": "CHK-99"})
    said = lines(doubts_page(replace(rulebook, doubts={"CHK-99": doubt})))
    assert said[-1] == "applies to: none"
