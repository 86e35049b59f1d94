"""Words in Cyrillic letters, by the letters of their language and by what they mean."""

from __future__ import annotations

import re

from caveat.model.name import NameTables, Script
from caveat.screening.characters import APOSTROPHES
from caveat.screening.forms import TRANSLATED, Forms, Texts
from caveat.screening.letters import Letters, plain
from caveat.screening.lexicon import Stems, by_native

LANGUAGES = ("russian", "ukrainian", "belarusian", "bulgarian", "serbian")
_PLACES = ("ск", "цк")
"""How the stem of an adjective of a place ends, which English makes the name of the place."""
_LATIN = re.compile("[A-Za-z]")
_SHORTEST_LATIN = 5
"""Letters of a stem that is looked for in words that are already romanised."""
_SPARE = str.maketrans("", "", "".join(APOSTROPHES))


class Cyrillic:
    """Reads words in Cyrillic letters."""

    def __init__(self, names: NameTables) -> None:
        tables = names.tables
        more = tables["letters.cyrillic_other"]
        self._letters = {one: Letters(tables[f"letters.{one}"], more) for one in LANGUAGES}
        pairs = tables["letters.lookalikes"].rows
        self._to_cyrillic = str.maketrans({key: row[0] for key, row in pairs.items()})
        self._to_latin = str.maketrans({row[0]: key for key, row in pairs.items()})
        words = by_native(tables["words.russian"])
        endings = [one for group in tables["endings.russian"].rows.values() for one in group]
        self._stems = Stems(words, endings, trimmed_after=_PLACES)
        self._short = by_native(tables["words.russian_short"])
        russian = self._letters["russian"]
        self.romanised = Stems.written(
            words, endings, lambda one: plain(russian.write(one)), shortest=_SHORTEST_LATIN
        )
        """The same stems in Latin letters."""

    def unmixed(self, word: str) -> str:
        """Return a word in which letters of the other alphabet that look alike are exchanged."""
        latin = len(_LATIN.findall(word))
        if not latin:
            return word
        cyrillic = sum("\u0400" <= one <= "\u052f" for one in word)
        return word.translate(self._to_cyrillic if cyrillic >= latin else self._to_latin)

    def read(self, word: str, language: str) -> Forms:
        """Return the forms of a word in small letters; a language of another script is Russian."""
        word = word.translate(_SPARE)
        letters = self._letters.get(language) or self._letters["russian"]
        main = (plain(letters.write(word)),)
        others: list[tuple[str, Texts]] = []
        english = self._short.get(word) or self._stems.find(word)
        if english is not None:
            others.append((TRANSLATED, english))
        russian = self._letters["russian"]
        if letters is not russian:
            others.append((russian.how, (plain(russian.write(word)),)))
        trimmed = self._stems.trim(word)
        return Forms(
            main,
            letters.how,
            Script.CYRILLIC,
            tuple(others),
            None if trimmed is None else (plain(letters.write(trimmed)),),
        )
