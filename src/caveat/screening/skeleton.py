"""The consonants of a word, with letters of one sound written alike."""

from __future__ import annotations

import re

from caveat.model.name import NameTables

_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")


class Skeletons:
    """Makes skeletons by the table of sounds: what romanisations of one name have in common."""

    def __init__(self, names: NameTables) -> None:
        rows = names.tables["sounds"].rows
        groups, first, letters = (
            dict([one.split("=") for one in rows[name]]) for name in ("groups", "first", "letters")
        )
        self._groups, self._first = groups, first
        self._keys = re.compile("|".join(sorted(map(re.escape, groups), key=lambda key: -len(key))))
        self._letters = str.maketrans(letters)

    def skeleton(self, word: str) -> str:
        """Return the consonant skeleton of a word in plain letters; empty for vowels only."""
        if word[:1] in self._first:
            word = self._first[word[:1]] + word[1:]
        text = self._keys.sub(lambda found: self._groups[found[0]], word).translate(self._letters)
        text = _DOUBLED.sub(r"\1", _VOWELS.sub("", text))
        return text[:-1] if len(text) > 2 and text.endswith("h") else text
