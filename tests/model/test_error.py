from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.error import CaveatError, Place, Problem, nearest, nearest_word

HERE = Place(Path("folder/file.yaml"), 7, "facts.a")


def test_place_shows_file_and_line() -> None:
    assert str(HERE) == "folder/file.yaml:7"


def test_place_without_a_line_shows_the_file() -> None:
    assert str(Place(Path("file.yaml"))) == "file.yaml"


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem("c", "Found this.", "Do that.", HERE), "folder/file.yaml:7: Found this. Do that."),
        (Problem("c", "Found this.", "", HERE), "folder/file.yaml:7: Found this."),
        (Problem("c", "Found this.", "Do that."), "Found this. Do that."),
    ],
)
def test_problem_shows_place_message_and_hint(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_error_shows_a_line_for_each_problem() -> None:
    error = CaveatError([Problem("a", "One."), Problem("b", "Two.")])
    assert str(error) == "One.\nTwo."


def test_error_keeps_its_problems_in_order() -> None:
    problems = (Problem("b", "Two."), Problem("a", "One."))
    assert CaveatError(iter(problems)).problems == problems


def test_error_of_one_problem_holds_it() -> None:
    assert CaveatError(Problem("a", "One.")).problems == (Problem("a", "One."),)


def test_nearest_names_the_most_similar_word() -> None:
    assert nearest("misus", {"misuse", "museum"}) == "Nearest: 'misuse'."


def test_nearest_is_silent_when_nothing_is_similar() -> None:
    assert nearest("xyz", {"misuse", "museum"}) == ""


def test_nearest_word_is_none_when_there_are_no_words() -> None:
    assert nearest_word("a", ()) is None


def test_nearest_word_does_not_hang_on_the_order_of_the_words() -> None:
    assert nearest_word("ab", ("ax", "xb")) == nearest_word("ab", ("xb", "ax"))
