"""The three values of a test or a finding, and their strong Kleene operations.

Unknown is a value of its own: it never turns into no. ``bool(truth)`` raises, so
that nobody can write ``if finding`` and lose the third value by accident.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """Yes, no or unknown.

    The operators are strong Kleene logic (Kleene, Introduction to Metamathematics,
    1952, section 64): ``&`` is yes only if both are, ``|`` is no only if both are.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    # Members are singletons compared by identity; the hash of Enum is slower Python code.
    __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three values; compare it with 'is Truth.YES'")

    def __and__(self, other: Truth) -> Truth:
        return all_of((self, other))

    def __or__(self, other: Truth) -> Truth:
        return any_of((self, other))

    def __invert__(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.NO if self is Truth.YES else Truth.YES


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return no if any is no, else unknown if any is unknown, else yes (also when empty)."""
    result = Truth.YES
    for truth in truths:
        if truth is Truth.NO:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return yes if any is yes, else unknown if any is unknown, else no (also when empty)."""
    result = Truth.NO
    for truth in truths:
        if truth is Truth.YES:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Return whether at least `count` of the truths are yes.

    Yes when enough are yes already; no when even all the unknown ones would not
    suffice; otherwise unknown.
    """
    yes = unknown = 0
    for truth in truths:
        yes += truth is Truth.YES
        unknown += truth is Truth.UNKNOWN
    if yes >= count:
        return Truth.YES
    return Truth.UNKNOWN if yes + unknown >= count else Truth.NO
