"""From the characters of a name to its words: what is a letter, what parts words, what is nothing.

Compatibility forms become plain (NFKC). Characters that cannot be seen, such as zero-width
joiners and marks of direction, vanish; control characters, punctuation and pictures part words.
"""

from __future__ import annotations

import unicodedata

from caveat.model.name import Script

LONGEST_NAME = 8192
"""Characters of a name that are read."""
LONGEST_WORD = 64
"""Characters of a word, and letters of a token, that are read."""
APOSTROPHES = frozenset("'`´ʹʺʻʼʽʾʿˈˊˋ‘’‛′＇‚׳״")
"""What may stand in a word without parting it."""

_SCRIPTS = (
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0530, 0x058F, Script.ARMENIAN),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x10A0, 0x10FF, Script.GEORGIAN),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1C90, 0x1CBF, Script.GEORGIAN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2000, 0x2BFF, Script.LATIN),
    (0x2C60, 0x2C7F, Script.LATIN),
    (0x2D00, 0x2D2F, Script.GEORGIAN),
    (0x2DE0, 0x2DFF, Script.CYRILLIC),
    (0x3005, 0x3007, Script.HAN),
    (0x3040, 0x30FF, Script.KANA),
    (0x3130, 0x318F, Script.HANGUL),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x9FFF, Script.HAN),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xA720, 0xA7FF, Script.LATIN),
    (0xAC00, 0xD7FF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0x20000, 0x3FFFF, Script.HAN),
)
"""Blocks of the Unicode Standard, first and last code point, that one script has."""
_MARKED = frozenset({Script.LATIN, Script.CYRILLIC, Script.GREEK, Script.ARABIC, Script.HEBREW})
"""Scripts in which a combining mark adds nothing that is compared."""


class _ScriptOf(dict[str, Script]):
    """The script of each character, found out when it is first met."""

    def __missing__(self, character: str) -> Script:
        code = ord(character)
        found = Script.LATIN if code < 0x0370 else Script.OTHER
        for first, last, script in _SCRIPTS:
            if first <= code <= last:
                found = script
        self[character] = found
        return found


_SCRIPT_OF = _ScriptOf()


def script_of(character: str) -> Script:
    """Return the script of a character; what no block names is Latin below U+0370, else other."""
    return _SCRIPT_OF[character]


def only_script(word: str) -> Script | None:
    """Return the script of all characters of a word; None where there are several."""
    # The hash of a member of an enumeration is slow, so that no set of scripts is made.
    first = _SCRIPT_OF[word[0]]
    for character in word:
        if _SCRIPT_OF[character] is not first:
            return None
    return first


class _Separators(dict[int, str]):
    """What each character becomes before words are parted; found out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in APOSTROPHES or category[0] in "LN":
            found = character
        elif category[0] == "M":
            found = "" if _is_idle_mark(character) else character
        elif category == "Cf":
            found = ""
        elif character == "&":
            found = " and "
        elif character == "=":
            found = " ="
        else:
            found = " "
        self[code] = found
        return found


def _is_idle_mark(character: str) -> bool:
    """Return whether a mark belongs to a script whose letters are compared without marks."""
    code = ord(character)
    return code < 0x0370 or script_of(character) in _MARKED or 0x1AB0 <= code <= 0x20FF


_SEPARATORS = _Separators()
_PLAIN = bytes(
    ord(one) if one.isalnum() or one in "'`" else ord(" ") for one in map(chr, range(256))
)
"""The same for ASCII, as a table of bytes, which is many times quicker; not for & and =."""


def words_of(name: str) -> tuple[list[str], bool]:
    """Return the words of a name as they stand, and whether some of it was too long to be read."""
    cut = len(name) > LONGEST_NAME
    if cut:
        name = name[:LONGEST_NAME]
    if name.isascii() and "&" not in name and "=" not in name:
        words = name.encode("ascii").translate(_PLAIN).decode("ascii").split()
    else:
        words = unicodedata.normalize("NFKC", name).translate(_SEPARATORS).split()
    if len(name) > LONGEST_WORD and any(len(word) > LONGEST_WORD for word in words):
        return [word[:LONGEST_WORD] for word in words], True
    return words, cut
