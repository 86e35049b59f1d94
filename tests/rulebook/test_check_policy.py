"""Problems of the policy, each provoked in the real rulebook by one change."""

from __future__ import annotations

import pytest

from caveat.model.condition import All, AnyOf, AtLeast, Condition, Holds, Not, Refers
from caveat.rulebook.loader import Loaded
from tests.rulebook.changes import (
    ABUSE,
    FLAG,
    MISUSE,
    POLICY_FILE,
    found_in,
    with_first_row,
    with_policy,
)


def test_check_finds_a_policy_that_is_milder_for_a_higher_tier(loaded: Loaded) -> None:
    ranks = {**loaded.rulebook.policy.recommendations, "critical": "escalate", "high": "decline"}
    assert found_in(with_policy(loaded, recommendations=ranks)) == [
        f"{POLICY_FILE} recommendations policy.order: a higher tier has a milder recommendation."
    ]


def test_check_accepts_the_same_recommendation_for_two_tiers(loaded: Loaded) -> None:
    same = {**loaded.rulebook.policy.recommendations, "critical": "escalate"}
    assert found_in(with_policy(loaded, recommendations=same)) == []


def test_check_finds_a_policy_row_that_stands_twice(loaded: Loaded) -> None:
    table = loaded.rulebook.policy.table
    assert found_in(with_policy(loaded, table=[*table, table[0]])) == [
        f"{POLICY_FILE} table policy.twice: row '{table[0].id}' twice."
    ]


def test_check_finds_a_policy_row_that_tests_a_fact_itself(loaded: Loaded) -> None:
    assert found_in(with_first_row(loaded, when=All((Refers(FLAG), Holds(MISUSE))))) == [
        f"{POLICY_FILE} table.0.when policy.leaf: row 'intended_abuse' tests the fact '{MISUSE}' "
        "itself. The table is over red flags, tests and classes; name a test."
    ]


def test_check_finds_a_two_sided_fact_of_nothing(loaded: Loaded) -> None:
    known = loaded.rulebook.policy.non_monotone
    other = known[0].model_copy(update={"fact": "end_user.typ"})
    assert found_in(with_policy(loaded, non_monotone=[*known, other])) == [
        f"{POLICY_FILE} non_monotone.{len(known)}.fact reference.dangling: "
        "'end_user.typ' is no fact. Nearest: 'end_user.type'."
    ]


def test_check_finds_a_policy_row_over_nothing(loaded: Loaded) -> None:
    assert found_in(with_first_row(loaded, when=Refers("record.prior_misus"))) == [
        f"{POLICY_FILE} table.0.when reference.dangling: the condition names the test "
        f"'record.prior_misus', which no file defines. Nearest: '{FLAG}'."
    ]


@pytest.mark.parametrize(
    "when",
    [
        Not(Refers(FLAG)),
        All((Refers(ABUSE), Not(Refers(FLAG)))),
        AnyOf((AtLeast(1, (Not(Refers(FLAG)),)),)),
    ],
)
def test_check_finds_a_negation_at_any_depth_of_a_policyfirst_row_changed(
    loaded: Loaded, when: Condition
) -> None:
    assert found_in(with_first_row(loaded, when=when)) == [
        f"{POLICY_FILE} table.0.when policy.negation: row 'intended_abuse' uses 'not'. "
        "The table must be monotone: put the negation into a test of its own."
    ]


def test_check_finds_a_policy_row_lowered_by_nothing(loaded: Loaded) -> None:
    assert found_in(with_first_row(loaded, lowered_by=["contract.audit_rigt"])) == [
        f"{POLICY_FILE} table.0.when reference.dangling: 'contract.audit_rigt' is no safeguard. "
        "Nearest: 'contract.audit_right'."
    ]
