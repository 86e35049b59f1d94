"""Draws small rulebooks with facts of every type, linked and two-sided ones among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from caveat.rulebook.loader import Rulebook
from tests.assessment import small

FACTS = (
    *small.facts("f.one", "f.two", "f.three"),
    small.fact("f.choice", "choice", values={"x": "X", "y": "Y", "z": "Z"}),
    small.fact("f.set", "set", values={"x": "X", "y": "Y"}),
    small.fact("f.number", "number"),
    small.fact("f.date", "date"),
)
Tree = Mapping[str, Any]

_LEAVES: list[Tree] = [
    *({"fact": f"f.{name}"} for name in ("one", "two", "three")),
    *({"fact": "f.choice", "is": word} for word in "xy"),
    {"fact": "f.choice", "in": ["y", "z"]},
    *({"fact": "f.set", "is": word} for word in "xy"),
    {"fact": "f.set", "in": ["x", "y"]},
    {"fact": "f.number", "lt": 10},
    {"fact": "f.number", "gte": 20},
    {"fact": "f.date", "gte": "2020-01-01"},
]


def _joined(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(parts, min_size=1, max_size=3)
    return (
        several.map(lambda chosen: {"all": chosen})
        | several.map(lambda chosen: {"any": chosen})
        | several.map(lambda chosen: {"at_least": {"count": (len(chosen) + 1) // 2, "of": chosen}})
    )


def _conditions(leaves: list[Tree]) -> st.SearchStrategy[Tree]:
    return st.recursive(
        st.sampled_from(leaves),
        lambda inner: inner.map(lambda part: {"not": part}) | _joined(inner),
        max_leaves=4,
    )


@st.composite
def rulebooks(draw: st.DrawFn, *, tiers: tuple[str, ...] = small.TIERS) -> Rulebook:
    """Draw a rulebook of a few red flags, some with a gate or referring to others."""
    flags: list[Any] = []
    leaves = list(_LEAVES)
    for n in range(draw(st.integers(1, 4))):
        conditions = _conditions(leaves)
        gate = draw(st.none() | conditions)
        flags.append(small.flag(f"r.{n}", draw(conditions), applies_when=gate))
        leaves.append({"test": f"r.{n}"})
    tests: list[Tree] = [{"test": one.id} for one in flags]
    whens = st.recursive(st.sampled_from(tests), _joined, max_leaves=3)
    safeguards = st.lists(st.sampled_from(["contract.p", "contract.q"]), unique=True)
    rows = [
        small.row(f"row_{n}", draw(st.sampled_from(tiers)), draw(whens), draw(safeguards))
        for n in range(draw(st.integers(1, 5)))
    ]
    return small.rulebook(*FACTS, *flags, rows=rows, not_checked=draw(st.booleans()))
