"""The score of two phrases: a pure function of both and of the frozen numbers.

Words are paired, the best pair first. The score is what the pairs carry, against what they could
carry and what has no partner on either side. The kernel does the same in the same whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from caveat.model.name import Kind
from caveat.screening.engine.numbers import MILLION, Numbers
from caveat.screening.engine.phrase import Phrase, Word, may_join
from caveat.screening.engine.similarity import Relation, similarity

Compare = Callable[[Word, Word, Numbers], tuple[int, Relation]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the query and of the listed name that stand for each other, by place."""

    query: tuple[int, ...]
    listed: tuple[int, ...]
    similarity: int
    closeness: int
    mass: int
    relation: Relation

    def value(self, numbers: Numbers) -> int:
        """Return what decides which pairs are taken first."""
        value = self.closeness * self.mass
        return value * numbers.exact_bonus // 1000 if self.similarity == 1000 else value


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs that were taken, best first, their raw score in millionths and their mass."""

    pairs: tuple[Pair, ...]
    raw: int
    evidence: int


def align(
    query: Phrase, listed: Phrase, numbers: Numbers, compare: Compare = similarity
) -> Alignment:
    """Return the pairs and the score. Ties are broken by place in the query, then in the list.

    A `compare` that is given must return what `similarity` does; it may remember.
    """
    ordered = sorted(
        pairs_of(query, listed, numbers, compare),
        key=lambda pair: (-pair.value(numbers), _place(pair.query), _place(pair.listed)),
    )
    return settle(query, listed, ordered, numbers)


def pairs_of(query: Phrase, listed: Phrase, numbers: Numbers, compare: Compare) -> Iterator[Pair]:
    """Yield every pair of words, of a word and a join, and of an initial and a word."""
    for i, word in enumerate(query.words):
        for j, other in enumerate(listed.words):
            alike, relation = compare(word, other, numbers)
            if alike:
                yield pair_of(query, listed, (i,), (j,), alike, relation, numbers)
            elif is_initial_of(word, other) or is_initial_of(other, word):
                yield pair_of(query, listed, (i,), (j,), 0, Relation.INITIAL, numbers)
    for (i, j), k in _joined(query, listed):
        yield pair_of(
            query, listed, (i, j), (k,), numbers.join_similarity, Relation.JOINED, numbers
        )
    for (i, j), k in _joined(listed, query):
        yield pair_of(
            query, listed, (k,), (i, j), numbers.join_similarity, Relation.JOINED, numbers
        )


def pair_of(
    query: Phrase,
    listed: Phrase,
    of_query: tuple[int, ...],
    of_listed: tuple[int, ...],
    alike: int,
    relation: Relation,
    numbers: Numbers,
) -> Pair:
    """Return a pair with its closeness and mass."""
    mass = _weight(query, of_query) + _weight(listed, of_listed)
    if relation is Relation.INITIAL:
        share = mass * numbers.initial_share // 1000
        return Pair(of_query, of_listed, 0, numbers.initial_closeness, share, relation)
    return Pair(of_query, of_listed, alike, closeness_of(alike, numbers), mass, relation)


def closeness_of(alike: int, numbers: Numbers) -> int:
    """Return what a similarity is worth, in thousandths."""
    return max(0, 1000 - numbers.steepness * (1000 - alike) // 1000)


def is_initial_of(initial: Word, word: Word) -> bool:
    """Return whether the first stands for the second by its first letter."""
    return (
        initial.kind is Kind.INITIAL
        and word.kind is Kind.WORD
        and initial.text[:1] == word.text[:1] != ""
    )


def settle(query: Phrase, listed: Phrase, ordered: Iterable[Pair], numbers: Numbers) -> Alignment:
    """Take the pairs in their order where their words are free, and score what was taken."""
    left, right = set(range(len(query.words))), set(range(len(listed.words)))
    taken: list[Pair] = []
    for pair in ordered:
        if left.issuperset(pair.query) and right.issuperset(pair.listed):
            taken.append(pair)
            left.difference_update(pair.query)
            right.difference_update(pair.listed)
    mass = sum(pair.mass for pair in taken)
    if all(pair.relation is Relation.INITIAL for pair in taken):
        return Alignment(tuple(taken), 0, mass)
    near = sum(pair.closeness * pair.mass for pair in taken)
    over, under = _weight(query, left), _weight(listed, right)
    against = 2 * (
        numbers.unmatched_query * over
        + numbers.unmatched_listed * under
        + numbers.contradiction * min(_core_weight(query, left), _core_weight(listed, right))
    )
    if against or near < 1000 * mass:
        against += 1000 * numbers.thin
    raw = near * MILLION // (1000 * mass + against)
    missing = _core(query, left) + _core(listed, right)
    raw = _if_lone(query, listed, taken, missing, raw, numbers, near < 1000 * mass)
    return Alignment(tuple(taken), raw, mass)


def _if_lone(
    query: Phrase,
    listed: Phrase,
    taken: list[Pair],
    missing: int,
    raw: int,
    numbers: Numbers,
    inexact: bool,
) -> int:
    """Lower a score that rests on one word, and cap it where the word is common."""
    words = [
        (count, pair.mass)
        for pair in taken
        if pair.relation is not Relation.INITIAL
        and (count := max(_core(query, pair.query), _core(listed, pair.listed)))
    ]
    if sum(count for count, _ in words) > 1 or not (missing or inexact):
        return raw
    raw = raw * numbers.lone // 1000
    if missing and max((mass for _, mass in words), default=0) < 2 * numbers.common:
        return min(raw, numbers.lone_common)
    return raw


def _joined(joins: Phrase, words: Phrase) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield neighbours of one phrase that, run together, are a word of the other."""
    for i in range(len(joins.words) - 1):
        first, second = joins.words[i], joins.words[i + 1]
        if may_join(first, second):
            text = first.text + second.text
            for k, word in enumerate(words.words):
                if word.is_fuzzy and word.text == text:
                    yield (i, i + 1), k


def _weight(phrase: Phrase, places: Iterable[int]) -> int:
    return sum(phrase.words[place].weight for place in places)


def _core(phrase: Phrase, places: Iterable[int]) -> int:
    return sum(phrase.words[place].is_core for place in places)


def _core_weight(phrase: Phrase, places: Iterable[int]) -> int:
    return sum(phrase.words[place].weight for place in places if phrase.words[place].is_core)


def _place(places: tuple[int, ...]) -> tuple[int, int]:
    return places[0], len(places)
