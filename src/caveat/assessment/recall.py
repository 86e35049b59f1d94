"""Remembers what comes of each combination of truths of some atoms.

A test looks at few atoms, so few combinations come up, and nearly every result is a
look-up. The evaluator behind the table can stay the plain one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Generic, TypeVar

from caveat.model.truth import Truth

LIMIT = 4096
"""Most combinations kept; past it the table starts anew."""

Found = TypeVar("Found")
Values = Sequence[Truth]


class Recall(Generic[Found]):
    """A function of the truths of some atoms, with a table filled as it is asked for."""

    def __init__(self, atoms: Sequence[int], find: Callable[[Values], Found]) -> None:
        """Remember `find`, which must look at nothing but these atoms."""
        self.atoms = tuple(dict.fromkeys(atoms))
        self._key: Callable[[Values], object] = (
            itemgetter(*self.atoms) if self.atoms else lambda values: ()
        )
        self._find = find
        self._table: dict[object, Found] = {}

    def __call__(self, values: Values) -> Found:
        """Return what the function gives for the truths of all atoms."""
        key = self._key(values)
        found = self._table.get(key)
        if found is None:
            if len(self._table) >= LIMIT:
                self._table.clear()
            found = self._table[key] = self._find(values)
        return found
