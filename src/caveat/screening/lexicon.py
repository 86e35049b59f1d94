"""Words of business and state in their own language, and what they are called in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from caveat.model.name import NameTable

Texts = tuple[str, ...]


def by_native(table: NameTable) -> dict[str, Texts]:
    """Return the rows of a table of words the other way round: native word to English words."""
    return {
        native: tuple(english.split())
        for english, natives in table.rows.items()
        for native in natives
    }


class Stems:
    """Finds a word by its stem and one of the endings of the language."""

    def __init__(
        self,
        words: Mapping[str, Texts],
        endings: Iterable[str],
        *,
        trimmed_after: Iterable[str] = (),
        shortest: int = 1,
    ) -> None:
        self._words = {stem: texts for stem, texts in words.items() if len(stem) >= shortest}
        self._endings = frozenset({"", *endings})
        self._longest = max(map(len, self._endings))
        self._trimmed_after = tuple(trimmed_after)
        self._shortest = shortest
        self._starts = frozenset(stem[:shortest] for stem in self._words)

    @classmethod
    def written(
        cls,
        words: Mapping[str, Texts],
        endings: Iterable[str],
        write: Callable[[str], str],
        *,
        shortest: int,
    ) -> Stems:
        """Return the same for words that were written in other letters."""
        found: dict[str, Texts] = {}
        for stem, texts in words.items():
            found.setdefault(write(stem), texts)
        return cls(found, (write(one) for one in endings), shortest=shortest)

    def may_have(self, word: str) -> bool:
        """Return whether a word starts as a stem does, which is quickly told."""
        return word[: self._shortest] in self._starts

    def find(self, word: str) -> Texts | None:
        """Return the English of a word, by its longest stem; None where it is not known."""
        for cut in range(min(self._longest, len(word) - 1) + 1):
            end = len(word) - cut
            if word[end:] in self._endings and word[:end] in self._words:
                return self._words[word[:end]]
        return None

    def trim(self, word: str) -> str | None:
        """Return an adjective of a place without its ending; None for any other word."""
        for cut in range(1, min(self._longest, len(word) - 1) + 1):
            end = len(word) - cut
            if word[end:] in self._endings and word[:end].endswith(self._trimmed_after):
                return word[:end]
        return None
