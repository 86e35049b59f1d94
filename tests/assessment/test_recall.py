from __future__ import annotations

from collections.abc import Sequence

import pytest

from caveat.assessment import recall
from caveat.assessment.recall import Recall
from caveat.model.truth import Truth

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


class Counter:
    """Names the truths of two atoms, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, values: Sequence[Truth]) -> str:
        self.asked += 1
        return f"{values[0].value}, {values[2].value}"


def test_recall_gives_what_the_function_gives() -> None:
    remembered = Recall((0, 2), Counter())
    assert remembered([YES, NO, UNKNOWN]) == "yes, unknown"


def test_recall_asks_once_for_the_same_truths_of_its_atoms() -> None:
    counter = Counter()
    remembered = Recall((0, 2), counter)
    assert [remembered([YES, other, NO]) for other in (YES, NO, UNKNOWN)] == ["yes, no"] * 3
    assert counter.asked == 1


def test_recall_asks_again_for_other_truths() -> None:
    counter = Counter()
    remembered = Recall((0, 2), counter)
    assert [remembered([one, YES, NO]) for one in (YES, NO)] == ["yes, no", "no, no"]
    assert counter.asked == 2


def test_recall_names_each_atom_once_in_order() -> None:
    assert Recall((2, 0, 2), Counter()).atoms == (2, 0)


def test_recall_of_no_atoms_is_a_constant() -> None:
    remembered: Recall[str] = Recall((), lambda values: "always")
    assert [remembered([]), remembered([YES])] == ["always", "always"]


def test_recall_of_one_atom_tells_its_truths_apart() -> None:
    remembered: Recall[str] = Recall((1,), lambda values: values[1].value)
    assert [remembered([YES, one]) for one in (YES, NO, UNKNOWN)] == ["yes", "no", "unknown"]


def test_full_table_starts_anew_and_still_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "LIMIT", 2)
    counter = Counter()
    remembered = Recall((0, 2), counter)
    for one in (YES, NO, UNKNOWN):
        remembered([one, YES, NO])
    assert remembered([YES, YES, NO]) == "yes, no"
    assert counter.asked == 4
