from __future__ import annotations

import json
from pathlib import Path

import pytest

from caveat.reports.end_user_report import NOTHING
from caveat.rulebook.dossiers import Dossiers
from tests.cli.conftest import Run
from tests.cli.own_files import ID, NAME, write_own

NOWHERE = "Ministry of Nowhere (invented)"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the user's own files in place."""
    monkeypatch.setenv("CAVEAT_HOME", str(write_own(tmp_path / "own")))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_end_user_is_shown_with_its_record(run: Run) -> None:
    ran = run("end-user", "kestrel bay metropolitan police")
    assert (ran.code, ran.err) == (0, "")
    out = flat(ran.out)
    assert out.startswith("kestrel bay metropolitan police as of ")
    for said in (
        "Country South Africa (ZA)",
        "from your own files",
        "Example Treasury, Example list, listed 2026-01-15",
        "A reporter was followed with cameras",
        "answer: The police denied it.",
    ):
        assert said in out


@pytest.mark.parametrize(("form", "start"), [("text", "Ministry"), ("md", "# Ministry")])
def test_end_user_of_whom_nothing_is_held_is_no_error_and_says_so(
    run: Run, form: str, start: str
) -> None:
    ran = run("end-user", NOWHERE, "--format", form)
    assert (ran.code, ran.err, ran.out.startswith(start)) == (0, "", True)
    assert NOTHING in flat(ran.out)


def test_end_user_is_given_as_json(run: Run) -> None:
    found = json.loads(run("end-user", NAME, "--country", "za", "--format", "json").out)
    assert [one["id"] for one in found["agencies"]] == [ID]
    assert (found["name"], found["country"]) == (NAME, "ZA")
    assert json.loads(run("end-user", NOWHERE, "--format", "json").out)["says"] == NOTHING


def test_end_user_of_another_country_is_left_out(run: Run) -> None:
    assert NOTHING in flat(run("end-user", NAME, "--country", "NO").out)


def test_end_user_is_shown_as_of_a_day(run: Run) -> None:
    day = ("--as-of", "2025-03-30", "--format", "json")
    (before,) = json.loads(run("end-user", NAME, *day).out)["agencies"]
    (now,) = json.loads(run("end-user", NAME, "--format", "json").out)["agencies"]
    assert (len(before["incidents"]), len(before["listings"])) == (0, 0)
    assert (len(now["incidents"]), len(now["listings"])) == (1, 1)


def test_every_agency_is_found_by_each_of_its_names(run: Run, dossiers: Dossiers) -> None:
    for one in list(dossiers.agencies.values())[::10]:
        for name in (one.name, *one.names):
            found = json.loads(run("end-user", name, "--format", "json").out)["agencies"]
            assert (name, one.id in [each["id"] for each in found]) == (name, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("",), "the name is empty"),
        ((" \t ",), "the name is empty"),
        ((NAME, "--country", "Atlantis"), "is no country held here"),
        ((NAME, "--as-of", "2999-01-01"), "lies in the future"),
        ((NAME, "--as-of", "soon"), "--as-of"),
    ],
)
def test_end_user_refuses_bad_input(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("end-user", *words)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    "name",
    ["\x1b[31mWatch\u202e", "র‍্যাব", "الأمن", "ФСБ", "国家安全部", "x" * 20_000, "!!!", "a\nb"],
)
def test_end_user_takes_any_name(run: Run, name: str) -> None:
    for form in ("text", "md", "json"):
        ran = run("end-user", name, "--format", form)
        assert "Traceback" not in ran.err
        assert {"\x1b", "\u202e"}.isdisjoint(ran.out + ran.err)
        assert ran.code in (0, 2)
