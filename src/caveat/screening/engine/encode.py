"""From readings to phrases: the weight, skeleton, shape and variants of each word.

Everything here is a pure function of a name and of frozen tables, so that a score never depends
on the list that a name stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from caveat.model.name import Kind, NameTables, Reading, WordCounts
from caveat.screening.engine.numbers import NUMBERS, VERSION, Numbers
from caveat.screening.engine.phrase import FUZZY, LETTERS, WORDS, Phrase, Word
from caveat.screening.read import NameReader
from caveat.screening.shape import Shapes
from caveat.screening.skeleton import Skeletons
from caveat.screening.variants import variant_groups

LIGHTEST = 120
"""The least that a word weighs, in hundredths."""
WEIGHT_OF_KIND: Mapping[Kind, int] = {
    Kind.NUMBER: 250,
    Kind.LEGAL: 35,
    Kind.PARTICLE: 60,
    Kind.INITIAL: NUMBERS.initial_weight,
}
"""Weights of what is no word of a name; a word has its own, by how rare it is."""


def weight_of(text: str, counted: WordCounts) -> int:
    """Return the weight of a word in hundredths; a word that was not counted weighs most."""
    rarity = log(counted.names / (1 + counted.counts.get(text, 0))) - 1
    return min(NUMBERS.heaviest, max(LIGHTEST, round(100 * rarity)))


@dataclass(frozen=True)
class Encoder:
    """Makes phrases of names.

    Args:
        read: the readings of a name, the main one first.
        skeleton: the consonants of a word that its romanisations share.
        shape: a word with letters that look alike in print written alike.
        counted: how common words are.
        groups: the groups of variants that a word stands in.
        version: of all that readings and scores depend on.
        numbers: the frozen numbers of the score.
    """

    read: Callable[[str], Sequence[Reading]]
    skeleton: Callable[[str], str]
    shape: Callable[[str], str]
    counted: WordCounts
    groups: Callable[[str], tuple[int, ...]]
    version: str
    numbers: Numbers = NUMBERS
    known: dict[tuple[str, Kind, bool], Word] = field(default_factory=dict)

    def phrases(self, name: str) -> tuple[Phrase, ...]:
        """Return the readings of a name as phrases, without those that say the same again."""
        found = (self.phrase(reading) for reading in self.read(name))
        return tuple(dict.fromkeys(phrase for phrase in found if phrase.words))

    def phrase(self, reading: Reading) -> Phrase:
        """Return one reading, cut to its first words."""
        bare = reading.is_vowelless
        return Phrase(
            tuple(self.word(token.text, token.kind, bare) for token in reading.tokens[:WORDS])
        )

    def word(self, text: str, kind: Kind, bare: bool) -> Word:
        """Return a word with its weight, skeleton and groups, cut to its first letters."""
        key = (text, kind, bare)
        word = self.known.get(key)
        if word is None:
            word = self.known[key] = self._word(text[:LETTERS], kind, bare)
        return word

    def _word(self, text: str, kind: Kind, bare: bool) -> Word:
        weight = WEIGHT_OF_KIND.get(kind)
        if weight is None:
            weight = weight_of(text, self.counted)
        if kind not in FUZZY:
            return Word(text, kind, False, weight)
        skeleton = self.skeleton(text)[:LETTERS] if text.isalpha() else ""
        return Word(
            text,
            kind,
            bare,
            weight,
            skeleton,
            self.shape(text)[:LETTERS],
            text in self.counted.counts,
            self.groups(text),
        )


def encoder_of(names: NameTables, counted: WordCounts) -> Encoder:
    """Return the encoder of one edition of the tables."""
    groups = variant_groups(names)
    return Encoder(
        NameReader(names).read,
        Skeletons(names).skeleton,
        Shapes(names).shape,
        counted,
        lambda word: groups.get(word, ()),
        f"{VERSION} {names.digest[:16]} {counted.digest[:16]}",
    )
