"""The real rulebook with one thing changed, and what the check then finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from caveat.rulebook.check import check
from caveat.rulebook.citation import Citation
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import DATA, Loaded, Rulebook

MISUSE, FLAG = "end_user.prior_misuse", "record.prior_misuse"
ABUSE, SCOPE = "record.abuse_by_agency", "scope.government_end_user"
CATEGORY = "recording_devices.networked_cctv"
FLAG_FILE = "red_flags/record/prior_misuse.yaml"
POLICY_FILE = "policy/determination.yaml"


def with_entry(loaded: Loaded, folder: str, name: str, **keys: Any) -> Loaded:
    """Return the rulebook with some keys of one entry changed."""
    table: Mapping[str, Entry] = getattr(loaded.rulebook, folder)
    tables: dict[str, Any] = {folder: {**table, name: table[name].model_copy(update=keys)}}
    return replace(loaded, rulebook=replace(loaded.rulebook, **tables))


def with_flag(loaded: Loaded, **keys: Any) -> Loaded:
    return with_entry(loaded, "red_flags", FLAG, **keys)


def with_policy(loaded: Loaded, **keys: Any) -> Loaded:
    policy = loaded.rulebook.policy.model_copy(update=keys)
    return replace(loaded, rulebook=replace(loaded.rulebook, policy=policy))


def with_first_row(loaded: Loaded, **keys: Any) -> Loaded:
    """Return the rulebook with some keys of the first row of the table changed."""
    first, *others = loaded.rulebook.policy.table
    return with_policy(loaded, table=[first.model_copy(update=keys), *others])


def citations_with(rulebook: Rulebook, **keys: Any) -> list[Citation]:
    """Return the citations of the flag, with some keys of the first changed."""
    first, *others = rulebook.red_flags[FLAG].citations
    return [first.model_copy(update=keys), *others]


def found_in(loaded: Loaded) -> list[str]:
    """Return what is found: file, pointer, code, message and hint."""
    return [
        f"{problem.where.file.relative_to(DATA)} {problem.where.pointer} "
        f"{problem.code}: {problem.message} {problem.hint}".strip()
        for problem in check(loaded)
        if problem.where is not None
    ]
