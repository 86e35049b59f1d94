"""Readings as the engine compares them: words with weights, cut to a length that bounds the work.

A phrase is a pure function of a reading and of the frozen tables. It never depends on a list.
"""

from __future__ import annotations

from dataclasses import dataclass

from caveat.model.name import Kind

LETTERS = 32
"""Letters kept of a word."""
WORDS = 20
"""Words kept of a reading."""


KINDS = (Kind.WORD, Kind.NUMBER, Kind.LEGAL, Kind.PARTICLE, Kind.INITIAL)
"""What a word is; the kernel has the place in this order as number."""
FUZZY = frozenset({Kind.WORD, Kind.PARTICLE})
"""Kinds that are compared by letters and sound; the others are the same or not."""
CORE = frozenset({Kind.WORD, Kind.NUMBER})
"""Kinds that tell one name from another."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a reading.

    The text is lower-case Latin; a legal form is its class. A bare word comes from a script that
    writes few vowels. The weight is in hundredths. The skeleton is empty for what has no sound,
    the shape (letters that look alike in print written alike) for what is no word. An attested
    word stands in the table of frequencies.
    """

    text: str
    kind: Kind
    bare: bool
    weight: int
    skeleton: str = ""
    shape: str = ""
    attested: bool = False
    groups: tuple[int, ...] = ()

    @property
    def is_fuzzy(self) -> bool:
        """Whether it is compared by letters and sound."""
        return self.kind in FUZZY

    @property
    def is_core(self) -> bool:
        """Whether it tells one name from another."""
        return self.kind in CORE


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one reading, in their order."""

    words: tuple[Word, ...]

    @property
    def mass(self) -> int:
        """The weights of its words together."""
        return sum(word.weight for word in self.words)


def may_join(first: Word, second: Word) -> bool:
    """Return whether two neighbouring words may be one word elsewhere."""
    return first.is_fuzzy and second.is_fuzzy and 4 < len(first.text) + len(second.text) <= LETTERS
