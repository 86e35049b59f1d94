"""Names in Chinese characters and in kana: pinyin, and the readings that surnames have abroad."""

from __future__ import annotations

import re
from collections.abc import Mapping

from caveat.model.name import NameTable, NameTables, Script
from caveat.screening.characters import script_of
from caveat.screening.forms import Forms, Texts
from caveat.screening.letters import plain
from caveat.screening.lexicon import by_native
from caveat.screening.runs import Part, Runs

_GIVEN = range(1, 3)
"""Characters of a Chinese given name."""
_CONSONANTS = re.compile("[^aeiou]*")
_JAPANESE = range(3, 6)
"""Characters of a Japanese name of a person."""


class Chinese:
    """Reads runs of Han characters and kana."""

    def __init__(self, names: NameTables) -> None:
        tables = names.tables
        words = {
            **by_native(tables["words.japanese"]),
            **by_native(tables["words.chinese_places"]),
            **by_native(tables["words.chinese"]),
        }
        self._runs = Runs(words)
        self._characters = {key: row[0] for key, row in tables["letters.chinese"].rows.items()}
        self._surnames = _inverse(tables["surnames.chinese"])
        self._cantonese = _inverse(tables["surnames.cantonese"])
        self._japanese = _inverse(tables["surnames.japanese"])
        self._syllables = {key: row[0] for key, row in tables["syllables.wade_giles"].rows.items()}

    def read(self, run: str) -> Forms:
        """Return the forms of a run of Han characters or kana."""
        parts = self._runs.part(run)
        if all(english is None for _, english in parts):
            person = self._person(run)
            if person is not None:
                return person
        readings = [
            ("pinyin", self._texts(parts)),
            ("pinyin, by syllables", self._syllables_of(parts)),
            ("pinyin, nothing translated", (self._joined(run),)),
            *self._japanese_of(run),
        ]
        script = Script.KANA if any(script_of(one) is Script.KANA for one in run) else Script.HAN
        return Forms(readings[0][1], readings[0][0], script, tuple(readings[1:]))

    def _person(self, run: str) -> Forms | None:
        for length in (2, 1):
            surname, given = run[:length], run[length:]
            if surname in self._surnames and len(given) in _GIVEN:
                break
        else:
            return None
        family, first = self._surnames[surname], tuple(self._character(one) for one in given)
        readings = [
            ("pinyin", (family, "".join(first))),
            ("pinyin, by syllables", (family, *first)),
            ("Wade-Giles", tuple(map(self._wade_giles, (family, *first)))),
        ]
        if surname in self._cantonese:
            readings.append(("surname as in Hong Kong", (self._cantonese[surname], *first)))
        readings.extend(self._japanese_of(run))
        return Forms(readings[0][1], readings[0][0], Script.HAN, tuple(readings[1:]))

    def _japanese_of(self, run: str) -> list[tuple[str, Texts]]:
        if len(run) not in _JAPANESE:
            return []
        for length in (3, 2):
            surname = self._japanese.get(run[:length])
            if surname is not None and len(run) > length:
                return [("surname as in Japan", (surname, self._joined(run[length:])))]
        return []

    def _texts(self, parts: list[Part]) -> Texts:
        found: list[str] = []
        for native, english in parts:
            found.extend(english if english is not None else (self._joined(native),))
        return tuple(found)

    def _syllables_of(self, parts: list[Part]) -> Texts:
        found: list[str] = []
        for native, english in parts:
            found.extend(english if english is not None else map(self._character, native))
        return tuple(found)

    def _joined(self, run: str) -> str:
        return "".join(map(self._character, run))

    def _character(self, character: str) -> str:
        return self._characters.get(character) or plain(character)

    def _wade_giles(self, syllable: str) -> str:
        whole = self._syllables.get(syllable)
        if whole is not None:
            return whole
        start = _CONSONANTS.match(syllable)
        assert start is not None
        first, end = start[0], syllable[start.end() :]
        return self._syllables.get(f"^{first}", first) + self._syllables.get(f"{end}$", end)


def _inverse(table: NameTable) -> Mapping[str, str]:
    return {native: text for text, natives in table.rows.items() for native in natives}
