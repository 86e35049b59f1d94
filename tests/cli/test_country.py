from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.own_files import write_own

OWN = "A reporter was followed with cameras"


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
    said, title = ran.out.split("\n\n")[:2]
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(said.split()).startswith(
        "No data: no figure held here had been published by 2019-01-01. The earliest edition "
        "with one counts as known from 2022-03-31: "
    )
    assert title.startswith("North Korea (KP) as of 2019-01-01")
    assert (
        "newest data 2018" in run("country", "KP", "--as-of", "2019-01-01", "--retrospective").out
    )


def test_countries_are_compared_in_the_order_given(run: Run) -> None:
    ran = run("country", "compare", "KP", "NO")
    assert ran.code == 0
    assert ran.out.index("North Korea (KP)") < ran.out.index("Norway (NO)")
    assert run("country", "compare", "KP", "NO", "--format", "md").out.startswith("# Countries")


def test_compared_countries_are_given_as_a_list_of_what_is_shown_of_each(run: Run) -> None:
    day = ("--as-of", "2024-06-30", "--format", "json")
    compared = json.loads(run("country", "compare", "KP", "no", *day).out)
    assert compared == [json.loads(run("country", code, *day).out) for code in ("KP", "NO")]


def test_compared_countries_have_their_incidents(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(write_own(tmp_path)))
    compared = json.loads(run("country", "compare", "ZA", "NO", "--format", "json").out)
    shown = json.loads(run("country", "ZA", "--format", "json").out)
    assert compared[0] == shown
    assert "za_kestrel_bay_2025" in [one["id"] for one in shown["incidents"]]


def test_text_has_incidents_in_short_and_markdown_in_full(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(write_own(tmp_path)))
    whole = "Example Paper reported that a reporter was followed."
    found = {form: run("country", "ZA", "--format", form).out for form in ("text", "md")}
    assert {form: (OWN in out, whole in out) for form, out in found.items()} == {
        "text": (True, False),
        "md": (True, True),
    }


@pytest.mark.parametrize(("code", "name"), [("NA", "Namibia (NA)"), ("no", "Norway (NO)")])
def test_codes_that_look_like_words_are_codes(run: Run, code: str, name: str) -> None:
    assert f"\n{name} as of" in run("country", code).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Deutschland",), ["'Deutschland' is no code of a country", "Write DE for Germany."]),
        (("compare", "NO", "QQ"), ["'QQ' is no code of a country"]),
        (("compare", "NO", "KP", "no"), ["NO (Norway) stands twice. Name each country once."]),
        (("compare", "NO"), ["found 1 code, expected two or more to compare."]),
        (("compare", "Korea", "Congo"), ["North Korea (KP)", "(CG)", "2 problems"]),
        (("NO", "--as-of", "2024-02-30"), ["--as-of: found '2024-02-30', expected a date"]),
        (("NO", "--as-of", "yesterday"), ["--as-of: found 'yesterday', expected a date"]),
        (
            ("compare", "NO", "KP", "--as-of", "2024-6-1"),
            ["--as-of: found '2024-6-1', expected a date"],
        ),
        (("NO", "--as-of", "2999-01-01"), ["--as-of 2999-01-01 lies in the future."]),
    ],
)
def test_bad_input_is_said_and_nothing_is_shown(
    run: Run, words: tuple[str, ...], said: list[str]
) -> None:
    ran = run("country", *words)
    assert (ran.code, ran.out, [one for one in said if one not in ran.err]) == (2, "", [])


def test_country_without_words_shows_help(run: Run) -> None:
    ran = run("country")
    assert "compare" in ran.out + ran.err


def test_options_before_the_code_are_left_to_the_command_line(run: Run) -> None:
    assert run("country", "--help").code == 0
