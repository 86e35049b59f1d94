"""How alike two words are, and why. A pure function of both words, the same in both directions."""

from __future__ import annotations

from enum import Enum

from caveat.screening.engine.numbers import Numbers
from caveat.screening.engine.phrase import Word

FURTHEST = 3
"""Letters by which words of one sound may differ in length."""


class Relation(Enum):
    """How two words, or a word and two neighbours, stand to each other."""

    SAME = "same"
    ONE_LETTER = "one_letter"
    TWO_LETTERS = "two_letters"
    SHAPE = "shape"
    SOUND = "sound"
    ROMANISATION = "romanisation"
    VARIANT = "variant"
    JOINED = "joined"
    INITIAL = "initial"


def edits_at(length: int) -> int:
    """Return how many edits are forgiven in a word of so many letters."""
    return 0 if length < 3 else 1 if length < 6 else 2


def skeleton_edits_at(length: int) -> int:
    """Return how many edits are forgiven in a skeleton of so many letters."""
    return 0 if length < 4 else 1


def distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance: edits and swaps of neighbours, each once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        after = [i]
        for j, against in enumerate(other, 1):
            best = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, before[j - 2] + 1)
            after.append(best)
        before, row = row, after
    return row[-1]


def similarity(one: Word, other: Word, numbers: Numbers) -> tuple[int, Relation]:
    """Return the similarity in thousandths, 0 if they are not compared, and the reason for it.

    The best of four ways counts: by letters, by shape, by sound, by groups of variants.
    """
    if one.text == other.text:
        return 1000, Relation.SAME
    if not (one.is_fuzzy and other.is_fuzzy):
        return 0, Relation.SAME
    known = one.attested and other.attested
    found = (
        _by_letters(one, other, numbers, known),
        _by_shape(one, other, numbers, known),
        _by_sound(one, other, numbers, known),
    )
    best = max(found, key=lambda way: way[0])
    if best[0] < numbers.floor:
        best = (0, Relation.SAME)
    if not set(one.groups).isdisjoint(other.groups) and numbers.variant > best[0]:
        return numbers.variant, Relation.VARIANT
    return best


def _by_letters(one: Word, other: Word, numbers: Numbers, known: bool) -> tuple[int, Relation]:
    shorter, longer = sorted((len(one.text), len(other.text)))
    edits = edits_at(shorter)
    if longer - shorter > edits or (d := distance(one.text, other.text)) > edits:
        return 0, Relation.SAME
    loss = numbers.edit if one.text[0] == other.text[0] else numbers.edit_first
    alike = 1000 - d * loss // longer - (numbers.attested if known else 0)
    return alike, Relation.ONE_LETTER if d == 1 else Relation.TWO_LETTERS


def _by_shape(one: Word, other: Word, numbers: Numbers, known: bool) -> tuple[int, Relation]:
    if not one.shape or one.shape != other.shape:
        return 0, Relation.SAME
    return numbers.shape - (numbers.attested if known else 0), Relation.SHAPE


def _by_sound(one: Word, other: Word, numbers: Numbers, known: bool) -> tuple[int, Relation]:
    shorter, longer = sorted((len(one.skeleton), len(other.skeleton)))
    edits = skeleton_edits_at(shorter)
    if shorter < 2 or longer - shorter > edits:
        return 0, Relation.SAME
    d = distance(one.skeleton, other.skeleton)
    if d > edits:
        return 0, Relation.SAME
    if one.bare or other.bare:
        base = numbers.bare_sound_near if d else numbers.bare_sound
        return base - numbers.bare_sound_short * max(0, 5 - shorter), Relation.ROMANISATION
    apart = abs(len(one.text) - len(other.text))
    if apart > FURTHEST:
        return 0, Relation.SAME
    return (
        (numbers.sound_near if d else numbers.sound)
        - numbers.sound_length * apart
        - numbers.sound_short * max(0, 5 - shorter)
        - (numbers.attested_sound if known else 0)
        - (0 if one.text[0] == other.text[0] else numbers.sound_first)
    ), Relation.SOUND
