"""Words as they look in print, with letters that look alike written alike."""

from __future__ import annotations

import re

from caveat.model.name import NameTables


class Shapes:
    """Makes shapes by the table of letters that look alike."""

    def __init__(self, names: NameTables) -> None:
        rows = names.tables["shapes"].rows
        groups, letters = (
            dict([one.split("=") for one in rows[name]]) for name in ("groups", "letters")
        )
        self._groups = groups
        self._keys = re.compile("|".join(map(re.escape, groups)))
        self._letters = str.maketrans(letters)

    def shape(self, word: str) -> str:
        """Return the shape of a word in plain letters."""
        return self._keys.sub(lambda found: self._groups[found[0]], word).translate(self._letters)
