from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("words", [("country", "no"), ("country", "show", "NO")])
def test_country_is_shown_with_or_without_the_word(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Reduced set, 1 producer")
    assert "Norway (NO) as of" in ran.out


def test_country_is_given_as_json_and_as_markdown(run: Run) -> None:
    tree = json.loads(run("country", "KP", "--format", "json", "--as-of", "2024-06-30").out)
    assert (tree["country"]["id"], tree["as_of"]) == ("KP", "2024-06-30")
    assert run("country", "KP", "--format", "md").out.startswith("**Reduced set")


def test_country_before_the_data_begins_says_so(run: Run) -> None:
    ran = run("country", "KP", "--as-of", "2019-01-01")
    said = "No data: no figure held here had been published by 2019-01-01."
    assert (ran.code, ran.out.splitlines()[0]) == (0, said)
    assert (
        "newest data 2018" in run("country", "KP", "--as-of", "2019-01-01", "--retrospective").out
    )


def test_countries_are_compared_in_the_order_given(run: Run) -> None:
    ran = run("country", "compare", "KP", "NO")
    assert ran.code == 0
    assert ran.out.index("North Korea (KP)") < ran.out.index("Norway (NO)")


@pytest.mark.parametrize("words", [("country", "Norwai"), ("country", "compare", "NO", "QQ")])
def test_unknown_country_is_bad_input(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out, "is no country held here" in ran.err) == (2, "", True)


def test_country_without_words_shows_help(run: Run) -> None:
    ran = run("country")
    assert "compare" in ran.out + ran.err


def test_options_before_the_code_are_left_to_the_command_line(run: Run) -> None:
    assert run("country", "--help").code == 0
