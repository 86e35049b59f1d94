"""Checks the policy: its table names what exists, is monotone, and rises with the tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from caveat.model.condition import Condition, Not, Refers, leaves
from caveat.model.error import nearest
from caveat.rulebook.check_leaves import Found, leaf_problems
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.yaml_reader import Pointer


def policy_problems(rulebook: Rulebook) -> Iterator[Found]:
    """Yield what is wrong with the order of tiers and the rows of the table."""
    policy = rulebook.policy
    yield from _order_problems(rulebook)
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
                for code, message, hint in leaf_problems(leaf, rulebook):
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


def _order_problems(rulebook: Rulebook) -> Iterator[Found]:
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


def justified_problems(rulebook: Rulebook) -> Iterator[Found]:
    """Yield the facts that the policy justifies and that do not exist."""
    for n, two_sided in enumerate(rulebook.policy.non_monotone):
        if two_sided.fact not in rulebook.facts:
            message = f"'{two_sided.fact}' is no fact."
            hint = nearest(two_sided.fact, rulebook.facts)
            pointer = ("non_monotone", n, "fact")
            yield "policy", rulebook.policy.id, pointer, "reference.dangling", message, hint


def _has_negation(condition: Condition) -> bool:
    if isinstance(condition, Not):
        return True
    return any(_has_negation(part) for part in getattr(condition, "parts", ()))
