"""Words in Latin letters, and in alphabets that need no more than a table."""

from __future__ import annotations

import re
import unicodedata

from caveat.model.name import NameTables, Script
from caveat.screening.characters import APOSTROPHES
from caveat.screening.forms import AS_WRITTEN, TRANSLATED, Forms, Texts
from caveat.screening.letters import Letters, plain
from caveat.screening.lexicon import Stems, by_native

_SPARE = str.maketrans("", "", "".join(APOSTROPHES))


class Latin:
    """Reads words in Latin letters."""

    def __init__(self, names: NameTables, romanised: Stems) -> None:
        tables = names.tables
        self._letters = Letters(tables["letters.latin"])
        self._umlaut = Letters(tables["letters.umlaut"])
        self._back = Letters(tables["letters.umlaut_back"])
        self._pairs = re.compile("|".join(tables["letters.umlaut_back"].rows))
        self._words = by_native(tables["words.latin"])
        self._romanised = romanised

    def may_differ(self, text: str) -> bool:
        """Return whether a word in plain letters may have more than one reading."""
        return (
            self._romanised.may_have(text)
            or text in self._words
            or self._pairs.search(text) is not None
        )

    def read(self, word: str) -> Forms:
        """Return the forms of a word in small letters."""
        word = word.translate(_SPARE)
        others: list[tuple[str, Texts]] = []
        text = word
        if not word.isascii():
            text = self._bare(word)
            spelled = self._bare("".join(self._umlaut.key(one) or one for one in word))
            if spelled != text:
                others.append((self._umlaut.how, (spelled,)))
        text = plain(text)
        if self._pairs.search(text):
            others.append((self._back.how, (self._back.write(text),)))
        english = self._words.get(text) or self._romanised.find(text)
        if english is not None and english != (text,):
            others.append((TRANSLATED, english))
        return Forms((text,), AS_WRITTEN, Script.LATIN, tuple(others))

    def _bare(self, word: str) -> str:
        """Return a word without accents, each letter that is no letter with an accent by table."""
        parted = unicodedata.normalize("NFD", self._letters.write(word))
        return plain("".join(one for one in parted if not unicodedata.combining(one)))


class Alphabet:
    """Reads words of a script by one table of letters."""

    def __init__(self, names: NameTables, script: Script) -> None:
        self._letters = Letters(names.tables[f"letters.{script.value}"])
        self._script = script

    def read(self, word: str) -> Forms:
        """Return the forms of a word in small letters; accents are left out."""
        parted = unicodedata.normalize("NFD", word)
        bare = "".join(one for one in parted if not unicodedata.combining(one))
        return Forms((plain(self._letters.write(bare)),), self._letters.how, self._script)
