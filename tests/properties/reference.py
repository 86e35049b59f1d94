"""The rulebook read off its conditions in two values, for worlds in which nothing is open.

Nothing of the engine is used here: what it finds on open facts must agree with this on
every world in which they can end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.model.determination import Recommendation
from caveat.model.finding import State
from caveat.model.truth import Truth
from caveat.model.value import Members, Range
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.policy import Tier
from tests.properties.draws import View

TIERS = tuple(Tier)


class World:
    """Evaluates conditions in one world."""

    def __init__(self, rulebook: Rulebook, facts: View) -> None:
        self.rulebook = rulebook
        self.facts = facts
        self._tests: dict[str, bool] = {}

    def holds(self, condition: Condition, silent: Collection[str] = ()) -> bool:
        """Return whether a condition holds; the silent tests it names itself are never raised."""
        if isinstance(condition, All):
            return all(self.holds(part, silent) for part in condition.parts)
        if isinstance(condition, AnyOf):
            return any(self.holds(part, silent) for part in condition.parts)
        if isinstance(condition, AtLeast):
            return sum(self.holds(part, silent) for part in condition.parts) >= condition.count
        if isinstance(condition, Not):
            return not self.holds(condition.part, silent)
        if isinstance(condition, Refers):
            return condition.test not in silent and self.test(condition.test)
        return self._leaf(condition)

    def _leaf(self, leaf: Holds | OneOf | Below | Reaches) -> bool:
        value = self.facts[leaf.fact]
        if isinstance(leaf, Holds):
            return value is Truth.YES
        if isinstance(leaf, OneOf):
            if isinstance(value, Members):
                return not value.present.isdisjoint(leaf.options)
            return value in leaf.options
        number = value.low if isinstance(value, Range) else value
        assert isinstance(number, float | date)
        below = number < leaf.bound  # type: ignore[operator]
        return below if isinstance(leaf, Below) else not below

    def test(self, name: str) -> bool:
        """Return whether a test, red flag or product class holds."""
        if name not in self._tests:
            self._tests[name] = self._test(name)
        return self._tests[name]

    def _test(self, name: str) -> bool:
        if name.startswith("class."):
            categories = self.facts["product.categories"]
            assert isinstance(categories, Members)
            entries = self.rulebook.product_categories
            return any(f"class.{entries[c].product_class}" == name for c in categories.present)
        return self.state(name) is State.YES

    def state(self, name: str) -> State:
        """Return the state in which a red flag or test is shown."""
        entry = {**self.rulebook.tests, **self.rulebook.red_flags}[name]
        if entry.applies_when is not None and not self.holds(entry.applies_when):
            return State.NOT_APPLICABLE
        return State.YES if self.holds(entry.condition) else State.NO


@dataclass(frozen=True)
class Outcome:
    """The places of the tiers of one world, before and after safeguards."""

    before: int
    after: int
    rank: int


class Reference:
    """Applies the policy's table, world by world."""

    def __init__(self, rulebook: Rulebook, red_flags: Collection[str]) -> None:
        self.rulebook = rulebook
        self.out_of_effect = set(rulebook.red_flags) - set(red_flags)

    def outcome(self, facts: View, in_force: frozenset[str]) -> Outcome:
        """Return the tiers and the rank of the recommendation in one world."""
        world = World(self.rulebook, facts)
        before = after = 0
        for row in self.rulebook.policy.table:
            if world.holds(row.when, self.out_of_effect):
                level = TIERS.index(row.tier)
                lowered = bool(row.lowered_by) and set(row.lowered_by) <= in_force
                before = max(before, level)
                after = max(after, level - lowered)
        return Outcome(before, after, self.recommendation(after, before).rank)

    def recommendation(self, after: int, before: int) -> Recommendation:
        """Return what the tiers of a world come to."""
        policy = self.rulebook.policy
        plain = Recommendation(policy.recommendations[TIERS[after].value])
        unlowered = Recommendation(policy.recommendations[TIERS[before].value])
        mildest = Recommendation.PROCEED
        if plain is mildest and (policy.not_checked or unlowered is not mildest):
            return Recommendation.PROCEED_WITH_SAFEGUARDS
        return plain

    def outcomes(self, worlds: Iterable[View], in_force: frozenset[str]) -> list[Outcome]:
        """Return the outcome of every world."""
        return [self.outcome(world, in_force) for world in worlds]
