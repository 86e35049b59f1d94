from __future__ import annotations

import pytest

from caveat.model.name import NameTables
from caveat.screening.skeleton import Skeletons


@pytest.fixture(scope="module")
def skeletons(names: NameTables) -> Skeletons:
    """Return skeletons by the real tables."""
    return Skeletons(names)


@pytest.mark.parametrize(
    "words",
    [
        ("muhammad", "mohamed", "mhmd"),
        ("zarghami", "zarqami"),
        ("djouadi", "jawadi", "javadi"),
        ("khalil", "halil"),
        ("dzhokhar", "johar"),
        ("aleksandr", "alexander"),
        ("shcherbakov", "scherbakow"),
        ("xinjiang", "sinjiang"),
        ("victor", "viktor"),
        ("garcia", "garsia"),
        ("saleh", "sale"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(
    skeletons: Skeletons, words: tuple[str, ...]
) -> None:
    assert len({skeletons.skeleton(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("word", "skeleton"),
    [("ivanov", "vnv"), ("petrov", "ptrv"), ("aei", ""), ("", ""), ("ah", "h"), ("u2", "2")],
)
def test_word_has_a_skeleton(skeletons: Skeletons, word: str, skeleton: str) -> None:
    assert skeletons.skeleton(word) == skeleton
