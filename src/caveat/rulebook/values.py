"""Values of facts as they are written in YAML, read by the type of the fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite

from caveat.model.error import nearest_word
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.supports import Fact, FactType


class ValueRefusedError(ValueError):
    """A value does not fit its fact; the message says what was found and expected."""


Vocabulary = Mapping[str, str]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def parse_value(tree: object, fact: Fact, *, vocabulary: Vocabulary) -> Value | None:
    """Read a value of a fact; None stands for an explicit `unknown`.

    Args:
        tree: The value as the YAML reader returned it.
        fact: The fact it answers.
        vocabulary: The words a choice or set may use; not looked at for other types.

    Raises:
        ValueRefusedError: the value does not fit the fact.
    """
    if tree == "unknown":
        return None
    return _PARSERS[fact.type](tree, fact, vocabulary)


def value_tree(value: Value | None) -> object:
    """Return the plain tree that `parse_value` reads as this value, in a fixed order."""
    if value is None:
        return "unknown"
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, Members):
        tree: dict[str, object] = {"members": sorted(value.present)}
        if value.absent:
            tree["absent"] = sorted(value.absent)
        tree["complete"] = value.complete
        return tree
    if isinstance(value, Range):
        if value.low == value.high:
            return value.low
        ends = {"from": value.low, "to": value.high}
        return {key: end for key, end in ends.items() if isfinite(end)}
    return value.isoformat() if isinstance(value, date) else value


def _truth(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    if tree in ("yes", "no"):
        return Truth(tree)
    raise ValueRefusedError(f"found {tree!r}, expected yes, no or unknown")


def _choice(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    return _word(tree, vocabulary)


def _word(tree: object, vocabulary: Vocabulary) -> str:
    if not isinstance(tree, str):
        raise ValueRefusedError(f"found {tree!r}, expected a word from the list of the fact")
    if tree not in vocabulary:
        like = nearest_word(tree, vocabulary)
        nearest = f"; nearest is '{like}'" if like is not None else ""
        raise ValueRefusedError(f"found '{tree}', expected {_listing(vocabulary)}{nearest}")
    return tree


def _listing(vocabulary: Vocabulary) -> str:
    words = sorted(vocabulary)
    shown = ", ".join(words[:12])
    return f"one of {shown}" + (f" and {len(words) - 12} more" if len(words) > 12 else "")


def _set(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    if isinstance(tree, list):
        return Members(_members(tree, fact, vocabulary))
    if isinstance(tree, dict) and set(tree) <= {"members", "absent", "complete"}:
        present = _members(tree.get("members", []), fact, vocabulary)
        absent = _members(tree.get("absent", []), fact, vocabulary)
        complete = tree.get("complete", False)
        if not isinstance(complete, bool):
            raise ValueRefusedError(f"'complete' is {complete!r}, expected true or false")
        if present & absent:
            raise ValueRefusedError(f"'{min(present & absent)}' is both a member and absent")
        return Members(present, absent, complete)
    raise ValueRefusedError(
        f"found {tree!r}, expected a list, or a mapping with members, absent and complete"
    )


def _members(tree: object, fact: Fact, vocabulary: Vocabulary) -> frozenset[str]:
    if not isinstance(tree, list):
        raise ValueRefusedError(f"found {tree!r}, expected a list")
    if not fact.open_vocabulary:
        return frozenset(_word(member, vocabulary) for member in tree)
    if not all(isinstance(member, str) for member in tree):
        raise ValueRefusedError("expected a list of words")
    return frozenset(tree)


def _number(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    if isinstance(tree, dict) and tree and set(tree) <= {"from", "to"}:
        low = _one_number(tree["from"], fact) if "from" in tree else float("-inf")
        high = _one_number(tree["to"], fact) if "to" in tree else float("inf")
        if low > high:
            raise ValueRefusedError(f"the range runs from {low:g} down to {high:g}")
        return Range(low, high)
    number = _one_number(tree, fact)
    return Range(number, number)


def _one_number(tree: object, fact: Fact) -> float:
    if isinstance(tree, bool) or not isinstance(tree, int | float) or not isfinite(tree):
        raise ValueRefusedError(f"found {tree!r}, expected a number or a mapping with from and to")
    low = float("-inf") if fact.minimum is None else fact.minimum
    high = float("inf") if fact.maximum is None else fact.maximum
    if not low <= tree <= high:
        raise ValueRefusedError(
            f"found {tree:g}, expected {low:g} to {high:g} {fact.unit or ''}".strip()
        )
    return float(tree)


def _date(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    return parse_day(tree)


def parse_day(tree: object) -> date:
    """Read a date written YYYY-MM-DD."""
    if isinstance(tree, str) and _DAY.match(tree):
        try:
            return date.fromisoformat(tree)
        except ValueError:
            pass
    raise ValueRefusedError(f"found {tree!r}, expected a date such as 2020-09-30")


def _text(tree: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    if isinstance(tree, str) and tree.strip():
        return tree
    raise ValueRefusedError(f"found {tree!r}, expected text")


_PARSERS: dict[FactType, Callable[[object, Fact, Vocabulary], Value]] = {
    FactType.TRUTH: _truth,
    FactType.CHOICE: _choice,
    FactType.SET: _set,
    FactType.NUMBER: _number,
    FactType.DATE: _date,
    FactType.TEXT: _text,
}
