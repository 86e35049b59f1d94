"""What the kernel does, in Python and numpy: the same results, slower.

It is used where there is no compiler, and is the kernel's oracle in the tests.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from caveat.model.name import Kind
from caveat.screening.engine.index import Index
from caveat.screening.engine.numbers import MILLION, Numbers
from caveat.screening.engine.phrase import Phrase, Word, may_join
from caveat.screening.engine.score import Alignment, align, closeness_of
from caveat.screening.engine.similarity import edits_at, similarity, skeleton_edits_at
from caveat.screening.engine.tables import (
    PREFIX,
    Array,
    Table,
    deletions,
    deletions_of,
    hash_of,
    probe,
    table,
)


class Tables:
    """Makes tables of texts."""

    def table_of(self, text: Array, at: Array, kind: Array | None, *, skeletons: bool) -> Table:
        """Return the table of all deletions of every text."""
        return table(*deletions(text, at, kind, skeletons=skeletons))

    def table_of_whole(self, text: Array, at: Array) -> Table:
        """Return the table of whole texts."""
        whole = text.tobytes()
        hashes = [hash_of(whole[at[i] : at[i + 1]]) for i in range(len(at) - 1)]
        return table(np.array(hashes, np.uint64), np.arange(len(hashes), dtype=np.int32))


class Session:
    """Queries against one index, in Python. The arguments are those of the kernel's session."""

    def __init__(self, index: Index, numbers: Numbers, *, swapped: bool = False) -> None:
        self._index, self._numbers, self._swapped = index, numbers, swapped
        self._ours = numbers.swapped() if swapped else numbers
        self._listed = index.words()
        self._letters, self._joins, self._shapes, self._sounds = (
            index.table(name) for name in ("letters", "joins", "shapes", "sounds")
        )
        self._words: list[Word] = []
        self._similar: list[dict[int, int]] = []
        self._compare = lru_cache(1 << 16)(similarity)

    def learn(self, words: Sequence[Word]) -> None:
        """Look up further words; they are numbered on from those that are known."""
        for word in words:
            self._words.append(word)
            self._similar.append(self._units_like(word))

    def screen(self, row_word: array[int], row_at: array[int], least: int) -> Array:
        """Return hits as rows of query row, row of the index, raw score and evidence."""
        hits = []
        for number in range(len(row_at) - 1):
            row = row_word[row_at[number] : row_at[number + 1]]
            phrase = Phrase(tuple(self._words[word] for word in row))
            for other in self._rows_near(row, phrase, least):
                found = self._align(phrase, self._phrase(other))
                if found.raw >= least:
                    hits.append((number, other, found.raw, found.evidence))
        return np.array(hits, np.int32).reshape(-1, 4)

    def _align(self, phrase: Phrase, other: Phrase) -> Alignment:
        sides = (other, phrase) if self._swapped else (phrase, other)
        return align(*sides, self._numbers, self._compare)

    def _phrase(self, row: int) -> Phrase:
        words = self._index.lists("row_word", "row_at", row)
        return Phrase(tuple(self._listed[word] for word in words))

    def _rows_near(self, row: Sequence[int], phrase: Phrase, least: int) -> list[int]:
        """Return the rows whose score may reach the least, by a bound on what pairs bring.

        A score reaches t only if over its pairs the sum of (closeness - t) mass + 2 t (A of the
        query's weight + B of the listed weight) reaches 2 t (A query mass + B listed mass).
        """
        arrays, numbers = self._index.arrays, self._ours
        bound, touched = np.zeros(self._index.rows, np.int64), np.zeros(self._index.rows, bool)
        for weight, units in self._units(row, phrase):
            best = np.zeros(self._index.rows, np.int64)
            for unit, alike in units.items():
                other = int(arrays["mass"][unit])
                brings = _brings(numbers, least, closeness_of(alike, numbers), weight, other)
                rows = self._rows_of(unit)
                best[rows] = np.maximum(best[rows], brings)
                touched[rows] = True
            bound += best
        initials = [word for word in phrase.words if word.kind is Kind.INITIAL]
        bound += sum(_initial(numbers, least, one.weight, numbers.heaviest) for one in initials)
        by_initial = sum(
            _initial(numbers, least, word.weight, numbers.initial_weight) for word in phrase.words
        )
        bound[arrays["row_initials"] != 0] += by_initial
        need = (
            2
            * least
            * (
                numbers.unmatched_query * phrase.mass
                + numbers.unmatched_listed * arrays["row_mass"].astype(np.int64)
            )
        )
        rows = np.flatnonzero(touched & (bound >= need))
        return rows.tolist()

    def _units(self, row: Sequence[int], phrase: Phrase) -> Iterator[tuple[int, dict[int, int]]]:
        """Yield weight and units alike of each word, and of each two neighbours run together."""
        for number, word in zip(row, phrase.words, strict=True):
            yield word.weight, self._similar[number]
        for first, second in pairwise(phrase.words):
            if may_join(first, second):
                same = self._same_text(first.text + second.text)
                units = {unit for unit in same if self._listed[unit].is_fuzzy}
                yield (
                    first.weight + second.weight,
                    dict.fromkeys(units, self._numbers.join_similarity),
                )

    def _rows_of(self, unit: int) -> Array:
        plain = self._index.lists("post", "post_at", unit)
        others = self._index.lists("post", "post_at", unit + len(self._index.arrays["mass"]))
        return np.concatenate([plain, others])

    def _units_like(self, word: Word) -> dict[int, int]:
        """Return the units of the index that a word is like, with the similarity."""
        near = set(self._same_text(word.text))
        found: dict[int, int] = {}
        if word.is_fuzzy:
            near |= self._near(self._letters, word.text, edits_at(len(word.text)))
            near.update(probe(self._shapes, hash_of(word.shape.encode())))
            near.update(self._of_sound(word.skeleton))
            groups = len(self._index.arrays["group_word_at"]) - 1
            for group in word.groups:
                if group < groups:
                    near.update(self._index.lists("group_word", "group_word_at", group).tolist())
            found = dict.fromkeys(self._same_join(word.text), self._numbers.join_similarity)
        for unit in near:
            alike, _ = similarity(word, self._listed[unit], self._numbers)
            if alike:
                found[unit] = alike
        return found

    def _near(self, found: Table, text: str, edits: int) -> set[int]:
        left = deletions_of(text.encode(), edits)
        return {number for one in left for number in probe(found, hash_of(one))}

    def _of_sound(self, skeleton: str) -> Iterator[int]:
        if len(skeleton) > 1:
            for sound in self._near(self._sounds, skeleton, skeleton_edits_at(len(skeleton))):
                yield from self._index.lists("sound_word", "sound_word_at", sound).tolist()

    def _same_text(self, text: str) -> list[int]:
        near = probe(self._letters, hash_of(text.encode()[:PREFIX]))
        return [unit for unit in near if self._listed[unit].text == text]

    def _same_join(self, text: str) -> Iterator[int]:
        for join in probe(self._joins, hash_of(text.encode())):
            first, second = self._index.arrays["join"][2 * join : 2 * join + 2].tolist()
            if self._listed[first].text + self._listed[second].text == text:
                yield len(self._listed) + join


def _brings(numbers: Numbers, least: int, closeness: int, weight: int, other: int) -> int:
    return (MILLION * closeness - 1000 * least) * (weight + other) + 2 * least * (
        numbers.unmatched_query * weight + numbers.unmatched_listed * other
    )


def _initial(numbers: Numbers, least: int, weight: int, other: int) -> int:
    mass = (weight + other) * numbers.initial_share // 1000
    most = max(0, MILLION * numbers.initial_closeness - 1000 * least)
    return most * mass + 2 * least * (
        numbers.unmatched_query * weight + numbers.unmatched_listed * other
    )
