"""Korean names: syllables to their letters, and letters by three systems."""

from __future__ import annotations

from caveat.model.name import NameTables, Script
from caveat.screening.forms import Forms, Texts
from caveat.screening.letters import Letters, plain
from caveat.screening.lexicon import by_native
from caveat.screening.runs import Runs

_FIRST = 0xAC00
_LAST = 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SONORANT = frozenset(["", "ㄴ", "ㅁ", "ㅇ", "ㄹ", "ㄶ", "ㅀ"])
"""Finals after which an initial is voiced."""
_PERSON = range(2, 5)
"""Syllables of the name of a person: one for the family, one to three for the given name."""


class Korean:
    """Reads runs of Hangul."""

    def __init__(self, names: NameTables) -> None:
        tables = names.tables
        self._runs = Runs(by_native(tables["words.korean"]))
        self._systems = [
            Letters(tables[f"letters.korean_{one}"]) for one in ("north", "mccune", "revised")
        ]
        self._surnames = {
            native: text
            for text, natives in tables["surnames.korean"].rows.items()
            for native in natives
        }

    def read(self, run: str) -> Forms:
        """Return the forms of a run of Hangul, surname first where it looks like a person."""
        parts = self._runs.part(run)
        if len(parts) == 1 and parts[0][1] is None and len(run) in _PERSON:
            return self._person(run)
        readings = [
            (letters.how, self._texts(parts, letters, translate=True)) for letters in self._systems
        ]
        if any(english is not None for _, english in parts):
            how = f"{self._systems[0].how}, nothing translated"
            readings.append((how, self._texts(parts, self._systems[0], translate=False)))
        return _forms(readings)

    def _person(self, run: str) -> Forms:
        north, mccune, revised = self._systems
        surname = self._surnames.get(run[0])
        readings = [
            (f"{one.how}, by syllables", tuple(_joined(syllable, one) for syllable in run))
            for one in (north, mccune, revised)
        ]
        if surname is not None:
            texts = readings[0][1]
            readings[0] = (readings[0][0], (surname, *texts[1:]))
        given = [(one.how, (_joined(run[0], one), _joined(run[1:], one))) for one in self._systems]
        if surname is not None:
            given[0] = (given[0][0], (surname, given[0][1][1]))
        return _forms([*readings, *given])

    @staticmethod
    def _texts(
        parts: list[tuple[str, Texts | None]], letters: Letters, *, translate: bool
    ) -> Texts:
        found: list[str] = []
        for native, english in parts:
            if english is not None and translate:
                found.extend(english)
            else:
                found.append(_joined(native, letters))
        return tuple(found)


def _forms(readings: list[tuple[str, Texts]]) -> Forms:
    how, texts = readings[0]
    return Forms(texts, how, Script.HANGUL, tuple(readings[1:]))


def _joined(run: str, letters: Letters) -> str:
    """Return a run of syllables as one word, each initial voiced where it stands between voices."""
    written: list[str] = []
    voiced = False
    for syllable in run:
        code = ord(syllable)
        if not _FIRST <= code <= _LAST:
            written.append(plain(syllable))
            voiced = False
            continue
        initial, rest = divmod(code - _FIRST, len(_MEDIALS) * (len(_FINALS) + 1))
        medial, final = divmod(rest, len(_FINALS) + 1)
        last = _FINALS[final - 1] if final else ""
        start = _INITIALS[initial] if voiced else f"^{_INITIALS[initial]}"
        written.append(
            letters.key(start)
            + letters.key(_MEDIALS[medial])
            + (letters.key(f"{last}$") if last else "")
        )
        voiced = last in _SONORANT
    return "".join(written)
