from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from caveat.cli.app import app
from caveat.rulebook.yaml_reader import Tree, read_yaml
from tests.cli.conftest import Run
from tests.services.examples import FOLDER, ORDINARY

SKIP_ALL = "s\n" * 500


def facts(file: Path) -> dict[str, Tree]:
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    found = tree["facts"]
    assert isinstance(found, dict)
    return found


def texts(folder: Path) -> dict[str, str]:
    return {str(file): file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")}


def added(folder: Path, before: dict[str, str]) -> list[tuple[str, Tree]]:
    """Return the facts that were stated since, each with what is said of it now."""
    found = []
    for name, text in texts(folder).items():
        if text != before[name]:
            old = Path(f"{name}.before")
            old.write_text(before[name], encoding="utf-8")
            now, then = facts(Path(name)), facts(old)
            old.unlink()
            found += [(fact, said) for fact, said in now.items() if then.get(fact) != said]
    return found


def ask(folder: Path, typed: str, *options: str) -> Result:
    arguments = ["ask", str(folder / f"{ORDINARY}.yaml"), *options]
    return CliRunner().invoke(app, arguments, input=typed)


BY = ("--by", "B. Example")


def test_ask_saves_an_answer_with_its_source_at_once(examples: Path) -> None:
    before = texts(examples)
    result = ask(examples, "u\nsearch of the register\n\nq\n", *BY)
    ((_, stated),) = added(examples, before)
    assert result.exit_code == 0
    assert (stated[-1] if isinstance(stated, list) else stated) == {
        "value": "unknown",
        "source": "search of the register",
        "observed_on": "2023-06-30",
        "entered_by": "B. Example",
    }


def test_ask_asks_for_the_name_of_who_answers(examples: Path) -> None:
    before = texts(examples)
    ask(examples, "\nC. Example\nu\nsearch\n\nq\n")
    ((_, stated),) = added(examples, before)
    last = stated[-1] if isinstance(stated, list) else stated
    assert isinstance(last, dict)
    assert last["entered_by"] == "C. Example"


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("", ()),
        ("B. Example\n", ()),
        ("", BY),
        ("q\n", BY),
        ("s\nq\n", BY),
        ("?\n\nq\n", BY),
        ("u\n", BY),
        ("u\nsearch\n", BY),
        ("@ no such word @\nq\n", BY),
    ],
    ids=[
        "end at the name",
        "end at the first question",
        "end at once",
        "quit",
        "skip and quit",
        "help and quit",
        "end at the source",
        "end at the day",
        "no answer and quit",
    ],
)
def test_ask_can_be_left_at_any_prompt_and_saves_nothing(
    examples: Path, typed: str, options: tuple[str, ...]
) -> None:
    before = texts(examples)
    result = ask(examples, typed, *options)
    assert (result.exit_code, result.exception, texts(examples)) == (0, None, before)


def test_ask_refuses_a_bad_file_before_it_asks_anything(run: Run, tmp_path: Path) -> None:
    ran = run("ask", tmp_path / "none.yaml", stdin="B. Example\n")
    assert (ran.code, ran.out, ran.err[:7]) == (2, "", "error: ")


@pytest.fixture(scope="module")
def skipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what an interview prints in which every question is skipped, by mode."""
    folder = tmp_path_factory.mktemp("skipped") / "examples"
    shutil.copytree(FOLDER, folder)
    return {
        "quick": ask(folder, SKIP_ALL, *BY).output,
        "complete": ask(folder, SKIP_ALL, *BY, "--complete").output,
    }


@pytest.mark.parametrize("mode", ["quick", "complete"])
def test_ask_goes_on_past_all_skipped_questions(skipped: dict[str, str], mode: str) -> None:
    left = " ".join(skipped[mode].partition("Left open: ")[2].partition(".\n")[0].split())
    assert len(left.split(", ")) == skipped[mode].count("\n> ") > 5


def test_ask_never_calls_a_quick_interview_complete(skipped: dict[str, str]) -> None:
    said = "a quick answer is not a complete file"
    assert {mode: said in output for mode, output in skipped.items()} == {
        "quick": True,
        "complete": False,
    }


def test_ask_asks_for_more_in_complete_mode(skipped: dict[str, str]) -> None:
    assert skipped["complete"].count("> ") > skipped["quick"].count("> ")


def test_ask_says_where_to_see_the_result(examples: Path) -> None:
    last = ask(examples, "q\n", *BY).output.splitlines()[-1]
    assert last.endswith(f"caveat assess {examples / ORDINARY}.yaml")


def test_ask_takes_up_where_it_was_left(examples: Path) -> None:
    first = ask(examples, "s\nu\nsearch\n\nq\n", *BY).output
    second = ask(examples, "q\n", *BY).output
    assert first.partition("> ")[0] == second.partition("> ")[0]


def test_ask_counts_what_is_open(examples: Path) -> None:
    assert ask(examples, "q\n", *BY).output.count("facts open") == 2


def test_ask_begins_with_what_is_not_checked(examples: Path) -> None:
    output = ask(examples, "q\n").output
    assert output.startswith("Not checked: parties against lists, licence requirements.\n")


def test_ask_says_after_an_answer_what_it_did(examples: Path) -> None:
    output = " ".join(ask(examples, "u\nsearch of the register\n\nq\n", *BY).output.split())
    start = re.search(r"So far: escalate, not settled \((.*?)\); (\d+) facts open\.", output)
    assert start is not None
    between, count = start.groups()
    assert between.startswith("between ")
    now = f"Now: escalate, not settled ({between}); {count} facts open (was {count})."
    assert output.count(now) == output.count("Now: ") == 1


def test_ask_says_which_word_was_taken(examples: Path) -> None:
    file = examples / "camera_maker.yaml"
    result = CliRunner().invoke(app, ["ask", str(file), *BY], input="un\na list\n\nq\n")
    assert "Taken as: An arms embargo of the United Nations; perhaps more.\n" in result.output
    assert facts(file)["country.sanctions"] == {
        "value": {"members": ["un_arms_embargo"], "complete": False},
        "source": "a list",
        "observed_on": "2026-11-20",
        "entered_by": "B. Example",
    }


def test_ask_shows_the_titles_of_answers_and_what_each_leads_to(examples: Path) -> None:
    file = examples / "camera_maker.yaml"
    result = CliRunner().invoke(app, ["ask", str(file), *BY], input="q\n")
    shown = result.output.partition("  1 ")[0]
    assert "if none of these: between proceed with safeguards and decline" in shown
    assert ("embargo of the United Nations" in shown, "un_arms_embargo" in shown) == (True, False)
