"""Arabic words that romanisation writes together or apart, made alike."""

from __future__ import annotations

from collections.abc import Sequence

from caveat.model.name import NameTables
from caveat.screening.characters import LONGEST_WORD

HOW = "Arabic words apart"
_SHORTEST = 3
"""Letters of a word that is left when what is joined to it is taken off."""
_SHORTEST_JOINED = 7
"""Letters of a word in which the article may be joined to another word."""
_VOWELS = frozenset("aeiouy")
Texts = tuple[str, ...]
Placed = tuple[str, int]
"""A text and the place of its word in the name."""


class Joins:
    """Writes the article and `abd` apart, and the name of God joined to the word before it."""

    def __init__(self, names: NameTables) -> None:
        rows = names.tables["joins"].rows
        self._article = frozenset(rows["article"])
        self._articles = self._article | frozenset(rows["assimilated"])
        self._stem = rows["servant"][0]
        self._servant = frozenset(rows["servant"])
        self._servants = tuple(sorted((one for one in rows["servant"]), key=len, reverse=True))
        self._god = frozenset(rows["god"])
        self._gods = tuple(sorted(rows["god"], key=len, reverse=True))
        self._starts = frozenset(one[:3] for one in rows["servant"])
        self._ends = frozenset(one[-3:] for one in rows["god"])
        self._god_spelled = rows["god_spelled"][0]
        self._servant_spelled = rows["servant_spelled"][0]
        self._kept = frozenset(rows["kept"])

    def concerns(self, text: str) -> bool:
        """Return whether a text may be one that is written together or apart."""
        return (
            text[:3] in self._starts
            or text[-3:] in self._ends
            or (len(text) >= _SHORTEST_JOINED and self._article_of(text) is not None)
        )

    def _article_of(self, text: str) -> str | None:
        if len(text) < _SHORTEST_JOINED or text in self._kept or text[2] in _VOWELS:
            return None
        return text[:2] if text[:2] in self._article else None

    def apart(self, placed: Sequence[Placed]) -> list[Placed]:
        """Return the texts of a name as they would stand if all were written alike."""
        found: list[Placed] = []
        for text, place in placed:
            if text in self._god and found and self._may_precede(found[-1][0]):
                before = found.pop()[0]
                stem = self._stem if before in self._servant else before
                found.append((stem + self._god_spelled, place))
            elif text in self._articles and found and found[-1][0] in self._servant:
                continue
            else:
                found.extend((one, place) for one in self._one(text))
        return [
            (self._servant_spelled if text in self._servant else text, place)
            for text, place in found
        ]

    def _may_precede(self, text: str) -> bool:
        fits = len(text) + len(self._god_spelled) <= LONGEST_WORD
        return fits and text.isalpha() and text not in self._articles

    def _one(self, text: str) -> Texts:
        if text in self._kept or text in self._servant or text in self._god:
            return (text,)
        for servant in self._servants:
            rest = text[len(servant) :]
            if (
                text.startswith(servant)
                and len(rest) >= _SHORTEST
                and servant != self._servants[-1]
            ):
                return (servant, rest)
        article = self._article_of(text)
        if article is not None:
            return (article, text[2:])
        for god in self._gods:
            if text.endswith(god) and len(text) - len(god) >= _SHORTEST:
                return (text[: -len(god)] + self._god_spelled,)
        return (text,)
