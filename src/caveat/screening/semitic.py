"""Words in Arabic and Hebrew letters, which leave most vowels unwritten."""

from __future__ import annotations

from collections.abc import Mapping

from caveat.model.name import NameTable, NameTables, Script
from caveat.screening.characters import APOSTROPHES
from caveat.screening.forms import TRANSLATED, Forms, Texts
from caveat.screening.letters import Letters, plain
from caveat.screening.lexicon import by_native

PERSIAN = "persian"
_SPARE = str.maketrans("", "", "".join(APOSTROPHES) + "ـ")
_SHORTEST_AFTER_PREFIX = 2
"""Letters of a word that what is written before it without a space may be taken off."""


class Arabic:
    """Reads words in Arabic letters, of whatever language."""

    def __init__(self, names: NameTables) -> None:
        tables = names.tables
        self._fold = Letters(tables["letters.arabic_folding"])
        self._arabic = Letters(tables["letters.arabic"], tables["letters.persian"])
        self._persian = Letters(tables["letters.persian"])
        self._dari = Letters(tables["letters.dari"])
        self._names = {key: (text,) for key, text in self._folded(tables["names.arabic"]).items()}
        words = {**by_native(tables["words.persian"]), **by_native(tables["words.arabic"])}
        self._words = {self._fold.write(native): texts for native, texts in words.items()}
        self._prefixes = sorted(
            tables["prefixes"].rows.items(), key=lambda row: (-len(row[0]), row[0])
        )

    def _folded(self, table: NameTable) -> Mapping[str, str]:
        return {
            self._fold.write(native): text
            for text, natives in table.rows.items()
            for native in natives
        }

    def read(self, word: str, language: str) -> Forms:
        """Return the forms of a word; of no known language it is Arabic."""
        letters = self._persian if language == PERSIAN else self._arabic
        word = word.translate(_SPARE)
        prefix, rest = self._parted(word)
        key = self._fold.write(rest)
        known = self._names.get(key)
        main = (*prefix, *(known or (plain(letters.write(rest)),)))
        others: list[tuple[str, Texts]] = []
        english = self._words.get(key)
        if english is not None:
            others.append((TRANSLATED, english))
        second = (*prefix, *(known or (plain(self._dari.write(rest)),)))
        if second != main:
            others.append((self._dari.how, second))
        return Forms(main, letters.how, Script.ARABIC, tuple(others))

    def _parted(self, word: str) -> tuple[Texts, str]:
        """Return what is written before the word without a space, and the word."""
        key = self._fold.write(word)
        if key in self._names or key in self._words:
            return (), word
        for native, texts in self._prefixes:
            if key.startswith(native) and len(key) - len(native) >= _SHORTEST_AFTER_PREFIX:
                return texts, word[-(len(key) - len(native)) :]
        return (), word


class Hebrew:
    """Reads words in Hebrew letters."""

    def __init__(self, names: NameTables) -> None:
        tables = names.tables
        self._soft = Letters(tables["letters.hebrew"])
        self._hard = Letters(tables["letters.hebrew_hard"])
        self._words = by_native(tables["words.hebrew"])

    def read(self, word: str) -> Forms:
        """Return the forms of a word."""
        word = word.translate(_SPARE)
        main = (plain(self._soft.write(word)),)
        others: list[tuple[str, Texts]] = []
        english = self._words.get(word)
        if english is not None:
            others.append((TRANSLATED, english))
        second = (plain(self._hard.write(word)),)
        if second != main:
            others.append((self._hard.how, second))
        return Forms(main, self._soft.how, Script.HEBREW, tuple(others))
