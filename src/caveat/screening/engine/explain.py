"""Why a name matched: word by word, as data. Reports put it in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caveat.model.name import Kind
from caveat.screening.engine.calibration import calibrated
from caveat.screening.engine.encode import Encoder
from caveat.screening.engine.phrase import Phrase
from caveat.screening.engine.score import Alignment, align, settle
from caveat.screening.engine.similarity import Relation


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand for each other, or one without a partner.

    Attributes:
        query: words of the query, empty where it has none.
        listed: words of the listed name, empty where it has none.
        relation: how they stand to each other; None without a partner.
        is_legal: whether they are a legal form.
        similarity: of the words, in thousandths.
        weight: of the words of both sides, in hundredths.
        without: the score in millionths if these words had not been alike.
    """

    query: tuple[str, ...]
    listed: tuple[str, ...]
    relation: Relation | None
    is_legal: bool
    similarity: int
    weight: int
    without: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One match.

    Attributes:
        query: the name that was asked for.
        listed: the name on the list that matched.
        score: in millionths.
        evidence: the weight of the words that were paired, in hundredths.
        query_reading: the number of the reading of the query, 0 for the main one.
        listed_reading: the number of the reading of the listed name.
        parts: pairs, best first, then words of the query and of the listed name without a partner.
    """

    query: str
    listed: str
    score: int
    evidence: int
    query_reading: int
    listed_reading: int
    parts: tuple[Part, ...]

    def decisive(self, threshold: int) -> tuple[Part, ...]:
        """Return the pairs of which each, had it not been alike, brings it under the threshold."""
        return tuple(part for part in self.parts if part.relation and part.without < threshold)


@dataclass(frozen=True, slots=True)
class Score:
    """The score in millionths, and the weight of what was paired, which orders equal scores."""

    score: int
    evidence: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One reading of a name, with its words as they stood."""

    number: int
    words: tuple[str, ...]
    phrase: Phrase


def score(query: str, listed: str, encoder: Encoder) -> Score:
    """Return the score of two names: what every index gives for them."""
    best = max(
        ((found.raw, found.evidence) for _, _, found in _ways(query, listed, encoder)),
        default=(0, 0),
    )
    return Score(calibrated(best[0]), best[1])


def explain(query: str, listed: str, encoder: Encoder) -> Explanation | None:
    """Return why two names have their score; None if one of them has no letters or digits.

    Of readings with the same score and evidence the first ones count.
    """
    ways = sorted(_ways(query, listed, encoder), key=lambda way: (-way[2].raw, -way[2].evidence))
    if not ways:
        return None
    one, other, found = ways[0]
    parts = (*_pairs(one, other, found, encoder), *_lonely(one, other, found))
    return Explanation(
        query, listed, calibrated(found.raw), found.evidence, one.number, other.number, parts
    )


def _ways(query: str, listed: str, encoder: Encoder) -> Iterator[tuple[_Side, _Side, Alignment]]:
    others = list(_sides(listed, encoder))
    for one in _sides(query, encoder):
        for other in others:
            yield one, other, align(one.phrase, other.phrase, encoder.numbers)


def _sides(name: str, encoder: Encoder) -> Iterator[_Side]:
    for number, reading in enumerate(encoder.read(name)):
        natives = tuple(token.native for token in reading.tokens)
        yield _Side(number, natives, encoder.phrase(reading))


def _pairs(one: _Side, other: _Side, found: Alignment, encoder: Encoder) -> Iterator[Part]:
    for pair in found.pairs:
        others = (rest for rest in found.pairs if rest is not pair)
        without = settle(one.phrase, other.phrase, others, encoder.numbers).raw
        yield Part(
            tuple(one.words[place] for place in pair.query),
            tuple(other.words[place] for place in pair.listed),
            pair.relation,
            one.phrase.words[pair.query[0]].kind is Kind.LEGAL,
            pair.similarity,
            pair.mass,
            calibrated(without),
        )


def _lonely(one: _Side, other: _Side, found: Alignment) -> Iterator[Part]:
    """Yield the words without a partner; they pull the score down already."""
    score = calibrated(found.raw)
    for side, taken in (
        (one, {place for pair in found.pairs for place in pair.query}),
        (other, {place for pair in found.pairs for place in pair.listed}),
    ):
        for place, word in enumerate(side.phrase.words):
            if place not in taken:
                names = (side.words[place],)
                ours, theirs = (names, ()) if side is one else ((), names)
                is_legal = word.kind is Kind.LEGAL
                yield Part(ours, theirs, None, is_legal, 0, word.weight, score)
