"""Letters of a script written in plain letters, by a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from anyascii import anyascii

from caveat.model.name import NameTable

_NOT_PLAIN = re.compile("[^a-z0-9]+")


class Letters:
    """Writes words by one table: the longest key first, `^` and `$` at start and end of a word."""

    def __init__(self, table: NameTable, *others: NameTable) -> None:
        self.how = table.how
        rows = {key: value[0] for one in (*others, table) for key, value in one.rows.items()}
        self._rows = {**rows, "^": "", "$": ""}
        self._single: Mapping[int, str] | None = None
        if all(len(key) == 1 for key in rows):
            self._single = {ord(key): value for key, value in rows.items()}
        else:
            keys = sorted(self._rows, key=lambda key: (-len(key), key))
            self._keys = re.compile("|".join(map(re.escape, keys)))

    def key(self, key: str) -> str:
        """Return what a key of the table is written as; empty for one that it does not have."""
        return self._rows.get(key, "")

    def write(self, word: str) -> str:
        """Return a word in small letters with the letters of the table replaced."""
        if self._single is not None:
            return word.translate(self._single)
        return self._keys.sub(self._written, f"^{word}$")

    def _written(self, found: re.Match[str]) -> str:
        return self._rows[found[0]]


def plain(text: str) -> str:
    """Return a text in small letters a to z and digits, whatever it had; it may be empty."""
    if text.isascii():
        if text.isalnum() and text.islower():
            return text
    else:
        text = anyascii(text)
    return _NOT_PLAIN.sub("", text.lower())
