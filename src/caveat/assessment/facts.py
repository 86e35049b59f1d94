"""What is known of each fact on a date: sources weighed, conflicts kept, expired ones dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from caveat.model.fact import FactState, Observation, Openness
from caveat.model.transaction import Transaction
from caveat.model.truth import Truth, all_of, any_of
from caveat.model.value import Members, Range, Value
from caveat.rulebook.supports import Fact


def fact_states(
    transaction: Transaction, facts: Mapping[str, Fact], as_of: date
) -> dict[str, FactState]:
    """Return what is known of every fact that anybody stated, by id in sorted order."""
    states = {name: settle(stated, as_of) for name, stated in transaction.statements.items()}
    products = [
        {name: settle(stated, as_of) for name, stated in item.statements.items()}
        for item in transaction.items
    ]
    if len(products) == 1:
        states |= products[0]
    else:
        for name in {name for product in products for name in product}:
            stated = [product.get(name, _NOT_ASKED) for product in products]
            states[name] = _across(facts[name], stated)
    return {name: states[name] for name in sorted(states)}


_NOT_ASKED = FactState(None, Openness.NOT_ASKED)


def settle(observations: Sequence[Observation], as_of: date) -> FactState:
    """Return what statements of one fact come to on a date.

    A statement counts if it was observed by the date and has not expired. A statement
    that decides stands alone. Statements that cannot all be true are a conflict, and
    the fact is unknown until a person decides; those that can are taken together.
    """
    if len(observations) == 1:
        (one,) = observations
        if one.observed_on <= as_of and one.expires_on is None:
            why = Openness.STATED_UNKNOWN if one.value is None else _partial(one.value)
            return FactState(one.value, why, tuple(observations))
    seen = [one for one in observations if one.observed_on <= as_of]
    current = [one for one in seen if _counts(one, as_of)]
    if not seen:
        return FactState(None, Openness.NOT_YET_OBSERVED, tuple(observations))
    if not current:
        return FactState(None, Openness.EXPIRED, tuple(seen))
    rulings = [one for one in current if one.decides]
    counted = tuple(rulings[-1:] or current)
    known = [one.value for one in counted if one.value is not None]
    if not known:
        return FactState(None, Openness.STATED_UNKNOWN, counted)
    value = known[0]
    for other in known[1:]:
        agreed = together(value, other)
        if agreed is None:
            return FactState(None, Openness.CONFLICT, counted)
        value = agreed
    return FactState(value, _partial(value), counted)


def _counts(one: Observation, as_of: date) -> bool:
    """Return whether a statement was observed by the date and has not expired."""
    return one.observed_on <= as_of and (one.expires_on is None or one.expires_on > as_of)


def together(one: Value, other: Value) -> Value | None:
    """Return what two statements say together, or None if they cannot both be true."""
    if isinstance(one, Members) and isinstance(other, Members):
        return _union(one, other)
    if isinstance(one, Range) and isinstance(other, Range):
        low, high = max(one.low, other.low), min(one.high, other.high)
        return Range(low, high) if low <= high else None
    return one if one == other else None


def _union(one: Members, other: Members) -> Members | None:
    present = one.present | other.present
    absent = one.absent | other.absent
    wholes = [members.present for members in (one, other) if members.complete]
    if present & absent or any(present != whole for whole in wholes):
        return None
    return Members(present, absent, bool(wholes))


def _partial(value: Value) -> Openness | None:
    if isinstance(value, Members):
        return None if value.complete else Openness.PARTLY_KNOWN
    if isinstance(value, Range) and value.low != value.high:
        return Openness.PARTLY_KNOWN
    return None


def _across(fact: Fact, states: Sequence[FactState]) -> FactState:
    """Return what a fact about several items comes to, by the rule the fact declares."""
    counted = tuple(one for state in states for one in state.counted)
    value = _combined(fact, [state.value for state in states])
    if value is None:
        openness = next((s.openness for s in states if s.value is None), Openness.CONFLICT)
        return FactState(None, openness, counted)
    return FactState(value, _partial(value), counted)


def _combined(fact: Fact, values: Sequence[Value | None]) -> Value | None:
    if fact.across_items == "same":
        return values[0] if all(value == values[0] for value in values) else None
    if any(isinstance(value, Members) for value in values):
        sets = [v if isinstance(v, Members) else Members(frozenset()) for v in values]
        return _members(fact, sets)
    truths = [value if isinstance(value, Truth) else Truth.UNKNOWN for value in values]
    truth = _combine(fact)(truths)
    return None if truth is Truth.UNKNOWN else truth


def _combine(fact: Fact) -> Callable[[Iterable[Truth]], Truth]:
    return any_of if fact.across_items == "any" else all_of


def _members(fact: Fact, sets: Sequence[Members]) -> Members:
    words = frozenset().union(*(s.present | s.absent for s in sets))
    if fact.across_items == "all":
        # What one item declares it does not have, not all of them have, whoever else is silent.
        words |= frozenset(fact.values)
    truths = {word: _combine(fact)(s.has(word) for s in sets) for word in words}
    return Members(
        frozenset(word for word, truth in truths.items() if truth is Truth.YES),
        frozenset(word for word, truth in truths.items() if truth is Truth.NO),
        all(s.complete for s in sets),
    )
