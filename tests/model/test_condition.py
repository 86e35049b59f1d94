from __future__ import annotations

from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
    leaves,
)


def test_leaves_are_yielded_from_left_to_right_with_repeats() -> None:
    condition = All(
        (
            Holds("a"),
            AnyOf((Not(OneOf("b", ("x",))), Refers("t"))),
            AtLeast(1, (Below("c", 1.0), Reaches("d", 2.0), Holds("a"))),
        )
    )
    assert list(leaves(condition)) == [
        Holds("a"),
        OneOf("b", ("x",)),
        Refers("t"),
        Below("c", 1.0),
        Reaches("d", 2.0),
        Holds("a"),
    ]


def test_leaves_of_a_leaf_are_the_leaf_itself() -> None:
    assert list(leaves(Holds("a"))) == [Holds("a")]
