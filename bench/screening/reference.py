"""A plain matcher over readings, to measure them with: every word of the list against each word.

It is slow and simple on purpose. It says how far readings alone bring similar names together,
and nothing about the matching of the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from caveat.model.name import Kind, NameTables, Reading, Token
from caveat.screening.read import NameReader
from caveat.screening.skeleton import Skeletons
from caveat.screening.variants import variant_groups

LEAST = 0.64
"""Similarity of words from which they count."""
SAME_GROUP = 0.93
SAME_CONSONANTS = 0.86
SAME_CONSONANTS_VOWELLESS = 0.9
OMITTED = 0.57
"""What a word of the name that the listed name lacks takes away."""
ADDED = 0.48
"""What a word of the listed name that the name lacks takes away."""
STEEPNESS = 1.45
SMALL = {Kind.LEGAL: 0.35, Kind.PARTICLE: 0.6, Kind.INITIAL: 0.6}
"""Weights of what is not a word."""


@dataclass(frozen=True)
class Listed:
    """A listed party: the cluster that it belongs to, and its names."""

    cluster: str
    names: tuple[str, ...]


class Matcher:
    """Finds listed parties by their readings."""

    def __init__(self, names: NameTables, listed: Sequence[Listed]) -> None:
        self._reader, self._skeletons = NameReader(names), Skeletons(names)
        self._groups = variant_groups(names)
        readings = [
            (reading, one.cluster)
            for one in listed
            for name in one.names
            for reading in self._reader.read(name)
        ]
        self._clusters = [cluster for _, cluster in readings]
        self._same: dict[tuple[str, ...], set[str]] = {}
        counts = Counter(token.text for reading, _ in readings for token in set(reading.tokens))
        self._counts, self._total = counts, len(readings)
        self._postings: dict[str, list[int]] = {}
        self._weights: list[float] = []
        for number, (reading, cluster) in enumerate(readings):
            self._same.setdefault(_sorted(reading), set()).add(cluster)
            self._weights.append(sum(map(self._weight, reading.tokens)))
            for text in {token.text for token in reading.tokens}:
                self._postings.setdefault(text, []).append(number)
        self._words = [word for word in self._postings if not word.startswith("=")]
        self._by_skeleton: dict[str, list[str]] = {}
        self._by_group: dict[int, list[str]] = {}
        for word in self._words:
            skeleton = self._skeletons.skeleton(word)
            if len(skeleton) > 1:
                self._by_skeleton.setdefault(skeleton, []).append(word)
            for group in self._groups.get(word, ()):
                self._by_group.setdefault(group, []).append(word)
        self._known: dict[tuple[str, bool], dict[str, float]] = {}

    def same(self, name: str) -> set[str]:
        """Return the clusters that have a name of the same words as the main reading."""
        return {
            cluster
            for reading in self._reader.read(name)[:1]
            for cluster in self._same.get(_sorted(reading), ())
        }

    def find(self, name: str, *, most: int) -> list[str]:
        """Return the clusters most like a name, the most like first."""
        best: dict[str, float] = {}
        for reading in self._reader.read(name):
            for number, score in self._scores(reading).items():
                cluster = self._clusters[number]
                best[cluster] = max(score, best.get(cluster, 0.0))
        return sorted(best, key=lambda cluster: (-best[cluster], cluster))[:most]

    def _scores(self, reading: Reading) -> dict[int, float]:
        """Return the score of each listed reading that has a word like one of this reading."""
        matched: dict[int, float] = {}
        total = 0.0
        for token in reading.tokens:
            weight = self._weight(token)
            total += weight
            if token.kind in SMALL and len(reading.tokens) > 1:
                continue
            of_token: dict[int, float] = {}
            for word, likeness in self._like(token.text, reading.is_vowelless).items():
                share = weight * (1 - STEEPNESS * (1 - likeness))
                for number in self._postings[word]:
                    of_token[number] = max(share, of_token.get(number, 0.0))
            for number, share in of_token.items():
                matched[number] = matched.get(number, 0.0) + share
        return {
            number: share
            / (
                share
                + OMITTED * max(0.0, total - share)
                + ADDED * max(0.0, self._weights[number] - share)
            )
            for number, share in matched.items()
            if share > 0.0
        }

    def _like(self, text: str, vowelless: bool) -> dict[str, float]:
        """Return the words of the list that are like a word, each with how like it is."""
        if (text, vowelless) not in self._known:
            found = {
                word: likeness
                for word, likeness, _ in extract(
                    text,
                    self._words,
                    scorer=OSA.normalized_similarity,
                    score_cutoff=LEAST,
                    limit=None,
                )
            }
            same = SAME_CONSONANTS_VOWELLESS if vowelless else SAME_CONSONANTS
            for word in self._by_skeleton.get(self._skeletons.skeleton(text), ()):
                found[word] = max(same, found.get(word, 0.0))
            for group in self._groups.get(text, ()):
                for word in self._by_group.get(group, ()):
                    found[word] = max(SAME_GROUP, found.get(word, 0.0))
            if text in self._postings:
                found[text] = 1.0
            self._known[text, vowelless] = found
        return self._known[text, vowelless]

    def _weight(self, token: Token) -> float:
        small = SMALL.get(token.kind)
        if small is not None:
            return small
        rarity = log(self._total / (1 + self._counts.get(token.text, 0))) - 1.0
        return min(8.0, max(1.2, rarity))


def _sorted(reading: Reading) -> tuple[str, ...]:
    return tuple(sorted(token.text for token in reading.tokens))
