"""Parts a run of characters without spaces by the words that are known, the longest first."""

from __future__ import annotations

from collections.abc import Mapping

Texts = tuple[str, ...]
Part = tuple[str, Texts | None]
"""A part of the run, and its English where it is a known word."""


class Runs:
    """Parts runs by a table of words."""

    def __init__(self, words: Mapping[str, Texts]) -> None:
        self._words = words
        self._longest = max(map(len, words))

    def part(self, run: str) -> list[Part]:
        """Return the run in parts, in order; what is no known word stays whole between them."""
        parts: list[Part] = []
        start = at = 0
        while at < len(run):
            for length in range(min(self._longest, len(run) - at), 0, -1):
                english = self._words.get(run[at : at + length])
                if english is not None:
                    if start < at:
                        parts.append((run[start:at], None))
                    parts.append((run[at : at + length], english))
                    at += length
                    start = at
                    break
            else:
                at += 1
        if start < at:
            parts.append((run[start:at], None))
        return parts
