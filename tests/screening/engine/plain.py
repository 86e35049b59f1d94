"""A plain reader of names for the tests of the engine, and strategies that draw names for it.

Words are separated by spaces, readings by slashes; a reading that starts with ~ leaves vowels
unwritten.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

from caveat.model.name import Kind, Reading, Script, Token, WordCounts
from caveat.screening.engine.encode import Encoder
from caveat.screening.engine.numbers import Numbers

NUMBERS = Numbers(
    unmatched_query=570,
    unmatched_listed=480,
    contradiction=0,
    steepness=1450,
    initial_share=250,
    initial_closeness=900,
    initial_weight=60,
    heaviest=800,
    floor=640,
    join_similarity=960,
    exact_bonus=1100,
    lone=820,
    lone_common=500_000,
    common=500,
    edit=900,
    edit_first=1200,
    sound=860,
    sound_near=700,
    sound_length=30,
    sound_first=50,
    sound_short=30,
    bare_sound=900,
    bare_sound_near=720,
    bare_sound_short=40,
    shape=900,
    attested=60,
    attested_sound=30,
    thin=60,
    variant=930,
)
"""Numbers of the tests, which do not move when those of the score are chosen anew."""
GROUPS = {"kab": (0,), "bak": (0, 2), "akka": (2,)}
"""Groups of variants; number 1 has no word."""


def kind_of(text: str) -> Kind:
    """Return what a word is."""
    if text.startswith("="):
        return Kind.LEGAL
    if text in {"al", "bin"}:
        return Kind.PARTICLE
    if text.isdigit():
        return Kind.NUMBER
    return Kind.INITIAL if len(text) == 1 else Kind.WORD


def read(name: str) -> tuple[Reading, ...]:
    """Return the readings of a name."""
    readings = (
        Reading(
            tuple(
                Token(text, kind_of(text), text.upper(), place)
                for place, text in enumerate(way.strip("~").split())
            ),
            Script.HEBREW if "~" in way else Script.LATIN,
            "as written",
            False,
        )
        for way in name.split("/")
    )
    return tuple(reading for reading in readings if reading.tokens)


def skeleton(word: str) -> str:
    """Return a word without vowels."""
    return re.sub("[aeiou]", "", word)


def encoder() -> Encoder:
    """Return an encoder for which some words are common."""
    counts = {"ab": 90, "kab": 40, "akb": 200, "mohammed": 900, "smith": 30}
    return Encoder(
        read,
        skeleton,
        lambda word: word.replace("kk", "b"),
        WordCounts("0" * 64, 1000, counts),
        lambda word: GROUPS.get(word, ()),
        "tests",
        NUMBERS,
    )


_words = st.one_of(
    st.text("abk", min_size=1, max_size=9),
    st.sampled_from(["=llc", "=jsc", "al", "bin", "7", "12", "k", "kab", "akka", "kabbak", "b2b"]),
)
_ways = st.builds(
    lambda words, bare: bare + " ".join(words),
    st.lists(_words, max_size=6),
    st.sampled_from(["", "", "~"]),
)
names = st.lists(_ways, min_size=1, max_size=2).map("/".join)
"""Names of few letters, so that many are alike."""
