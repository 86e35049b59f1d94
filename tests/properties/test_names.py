"""What holds for any name: it is read, in promised letters, within bounds, and always alike."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from caveat.model.name import Kind
from caveat.rulebook.names import load_names
from caveat.screening.characters import LONGEST_WORD
from caveat.screening.read import MOST_READINGS, MOST_TOKENS, NameReader
from caveat.screening.skeleton import Skeletons

NAMES = load_names()
READER = NameReader(NAMES)
TOKEN = re.compile("[a-z0-9]+|=[a-z]+")


def _words() -> SearchStrategy[str]:
    held = {"legal", "words", "names", "joins", "particles", "surnames", "prefixes"}
    rows = [table.rows for table in NAMES.tables.values() if table.holds in held]
    known = {one for row in rows for key, values in row.items() for one in (key, *values)}
    return st.one_of(st.sampled_from(sorted(known)), st.text(max_size=6))


def names_of_any_kind() -> SearchStrategy[str]:
    """Return text of any kind, and words of the tables between other text."""
    between = st.sampled_from([" ", "", "-", ".", "=", "&"])
    mixed = st.tuples(st.lists(_words(), max_size=8), between)
    return st.one_of(st.text(), mixed.map(lambda drawn: drawn[1].join(drawn[0])))


@given(names_of_any_kind())
def test_any_name_is_read_within_bounds(name: str) -> None:
    readings = READER.read(name)
    assert len(readings) <= MOST_READINGS
    assert len({reading.text for reading in readings}) == len(readings)
    for reading in readings:
        assert 0 < len(reading.tokens) <= MOST_TOKENS
        for token in reading.tokens:
            assert TOKEN.fullmatch(token.text)
            assert len(token.text) <= LONGEST_WORD
            assert (token.kind is Kind.LEGAL) == token.text.startswith("=")


@given(names_of_any_kind())
def test_text_of_the_main_reading_is_read_as_itself(name: str) -> None:
    for reading in READER.read(name)[:1]:
        assert READER.read(reading.text)[0].text == reading.text


@given(st.lists(names_of_any_kind(), max_size=4))
def test_reading_does_not_depend_on_what_was_read_before(names: list[str]) -> None:
    before = [READER.read(name) for name in names]
    assert [READER.read(name) for name in reversed(names)] == before[::-1]


@given(names_of_any_kind())
def test_place_of_a_token_is_that_of_its_word(name: str) -> None:
    for reading in READER.read(name):
        places = [token.place for token in reading.tokens]
        assert places == sorted(places)


@given(st.from_regex("[a-z0-9]{0,20}", fullmatch=True))
def test_skeleton_has_letters_of_the_word_only(word: str) -> None:
    assert re.fullmatch("[a-z0-9]*", Skeletons(NAMES).skeleton(word))
