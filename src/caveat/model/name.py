"""What is made of a name before it is compared: words in plain letters, and other ways to read it.

These nouns are made by the million, so they are named tuples, which are quicker than data classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a token of a name is."""

    WORD = "word"
    NUMBER = "number"
    LEGAL = "legal"
    PARTICLE = "particle"
    INITIAL = "initial"


class Script(Enum):
    """The script in which a name, or most that is not Latin of it, is written."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    GEORGIAN = "georgian"
    ARMENIAN = "armenian"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    HANGUL = "hangul"
    HAN = "han"
    KANA = "kana"
    OTHER = "other"


class Token(NamedTuple):
    """One word of a reading."""

    text: str
    """Small letters a to z and digits; of a legal form, = and its class."""
    kind: Kind
    native: str
    """The word of the name that it was read from, as it stood."""
    place: int
    """The number of that word in the name, from 0; tokens that were one word share it."""


class Reading(NamedTuple):
    """One way to read a name."""

    tokens: tuple[Token, ...]
    script: Script
    how: str
    """By which table or rule it was read, in words that can be shown."""
    cut: bool
    """Whether the name was longer than is read; what is beyond takes no part."""

    @property
    def is_vowelless(self) -> bool:
        """Whether the script leaves most vowels unwritten, so that only consonants compare."""
        return self.script in (Script.ARABIC, Script.HEBREW)

    @property
    def text(self) -> str:
        """The tokens with spaces between; of the main reading, it is read as itself again."""
        return " ".join([token.text for token in self.tokens])


@dataclass(frozen=True)
class NameTable:
    """One table of letters, words or forms."""

    holds: str
    """What the rows are: letters, words, legal forms and so on."""
    how: str
    """What a reading by this table is called; empty where none is."""
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class NameTables:
    """All tables that names are read with; a reading depends on the name and on these alone."""

    version: str
    """The date of the tables."""
    digest: str
    """The SHA-256 of their files."""
    tables: Mapping[str, NameTable]
    """By id."""


@dataclass(frozen=True)
class WordCounts:
    """In how many names of published lists each word stands: a frozen table."""

    digest: str
    """The SHA-256 of its file."""
    names: int
    """How many names were counted."""
    counts: Mapping[str, int]
    """By word in plain letters; words that stand in few names are left out."""
