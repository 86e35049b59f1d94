from __future__ import annotations

import pytest

from caveat.model.name import NameTables
from caveat.screening.joins import Joins


@pytest.fixture(scope="module")
def joins(names: NameTables) -> Joins:
    """Return the joins of the real tables."""
    return Joins(names)


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("abdulrahman", "abdul rahman"),
        ("abd al rahman", "abdul rahman"),
        ("abdul rahman", "abdul rahman"),
        ("abdel rahman", "abdul rahman"),
        ("abdelrahman", "abdul rahman"),
        ("abdur", "abdur"),
        ("abd allah", "abdullah"),
        ("abdallah", "abdallah"),
        ("habib ullah agha", "habibullah agha"),
        ("habibollah agha", "habibullah agha"),
        ("ollah", "ollah"),
        ("al allah", "al allah"),
        ("=co allah", "=co allah"),
        ("alqaida", "al qaida"),
        ("el khatib", "el khatib"),
        ("elkhatib", "el khatib"),
        ("alexander", "alexander"),
        ("alberto", "alberto"),
        ("algae", "algae"),
        ("olla", "olla"),
        ("jolla", "jolla"),
    ],
)
def test_arabic_words_are_written_alike(joins: Joins, name: str, apart: str) -> None:
    found = joins.apart([(text, place) for place, text in enumerate(name.split())])
    assert " ".join(text for text, _ in found) == apart


def test_parts_of_a_word_keep_its_place(joins: Joins) -> None:
    assert joins.apart([("ali", 0), ("alqaida", 1)]) == [("ali", 0), ("al", 1), ("qaida", 1)]


@pytest.mark.parametrize("length", [59, 60])
def test_what_would_be_too_long_stays_apart(joins: Joins, length: int) -> None:
    found = joins.apart([("x" * length, 0), ("ullah", 1)])
    assert len(found) == (1 if length == 59 else 2)


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        ("abdulrahman", True),
        ("habibullah", True),
        ("alqaida", True),
        ("smith", False),
        ("algae", False),
    ],
)
def test_word_that_may_be_joined_is_told(joins: Joins, text: str, concerned: bool) -> None:
    assert joins.concerns(text) is concerned
