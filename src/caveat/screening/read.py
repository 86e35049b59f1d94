"""Reads a name: its words in plain letters, and the other ways in which it can be read.

A reading depends on the name and on frozen tables alone, never on a list, so that the same name
is read alike whatever it is compared with. Nothing raises, whatever the name has in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from caveat.model.name import Kind, NameTables, Reading, Script, Token
from caveat.screening.characters import LONGEST_WORD, only_script, script_of, words_of
from caveat.screening.cyrillic import LANGUAGES, Cyrillic
from caveat.screening.forms import AS_WRITTEN, TRANSLATED, Forms, Texts
from caveat.screening.han import Chinese
from caveat.screening.hangul import Korean
from caveat.screening.joins import HOW, Joins
from caveat.screening.latin import Alphabet, Latin
from caveat.screening.legal import LegalForms
from caveat.screening.letters import plain
from caveat.screening.semitic import Arabic, Hebrew

MOST_TOKENS = 64
"""Tokens of a reading; the rest of a longer name takes no part."""
MOST_READINGS = 8
"""Readings of a name, the main one among them."""
REMEMBERED = 65_536
"""Words of a language whose forms are kept; when there are more, all are found out anew."""

Parts = tuple[tuple[str, Kind], ...]
"""The texts of a word, each with its kind."""
SPELLED = "initials, no legal form"
_RUNS = {Script.HAN: Script.HAN, Script.KANA: Script.HAN, Script.HANGUL: Script.HANGUL}
"""Scripts that are read apart from what stands beside them without a space."""
_TOLD = re.compile("[\u0400-\u052f\u0600-\u06ff]")
"""Letters of the scripts whose language is told: Cyrillic and Arabic."""
_NONE: Mapping[str, Parts] = {}
_NEW = tuple.__new__
"""Makes a named tuple of its fields without looking at their names, which is twice as quick."""


class _Word(NamedTuple):
    """All that a word can be read as."""

    parts: Parts
    others: Mapping[str, Parts]
    trimmed: Parts | None
    """What stands for it in a translation of the name when the word itself has none."""
    script: Script
    how: str
    is_simple: bool
    """Whether it is Latin, has one reading, and neither starts a legal form nor is ever joined."""
    is_joined: bool
    """Whether a text of it may be one that others write joined or apart."""
    is_cut: bool
    """Whether a text of it was too long."""


class NameReader:
    """Reads names with one edition of the tables."""

    def __init__(self, names: NameTables) -> None:
        self.version = names.version
        self._cyrillic = Cyrillic(names)
        self._latin = Latin(names, self._cyrillic.romanised)
        self._arabic, self._hebrew = Arabic(names), Hebrew(names)
        self._korean, self._chinese = Korean(names), Chinese(names)
        alphabets = (Script.GREEK, Script.GEORGIAN, Script.ARMENIAN)
        self._alphabets = {one: Alphabet(names, one) for one in alphabets}
        self._patterns: dict[bool, list[tuple[str, re.Pattern[str]]]] = {True: [], False: []}
        for language, row in names.tables["patterns"].rows.items():
            pattern = re.compile("|".join(row))
            self._patterns[language in LANGUAGES].append((language, pattern))
        particles = names.tables["particles"].rows.values()
        self._particles = frozenset(one for row in particles for one in row)
        self._joins = Joins(names)
        self._classes: frozenset[str] = frozenset()
        self._legal = LegalForms(names, self._main_texts)
        self._classes = self._legal.classes
        self._marked = self._particles | self._legal.first
        self._known: dict[str, dict[str, _Word]] = {}

    def read(self, name: str) -> tuple[Reading, ...]:
        """Return the readings of a name, the main one first; empty without letters or digits.

        Each reading has other texts than those before it.
        """
        words, cut = words_of(name)
        if len(words) > MOST_TOKENS:
            words, cut = words[:MOST_TOKENS], True
        language = "" if name.isascii() else self._language(name.lower())
        known = self._known.get(language) or self._new(language)
        tokens: list[Token] = []
        found: list[_Word] = []
        simple = True
        for place, word in enumerate(words):
            one = known.get(word) or self._word(word, language)
            found.append(one)
            for text, kind in one.parts:
                tokens.append(_NEW(Token, (text, kind, word, place)))
            if not one.is_simple:
                simple = False
        if not tokens:
            return ()
        if simple:
            return (_NEW(Reading, (tuple(tokens), Script.LATIN, AS_WRITTEN, cut)),)
        return self._all(tokens, words, found, cut)

    def _all(
        self, main: list[Token], natives: Sequence[str], words: Sequence[_Word], cut: bool
    ) -> tuple[Reading, ...]:
        script, how = next(
            ((one.script, one.how) for one in words if one.script is not Script.LATIN),
            (Script.LATIN, AS_WRITTEN),
        )
        cut = cut or any(one.is_cut for one in words)
        first, texts, legal = self._folded(main)
        readings = [Reading(first, script, how, cut or len(main) > MOST_TOKENS)]
        seen = {texts}
        for how, tokens, spelled in self._more(main, natives, words, legal):
            folded, texts, _ = self._folded(tokens, spelled=spelled)
            if folded and texts not in seen:
                seen.add(texts)
                reading = (folded, script, how, cut or len(tokens) > MOST_TOKENS)
                readings.append(_NEW(Reading, reading))
                if len(readings) == MOST_READINGS:
                    break
        return tuple(readings)

    def _more(
        self, main: list[Token], natives: Sequence[str], words: Sequence[_Word], legal: Set[int]
    ) -> Iterator[tuple[str, list[Token], bool]]:
        """Yield other ways to read a name, and whether letters alone may be a legal form there."""
        for how, tokens in self._others(natives, words, legal):
            yield how, tokens, True
        if any(one.is_joined for one in words):
            placed = self._joins.apart([(token.text, token.place) for token in main])
            apart = [Token(text, self._kind(text), natives[at], at) for text, at in placed]
            yield HOW, apart, True
        if legal and any(len(token.text) == 1 and token.place in legal for token in main):
            yield SPELLED, main, False

    def _others(
        self, natives: Sequence[str], words: Sequence[_Word], legal: Set[int]
    ) -> Iterator[tuple[str, list[Token]]]:
        """Yield the name in each way in which a word of it has a reading of its own."""
        for how in dict.fromkeys([how for one in words for how in one.others]):
            tokens: list[Token] = []
            for place, one in enumerate(words):
                parts = one.parts
                if place not in legal:
                    spare = one.trimmed if how == TRANSLATED else None
                    parts = one.others.get(how, spare or parts)
                for text, kind in parts:
                    tokens.append(_NEW(Token, (text, kind, natives[place], place)))
            yield how, tokens

    def _folded(
        self, tokens: list[Token], *, spelled: bool = True
    ) -> tuple[tuple[Token, ...], Texts, Set[int]]:
        """Return tokens with each legal form as one, their texts, and the places of forms."""
        tokens = tokens[:MOST_TOKENS]
        texts = tuple([token[0] for token in tokens])
        if self._legal.first.isdisjoint(texts):
            return tuple(tokens), texts, frozenset()
        spans = self._legal.find(texts, spelled=spelled)
        folded: list[Token] = []
        places: set[int] = set()
        done = 0
        for start, length, form in spans:
            taken = tokens[start : start + length]
            native = " ".join({token.place: token.native for token in taken}.values())
            folded += tokens[done:start]
            folded.append(Token(form, Kind.LEGAL, native, taken[0].place))
            done = start + length
            places.update([token.place for token in taken if token.text != form])
        folded += tokens[done:]
        return tuple(folded), tuple([token[0] for token in folded]), places

    def _kind(self, text: str) -> Kind:
        if len(text) == 1 and text.isalpha():
            return Kind.INITIAL
        if text in self._particles:
            return Kind.PARTICLE
        return Kind.NUMBER if text.isdigit() else Kind.WORD

    def _language(self, name: str) -> str:
        told = _TOLD.search(name)
        if told is None:
            return ""
        for language, pattern in self._patterns[script_of(told[0]) is Script.CYRILLIC]:
            if pattern.search(name):
                return language
        return ""

    def _main_texts(self, words: str) -> list[str]:
        return [text for word in words_of(words)[0] for text in _cut(self._read(word, "").texts)]

    def _new(self, language: str) -> dict[str, _Word]:
        return self._known.setdefault(language, {})

    def _word(self, native: str, language: str) -> _Word:
        """Return all that a word can be read as, and remember it."""
        known = self._known[language]
        if len(known) >= REMEMBERED:
            known.clear()
        if native.isascii() and native.isalpha() and not self._is_special(native.lower()):
            parts = ((native.lower(), Kind.WORD),)
            word = _NEW(_Word, (parts, _NONE, None, Script.LATIN, AS_WRITTEN, True, False, False))
        else:
            word = self._special(self._read(native, language))
        known[native] = word
        return word

    def _is_special(self, text: str) -> bool:
        """Return whether a word in plain letters may be more than a word with one reading."""
        return (
            text in self._marked
            or self._latin.may_differ(text)
            or self._joins.concerns(text)
            or len(text) == 1
        )

    def _special(self, forms: Forms) -> _Word:
        parts = self._parts(forms.texts)
        joined = any(self._joins.concerns(text) for text, _ in parts)
        starts = any(text in self._legal.first for text, _ in parts)
        latin = forms.script is Script.LATIN
        cut = any(len(text) > LONGEST_WORD for text in forms.texts)
        return _Word(
            parts,
            {how: self._parts(texts) for how, texts in forms.others},
            None if forms.trimmed is None else self._parts(forms.trimmed),
            forms.script,
            forms.how,
            latin and not (forms.others or joined or starts or cut),
            joined,
            cut,
        )

    def _parts(self, texts: Texts) -> Parts:
        return tuple([(text, self._kind(text)) for text in _cut(texts)])

    def _read(self, word: str, language: str) -> Forms:
        if word.isascii():
            if word.lower() in self._classes:
                return Forms((word.lower(),), AS_WRITTEN, Script.LATIN)
            return self._latin.read(word.lower())
        script = only_script(word)
        if script is not None:
            return self._run(word, script, language)
        runs = ["".join(run) for _, run in groupby(word, lambda one: _RUNS.get(script_of(one)))]
        return _chained([self._run(run, _main_script(run), language) for run in runs])

    def _run(self, run: str, script: Script, language: str) -> Forms:
        match script:
            case Script.HAN | Script.KANA:
                return self._chinese.read(run)
            case Script.HANGUL:
                return self._korean.read(run)
            case Script.ARABIC:
                return self._arabic.read(run, language)
            case Script.HEBREW:
                return self._hebrew.read(run)
            case Script.CYRILLIC:
                unmixed = self._cyrillic.unmixed(run)
                if unmixed is not run and _main_script(unmixed) is Script.LATIN:
                    return self._latin.read(unmixed.lower())
                return self._cyrillic.read(unmixed.lower(), language)
            case Script.LATIN:
                return self._latin.read(run.lower())
            case Script.OTHER:
                return Forms((plain(run),), "anyascii", script)
        return self._alphabets[script].read(run.lower())


def _main_script(run: str) -> Script:
    return next((one for one in map(script_of, run) if one is not Script.LATIN), Script.LATIN)


def _chained(runs: Sequence[Forms]) -> Forms:
    """Return the forms of runs that stand beside each other without a space."""
    if len(runs) == 1:
        return runs[0]
    foreign = next((one for one in runs if one.script is not Script.LATIN), runs[0])
    hows = dict.fromkeys(how for one in runs for how, _ in one.others)
    others = tuple(
        (how, tuple(text for one in runs for text in dict(one.others).get(how, one.texts)))
        for how in hows
    )
    texts = tuple(text for one in runs for text in one.texts)
    return Forms(texts, foreign.how, foreign.script, others)


def _cut(texts: Texts) -> Texts:
    return tuple(text[:LONGEST_WORD] for text in texts if text)
