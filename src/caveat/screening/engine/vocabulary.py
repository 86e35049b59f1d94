"""Words numbered in the order they were met, and names as rows of such numbers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from caveat.model.name import Kind, Reading
from caveat.screening.engine.encode import Encoder
from caveat.screening.engine.phrase import KINDS, WORDS, Phrase, Word
from caveat.screening.engine.tables import Array

WORD_ARRAYS = (
    "text",
    "text_at",
    "kind",
    "bare",
    "attested",
    "weight",
    "skeleton",
    "skeleton_at",
    "shape",
    "shape_at",
    "group",
    "group_at",
)
"""The arrays of words, in the order of the kernel."""


class Vocabulary:
    """The words of many names, each kept once.

    Attributes:
        words: the words by number.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.words: list[Word] = []
        self._numbers: dict[Word, int] = {}
        self._known: tuple[dict[str, tuple[Kind, int]], ...] = ({}, {})

    def rows(self, name: str) -> list[list[int]]:
        """Return a row for each reading of a name, as `Encoder.phrases` would give them."""
        readings = self.encoder.read(name)
        if len(readings) == 1:
            row = self.row(readings[0])
            return [row] if row else []
        rows = dict.fromkeys(tuple(self.row(reading)) for reading in readings)
        return [list(row) for row in rows if row]

    def row(self, reading: Reading) -> list[int]:
        """Return the numbers of the words of one reading."""
        bare = reading.is_vowelless
        known, row = self._known[bare], []
        for token in reading.tokens[:WORDS]:
            kind, number = known.get(token.text) or self._learn(token.text, token.kind, bare)
            if kind is not token.kind:
                _, number = self._learn(token.text, token.kind, bare)
            row.append(number)
        return row

    def phrase(self, row: Sequence[int]) -> Phrase:
        """Return the words of a row."""
        return Phrase(tuple(self.words[number] for number in row))

    def _learn(self, text: str, kind: Kind, bare: bool) -> tuple[Kind, int]:
        word = self.encoder.word(text, kind, bare)
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        found = self._known[bare][text] = (kind, number)
        return found


def pool(texts: Sequence[str]) -> tuple[Array, Array]:
    """Return texts run together as UTF-8 bytes, and where each starts, with the end."""
    encoded = [text.encode() for text in texts]
    at = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=at[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), at


def chained(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Return lists of numbers run together, and where each starts, with the end."""
    at = np.zeros(len(lists) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, lists), np.int64, len(lists)), out=at[1:])
    flat = np.fromiter((number for one in lists for number in one), np.int32, int(at[-1]))
    return flat, at


class WordStore:
    """Words as the kernel reads them, in arrays that grow."""

    def __init__(self) -> None:
        self.text, self.kind, self.skeleton, self.shape = (array("B") for _ in range(4))
        self.bare, self.attested = array("B"), array("B")
        self.weight, self.group = array("i"), array("i")
        self.text_at, self.skeleton_at = array("i", (0,)), array("i", (0,))
        self.shape_at, self.group_at = array("i", (0,)), array("i", (0,))

    def __len__(self) -> int:
        return len(self.weight)

    def add(self, word: Word) -> None:
        """Put a word behind the others."""
        self.text.frombytes(word.text.encode())
        self.text_at.append(len(self.text))
        self.kind.append(KINDS.index(word.kind))
        self.bare.append(word.bare)
        self.attested.append(word.attested)
        self.weight.append(word.weight)
        self.skeleton.frombytes(word.skeleton.encode())
        self.skeleton_at.append(len(self.skeleton))
        self.shape.frombytes(word.shape.encode())
        self.shape_at.append(len(self.shape))
        self.group.extend(word.groups)
        self.group_at.append(len(self.group))

    def arrays(self) -> dict[str, Array]:
        """Return the arrays by name."""
        found = {name: getattr(self, name) for name in WORD_ARRAYS}
        types = {"B": np.uint8, "i": np.int32}
        return {name: np.array(one, types[one.typecode]) for name, one in found.items()}
