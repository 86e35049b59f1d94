from __future__ import annotations

import pytest

from caveat.screening.runs import Part, Runs

RUNS = Runs({"ab": ("x",), "abc": ("y", "z"), "d": ("w",)})


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("abc", [("abc", ("y", "z"))]),
        ("qqabd", [("qq", None), ("ab", ("x",)), ("d", ("w",))]),
        ("abqq", [("ab", ("x",)), ("qq", None)]),
        ("", []),
    ],
)
def test_run_is_parted_by_the_longest_known_word(run: str, parts: list[Part]) -> None:
    assert RUNS.part(run) == parts
