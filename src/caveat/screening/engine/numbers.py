"""The frozen numbers of the score. All are whole; what changes them changes the version.

They were chosen on classes of the published benchmark (bench/screening/names.py) and are
judgements of this workbench. Similarities and shares are in thousandths, weights in hundredths,
scores in millionths.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MILLION = 1_000_000
VERSION = "2026-11-24"
"""Of the score: of these numbers, of how words are compared and of the calibration."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the score is made with, in the order of the kernel."""

    unmatched_query: int = 530
    """What a word of the query without a partner counts against the match."""
    unmatched_listed: int = 430
    """What a listed word without a partner counts."""
    contradiction: int = 1760
    """What counts on top where both sides have core words without a partner: they contradict."""
    steepness: int = 1290
    """How fast closeness falls with similarity."""
    initial_share: int = 150
    """Share of the weights of an initial and its word that a pair of them has."""
    initial_closeness: int = 820
    initial_weight: int = 60
    heaviest: int = 800
    """The most that a word weighs."""
    floor: int = 640
    """Least similarity of two words that are compared at all."""
    join_similarity: int = 940
    """Of a word and two neighbours run together."""
    exact_bonus: int = 1100
    """Same words are paired before similar ones of a little more weight."""
    lone: int = 950
    """What is left of a score that rests on one word, where that is not the whole of both names."""
    lone_common: int = 370_000
    """The most that one common word can score."""
    common: int = 490
    """A word is common below this weight."""
    edit: int = 830
    """Loss for each edit, shared by the letters of the longer word."""
    edit_first: int = 1090
    """The same where the first letters differ."""
    sound: int = 820
    """Similarity of words with one skeleton."""
    sound_near: int = 650
    """Of words whose skeletons are one edit apart."""
    sound_length: int = 40
    """Loss for each letter that one word is longer."""
    sound_first: int = 10
    """Loss where the first letters differ."""
    sound_short: int = 45
    """Loss for each letter that a skeleton has less than five."""
    bare_sound: int = 910
    """Of one skeleton, where a script writes few vowels."""
    bare_sound_near: int = 730
    bare_sound_short: int = 60
    shape: int = 900
    """Of words that look alike in print."""
    attested: int = 65
    """Loss by letters and by shape where both words are known: they may be two names."""
    attested_sound: int = 60
    thin: int = 85
    """Weight against every match that is not the whole of both names: what rests on little counts
    less."""
    variant: int = 880
    """Of words in one group of variants of a name."""

    def swapped(self) -> Numbers:
        """Return the numbers for an index of queries that listed names are sent to."""
        return replace(
            self,
            unmatched_query=self.unmatched_listed,
            unmatched_listed=self.unmatched_query,
        )


NUMBERS = Numbers()
