"""What the rulebook's own files may say on what they rest on: no more than was read."""

from __future__ import annotations

import re

from caveat.model.standing import Basis
from caveat.rulebook.loader import Rulebook

NUMBERED = re.compile(r"\bflags? \d|\bnumbered\b")
OF_OTHERS = re.compile(r"\b(guidance|guidelines?|duty|law|must)\b", re.I)


def test_no_number_of_a_flag_rests_on_the_page_without_numbers(rulebook: Rulebook) -> None:
    read = [c for e in rulebook.entries() for c in e.citations if c.source == "bis-kyc"]
    assert len(read) == 14
    assert [c.row for c in read if NUMBERED.search(c.provision)] == []


def test_each_number_of_a_flag_rests_on_a_secondary_source(rulebook: Rulebook) -> None:
    numbers = {
        entry.citations[0].row: (citation.provision, citation.basis)
        for entry in rulebook.entries()
        for citation in entry.citations
        if citation.supports == "number"
    }
    assert numbers == {
        f"KYC-{number:02}": (
            f"Supplement No. 3 to part 732, red flag {number}",
            Basis.SECONDARY_SOURCE,
        )
        for number in range(1, 13)
    }


def test_reasons_of_the_table_are_our_own_and_state_no_law(rulebook: Rulebook) -> None:
    said = [(row.id, text) for row in rulebook.policy.table for text in (row.title, row.why)]
    named = [(name, text) for name, text in said if OF_OTHERS.search(text)]
    # These speak of laws as what the row is about, and not as what the tier rests on.
    about_laws = {"intrusion_and_weak_law", "identification_and_weak_law", "law"}
    assert {name for name, _ in named} == about_laws
