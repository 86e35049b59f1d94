"""Letters that look alike in print are written alike."""

from __future__ import annotations

import pytest

from caveat.rulebook.names import load_names
from caveat.screening.shape import Shapes


@pytest.mark.parametrize(
    ("one", "other"),
    [("hashern", "hashem"), ("kecla", "keda"), ("ivanov", "lvan0v"), ("qamar", "gamar")],
)
def test_shape_is_one_for_words_that_look_alike(one: str, other: str) -> None:
    shapes = Shapes(load_names())
    assert shapes.shape(one) == shapes.shape(other)


def test_shape_keeps_other_letters_apart() -> None:
    shapes = Shapes(load_names())
    assert shapes.shape("karim") == "karlm"
    assert shapes.shape("karim") != shapes.shape("marim")
