"""Screening of names against an index: batches, single names, and a portfolio in place of a list.

Every match at or above the threshold comes back, one for each name of a query and each listed
name: the best over the readings of both.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from caveat.screening.engine import fallback, kernel
from caveat.screening.engine.calibration import all_calibrated, least_raw
from caveat.screening.engine.encode import Encoder
from caveat.screening.engine.index import Index, Tabler
from caveat.screening.engine.numbers import Numbers
from caveat.screening.engine.phrase import Word
from caveat.screening.engine.tables import Array
from caveat.screening.engine.vocabulary import Vocabulary

CHUNK = 16_384
"""Queries that are screened at once."""
NOTHING = np.zeros((0, 4), np.int32)
"""What is found where nothing is."""
REMEMBERED = 500_000
"""Words of queries that are kept; with more, all are forgotten."""


class Session(Protocol):
    """Queries against one index: of the kernel, or of the fallback."""

    def learn(self, words: Sequence[Word]) -> None:
        """Look up further words; they are numbered on from those that are known."""
        ...

    def screen(self, row_word: array[int], row_at: array[int], least: int) -> Array:
        """Return hits as rows of query row, row of the index, raw score and evidence."""
        ...


class MakesSession(Protocol):
    """The class of sessions."""

    def __call__(self, index: Index, numbers: Numbers, *, swapped: bool) -> Session: ...


class Engine(Protocol):
    """What can be compiled: tables and sessions."""

    @property
    def Tables(self) -> Callable[[], Tabler]:  # noqa: N802
        """What makes tables of texts."""
        ...

    @property
    def Session(self) -> MakesSession:  # noqa: N802
        """The class of sessions."""
        ...


def engine() -> Engine:
    """Return the kernel where it was built, and else the fallback."""
    return kernel if kernel.available() else fallback


@dataclass(frozen=True, slots=True)
class Matches:
    """Matches as columns: by query, then best first.

    Attributes:
        query: the place of the query in its batch.
        name: the number of the listed name in the index.
        score: in millionths.
        evidence: the weight of the words that were paired; it breaks ties.
    """

    query: Array
    name: Array
    score: Array
    evidence: Array

    def __len__(self) -> int:
        return len(self.query)


class Matcher:
    """Screens names against an index. Of one thread: it holds the memory of the search.

    Args:
        index: the list, or a portfolio where `swapped`.
        encoder: how names are read; the same that the index was built with.
        swapped: whether the index holds queries, and the names that are screened are listed.
        made_by: the kernel or the fallback.
    """

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        *,
        swapped: bool = False,
        made_by: Engine | None = None,
    ) -> None:
        self.index, self._encoder, self._swapped = index, encoder, swapped
        self._engine = made_by or engine()
        self._forget()

    def _forget(self) -> None:
        self._vocabulary = Vocabulary(self._encoder)
        self._learnt = 0
        self._session = self._engine.Session(
            self.index, self._encoder.numbers, swapped=self._swapped
        )

    def screen(self, names: Sequence[str], least: int) -> Matches:
        """Return all matches of all names with a score of at least so many millionths.

        In swapped roles the names are listed ones, and the queries those of the index.
        """
        raw = least_raw(least)
        parts = [
            self._chunk(names[start : start + CHUNK], start, raw)
            for start in range(0, len(names), CHUNK)
        ]
        found = best_of(parts[0] if len(parts) == 1 else np.concatenate([NOTHING, *parts]))
        query, name, score, evidence = found.T
        return Matches(query, name, all_calibrated(score), evidence)

    def _chunk(self, names: Iterable[str], start: int, least: int) -> Array:
        vocabulary = self._vocabulary
        row_word, row_at, owner = array("i"), array("q", (0,)), array("i")
        for number, name in enumerate(names, start):
            for row in vocabulary.rows(name):
                row_word.extend(row)
                row_at.append(len(row_word))
                owner.append(number)
        if self._learnt < len(vocabulary.words):
            self._session.learn(vocabulary.words[self._learnt :])
            self._learnt = len(vocabulary.words)
        if not owner:
            return NOTHING
        hits = self._session.screen(row_word, row_at, least)
        if self._learnt > REMEMBERED:
            self._forget()
        asked = np.frombuffer(owner, np.int32)[hits[:, 0]]
        found = self.index.arrays["row_name"][hits[:, 1]]
        sides = (found, asked) if self._swapped else (asked, found)
        return np.stack([*sides, hits[:, 2], hits[:, 3]], axis=1)


def best_of(found: Array) -> Array:
    """Return one row for each query and name, the best over their readings, in order.

    Rows are query, name, raw score and evidence; they come by query, and best first.
    """
    if len(found) < 2:
        return found
    query, name, raw, evidence = found.T
    found = found[np.lexsort((name, -evidence, -raw, query))]
    keys = found[:, 0].astype(np.int64) << 32 | found[:, 1]
    first: Array = np.sort(np.unique(keys, return_index=True)[1])
    best: Array = found[first]
    return best
